"""Accountability rules: one for each clause, each with how far it binds and where it was read."""

from joinedup.leadership._structure import Structure
from joinedup.leadership.rules import _appointments, _assurance, _lines, _responsibilities, _working
from joinedup.leadership.rules._lines import broken
from joinedup.leadership.rules._rule import (
    AccountabilityRule,
    Checked,
    Finding,
    Force,
    Outcome,
    check_rule,
)
from joinedup.leadership.rules._working import can_act

RULES: tuple[AccountabilityRule, ...] = (
    *_appointments.RULES,
    *_lines.RULES,
    *_responsibilities.RULES,
    *_working.RULES,
    *_assurance.RULES,
)


def check_all(structure: Structure) -> tuple[Checked, ...]:
    """Check every rule against a structure, in the order of the rules; none is left out."""
    return tuple(check_rule(rule, structure) for rule in RULES)


def findings_of(structure: Structure) -> tuple[Finding, ...]:
    """Return every finding about a structure."""
    return tuple(finding for checked in check_all(structure) for finding in checked.findings)


__all__ = [
    "RULES",
    "AccountabilityRule",
    "Checked",
    "Finding",
    "Force",
    "Outcome",
    "broken",
    "can_act",
    "check_all",
    "check_rule",
    "findings_of",
]
