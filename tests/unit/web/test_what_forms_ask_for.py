"""Every form of the application asks for what was left empty by the words of its own label."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from django import forms

from joinedup import web
from joinedup.web.components import DateField, Form, errors

pytestmark = pytest.mark.unit

_SAYS_NOTHING = "This field is required."
_ASKS = re.compile(r"(Enter|Choose|Select|Tick|Answer|Say|Give|Write) \S.*[^.]$")


def _subclasses(kind: type[forms.BaseForm]) -> Iterator[type[forms.BaseForm]]:
    for one in kind.__subclasses__():
        yield one
        yield from _subclasses(one)


def every_form() -> list[type[forms.BaseForm]]:
    """Return every form below `joinedup.web`, wherever it stands."""
    for module in pkgutil.walk_packages(web.__path__, f"{web.__name__}."):
        if ".migrations" not in module.name and not module.name.endswith(".wsgi"):
            importlib.import_module(module.name)
    found = {one for one in _subclasses(forms.BaseForm) if one.__module__.startswith("joinedup.")}
    return sorted(found, key=lambda one: (one.__module__, one.__qualname__))


def _bare(kind: type[forms.BaseForm]) -> Form:
    """Return a form with the fields that a class declares, sent empty, without what it needs to be made."""

    class Sent(Form):
        pass

    Sent.base_fields = kind.base_fields  # type: ignore[attr-defined]
    return Sent({})


@pytest.mark.parametrize("kind", every_form(), ids=lambda one: f"{one.__module__}.{one.__qualname__}")
def test_what_is_left_empty_is_asked_for(kind: type[forms.BaseForm]) -> None:
    assert issubclass(kind, Form)
    sent = _bare(kind)
    for name, found in sent.errors.items():
        if sent.fields[name].widget.is_hidden:
            continue
        for says in found:
            assert _ASKS.match(str(says)), (name, says)
            assert not re.search(r"the (by|on|from|in|at|to|told|planned|delivered)\b", str(says)), says


def test_there_are_forms_to_look_at() -> None:
    assert len(every_form()) > 60


class Several(Form):
    """One field of each kind."""

    reasons = forms.CharField(label="Reasons for the decision", widget=forms.Textarea)
    why = forms.CharField(label="Why it ends")
    yours = forms.CharField(label="Your comment")
    number = forms.IntegerField(label="EHC plans (a count)")
    known = forms.CharField(label="How do you know?")
    day = DateField(label="Day of the decision")
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A")])
    lawful = forms.ChoiceField(label="Is it lawful?", choices=[("a", "A")], widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(
        label="Measures", choices=[("a", "A")], widget=forms.CheckboxSelectMultiple
    )
    sure = forms.BooleanField(label="I have read it")
    own = forms.CharField(label="Name", error_messages={"required": "Enter the person's name"})

    def __init__(self, *args: object) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        self.fields["later"] = forms.CharField(label="Note for “A, B”")


def test_each_kind_of_field_is_asked_for_in_its_own_words() -> None:
    sent = Several({})
    assert {name: str(found[0]) for name, found in sent.errors.items()} == {
        "reasons": "Enter the reasons for the decision",
        "why": "Enter why it ends",
        "yours": "Enter your comment",
        "number": "Enter the EHC plans",
        "known": "Answer “How do you know?”",
        "day": "Enter the day of the decision",
        "kind": "Choose the kind",
        "lawful": "Choose an answer to “Is it lawful?”",
        "many": "Choose the measures",
        "sure": "Tick “I have read it”",
        "own": "Enter the person's name",
        "later": "Enter the note for “A, B”",
    }
    summary = errors(sent)
    assert "Enter the reasons for the decision" in summary and _SAYS_NOTHING not in summary


def test_what_was_typed_wrongly_is_told_as_before() -> None:
    sent = Several({"number": "x", "day_0": "1", "day_1": "", "day_2": "2027"})
    assert [str(one) for one in sent.errors["number"]] == ["Enter a whole number."]
    assert [str(one) for one in sent.errors["day"]] == ["Day of the decision must include a month"]
