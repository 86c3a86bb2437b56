"""A local test of assurance as people fill it in, and its answers element by element."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from joinedup.leadership import Judgement


class AssuranceTest(models.Model):
    """A test of assurance: what is tested, how it was done, and who agreed it; fixed once agreed."""

    scope = models.CharField(max_length=300)
    structure = models.CharField(max_length=60, blank=True)
    weighs = models.JSONField(default=list)
    held_on = models.DateField(null=True)
    is_self_assessed = models.BooleanField(default=False)
    has_outside_director = models.BooleanField(default=False)
    has_interviews = models.BooleanField(default=False)
    peer_challenge = models.TextField(blank=True)
    peer_challenge_on = models.DateField(null=True)
    agreed_by = models.CharField(max_length=200, blank=True)
    agreed_on = models.DateField(null=True)
    to_scrutiny_on = models.DateField(null=True)
    next_review = models.DateField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-begun_at", "-pk")

    def __str__(self) -> str:
        return self.scope

    @property
    def is_agreed(self) -> bool:
        """Whether it was agreed, and so is fixed."""
        return self.agreed_on is not None


class AssuranceAnswer(models.Model):
    """What is said of one element; `version` counts its changes, so that nobody undoes another's."""

    test = models.ForeignKey(AssuranceTest, on_delete=models.CASCADE, related_name="answers")
    element = models.CharField(max_length=40)
    evidence = models.TextField(blank=True)
    finding = models.TextField(blank=True)
    judgement = models.CharField(
        max_length=30, blank=True, choices=[(one.value, one.says) for one in Judgement]
    )
    actions = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("test", "element"), name="one_answer_for_each_element"),
        )

    def __str__(self) -> str:
        return self.element
