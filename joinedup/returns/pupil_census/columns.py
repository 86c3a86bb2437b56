"""The pupil table of the school census, one row per pupil and school."""

from __future__ import annotations

from joinedup.declared import Column, Kind, Source, Table
from joinedup.returns import _codes as shared

SOURCE = Source(
    "School census: pupils on roll",
    "pupilonroll table of the school census pipeline in SocialFinanceDigitalLabs/liia-tools-pipeline",
    "2025",
)
SEN = {
    "N": "No special educational need",
    "K": "SEN support",
    "E": "Education, health and care plan",
    "S": "Statement (before 2018)",
    "A": "School action (before 2015)",
    "P": "School action plus (before 2015)",
}

PUPILS = Table(
    "pupil_census",
    "A pupil on the roll of a school on census day.",
    (
        Column(
            "pupilonrolltableid",
            "pupil",
            Kind.TEXT,
            "Number of the pupil's record.",
            required=True,
            personal=True,
        ),
        Column("NativeId", "school_reference", Kind.TEXT, "The source system's number for the school."),
        Column("upn", "upn", Kind.TEXT, "Unique pupil number.", personal=True),
        Column("formerupn", "former_upn", Kind.TEXT, "Earlier unique pupil number.", personal=True),
        Column("surname", "surname", Kind.TEXT, "Surname.", personal=True),
        Column("forename", "forename", Kind.TEXT, "Forename.", personal=True),
        Column("dob", "born", Kind.DATE, "Date of birth.", required=True, personal=True),
        Column("sex", "sex", Kind.CODE, "Sex.", codes=shared.SEXES),
        # Schools send finer codes than the national groups, so any code is kept as it is.
        Column("ethnicity", "ethnicity", Kind.CODE, "Ethnic group."),
        Column("language", "language", Kind.CODE, "First language."),
        Column("entrydate", "entered", Kind.DATE, "Date of entry to the school."),
        Column("urn", "urn", Kind.TEXT, "The school's number."),
        Column("postcode", "postcode", Kind.TEXT, "Postcode of the home.", personal=True),
        Column("ncyearactual", "year_group", Kind.CODE, "Year group taught: E1, N1, N2, R, 1 to 14."),
        Column("enrolstatus", "enrolment", Kind.CODE, "C single, M main, S subsidiary, G guest, F other."),
        Column("boarder", "boarder", Kind.CODE, "Whether a boarder."),
        Column("senprovision", "sen_provision", Kind.CODE, "Special educational need.", codes=SEN),
        Column("senunitindicator", "is_in_sen_unit", Kind.YES_NO, "In an SEN unit."),
        Column(
            "resourcedprovisionindicator", "is_in_resourced_provision", Kind.YES_NO, "In resourced provision."
        ),
        Column("fsmeligible", "fsm", Kind.YES_NO, "Eligible for free school meals.", aliases=("fsm",)),
        Column("schoollunchtaken", "school_lunch_taken", Kind.YES_NO, "Took a school lunch on census day."),
        Column("servicechild", "service_child", Kind.CODE, "Child of somebody in the armed forces."),
        Column("youngcarer", "young_carer", Kind.CODE, "Whether a young carer."),
        Column("parttime", "is_part_time", Kind.YES_NO, "Part time."),
        Column(
            "censusdate",
            "census_date",
            Kind.DATE,
            "Day of the census: from the file where it has one, else from the term and year in its name.",
            aliases=("census_date",),
        ),
    ),
    key=("pupil", "census_date"),
    source=SOURCE,
)
