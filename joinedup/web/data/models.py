"""What is kept of rows that were sent back to be corrected: which, to whom and by when."""

from __future__ import annotations

from dataclasses import asdict

from django.conf import settings
from django.db import models

from joinedup.loading import ToCorrect


class SentBack(models.Model):
    """Rows that somebody was asked to correct at source.

    It holds where the rows are and what is wrong with them, never what they say.
    """

    load = models.PositiveIntegerField()
    items = models.JSONField()
    sent_to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)
    due = models.DateField()
    note = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_because = models.TextField(blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"Rows of load {self.load} sent back to {self.sent_to}"

    @property
    def wrong(self) -> tuple[ToCorrect, ...]:
        """The rows."""
        return tuple(ToCorrect(**(one | {"rows": tuple(one["rows"])})) for one in self.items)

    @wrong.setter
    def wrong(self, rows: tuple[ToCorrect, ...]) -> None:
        self.items = [asdict(one) | {"rows": list(one.rows)} for one in rows]
