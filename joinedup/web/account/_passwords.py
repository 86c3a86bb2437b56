"""Choosing a password: one's own, by a link, and asking for a link."""

from __future__ import annotations

from threading import Thread
from typing import Any

from django import forms
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters

from joinedup.access.accounts import (
    OWN_LINK_LASTS,
    account_of_link,
    ask_for_link,
    change_password,
    set_password_by_link,
)
from joinedup.access.models import Account
from joinedup.web.account._sign_in import LONGEST_PASSWORD, knows_password
from joinedup.web.account.links import can_send, send_link
from joinedup.web.components import Form
from joinedup.web.shell import person_of, show

_LINK = "link"


def _password(label: str, autocomplete: str, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_PASSWORD,
        strip=False,
        error_messages={"required": f"Enter the {label[0].lower()}{label[1:]}"},
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        **more,
    )


class NewPasswordForm(Form):
    """A password, twice."""

    new = _password(
        "New password",
        "new-password",
        help_text="At least 12 characters, such as three words that do not belong together. "
        "Not your name or address, and none of the passwords that everybody uses.",
    )
    again = _password("New password again", "new-password")

    def __init__(self, account: Account, *args: Any) -> None:
        super().__init__(*args)
        self.account = account

    def clean_new(self) -> str:
        """Return the password where it is strong enough."""
        new = str(self.cleaned_data["new"])
        validate_password(new, self.account)
        return new

    def clean(self) -> dict[str, Any]:
        """Refuse two that are not the same."""
        held = self.cleaned_data
        if "new" in held and "again" in held and held["new"] != held["again"]:
            self.add_error("again", "The two passwords are not the same")
        return held


class ChangeForm(NewPasswordForm):
    """A person's own password, changed."""

    now = _password("Password now", "current-password")
    field_order = ("now", "new", "again")


class ForgottenForm(Form):
    """Who forgot a password."""

    email = forms.EmailField(
        label="E-mail address",
        error_messages={"required": "Enter your e-mail address"},
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )


@sensitive_post_parameters("now", "new", "again")
def change(request: HttpRequest) -> HttpResponse:
    """Let a person change their own password."""
    account = person_of(request)
    form = ChangeForm(account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not knows_password(request, account, form.cleaned_data["now"]):
            form.add_error("now", "This is not your password")
            return show(request, "account/change_password.html", {"form": form})
        change_password(account, form.cleaned_data["new"])
        update_session_auth_hash(request, account)
        return redirect("my_account")
    return show(request, "account/change_password.html", {"form": form})


def follow_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Take the secret out of the address, so that neither history nor a later page shows it."""
    request.session[_LINK] = secret
    return redirect("set_by_link")


@sensitive_post_parameters("new", "again")
def set_by_link(request: HttpRequest) -> HttpResponse:
    """Let a person set a password by the link they were given."""
    secret = str(request.session.get(_LINK, ""))
    account = account_of_link(secret)
    if account is None:
        return show(request, "account/link_ended.html", status=410)
    form = NewPasswordForm(account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        set_password_by_link(secret, form.cleaned_data["new"])
        request.session.pop(_LINK, None)
        return show(request, "account/password_set.html")
    return show(request, "account/set_password.html", {"form": form, "account": account})


def forgotten(request: HttpRequest) -> HttpResponse:
    """Send a link to whoever asks for one and has an account; what is answered is the same for all."""
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and can_send() and form.is_valid():
        made = ask_for_link(form.cleaned_data["email"])
        if made is not None:
            # Not waited for: how long it takes would tell whether there is such an account.
            Thread(target=send_link, args=(*made, OWN_LINK_LASTS), daemon=True).start()
        return show(request, "account/link_sent.html")
    return show(request, "account/forgotten.html", {"form": form, "can_send": can_send()})
