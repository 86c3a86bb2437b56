"""The tables of the SSDA903 return, as in the CSV files for the years ending 2017 to 2026."""

from __future__ import annotations

from joinedup.declared import Column, Kind, Source, Table
from joinedup.returns import _codes as shared
from joinedup.returns.ssda903 import _codes as codes

SOURCE = Source(
    "Children looked after data return: guide to the SSDA903 collection (Department for Education)",
    "lac_validator/config.py in data-to-insight/csc-validator-be-903",
    "2026",
)


def _child() -> Column:
    return Column(
        "CHILD",
        "child",
        Kind.TEXT,
        "The council's number for the child.",
        required=True,
        aliases=("CHILDID", "CHILD_ID"),
        personal=True,
    )


def _born() -> Column:
    return shared.date("DOB", "born", "Date of birth.", personal=True)


HEADER = Table(
    "ssda903_header",
    "A child looked after at any time in the year.",
    (
        shared.year_ending(),
        _child(),
        Column("SEX", "sex", Kind.CODE, "Sex; a number to 2024, a letter after.", codes=shared.SEXES),
        shared.date("DOB", "born", "Date of birth.", required=True, personal=True),
        Column("ETHNIC", "ethnicity", Kind.CODE, "Ethnic group.", codes=shared.ETHNICITIES),
        Column("UPN", "upn", Kind.TEXT, "Unique pupil number, or why there is none.", personal=True),
        shared.yes_no("MOTHER", "is_mother", "Whether the child is herself a mother."),
        shared.date("MC_DOB", "mothers_child_born", "Date of birth of her child.", personal=True),
    ),
    key=("year_ending", "child"),
    source=SOURCE,
)

EPISODES = Table(
    "ssda903_episodes",
    "A period of care under one legal status and one placement.",
    (
        shared.year_ending(),
        _child(),
        shared.date("DECOM", "started", "Date the episode began.", required=True),
        Column("RNE", "reason_started", Kind.CODE, "Why it began.", codes=codes.REASONS_STARTED),
        Column("LS", "legal_status", Kind.CODE, "Legal status.", codes=codes.LEGAL_STATUSES),
        Column("CIN", "category_of_need", Kind.CODE, "Main category of need.", codes=codes.NEEDS),
        Column("PLACE", "placement_type", Kind.CODE, "Placement.", codes=codes.PLACEMENTS, aliases=("PL",)),
        Column(
            "PLACE_PROVIDER",
            "placement_provider",
            Kind.CODE,
            "Who provides the placement.",
            codes=codes.PROVIDERS,
        ),
        shared.date("DEC", "ended", "Date it ended; empty while open."),
        Column("REC", "reason_ended", Kind.CODE, "Why it ended.", codes=codes.REASONS_ENDED),
        Column(
            "REASON_PLACE_CHANGE",
            "reason_place_change",
            Kind.CODE,
            "Why the placement changed.",
            codes=codes.REASONS_MOVED,
        ),
        Column("HOME_POST", "home_postcode", Kind.TEXT, "Postcode where the child came from.", personal=True),
        Column("PL_POST", "placement_postcode", Kind.TEXT, "Postcode of the placement.", personal=True),
        Column("URN", "urn", Kind.TEXT, "Ofsted's number for the placement."),
    ),
    key=("year_ending", "child", "started"),
    source=SOURCE,
)

REVIEWS = Table(
    "ssda903_reviews",
    "A review of a child's care plan.",
    (
        shared.year_ending(),
        _child(),
        _born(),
        shared.date("REVIEW", "reviewed", "Date of the review.", required=True),
        Column("REVIEW_CODE", "participation", Kind.CODE, "How the child took part.", codes=codes.REVIEWS),
    ),
    key=("year_ending", "child", "reviewed"),
    source=SOURCE,
)

UASC = Table(
    "ssda903_uasc",
    "An unaccompanied asylum-seeking child.",
    (
        shared.year_ending(),
        _child(),
        Column("SEX", "sex", Kind.CODE, "Sex; a number to 2024, a letter after.", codes=shared.SEXES),
        _born(),
        shared.date("DUC", "status_ceased", "Date the child ceased to be unaccompanied and seeking asylum."),
    ),
    key=("year_ending", "child"),
    source=SOURCE,
)

OC2 = Table(
    "ssda903_oc2",
    "Health and behaviour of a child looked after for at least twelve months.",
    (
        shared.year_ending(),
        _child(),
        _born(),
        Column("SDQ_SCORE", "sdq_score", Kind.WHOLE, "Strengths and difficulties score, 0 to 40."),
        Column("SDQ_REASON", "sdq_reason", Kind.CODE, "Why there is no score.", codes=codes.SDQ_REASONS),
        shared.yes_no("CONVICTED", "is_convicted", "Convicted or cautioned in the year."),
        shared.yes_no("HEALTH_CHECK", "had_health_check", "Development checks up to date (under 5)."),
        shared.yes_no("IMMUNISATIONS", "is_immunised", "Immunisations up to date."),
        shared.yes_no("TEETH_CHECK", "had_teeth_check", "Teeth checked by a dentist."),
        shared.yes_no("HEALTH_ASSESSMENT", "had_health_assessment", "Had the annual health assessment."),
        shared.yes_no("SUBSTANCE_MISUSE", "misuses_substances", "Found to misuse substances."),
        shared.yes_no("INTERVENTION_RECEIVED", "received_intervention", "Received help for it."),
        shared.yes_no("INTERVENTION_OFFERED", "was_offered_intervention", "Was offered help but refused it."),
    ),
    key=("year_ending", "child"),
    source=SOURCE,
)

OC3 = Table(
    "ssda903_oc3",
    "A care leaver at or near a birthday from 17 to 21.",
    (
        shared.year_ending(),
        _child(),
        _born(),
        Column("IN_TOUCH", "in_touch", Kind.CODE, "Whether the council is in touch.", codes=codes.IN_TOUCH),
        Column("ACTIV", "activity", Kind.CODE, "Main activity.", codes=codes.ACTIVITIES),
        Column(
            "ACCOM",
            "accommodation",
            Kind.CODE,
            "Accommodation and whether it is suitable.",
            codes=codes.ACCOMMODATION,
        ),
    ),
    key=("year_ending", "child"),
    source=SOURCE,
)

AD1 = Table(
    "ssda903_ad1",
    "A child adopted in the year.",
    (
        shared.year_ending(),
        _child(),
        _born(),
        shared.date("DATE_INT", "decided", "Date of the decision that the child should be adopted."),
        shared.date("DATE_MATCH", "matched", "Date the child was matched with adopters."),
        shared.yes_no("FOSTER_CARE", "by_former_foster_carer", "Adopted by the former foster carer."),
        Column("NB_ADOPTR", "n_adopters", Kind.WHOLE, "Number of adopters."),
        Column("SEX_ADOPTR", "adopters_sex", Kind.CODE, "Sex of the adopters.", codes=codes.ADOPTERS_SEXES),
        Column(
            "LS_ADOPTR",
            "adopters_legal_status",
            Kind.CODE,
            "Legal status of the adopters.",
            codes=codes.ADOPTERS_STATUSES,
        ),
    ),
    key=("year_ending", "child"),
    source=SOURCE,
)

PLACED_FOR_ADOPTION = Table(
    "ssda903_placed_for_adoption",
    "A child who should be placed, or was placed, for adoption.",
    (
        shared.year_ending(),
        _child(),
        _born(),
        shared.date("DATE_PLACED", "placed", "Date of the decision that the child should be placed."),
        shared.date("DATE_PLACED_CEASED", "ceased", "Date of the decision that the child should not be."),
        Column(
            "REASON_PLACED_CEASED", "reason_ceased", Kind.CODE, "Why not.", codes=codes.REASONS_NOT_PLACED
        ),
    ),
    key=("year_ending", "child", "placed"),
    source=SOURCE,
)

PREVIOUS_PERMANENCE = Table(
    "ssda903_previous_permanence",
    "Whether a child came back into care after adoption or another permanent order.",
    (
        shared.year_ending(),
        _child(),
        _born(),
        Column("PREV_PERM", "previous_order", Kind.CODE, "The earlier order.", codes=codes.PREVIOUS_ORDERS),
        Column("LA_PERM", "previous_council", Kind.TEXT, "The council responsible for it."),
        # The return takes zz/mm/yyyy or zz/zz/yyyy where the day is not known, so this is not a date.
        Column("DATE_PERM", "previous_date", Kind.TEXT, "Date of the earlier order, as far as known."),
    ),
    key=("year_ending", "child", "previous_order", "previous_date"),
    source=SOURCE,
)

MISSING = Table(
    "ssda903_missing",
    "A time when a child was missing or away from placement without authorisation.",
    (
        shared.year_ending(),
        _child(),
        _born(),
        Column("MISSING", "missing_or_away", Kind.CODE, "Missing or away.", codes=codes.MISSING),
        shared.date("MIS_START", "started", "Date it began.", required=True),
        shared.date("MIS_END", "ended", "Date it ended."),
    ),
    key=("year_ending", "child", "started", "ended", "missing_or_away"),
    source=SOURCE,
)

SW_EPISODES = Table(
    "ssda903_sw_episodes",
    "A time with one social worker.",
    (
        shared.year_ending(),
        _child(),
        _born(),
        Column("SW_ID", "social_worker", Kind.TEXT, "Social worker's registration number.", personal=True),
        shared.date("SW_DECOM", "started", "Date it began.", required=True),
        shared.date("SW_DEC", "ended", "Date it ended."),
        Column(
            "SW_REASON",
            "reason_changed",
            Kind.CODE,
            "Why the social worker changed.",
            codes=codes.SW_REASONS,
        ),
    ),
    key=("year_ending", "child", "social_worker", "started"),
    source=SOURCE,
)

TABLES = (
    HEADER,
    EPISODES,
    REVIEWS,
    UASC,
    OC2,
    OC3,
    AD1,
    PLACED_FOR_ADOPTION,
    PREVIOUS_PERMANENCE,
    MISSING,
    SW_EPISODES,
)
