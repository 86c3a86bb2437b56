"""The people of the fictional county: who can sign in to the demonstration, and what is before them."""

from __future__ import annotations

from collections.abc import Sequence

from joinedup.cli._demo_accounts import PASSWORD, DemoAccount, make_demo_accounts
from joinedup.cli._django import prepare
from joinedup.cli._output import Tell, say
from joinedup.folder import Council


def make_people(here: Council, tell: Tell) -> tuple[DemoAccount, ...]:
    """Make accounts for the county's people.

    Args:
        here: the county.
        tell: told how far it is.
    """
    tell("making accounts", 0.0)
    prepare(here)
    people = make_demo_accounts(here)
    tell("making accounts", 1.0)
    return people


def say_people(people: Sequence[DemoAccount]) -> None:
    """Say who can sign in, and with what."""
    longest = max(len(one.email) for one in people)
    listed = "\n".join(f"  {one.email:<{longest}}  {one.post}" for one in people)
    say(f"\nSign in as any of these; the password of all is: {PASSWORD}\n{listed}\n")
