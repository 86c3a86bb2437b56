"""What every page of the application has around it, and how a page is answered with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.folder import Council, read_council
from joinedup.reports import Page
from joinedup.web.charts import asked_with, chart_asked_for

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Route:
    """An address of the application, and the one thing a person must be allowed to reach it.

    Args:
        path: the address below the section's own, as Django writes it.
        view: what answers.
        name: how links name it; the same for every section.
        needs: what a person must be allowed.
    """

    path: str
    view: View
    name: str
    needs: Needs


@dataclass(frozen=True)
class Task:
    """Something that waits for a person.

    Args:
        says: what is to be done, as a line that starts with a verb.
        address: where it is done.
        why: who or what asks for it.
        due: the last day for it, where there is one.
    """

    says: str
    address: str
    why: str
    due: date | None = None


@dataclass(frozen=True)
class Panel:
    """One part of a page that several sections make together, such as the page of a decision.

    Args:
        title: its heading.
        template: what shows it; it begins at heading level 3.
        context: what the template reads, as `panel`.
        order: where it stands; the lowest first.
        anchor: its identifier on the page, for links to it.
    """

    title: str
    template: str
    context: dict[str, Any]
    order: int
    anchor: str


class Tell(Protocol):
    """Told by long work what is being done and the share of it done, 0 to 1."""

    def __call__(self, doing: str, share: float, /) -> None:
        """Tell."""


@dataclass(frozen=True)
class Done:
    """What long work came to.

    Args:
        says: what came of it, in a sentence or two.
        address: where it can be seen; "" where there is nothing to see.
    """

    says: str
    address: str = ""


@dataclass(frozen=True)
class JobKind:
    """A kind of long work that is done beside the pages, at low priority.

    Whatever it does must be safe to begin again from the start: work that was stopped is taken up anew.

    Args:
        name: its name in the records, `project`.
        title: what people call it, `Project the council`.
        run: does it, with the council, what it was asked for, and whom to tell how far it is.
        needs: what a person must be allowed to ask for it, to see it and to stop it.
    """

    name: str
    title: str
    run: Callable[[Council, dict[str, Any], Tell], Done]
    needs: Needs


@dataclass(frozen=True)
class Section:
    """A part of the application, declared once; a later part adds itself to `joinedup.web.sections` alone.

    Args:
        title: its name in the navigation.
        path: where it lies, `decisions/`; "" at the top.
        routes: its addresses; the first is where the navigation leads.
        needs: who sees it in the navigation.
        waiting: returns what waits for a person in it.
        is_in_navigation: whether the navigation shows it.
        jobs: the kinds of long work that its pages ask for.
    """

    title: str
    path: str
    routes: tuple[Route, ...]
    needs: Needs
    waiting: Callable[[Account, Council], Iterable[Task]] = field(default=lambda person, council: ())
    is_in_navigation: bool = True
    jobs: tuple[JobKind, ...] = ()


def person_of(request: HttpRequest) -> Account:
    """Return who is signed in.

    Raises:
        PermissionDenied: nobody is; the doors let nobody else through.
    """
    if not isinstance(request.user, Account):
        raise PermissionDenied
    return request.user


def council() -> Council:
    """Return the council this application serves, read again when its `council.toml` changes."""
    folder = Path(settings.COUNCIL_FOLDER)
    path = folder / "council.toml"
    return _council(folder, path.stat().st_mtime_ns if path.is_file() else 0)


@lru_cache(maxsize=2)
def _council(folder: Path, _changed: int) -> Council:
    return read_council(folder)


def show(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Answer with a template in the frame of the application, or with the file of a chart that it holds."""
    # A page that says what failed holds no chart, and must not fail for want of one.
    file = chart_asked_for(request, context or {}) if request.GET and status == HTTPStatus.OK else None
    if file is not None:
        return file
    with asked_with(request):
        return render(request, template, {**frame(request), **(context or {})}, status=status)


def show_page(request: HttpRequest, page: Page, context: dict[str, Any] | None = None) -> HttpResponse:
    """Answer with a page that is also a report: the same declaration and template, in our own frame."""
    return show(request, page.template, {"page": page, **(context or {})})


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame of every page reads.

    It needs no database and no council, so that a page that says what failed can be shown in it too.
    """
    account = getattr(request, "user", None)
    person = account if isinstance(account, Account) else None
    match = getattr(request, "resolver_match", None)
    return {
        "request": request,
        "person": person,
        "council": council(),
        "section": getattr(match, "namespace", "") or "",
        "navigation": getattr(request, "navigation", ()),
        "crumbs": (),
        "nonce": str(getattr(request, "csp_nonce", "")),
    }


def day(when: date | datetime | None) -> str:
    """Return a day as people write it: 3 April 2027."""
    return f"{when.day} {when:%B %Y}" if when else ""


def month_and_day(when: date) -> str:
    """Return a day without its year: 3 April."""
    return f"{when.day} {when:%B}"


def moment(when: datetime | None) -> str:
    """Return a moment as people write it: 3 April 2027 at 4:05pm, in the time of the council."""
    if when is None:
        return ""
    local = timezone.localtime(when)
    return f"{day(local)} at {local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"
