"""The CIN census as XML, one file a year, children with an episode open in the year."""

from __future__ import annotations

import numpy as np
import polars as pl

from joinedup.synthetic._calendar import NEVER, day
from joinedup.synthetic.writers._output import Output

_SEX_FROM = 2024
_REVIEWS = (85, 265, 445, 625, 805, 985)
_FACTORS = (
    *("3B", "3A", "3C", "4B", "4A", "17A", "16A", "1B", "2B", "18C", "2A", "5A", "6A", "10A", "14A", "15A"),
    *("19C", "18B", "19B", "20", "24A", "1A", "6B"),
)


def write_cin_census(
    out: Output, path: str, year_ending: int, referrals: pl.DataFrame, recorded: pl.DataFrame
) -> None:
    """Write the census of a year.

    Args:
        out: where to.
        path: path of the file.
        year_ending: the year to 31 March.
        referrals: as made by `make_referrals`.
        recorded: everybody as social care recorded them.
    """
    first, last = day(year_ending - 1, 4, 1), day(year_ending, 3, 31)
    current = referrals.filter((pl.col("referral") <= last) & (pl.col("closure") >= first))
    details = _details(current, year_ending, last)
    children = details.group_by("person", maintain_order=True).agg(pl.col("xml").str.join(""))
    children = children.join(recorded, on="person", how="left", maintain_order="left")
    xml = children.select(_child(year_ending)).to_series().to_list()
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<Message><Header><CollectionDetails><Collection>CIN'
        f"</Collection><Year>{year_ending}</Year><ReferenceDate>{year_ending}-03-31</ReferenceDate>"
        "</CollectionDetails><Source><SourceLevel>L</SourceLevel><LEA>999</LEA><SoftwareCode>Middleshire"
        "</SoftwareCode><Release>ver 3.1</Release><SerialNo>001</SerialNo>"
        f"<DateTime>{year_ending}-05-20T09:00:00</DateTime></Source></Header>\n<Children>\n"
    )
    out.text(path, head + "\n".join(xml) + "\n</Children></Message>\n", len(children))


def _tag(name: str, value: pl.Expr) -> pl.Expr:
    """Return an element, or nothing where the value is empty."""
    text = value.cast(pl.String)
    full = text.is_not_null() & (text != "")
    return pl.when(full).then(pl.format(f"<{name}>{{}}</{name}>", text)).otherwise(pl.lit(""))


def _when(condition: pl.Expr, *parts: pl.Expr) -> pl.Expr:
    return pl.when(condition).then(pl.concat_str(*parts)).otherwise(pl.lit(""))


def _known(column: str | pl.Expr, last: int) -> pl.Expr:
    """Return a day as a date, empty where it had not come by the last day of the year."""
    days = pl.col(column) if isinstance(column, str) else column
    return pl.when(days <= last).then(days.cast(pl.Int32).cast(pl.Date)).otherwise(None)


def _child(year_ending: int) -> pl.Expr:
    sex = pl.col("sex")
    recorded_sex = (
        _tag("Sex", sex)
        if year_ending >= _SEX_FROM
        else _tag("GenderCurrent", pl.when(sex == "M").then(pl.lit("1")).otherwise(pl.lit("2")))
    )
    age = year_ending - pl.col("born").dt.year()
    unknown = (
        pl.when(pl.col("upn") != "")
        .then(pl.lit(""))
        .when(age < 5)
        .then(pl.lit("UN1"))
        .otherwise(pl.lit("UN5"))
    )
    disabled = pl.when(pl.col("person") % 9 == 0).then(pl.lit("LD")).otherwise(pl.lit("NONE"))
    return pl.concat_str(
        pl.lit("<Child><ChildIdentifiers>"),
        _tag("LAchildID", pl.col("number")),
        _tag("UPN", pl.col("upn")),
        _tag("UPNunknown", unknown),
        _tag("PersonBirthDate", pl.col("born")),
        recorded_sex,
        pl.lit("</ChildIdentifiers><ChildCharacteristics>"),
        _tag("Ethnicity", pl.col("ethnicity")),
        pl.lit("<Disabilities>"),
        _tag("Disability", disabled),
        pl.lit("</Disabilities></ChildCharacteristics>"),
        pl.col("xml"),
        pl.lit("</Child>"),
    )


def _details(current: pl.DataFrame, year_ending: int, last: int) -> pl.DataFrame:
    """Return one `CINdetails` an episode, in order of child and referral."""
    nfa = pl.col("outcome") == 0
    closed = pl.col("closure") <= last
    reason = (
        pl.when(~closed)
        .then(pl.lit(""))
        .when(pl.col("outcome") == 1)
        .then(pl.when(pl.col("referral") % 3 == 0).then(pl.lit("RC9")).otherwise(pl.lit("RC8")))
        .when((pl.col("outcome") == 4) & (pl.col("referral") % 4 == 0))
        .then(pl.lit("RC4"))
        .otherwise(pl.lit("RC7"))
    )
    conference = pl.col("conference") <= last
    parts = [
        pl.lit("<CINdetails>"),
        _tag("CINreferralDate", _known("referral", last)),
        _tag("ReferralSource", pl.col("source")),
        _tag("PrimaryNeedCode", pl.when(nfa).then(pl.lit("")).otherwise(pl.col("need"))),
        _tag("CINclosureDate", _known("closure", last)),
        _tag("ReasonForClosure", reason),
        _tag("DateOfInitialCPC", _known("conference", last)),
        _assessment(last),
        _when(
            pl.col("in_need_from") <= last,
            pl.lit("<CINPlanDates>"),
            _tag("CINPlanStartDate", _known("in_need_from", last)),
            _tag("CINPlanEndDate", _known("closure", last)),
            pl.lit("</CINPlanDates>"),
        ),
        _when(
            pl.col("enquiry") <= last,
            pl.lit("<Section47>"),
            _tag("S47ActualStartDate", _known("enquiry", last)),
            _tag("InitialCPCtarget", _known(pl.col("enquiry") + 21, NEVER)),
            _tag("DateOfInitialCPC", _known("conference", last)),
            _tag("ICPCnotRequired", pl.when(conference).then(pl.lit("false")).otherwise(pl.lit("true"))),
            pl.lit("</Section47>"),
        ),
        _tag("ReferralNFA", pl.when(nfa).then(pl.lit("true")).otherwise(pl.lit("false"))),
        _protection_plan(last),
        *([_pre_proceedings(last)] if year_ending >= 2026 else []),
        pl.lit("</CINdetails>"),
    ]
    return current.sort("person", "referral").select("person", pl.concat_str(*parts).alias("xml"))


def _assessment(last: int) -> pl.Expr:
    # Arithmetic on the referral's own numbers gives each assessment the same factors in every year's file.
    mixed, n = pl.col("referral") * 7 + pl.col("person"), len(_FACTORS)
    first = mixed % n
    second = (first + 1 + mixed // n % (n - 1)) % n
    codes = [number.replace_strict(np.arange(n), list(_FACTORS)) for number in (first, second)]
    factors = [_tag("AssessmentFactors", code) for code in codes]
    return _when(
        pl.col("assessed") <= last,
        pl.lit("<Assessments>"),
        _tag("AssessmentActualStartDate", _known("assessed", last)),
        _tag("AssessmentInternalReviewDate", _known(pl.col("assessed") + 10, last)),
        _tag("AssessmentAuthorisationDate", _known("authorised", last)),
        pl.lit("<FactorsIdentifiedAtAssessment>"),
        *factors,
        pl.lit("</FactorsIdentifiedAtAssessment></Assessments>"),
    )


def _protection_plan(last: int) -> pl.Expr:
    reviews = []
    for after in _REVIEWS:
        held = pl.col("plan_started") + after
        due = (held <= last) & (held < pl.col("plan_ended"))
        reviews.append(_when(due, _tag("CPPreviewDate", _known(held, last))))
    return _when(
        pl.col("plan_started") <= last,
        pl.lit("<ChildProtectionPlans>"),
        _tag("CPPstartDate", _known("plan_started", last)),
        _tag("CPPendDate", _known("plan_ended", last)),
        _tag("InitialCategoryOfAbuse", pl.col("abuse")),
        _tag("LatestCategoryOfAbuse", pl.col("latest_abuse")),
        _tag("NumberOfPreviousCPP", pl.col("previous_plans")),
        pl.lit("<Reviews>"),
        *reviews,
        pl.lit("</Reviews></ChildProtectionPlans>"),
    )


def _pre_proceedings(last: int) -> pl.Expr:
    """Return what is new in 2026: pre-proceedings of children whose plan led towards care."""
    begun = pl.col("plan_started") + 60
    wanted = (pl.col("outcome") == 4) & (begun <= last) & (begun >= last - 365)
    return _when(
        wanted,
        pl.lit("<PreProceedingsandFGDM>"),
        _tag("PPStartDate", _known(begun, last)),
        _tag("LBPSentDate", _known(begun + 5, last)),
        pl.lit("<FGDMMeetingOffer>1</FGDMMeetingOffer><FGDMMeetingFac>0</FGDMMeetingFac>"),
        _tag("InitialPPMeetingDate", _known(begun + 15, last)),
        pl.lit("<ReviewMeetingsCount>1</ReviewMeetingsCount></PreProceedingsandFGDM>"),
    )
