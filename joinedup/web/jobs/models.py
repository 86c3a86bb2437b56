"""Long work as it is kept: what was asked, how far it is, what came of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class State(models.TextChoices):
    """How far a piece of work is."""

    WAITING = "waiting", "Waiting"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"
    STOPPED = "stopped", "Stopped"


class Job(models.Model):
    """One piece of long work.

    `says` is what came of it, or what went wrong in words that a person can act on.
    """

    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    asked_for = models.JSONField(default=dict)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING, db_index=True)
    is_to_stop = models.BooleanField(default=False)
    doing = models.CharField(max_length=200, blank=True)
    share = models.FloatField(default=0.0)
    attempts = models.PositiveSmallIntegerField(default=0)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    says = models.TextField(blank=True)
    address = models.CharField(max_length=300, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.title} ({self.get_state_display().lower()})"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in {State.DONE, State.FAILED, State.STOPPED}

    @property
    def percent(self) -> int:
        """Share done in whole hundredths."""
        return int(self.share * 100)
