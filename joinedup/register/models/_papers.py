"""Papers about decisions: each time one was made from the record, and every word that people put in."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from joinedup.register.models._decisions import Decision


class DecisionPaper(models.Model):
    """One paper about a decision: an officer report, a cabinet paper, a record, a summary."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=40)

    class Meta:
        """One of each kind."""

        constraints = (models.UniqueConstraint(fields=("decision", "kind"), name="paper_once_a_kind"),)

    def __str__(self) -> str:
        return f"{self.decision.reference}: {self.kind}"


class PaperMaking(models.Model):
    """A paper as it was made on a day, kept word for word.

    `content` is the paper as gzipped JSON and `digest` its SHA-256; `tests` are the digests of the frozen
    tests that its numbers come from.
    """

    paper = models.ForeignKey(DecisionPaper, on_delete=models.CASCADE, related_name="makings")
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    tests = models.JSONField(default=list)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.paper}, {self.digest[:12]}"


class PaperAct(models.TextChoices):
    """What somebody did to the words of a section."""

    EDITED = "edited", "Wrote"
    KEPT = "kept", "Kept these words when the model’s words changed"
    TOOK = "took", "Went back to the model’s words"


class PaperEdit(models.Model):
    """What somebody did to a section; nothing is ever changed or taken away, the last one counts.

    `words` are theirs, in the text that people edit; `based_on` are the model's words at that time. `exempt`
    says why the section may not be published.
    """

    paper = models.ForeignKey(DecisionPaper, on_delete=models.CASCADE, related_name="edits")
    section = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    act = models.CharField(max_length=10, choices=PaperAct.choices)
    words = models.TextField(blank=True)
    based_on = models.TextField(blank=True)
    exempt = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """In the order in which they were made."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.title}"
