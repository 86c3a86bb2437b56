"""A portfolio as a workbook for a finance officer: whole pounds, every pot and time, nothing left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from joinedup.council.portfolios import FIVE_YEARS, Distribution, Portfolio
from joinedup.folder import Council
from joinedup.reports._sheets import CHANGE, NUMBER, POUNDS, POUNDS_CHANGE, SHARE, Cell, Column, Sheets
from joinedup.reports.portfolio._answer import (
    adds_up,
    answer,
    difference,
    felt_pots,
    how_likely,
    not_together,
    other_pairs,
    overlaps,
    quiet_pots,
    title_of,
    titles_of,
    who_pays,
)
from joinedup.reports.portfolio._falls import deprivation_said, shown_users
from joinedup.reports.portfolio._page import how_exact
from joinedup.reports.portfolio._pairs import take_both
from joinedup.reports.portfolio._people import people_in_words
from joinedup.reports.portfolio._pots import when_said
from joinedup.reports.portfolio._who import in_order, line_said
from joinedup.vocabulary import Pot

_TOTAL = "All proposals"


def portfolio_workbook(
    portfolio: Portfolio, council: Council, distribution: Distribution | None = None
) -> bytes:
    """Return a portfolio as an XLSX workbook.

    Args:
        portfolio: what a set of proposals does.
        council: the council.
        distribution: whom it falls on, where that was worked out.
    """
    sheets = Sheets(f"{council.name}: {title_of(portfolio)}", portfolio.manifest.made_at)
    sheets.add("Answer", ("What", "In words"), _answer(portfolio, council))
    _pots(sheets, portfolio)
    _proposals(sheets, portfolio, council)
    _who_pays(sheets, portfolio, council)
    _lines(sheets, portfolio, council)
    _pairs(sheets, portfolio)
    _people(sheets, portfolio)
    if distribution:
        _patches(sheets, distribution)
        _users(sheets, distribution)
        rows = [(one.who, one.why) for one in distribution.not_shown]
        sheets.add("Not shown", ("Who or what", "Why not"), rows)
    run = [(name, str(value)) for name, value in asdict(portfolio.manifest).items()]
    sheets.add("Run", ("What", "Value"), run)
    return sheets.content()


def _answer(portfolio: Portfolio, council: Council) -> Iterator[tuple[str, str]]:
    yield "Council", council.name
    yield "Set", title_of(portfolio)
    for pot in felt_pots(portfolio):
        for says in (answer(portfolio, pot), difference(portfolio, pot), how_likely(portfolio, pot)):
            if says:
                yield Pot(pot).says, says
        yield f"{Pot(pot).says}: parts and whole", adds_up(portfolio, pot)
    rest = [
        ("Other pots", quiet_pots(portfolio)),
        *[("Not together", " ".join(says)) for says in not_together(portfolio)],
        ("Not together", other_pairs(portfolio)),
        ("Overlap", overlaps(portfolio)),
        *[("Who pays", says) for says in who_pays(portfolio, council)],
        *[("People", says) for says in people_in_words(portfolio)],
        *[("How exact", says) for says in how_exact(portfolio)],
        *[("Before relying on it", says) for says in portfolio.warnings],
    ]
    yield from ((what, says) for what, says in rest if says)


def _money(*titles: str) -> list[Column]:
    return [Column(title, POUNDS_CHANGE) for title in titles]


def _pots(sheets: Sheets, portfolio: Portfolio) -> None:
    header: list[str | Column] = [
        "Pot",
        "When",
        *_money(
            *("As proposed", "Each alone, added up", "What they do to each other", "Together"),
            *("80% from", "80% to", "Fair shares, added up", "Within directorates, added up"),
        ),
        Column("Chance better off", SHARE),
        Column("Error of the mean", POUNDS),
        "Parts add up",
    ]
    sheets.add(
        "Pots",
        header,
        (
            (
                *(Pot(one.pot).says, when_said(portfolio, one.when)),
                *(one.proposed, one.alone, one.interaction, one.together),
                *(one.range.low_80, one.range.high_80, one.fair_shares, one.owen),
                *(one.p_saves, one.error, "yes" if one.adds_up else "NO"),
            )
            for one in portfolio.totals
        ),
    )


def _proposals(sheets: Sheets, portfolio: Portfolio, council: Council) -> None:
    of = {one.id: one for one in portfolio.proposals}
    header: list[str | Column] = [
        *("Pot", "When", "Proposal", "Title", "Directorate"),
        *_money("As proposed", "Alone", "Last in", "Fair share"),
        Column("Standard error", POUNDS),
        *_money("Fair share within directorates"),
        Column("its standard error", POUNDS),
    ]
    sheets.add(
        "Proposals",
        header,
        (
            (
                *(Pot(one.pot).says, when_said(portfolio, one.when), one.proposal, of[one.proposal].title),
                council.directorate_name(of[one.proposal].directorate),
                *(one.proposed, one.alone, one.last_in, one.fair_share, one.standard_error),
                *(one.owen, one.owen_error),
            )
            for one in portfolio.shares
        ),
    )


def _who_pays(sheets: Sheets, portfolio: Portfolio, council: Council) -> None:
    """Add the whole matrix, pot by pot and time by time, with its totals."""
    held: dict[tuple[str, str], dict[tuple[str, str], int]] = defaultdict(dict)
    for one in portfolio.bears:
        cells = held[one.pot, one.when]
        cells[one.proposing, one.bearing] = cells.get((one.proposing, one.bearing), 0) + one.pounds
    bearing = in_order({last for cells in held.values() for _, last in cells}, council)
    header: list[str | Column] = [
        *("Pot", "When", "Proposed by"),
        *_money(*(council.directorate_name(one) for one in bearing), "In all"),
    ]
    rows: list[tuple[Cell, ...]] = []
    for (pot, when), cells in held.items():
        for first in in_order({first for first, _ in cells}, council):
            sums = [cells.get((first, last), 0) for last in bearing]
            name = council.directorate_name(first)
            rows.append((Pot(pot).says, when_said(portfolio, when), name, *sums, sum(sums)))
        sums = [sum(pounds for (_, last), pounds in cells.items() if last == one) for one in bearing]
        rows.append((Pot(pot).says, when_said(portfolio, when), _TOTAL, *sums, sum(sums)))
    sheets.add("Who pays", header, rows)
    sheets.add(
        "Organisations",
        ("Pot", "When", "Proposed by", "Whose", *_money("Fair share")),
        (
            (
                *(Pot(one.pot).says, when_said(portfolio, one.when)),
                *(council.directorate_name(one.proposing), one.name, one.pounds),
            )
            for one in portfolio.organisations
        ),
    )


def _lines(sheets: Sheets, portfolio: Portfolio, council: Council) -> None:
    sheets.add(
        "Where each pound went",
        ("Pot", "When", "Proposal", "Proposed by", "Budget line", "Whose budget", *_money("Fair share")),
        (
            (
                *(Pot(one.pot).says, when_said(portfolio, one.when), one.proposal),
                *(council.directorate_name(one.proposing), line_said(one)),
                *(council.directorate_name(one.bearing), one.pounds),
            )
            for one in portfolio.lines
        ),
    )


def _pairs(sheets: Sheets, portfolio: Portfolio) -> None:
    header: list[str | Column] = [
        *("First", "Second", "Pot", "When"),
        *_money("Each alone, added up", "Both together", "Together beyond apart", "80% from", "80% to"),
        Column("Chance of costing more", SHARE),
        Column("Error of the mean", POUNDS),
        *_money("Interaction in the whole set"),
        "Take both",
        "Why",
    ]
    sheets.add(
        "Pairs",
        header,
        (
            (
                *(pair.first, pair.second, Pot(one.pot).says, when_said(portfolio, one.when)),
                *(one.apart, one.together, one.beyond.mean, one.beyond.low_80, one.beyond.high_80),
                *(one.p_worse, one.error, one.index),
                *(take_both(pair), pair.why),
            )
            for pair in portfolio.pairs
            for one in pair.pots
        ),
    )


def _people(sheets: Sheets, portfolio: Portfolio) -> None:
    titles = titles_of(portfolio)
    numbers = [
        Column("Without", NUMBER),
        *(
            Column(title, CHANGE)
            for title in ("One by one", "What they do to each other", "Together", "80% from", "80% to")
        ),
    ]
    sheets.add(
        "People",
        ("Measure", "Unit", "Year", *numbers),
        (
            (
                *(one.measure.says, one.measure.unit, one.when, one.without, one.alone, one.interaction),
                *(one.together, one.range.low_80, one.range.high_80),
            )
            for one in portfolio.measure_totals
        ),
    )
    parts = [Column(title, CHANGE) for title in ("Alone", "Last in", "Fair share")]
    sheets.add(
        "People by proposal",
        ("Measure", "Unit", "Proposal", "Title", *parts, Column("Standard error", NUMBER)),
        (
            (
                *(one.measure.says, one.measure.unit, one.proposal, titles[one.proposal]),
                *(one.alone, one.last_in, one.fair_share, one.standard_error),
            )
            for one in portfolio.measure_shares
        ),
    )


def _patches(sheets: Sheets, found: Distribution) -> None:
    patches = {one.patch: one for one in found.patches}
    said = found.deprivation_is or "not known"
    head = ("Patch", f"How deprived ({said})")
    money = [
        *_money("Mean", "80% from", "80% to"),
        Column("For each person living there", "+£#,##0.00;-£#,##0.00;£0"),
    ]
    sheets.add(
        "Patches, money",
        (*head, "Pot", "When", *money),
        (
            (
                *(patches[one.patch].name, deprivation_said(patches[one.patch], found), Pot(one.pot).says),
                *(FIVE_YEARS.replace("_", " "), one.change.mean, one.change.low_80, one.change.high_80),
                one.a_person,
            )
            for one in found.money
        ),
    )
    people = [Column(title, CHANGE) for title in ("Change, mean", "80% from", "80% to")]
    sheets.add(
        "Patches, people",
        (*head, "Measure", "Year", Column("Without", NUMBER), *people, Column("Per 1,000", NUMBER), "Of"),
        (
            (
                *(patches[one.patch].name, deprivation_said(patches[one.patch], found), one.measure.says),
                *(found.year, one.without.mean, one.change.mean, one.change.low_80, one.change.high_80),
                *(one.per_thousand, one.of),
            )
            for one in found.people
        ),
    )


def _users(sheets: Sheets, found: Distribution) -> None:
    rows: Iterable[tuple[Cell, ...]] = (
        (
            *(one.touched.counted.users.says, one.touched.counted.users.source),
            *(one.touched.counted.as_at.isoformat(), one.total, group.characteristic, group.group),
            *(group.users, group.share, group.of_everyone, group.expected),
        )
        for one in shown_users(found)
        for group in one.groups
    )
    sheets.add(
        "Users of services",
        (
            *("Service", "Return", "Day", "Users in all", "Characteristic", "Group", "Users"),
            *(Column("Share of users", SHARE), Column("Share of everybody", SHARE)),
            "Of those more or fewer",
        ),
        rows,
    )
