"""Results made by hand, so that what a report says can be held against numbers that are known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from joinedup import reports
from joinedup.council import (
    Affected,
    AreaCourse,
    Backcast,
    DirectorateRisk,
    Headline,
    LineCourse,
    MeasureCourse,
    MeasureEffect,
    MoneyEffect,
    PlacesShort,
    PotCertainty,
    PotCourse,
    Projection,
    Range,
    Ripple,
    RunManifest,
    Scored,
    StartingValue,
    Tipping,
    levers,
    measures,
)
from joinedup.council.proposals import Change, Proposal, Saving
from joinedup.declared import Capacity, FigureValue, Origin
from joinedup.folder import Council, Patch, PlanningArea
from joinedup.reports._parts import Page
from joinedup.vocabulary import FUNDING_LINES, SPENDING_LINES, Directorate, Pot

YEARS = tuple(f"{year}/{(year + 1) % 100:02d}" for year in range(2026, 2036))
FIFTH = YEARS[4]
PATCHES = ("north", "south")
FUND = Pot.GENERAL_FUND.value
HIGH_NEEDS = Pot.DSG_HIGH_NEEDS.value


def made_council(folder: Path = Path("testshire")) -> Council:
    return Council(
        folder=folder,
        name="Testshire",
        ons_code="E06000999",
        dfe_code="999",
        tier="unitary",
        region="East of England",
        plan_starts=date(2026, 4, 1),
        patches=(Patch("north", "North"), Patch("south", "South")),
        planning_areas=(PlanningArea("p1", "Oakley primary", "north", "primary"),),
    )


def made_range(middle: float, half: float = 0.0) -> Range:
    """A range whose 80 per cent ends lie `half` either side of its middle."""
    return Range(
        middle, middle, middle - half / 2, middle + half / 2, middle - half, middle + half,
        middle - 1.5 * half, middle + 1.5 * half,
    )  # fmt: skip


def made_manifest(proposals: Sequence[str] = ()) -> RunManifest:
    hashes = dict.fromkeys(proposals, "0" * 16)
    return RunManifest(
        "abc123", "2026-04-01T09:00:00+00:00", "Testshire", 3, "d", "p", hashes, "m", "c", 1, 256,
        "2026-04-01", len(YEARS), {"numpy": "2"},
    )  # fmt: skip


def made_proposal(
    id: str = "trim",
    lever: str = "family_help.capacity",
    saving: float = 0.0,
    pot: str = FUND,
    ends: date | None = None,
    title: str = "Trim Family Help",
) -> Proposal:
    starts = date(2026, 4, 1)
    return Proposal(
        id=id,
        title=title,
        owner="Director of children's services",
        directorate="children",
        summary="Fewer workers.",
        changes=(Change(lever, -0.1, PATCHES, starts, 12, ends),),
        savings=(Saving(pot, saving, starts, "cashable"),) if saving else (),
        evidence=("None.",),
        hash="0" * 16,
    )


Course = Sequence[float] | float


def _by_year(course: Course) -> list[float]:
    return list(course) if isinstance(course, Sequence) else [course] * len(YEARS)


def made_ripple(
    lines: Mapping[str, Course] | None = None,
    *,
    half: float = 0.2,
    proposals: Sequence[Proposal] | None = None,
    p_saves: float = 0.97,
    p_saves_in_all: float = 0.8,
    moved: Mapping[str, float] | None = None,
    affected: Sequence[Affected] = (),
    share_unverified: float | None = 0.76,
    places_short: Sequence[PlacesShort] = (),
    certainties: Sequence[PotCertainty] | None = None,
    risks: Sequence[DirectorateRisk] = (),
    tipping: Sequence[Tipping] = (),
) -> Ripple:
    """A ripple that changes budget lines by so many pounds a year, each by `half` of it either way.

    Args:
        lines: change in pounds by code of the line; `funding:council_tax` for income.
        half: half the width of the 80 per cent ranges, as a share of the change.
        proposals: one that changes Family Help if None.
        p_saves: chance that a pot is better off.
        p_saves_in_all: the same over the plan.
        moved: change of measures by name, on a level of 1,000.
        affected: who is affected.
        share_unverified: share of the uncertainty that is not verified.
        places_short: places short by planning area.
        certainties: how sure the answer is; made from the chances for every pot if None.
        risks: how likely directorates are to be worse off.
        tipping: what can be full.
    """
    tried = tuple(proposals if proposals is not None else [made_proposal()])
    lines = lines or {}
    money = _money(lines, half)
    own = {levers()[change.lever].line for one in tried for change in one.changes} - {""}
    pots = list(dict.fromkeys(_pot(code).value for code in lines))
    headlines = [_headline(pot, lines, own, half, tried, (p_saves, p_saves_in_all)) for pot in pots]
    return Ripple(
        manifest=made_manifest([one.id for one in tried]),
        proposals=tried,
        headlines=tuple(headlines),
        money=tuple(money),
        measures=tuple(_effects(moved or {})),
        affected=tuple(affected),
        share_unverified=share_unverified,
        unverified=("parameter/joinedup.care.entry_growth",),
        places_short=tuple(places_short),
        certainties=tuple(
            certainties
            if certainties is not None
            else [made_certainty(one.pot, one.total.mean, p_saves_in_all) for one in headlines]
        ),
        risks=tuple(risks),
        tipping=tuple(tipping),
    )


def made_certainty(
    pot: str = FUND,
    mean: float = -1e6,
    chance: float = 0.8,
    *,
    worst_mean: float = 0.3e6,
    switching: float | None = 4.0,
    error: float = 30_000.0,
) -> PotCertainty:
    """How sure an answer is: no chance of being better off in the first year, half later, then `chance`."""
    chances = (0.0, *[0.5] * (len(YEARS) - 2), chance)
    return PotCertainty(pot, chances, worst_mean, switching, mean, error)


def made_tipping(
    without: float = 0.03,
    with_: float = 0.0,
    full_without: float = 0.29,
    full_with: float = 0.41,
    tips: float = 0.12,
    patch: str = "north",
) -> Tipping:
    """Social workers with so much of their capacity free, and chances that they are full."""
    capacity = Capacity(
        "workforce.load",
        "Social workers",
        "children",
        "Cases stay open longer and more social workers leave.",
    )
    slack = made_range(without, 0.02), made_range(with_, 0.02)
    return Tipping(capacity, patch, YEARS[2], *slack, full_without, full_with, tips)


def _pot(code: str) -> Pot:
    if code.startswith("funding:"):
        return FUNDING_LINES[code.removeprefix("funding:")][1]
    return next(line.pot for line in SPENDING_LINES if line.code == code)


def _directorate(code: str) -> str:
    if code.startswith("funding:"):
        return Directorate.RESOURCES.value
    return next(line.directorate.value for line in SPENDING_LINES if line.code == code)


def _of(value: float, half: float) -> Range:
    return made_range(value, abs(value) * half)


def _money(lines: Mapping[str, Course], half: float) -> list[MoneyEffect]:
    found = []
    sums: dict[tuple[str, str], list[float]] = {}
    for code, course in lines.items():
        values, pot = _by_year(course), _pot(code).value
        found += [
            MoneyEffect(_directorate(code), pot, code, year, _of(value, half))
            for year, value in zip(YEARS, values, strict=True)
        ]
        for directorate in (_directorate(code), ""):
            before = sums.setdefault((directorate, pot), [0.0] * len(YEARS))
            sums[directorate, pot] = [a + b for a, b in zip(before, values, strict=True)]
    for (directorate, pot), values in sums.items():
        found += [
            MoneyEffect(directorate, pot, "", year, _of(value, half))
            for year, value in zip(YEARS, values, strict=True)
        ]
    return found


def _headline(
    pot: str,
    lines: Mapping[str, Course],
    own: set[str],
    half: float,
    tried: Sequence[Proposal],
    chances: tuple[float, float],
) -> Headline:
    mine = {code: _by_year(course) for code, course in lines.items() if _pot(code).value == pot}
    direct = sum(values[4] for code, values in mine.items() if code in own)
    net = sum(values[4] for values in mine.values())
    claimed = sum(one.pounds_a_year for proposal in tried for one in proposal.savings if one.pot == pot)
    total = sum(sum(values) for values in mine.values())
    return Headline(
        pot, FIFTH, claimed, _of(direct, half), _of(net - direct, half), _of(net, half), chances[0],
        _of(total, half), chances[1],
    )  # fmt: skip


def _effects(moved: Mapping[str, float]) -> list[MeasureEffect]:
    found = []
    for measure in measures().values():
        change = moved.get(measure.name, 0.0)
        for patch, share in (("", 1.0), *((patch, 0.5) for patch in PATCHES)):
            without, effect = made_range(1000 * share, 100 * share), _of(change * share, 0.5)
            with_ = made_range((1000 + change) * share, 100 * share)
            found += [MeasureEffect(measure, patch, year, without, with_, effect) for year in YEARS]
    return found


def made_held(
    figure: str, value: float, year: int, origin: Origin = Origin.PUBLISHED, band: str = ""
) -> FigureValue:
    return FigureValue(figure, "E06000999", band, date(year, 3, 31), value, origin, "a table", "")


def made_start(figure: str, value: float, origin: Origin = Origin.PUBLISHED, band: str = "") -> StartingValue:
    return StartingValue(figure, band, value, 0.1, made_held(figure, value, 2023, origin, band), 3.0)


def made_projection(
    *,
    gap: float = 0.0,
    reserve: float | None = None,
    high_needs_gap: float | None = None,
    short: float = 0.0,
    held: Sequence[FigureValue] = (),
    starting: Sequence[StartingValue] = (),
) -> Projection:
    """A projection in which every measure stays at 1,000 and the General Fund has one gap every year."""
    pots = [_pot_course(Pot.GENERAL_FUND, gap, reserve)]
    if high_needs_gap is not None:
        pots.append(_pot_course(Pot.DSG_HIGH_NEEDS, high_needs_gap, 0.0))
    courses = []
    for measure in measures().values():
        past = tuple(one for one in held if one.figure == measure.figure)
        level = tuple(made_range(1000, 100) for _ in YEARS)
        courses.append(MeasureCourse(measure, "", past, level, level if past else ()))
        courses += [MeasureCourse(measure, patch, (), level, ()) for patch in PATCHES]
    area = AreaCourse(
        "p1", "Oakley primary", "primary", 400.0, tuple(made_range(390, 20) for _ in YEARS),
        tuple(made_range(short, short / 2) for _ in YEARS),
    )  # fmt: skip
    lines = [
        LineCourse(line.code, line.directorate, line.pot, tuple(made_range(5e6, 1e6) for _ in YEARS))
        for line in SPENDING_LINES
    ]
    return Projection(
        made_manifest(), YEARS, tuple(starting), tuple(courses), tuple(pots), tuple(lines), (area,)
    )


def _pot_course(pot: Pot, gap: float, reserve: float | None) -> PotCourse:
    spending = tuple(made_range(1e8 + gap, abs(gap) / 2) for _ in YEARS)
    funding = tuple(made_range(1e8) for _ in YEARS)
    gaps = tuple(made_range(gap, abs(gap) / 2) for _ in YEARS)
    left = () if reserve is None else tuple(
        made_range(reserve - gap * (place + 1), abs(gap)) for place in range(len(YEARS))
    )  # fmt: skip
    return PotCourse(pot, spending, funding, gaps, left)


def made_backcast(score: float = 1.0, naive_score: float = 1.0, *, is_inside: bool = True) -> Backcast:
    """A backcast of looked-after children: the lower score is the better forecast."""
    truth = 100.0 if is_inside else 200.0
    scored = Scored(
        measures()["care.looked_after"], date(2024, 4, 1), date(2025, 3, 31), truth, 100.0, 90.0, 110.0, 95.0,
        score, naive_score,
    )  # fmt: skip
    return Backcast((scored,), ())


def template_of(page: type[Page]) -> str:
    """The template of a page, as it is written."""
    return (Path(reports.__path__[0]) / "templates" / page.template).read_text(encoding="utf-8")
