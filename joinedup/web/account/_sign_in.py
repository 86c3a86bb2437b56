"""Signing in, in one or two steps, and out."""

from __future__ import annotations

import time

from axes.handlers.proxy import AxesProxyHandler
from django import forms
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django_otp import login as prove

from joinedup.access.audit import record
from joinedup.access.codes import proven_by
from joinedup.access.models import Account
from joinedup.web.components import Form
from joinedup.web.doors import open_without_codes
from joinedup.web.failures import locked_out
from joinedup.web.shell import show

LONGEST_PASSWORD = 200
_CODE_WITHIN = 10 * 60  # seconds between password and code
_WAITING = "waits_for_code"
_BACKEND = "django.contrib.auth.backends.ModelBackend"


class SignInForm(Form):
    """Who signs in."""

    email = forms.EmailField(
        label="E-mail address",
        error_messages={"required": "Enter your e-mail address"},
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label="Password",
        error_messages={"required": "Enter your password"},
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeForm(Form):
    """The second proof."""

    code = forms.CharField(
        label="One-time code",
        error_messages={"required": "Enter the code"},
        max_length=40,
        help_text="The six figures that your app shows now, or one of your recovery codes.",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text"}),
    )


@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign somebody in, or say that the address or password is wrong without saying which."""
    if request.method == "GET" and not Account.objects.exists():
        return show(request, "account/no_accounts.html")
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"].strip().lower()
        account = authenticate(request, username=email, password=form.cleaned_data["password"])
        if isinstance(account, Account):
            return _after_password(request, account)
        _record_failure(request, email)
        form.add_error("email", "The e-mail address or the password is wrong")
    return show(request, "account/sign_in.html", {"form": form})


def give_code(request: HttpRequest) -> HttpResponse:
    """Ask for the one-time code of somebody whose password was right."""
    account, to = _waiting(request)
    if account is None:
        return redirect("sign_in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        credentials = {"username": account.email}
        if not AxesProxyHandler.is_allowed(request, credentials):
            return locked_out(request)
        device = proven_by(account, form.cleaned_data["code"])
        if device is not None:
            request.session.pop(_WAITING)
            login(request, account, backend=_BACKEND)
            prove(request, device)
            record(account, "signed in", with_code=True)
            return redirect(to)
        user_login_failed.send(__name__, credentials=credentials, request=request)
        _record_failure(request, account.email)
        form.add_error("code", "The code is wrong or was used already. Wait for the next one and try again")
    return show(request, "account/code.html", {"form": form})


@open_without_codes
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign somebody out."""
    if isinstance(request.user, Account):
        record(request.user, "signed out")
    logout(request)
    return redirect("sign_in")


def knows_password(request: HttpRequest, account: Account, password: str) -> bool:
    """Return whether somebody signed in knows their password; wrong ones count towards the lock-out."""
    return authenticate(request, username=account.email, password=password) is not None


def _after_password(request: HttpRequest, account: Account) -> HttpResponse:
    to = _where_to(request)
    if not account.has_codes:
        login(request, account)
        record(account, "signed in", with_code=False)
        return redirect(to)
    # Nobody is signed in until the code is given, whoever was before.
    logout(request)
    request.session[_WAITING] = {
        "account": account.pk,
        "round": account.session_round,
        "at": time.time(),
        "to": to,
    }
    return redirect("give_code")


def _waiting(request: HttpRequest) -> tuple[Account | None, str]:
    """Return who has given a password and not yet a code, and where they want to go."""
    held = request.session.get(_WAITING)
    if not held or not 0 <= time.time() - held["at"] < _CODE_WITHIN:
        return None, ""
    # A password that changed meanwhile, or an account that ended, goes back to the first step.
    account = Account.objects.filter(
        pk=held["account"], session_round=held["round"], is_active=True, has_codes=True
    ).first()
    return account, str(held["to"])


def _record_failure(request: HttpRequest, email: str) -> None:
    """Put a failure in the audit; somebody unknown is not named, since people type passwords there too."""
    known = Account.objects.filter(email=email).exists()
    what = "locked out" if getattr(request, "axes_locked_out", False) else "could not sign in"
    record(None, what, email if known else "nobody we know")


def _where_to(request: HttpRequest) -> str:
    asked = request.GET.get("next", "")
    own = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if asked and own else "today"
