"""Form fields as people meet them: labelled, explained, and clear about what is wrong."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms

from joinedup.web.components import DateField, errors, field, govuk

pytestmark = pytest.mark.unit


class Everything(forms.Form):
    words = forms.CharField(label="Words", help_text="A few words")
    long = forms.CharField(label="Long", widget=forms.Textarea)
    number = forms.IntegerField(label="Number")
    pick = forms.ChoiceField(label="Pick", choices=[("a", "First"), ("b", "Second")])
    one = forms.ChoiceField(label="One", choices=[("a", "First"), ("b", "Second")], widget=forms.RadioSelect)
    some = forms.MultipleChoiceField(
        label="Some", choices=[("a", "First"), ("b", "Second")], widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField(label="Agreed")
    when = DateField(label="When")
    secret = forms.CharField(label="Secret", widget=forms.PasswordInput)
    file = forms.FileField(label="File")


TYPED = {
    "words": "<b>bold</b>",
    "number": "7",
    "pick": "b",
    "one": "a",
    "some": ["a", "b"],
    "when_0": "3",
    "when_1": "4",
    "when_2": "2027",
}


def test_every_kind_of_field_has_its_label() -> None:
    form = Everything()
    for name, held in form.fields.items():
        assert str(held.label) in field(form[name]), name


def test_what_was_typed_comes_back_and_cannot_become_a_tag() -> None:
    form = Everything(TYPED)
    assert "&lt;b&gt;bold&lt;/b&gt;" in field(form["words"])
    assert 'value="b" selected' in field(form["pick"])
    assert field(form["some"]).count("checked") == 2
    assert 'value="2027"' in field(form["when"])


def test_a_secret_does_not_come_back() -> None:
    assert "hunter2" not in field(Everything({"secret": "hunter2"})["secret"])


def test_each_fault_is_listed_once_and_leads_to_its_field() -> None:
    form = Everything({})
    summary = errors(form)
    for name in form.fields:
        assert f'href="#id_{name}' in summary, name
    assert 'href="#id_when_0"' in summary
    assert errors(None) == "" == errors(Everything(None))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("31", "2", "2027"), "When must be a real date"),
        (("x", "2", "2027"), "When must be a real date"),
        (("1", "", "2027"), "When must include a month"),
        (("1", "", ""), "When must include a month and a year"),
        (("9" * 40, "1", "2027"), "When must be a real date"),
    ],
)
def test_a_day_that_cannot_be_is_said_to_be_none(typed: tuple[str, str, str], says: str) -> None:
    form = Everything({f"when_{at}": part for at, part in enumerate(typed)})
    assert form.errors["when"] == [says]


def test_a_day_is_a_day() -> None:
    form = Everything(TYPED)
    form.is_valid()
    assert form.cleaned_data["when"] == date(2027, 4, 3)


def test_a_component_escapes_its_text() -> None:
    assert "&lt;script&gt;" in govuk("button", text="<script>")
