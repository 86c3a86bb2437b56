"""A proposal as a form: the same fields as its file, and each fault of the file at the field it is about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import slugify

from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.access.rules import may_on
from joinedup.council import levers, limits_of
from joinedup.council.proposals import Fault, ProposalDraft
from joinedup.folder import Council
from joinedup.vocabulary import Directorate, Pot
from joinedup.web.components import DateField, Form
from joinedup.web.decisions._forms import PoundsField, raw
from joinedup.web.decisions._places import Place

_BY = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?\s*%?")
_MOST_ROWS = 30
_KINDS = (("cashable", "Cashable"), ("avoided", "Avoided: spending that would otherwise have come"))
# Where the fields of the file are in the forms, for faults that are found in the file.
_FIELDS = {"from": "starts", "until": "until", "where": "where", "lever": "lever", "by": "by"}
_FIELDS |= {
    "pot": "pot",
    "pounds_a_year": "pounds_a_year",
    "kind": "kind",
    "whole_steps_of": "whole_steps_of",
}
_FIELDS |= {"over_months": "over_months"}


class ProposalForm(Form):
    """What a proposal says of itself."""

    title = forms.CharField(
        label="What would be decided, in one line",
        help_text="For example: Reduce Family Help teams by 8 per cent",
        max_length=200,
    )
    id = forms.CharField(
        label="Short name",
        help_text="Names the file in the council's folder. Leave it empty and it is made from the title.",
        max_length=60,
        required=False,
    )
    owner = forms.CharField(
        label="The post that answers for it", help_text="A post, not a person", max_length=200
    )
    directorate = forms.ChoiceField(label="Directorate")
    summary = forms.CharField(
        label="What it is, in a few plain sentences",
        widget=forms.Textarea,
        max_length=4_000,
        required=False,
    )
    evidence = forms.CharField(
        label="What stands behind it",
        help_text="Reports, data, experience: one to a line. Say so if nothing does yet.",
        widget=forms.Textarea,
        max_length=8_000,
    )

    def __init__(self, *args: Any, here: Council, name: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.value, here.directorate_name(one)) for one in Directorate]
        self.fields["directorate"].choices = [("", "Choose a directorate"), *choices]  # type: ignore[attr-defined]
        self._name = name
        if name:
            del self.fields["id"]

    def clean_id(self) -> str:
        """Return the short name, made from the title where none was typed."""
        given = str(self.cleaned_data.get("id", "")).strip()
        made = given or slugify(str(self.data.get(self.add_prefix("title"), "")))[:60].strip("-_")
        if made and not re.fullmatch("[a-z0-9][a-z0-9-]*", made):
            raise forms.ValidationError(
                "Short name must be lower-case letters, digits and hyphens, such as family-help-trim"
            )
        return made

    @property
    def name(self) -> str:
        """The short name."""
        return self._name or str(self.cleaned_data.get("id", ""))


class ChangeForm(Form):
    """One change to one lever."""

    lever = forms.CharField(
        label="What is changed",
        help_text="Begin to type, or choose from the list of all that can be changed",
        max_length=200,
    )
    by = forms.CharField(
        label="By how much",
        help_text="A percentage of today's level such as -8%, or a number where it counts things",
        max_length=30,
    )
    where = forms.MultipleChoiceField(
        label="Where",
        widget=forms.CheckboxSelectMultiple,
        help_text="Leave empty for everywhere",
        required=False,
    )
    starts = DateField(label="First day", help_text="For example, 1 4 2027")
    over_months = forms.IntegerField(
        label="Months over which it comes in",
        help_text="0 is at once",
        min_value=0,
        max_value=180,
        required=False,
    )
    until = DateField(
        label="First day on which it no longer holds", help_text="Leave empty if it stays", required=False
    )

    def __init__(self, *args: Any, here: Council, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["where"].choices = [(one.id, one.name) for one in here.patches]  # type: ignore[attr-defined]
        self.fields["lever"].widget.attrs |= {
            "list": "levers",
            "hx-get": reverse("lever_says"),
            "hx-trigger": "change",
            "hx-target": f"#{self.prefix}-says",
        }

    def clean_lever(self) -> str:
        """Return the lever's name, whether its name or what it is was given."""
        given = str(self.cleaned_data["lever"]).strip()
        by_words = {one.says.casefold(): name for name, one in levers().items()}
        return by_words.get(given.casefold(), given)

    def clean_by(self) -> float | str:
        """Return the change as the file has it: a percentage as text, an amount as a number."""
        text = str(self.cleaned_data["by"]).replace(",", "").replace("£", "").replace("−", "-").strip()
        if not _BY.fullmatch(text):
            raise forms.ValidationError(
                "By how much must be a percentage such as -8%, or a number such as 120"
            )
        if text.endswith("%"):
            return text.replace(" ", "")
        return float(text) if "." in text else int(text)


class SavingForm(Form):
    """What it is said to save from one pot."""

    pot = forms.ChoiceField(label="Pot", choices=[(one.value, one.says) for one in Pot])
    pounds_a_year = PoundsField(label="Pounds a year", help_text="A cost is negative")
    starts = DateField(
        label="From",
        help_text="For example, 1 4 2027",
        error_messages={"required": "Enter the day from which it saves"},
    )
    kind = forms.ChoiceField(label="Kind", choices=_KINDS)
    whole_steps_of = PoundsField(
        label="Pounds a year of one whole post or contract",
        help_text="Only where whole ones alone save money",
        required=False,
    )

    def clean_whole_steps_of(self) -> float | None:
        """Return the size of one step, which is above nought."""
        held = self.cleaned_data.get("whole_steps_of")
        if held is not None and held <= 0:
            raise forms.ValidationError("Pounds a year of one whole post or contract must be above 0")
        return None if held is None else float(held)


class WholeProposal:
    """A proposal's form with its rows of changes and savings, sent and shown as one.

    Args:
        here: the council.
        person: who writes it.
        data: what was sent; None where nothing was.
        content: what the file holds now; None for a new one.
        name: short name of the file that is edited; "" for a new one.
    """

    def __init__(
        self,
        here: Council,
        person: Account,
        data: Mapping[str, Any] | None = None,
        content: dict[str, Any] | None = None,
        name: str = "",
    ) -> None:
        self.here, self.person, self.is_new = here, person, not name
        held = content or {}
        self.about = ProposalForm(data, here=here, name=name, initial=_about(held))
        changes = _rows(data, "changes", held.get("changes", [{}]))
        savings = _rows(data, "savings", held.get("savings", []))
        self.changes = [
            ChangeForm(data, prefix=f"changes-{at}", initial=_change(one, here), here=here)
            for at, one in enumerate(changes)
        ]
        self.savings = [
            SavingForm(data, prefix=f"savings-{at}", initial=_saving(one)) for at, one in enumerate(savings)
        ]

    @property
    def forms(self) -> list[forms.Form]:
        """Every form of it, in the order of the page."""
        return [self.about, *self.changes, *self.savings]

    def is_valid(self) -> bool:
        """Return whether it can be written, with every fault at its field where it cannot."""
        if not self.changes:
            self.about.add_error(None, "A proposal changes something: add a change")
        are_valid = [one.is_valid() for one in self.forms]
        if not all(are_valid):
            return False
        content = self.content()
        for fault in ProposalDraft(content, content["id"]).faults(limits_of(self.here)):
            self._add(fault)
        if all(one.is_valid() for one in self.forms) and not self._may():
            says = "Your role does not let you propose for this directorate and these patches"
            self.about.add_error("directorate", says)
        return all(one.is_valid() for one in self.forms)

    def content(self) -> dict[str, Any]:
        """Return what the file is to hold."""
        held = self.about.cleaned_data
        summary = str(held["summary"]).replace("\r\n", "\n").strip()
        evidence = [line.strip() for line in str(held["evidence"]).splitlines() if line.strip()]
        return {
            "id": self.about.name,
            "title": held["title"],
            "owner": held["owner"],
            "directorate": held["directorate"],
            **({"summary": summary} if summary else {}),
            "changes": [_written_change(one.cleaned_data) for one in self.changes],
            "savings": [_written_saving(one.cleaned_data) for one in self.savings],
            "evidence": evidence,
        }

    def _may(self) -> bool:
        changed = {one for form in self.changes for one in form.cleaned_data["where"]}
        everywhere = any(not form.cleaned_data["where"] for form in self.changes)
        patches = [one.id for one in self.here.patches if everywhere or one.id in changed]
        place = Place([self.about.cleaned_data["directorate"]], patches, [])
        return may_on(self.person, Needs.PROPOSE, place)

    def _add(self, fault: Fault) -> None:
        """Put a fault at the field it is about."""
        says = fault.says[:1].upper() + fault.says[1:]
        part, _, rest = fault.where.partition(".")
        rows: Mapping[str, list[Any]] = {"changes": self.changes, "savings": self.savings}
        number = rest.partition(".")[0]
        if part in rows and number.isdecimal() and len(number) < 4 and int(number) <= len(rows[part]):
            form = rows[part][int(number) - 1]
            field = _FIELDS.get(fault.field)
            form.add_error(field if field in form.fields else None, says)
        else:
            self.about.add_error(part if part in self.about.fields else None, says)


def as_typed(whole: WholeProposal, request: HttpRequest, does: str) -> WholeProposal:
    """Return what was typed with a row more or less, before it is checked.

    Args:
        whole: what was sent.
        request: the request.
        does: `add-changes`, `remove-changes-2`, `add-savings` or `remove-savings-0`.
    """
    verb, _, rest = does.partition("-")
    part, _, number = rest.partition("-")
    rows: dict[str, list[forms.Form]] = {"changes": [*whole.changes], "savings": [*whole.savings]}
    typed = {name: [raw(one, request.POST, request.FILES) for one in held] for name, held in rows.items()}
    if part in typed and verb == "add" and len(typed[part]) < _MOST_ROWS:
        typed[part].append({})
    if (
        part in typed
        and verb == "remove"
        and number.isdecimal()
        and len(number) < 4
        and int(number) < len(typed[part])
    ):
        del typed[part][int(number)]
    name = "" if whole.is_new else whole.about.name
    made = WholeProposal(whole.here, whole.person, name=name)
    made.about.initial = raw(whole.about, request.POST, request.FILES)
    made.changes = [
        ChangeForm(prefix=f"changes-{at}", initial=one, here=whole.here)
        for at, one in enumerate(typed["changes"])
    ]
    made.savings = [
        SavingForm(prefix=f"savings-{at}", initial=one) for at, one in enumerate(typed["savings"])
    ]
    return made


def _rows(data: Mapping[str, Any] | None, part: str, held: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return as many rows as were sent, or those the file holds."""
    if data is None:
        return held
    sent = str(data.get(f"{part}-rows", "0"))
    return [{}] * (min(int(sent), _MOST_ROWS) if sent.isdecimal() and len(sent) < 4 else 0)


def _about(held: Mapping[str, Any]) -> dict[str, Any]:
    made = {name: held.get(name, "") for name in ("title", "owner", "directorate", "summary")}
    return made | {"evidence": "\n".join(held.get("evidence", ()))}


def _change(held: Mapping[str, Any], here: Council) -> dict[str, Any]:
    where = held.get("where", "all")
    return {
        "lever": held.get("lever", ""),
        "by": held.get("by", ""),
        "where": [] if where == "all" else where,
        "starts": _parts(held.get("from", "")),
        "over_months": held.get("over_months", ""),
        "until": _parts(held.get("until", "")),
    }


def _saving(held: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "pot": held.get("pot", Pot.GENERAL_FUND.value),
        "pounds_a_year": held.get("pounds_a_year", ""),
        "starts": _parts(held.get("from", "")),
        "kind": held.get("kind", "cashable"),
        "whole_steps_of": held.get("whole_steps_of", ""),
    }


def _parts(day: str) -> list[str]:
    """Return a written day as day, month and year; three empty parts where it is not one."""
    year, month, of_month = [*day.split("-"), "", "", ""][:3]
    return [part.lstrip("0") for part in (of_month, month, year)]


def _written_change(held: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "lever": held["lever"],
        "by": held["by"],
        "where": list(held["where"]) or "all",
        "from": held["starts"].isoformat(),
    }
    if held["over_months"] is not None:
        made["over_months"] = held["over_months"]
    return made | ({"until": held["until"].isoformat()} if held["until"] else {})


def _written_saving(held: Mapping[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "pot": held["pot"],
        "pounds_a_year": held["pounds_a_year"],
        "from": held["starts"].isoformat(),
        "kind": held["kind"],
    }
    step = held["whole_steps_of"]
    return made | ({} if step is None else {"whole_steps_of": step})
