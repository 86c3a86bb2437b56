"""What waits for a person in Leadership."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.errors import InputRefused
from joinedup.folder import Council
from joinedup.leadership import ELEMENTS, Structure, assurance_due, n_answered, slug_of
from joinedup.leadership.rules import Force, findings_of
from joinedup.register.assurance import assessment_of
from joinedup.register.models import AssuranceTest
from joinedup.web.leadership._held import structure_now
from joinedup.web.shell import Task


def waiting(person: Account, council: Council) -> Iterator[Task]:
    """Yield what waits for a person: assurance, findings without reasons, and steps of their own post."""
    try:
        structure = structure_now()
    except InputRefused:
        if person.may(Needs.EDIT_LEADERSHIP):
            yield Task(
                "Correct the files of leadership",
                reverse("leadership"),
                "They have faults and cannot be read.",
            )
        return
    if person.may(Needs.ASSURE):
        yield from _assurance(structure)
    if person.may(Needs.EDIT_LEADERSHIP):
        yield from _reasons(structure)
    yield from _steps(structure, {one.post for one in person.held() if one.post})


def _assurance(structure: Structure) -> Iterator[Task]:
    under_way = list(AssuranceTest.objects.filter(agreed_on__isnull=True).prefetch_related("answers"))
    for one in under_way:
        done = n_answered(assessment_of(one))
        why = f"{done} of {len(ELEMENTS)} elements are answered."
        yield Task("Finish the test of assurance", reverse("assurance_test", args=[one.pk]), why)
    due = assurance_due(structure)
    if due.is_due and not under_way:
        why = (
            "None has been held and agreed." if due.last is None else "Leadership changed since the last one."
        )
        if due.is_past_review:
            why = "The day set for its review has passed."
        yield Task("Hold a test of assurance", reverse("assurance_tests"), why)


def _reasons(structure: Structure) -> Iterator[Task]:
    for one in findings_of(structure):
        # A review that is due is answered by a test, not by reasons.
        if one.reasons is None and one.rule.code != "review-due" and one.rule.force is not Force.PRACTICE:
            address = reverse("record_reasons", args=[one.rule.code, slug_of(one.about)])
            yield Task("Record reasons for departing from guidance", address, one.says)


def _steps(structure: Structure, posts: set[str]) -> Iterator[Task]:
    for one in structure.contributions:
        if one.post in posts and one.done is None and one.due is not None and one.due <= structure.on:
            address = reverse("priority", args=[one.priority])
            yield Task(f"Deliver: {one.step}", address, f"{one.service} for priority {one.priority}", one.due)
