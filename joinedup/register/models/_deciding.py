"""The lawful route of a decision, its notices, what the route demands, and the record of deciding."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from joinedup.register.models._decisions import Decision, Option


class NoticeKind(models.TextChoices):
    """Which way of giving notice of a key decision."""

    KEY = "key", "Notice of a key decision"
    EXCEPTION = "general_exception", "General exception"
    URGENCY = "special_urgency", "Special urgency"


class CommentKind(models.TextChoices):
    """Whose comment a route demands."""

    SECTION_151 = "section_151", "Section 151 officer"
    MONITORING_OFFICER = "monitoring_officer", "Monitoring officer"


class Demand(models.TextChoices):
    """What a route can demand before a decision, that the monitoring officer may find is not needed here."""

    EQUALITY = "equality_analysis", "Equality analysis"
    PUBLIC = "public_consultation", "Public consultation"
    WORKFORCE = "workforce_consultation", "Workforce consultation"


class Outcome(models.TextChoices):
    """What was decided."""

    AGREED = "agreed", "Agreed"
    WITH_CHANGES = "agreed_with_changes", "Agreed with changes"
    REJECTED = "rejected", "Rejected"
    DEFERRED = "deferred", "Deferred"


class CallInOutcome(models.TextChoices):
    """What scrutiny made of a decision it called in."""

    OPEN = "", "Not heard yet"
    TAKES_EFFECT = "takes_effect", "The decision takes effect"
    REFERRED_BACK = "referred_back", "Referred back"


class LawfulRoute(models.Model):
    """Who takes a decision, by which paragraph of the constitution, and what that was worked out from.

    `worked_out` keeps what the delegations said where the monitoring officer changed it.
    """

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="lawful_route")
    subject = models.CharField(max_length=60)
    pounds = models.DecimalField(max_digits=14, decimal_places=2)
    wards = models.PositiveSmallIntegerField()
    patch = models.CharField(max_length=40, blank=True)
    asked_by_post = models.CharField(max_length=200, blank=True)
    planned_for = models.DateField(null=True)
    taker = models.CharField(max_length=20)
    who = models.CharField(max_length=200)
    clause = models.CharField(max_length=200)
    why = models.TextField()
    is_key = models.BooleanField()
    key_because = models.JSONField(default=list)
    passed_over = models.JSONField(default=list)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now=True)
    worked_out = models.JSONField(default=dict)
    change_reason = models.TextField(blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    confirmed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.who} ({self.clause})"


class Notice(models.Model):
    """A notice that a key decision is to be taken, or of the exception that stands in for it."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=NoticeKind.choices)
    published_on = models.DateField()
    where_published = models.CharField(max_length=300)
    planned_for = models.DateField()
    decision_maker = models.CharField(max_length=300)
    matter = models.TextField()
    documents = models.TextField(blank=True)
    because = models.TextField(blank=True)
    scrutiny_who = models.CharField(max_length=200, blank=True)
    scrutiny_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        """In the order of publication."""

        ordering = ("published_on", "id")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.published_on}"


class StatutoryComment(models.Model):
    """What the section 151 officer or the monitoring officer says of a decision."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="statutory_comments")
    kind = models.CharField(max_length=20, choices=CommentKind.choices)
    says = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """The last said counts."""

        ordering = ("id",)

    def __str__(self) -> str:
        return self.get_kind_display()


class Waiver(models.Model):
    """Why something that a route usually demands is not needed for this decision."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="waivers")
    demand = models.CharField(max_length=30, choices=Demand.choices)
    because = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """The last said counts."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.get_demand_display()} is not needed"


class ExemptItem(models.Model):
    """Part of a decision that is kept from the public, with the paragraph that allows it.

    `title` is public; `says` never leaves the people who advise on, publish or take the decision. One that
    was withdrawn stays on record for them alone, its title too: that may be what was wrong with it.
    """

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="exempt_items")
    paragraph = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    public_interest = models.TextField()
    says = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """In the order in which they were added."""

        ordering = ("id",)

    def __str__(self) -> str:
        return self.title


class Record(models.Model):
    """What was decided, by whom, why, and from when it may be carried out."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="records")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    option = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="+", null=True)
    changes = models.TextField(blank=True)
    reasons = models.TextField()
    conditions = models.TextField(blank=True)
    decided_on = models.DateField()
    taker = models.CharField(max_length=20)
    decided_by = models.CharField(max_length=300)
    clause = models.CharField(max_length=200)
    is_key = models.BooleanField()
    notice_kind = models.CharField(max_length=20, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    published_on = models.DateField(null=True)
    call_in_ends = models.DateField(null=True)
    urgent_because = models.TextField(blank=True)
    urgent_agreed_by = models.CharField(max_length=200, blank=True)
    reconsiders = models.OneToOneField("self", on_delete=models.PROTECT, related_name="again", null=True)

    class Meta:
        """Oldest first."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} on {self.decided_on}"


class RejectedOption(models.Model):
    """An option that was considered and rejected, and why."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="rejected")
    option = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()

    class Meta:
        """In the order of the options."""

        ordering = ("option_id",)

    def __str__(self) -> str:
        return str(self.option)


class Interest(models.Model):
    """An interest that somebody declared when a decision was taken, and what they did about it."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="interests")
    who = models.CharField(max_length=200)
    what = models.TextField()
    is_out_of_room = models.BooleanField()
    dispensation = models.TextField(blank=True)

    class Meta:
        """As they were declared."""

        ordering = ("id",)

    def __str__(self) -> str:
        return self.who


class CallIn(models.Model):
    """Scrutiny asking that a decision be looked at again before it takes effect."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="call_ins")
    called_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    supporters = models.TextField()
    reasons = models.TextField()
    outcome = models.CharField(max_length=20, choices=CallInOutcome.choices, blank=True)
    heard_on = models.DateField(null=True)
    advice = models.TextField(blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        """In the order in which they came."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"Call-in of {self.called_on}"


class ChangeLimit(models.Model):
    """How many changes a service says it can carry at once, in place of what its budget suggests."""

    service = models.CharField(max_length=60, unique=True)
    most = models.PositiveSmallIntegerField()
    because = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.service}: {self.most}"


class DigestChoice(models.Model):
    """How often somebody is sent what waits for them."""

    class Often(models.TextChoices):
        """How often."""

        DAILY = "daily", "Every day on which something waits"
        WEEKLY = "weekly", "Once a week"
        NEVER = "none", "Never"

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest")
    often = models.CharField(max_length=10, choices=Often.choices, default=Often.WEEKLY)
    sent_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.get_often_display()
