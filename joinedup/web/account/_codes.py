"""Setting up one-time codes."""

from __future__ import annotations

import segno
from django import forms
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django_otp import login as prove

from joinedup.access.accounts import must_use_codes
from joinedup.access.codes import confirm, device_to_set_up, key_in_words, new_recovery_codes, turn_off
from joinedup.access.models import Account
from joinedup.web.account._sign_in import knows_password
from joinedup.web.components import Form
from joinedup.web.doors import open_without_codes
from joinedup.web.shell import person_of, show

_SCALE = 5  # pixels for each square of the picture


class SetUpForm(Form):
    """What the app shows."""

    code = forms.CharField(
        label="Code that the app shows now",
        error_messages={"required": "Enter the code that the app shows"},
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class OffForm(Form):
    """The password of whoever turns codes off or makes new recovery codes."""

    password = forms.CharField(
        label="Your password",
        error_messages={"required": "Enter your password"},
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@open_without_codes
def my_codes(request: HttpRequest) -> HttpResponse:
    """Show how to set up an app, and take its first code."""
    account = person_of(request)
    must = must_use_codes(account)
    if account.has_codes:
        return show(request, "account/codes_on.html", {"must_use_codes": must, "form": OffForm()})
    device = device_to_set_up(account)
    form = SetUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        recovery = confirm(account, device, form.cleaned_data["code"])
        if recovery is not None:
            device.refresh_from_db()
            update_session_auth_hash(request, account)
            prove(request, device)
            return show(request, "account/recovery_codes.html", {"codes": recovery})
        form.add_error("code", "The code is wrong. Wait for the next one and try again")
    picture = segno.make(device.config_url, error="m").svg_data_uri(scale=_SCALE, border=4)
    context = {"form": form, "picture": picture, "key": key_in_words(device), "must_use_codes": must}
    return show(request, "account/set_up_codes.html", context)


@require_POST
@sensitive_post_parameters("password")
def new_recovery(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes and show them once."""
    account = person_of(request)
    form = OffForm(request.POST)
    if not account.has_codes:
        return redirect("my_codes")
    if _is_right(request, form, account):
        return show(request, "account/recovery_codes.html", {"codes": new_recovery_codes(account)})
    return _refused(request, account, form)


@require_POST
@sensitive_post_parameters("password")
def codes_off(request: HttpRequest) -> HttpResponse:
    """Turn codes off, where no role of the person asks for them."""
    account = person_of(request)
    form = OffForm(request.POST)
    if not account.has_codes:
        return redirect("my_codes")
    if must_use_codes(account):
        form.add_error(None, "Your role asks for one-time codes, so they cannot be turned off")
    elif _is_right(request, form, account):
        turn_off(account, account)
        update_session_auth_hash(request, account)
        return redirect("my_account")
    return _refused(request, account, form)


def _is_right(request: HttpRequest, form: OffForm, account: Account) -> bool:
    if not form.is_valid():
        return False
    if knows_password(request, account, form.cleaned_data["password"]):
        return True
    form.add_error("password", "This is not your password")
    return False


def _refused(request: HttpRequest, account: Account, form: OffForm) -> HttpResponse:
    context = {"must_use_codes": must_use_codes(account), "form": form}
    return show(request, "account/codes_on.html", context)
