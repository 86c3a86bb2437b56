"""The tables of the children's social work workforce census."""

from __future__ import annotations

from joinedup.declared import Column, Kind, Source, Table
from joinedup.returns import _codes as shared

SOURCE = Source(
    "Children's social work workforce census: guide (Department for Education)",
    "liiatools/datasets/social_work_workforce in SocialFinanceDigitalLabs/liia-tools",
    "2022",
)
ROLES = {
    "1": "Senior manager",
    "2": "Middle manager",
    "3": "First line manager",
    "4": "Senior practitioner",
    "5": "Case holder",
    "6": "Qualified without cases",
}


def _as_at() -> Column:
    return shared.date("", "as_at", "Day the census describes, usually 30 September.")


VACANCIES = Table(
    "csww_vacancies",
    "The council's vacancies and agency social workers on the day.",
    (
        _as_at(),
        Column(
            "NumberOfVacancies", "vacancies", Kind.NUMBER, "Vacancies, full-time equivalent.", required=True
        ),
        Column("NoAgencyFTE", "agency_fte", Kind.NUMBER, "Agency workers, full-time equivalent."),
        Column("NoAgencyHeadcount", "agency_headcount", Kind.NUMBER, "Agency workers, people."),
    ),
    key=("as_at",),
    source=SOURCE,
)

WORKERS = Table(
    "csww_workers",
    "A child and family social worker employed on the day or who left in the year.",
    (
        _as_at(),
        shared.yes_no("AgencyWorker", "agency_worker", "Whether employed through an agency."),
        Column("SWENo", "registration", Kind.TEXT, "Social Work England number.", personal=True),
        Column("FTE", "fte", Kind.NUMBER, "Full-time equivalent in the year."),
        Column("FTE30", "fte_on_day", Kind.NUMBER, "Full-time equivalent on the day."),
        shared.date("PersonBirthDate", "born", "Date of birth.", personal=True),
        Column(
            "Sex", "sex", Kind.CODE, "Sex.", codes=shared.SEXES, aliases=("GenderCurrent",), personal=True
        ),
        Column("Ethnicity", "ethnicity", Kind.CODE, "Ethnic group.", codes=shared.ETHNICITIES, personal=True),
        Column("QualInst", "qualified_at", Kind.TEXT, "Where they qualified.", personal=True),
        Column("QualLevel", "qualification_level", Kind.CODE, "Level of the qualification."),
        shared.yes_no("StepUpGrad", "is_step_up_graduate", "Came through Step Up to Social Work."),
        shared.yes_no("FrontlineGrad", "is_frontline_graduate", "Came through Frontline."),
        Column("OrgRole", "org_role", Kind.CODE, "Role in the organisation.", codes=ROLES),
        shared.date("RoleStartDate", "role_started", "Date the role began."),
        Column("StartOrigin", "start_origin", Kind.CODE, "Where they came from."),
        shared.date("RoleEndDate", "role_ended", "Date the role ended; empty while in post."),
        Column("LeaverDestination", "leaver_destination", Kind.CODE, "Where they went."),
        Column("ReasonLeave", "reason_leave", Kind.CODE, "Why they left."),
        Column("Cases30", "cases", Kind.WHOLE, "Cases held on the day.", aliases=("CaseCount",)),
        Column("WorkingDaysLost", "working_days_lost", Kind.NUMBER, "Working days lost to sickness."),
        Column("ContractWeeks", "contract_weeks", Kind.NUMBER, "Weeks contracted (agency)."),
        shared.yes_no("Absat30Sept", "is_absent_on_day", "Absent on the day."),
        Column("ReasonAbsence", "reason_absence", Kind.CODE, "Why absent."),
        Column("CFKSSstatus", "assessed_status", Kind.CODE, "Assessed and supported year status."),
    ),
    key=(),
    source=SOURCE,
)

TABLES = (VACANCIES, WORKERS)
