"""A decision, its options, what a test of them said, and everything that happened to it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


class Stage(models.TextChoices):
    """How far a decision has come."""

    PROPOSED = "proposed", "Proposed"
    TESTED = "tested", "Tested"
    COLLABORATING = "collaborating", "Being answered"
    READY = "ready", "Ready to decide"
    DECIDED = "decided", "Decided"
    DELIVERING = "delivering", "Being delivered"
    REVIEWED = "reviewed", "Reviewed"
    REJECTED = "rejected", "Rejected"
    WITHDRAWN = "withdrawn", "Withdrawn"


class OptionKind(models.TextChoices):
    """What an option is to its decision."""

    PROPOSED = "proposed", "What is proposed"
    ALTERNATIVE = "alternative", "An alternative"
    NOTHING = "nothing", "Do nothing"


class Decision(models.Model):
    """Something to be decided, from proposal to review.

    `directorates`, `patches`, `organisations`, `services` and `measures` hold identifiers; the first three
    say whom object-level rules let act on it.
    """

    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.PROPOSED)
    owner_post = models.CharField(max_length=200)
    directorate = models.CharField(max_length=40)
    directorates = models.JSONField(default=list)
    patches = models.JSONField(default=list)
    organisations = models.JSONField(default=list)
    services = models.JSONField(default=list)
    measures = models.JSONField(default=list)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        """In the order in which they were made, newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reference(self) -> str:
        """How people refer to it."""
        return f"D{self.pk:04d}"

    def tell(self, who: Any, what: str, detail: str = "") -> Event:
        """Put something on the timeline.

        Args:
            who: the account that did it; None for the system.
            what: what happened, as one sentence without its full stop.
            detail: more, where there is more to say.
        """
        return self.events.create(who=who, what=what, detail=detail)


class Option(models.Model):
    """One way of deciding: proposals taken together, or doing nothing."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="options")
    kind = models.CharField(max_length=20, choices=OptionKind.choices)
    title = models.CharField(max_length=200)
    says = models.TextField(blank=True)
    proposals = models.JSONField(default=list)

    class Meta:
        """What is proposed first, doing nothing last."""

        ordering = ("id",)

    def __str__(self) -> str:
        return self.title


class FrozenTest(models.Model):
    """What the model said of an option on a day, kept word for word.

    `content` is the ripple and the proposals as gzipped JSON; `digest` is its SHA-256, so that anybody can
    see it was not changed.
    """

    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="tests")
    digest = models.CharField(max_length=64)
    run = models.CharField(max_length=80)
    content = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        """Newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.option}: {self.run}"


class Event(models.Model):
    """One line of a decision's timeline."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="events")
    at = models.DateTimeField(auto_now_add=True)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    what = models.CharField(max_length=300)
    detail = models.TextField(blank=True)

    class Meta:
        """In the order in which it happened."""

        ordering = ("id",)

    def __str__(self) -> str:
        return self.what
