"""The digest: what waits for one person and what changed in the decisions they answer for, as one message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.mail import EmailMessage
from django.utils import timezone

from joinedup.access import audit
from joinedup.access.models import Account
from joinedup.register._days import in_words
from joinedup.register._seeing import may_see
from joinedup.register.models import Decision, DigestChoice, Event

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)
# A message that goes out at about the same time each day must not slip a day because one ran a minute late.
_SLACK = timedelta(hours=2)
_MOST = 40


@dataclass(frozen=True)
class Waiting:
    """Something that waits for a person: what, why, by when, and the address."""

    says: str
    why: str
    due: date | None
    address: str


@dataclass(frozen=True)
class Changed:
    """What happened to a decision since the last digest: what, when, and the address of its page."""

    reference: str
    title: str
    what: str
    at: datetime
    address: str


def is_due(choice: DigestChoice, now: datetime) -> bool:
    """Return whether somebody is to be sent a digest now."""
    if choice.often == DigestChoice.Often.NEVER:
        return False
    wait = _DAY if choice.often == DigestChoice.Often.DAILY else _WEEK
    return choice.sent_at is None or now - choice.sent_at >= wait - _SLACK


def choice_of(account: Account) -> DigestChoice:
    """Return how often somebody wants a digest: weekly until they say otherwise."""
    return DigestChoice.objects.get_or_create(account=account)[0]


def changed_for(account: Account, since: datetime, addresses: dict[int, str]) -> list[Changed]:
    """Return what others did to the decisions that somebody brought or answers for, the latest first.

    Details of an event are left out: they may hold what an e-mail should not.

    Args:
        account: the person.
        since: from when.
        addresses: the page of each decision, by number.
    """
    mine = {
        one.pk
        for one in Decision.objects.prefetch_related("parties")
        if may_see(account, one) and _answers_for(account, one)
    }
    events = Event.objects.filter(decision__in=mine, at__gt=since).exclude(who=account)
    latest = events.select_related("decision").order_by("-id")[:_MOST]
    return [
        Changed(
            one.decision.reference, one.decision.title, one.what, one.at, addresses.get(one.decision_id, "")
        )
        for one in latest
    ]


def _answers_for(account: Account, decision: Decision) -> bool:
    if decision.made_by_id == account.pk:
        return True
    placed = [one for one in account.held() if one.directorate or one.patch or one.organisation or one.post]
    return any(
        (one.post and one.post == decision.owner_post)
        or (
            (one.directorate or one.patch or one.organisation)
            and one.covers(decision.directorates, decision.patches, decision.organisations)
        )
        for one in placed
    )


def words_of(
    council: str, name: str, on: date, waiting: Sequence[Waiting], changed: Sequence[Changed], settings: str
) -> str:
    """Return a digest as plain text.

    Args:
        council: name of the council.
        name: whom it is for.
        on: the day.
        waiting: what waits for them, the most urgent first.
        changed: what changed.
        settings: where they choose how often it comes.
    """
    lines = [f"{name},", ""]
    if waiting:
        lines += [f"{_counted(len(waiting), 'thing needs', 'things need')} you at {council}:", ""]
        for one in waiting:
            due = ""
            if one.due is not None:
                due = f" – {'OVERDUE since' if one.due < on else 'by'} {in_words(one.due)}"
            lines += [f"* {one.says}{due}", f"  {one.why}", f"  {one.address}", ""]
    if changed:
        lines += ["What changed in decisions you answer for:", ""]
        for each in changed:
            lines += [
                f"* {each.reference} {each.title}: {each.what} ({in_words(timezone.localdate(each.at))})"
            ]
            lines += [f"  {each.address}"] if each.address else []
        lines.append("")
    lines += [
        "You choose how often this comes, or that it stops, on this page:",
        f"{settings}",
        "",
        f"{council}, sent by JoinedUp. Sign in to see more; this message holds no figures about people.",
    ]
    return "\n".join(lines)


def send(account: Account, subject: str, words: str, now: datetime) -> None:
    """Send a digest and remember that it was sent.

    It is remembered only once the message has been handed over: one that fails is sent the next time.
    """
    EmailMessage(subject, words, to=[account.email]).send(fail_silently=False)
    choice = choice_of(account)
    choice.sent_at = now
    choice.save(update_fields=["sent_at"])
    audit.record(None, "sent a digest", account=account.pk)


def since_of(choice: DigestChoice, now: datetime) -> datetime:
    """Return from when changes are told: since the last digest, at most a week ago."""
    earliest = now - _WEEK - _DAY
    return max(choice.sent_at, earliest) if choice.sent_at else now - _WEEK


def choose(account: Account, often: str) -> None:
    """Keep how often somebody wants a digest."""
    choice = choice_of(account)
    choice.often = DigestChoice.Often(often)
    choice.save(update_fields=["often"])
    audit.record(account, "chose how often the digest comes", often=often)


def people_due(now: datetime | None = None) -> Iterable[Account]:
    """Return everybody who may sign in and is due a digest."""
    when = now or timezone.now()
    for account in Account.objects.filter(is_active=True).order_by("id"):
        if is_due(choice_of(account), when):
            yield account


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
