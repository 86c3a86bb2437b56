"""Consultations about a decision, and the analysis of what it means for equality."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from joinedup.register.models._decisions import Decision


def _person(**more: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **more)


class ConsultationKind(models.TextChoices):
    """Whom a consultation asks; the two are tracked apart."""

    PUBLIC = "public", "Public consultation"
    WORKFORCE = "workforce", "Workforce consultation"


class Consultation(models.Model):
    """One consultation: what was asked, of whom, when, what was heard and what changed because of it.

    `principles` holds, for each of the Gunning principles, how it is met; one without words is not met yet.
    """

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="consultations")
    kind = models.CharField(max_length=20, choices=ConsultationKind.choices)
    what = models.CharField(max_length=300)
    whom = models.TextField()
    begins = models.DateField()
    ends = models.DateField()
    responses = models.PositiveIntegerField(null=True)
    heard = models.TextField(blank=True)
    changed = models.TextField(blank=True)
    principles = models.JSONField(default=dict)
    made_by = _person()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order in which they begin."""

        ordering = ("begins", "id")

    def __str__(self) -> str:
        return self.what


class EqualityAnalysis(models.Model):
    """The analysis of what a decision means for people who share a protected characteristic.

    `spread` is the model's distribution as it was when the analysis was started, frozen; `digest` is its
    SHA-256. Both are empty where it was started without one.
    """

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="equality")
    spread = models.BinaryField(default=b"")
    digest = models.CharField(max_length=64, blank=True)
    run = models.CharField(max_length=80, blank=True)
    started_by = _person(null=True)
    started_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Equality analysis of {self.decision}"


class Effect(models.TextChoices):
    """Which way a decision falls on people who share a characteristic."""

    BETTER = "better", "Better off than others"
    WORSE = "worse", "Worse off than others"
    BOTH = "both", "Some better, some worse"
    NEITHER = "neither", "No difference"
    NOT_KNOWN = "not_known", "Not known"


class EqualityFinding(models.Model):
    """What people found for one characteristic on a day; a later finding takes its place on the page."""

    analysis = models.ForeignKey(EqualityAnalysis, on_delete=models.CASCADE, related_name="findings")
    characteristic = models.CharField(max_length=40)
    effect = models.CharField(max_length=20, choices=Effect.choices)
    evidence = models.TextField()
    mitigation = models.TextField(blank=True)
    by = _person()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.characteristic}: {self.get_effect_display()}"


class DueRegard(models.Model):
    """That a person had due regard to what the analysis says (Equality Act 2010, section 149).

    `seal` is the SHA-256 of the analysis as it was then: once a finding is changed, it no longer holds.
    """

    analysis = models.ForeignKey(EqualityAnalysis, on_delete=models.CASCADE, related_name="regards")
    says = models.TextField()
    by = _person()
    post = models.CharField(max_length=200, blank=True)
    seal = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"Due regard: {self.analysis.decision}"
