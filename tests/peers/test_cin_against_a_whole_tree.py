"""The one-pass reader of the children in need census agrees with a plain reading of the whole tree."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from lxml import etree

from joinedup.returns import FileRead, read_file

pytestmark = pytest.mark.peers

ELEMENTS = {
    "cin_children": "Child",
    "cin_disabilities": "Disability",
    "cin_details": "CINdetails",
    "cin_assessments": "Assessments",
    "cin_assessment_factors": "AssessmentFactors",
    "cin_plans": "CINPlanDates",
    "cin_section_47": "Section47",
    "cin_protection_plans": "ChildProtectionPlans",
    "cin_protection_reviews": "CPPreviewDate",
    "cin_pre_proceedings": "PreProceedingsandFGDM",
}


def files(shared_data: Path) -> list[Path]:
    return sorted((shared_data / "sample_child_level" / "cin_census").glob("*.xml"))


def test_each_element_is_one_row(shared_data: Path) -> None:
    for path in files(shared_data):
        result = read_file(path)
        assert isinstance(result, FileRead)
        tree = etree.parse(path)
        for table in result.tables:
            assert table.n_read == len(list(tree.iter(ELEMENTS[table.table.name]))), path.name


def test_referrals_and_closures_are_the_same_for_each_child(shared_data: Path) -> None:
    for path in files(shared_data):
        result = read_file(path)
        assert isinstance(result, FileRead)
        expected = [
            (child.findtext(".//LAchildID"), one.findtext("CINreferralDate"), one.findtext("CINclosureDate"))
            for child in etree.parse(path).iter("Child")
            for one in child.iter("CINdetails")
        ]
        details = next(table.rows for table in result.tables if table.table.name == "cin_details")
        got = details.select("child", pl.col("referral_date", "closure_date").dt.to_string("%Y-%m-%d")).rows()
        assert sorted(got, key=str) == sorted(expected, key=str), path.name
