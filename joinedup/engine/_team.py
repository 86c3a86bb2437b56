"""A team: people in post, cover, vacancies and the work they carry.

This is where many small cuts can do more together than the sum of each. While there is slack, work is
absorbed and nothing else moves. Once there is more work than the team can carry, people leave faster and
newcomers, who carry less, take their place. Cover is bought to hold it up. Every service that is limited by
its staff declares its teams here, so that all behave alike and can be compared.
"""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.engine._equations import Equations
from joinedup.engine._expression import (
    Expression,
    Number,
    above,
    against,
    expression,
    greatest,
    least,
    ratio,
    share_leaving,
)
from joinedup.engine._service import PARAMETER, parameter


@dataclass(frozen=True)
class TeamStart:
    """What a team is at the start, in each patch.

    Args:
        employed: posts filled.
        agency: cover workers.
        vacant: posts not filled.
        leavers: people who leave in a year.
        load: work against what is manageable, from 0; 1 is full.
    """

    employed: Number
    agency: Number
    vacant: Number
    leavers: Number
    load: Number

    @classmethod
    def of_posts(cls, posts: Number, rules: TeamRules, slack: Number) -> TeamStart:
        """Return a team of so many posts that has usual vacancies, cover and turnover.

        Args:
            posts: posts in the establishment.
            rules: how teams behave.
            slack: share of its capacity that is free.
        """
        filled = expression(posts) * (1 - rules.usual_vacancy)
        return cls(
            employed=filled,
            agency=expression(posts) * rules.usual_agency,
            vacant=expression(posts) * rules.usual_vacancy,
            leavers=filled * rules.usual_turnover,
            load=1 - expression(slack),
        )


@dataclass(frozen=True)
class TeamRules:
    """How teams behave, as inputs.

    Args:
        prefix: dotted name that opens the parameters' names.
        turnover_elasticity: rise in the share who leave, per unit of load above full.
    """

    prefix: str
    turnover_elasticity: Expression

    def of(self, name: str) -> Expression:
        """Return one of the parameters of teams."""
        return parameter(f"{self.prefix}.{name}")

    @property
    def usual_vacancy(self) -> Expression:
        """Share of posts vacant where nobody has counted."""
        return self.of("usual_vacancy_share")

    @property
    def usual_agency(self) -> Expression:
        """Cover workers per post where nobody has counted."""
        return self.of("usual_agency_share")

    @property
    def usual_turnover(self) -> Expression:
        """Share of those employed who leave in a year where nobody has counted."""
        return self.of("usual_turnover_share")


@dataclass(frozen=True)
class Team:
    """A team as declared.

    Args:
        name: opens the names of everything declared for it.
        employed: people employed, at the start of the month.
        agency: cover workers.
        capacity: work the team can carry against the start: 1 at the start.
        load: work against what is manageable; 1 is full.
        overload: how far the load is above full, beyond the start: 0 at the start, rising faster.
        extra: overload beyond what growth in work as usual would bring; the same where none is stated.
        posts: posts in the establishment.
    """

    name: str
    employed: Expression
    agency: Expression
    capacity: Expression
    load: Expression
    overload: Expression
    extra: Expression
    posts: Expression


def declare_team(
    equations: Equations,
    name: str,
    who: str,
    start: TeamStart,
    rules: TeamRules,
    *,
    posts: Number,
    work: Number,
    work_at_start: Number,
    leaving: Number = 1,
    starting: Number = 1,
    held_back: Number = 0,
    surge: Number = 1,
    work_as_usual: Number | None = None,
    productivity: Number = 1,
) -> Team:
    """Declare a team's stocks and flows.

    Declares stocks `<name>.new`, `<name>.experienced` and `<name>.agency`, the tally `<name>.employed`,
    quantities `<name>.load`, `<name>.overload`, `<name>.vacant`, `<name>.posts`, `<name>.offers` and
    `<name>.leavers`, and the flows between them.

    Args:
        equations: the service's equations.
        name: opens every name, as `workforce`.
        who: who they are, in the plural and lower case, as `social workers`.
        start: what it is at the start.
        rules: how teams behave.
        posts: factor on the establishment this month; 1 is today's.
        work: work to be done, last month, in any unit.
        work_at_start: the same at the start.
        leaving: factor on the share who leave.
        starting: factor on offers.
        held_back: share of offers that are not made because recruitment is frozen.
        surge: factor on the cover bought in when there is too much work; 0 where people wait instead.
        work_as_usual: work there would be this month had nothing been decided; as at the start where None.
        productivity: factor on what each can carry; 1 is today's.
    """
    declared = _Declared(equations, name, who, start, rules)
    declared.people()
    establishment = declared.establishment(posts)
    capacity = declared.capacity(expression(productivity))
    load, overload = declared.load(capacity, expression(work), expression(work_at_start))
    growth = against(work_at_start if work_as_usual is None else work_as_usual, work_at_start)
    extra = declared.beyond_usual(load, growth)
    declared.leave(overload, expression(leaving))
    declared.hire(establishment, expression(starting) * (1 - expression(held_back)))
    declared.cover(establishment, extra, expression(surge))
    employed = equations.held(f"{name}.new") + equations.held(f"{name}.experienced")
    return Team(
        name, employed, equations.held(f"{name}.agency"), capacity, load, overload, extra, establishment
    )


class _Declared:
    def __init__(self, equations: Equations, name: str, who: str, start: TeamStart, rules: TeamRules) -> None:
        self.equations, self.name, self.who, self.start, self.rules = equations, name, who, start, rules
        self.newcomer = rules.of("newcomer_productivity")

    def people(self) -> None:
        """Declare those employed, by whether they are new, and cover workers."""
        leavers = expression(self.start.leavers)
        employed = expression(self.start.employed)
        settles = 12 / self.rules.of("newcomer_months")
        leave = ratio(leavers, employed)
        # Newcomers are as many as keep themselves up: each year as many start as leave.
        new = self._at_start(
            "new_at_start", least(ratio(leavers, settles + leave), employed), "New at start."
        )
        self._stock("new", new, f"New {self.who}, who carry less.")
        self._stock("experienced", employed - new, f"Experienced {self.who}.")
        self._stock("agency", self.start.agency, f"Agency {self.who}.")
        self.equations.tally(
            f"{self.name}.employed",
            (f"{self.name}.new", f"{self.name}.experienced"),
            f"{self.who.capitalize()} employed.",
        )

    def establishment(self, factor: Number) -> Expression:
        """Declare posts, this month. A post is vacant as long as it takes to fill."""
        filling = expression(self.start.leavers) / 12 * self.rules.of("hiring_delay_months")
        vacant = self._at_start(
            "vacant_at_start", greatest(self.start.vacant, filling), "Vacant posts at the start."
        )
        return self._reckon(
            "posts", (expression(self.start.employed) + vacant) * factor, f"Posts for {self.who}."
        )

    def capacity(self, productivity: Expression) -> Expression:
        """Declare what the team can carry; one that had nobody at the start counts as it was."""
        new, experienced, agency = (self._held(one) for one in ("new", "experienced", "agency"))
        carrying = experienced + agency + new * self.newcomer
        fresh = self._quantity("new_at_start")
        first = expression(self.start.employed) + self.start.agency - fresh * (1 - self.newcomer)
        return self._reckon(
            "capacity",
            against(carrying, first) * productivity,
            f"Work {self.who} can carry against the start.",
        )

    def load(
        self, capacity: Expression, work: Expression, at_start: Expression
    ) -> tuple[Expression, Expression]:
        """Declare the load and how far it is above full, which is felt no further than a limit."""
        held = greatest(capacity, self.rules.of("least_staff_share"))
        load = self._reckon(
            "load",
            expression(self.start.load) * against(work, at_start) / held,
            f"Work of {self.who} against what is manageable.",
        )
        sharpness = self.rules.of("overload_sharpness")
        usual = self._at_start(
            "overload_at_start", above(expression(self.start.load), sharpness), "Overload at the start."
        )
        overload = self._reckon(
            "overload",
            least(above(load, sharpness) - usual, self.rules.of("overload_limit")),
            "Overload beyond today's: 0 at the start, and never above a limit.",
        )
        return load, overload

    def beyond_usual(self, load: Expression, growth: Expression) -> Expression:
        """Declare overload beyond what growth as usual would bring, between minus and plus the limit.

        What growth alone does to how long cases stay open is in the pace at which they have grown; acting on
        it again would count it twice.
        """
        sharpness, limit = self.rules.of("overload_sharpness"), self.rules.of("overload_limit")
        beyond = above(load, sharpness) - above(expression(self.start.load) * growth, sharpness)
        return self._reckon(
            "extra_overload",
            greatest(least(beyond, limit), -limit),
            "Overload beyond what growth as usual would bring: 0 where nothing is decided.",
        )

    def leave(self, overload: Expression, change: Expression) -> None:
        """Declare those who leave, faster with overload, and newcomers who settle."""
        usual = self._at_start(
            "leave_share",
            ratio(expression(self.start.leavers) / 12, self.start.employed),
            "Share who leave in a month.",
        )
        faster = greatest(1 + self.rules.turnover_elasticity * overload, 0)
        for which in ("new", "experienced"):
            self.equations.flow(
                f"{self.name}.leavers_{which}",
                self._held(which) * usual * faster * change,
                f"{which.capitalize()} {self.who} who leave.",
                leaves=f"{self.name}.{which}",
                is_chance=True,
            )
        self._reckon(
            "leavers",
            self._quantity("leavers_new") + self._quantity("leavers_experienced"),
            f"{self.who.capitalize()} who leave.",
        )
        self.equations.flow(
            f"{self.name}.settle",
            self._held("new") / self.rules.of("newcomer_months"),
            f"New {self.who} who gain experience.",
            leaves=f"{self.name}.new",
            enters=f"{self.name}.experienced",
        )

    def hire(self, posts: Expression, starting: Expression) -> None:
        """Declare offers, starters some months later, and posts deleted."""
        employed = self._held("new") + self._held("experienced")
        vacant = self._reckon("vacant", greatest(posts - employed, 0), f"Vacant posts for {self.who}.")
        hire = self._at_start(
            "hire_share",
            ratio(expression(self.start.leavers) / 12, self._quantity("vacant_at_start")),
            "Vacancies filled in a month: what keeps today's number steady.",
        )
        self._reckon("offers", vacant * hire * starting, "Posts offered this month.")
        arriving = self.equations.delayed(
            f"{self.name}.arriving",
            f"{self.name}.offers",
            f"{PARAMETER}{self.rules.prefix}.hiring_delay_months",
            f"New {self.who} who start, some months after a post is offered.",
        )
        self.equations.flow(
            f"{self.name}.starters",
            arriving,
            f"{self.who.capitalize()} who start.",
            enters=f"{self.name}.new",
        )
        surplus = greatest(employed - posts, 0) / self.rules.of("months_to_delete_posts")
        for which in ("new", "experienced"):
            self.equations.flow(
                f"{self.name}.posts_deleted_{which}",
                surplus * ratio(self._held(which), employed),
                f"{which.capitalize()} {self.who} who leave because posts are deleted.",
                leaves=f"{self.name}.{which}",
            )

    def cover(self, posts: Expression, extra: Expression, share: Expression) -> None:
        """Declare cover workers: for vacancies as today, and bought in when there is too much work."""
        agency = self._held("agency")
        employed = self._held("new") + self._held("experienced")
        usual = self._at_start(
            "cover_share",
            ratio(self.start.agency, self._quantity("vacant_at_start")),
            "Cover workers per vacancy, as today.",
        )
        surge = share * self.rules.of("surge_share") * greatest(extra, 0) * self.start.employed
        wanted = greatest(posts - employed, 0) * usual + surge
        speed = share_leaving(12 / self.rules.of("agency_months"))
        self.equations.flow(
            f"{self.name}.agency_in",
            greatest(wanted - agency, 0) * speed,
            f"Agency {self.who} taken on.",
            enters=f"{self.name}.agency",
        )
        self.equations.flow(
            f"{self.name}.agency_out",
            greatest(agency - wanted, 0) * speed,
            f"Agency {self.who} let go.",
            leaves=f"{self.name}.agency",
        )

    def _stock(self, name: str, starts: Number, says: str) -> Expression:
        return self.equations.stock(f"{self.name}.{name}", starts, says, "posts")

    def _held(self, name: str) -> Expression:
        return self.equations.held(f"{self.name}.{name}")

    def _quantity(self, name: str) -> Expression:
        return self.equations.declared(f"{self.name}.{name}")

    def _at_start(self, name: str, value: Number, says: str) -> Expression:
        return self.equations.at_start(f"{self.name}.{name}", value, says)

    def _reckon(self, name: str, value: Number, says: str) -> Expression:
        return self.equations.reckon(f"{self.name}.{name}", value, says)
