"""Get Information About Schools: establishments, links between them, groups and types.

Heads' names and telephone numbers stand in the national extract but are never read.
"""

from __future__ import annotations

from joinedup.declared import Column, Kind, Source, Table

SOURCE = Source("Get Information About Schools: all establishment data", "edubasealldata", "2026")


def _text(published: str, name: str, says: str, *aliases: str) -> Column:
    return Column(published, name, Kind.TEXT, says, aliases=aliases)


def _count(published: str, name: str, says: str, *aliases: str) -> Column:
    return Column(published, name, Kind.WHOLE, says, aliases=aliases)


def _urn() -> Column:
    return Column("URN", "urn", Kind.TEXT, "The school's number.", required=True)


ESTABLISHMENTS = Table(
    "gias_establishments",
    "A school or other establishment in England, open or closed.",
    (
        _urn(),
        _text("LA (code)", "la_code", "Department for Education code of the council.", "LAId"),
        _text("LA (name)", "la_name", "Name of the council."),
        _text("EstablishmentNumber", "establishment_number", "Number within the council."),
        Column("EstablishmentName", "name", Kind.TEXT, "Name.", required=True),
        _text("TypeOfEstablishment (code)", "type_code", "Code of the type.", "TypeOfEstablishmentId"),
        _text("TypeOfEstablishment (name)", "type", "Type."),
        _text("EstablishmentTypeGroup (name)", "type_group", "Group of types."),
        _text("EstablishmentStatus (name)", "status", "Open, closed or proposed."),
        Column("OpenDate", "opened", Kind.DATE, "Date it opened."),
        _text("ReasonEstablishmentClosed (name)", "reason_closed", "Why it closed."),
        Column("CloseDate", "closed", Kind.DATE, "Date it closed."),
        _text("PhaseOfEducation (name)", "phase", "Phase."),
        _count("StatutoryLowAge", "low_age", "Youngest age taught.", "AgeRangeLow"),
        _count("StatutoryHighAge", "high_age", "Oldest age taught.", "AgeRangeHigh"),
        _text("NurseryProvision (name)", "nursery", "Whether it has nursery classes."),
        _text("OfficialSixthForm (name)", "sixth_form", "Whether it has a sixth form."),
        _text("Gender (name)", "gender", "Boys, girls or mixed."),
        _text("ReligiousCharacter (name)", "religious_character", "Religious character."),
        _text("AdmissionsPolicy (name)", "admissions_policy", "Admissions policy."),
        _count("SchoolCapacity", "capacity", "Places.", "TotalCapacity"),
        Column("CensusDate", "census_date", Kind.DATE, "Day the pupils were counted."),
        _count("NumberOfPupils", "pupils", "Pupils on roll.", "TotalPupils"),
        Column("PercentageFSM", "percentage_fsm", Kind.NUMBER, "Percentage eligible for free school meals."),
        _text("Trusts (code)", "trust_code", "Number of the academy trust.", "TrustId"),
        _text("Trusts (name)", "trust", "Name of the academy trust.", "TrustName"),
        _text("Federations (name)", "federation", "Name of the federation."),
        _text("UKPRN", "ukprn", "UK provider number."),
        _text("Postcode", "postcode", "Postcode of the school."),
        _text("TypeOfResourcedProvision (name)", "resourced_provision", "Resourced provision or SEN unit.",
              "ResourcedProvisionName"),
        _count("ResourcedProvisionOnRoll", "resourced_pupils", "Pupils in resourced provision."),
        _count("ResourcedProvisionCapacity", "resourced_capacity", "Places in resourced provision."),
        _count("SenUnitOnRoll", "sen_unit_pupils", "Pupils in the SEN unit."),
        _count("SenUnitCapacity", "sen_unit_capacity", "Places in the SEN unit."),
        _text("GOR (name)", "region", "Region.", "RegionName"),
        _text("DistrictAdministrative (code)", "district", "ONS code of the district.",
              "DistrictAdministrativeId"),
        _text("AdministrativeWard (code)", "ward", "ONS code of the ward."),
        _text("MSOA (code)", "msoa", "ONS code of the middle super output area."),
        _text("LSOA (code)", "lsoa", "ONS code of the lower super output area."),
        _count("Easting", "easting", "National Grid easting, metres."),
        _count("Northing", "northing", "National Grid northing, metres."),
        _text("UPRN", "uprn", "Unique property reference number."),
        _text("PreviousLA (code)", "previous_la_code", "Earlier council."),
        _text("PreviousEstablishmentNumber", "previous_establishment_number", "Earlier number."),
    ),
    key=("urn",),
    source=SOURCE,
)  # fmt: skip

LINKS = Table(
    "gias_links",
    "A link from a school to the one before or after it.",
    (
        _urn(),
        Column("LinkURN", "link_urn", Kind.TEXT, "Number of the other school.", required=True),
        _text("LinkName", "link_name", "Name of the other school."),
        _text("LinkType", "link_type", "Predecessor or successor, and how."),
        Column("LinkEstablishedDate", "established", Kind.DATE, "Date of the link."),
    ),
    key=("urn", "link_urn", "link_type", "established"),
    source=Source("Get Information About Schools: links", "links_edubasealldata", "2026"),
)

GROUPS = Table(
    "gias_groups",
    "An academy trust, federation or other group of schools.",
    (
        Column("Group UID", "group_uid", Kind.TEXT, "The group's number.", required=True),
        _text("Group ID", "group_id", "The group's other number."),
        _text("Group Name", "group", "Name."),
        _text("Companies House Number", "company_number", "Number at Companies House."),
        _text("Group Type", "group_type", "Kind of group."),
        Column("Closed Date", "closed", Kind.DATE, "Date it closed."),
        Column("Open date", "opened", Kind.DATE, "Date it opened."),
        Column("Incorporated on (open date)", "incorporated", Kind.DATE, "Date it was incorporated."),
        _text("Group Status", "status", "Open or closed."),
        _text("Group Postcode", "postcode", "Postcode of the group."),
        _text("UKPRN", "ukprn", "UK provider number."),
    ),
    key=("group_uid",),
    source=Source("Get Information About Schools: groups", "allgroupsdata", "2026"),
)

GROUP_MEMBERS = Table(
    "gias_group_members",
    "A school's place in a group.",
    (
        _urn(),
        Column("Group UID", "group_uid", Kind.TEXT, "The group's number.", required=True),
        _text("Group Name", "group", "Name of the group."),
        _text("Companies House Number", "company_number", "Number at Companies House."),
        _text("Group Type", "group_type", "Kind of group."),
        Column("Open date", "opened", Kind.DATE, "Date the group opened."),
        Column("Closed Date", "closed", Kind.DATE, "Date the group closed."),
        _text("Group Status", "status", "Whether the group is open."),
        Column("Joined date", "joined", Kind.DATE, "Date the school joined."),
        _text("EstablishmentName", "name", "Name of the school."),
        _text("TypeOfEstablishment (name)", "type", "Type of the school."),
        _text("PhaseOfEducation (name)", "phase", "Phase of the school."),
        _text("LA (code)", "la_code", "Department for Education code of the council."),
    ),
    key=("urn", "group_uid", "joined"),
    source=Source("Get Information About Schools: links between schools and groups", "alllinksdata", "2024"),
)

TYPES = Table(
    "gias_types",
    "A type of establishment and the group it belongs to.",
    (
        _text("establishment-type-group-code", "type_group_code", "Code of the group."),
        _text("establishment-type-group-name", "type_group", "Group of types."),
        Column("type-of-establishment-code", "type_code", Kind.TEXT, "Code of the type.", required=True),
        _text("type-of-establishment-name", "type", "Type."),
        _text("further-education-type-name-applicable", "further_education", "Applies to further education."),
    ),
    key=("type_group_code", "type_code", "type", "further_education"),
    source=Source("Get Information About Schools: establishment types", "establishment types", "2025"),
)

BY_COUNCIL = Table(
    "gias_capacity_by_council",
    "Open schools, places and pupils of one council.",
    (
        Column("la", "la_code", Kind.TEXT, "Department for Education code of the council.", required=True),
        _text("name", "la_name", "Name of the council."),
        _count("schools", "schools", "Open schools."),
        _count("capacity", "capacity", "Places."),
        _count("pupils", "pupils", "Pupils on roll."),
        Column("util", "percentage_filled", Kind.NUMBER, "Pupils as a percentage of places."),
        Column("uprnPct", "percentage_with_uprn", Kind.NUMBER, "Percentage with a property number."),
        Column("trustPct", "percentage_in_trusts", Kind.NUMBER, "Percentage in academy trusts."),
        Column("geoPct", "percentage_located", Kind.NUMBER, "Percentage whose place is known."),
        _text("lad", "district", "ONS code of the district."),
    ),
    key=("la_code",),
    source=Source("Get Information About Schools, added up by council", "gias_capacity_pupils_by_la", "2026"),
)
