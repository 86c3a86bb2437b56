"""The children in need census, in older and newer messages."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from joinedup.returns import FileRead, Refused
from tests.unit.returns.conftest import Read

pytestmark = pytest.mark.unit

DETAILS = """<CINdetails><CINreferralDate>2025-05-01</CINreferralDate><ReferralSource>6</ReferralSource>
<PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>0</ReferralNFA>
<Assessments><AssessmentActualStartDate>2025-05-02</AssessmentActualStartDate>
<AssessmentAuthorisationDate>2025-06-20</AssessmentAuthorisationDate><FactorsIdentifiedAtAssessment>
<AssessmentFactors>3B</AssessmentFactors><AssessmentFactors>4B</AssessmentFactors>
</FactorsIdentifiedAtAssessment></Assessments>
<CINPlanDates><CINPlanStartDate>2025-06-20</CINPlanStartDate></CINPlanDates>
<Section47><S47ActualStartDate>2025-06-21</S47ActualStartDate><ICPCnotRequired>false</ICPCnotRequired>
</Section47>
<ChildProtectionPlans><CPPstartDate>2025-07-01</CPPstartDate>
<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><NumberOfPreviousCPP>1</NumberOfPreviousCPP>
<Reviews><CPPreviewDate>2025-09-01</CPPreviewDate><CPPreviewDate>2026-01-01</CPPreviewDate></Reviews>
</ChildProtectionPlans>
<PreProceedingsandFGDM><PPStartDate>2026-02-01</PPStartDate><ReviewMeetingsCount>3</ReviewMeetingsCount>
</PreProceedingsandFGDM></CINdetails>"""


def child(number: str, details: str, *, sex: str = "<Sex>F</Sex>", born: str = "2015-01-01") -> str:
    return (
        f"<Child><ChildIdentifiers><LAchildID>{number}</LAchildID><PersonBirthDate>{born}</PersonBirthDate>"
        f"{sex}</ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities>"
        "<Disability>LD</Disability><Disability>HEAR</Disability></Disabilities></ChildCharacteristics>"
        f"{details}</Child>"
    )


def message(*children: str, year: str = "2026", reference: str = "2026-03-31", root: str = "") -> str:
    return (
        f"<Message{root}><Header><CollectionDetails><Collection>CIN</Collection><Year>{year}</Year>"
        f"<ReferenceDate>{reference}</ReferenceDate></CollectionDetails></Header>"
        f"<Children>{''.join(children)}</Children></Message>"
    )


def tables(result: object) -> dict[str, pl.DataFrame]:
    assert isinstance(result, FileRead), result
    return {table.table.name: table.rows for table in result.tables}


def test_a_child_is_taken_apart_into_tables(read: Read) -> None:
    result = read(message(child("1", DETAILS), child("2", DETAILS + DETAILS)))
    rows = tables(result)
    assert {name: frame.height for name, frame in rows.items()} == {
        "cin_children": 2,
        "cin_disabilities": 4,
        "cin_details": 3,
        "cin_assessments": 3,
        "cin_assessment_factors": 6,
        "cin_plans": 3,
        "cin_section_47": 3,
        "cin_protection_plans": 3,
        "cin_protection_reviews": 6,
        "cin_pre_proceedings": 3,
    }
    assert rows["cin_details"].select("year_ending", "child", "episode", "source_row").rows() == [
        (2026, "1", 1, 1),
        (2026, "2", 1, 2),
        (2026, "2", 2, 2),
    ]
    assert rows["cin_assessments"]["authorised"].to_list() == [date(2025, 6, 20)] * 3


def test_an_assessment_longer_than_45_working_days_is_no_fault(read: Read) -> None:
    late = DETAILS.replace("2025-06-20</AssessmentAuth", "2025-12-20</AssessmentAuth")
    result = read(message(child("1", late)))
    assert isinstance(result, FileRead)
    assert [fault for table in result.tables for fault in table.faults] == []


@pytest.mark.parametrize("sex", ["<GenderCurrent>2</GenderCurrent>", "<Sex>2</Sex>"])
def test_older_messages_name_sex_otherwise(read: Read, sex: str) -> None:
    assert tables(read(message(child("1", DETAILS, sex=sex))))["cin_children"]["sex"].to_list() == ["2"]


def test_a_namespace_makes_no_difference(read: Read) -> None:
    spaced = message(child("1", DETAILS), root=' xmlns="urn:example"')
    assert tables(read(spaced))["cin_details"].height == 1


def test_the_reference_date_decides_where_the_year_was_left_from_last_time(read: Read) -> None:
    result = read(message(child("1", DETAILS), year="2025"))
    assert isinstance(result, FileRead)
    assert result.period == "2026"
    assert "says Year 2025 but ReferenceDate in 2026: taken as the year ending 2026" in result.notes


def test_a_message_without_a_year_is_refused(read: Read) -> None:
    result = read(message(child("1", DETAILS), year="", reference=""))
    assert isinstance(result, Refused)
    assert "which year" in result.reason


def test_an_impossible_date_sets_aside_its_own_row_only(read: Read) -> None:
    spoiled = DETAILS.replace("2025-06-21", "2025-02-30")
    result = read(message(child("1", spoiled)))
    assert isinstance(result, FileRead)
    assert {t.table.name: t.set_aside.rows() for t in result.tables if t.n_set_aside} == {
        "cin_section_47": [(1, "not a possible date", "S47ActualStartDate")]
    }


def test_a_child_without_a_number_is_set_aside_with_everything_of_it(read: Read) -> None:
    result = read(message(child("", DETAILS), child("2", DETAILS)))
    assert isinstance(result, FileRead)
    assert all(set(table.set_aside["source_row"]) == {1} for table in result.tables)
    assert all(set(table.rows["source_row"]) == {2} for table in result.tables)


def test_what_contradicts_itself_is_noted(read: Read) -> None:
    closed_first = DETAILS.replace(
        "<ReferralNFA>", "<CINclosureDate>2025-04-01</CINclosureDate><ReferralNFA>"
    )
    signed_first = DETAILS.replace("2025-06-20</AssessmentAuth", "2025-05-01</AssessmentAuth")
    result = read(
        message(
            child("1", closed_first),
            child("2", signed_first, born="2027-01-01"),
            child("3", DETAILS + DETAILS),
        )
    )
    assert isinstance(result, FileRead)
    found = {(fault.rule, fault.row) for table in result.tables for fault in table.faults}
    assert found == {
        ("closed_before_referral", 1),
        ("closed_without_reason", 1),
        ("authorised_before_start", 2),
        ("referred_before_birth", 2),
        ("open_twice", 3),
    }


def test_elements_that_are_not_read_are_named(read: Read) -> None:
    result = read(message(child("1", DETAILS.replace("<ReferralNFA>", "<Novelty>1</Novelty><ReferralNFA>"))))
    assert isinstance(result, FileRead)
    assert "1 kinds of element are not read: Novelty" in result.notes
