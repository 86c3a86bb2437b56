"""What several forms of this section share: raw values kept between steps, and one summary of all errors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from markupsafe import Markup

from joinedup.web.components import DateParts, Form, govuk
from joinedup.web.shell import show

_NUMBER = re.compile(r"[+-]?[0-9]{1,13}(\.[0-9]{1,6})?")


class PoundsField(forms.Field):
    """A sum as people write it: `1,760,000`, `£1,760,000` or `-300000`."""

    def to_python(self, value: Any) -> Any:
        """Return the sum as a number, or None where nothing was typed.

        Raises:
            ValidationError: it is no number.
        """
        text = str(value or "").replace("£", "").replace(",", "").replace(" ", "").replace("−", "-")
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise forms.ValidationError(f"{self.label} must be a number, such as 250000")
        return float(text) if "." in text else int(text)


class WordsForm(Form):
    """One question that is answered in words."""

    words = forms.CharField(widget=forms.Textarea, max_length=4_000)

    def __init__(self, *args: Any, label: str, hint: str = "", required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label, self.fields["words"].help_text = label, hint
        self.fields["words"].required = required
        self.fields["words"].error_messages["required"] = f"{label.rstrip('?')}: say so in a few words"


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what was sent with a form; None where nothing was sent, which differs from an empty form."""
    return request.POST if request.method == "POST" else None


def raw(form: forms.BaseForm, data: Mapping[str, Any], files: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed into a form, unchecked, so that it can be shown again before it is sent."""
    return {
        name: field.widget.value_from_datadict(data, files, form.add_prefix(name))
        for name, field in form.fields.items()
    }


def all_errors(some: Iterable[forms.BaseForm]) -> Markup:
    """Return what is wrong with several forms that are sent as one, each line leading to its field."""
    listed: list[dict[str, str]] = []
    for form in some:
        listed += [{"text": str(one)} for one in form.non_field_errors()]
        for name, found in form.errors.items():
            if name in form.fields:
                listed += [{"text": str(one), "href": f"#{_first_id(form, name)}"} for one in found]
    return govuk("error-summary", titleText="There is a problem", errorList=listed) if listed else Markup("")


def _first_id(form: forms.BaseForm, name: str) -> str:
    bound = form[name]
    return f"{bound.auto_id}_0" if isinstance(bound.field.widget, DateParts) else str(bound.auto_id)


def ask(request: HttpRequest, form: forms.BaseForm, title: str, button: str, **more: Any) -> HttpResponse:
    """Answer with a page that asks one thing.

    Args:
        request: the request.
        form: the form.
        title: what is asked.
        button: what the button says.
        more: `intro`, a sentence above the form; `back`, where it leads back to; `is_warning`.
    """
    held = {"intro": "", "back": "", "facts": (), "is_warning": False} | more
    return show(request, "decisions/ask.html", {"form": form, "title": title, "button": button} | held)
