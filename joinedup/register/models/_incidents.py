"""What is kept of an incident: who must be told and was, what is known by department, the next steps.

Nothing here names a child: the case system does, and `case_reference` leads to it.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


def _person(**more: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **more)


class Incident(models.Model):
    """Something serious that happened; `directorates`, `patches` and `organisations` say whose it is."""

    kind = models.CharField(max_length=40)
    aware_at = models.DateTimeField()
    patch = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=200, blank=True)
    directorate = models.CharField(max_length=40)
    case_reference = models.CharField(max_length=60, blank=True)
    directorates = models.JSONField(default=list)
    patches = models.JSONField(default=list)
    organisations = models.JSONField(default=list)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = _person()
    closed_at = models.DateTimeField(null=True)
    closed_because = models.TextField(blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """How people refer to it."""
        return f"I{self.pk:04d}"


class IncidentNotice(models.Model):
    """Somebody who must be told, by when and by which law.

    `told_at` is when they were; a notice that is not needed here says why instead.
    """

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=40, blank=True)
    who = models.CharField(max_length=200)
    law = models.CharField(max_length=200, blank=True)
    when = models.CharField(max_length=200, blank=True)
    is_recalled = models.BooleanField(default=False)
    limit = models.CharField(max_length=60)
    due = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    told_by = models.CharField(max_length=200, blank=True)
    told_how = models.CharField(max_length=200, blank=True)
    not_needed_because = models.TextField(blank=True)
    recorded_by = _person(null=True)
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        """In the order in which they are due."""

        ordering = ("due", "id")

    def __str__(self) -> str:
        return self.who

    @property
    def is_open(self) -> bool:
        """Whether they still have to be told."""
        return self.told_at is None and not self.not_needed_because


class IncidentSetBack(models.Model):
    """That what became of telling somebody was recorded by mistake, and why; what was recorded is open again.

    `whom` names them; `was` and the four after it say what had been recorded; `with_it` names those whose
    clock went with it, because it had started only then. `notice` is the one that is open again; None once
    that went too.
    """

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="set_backs")
    notice = models.ForeignKey(IncidentNotice, on_delete=models.SET_NULL, related_name="set_backs", null=True)
    whom = models.CharField(max_length=200)
    was = models.CharField(max_length=20)
    told_at = models.DateTimeField(null=True)
    told_by = models.CharField(max_length=200, blank=True)
    told_how = models.CharField(max_length=200, blank=True)
    not_needed_because = models.TextField(blank=True)
    recorded_at = models.DateTimeField(null=True)
    because = models.TextField()
    with_it = models.JSONField(default=list)
    at = models.DateTimeField()
    by = _person()

    class Meta:
        """In the order in which it happened."""

        ordering = ("id",)

    def __str__(self) -> str:
        return self.whom


class IncidentFact(models.Model):
    """Something that a department knows; never changed: what was wrong is put right by a later one."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="facts")
    directorate = models.CharField(max_length=40)
    says = models.TextField()
    known_at = models.DateTimeField()
    source = models.CharField(max_length=200)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, related_name="corrected_by", null=True)
    by = _person()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order in which they became known."""

        ordering = ("known_at", "id")

    def __str__(self) -> str:
        return f"Fact {self.pk}"


class IncidentStep(models.Model):
    """What is done next, by whom and by when."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=300)
    owner_post = models.CharField(max_length=200)
    due = models.DateField()
    done_at = models.DateTimeField(null=True)
    by = _person()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """The next due first."""

        ordering = ("due", "id")

    def __str__(self) -> str:
        return self.what


class IncidentReader(models.Model):
    """Somebody named on an incident: they may read it and add what their department knows."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="readers")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="incidents")
    by = _person()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Once is enough."""

        constraints = (models.UniqueConstraint(fields=("incident", "account"), name="named_once"),)

    def __str__(self) -> str:
        return str(self.account)


class IncidentBrief(models.Model):
    """A brief as it was sent: its words and their digest, which the audit holds too."""

    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="briefs")
    number = models.PositiveIntegerField()
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)
    by = _person()

    class Meta:
        """Newest first."""

        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("incident", "number"), name="brief_number_once"),)

    def __str__(self) -> str:
        return f"{self.incident} brief {self.number}"
