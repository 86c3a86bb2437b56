"""The page of a portfolio: what it says first, that its parts add up, and whom it does not give away."""

from __future__ import annotations

import io
import json
import math
import re
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from lxml import html
from made_portfolio_answer import (
    looked_after_users,
    made_counted,
    made_distribution,
    made_portfolio,
    small_portfolio,
)
from made_results import made_council, template_of
from rich.console import Console

from joinedup.council.portfolios import FIVE_YEARS, GroupOfUsers, Portfolio, TouchedUsers, UsersBy
from joinedup.council.portfolios._user_lists import USER_LISTS
from joinedup.reports.portfolio import (
    PortfolioPage,
    as_json,
    portfolio_page,
    portfolio_summary,
    portfolio_workbook,
    shown_users,
    write_portfolio,
)
from joinedup.reports.portfolio._answer import (
    adds_up,
    answer,
    difference,
    not_together,
    other_pairs,
    overlaps,
    who_pays,
)
from joinedup.reports.portfolio._falls import falls_on
from joinedup.reports.portfolio._pots import shown_pot
from joinedup.reports.portfolio._thousands import in_thousands, table_in_thousands
from joinedup.vocabulary import Pot

pytestmark = pytest.mark.unit

COUNCIL = made_council()
FUND = Pot.GENERAL_FUND
PLANS = next(one for one in USER_LISTS if one.key == "ehc_plans")
TRANSPORT = next(one for one in USER_LISTS if one.key == "send_transport")


def number(text: str) -> int:
    return int(text.replace("−", "-").replace("+", "").replace(",", ""))


def test_the_answer_says_proposed_alone_and_together_with_the_likely_range() -> None:
    assert answer(small_portfolio(), FUND) == (
        "Their owners say the three proposals will save the General Fund £10.0m over the five years to "
        "2030/31. Tried one by one and added up, they save £8.0m; taken together they save £7.2m (likely "
        "between £5.0m and £9.3m)."
    )
    assert difference(small_portfolio(), FUND) == (
        "Being taken together loses £820,000 of what each does alone."
    )


def test_what_nobody_proposes_is_said() -> None:
    said = answer(small_portfolio(), Pot.DSG_HIGH_NEEDS)
    assert said.startswith("Nobody proposes anything for the high needs block")
    assert "Over the five years to 2030/31: tried one by one" in said


def test_partners_money_is_said_to_be_theirs() -> None:
    assert answer(small_portfolio(), Pot.PARTNERS) == (
        "Partners such as health and police would spend about £300,000 more over the five years to 2030/31. "
        "That is their money and not the council's; it is in no sum on this page."
    )


def test_the_pair_not_to_take_together_is_named_with_why() -> None:
    first, *_ = not_together(small_portfolio())
    assert first == (
        "Do not take “Social work trim” and “youth trim” together.",
        "Both take room from social workers, who are nearly full already.",
    )


def test_where_no_pair_stands_in_the_way_that_is_said() -> None:
    calm = made_portfolio({"a": "children"}, {}, {"a": {"social_work": -1_000_000}})
    assert not_together(calm) == []
    assert other_pairs(calm) == ""
    held = small_portfolio()
    both = replace(held.pairs[0], take_together=True, why="")
    assert other_pairs(replace(held, pairs=(both,))).startswith("No two of these proposals")


def test_too_few_futures_do_not_say_that_no_pair_stands_in_the_way() -> None:
    held = small_portfolio()
    unknown = tuple(replace(one, error=math.inf) for one in held.pairs[0].pots)
    pair = replace(held.pairs[0], take_together=True, why="", pots=unknown)
    assert other_pairs(replace(held, pairs=(pair,))).startswith("Too few futures were tried")


def test_one_proposal_is_not_spoken_of_as_several() -> None:
    one = made_portfolio({"a": "children"}, {"a": 2_000_000}, {"a": {"social_work": -1_000_000}})
    assert answer(one, FUND) == (
        "Its owner says it will save the General Fund £2.0m over the five years to 2030/31. Tried in the "
        "model, it would save £1.0m (likely between £700,000 and £1.3m)."
    )
    assert difference(one, FUND) == other_pairs(one) == ""
    assert portfolio_page(one, COUNCIL).title == "One proposal by itself"


def test_a_pair_that_overlaps_is_named_and_not_warned_of() -> None:
    portfolio = small_portfolio()
    pair = replace(portfolio.pairs[0], take_together=True, overlap=True, why="Both may be taken.")
    lapping = replace(portfolio, pairs=(pair,))
    assert not_together(lapping) == []
    assert overlaps(lapping) == "“Social work trim” and “youth trim” overlap. Both may be taken."
    table = portfolio_page(lapping, COUNCIL).pairs
    assert table is not None and table.rows[0].cells[4].text == "They overlap"


def test_who_pays_names_directorates_and_leaves_partners_out() -> None:
    assert who_pays(small_portfolio(), COUNCIL) == [
        "What Education and SEND proposes costs Children and families £110,000."
    ]


def columns(portfolio: Portfolio, pot: str) -> dict[str, list[int]]:
    table = shown_pot(portfolio, COUNCIL, pot).proposals
    rows = {row.name: row for row in table.rows}
    parts = [row for row in table.rows if row.name not in list(rows)[-3:]]
    return {
        name: [number(row.cells[place].text) for row in parts]
        for place, name in enumerate(table.columns)
        if name in ("As proposed", "Alone", "Fair share", "Fair share within directorates")
    }


def test_what_is_shown_of_each_proposal_adds_up_to_the_total_that_is_shown() -> None:
    portfolio = small_portfolio()
    table = shown_pot(portfolio, COUNCIL, FUND).proposals
    added, each_other, together = table.rows[-3:]
    for name, parts in columns(portfolio, FUND).items():
        assert sum(parts) == number(added.cells[table.columns.index(name)].text), name
    alone = table.columns.index("Alone")
    assert number(added.cells[alone].text) + number(each_other.cells[alone].text) == number(
        together.cells[alone].text
    )
    assert together.cells[alone].text == together.cells[table.columns.index("Fair share")].text == "−7,180"


def test_the_matrix_foots_and_cross_foots() -> None:
    matrix = shown_pot(small_portfolio(), COUNCIL, FUND).matrix
    cells = [[number(cell.text) for cell in row.cells] for row in matrix.rows]
    assert all(sum(row[:-1]) == row[-1] for row in cells)
    assert [sum(column[:-1]) for column in zip(*cells, strict=True)] == cells[-1]
    assert cells[-1][-1] == -7_180


def test_where_each_pound_went_adds_up_to_the_same() -> None:
    table = shown_pot(small_portfolio(), COUNCIL, FUND).lines
    assert table.rows[-1].cells[-1].text == "−7,180"
    assert sum(number(row.cells[-1].text) for row in table.rows[:-1]) == -7_180


def test_that_parts_add_up_is_said_to_the_last_pound() -> None:
    assert adds_up(small_portfolio(), FUND).startswith(
        "Parts add up to the whole, £7,179,997 saved = £7,179,997"
    )


def test_parts_that_do_not_add_up_are_called_out() -> None:
    portfolio = small_portfolio()
    gone = tuple(one for one in portfolio.lines if one.when != FIVE_YEARS)
    assert "Do not rely on this page" in adds_up(replace(portfolio, lines=gone), FUND)


@pytest.mark.parametrize("pounds", [[1_500, 1_500, -400], [-499, -499, -499], [0], [10**9 + 1, -1]])
def test_thousands_add_up_to_their_rounded_sum(pounds: list[int]) -> None:
    shown = in_thousands(pounds)
    assert sum(shown) == round(sum(pounds) / 1_000)
    assert all(abs(1_000 * one - pound) < 1_000 for one, pound in zip(shown, pounds, strict=True))


def test_a_table_in_thousands_foots_both_ways() -> None:
    cells = [[1_400, -600, 499], [-1_499, 1_500, 501], [499, 499, 499]]
    shown = table_in_thousands(cells)
    assert all(sum(row[:-1]) == row[-1] for row in shown)
    assert [sum(column[:-1]) for column in zip(*shown, strict=True)] == shown[-1]


def shown(*users: TouchedUsers) -> dict[tuple[str, str], str]:
    return {
        (one.touched.counted.users.key, group.group): group.users
        for one in shown_users(made_distribution(*users))
        for group in one.groups
    }


def test_a_small_group_and_whatever_gives_it_away_are_hidden() -> None:
    words = shown(looked_after_users())
    assert words["looked_after", "Not known"] == "1 to 5"
    assert words["looked_after", "Female"] == "suppressed"
    assert words["looked_after", "White British"] == "240"


def test_those_left_over_of_a_list_that_holds_another_are_hidden_too() -> None:
    """Of 43 with a plan 40 have transport: that three have none could be read off the two tables."""
    plans = made_counted({"Sex": {"Male": 80, "Female": 43}}, 123, PLANS)
    riders = made_counted({"Sex": {"Male": 30, "Female": 40}}, 70, TRANSPORT)
    words = shown(TouchedUsers(plans, (), None, None), TouchedUsers(riders, (), None, None))
    hidden = {words["ehc_plans", "Female"], words["send_transport", "Female"]} & {"suppressed", "1 to 5"}
    assert hidden


@pytest.mark.parametrize("touched", [0, 1])
def test_two_pages_together_tell_no_more_than_one(touched: int) -> None:
    """One set touches plans and another transport; the difference of both pages is three girls."""
    lists = (
        made_counted({"Sex": {"Male": 80, "Female": 43}}, 123, PLANS),
        made_counted({"Sex": {"Male": 30, "Female": 40}}, 70, TRANSPORT),
    )
    both = [TouchedUsers(one, (), None, None) for one in lists]
    of_both = shown_users(made_distribution(*both))[touched]
    alone = replace(made_distribution(both[touched]), beside=(lists[1 - touched],))
    (of_one,) = shown_users(alone)
    hidden = {group.group for group in of_one.groups if not group.users.isdigit()}
    assert hidden == {group.group for group in of_both.groups if not group.users.isdigit()}


def test_no_share_and_no_expected_number_is_given_of_a_hidden_group() -> None:
    (users,) = shown_users(made_distribution())
    for group in users.groups:
        if not group.users.replace(",", "").isdigit():
            assert (group.share, group.expected) == (None, "")


def test_expected_numbers_follow_the_share_of_users() -> None:
    (users,) = shown_users(made_distribution())
    white = next(group for group in users.groups if group.group == "White British")
    assert (white.share, white.expected) == (0.75, "16 more")


def test_a_small_group_of_everybody_cannot_be_worked_out_from_the_shares_of_the_others() -> None:
    """All shares make one, so that a single share left out can be filled in."""
    groups = {"White British": (200, 9_000), "Other White": (60, 900), "Other ethnic group": (0, 3)}
    by = UsersBy(
        "Ethnic group",
        tuple(GroupOfUsers(name, *counts) for name, counts in groups.items()),
        "all pupils in the school census",
        "Not known",
    )
    touched = TouchedUsers(replace(made_counted({}, 260), by=(by,)), (), None, None)
    (users,) = shown_users(made_distribution(touched))
    shares = {group.group: group.of_everyone for group in users.groups}
    assert shares["Other ethnic group"] is None
    assert [share is None for share in shares.values()].count(True) == 2
    assert shares["White British"] == pytest.approx(9_000 / 9_903)


def test_of_two_patches_none_lies_between() -> None:
    assert falls_on(made_distribution(), [FUND]) == (
        "The General Fund, all years to 2030/31 added up, for each person living there: −£20.00 in North, "
        "−£10.00 in South."
    )


def test_the_page_shows_what_its_fields_hold() -> None:
    page = portfolio_page(small_portfolio(), COUNCIL, made_distribution())
    text = " ".join(html.fromstring(page.render()).text_content().split())
    for says in (page.title, *page.not_together[0], *page.who_pays, page.pots[0].adds_up, *page.people):
        assert says in text
    assert "It is not the analysis" in text
    assert "Religion or belief: no return that JoinedUp reads holds it." in text


def test_every_field_of_the_page_is_used_by_its_template() -> None:
    template = template_of(PortfolioPage)
    assert [name for name in PortfolioPage.described() if f"page.{name}" not in template] == []


def test_titles_are_escaped_and_members_are_not_told_of_coalitions() -> None:
    portfolio = made_portfolio({"<b>": "children"}, {}, {"<b>": {"social_work": -1_000_000}})
    text = portfolio_page(portfolio, COUNCIL).render()
    assert "<b>" not in text
    visible = html.fromstring(text).text_content()
    assert not re.search(r"coalition|draws \(|permutation", visible, flags=re.IGNORECASE)
    assert [one for one in re.findall(r"<h\d[^>]*>.*?</h\d>", text) if "Shapley" in one] == []


def test_a_set_that_does_nothing_says_so() -> None:
    page = portfolio_page(made_portfolio({"a": "children"}, {}, {}), COUNCIL)
    assert page.pots == ()
    assert "changes no budget" in page.render()


def test_the_workbook_holds_whole_pounds_that_add_up() -> None:
    content = portfolio_workbook(small_portfolio(), COUNCIL, made_distribution())
    lines = pl.read_excel(io.BytesIO(content), sheet_name="Where each pound went", engine="calamine")
    pots = pl.read_excel(io.BytesIO(content), sheet_name="Pots", engine="calamine")
    sums = lines.group_by("Pot", "When").agg(pl.col("Fair share").sum().alias("sum"))
    both = pots.join(sums, on=["Pot", "When"])
    assert len(both) == len(pots) and (both["sum"] == both["Together"]).all()
    assert set(pots["Parts add up"]) == {"yes"}
    who = pl.read_excel(io.BytesIO(content), sheet_name="Who pays", engine="calamine")
    numbers = who.select(pl.exclude("Pot", "When", "Proposed by", "In all"))
    assert (numbers.sum_horizontal() == who["In all"]).all()


def test_no_file_gives_small_numbers_of_people(tmp_path: Path) -> None:
    files = write_portfolio(small_portfolio(), COUNCIL, made_distribution(), tmp_path)
    held = json.loads(files.json.read_text())["distribution"]["users"]
    assert [group["users"] for one in held for group in one["groups"] if group["group"] == "Not known"] == [
        "1 to 5"
    ]
    book = pl.read_excel(files.workbook, sheet_name="Users of services", engine="calamine")
    assert "3" not in set(book["Users"].cast(pl.String))


def test_json_holds_the_parts_and_the_whole() -> None:
    held = as_json(small_portfolio(is_exact=False), made_distribution())
    assert held["adds_up"] is True
    for total in held["totals"]:
        parts = [one for one in held["lines"] if (one["pot"], one["when"]) == (total["pot"], total["when"])]
        assert sum(one["pounds"] for one in parts) == total["together"]
    json.dumps(held, allow_nan=False)


def test_the_terminal_says_the_whole_the_worst_pair_and_who_pays() -> None:
    console = Console(width=100, record=True)
    console.print(portfolio_summary(small_portfolio(), COUNCIL))
    said = " ".join(console.export_text().split())
    for words in ("taken together they save £7.2m", "Do not take “Social work trim”", "costs Children and"):
        assert words in said


def test_fair_shares_of_some_orders_show_their_standard_errors() -> None:
    table = shown_pot(small_portfolio(is_exact=False), COUNCIL, FUND).proposals
    assert {row.cells[table.columns.index("±")].text for row in table.rows[:3]} == {"4.0"}
    exact = shown_pot(small_portfolio(), COUNCIL, FUND).proposals
    assert {row.cells[exact.columns.index("±")].text for row in exact.rows} == {""}
