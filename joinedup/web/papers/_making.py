"""Making a paper: long enough to be done beside the pages."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.folder import Council
from joinedup.register.models import Decision
from joinedup.register.papers import keep_making
from joinedup.reports.papers import PaperKind, paper_of
from joinedup.store import frozen
from joinedup.web.papers._record import facts_of
from joinedup.web.shell import Done, JobKind, Tell


def make_paper(council: Council, asked_for: dict[str, Any], tell: Tell) -> Done:
    """Make one paper of a decision from its record and its frozen tests."""
    decision = Decision.objects.get(pk=asked_for["decision"])
    kind, who = PaperKind(asked_for["paper"]), Account.objects.get(pk=asked_for["asked_by"])
    tell("reading the decision and its tests", 0.1)
    facts = facts_of(decision, council)
    tell("writing the paper", 0.4)
    paper = paper_of(kind, facts, council, timezone.localdate())
    tell("keeping the paper", 0.9)
    tests = [one.digest for one in facts.tests]
    keep_making(decision, kind.value, frozen(paper), tests, who, kind.says)
    return Done(
        f"{kind.says} of {decision.reference} made from the register and {len(tests)} frozen tests. "
        "What people wrote in it stands.",
        reverse("paper", args=[decision.pk, kind.value]),
    )


MAKE_PAPER = JobKind("make_paper", "Make a paper", make_paper, Needs.SEE_DECISIONS)
