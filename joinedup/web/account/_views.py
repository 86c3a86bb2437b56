"""Signing in and out."""

from __future__ import annotations

from django import forms
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from joinedup.access.audit import record
from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.web.shell import Route, Section, council, show


class SignInForm(forms.Form):
    """Who signs in."""

    email = forms.EmailField(
        label="E-mail address", widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign somebody in, or say that the address or password is wrong without saying which."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"].strip().lower()
        account = authenticate(request, username=email, password=form.cleaned_data["password"])
        if isinstance(account, Account):
            login(request, account)
            record(account, "signed in")
            return redirect(_where_to(request))
        form.add_error("email", "The e-mail address or the password is wrong")
    return show(request, "account/sign_in.html", {"form": form, "next": request.GET.get("next", "")})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign somebody out."""
    if isinstance(request.user, Account):
        record(request.user, "signed out")
    logout(request)
    return redirect("sign_in")


def my_account(request: HttpRequest) -> HttpResponse:
    """Show a person what they may do here."""
    return show(request, "account/my_account.html", {})


def council_colour(request: HttpRequest) -> HttpResponse:
    """Answer with the council's own colour as a style, since pages carry none of their own."""
    response = HttpResponse(f":root {{ --council: {council().colour}; }}\n", content_type="text/css")
    response["Cache-Control"] = "public, max-age=300"
    return response


def _where_to(request: HttpRequest) -> str:
    asked = request.GET.get("next", "")
    own = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()})
    return asked if asked and own else "today"


SECTION = Section(
    "Sign in",
    "account/",
    (
        Route("sign-in/", sign_in, "sign_in", Needs.NOTHING),
        Route("sign-out/", sign_out, "sign_out", Needs.SIGNED_IN),
        Route("", my_account, "my_account", Needs.SIGNED_IN),
        Route("council.css", council_colour, "council_colour", Needs.NOTHING),
    ),
    Needs.SIGNED_IN,
    is_in_navigation=False,
)
