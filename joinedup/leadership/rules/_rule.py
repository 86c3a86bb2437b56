"""What an accountability rule is, and what comes of checking one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from joinedup.leadership._records import Reasons
from joinedup.leadership._structure import Structure


class Force(StrEnum):
    """How far a clause binds."""

    LAW = "law"
    MUST = "must"
    MUST_NOT = "must not"
    SHOULD = "should"
    MAY = "may"
    PRACTICE = "practice"

    @property
    def says(self) -> str:
        """What the word means, for people who meet it on a page."""
        return {
            Force.LAW: "must: an Act of Parliament",
            Force.MUST: "must: statutory guidance, to which the council has regard",
            Force.MUST_NOT: "must not: statutory guidance, to which the council has regard",
            Force.SHOULD: "should: guidance",
            Force.MAY: "may: allowed, after agreement and assurance",
            Force.PRACTICE: "practice: nobody requires it",
        }[self]

    @property
    def todo(self) -> str:
        """What a finding asks the council to do."""
        if self is Force.LAW:
            return "The law requires this: put it right, and ask the monitoring officer's advice."
        if self is Force.PRACTICE:
            return "Weigh whether to change it, and record why if not."
        return "Departs from guidance: record reasons and assurance."


class Outcome(StrEnum):
    """What came of checking a rule."""

    KEPT = "kept"
    ALLOWED = "allowed and assured"
    DEPARTS = "finding"
    NOT_IN_USE = "does not arise"
    NOT_RUN = "could not be checked"


@dataclass(frozen=True)
class Found:
    """One way in which a structure departs from a rule: what it is about, and what was found."""

    about: str
    says: str


@dataclass(frozen=True)
class Verdict:
    """What a rule says of a structure.

    Args:
        says: what was looked at and how it stands, in a sentence or two.
        found: departures; none where there is nothing to find.
        is_in_use: whether the arrangement that the rule speaks of is in use at all.
    """

    says: str
    found: tuple[Found, ...] = ()
    is_in_use: bool = True


class CannotRun(Exception):
    """Raised by a rule that lacks what it reads; the text says what is missing and what to fill in."""


@dataclass(frozen=True)
class AccountabilityRule:
    """A rule of accountability, one for each clause.

    Args:
        code: short name.
        clause: the clause, in a sentence.
        force: how far it binds.
        read_in: where it was read.
        is_recalled: whether it is from memory and nobody has checked the clause.
        needs: tables that must be filled in for the rule to be checked.
        check: looks at a structure.
    """

    code: str
    clause: str
    force: Force
    read_in: str
    is_recalled: bool
    needs: tuple[str, ...]
    check: Callable[[Structure], Verdict]


@dataclass(frozen=True)
class Finding:
    """A departure from a rule.

    Args:
        rule: the rule.
        about: what it is about: a post, portfolio, patch or measure.
        says: what was found.
        reasons: the reasons recorded last for it; None where none are.
    """

    rule: AccountabilityRule
    about: str
    says: str
    reasons: Reasons | None

    @property
    def key(self) -> tuple[str, str]:
        """What tells this finding from others: its rule and what it is about."""
        return self.rule.code, self.about

    @property
    def todo(self) -> str:
        """What the council is asked to do about it."""
        return self.rule.force.todo


@dataclass(frozen=True)
class Checked:
    """A rule and what came of checking it.

    Args:
        rule: the rule.
        outcome: what came of it.
        says: how it stands, or why it could not be checked.
        findings: departures.
    """

    rule: AccountabilityRule
    outcome: Outcome
    says: str
    findings: tuple[Finding, ...]


def check_rule(rule: AccountabilityRule, structure: Structure) -> Checked:
    """Check one rule; a rule that lacks what it reads says why it could not be checked."""
    missing = [one for one in rule.needs if one not in structure.held]
    if missing:
        why = f"{_files(missing)} not filled in below leadership/, so this cannot be checked."
        return Checked(rule, Outcome.NOT_RUN, why, ())
    try:
        verdict = rule.check(structure)
    except CannotRun as error:
        return Checked(rule, Outcome.NOT_RUN, str(error), ())
    findings = tuple(
        Finding(rule, one.about, one.says, _reasons(structure, rule.code, one.about)) for one in verdict.found
    )
    return Checked(rule, _outcome(rule, verdict), verdict.says, findings)


def _outcome(rule: AccountabilityRule, verdict: Verdict) -> Outcome:
    if verdict.found:
        return Outcome.DEPARTS
    if not verdict.is_in_use:
        return Outcome.NOT_IN_USE
    return Outcome.ALLOWED if rule.force is Force.MAY else Outcome.KEPT


def _files(tables: list[str]) -> str:
    names = " and ".join(one.replace("_", " ") for one in tables)
    return f"{names[:1].upper()}{names[1:]} {'is' if len(tables) == 1 and not names.endswith('s') else 'are'}"


def _reasons(structure: Structure, rule: str, about: str) -> Reasons | None:
    mine = [one for one in structure.reasons if one.rule == rule and one.about in ("", about)]
    return max(mine, key=lambda one: one.recorded_on, default=None)
