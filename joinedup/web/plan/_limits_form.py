"""The form on which the limits of a targets file are changed, and the file written as a person would."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.forms import BaseFormSet, BoundField, formset_factory

from joinedup.council.better_sets import TARGETS_SCHEMA, Known, measure_says
from joinedup.errors import InputRefused
from joinedup.folder import Council
from joinedup.leadership import version_of
from joinedup.vocabulary import Pot
from joinedup.web.components import Form
from joinedup.web.plan._targets import TargetsFile, known_now, with_limits, write_targets

_OVER = (
    ("five_years", "Five years together"),
    ("all_years", "The whole plan together"),
    ("present_value", "The whole plan in present value"),
)
_MONEY_LIMITS = (("saves_at_least", "Saves at least"), ("costs_at_most", "Costs at most"))
_LEVELS = (
    ("at_most", "At most"),
    ("at_least", "At least"),
    ("worse_by_at_most", "Worse by at most (per cent of what it is without any proposal)"),
)
_WHERE = (("council", "The whole council"), ("each_patch", "Each patch"))
_WHO = (("each_patch", "Each patch"), ("each_directorate", "Each directorate"))
_AIMS = (
    ("outcomes", "What is better for residents, within the limits"),
    ("cash", "What saves most, within the limits"),
)
_MOST_LIMITS = 60
_MOST = 100_000_000_000
_MOST_STARTING = 1_000
_CHANGED = (
    "Somebody changed this file while you had it open. Look at it again, then make your changes to that"
)
_CHANCE = "Leave empty for what is to be expected on average. Type 80 for 80 in 100 futures."


class Amount(forms.DecimalField):
    """A number as people type it: with a pound sign, commas or a per cent sign."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        # Without a bound a number such as 1e999999999 would be worked out figure by figure.
        super().__init__(**{"min_value": -_MOST, "max_value": _MOST} | kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return a number as the page shows it, with commas; what was typed stays as it was typed."""
        return f"{value:,}" if isinstance(value, int | float) else value

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """Return the number that was typed."""
        typed = str(value or "").replace("£", "").replace(",", "").replace("%", "").replace(" ", "")
        return super().to_python(typed)


def _pots() -> list[tuple[str, str]]:
    held = TARGETS_SCHEMA["properties"]["constraints"]["properties"]["targets"]["items"]["properties"]["pot"]
    return [("", "Choose a pot"), *((one, Pot(one).says) for one in held["enum"])]


class Row(Form):
    """One limit of a kind."""

    kind: ClassVar[str] = ""
    says: ClassVar[str] = ""

    def __init__(self, *args: Any, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        self.set_choices()

    def set_choices(self) -> None:
        """Fill in what there is to choose from."""

    @property
    def shown(self) -> list[BoundField]:
        """The fields, in order, and last whether the limit is to go."""
        return [one for one in self if one.name != "DELETE" or self.initial]


class MoneyRow(Row):
    """What a pot must save or may cost."""

    kind, says = "targets", "What a pot must save or may cost"

    pot = forms.ChoiceField(label="Pot")
    when = forms.ChoiceField(label="When", required=False)
    how = forms.ChoiceField(label="Limit", choices=_MONEY_LIMITS, initial="saves_at_least")
    pounds = Amount(label="Pounds")
    chance = Amount(
        label="In how many of 100 futures", required=False, help_text=_CHANCE, min_value=1, max_value=100
    )

    def set_choices(self) -> None:
        """Fill in the pots and years."""
        _choices(self, "pot", _pots())
        _choices(self, "when", [("", "Choose when"), *((one, one) for one in self.known.years), *_OVER])

    @staticmethod
    def read(one: dict[str, Any]) -> dict[str, Any]:
        """Return a limit of the file as the form has it."""
        return {"pot": one["pot"], "when": one.get("year") or one.get("over")} | _money(one) | _chance(one)

    def written(self) -> dict[str, Any]:
        """Return the limit as the file has it."""
        held = self.cleaned_data
        when = held["when"]
        name = "over" if when in dict(_OVER) else "year"
        return {"pot": held["pot"], name: when, held["how"]: _plain(held["pounds"])} | _chance_written(held)

    def clean_when(self) -> str:
        """Return when, which a limit on money needs.

        Raises:
            ValidationError: nothing was chosen.
        """
        when: str = self.cleaned_data["when"]
        if not when:
            raise forms.ValidationError("Choose a year, or several together")
        return when


class FloorRow(Row):
    """What must not get worse than this for people or services."""

    kind, says = "floors", "What must hold for people and services"

    measure = forms.ChoiceField(label="Measure")
    how = forms.ChoiceField(label="Limit", choices=_LEVELS, initial="at_most")
    value = Amount(label="Number")
    where = forms.ChoiceField(label="Where", choices=_WHERE, initial="council")
    year = forms.ChoiceField(label="Year", required=False)
    chance = Amount(
        label="In how many of 100 futures", required=False, help_text=_CHANCE, min_value=1, max_value=100
    )

    def set_choices(self) -> None:
        """Fill in the measures and years."""
        named = sorted(((one, measure_says(one)) for one in self.known.measures), key=lambda pair: pair[1])
        _choices(self, "measure", [("", "Choose a measure"), *named])
        _choices(self, "year", [("", "Every year"), *((one, one) for one in self.known.years)])

    @staticmethod
    def read(one: dict[str, Any]) -> dict[str, Any]:
        """Return a limit of the file as the form has it."""
        how = next(name for name, _ in _LEVELS if name in one)
        value = str(one[how]).rstrip("% ")
        held = {"measure": one["measure"], "how": how, "value": value, "where": one.get("where", "council")}
        return held | {"year": one.get("year", "")} | _chance(one)

    def written(self) -> dict[str, Any]:
        """Return the limit as the file has it."""
        held = self.cleaned_data
        number = _plain(held["value"])
        value = f"{number}%" if held["how"] == "worse_by_at_most" else number
        where = {"where": held["where"]} if held["where"] != "council" else {}
        year = {"year": held["year"]} if held["year"] else {}
        return {"measure": held["measure"], held["how"]: value} | where | year | _chance_written(held)


class WorseOffRow(Row):
    """By how much a patch or directorate may be worse off."""

    kind, says = "worse_off", "By how much a patch or directorate may be worse off over five years"

    who = forms.ChoiceField(label="Who", choices=_WHO, initial="each_patch")
    pot = forms.ChoiceField(label="Pot")
    pounds = Amount(label="Pounds at most", min_value=0)

    def set_choices(self) -> None:
        """Fill in the pots."""
        _choices(self, "pot", _pots())

    @staticmethod
    def read(one: dict[str, Any]) -> dict[str, Any]:
        """Return a limit of the file as the form has it."""
        return {"who": one["who"], "pot": one["pot"], "pounds": one["by_at_most"]}

    def written(self) -> dict[str, Any]:
        """Return the limit as the file has it."""
        held = self.cleaned_data
        return {"who": held["who"], "pot": held["pot"], "by_at_most": _plain(held["pounds"])}


class WorstRow(Row):
    """What a pot must save or may cost in the worst 1 in 20 futures."""

    kind, says = "worst_1_in_20", "What must hold in the worst 1 in 20 futures"

    pot = forms.ChoiceField(label="Pot")
    over = forms.ChoiceField(label="When", choices=_OVER, initial="five_years")
    how = forms.ChoiceField(label="Limit", choices=_MONEY_LIMITS, initial="saves_at_least")
    pounds = Amount(label="Pounds")

    def set_choices(self) -> None:
        """Fill in the pots."""
        _choices(self, "pot", _pots())

    @staticmethod
    def read(one: dict[str, Any]) -> dict[str, Any]:
        """Return a limit of the file as the form has it."""
        return {"pot": one["pot"], "over": one.get("over", "five_years")} | _money(one)

    def written(self) -> dict[str, Any]:
        """Return the limit as the file has it."""
        held = self.cleaned_data
        over = {"over": held["over"]} if held["over"] != "five_years" else {}
        return {"pot": held["pot"]} | over | {held["how"]: _plain(held["pounds"])}


_ROWS: tuple[Any, ...] = (MoneyRow, FloorRow, WorseOffRow, WorstRow)


class LimitsForm(Form):
    """The limits of a targets file, and what is best within them."""

    aim = forms.ChoiceField(label="What is best", choices=_AIMS, widget=forms.RadioSelect)
    most_starting = forms.IntegerField(
        label="Most proposals that may start in one year",
        required=False,
        min_value=1,
        max_value=_MOST_STARTING,
        widget=forms.TextInput,
        help_text="Leave empty for no limit.",
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, asked_for: Any, here: Council, file: TargetsFile) -> None:
        constraints = file.content.get("constraints", {})
        most = constraints.get("capacity_for_change", {}).get("most_starting_in_a_year")
        aim = file.content["measurables"].get("aim", "outcomes")
        self._version = version_of(file.path)
        super().__init__(asked_for, initial={"aim": aim, "most_starting": most, "version": self._version})
        self._file, self._known = file, known_now(here)
        self._text = ""
        self.groups = [_group(row, asked_for, constraints.get(row.kind, []), self._known) for row in _ROWS]

    def clean(self) -> dict[str, Any]:
        """Hold the file as it would be written to all that a targets file is held to.

        Raises:
            ValidationError: a limit is not right, or names something that there is not.
        """
        cleaned = super().clean() or {}
        if cleaned.get("version") != self._version:
            raise forms.ValidationError(_CHANGED)
        if self.errors or not all(group.is_valid() for group in self.groups):
            return cleaned
        constraints: dict[str, Any] = {
            group.form.kind: written
            for group in self.groups
            if (written := [one.written() for one in _kept(group)])
        }
        if cleaned.get("most_starting") is not None:
            constraints["capacity_for_change"] = {"most_starting_in_a_year": cleaned["most_starting"]}
        self._text, draft = with_limits(self._file, constraints, cleaned["aim"])
        try:
            draft.checked(self._known)
        except InputRefused as refusal:
            raise forms.ValidationError([line.strip() for line in refusal.what.splitlines()[1:]]) from refusal
        return cleaned

    def is_valid(self) -> bool:
        """Return whether every limit is right."""
        return super().is_valid() and all(group.is_valid() for group in self.groups)

    @property
    def problems(self) -> list[dict[str, str]]:
        """Everything that is wrong, each with where it is on the page."""
        if not self.is_bound:
            return []
        found = [{"text": str(one)} for one in self.non_field_errors()]
        found += [
            _problem(self[name], str(one))
            for name, some in self.errors.items()
            if name in self.fields
            for one in some
        ]
        for group in self.groups:
            found += [{"text": str(one)} for one in group.non_form_errors()]
            for row in group.forms:
                found += [_problem(row[name], str(one)) for name, some in row.errors.items() for one in some]
        return found

    def write(self) -> None:
        """Write the file; the form must be valid.

        Raises:
            InputRefused: somebody wrote it since the form was read.
        """
        if version_of(self._file.path) != self._version:
            raise InputRefused(f"{_CHANGED}.")
        write_targets(self._file, self._text)


class Rows(BaseFormSet):  # type: ignore[type-arg]  # it cannot be subscripted when it runs
    """The limits of one kind."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Add to a limit the box that removes it."""
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Remove this limit"


def _group(row: Any, asked_for: Any, written: list[dict[str, Any]], known: Known) -> BaseFormSet[Any]:
    made = formset_factory(
        row, formset=Rows, extra=1, can_delete=True, max_num=_MOST_LIMITS, absolute_max=_MOST_LIMITS
    )
    return made(
        asked_for,
        prefix=row.kind,
        initial=[row.read(one) for one in written],
        form_kwargs={"known": known},
    )


def _kept(group: BaseFormSet[Any]) -> list[Any]:
    return [
        one for one in group.forms if one.has_changed() | bool(one.initial) and one not in group.deleted_forms
    ]


def _problem(bound: BoundField, says: str) -> dict[str, str]:
    label = "" if str(bound.label) in says else f"{bound.label}: "
    return {"text": f"{label}{says}", "href": f"#{bound.id_for_label or bound.auto_id}"}


def _choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def _money(one: dict[str, Any]) -> dict[str, Any]:
    how = "saves_at_least" if "saves_at_least" in one else "costs_at_most"
    return {"how": how, "pounds": one[how]}


def _chance(one: dict[str, Any]) -> dict[str, Any]:
    return {"chance": _plain(Decimal(str(one["chance"])) * 100)} if "chance" in one else {}


def _chance_written(held: dict[str, Any]) -> dict[str, Any]:
    return {"chance": float(held["chance"] / 100)} if held["chance"] is not None else {}


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)
