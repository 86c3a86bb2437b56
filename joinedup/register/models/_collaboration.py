"""Who must be asked about a decision, what they answered, and what follows from it for whom."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from joinedup.register.models._decisions import Decision, FrozenTest


def _person(**more: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **more)


class Findings(models.Model):
    """What a frozen test says in short, worked out once from what was frozen.

    `seal` is the SHA-256 of these words and of the digest of the test, so that neither can be changed alone.
    `touches` holds identifiers: services, measures, patches and planning areas that the option moves.
    `written` holds the proposals that were tested, by identifier: the text of each file and its hash.
    """

    test = models.OneToOneField(FrozenTest, on_delete=models.CASCADE, related_name="findings")
    says = models.TextField()
    affected = models.JSONField(default=list)
    touches = models.JSONField(default=dict)
    written = models.JSONField(default=dict)
    draws = models.PositiveIntegerField(default=0)
    seal = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"What {self.test} says"


class Collaboration(models.Model):
    """The time in which a decision is answered: from when it was opened to when it was closed."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="collaboration")
    opened_at = models.DateTimeField()
    opened_by = _person()
    due = models.DateField()
    closed_at = models.DateTimeField(null=True)
    closed_by = _person(null=True)
    closed_because = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"Answers to {self.decision}"


class PartyKind(models.TextChoices):
    """What a party is."""

    DIRECTORATE = "directorate", "Directorate"
    PATCH = "patch", "Patch"
    ORGANISATION = "organisation", "Other council or organisation"
    PARTNER = "partner", "Partner"


class Party(models.Model):
    """Somebody who must be asked: listed by the model, by people, or both.

    `because` and `probability` are the model's reason and chance; `reason` is what a person gave who added
    it. One that is left out stays on record with why.
    """

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="parties")
    kind = models.CharField(max_length=20, choices=PartyKind.choices)
    identifier = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    because = models.TextField(blank=True)
    probability = models.FloatField(null=True)
    reason = models.TextField(blank=True)
    added_by = _person(null=True)
    due = models.DateField(null=True)
    left_out_because = models.TextField(blank=True)
    left_out_by = _person(null=True)

    class Meta:
        """In the order in which they were listed; nobody twice."""

        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("decision", "kind", "identifier"), name="party_once_a_decision"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def directorates(self) -> list[str]:
        """The directorate it is; whom object-level rules let answer for it."""
        return [self.identifier] if self.kind == PartyKind.DIRECTORATE else []

    @property
    def patches(self) -> list[str]:
        """The patch it is."""
        return [self.identifier] if self.kind == PartyKind.PATCH else []

    @property
    def organisations(self) -> list[str]:
        """The organisation or partner it is."""
        return [self.identifier] if self.kind in {PartyKind.ORGANISATION, PartyKind.PARTNER} else []


class Position(models.TextChoices):
    """What a party answers."""

    SUPPORT = "support", "Support"
    MITIGATE = "mitigate", "Go ahead only with changes"
    OBJECT = "object", "Object"
    HELP = "help", "Ask for help"


class Answer(models.Model):
    """What a party answered on a day; a later answer takes its place and leaves it on record.

    `test` is what the proposed option's test said when they answered.
    """

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="answers")
    position = models.CharField(max_length=20, choices=Position.choices)
    reasons = models.TextField()
    asks_for = models.TextField(blank=True)
    on = models.DateField()
    by = _person()
    post = models.CharField(max_length=200, blank=True)
    test = models.ForeignKey(FrozenTest, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.party}: {self.get_position_display()}"


class Message(models.Model):
    """Something that the people of a place must be told about a decision.

    It is meant for everybody who may answer for `directorate`, `patch` or `organisation`; where all three are
    empty, for the owner of the decision.
    """

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="messages")
    directorate = models.CharField(max_length=40, blank=True)
    patch = models.CharField(max_length=40, blank=True)
    organisation = models.CharField(max_length=60, blank=True)
    says = models.CharField(max_length=300)
    due = models.DateField(null=True)
    made_by = _person(null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order in which they were made."""

        ordering = ("id",)

    def __str__(self) -> str:
        return self.says


class SeenRelated(models.Model):
    """That the owner of a decision has seen that another one touches the same things."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="seen_related")
    other = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="+")
    by = _person()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Once is enough."""

        constraints = (models.UniqueConstraint(fields=("decision", "other"), name="related_seen_once"),)

    def __str__(self) -> str:
        return f"{self.decision.reference} has seen {self.other.reference}"
