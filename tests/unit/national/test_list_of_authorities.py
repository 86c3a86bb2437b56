"""The list of authorities and how they are found."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from joinedup.errors import InputRefused
from joinedup.folder import TIERS
from joinedup.national import authorities, find_authority
from joinedup.national._authorities import successions

pytestmark = pytest.mark.unit


def test_there_are_153_with_codes_of_their_own() -> None:
    everyone = authorities()
    assert len(everyone) == 153
    assert len({one.ons_code for one in everyone}) == 153
    assert len({one.dfe_code for one in everyone}) == 153
    assert {one.tier for one in everyone} == set(TIERS)


def test_each_of_296_districts_lies_in_one_authority() -> None:
    districts = Counter(code for one in authorities() for code in one.district_codes)
    assert len(districts) == 296
    assert set(districts.values()) == {1}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Staffordshire", "Staffordshire"),
        ("staffordshire", "Staffordshire"),
        ("860", "Staffordshire"),
        ("E10000028", "Staffordshire"),
        ("Bristol", "Bristol, City of"),
        ("Hull", "Kingston upon Hull, City of"),
        ("Durham", "County Durham"),
        ("st helens", "St. Helens"),
        ("Stoke on Trent", "Stoke-on-Trent"),
        ("E10000002", "Buckinghamshire"),
        ("E08000038", "Barnsley"),
    ],
)
def test_an_authority_is_found_by_any_of_its_names_and_codes(text: str, name: str) -> None:
    assert find_authority(text).name == name


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Stafordshire", "Staffordshire"), ("Scilly", "Isles of Scilly"), ("Northamptonshire", "North")],
)
def test_a_near_miss_suggests_what_was_meant(text: str, meant: str) -> None:
    with pytest.raises(InputRefused, match=meant):
        find_authority(text)


def test_a_district_is_not_an_authority_with_childrens_services() -> None:
    with pytest.raises(InputRefused):
        find_authority("E07000197")


def test_reorganisations_keep_predecessors_and_successors_together() -> None:
    """Christchurch moved between the two in 2019, so that only all predecessors equal all successors."""
    found = {
        one.changed_on: (one.predecessors, {two.dfe_code for two in one.successors}) for one in successions()
    }
    assert found == {
        date(2019, 4, 1): (("835", "836", "837"), {"838", "839"}),
        date(2021, 4, 1): (("928",), {"940", "941"}),
        date(2023, 4, 1): (("909",), {"942", "943"}),
    }
