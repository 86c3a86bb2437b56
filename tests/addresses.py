"""Addresses of every route, about something that is there where the tests know how to make it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.urls import get_resolver, reverse
from django.urls.converters import IntConverter
from django.urls.resolvers import RoutePattern

from joinedup.access.models import Account
from joinedup.register.models import Decision
from joinedup.web.jobs.models import Job

# Larger than any number the objects below have: a page about something that is not there says so.
_NOT_THERE = 987_654


def _decision(made_by: Account) -> int:
    places = {"directorates": ["children"], "patches": ["north"], "organisations": ["health-board"]}
    made = Decision.objects.create(
        title="A decision", owner_post="Head of SEND", directorate="children", made_by=made_by, **places
    )
    return int(made.pk)


# What to put into an address whose first part is this, so that its page is about something that is there.
# A section that adds objects of its own adds a line; without one its pages are asked for what is not there.
_OBJECTS: dict[str, Callable[[Account], int]] = {
    "decisions": _decision,
    "administration": lambda account: int(account.pk),
    "under-way": lambda account: int(
        Job.objects.create(kind="no such kind", title="Work", asked_by=account).pk
    ),
}


@cache
def patterns() -> dict[str, RoutePattern]:
    return {str(one.name): one.pattern for one in get_resolver().url_patterns}


def address(name: str, where: str, account: Account) -> str:
    """Return an address of a route, about something that is there where the tests know how to make it."""
    arguments: dict[str, Any] = {}
    make = _OBJECTS.get(where.split("/")[1])
    for argument, converter in patterns()[name].converters.items():
        if not isinstance(converter, IntConverter):
            arguments[argument] = "nothing-of-this-name"
        elif make is not None and not arguments:
            arguments[argument] = make(account)
        else:
            arguments[argument] = _NOT_THERE
    return reverse(name, kwargs=arguments)
