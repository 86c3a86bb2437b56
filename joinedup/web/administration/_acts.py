"""What can be done with an account: each act asks first, says what it does, and is in the audit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from axes.utils import reset
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from joinedup.access.accounts import LINK_LASTS, activate, deactivate, make_link
from joinedup.access.audit import record
from joinedup.access.codes import turn_off
from joinedup.access.models import Account
from joinedup.access.sessions import end_all
from joinedup.errors import InputRefused
from joinedup.web.account.links import can_send, link_address, send_link
from joinedup.web.shell import View, person_of, show


@dataclass(frozen=True)
class Act:
    """Something that can be done with an account.

    Args:
        path: last part of its address.
        title: what it is, as a line that starts with a verb.
        says: what it does to the person.
        do: does it; returns an answer of its own, or None to go back to the account.
        applies: whether it can be done with an account as it is.
    """

    path: str
    title: str
    says: str
    do: Callable[[HttpRequest, Account, Account], HttpResponse | None]
    applies: Callable[[Account], bool]


def act_view(act: Act) -> View:
    """Return the page that asks whether to do an act, and does it."""

    def view(request: HttpRequest, number: int) -> HttpResponse:
        account = get_object_or_404(Account, pk=number)
        actor = person_of(request)
        refusal: InputRefused | None = None
        if not act.applies(account):
            # Somebody did it meanwhile: there is nothing to do, and nothing to put in the audit.
            return redirect("account", number)
        if request.method == "POST":
            try:
                return act.do(request, account, actor) or redirect("account", number)
            except InputRefused as refused:
                refusal = refused
        context = {"act": act, "account": account, "refusal": refusal}
        return show(request, "administration/act.html", context, 422 if refusal else 200)

    return view


def acts_for(account: Account) -> list[tuple[str, str]]:
    """Return title and name of route of what can be done with an account as it is."""
    return [(one.title, f"account_{one.path.replace('-', '_')}") for one in ACTS if one.applies(account)]


def show_link(request: HttpRequest, account: Account, secret: str) -> HttpResponse:
    """Send a person their link, or show it once to whoever made it, to be passed on."""
    is_sent = can_send() and send_link(account, secret, LINK_LASTS)
    context = {
        "account": account,
        "is_sent": is_sent,
        "could_send": can_send(),
        "address": "" if is_sent else link_address(secret, request),
    }
    return show(request, "administration/link.html", context)


def _link(request: HttpRequest, account: Account, actor: Account) -> HttpResponse:
    return show_link(request, account, make_link(account, actor))


def _end_sessions(request: HttpRequest, account: Account, actor: Account) -> None:
    end_all(account, actor, request if account == actor else None)


def _unlock(request: HttpRequest, account: Account, actor: Account) -> None:
    reset(username=account.email)
    record(actor, "unlocked sign-in", account.email)


def _codes(request: HttpRequest, account: Account, actor: Account) -> None:
    turn_off(account, actor)


def _inactive(request: HttpRequest, account: Account, actor: Account) -> None:
    if account == actor:
        raise InputRefused("You cannot make your own account inactive.", "Ask another administrator.")
    deactivate(account, actor)


def _active(request: HttpRequest, account: Account, actor: Account) -> None:
    activate(account, actor)


def _is_active(account: Account) -> bool:
    return account.is_active


ACTS = (
    Act(
        "link",
        "Make a new link to set a password",
        "They get a link that works once, within 72 hours. Links made before it stop working. Their password "
        "stays as it is until they use the link.",
        _link,
        _is_active,
    ),
    Act(
        "unlock",
        "Unlock sign-in",
        "They can try to sign in again at once. Do this when you know that it was they who tried.",
        _unlock,
        _is_active,
    ),
    Act(
        "sessions",
        "Sign them out everywhere",
        "They have to sign in again on every machine.",
        _end_sessions,
        _is_active,
    ),
    Act(
        "codes-off",
        "Turn off their one-time codes",
        "Their app and recovery codes stop working, and they can set them up anew. Do this when they have "
        "lost both, and only when you are sure who asks.",
        _codes,
        lambda account: account.is_active and account.has_codes,
    ),
    Act(
        "inactive",
        "Make inactive",
        "They are signed out at once and cannot sign in again. What they did stays on record.",
        _inactive,
        _is_active,
    ),
    Act(
        "active",
        "Make active again",
        "They can sign in with the password and roles that they had.",
        _active,
        lambda account: not account.is_active,
    ),
)
