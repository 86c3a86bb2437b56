"""Codes of the SSDA903 return and what each means."""

from __future__ import annotations

REASONS_STARTED = {
    "S": "Started to be looked after",
    "L": "Change of legal status only",
    "P": "Change of placement and carer only",
    "T": "Change of placement only, same carer",
    "B": "Change of legal status, placement and carer",
    "U": "Change of legal status and placement, same carer",
}
LEGAL_STATUSES = {
    "C1": "Interim care order",
    "C2": "Full care order",
    "D1": "Freeing order granted",
    "E1": "Placement order granted",
    "J1": "Remanded to local authority accommodation or youth detention",
    "J2": "Placed in local authority accommodation under the Police and Criminal Evidence Act",
    "J3": "Sentenced to a youth rehabilitation order with residence",
    "L1": "Under police protection in local authority accommodation",
    "L2": "Emergency protection order",
    "L3": "Under a child assessment order",
    "V2": "Accommodated under section 20",
    "V3": "Short breaks, agreed series, recorded each time",
    "V4": "Short breaks, agreed series, recorded as one",
}
NEEDS = {
    "N1": "Abuse or neglect",
    "N2": "Child's disability",
    "N3": "Parent's illness or disability",
    "N4": "Family in acute stress",
    "N5": "Family dysfunction",
    "N6": "Socially unacceptable behaviour",
    "N7": "Low income",
    "N8": "Absent parenting",
}
PLACEMENTS = {
    "A3": "Placed for adoption with consent, with current foster carer",
    "A4": "Placed for adoption with consent, not with current foster carer",
    "A5": "Placed for adoption with placement order, with current foster carer",
    "A6": "Placed for adoption with placement order, not with current foster carer",
    "H5": "Semi-independent living, not a children's home (to 2024)",
    "K1": "Secure children's home",
    "K2": "Children's home",
    "K3": "Supported accommodation (from 2025)",
    "P1": "Placed with own parents or a person with parental responsibility",
    "P2": "Independent living (to 2024)",
    "P3": "Residential employment",
    "R1": "Residential care home",
    "R2": "NHS or other health establishment",
    "R3": "Family centre or mother and baby unit",
    "R5": "Young offender institution or prison",
    "S1": "Residential school",
    "T0": "Any temporary placement",
    "T1": "Temporary: in hospital",
    "T2": "Temporary: on holiday",
    "T3": "Temporary: carer on holiday",
    "T4": "Temporary: accommodation of seven days or less",
    "U1": "Foster care with a relative or friend, long term",
    "U2": "Foster care with a relative or friend who is an approved adopter",
    "U3": "Foster care with a relative or friend, not long term",
    "U4": "Foster care, long term",
    "U5": "Foster care with an approved adopter",
    "U6": "Foster care, not long term",
    "Z1": "Other",
    "Z11": "Other (from 2026)",
    "Z12": "Other (from 2026)",
    "Z13": "Other (from 2026)",
    "Z14": "Other (from 2026)",
}
PROVIDERS = {
    "PR0": "Parents or a person with parental responsibility",
    "PR1": "The council itself",
    "PR2": "Another council",
    "PR3": "Other public body",
    "PR4": "Private",
    "PR5": "Voluntary",
}
REASONS_ENDED = {
    "X1": "Episode ends and another begins",
    "E11": "Adopted, application unopposed",
    "E12": "Adopted, consent dispensed with",
    "E2": "Died",
    "E3": "Care taken over by another council",
    "E4A": "Returned home to parents, planned",
    "E4B": "Returned home to parents, not planned",
    "E41": "Child arrangements order",
    "E43": "Special guardianship to former foster carer (to 2018)",
    "E44": "Special guardianship to another person (to 2018)",
    "E45": "Special guardianship to former foster carer who is a relative or friend",
    "E46": "Special guardianship to former foster carer who is not",
    "E47": "Special guardianship to another relative or friend",
    "E48": "Special guardianship to another person",
    "E5": "Moved into independent living, with support",
    "E6": "Moved into independent living, without support",
    "E7": "Transferred to adult social care",
    "E8": "Any other reason",
    "E9": "Sentenced to custody",
    "E13": "Left care to live with parents with no order",
    "E14": "Accommodation on remand ended",
    "E15": "Age assessed as 18 or over",
    "E16": "Moved abroad",
    "E17": "Aged 18 and remained with carers",
}
REASONS_MOVED = {
    "CARPL": "Change in the plan for the child",
    "CLOSE": "Placement closed",
    "ALLEG": "Allegation",
    "STAND": "Concern about standards",
    "APPRR": "Approval removed",
    "CREQB": "Carer asked: child's behaviour",
    "CREQO": "Carer asked: other reason",
    "CHILD": "Child asked",
    "LAREQ": "Responsible council asked",
    "PLACE": "Area council asked",
    "CUSTOD": "Custody",
    "OTHER": "Other",
}
REVIEWS = {
    "PN0": "Under 4 at the time",
    "PN1": "Attended and spoke for themselves",
    "PN2": "Attended, an advocate spoke",
    "PN3": "Attended, views by other means",
    "PN4": "Attended, no views given",
    "PN5": "Did not attend, an advocate spoke",
    "PN6": "Did not attend, views by other means",
    "PN7": "Did not attend, no views given",
}
SDQ_REASONS = {
    "SDQ1": "No form returned: child under 4 or over 17",
    "SDQ2": "Carer refused",
    "SDQ3": "Not possible because of disability",
    "SDQ4": "Other",
    "SDQ5": "Child or young person refuses",
}
IN_TOUCH = {
    "YES": "In touch",
    "NO": "Not in touch",
    "DIED": "Died",
    "REFU": "Refuses contact",
    "NREQ": "No longer requires services",
    "RHOM": "Returned home for six months or more",
}
ACTIVITIES = {
    "F1": "Full time in higher education",
    "P1": "Part time in higher education",
    "F2": "Full time in other education",
    "P2": "Part time in other education",
    "F3": "Full time in training or employment (to 2021)",
    "P3": "Part time in training or employment (to 2021)",
    "F4": "Full time in training or employment with training",
    "P4": "Part time in training or employment with training",
    "F5": "Full time in employment or apprenticeship",
    "P5": "Part time in employment or apprenticeship",
    "G4": "Not in education, employment or training: illness or disability",
    "G5": "Not in education, employment or training: other",
    "G6": "Not in education, employment or training: pregnancy or parenting",
    "0": "Not applicable: council not in touch",
}
PREVIOUS_ORDERS = {
    "P1": "Adoption",
    "P2": "Special guardianship order",
    "P3": "Residence or child arrangements order until 18",
    "P4": "Unknown",
    "Z1": "Not previously under a permanence order",
}
MISSING = {"M": "Missing", "A": "Away from placement without authorisation"}
ACCOMMODATION = {
    f"{kind}{suitable}": f"{says}, {'suitable' if suitable == 1 else 'unsuitable'}"
    for kind, says in {
        "B": "With parents or relatives",
        "C": "Community home or other residential care",
        "D": "Semi-independent transitional accommodation",
        "E": "Supported lodgings",
        "G": "Gone abroad",
        "H": "Deported",
        "K": "Ordinary lodgings",
        "R": "Residence not known",
        "S": "No fixed abode or homeless",
        "T": "Foyer and similar supported accommodation",
        "U": "Independent living",
        "V": "Emergency accommodation",
        "W": "Bed and breakfast",
        "X": "In custody",
        "Y": "Other accommodation",
        "Z": "With former foster carer",
    }.items()
    for suitable in (1, 2)
} | {"0": "Not applicable: council not in touch"}
ADOPTERS_SEXES = {
    "M1": "One man",
    "F1": "One woman",
    "MM": "Two men",
    "FF": "Two women",
    "MF": "A man and a woman",
}
ADOPTERS_STATUSES = {
    "L0": "Single",
    "L11": "Married, different sexes",
    "L12": "Married, same sex",
    "L2": "Civil partners",
    "L3": "Unmarried, different sexes",
    "L4": "Unmarried, same sex",
}
REASONS_NOT_PLACED = {
    "RD1": "The child's needs changed",
    "RD2": "The court did not make a placement order",
    "RD3": "Prospective adopters could not be found",
    "RD4": "Other",
}
SW_REASONS = {
    "MANAGE": "Case moved for management reasons",
    "FCONTA": "First contact",
    "LEFTRL": "Left role",
    "ORGRST": "Organisation restructured",
    "TSPROC": "Transfer process",
    "ABSENC": "Absence",
    "CHCHAN": "Child asked for a change",
    "PCCHAN": "Parent or carer asked for a change",
    "SWDIED": "Social worker died",
    "OTHERS": "Other",
}

# First and last year ending in which a code was valid; a code that is in neither was valid throughout.
FIRST_YEAR = {
    "sex": dict.fromkeys("MFU", 2025),
    "placement_type": {"K3": 2025, "Z11": 2026, "Z12": 2026, "Z13": 2026, "Z14": 2026},
    "reason_ended": dict.fromkeys(("E45", "E46", "E47", "E48"), 2019),
    "reason_place_change": {"CUSTOD": 2019},
    "activity": dict.fromkeys(("F4", "P4", "F5", "P5"), 2022),
}
LAST_YEAR = {
    "sex": dict.fromkeys("12", 2024),
    "placement_type": {"H5": 2024, "P2": 2024},
    "reason_ended": {"E43": 2018, "E44": 2018},
    "activity": {"F3": 2021, "P3": 2021},
}
