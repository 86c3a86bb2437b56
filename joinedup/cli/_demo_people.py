"""The people of the fictional county: who can sign in to the demonstration, and what is before them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from joinedup.cli._demo_accounts import PASSWORD, DemoAccount, make_demo_accounts
from joinedup.cli._django import prepare
from joinedup.cli._output import Tell, say
from joinedup.folder import Council

if TYPE_CHECKING:
    from joinedup.council import Projection, Ripple


def make_people(
    here: Council, ripples: Sequence[Ripple], nothing: Projection, tell: Tell
) -> tuple[DemoAccount, ...]:
    """Make accounts for the county's people, and put the first decisions before them.

    Args:
        here: the county.
        ripples: what has been tried in it.
        nothing: where it heads if nothing is decided.
        tell: told how far it is.
    """
    tell("making accounts and decisions", 0.0)
    prepare(here)
    from django.utils import timezone

    from joinedup.access.models import Account
    from joinedup.register.demo import begin_demo_decisions
    from joinedup.reports.compare import option_in_words

    people = make_demo_accounts(here)
    begin_demo_decisions(here, ripples, nothing, Account.objects.all(), option_in_words, timezone.localtime())
    tell("making accounts and decisions", 1.0)
    return people


def say_people(people: Sequence[DemoAccount]) -> None:
    """Say who can sign in, and with what."""
    longest = max(len(one.email) for one in people)
    listed = "\n".join(f"  {one.email:<{longest}}  {one.post}" for one in people)
    say(f"\nSign in as any of these; the password of all is: {PASSWORD}\n{listed}\n")
