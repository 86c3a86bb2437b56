"""How spending, placements and plans are told apart where the tables do not, on real authorities."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from joinedup.declared import Origin
from joinedup.national import (
    CoverageRow,
    OpenData,
    authorities,
    coverage,
    find_authority,
    open_figures,
    publications,
)
from joinedup.national._estimates import homeless_families, transport_spend
from joinedup.national._outturn import net_by_ons_code
from joinedup.national._publications import OUTTURN
from joinedup.national._schools_grant import schools_grant

pytestmark = pytest.mark.unit

Latest = Callable[[str], dict[tuple[str, str], CoverageRow]]


@pytest.fixture(scope="module")
def data(shared_data: Path) -> OpenData:
    return OpenData(shared_data)


@pytest.fixture(scope="module")
def latest(data: OpenData) -> Latest:
    def of(name: str) -> dict[tuple[str, str], CoverageRow]:
        return {(row.figure, row.band): row for row in coverage(open_figures(data, find_authority(name)))}

    return of


def test_every_table_named_in_the_manual_is_there(data: OpenData) -> None:
    assert len(publications()) > 30
    for one in publications():
        assert data.path(one).is_file()


def test_what_a_trust_shows_in_one_line_is_split_as_its_region_spends(latest: Latest) -> None:
    """Sandwell's trust leaves next to nothing in looked-after children and nearly all in `other`."""
    found = latest("Sandwell")
    placements = found["net_spend", "looked_after_placements"]
    assert placements.value > 30_000_000
    assert "split as in West Midlands" in placements.note
    lines = [row.value for (figure, band), row in found.items() if figure == "net_spend" and band in CHILDREN]
    assert sum(lines) > 80_000_000


def test_social_workers_shown_under_family_support_are_moved_to_social_work(latest: Latest) -> None:
    """Central Bedfordshire shows 0.2 million for safeguarding with 154 social workers in post."""
    found = latest("Central Bedfordshire")
    work, help_line = found["net_spend", "social_work"], found["net_spend", "family_help"]
    assert work.value > 9_000_000
    assert work.origin is Origin.APPORTIONED
    assert "moved from family support" in work.note
    assert work.value + help_line.value == pytest.approx(212_000 + 21_243_000)


def test_a_plausible_social_work_line_is_left_as_published(latest: Latest) -> None:
    assert latest("Staffordshire")["net_spend", "social_work"].origin is Origin.PUBLISHED


def test_an_outturn_that_was_not_certified_is_estimated_from_the_region(latest: Latest) -> None:
    found = latest("Birmingham")
    assert found["net_spend", "environment"].origin is Origin.REGION
    assert found["net_spend", "environment"].value > 0


def test_where_placements_are_hidden_the_regions_shares_serve(latest: Latest) -> None:
    found = latest("City of London")
    bands = [row for (figure, _), row in found.items() if figure == "looked_after_by_placement"]
    assert {row.origin for row in bands} == {Origin.REGION}
    assert sum(row.value for row in bands) == pytest.approx(found["looked_after_children", ""].value)


def test_plans_without_placements_keep_the_councils_own_shares(latest: Latest) -> None:
    """Hackney's plans of January 2024 are published, their placements are not; those of 2023 were."""
    found = latest("Hackney")
    mainstream = found["ehc_plans_by_placement", "mainstream"]
    assert (mainstream.as_at, mainstream.origin) == (date(2024, 1, 31), Origin.APPORTIONED)
    assert "its shares of 2023" in mainstream.note
    assert found["ehc_plans", ""].origin is Origin.PUBLISHED


def test_a_trusts_own_carers_are_not_all_taken_for_an_agencys(latest: Latest) -> None:
    """A trust counts as private provision, so that provision alone would leave no carer of its own."""
    found = latest("Kingston upon Thames")
    assert found["looked_after_by_placement", "foster_own"].value > 0


def test_the_year_of_the_schools_grant_is_read_from_the_sheet(data: OpenData) -> None:
    """The file named 2024_25 holds the allocations of 2023 to 2024."""
    values = schools_grant(data, find_authority("Staffordshire"), 2025)
    years = [one.as_at.year for one in values if one.band == "dsg_high_needs"]
    assert years == [2021, 2022, 2023, 2024, 2025]


def test_a_carried_allocation_says_so(data: OpenData) -> None:
    carried = [
        one
        for one in schools_grant(data, find_authority("Lambeth"), 2025)
        if one.band == "dsg_schools" and one.as_at == date(2025, 3, 31)
    ]
    assert [one.origin for one in carried] == [Origin.APPORTIONED]
    assert "carried on" in carried[0].note


def test_transport_adds_up_to_what_england_spends(data: OpenData) -> None:
    """Both unit costs and all users together give the published spending of 2.3 billion pounds."""
    spent = [transport_spend(data, one) for one in authorities()]
    assert sum(send + mainstream for send, mainstream, _ in spent) == pytest.approx(2_300_000_000)


def test_homeless_families_follow_housing_spending_not_children(data: OpenData) -> None:
    """Lambeth has fewer children than Staffordshire and many more families without a home."""
    housing = net_by_ons_code(data, OUTTURN, "Housing services (GFRA only)")
    lambeth, county = (
        homeless_families(data, find_authority(one), housing, OUTTURN)[0]
        for one in ("Lambeth", "Staffordshire")
    )
    assert lambeth.value > 3 * county.value
    assert "districts" not in lambeth.note


CHILDREN = (
    "family_help",
    "social_work",
    "looked_after_placements",
    "care_leavers",
    "youth_services",
    "youth_justice",
    "children_other",
)
