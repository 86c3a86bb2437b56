"""The list of accounts, one account, a new one, and who must use one-time codes."""

from __future__ import annotations

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from joinedup.access.accounts import add_account, give_role, make_link, require_codes, roles_with_codes
from joinedup.access.models import Account, Appointment
from joinedup.access.roles import Needs, Role
from joinedup.errors import InputRefused
from joinedup.web.account.places import role_in_words, where_in_words
from joinedup.web.administration._acts import acts_for, show_link
from joinedup.web.administration._roles import RoleForm
from joinedup.web.components import Form
from joinedup.web.shell import council, person_of, show


class PersonForm(RoleForm):
    """A new person, with the first role they hold."""

    name = forms.CharField(
        label="Name", max_length=200, error_messages={"required": "Enter the person's name"}
    )
    email = forms.EmailField(
        label="E-mail address",
        help_text="They sign in with it; it cannot be changed.",
        error_messages={"required": "Enter the person's e-mail address"},
    )
    field_order = ("name", "email", "role", "post", "directorate", "patch", "organisation")


class CodesForm(Form):
    """Which roles ask for one-time codes."""

    roles = forms.MultipleChoiceField(
        label="Roles whose holders must use one-time codes",
        required=False,
        choices=[(role.value, role.says) for role in Role],
        widget=forms.CheckboxSelectMultiple,
        help_text="Whoever holds one of them sets codes up when they next open a page.",
    )


def accounts(request: HttpRequest) -> HttpResponse:
    """List everybody who has, or had, an account."""
    found = Account.objects.prefetch_related("appointments").order_by("name", "pk")
    rows = [(one, _known(one)) for one in found]
    context = {
        "active": [row for row in rows if row[0].is_active],
        "former": [row for row in rows if not row[0].is_active],
    }
    return show(request, "administration/accounts.html", context)


def new_account(request: HttpRequest) -> HttpResponse:
    """Add a person: their account, their first role, and a link with which they set a password."""
    form = PersonForm(council(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        actor = person_of(request)
        try:
            with transaction.atomic():
                made = add_account(form.cleaned_data["email"], form.cleaned_data["name"], actor)
                give_role(made, Role(form.cleaned_data["role"]), form.place(), actor)
                secret = make_link(made, actor)
        except InputRefused as refusal:
            form.add_error("email", refusal.what)
        else:
            return show_link(request, made, secret)
    return show(request, "administration/new_account.html", {"form": form})


def account(request: HttpRequest, number: int) -> HttpResponse:
    """Show one account, its roles, and what can be done with it."""
    found = get_object_or_404(Account, pk=number)
    context = {"account": found, "roles": _known(found), "acts": acts_for(found)}
    return show(request, "administration/account.html", context)


def codes_by_role(request: HttpRequest) -> HttpResponse:
    """Say which roles ask for one-time codes."""
    now = [role.value for role in Role if role in roles_with_codes()]
    form = CodesForm(request.POST if request.method == "POST" else None, initial={"roles": now})
    if request.method == "POST" and form.is_valid():
        require_codes({Role(one) for one in form.cleaned_data["roles"]}, person_of(request))
        return redirect("administration")
    managing = [role.says for role in Role if Needs.MANAGE_ACCOUNTS in role.allows]
    return show(request, "administration/codes.html", {"form": form, "managing": managing})


def _known(account: Account) -> list[tuple[Appointment, str, str]]:
    """Return the roles of a person, each with what it is called and where it holds."""
    here = council()
    return [
        (one, role_in_words(one), where_in_words(here, one))
        for one in account.appointments.all()
        if one.is_known
    ]
