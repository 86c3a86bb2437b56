"""Today: what needs the person who looks."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.web.shell import Route, Section, Task, council, show


def today_section(sections: tuple[Section, ...]) -> Section:
    """Return the section that gathers what waits for a person in all others.

    Args:
        sections: the others.
    """

    def today(request: HttpRequest) -> HttpResponse:
        person = request.user
        assert isinstance(person, Account)
        here = council()
        found = [task for one in sections if person.may(one.needs) for task in one.waiting(person, here)]
        on = timezone.localdate()
        return show(request, "today/today.html", {"tasks": sorted(found, key=_soonest), "on": on})

    return Section("Today", "", (Route("", today, "today", Needs.SIGNED_IN),), Needs.SIGNED_IN)


def _soonest(task: Task) -> tuple[date, str]:
    return task.due or date.max, task.says


__all__ = ["today_section"]
