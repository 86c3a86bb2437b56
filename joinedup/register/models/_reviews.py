"""What is kept of listening: what was predicted, what came, and what was learned."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from joinedup.register.models._decisions import Decision


class Review(models.Model):
    """A day on which what was predicted is held against what came."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="reviews")
    due = models.DateField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)
    held_on = models.DateField(null=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    learned = models.TextField(blank=True)
    should_change = models.JSONField(default=list)
    change_says = models.TextField(blank=True)
    must_know = models.TextField(blank=True)

    class Meta:
        """The next due first."""

        ordering = ("due", "id")

    def __str__(self) -> str:
        return f"Review of {self.due}"


class Prediction(models.Model):
    """What was predicted of one measure at a review, frozen when it was decided, and what came.

    `low` and `high` hold 80 of 100 futures tried. `test_digest` is the digest of the frozen test it was read
    in; empty where somebody estimated it themselves, who then says how in `basis`. `naive` is that nothing
    changes from what was last counted before the decision; it is empty where nobody had counted it.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="predictions")
    measure = models.CharField(max_length=100)
    says = models.CharField(max_length=200)
    unit = models.CharField(max_length=60)
    patch = models.CharField(max_length=40, blank=True)
    as_at = models.DateField()
    mean = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    test_digest = models.CharField(max_length=64, blank=True)
    basis = models.CharField(max_length=300)
    naive = models.FloatField(null=True)
    naive_says = models.CharField(max_length=300, blank=True)
    actual = models.FloatField(null=True)
    actual_as_at = models.DateField(null=True)
    actual_source = models.CharField(max_length=300, blank=True)
    actual_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        """As they were named."""

        ordering = ("id",)

    def __str__(self) -> str:
        return self.says
