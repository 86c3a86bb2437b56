"""The page on which somebody chooses how often the digest comes."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from joinedup.register.deciding import choice_of, choose
from joinedup.register.models import DigestChoice
from joinedup.web.components import Form
from joinedup.web.deciding._asking import sent
from joinedup.web.deciding._people import person_of
from joinedup.web.shell import show


class DigestForm(Form):
    """How often the digest comes."""

    often = forms.ChoiceField(
        label="How often do you want an e-mail of what waits for you?",
        choices=DigestChoice.Often.choices,
        widget=forms.RadioSelect,
    )


def digest(request: HttpRequest) -> HttpResponse:
    """Ask how often the digest comes."""
    person = person_of(request)
    held = choice_of(person)
    form = DigestForm(sent(request), initial={"often": held.often})
    if request.method == "POST" and form.is_valid():
        choose(person, form.cleaned_data["often"])
        return redirect("my_account")
    return show(request, "deciding/digest.html", {"form": form, "held": held})
