"""The tables of the children in need census, as in the messages for the years ending 2017 to 2026."""

from __future__ import annotations

from joinedup.declared import Column, Kind, Source, Table
from joinedup.returns import _codes as shared
from joinedup.returns.cin_census import _codes as codes

SOURCE = Source(
    "Children in need census: schemas for 2017 to 2026 (Department for Education)",
    "liiatools/cin_census_pipeline/spec in SocialFinanceDigitalLabs/liia-tools-pipeline",
    "2026",
)


def _child() -> tuple[Column, ...]:
    return (
        Column("", "year_ending", Kind.WHOLE, "Year ending 31 March, from the message's header."),
        Column(
            "LAchildID",
            "child",
            Kind.TEXT,
            "The council's number for the child.",
            required=True,
            personal=True,
        ),
    )


def _episode() -> tuple[Column, ...]:
    says = "Which of the child's referrals in this message, counted from 1."
    return (*_child(), Column("", "episode", Kind.WHOLE, says))


def _part(says: str) -> Column:
    return Column("", "number", Kind.WHOLE, says)


CHILDREN = Table(
    "cin_children",
    "A child referred to or in need of children's social care in the year.",
    (
        *_child(),
        Column("UPN", "upn", Kind.TEXT, "Unique pupil number.", personal=True),
        Column("FormerUPN", "former_upn", Kind.TEXT, "Earlier unique pupil number.", personal=True),
        Column(
            "UPNunknown", "upn_unknown", Kind.CODE, "Why there is no pupil number.", codes=codes.UPN_UNKNOWN
        ),
        shared.date("PersonBirthDate", "born", "Date of birth.", personal=True),
        shared.date("ExpectedPersonBirthDate", "expected_born", "Expected date of birth.", personal=True),
        Column(
            "Sex",
            "sex",
            Kind.CODE,
            "Sex; a number in older messages.",
            codes=shared.SEXES,
            aliases=("GenderCurrent",),
        ),
        shared.date("PersonDeathDate", "died", "Date of death.", personal=True),
        Column("Ethnicity", "ethnicity", Kind.CODE, "Ethnic group.", codes=shared.ETHNICITIES),
    ),
    key=("year_ending", "child"),
    source=SOURCE,
)

DISABILITIES = Table(
    "cin_disabilities",
    "A disability of a child.",
    (*_child(), Column("Disability", "disability", Kind.CODE, "Disability.", codes=codes.DISABILITIES)),
    key=("year_ending", "child", "disability"),
    source=SOURCE,
)

DETAILS = Table(
    "cin_details",
    "A referral and the episode of need that followed it.",
    (
        *_episode(),
        shared.date("CINreferralDate", "referral_date", "Date of the referral.", required=True),
        Column("ReferralSource", "referral_source", Kind.CODE, "Who referred.", codes=codes.REFERRAL_SOURCES),
        Column("PrimaryNeedCode", "primary_need", Kind.CODE, "Main need.", codes=codes.NEEDS),
        shared.date("CINclosureDate", "closure_date", "Date the episode closed; empty while open."),
        Column("ReasonForClosure", "closure_reason", Kind.CODE, "Why it closed.", codes=codes.CLOSURES),
        shared.date(
            "DateOfInitialCPC", "initial_cpc_date", "Date of the initial child protection conference."
        ),
        shared.yes_no("ReferralNFA", "referral_nfa", "Whether no further action was taken."),
    ),
    key=("year_ending", "child", "episode"),
    source=SOURCE,
)

ASSESSMENTS = Table(
    "cin_assessments",
    "A continuous assessment.",
    (
        *_episode(),
        _part("Which assessment of the episode, counted from 1."),
        shared.date("AssessmentActualStartDate", "started", "Date it began.", required=True),
        shared.date("AssessmentInternalReviewDate", "reviewed", "Date of the internal review."),
        shared.date("AssessmentAuthorisationDate", "authorised", "Date it was signed off."),
    ),
    key=("year_ending", "child", "episode", "number"),
    source=SOURCE,
)

FACTORS = Table(
    "cin_assessment_factors",
    "A factor found in an assessment.",
    (
        *_episode(),
        _part("Which assessment of the episode, counted from 1."),
        Column("AssessmentFactors", "factor", Kind.CODE, "Factor.", required=True, codes=codes.FACTORS),
    ),
    key=("year_ending", "child", "episode", "number", "factor"),
    source=SOURCE,
)

PLANS = Table(
    "cin_plans",
    "A child in need plan.",
    (
        *_episode(),
        shared.date("CINPlanStartDate", "started", "Date the plan began.", required=True),
        shared.date("CINPlanEndDate", "ended", "Date it ended."),
    ),
    key=("year_ending", "child", "episode", "started"),
    source=SOURCE,
)

SECTION_47 = Table(
    "cin_section_47",
    "An enquiry under section 47.",
    (
        *_episode(),
        shared.date("S47ActualStartDate", "started", "Date the enquiry began.", required=True),
        shared.date("InitialCPCtarget", "icpc_target", "Date by which the conference was due."),
        shared.date("DateOfInitialCPC", "icpc_date", "Date of the initial child protection conference."),
        shared.yes_no("ICPCnotRequired", "icpc_not_required", "Whether no conference was needed."),
    ),
    key=("year_ending", "child", "episode", "started"),
    source=SOURCE,
)

PROTECTION_PLANS = Table(
    "cin_protection_plans",
    "A child protection plan.",
    (
        *_episode(),
        _part("Which plan of the episode, counted from 1."),
        shared.date("CPPstartDate", "started", "Date the plan began.", required=True),
        shared.date("CPPendDate", "ended", "Date it ended; empty while open."),
        Column(
            "InitialCategoryOfAbuse", "initial_category", Kind.CODE, "Category at first.", codes=codes.ABUSE
        ),
        Column("LatestCategoryOfAbuse", "latest_category", Kind.CODE, "Category now.", codes=codes.ABUSE),
        Column("NumberOfPreviousCPP", "previous_plans", Kind.WHOLE, "Earlier plans of the child."),
    ),
    key=("year_ending", "child", "episode", "started"),
    source=SOURCE,
)

PROTECTION_REVIEWS = Table(
    "cin_protection_reviews",
    "A review of a child protection plan.",
    (
        *_episode(),
        _part("Which plan of the episode, counted from 1."),
        shared.date("CPPreviewDate", "reviewed", "Date of the review.", required=True),
    ),
    key=("year_ending", "child", "episode", "number", "reviewed"),
    source=SOURCE,
)

PRE_PROCEEDINGS = Table(
    "cin_pre_proceedings",
    "Pre-proceedings and family group decision making (from 2026).",
    (
        *_episode(),
        shared.date("PPStartDate", "started", "Date pre-proceedings began."),
        shared.date("LBPSentDate", "letter_sent", "Date the letter before proceedings was sent."),
        shared.yes_no("FGDMMeetingOffer", "was_meeting_offered", "Family group meeting offered."),
        shared.yes_no("FGDMMeetingFac", "was_meeting_held", "Family group meeting held."),
        shared.date("InitialPPMeetingDate", "first_meeting", "Date of the first meeting."),
        Column("ReviewMeetingsCount", "n_review_meetings", Kind.WHOLE, "Review meetings."),
        shared.date("StepDecisionDate", "decided", "Date it was decided to step up or down."),
        Column("PPOutcome", "outcome", Kind.CODE, "Outcome."),
        shared.date("CourtAppDate", "court_application", "Date of the application to court."),
        shared.date(
            "LetterInitCPDate", "letter_initiating", "Date of the letter initiating care proceedings."
        ),
    ),
    key=("year_ending", "child", "episode", "started"),
    source=SOURCE,
)

TABLES = (
    CHILDREN,
    DISABILITIES,
    DETAILS,
    ASSESSMENTS,
    FACTORS,
    PLANS,
    SECTION_47,
    PROTECTION_PLANS,
    PROTECTION_REVIEWS,
    PRE_PROCEEDINGS,
)
