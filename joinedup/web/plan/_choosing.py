"""Choosing proposals on a form: a list of boxes for each directorate."""

from __future__ import annotations

from typing import Any

from django import forms

from joinedup.folder import Council
from joinedup.reports.portfolio import claims_in_words
from joinedup.vocabulary import Directorate
from joinedup.web.components import Form
from joinedup.web.plan._kept import Held

_PREFIX = "from_"


class ChooseProposals(Form):
    """Which proposals are taken together."""

    def __init__(self, asked_for: Any, here: Council, held: list[Held], least: int = 1) -> None:
        super().__init__(asked_for)
        self._least = least
        usable = [one for one in held if one.proposal]
        for directorate in Directorate:
            mine = [one for one in usable if one.proposal and one.proposal.directorate == directorate.value]
            if mine:
                self.fields[f"{_PREFIX}{directorate.value}"] = _boxes(
                    here.directorate_name(directorate.value), mine
                )

    @property
    def directorates(self) -> list[forms.BoundField]:
        """The fields, one for each directorate that has a proposal."""
        return [self[name] for name in self.fields if name.startswith(_PREFIX)]

    @property
    def chosen(self) -> list[str]:
        """The names of what was chosen, in order; once the form is valid."""
        return sorted(one for name in self.fields for one in self.cleaned_data.get(name, []))

    def clean(self) -> dict[str, Any]:
        """Refuse too few.

        Raises:
            ValidationError: fewer were chosen than are needed.
        """
        cleaned = super().clean() or {}
        number = sum(len(some) for some in cleaned.values())
        if number < self._least and not self.errors:
            many = "at least one proposal" if self._least == 1 else f"at least {self._least} proposals"
            raise forms.ValidationError(f"Choose {many}")
        return cleaned


def _boxes(name: str, held: list[Held]) -> forms.MultipleChoiceField:
    field = forms.MultipleChoiceField(
        label=name,
        required=False,
        choices=[(one.name, one.proposal.title) for one in held if one.proposal],
        widget=forms.CheckboxSelectMultiple,
    )
    field.hints = {one.name: _hint(one) for one in held}  # type: ignore[attr-defined]
    return field


def _hint(one: Held) -> str:
    assert one.proposal is not None
    return f"{one.proposal.owner}. {claims_in_words(one.proposal)}"
