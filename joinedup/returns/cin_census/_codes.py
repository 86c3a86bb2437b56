"""Codes of the children in need census and what each means."""

from __future__ import annotations

REFERRAL_SOURCES = {
    "1A": "Family member, relative or carer",
    "1B": "Acquaintance, neighbour or childminder",
    "1C": "The child",
    "1D": "Another individual",
    "2A": "School",
    "2B": "Education service",
    "3A": "General practitioner",
    "3B": "Health visitor",
    "3C": "School nurse",
    "3D": "Other primary health service",
    "3E": "Accident and emergency",
    "3F": "Other health service",
    "4": "Housing",
    "5A": "Council: social care, such as adults",
    "5B": "Council: other department",
    "5C": "Another council",
    "5D": "Council: early help",
    "6": "Police",
    "7": "Other legal agency",
    "8": "Other, such as a voluntary organisation",
    "9": "Anonymous",
    "10": "Unknown",
}
NEEDS = {
    "N0": "Not stated",
    "N1": "Abuse or neglect",
    "N2": "Child's disability",
    "N3": "Parent's disability or illness",
    "N4": "Family in acute stress",
    "N5": "Family dysfunction",
    "N6": "Socially unacceptable behaviour",
    "N7": "Low income",
    "N8": "Absent parenting",
    "N9": "Cases other than children in need",
}
CLOSURES = {
    "RC1": "Adopted",
    "RC2": "Died",
    "RC3": "Child arrangements order",
    "RC4": "Special guardianship order",
    "RC5": "Transferred to another council",
    "RC6": "Transferred to adult social care",
    "RC7": "Services ceased for any other reason",
    "RC8": "Closed after assessment, no further action",
    "RC9": "Closed after assessment, referred to early help",
}
ABUSE = {
    "NEG": "Neglect",
    "PHY": "Physical abuse",
    "SAB": "Sexual abuse",
    "EMO": "Emotional abuse",
    "MUL": "Multiple",
}
DISABILITIES = {
    "NONE": "No disability",
    "MOB": "Mobility",
    "HAND": "Hand function",
    "PC": "Personal care",
    "INC": "Incontinence",
    "COMM": "Communication",
    "LD": "Learning",
    "HEAR": "Hearing",
    "VIS": "Vision",
    "BEH": "Behaviour",
    "CON": "Consciousness",
    "AUT": "Autism or Asperger syndrome",
    "DDA": "Other",
}
UPN_UNKNOWN = {
    "UN1": "Not of school age and never had one",
    "UN2": "Looked after by another council",
    "UN3": "Newly looked after, not yet known",
    "UN4": "Over school age, not known",
    "UN5": "Sources are not available",
    "UN6": "Unborn",
    "UN7": "Referral with no further action",
}
_WHOSE = {"A": "of the child", "B": "of a parent or carer", "C": "of another person in the household"}
_BY_WHOM = {
    "1": "Alcohol misuse",
    "2": "Drug misuse",
    "3": "Domestic abuse",
    "4": "Mental health",
    "5": "Learning disability",
    "6": "Physical disability or illness",
}
FACTORS = {
    f"{number}{letter}": f"{says} {whose}"
    for number, says in _BY_WHOM.items()
    for letter, whose in _WHOSE.items()
} | {
    "7A": "Young carer",
    **{f"8{letter}": "Privately fostered" for letter in "ABCDEF"},
    "9A": "Unaccompanied asylum-seeking child",
    "10A": "Missing",
    "11A": "Child sexual exploitation",
    "12A": "Trafficking",
    "13A": "Gangs",
    "14A": "Socially unacceptable behaviour",
    "15A": "Self-harm",
    "16A": "Neglect",
    "17A": "Emotional abuse",
    "18A": "Physical abuse (to 2021)",
    "18B": "Physical abuse by another child",
    "18C": "Physical abuse by an adult",
    "19A": "Sexual abuse (to 2021)",
    "19B": "Sexual abuse by another child",
    "19C": "Sexual abuse by an adult",
    "20": "Other",
    "21": "No factors identified",
    "22A": "Female genital mutilation",
    "23A": "Abuse linked to faith or belief",
    "24A": "Child criminal exploitation",
}
