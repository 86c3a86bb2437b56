"""Giving a person a role, and ending it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from joinedup.access.accounts import Place, end_role, give_role, place_faults
from joinedup.access.models import Account, Appointment
from joinedup.access.roles import Role
from joinedup.errors import InputRefused
from joinedup.folder import Council
from joinedup.vocabulary import Directorate
from joinedup.web.account.places import where_in_words
from joinedup.web.components import Form
from joinedup.web.shell import council, person_of, show

_EVERYWHERE = ("", "All of the council")


class RoleForm(Form):
    """A role, and where it holds."""

    role = forms.ChoiceField(
        label="Role",
        choices=[("", "Choose a role"), *((role.value, role.says) for role in Role)],
        error_messages={"required": "Choose a role"},
    )
    post = forms.CharField(
        label="Post or seat (optional)",
        max_length=200,
        required=False,
        help_text="As it is called in your council, such as Head of SEND.",
    )
    directorate = forms.ChoiceField(label="For which directorate", required=False)
    patch = forms.ChoiceField(label="For which patch", required=False)
    organisation = forms.CharField(
        label="For which other organisation (optional)",
        max_length=60,
        required=False,
    )

    def __init__(self, here: Council, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        directorates = [(one.value, here.directorate_name(one.value)) for one in Directorate]
        self.fields["directorate"].choices = [_EVERYWHERE, *directorates]  # type: ignore[attr-defined]
        patches = [(one.id, one.name) for one in here.patches]
        self.fields["patch"].choices = [_EVERYWHERE, *patches]  # type: ignore[attr-defined]
        known = ", ".join(one.id for one in here.organisations)
        self.fields["organisation"].help_text = "Its identifier, for somebody who acts for a partner." + (
            f" In council.toml: {known}." if known else ""
        )

    def place(self) -> Place:
        """Return where the role holds."""
        held = self.cleaned_data
        return Place(held["directorate"], held["patch"], held["organisation"], " ".join(held["post"].split()))

    def clean(self) -> dict[str, Any]:
        """Refuse a role that would hold for more than it should, or nowhere."""
        held = super().clean() or self.cleaned_data
        role = Role(held["role"]) if held.get("role") else None
        place = Place(patch=held.get("patch", ""), organisation=held.get("organisation", ""))
        for name, says in place_faults(role, place).items():
            if name not in self.errors:
                self.add_error(name, says)
        return held


def new_role(request: HttpRequest, number: int) -> HttpResponse:
    """Give a person another role."""
    account = get_object_or_404(Account, pk=number)
    form = RoleForm(council(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            give_role(account, Role(form.cleaned_data["role"]), form.place(), person_of(request))
        except InputRefused as refused:
            form.add_error("role", str(refused))
        else:
            return redirect("account", number)
    return show(request, "administration/new_role.html", {"form": form, "account": account})


def end(request: HttpRequest, number: int, role: int) -> HttpResponse:
    """Ask whether a role is to end, and end it."""
    held = get_object_or_404(Appointment.objects.select_related("account"), pk=role, account=number)
    refusal: InputRefused | None = None
    if request.method == "POST":
        try:
            end_role(held, person_of(request))
        except InputRefused as refused:
            refusal = refused
        else:
            return redirect("account", number)
    where = where_in_words(council(), held)
    context = {"held": held, "account": held.account, "where": where, "refusal": refusal}
    return show(request, "administration/end_role.html", context, 422 if refusal else 200)
