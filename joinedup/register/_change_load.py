"""How many changes a service carries at once, against what it can carry.

A service's own limit comes first. Without one it is worked out as the model works out the council's change
team: the share of its spending that goes on people who run change, and the posts that one change takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from joinedup.council import Figures, services
from joinedup.declared import Parameter
from joinedup.parameters import find_parameter
from joinedup.register._days import add_months
from joinedup.register.models import ChangeLimit, Decision, Record, Stage
from joinedup.vocabulary import SPENDING_LINES

_OWN = "joinedup.corporate."
_MOVING = (Stage.PROPOSED, Stage.TESTED, Stage.COLLABORATING, Stage.READY, Stage.DECIDED, Stage.DELIVERING)


@dataclass(frozen=True)
class Change:
    """A decision as a load on the services that carry it out.

    Args:
        decision: its number.
        reference: how people refer to it.
        title: its title.
        services: codes of the spending lines whose services carry it.
        starts, ends: the first and last day of it.
        is_agreed: whether it has been decided.
    """

    decision: int
    reference: str
    title: str
    services: tuple[str, ...]
    starts: date
    ends: date
    is_agreed: bool


@dataclass(frozen=True)
class Limit:
    """How many changes a service can carry at once, and why that many."""

    service: str
    most: int
    because: str
    is_own: bool


@dataclass(frozen=True)
class MonthLoad:
    """What one service carries in one month.

    Args:
        service: code of its spending line.
        month: first day of the month.
        changes: what it carries.
        most: how many it can carry.
    """

    service: str
    month: date
    changes: tuple[Change, ...]
    most: int

    @property
    def is_over(self) -> bool:
        """Whether it carries more than it can."""
        return len(self.changes) > self.most


@dataclass(frozen=True)
class Span:
    """Months in a row in which one service carries the same changes.

    Args:
        service: code of its spending line.
        first, last: first days of the first and the last month.
        changes: what it carries.
        most: how many it can carry.
    """

    service: str
    first: date
    last: date
    changes: tuple[Change, ...]
    most: int

    @property
    def is_over(self) -> bool:
        """Whether it carries more than it can."""
        return len(self.changes) > self.most


def spans_of(loads: Iterable[MonthLoad]) -> tuple[Span, ...]:
    """Return months in a row in which a service carries the same as one span, service by service."""
    found: list[Span] = []
    for one in sorted(loads, key=lambda each: (each.service, each.month)):
        last = found[-1] if found else None
        follows = last and (last.service, last.changes, add_months(last.last, 1)) == (
            one.service,
            one.changes,
            one.month,
        )
        if last and follows:
            found[-1] = replace(last, last=one.month)
        else:
            found.append(Span(one.service, one.month, one.month, one.changes, one.most))
    return tuple(found)


def loads_by_month(
    changes: Iterable[Change], limits: Mapping[str, Limit], months: Sequence[date]
) -> tuple[MonthLoad, ...]:
    """Return what each service carries in each month in which it carries anything.

    Args:
        changes: every change that runs or is to come.
        limits: the limit of each service; one without a limit is left out.
        months: first days of the months asked about.
    """
    held = list(changes)
    found = []
    for service in sorted({code for one in held for code in one.services} & set(limits)):
        mine = [one for one in held if service in one.services]
        for month in months:
            ends = add_months(month, 1)
            running = tuple(one for one in mine if one.starts < ends and one.ends >= month)
            if running:
                found.append(MonthLoad(service, month, running, limits[service].most))
    return tuple(found)


def too_much_with(decision: int, loads: Iterable[MonthLoad]) -> tuple[MonthLoad, ...]:
    """Return the months in which a service carries too much, with a decision among what it carries."""
    return tuple(one for one in loads if one.is_over and any(c.decision == decision for c in one.changes))


def changes_of(decisions: Iterable[Decision], on: date, months: int) -> tuple[Change, ...]:
    """Return decisions as changes that services carry.

    A change runs from its decision to its last milestone; without milestones for as long as a programme of
    change usually takes.

    Args:
        decisions: decisions with their routes, records and milestones.
        on: today.
        months: how long a change usually takes.
    """
    return tuple(_change(one, on, months) for one in decisions if one.stage in _MOVING and one.services)


def _change(decision: Decision, on: date, months: int) -> Change:
    record: Record | None = decision.records.last()
    milestones = list(decision.milestones.all())
    route = getattr(decision, "lawful_route", None)
    planned = route.planned_for if route and route.planned_for else on
    starts = min(
        (one.starts for one in milestones), default=record.decided_on if record else max(planned, on)
    )
    ends = max((one.done_on or one.due for one in milestones), default=add_months(starts, months))
    is_agreed = decision.stage in (Stage.DECIDED, Stage.DELIVERING)
    lines = spending_lines_of(decision.services)
    return Change(decision.pk, decision.reference, decision.title, lines, starts, ends, is_agreed)


def spending_lines_of(named: Iterable[str]) -> tuple[str, ...]:
    """Return the spending lines of services, named by line or by the service of the model that spends it."""
    codes = {line.code for line in SPENDING_LINES}
    spent = {one.equations.service: one.spending for one in services()}
    found = [code for name in named for code in ((name,) if name in codes else spent.get(name, ()))]
    return tuple(dict.fromkeys(found))


def usual_months(parameters: Mapping[str, Parameter], on: date) -> int:
    """Return how long a change usually takes."""
    return round(find_parameter(parameters, _OWN + "programme_months").at(on).value)


def limits_of(
    codes: Iterable[str], figures: Figures | None, parameters: Mapping[str, Parameter], on: date
) -> dict[str, Limit]:
    """Return how many changes each service can carry at once; none for one without a budget or own limit.

    Args:
        codes: codes of spending lines.
        figures: what the council has counted.
        parameters: parameters by name.
        on: the day.
    """
    own = {one.service: one for one in ChangeLimit.objects.all()}
    found = {}
    for code in codes:
        if code in own:
            found[code] = Limit(code, own[code].most, own[code].because, True)
        elif figures is not None:
            budget = figures.latest("budget", code)
            if budget is not None:
                found[code] = limit_from_budget(code, budget.value, parameters, on)
    return found


def limit_from_budget(code: str, budget: float, parameters: Mapping[str, Parameter], on: date) -> Limit:
    """Return how many changes a budget lets a service carry at once: at least one.

    Args:
        code: code of its spending line.
        budget: pounds a year.
        parameters: parameters by name.
        on: the day.
    """
    share, cost, posts = (
        find_parameter(parameters, _OWN + name).at(on).value
        for name in ("change_spending_share", "cost_per_post", "posts_per_programme")
    )
    people = max(budget, 0.0) * share / cost
    most = max(int(people / posts), 1)
    because = (
        f"{share:.0%} of its budget pays for about {people:.1f} posts that can run change, and one change "
        f"takes {posts:g}. This is JoinedUp's judgement: the service can say how many it can carry."
    )
    return Limit(code, most, because, False)
