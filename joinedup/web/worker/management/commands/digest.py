"""`python -m django digest`: send everybody who is due one what waits for them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse
from django.utils import timezone

from joinedup.access.models import Account
from joinedup.register.deciding import (
    Changed,
    Waiting,
    changed_for,
    choice_of,
    people_due,
    send,
    since_of,
    words_of,
)
from joinedup.register.models import Decision
from joinedup.web.sections import SECTIONS
from joinedup.web.shell import council


class Command(BaseCommand):
    """Send the digest to everybody who is due one."""

    help = "Send everybody who is due one an e-mail of what waits for them."

    def add_arguments(self, parser: CommandParser) -> None:
        """Say what it takes."""
        parser.add_argument("--dry-run", action="store_true", help="Show each message; send none.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run."""
        now = timezone.now()
        n_sent, n_failed = 0, 0
        addresses = {one: _address(reverse("decision", args=[one])) for one in _numbers()}
        for person in list(people_due(now)):
            waiting, changed = _content(person, now, addresses)
            if not waiting and not changed:
                continue
            subject = _subject(len(waiting))
            words = _words(person, now, waiting, changed)
            if options["dry_run"]:
                self.stdout.write(f"To: {person.email}\nSubject: {subject}\n\n{words}\n{'-' * 72}")
            elif not self._was_sent(person, subject, words, now):
                n_failed += 1
                continue
            n_sent += 1
        done = "would be sent" if options["dry_run"] else "sent"
        failed = f", {n_failed} could not be sent and will be tried again" if n_failed else ""
        self.stdout.write(f"{n_sent} {done}{failed}.")

    def _was_sent(self, person: Account, subject: str, words: str, now: datetime) -> bool:
        try:
            send(person, subject, words, now)
        except OSError as error:
            # smtplib's failures are OSErrors; the address is known to the audit, not to the log.
            self.stderr.write(f"A digest could not be sent: {type(error).__name__}.")
            return False
        return True


def _content(
    person: Account, now: datetime, addresses: dict[int, str]
) -> tuple[list[Waiting], list[Changed]]:
    here = council()
    tasks = [
        task for section in SECTIONS if person.may(section.needs) for task in section.waiting(person, here)
    ]
    waiting = [
        Waiting(one.says, one.why, one.due, _address(one.address)) for one in sorted(tasks, key=_soonest)
    ]
    return waiting, changed_for(person, since_of(choice_of(person), now), addresses)


def _subject(waiting: int) -> str:
    if not waiting:
        return f"{council().name}: what changed in your decisions"
    return f"{council().name}: {waiting} {'thing waits' if waiting == 1 else 'things wait'} for you"


def _soonest(task: Any) -> tuple[bool, Any, str]:
    return task.due is None, task.due, task.says


def _words(person: Account, now: datetime, waiting: list[Waiting], changed: list[Changed]) -> str:
    on = timezone.localtime(now).date()
    return words_of(council().name, person.name, on, waiting, changed, _address(reverse("digest")))


def _numbers() -> list[int]:
    return list(Decision.objects.values_list("pk", flat=True))


def _address(path: str) -> str:
    base = settings.ADDRESS
    return f"{base.scheme}://{base.netloc}{path}" if base.netloc else path
