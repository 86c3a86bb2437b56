"""What people fill in about data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.loading import ToCorrect
from joinedup.reports.load import rows_in_words
from joinedup.web.components import DateField, Form
from joinedup.web.uploads import DATA, UploadsField, safe_name

_LONGEST_NOTE = 2_000
_LONGEST_FOLDER = 60
_REASONS_TOLD = 3


class UploadForm(Form):
    """Files to put into the council's folder."""

    uploads = UploadsField(DATA, label="Files")
    folder = forms.CharField(
        label="Folder for these files",
        required=False,
        max_length=_LONGEST_FOLDER,
        help_text="Leave it empty unless the files are a set of one year without the year in their names, "
        "such as an SSDA903 return: then write the set and its year, such as ssda903 2026.",
    )
    is_replacing = forms.BooleanField(
        label="Replace files of the same name that were sent here before", required=False
    )

    def clean_folder(self) -> str:
        """Return a name that is safe for a folder."""
        typed = str(self.cleaned_data["folder"]).strip()
        if "/" in typed or "\\" in typed:
            raise forms.ValidationError("The folder must be one name, without / or \\")
        return safe_name(typed).replace(".", "_") if typed else ""


class SendBackForm(Form):
    """Rows to correct, who must correct them, and by when."""

    rows = forms.MultipleChoiceField(
        label="Which rows",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the rows to send back"},
    )
    sent_to = forms.ChoiceField(
        label="Who must have them corrected",
        help_text="It shows on their Today page until a load finds the rows corrected.",
        error_messages={"required": "Choose who must have the rows corrected"},
    )
    due = DateField(label="Correct by", error_messages={"required": "Enter the day to correct them by"})
    note = forms.CharField(
        label="Anything they should know",
        widget=forms.Textarea,
        required=False,
        max_length=_LONGEST_NOTE,
        help_text="Do not write anything that could identify a child.",
    )

    def __init__(self, wrong: Sequence[ToCorrect], on: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._wrong, self._on = tuple(wrong), on
        files = dict.fromkeys(one.file for one in wrong)
        self.fields["rows"].choices = [(path, self._label(path)) for path in files]  # type: ignore[attr-defined]
        self.fields["rows"].hints = {path: self._hint(path) for path in files}  # type: ignore[attr-defined]
        self.people = {str(one.pk): one for one in who_may_correct()}
        named = [(key, _named(one)) for key, one in self.people.items()]
        self.fields["sent_to"].choices = [("", "Choose a person"), *named]  # type: ignore[attr-defined]

    def _of(self, path: str) -> list[ToCorrect]:
        return [one for one in self._wrong if one.file == path]

    def _label(self, path: str) -> str:
        return rows_in_words(self._of(path))

    def _hint(self, path: str) -> str:
        reasons = [f"{len(one.rows):,}: {one.why.rstrip('.')}" for one in self._of(path)]
        rest = len(reasons) - _REASONS_TOLD
        return "; ".join([*reasons[:_REASONS_TOLD], *([f"and {rest} more reasons"] if rest > 0 else [])])

    def clean_due(self) -> date:
        """Return a day that has not passed."""
        due = self.cleaned_data["due"]
        if due is not None and due < self._on:
            raise forms.ValidationError("Correct by must be today or later")
        return due  # type: ignore[no-any-return]

    @property
    def chosen(self) -> tuple[ToCorrect, ...]:
        """The rows chosen."""
        return tuple(one for one in self._wrong if one.file in self.cleaned_data["rows"])

    @property
    def person(self) -> Account:
        """Who must have them corrected."""
        return self.people[self.cleaned_data["sent_to"]]


class CloseForm(Form):
    """Why rows that were sent back need not be corrected."""

    because = forms.CharField(
        label="Why nothing more need be done",
        max_length=_LONGEST_NOTE,
        error_messages={"required": "Say why nothing more need be done"},
    )


def who_may_correct() -> list[Account]:
    """Return everybody who may see data, by name."""
    accounts = Account.objects.filter(is_active=True).prefetch_related("appointments").order_by("name")
    return [one for one in accounts if one.may(Needs.SEE_DATA)]


def _named(one: Account) -> str:
    return f"{one.name} ({'; '.join(str(held) for held in one.held())})"
