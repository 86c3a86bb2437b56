"""What is kept of carrying a decision out: milestones, pilots and what became of its savings."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from joinedup.register.models._decisions import Decision


class Milestone(models.Model):
    """A step of carrying a decision out."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=200)
    owner_post = models.CharField(max_length=200)
    starts = models.DateField()
    due = models.DateField()
    done_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """The next due first."""

        ordering = ("due", "id")

    def __str__(self) -> str:
        return self.title


class Pilot(models.Model):
    """A trial of a decision in one place, and the rule by which it is stopped.

    `figure` and `band` name the figure of the council it is checked against by itself; where they are empty a
    person reads the measure.
    """

    class Stops(models.TextChoices):
        """On which side of the threshold it is to be stopped."""

        ABOVE = "above", "at or above"
        BELOW = "below", "at or below"

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="pilots")
    title = models.CharField(max_length=200)
    where = models.CharField(max_length=200)
    measure = models.CharField(max_length=200)
    unit = models.CharField(max_length=60)
    figure = models.CharField(max_length=60, blank=True)
    band = models.CharField(max_length=60, blank=True)
    area = models.CharField(max_length=40, blank=True)
    stops = models.CharField(max_length=10, choices=Stops.choices)
    threshold = models.FloatField()
    starts = models.DateField()
    check_by = models.DateField()
    owner_post = models.CharField(max_length=200)
    ended_on = models.DateField(null=True)
    ended_because = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """The next to be checked first."""

        ordering = ("check_by", "id")

    def __str__(self) -> str:
        return self.title


class PilotReading(models.Model):
    """What a pilot's measure was on a day, and where that was read."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="readings")
    as_at = models.DateField()
    value = models.FloatField()
    source = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order of time."""

        ordering = ("as_at", "id")

    def __str__(self) -> str:
        return f"{self.value:g} on {self.as_at}"


class TrackerUpdate(models.Model):
    """How one saving of a decision stood on a day, as finance says; sums in pence, a saving is positive."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="tracker_updates")
    reference = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    directorate = models.CharField(max_length=200)
    service = models.CharField(max_length=200)
    pot = models.CharField(max_length=100)
    kind = models.CharField(max_length=20)
    status = models.CharField(max_length=20)
    financial_year = models.CharField(max_length=10)
    planned = models.BigIntegerField()
    delivered = models.BigIntegerField()
    forecast = models.BigIntegerField()
    as_at = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order of time; one row for a saving, year and day, as in the tracker."""

        ordering = ("as_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["reference", "service", "pot", "kind", "financial_year", "as_at"],
                name="one_tracker_row_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.reference} {self.financial_year}: {self.status}"
