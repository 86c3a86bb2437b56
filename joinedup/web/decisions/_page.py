"""The page of one decision: its timeline and all its parts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from joinedup.register.models import Decision, Stage
from joinedup.web.decisions._page_of import decision_of
from joinedup.web.decisions._panels import panels_of
from joinedup.web.decisions._people import person_of
from joinedup.web.shell import show

# The steps of a decision's life, and the stages in which each is the one under way.
STEPS: tuple[tuple[str, frozenset[str]], ...] = (
    ("Propose", frozenset({Stage.PROPOSED})),
    ("Test", frozenset({Stage.TESTED})),
    ("Collaborate", frozenset({Stage.COLLABORATING})),
    ("Decide", frozenset({Stage.READY})),
    ("Deliver", frozenset({Stage.DECIDED, Stage.DELIVERING})),
    ("Listen", frozenset({Stage.REVIEWED})),
)
TAG_COLOURS = {
    Stage.PROPOSED: "blue",
    Stage.TESTED: "turquoise",
    Stage.COLLABORATING: "yellow",
    Stage.READY: "purple",
    Stage.DECIDED: "green",
    Stage.DELIVERING: "green",
    Stage.REVIEWED: "grey",
    Stage.REJECTED: "red",
    Stage.WITHDRAWN: "grey",
}


def steps_of(decision: Decision) -> list[tuple[str, str]]:
    """Return the steps of a decision's life, each `done`, `now` or `ahead`."""
    now = next((at for at, (_, stages) in enumerate(STEPS) if decision.stage in stages), len(STEPS))
    if decision.stage in {Stage.REJECTED, Stage.WITHDRAWN}:
        return []
    return [
        (name, "done" if at < now else "now" if at == now else "ahead") for at, (name, _) in enumerate(STEPS)
    ]


def decision(request: HttpRequest, number: int) -> HttpResponse:
    """Show everything about one decision."""
    one = decision_of(person_of(request), number)
    return show(
        request,
        "decisions/decision.html",
        {
            "decision": one,
            "colour": TAG_COLOURS[Stage(one.stage)],
            "steps": steps_of(one),
            "panels": panels_of(request, one),
        },
    )
