"""Form fields and other parts in the look of GOV.UK Frontend, made from Django's forms.

The macros of GOV.UK Frontend read settings that are not given as nothing; our own templates must not, since a
name typed wrongly would show as nothing. So the macros have an environment of their own.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from jinja2 import Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

_GOVUK = "govuk_frontend_jinja"
# What Django says of every field that was left empty, which does not say what to do.
_SAYS_NOTHING = str(forms.Field.default_error_messages["required"])
# With these a label needs no article: “Enter why it is not needed”, “Enter your comment”.
_STANDS_ALONE = re.compile(
    r"(the|an?|your|its|their|this|these|each|every|any|all|who|whom|whose|what|when|where|which|why|how|whether"
    r"|one|two|at|by|in|on)\b",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)$")


class DateParts(forms.MultiWidget):
    """A day as three fields: day, month and year."""

    NAMES = ("Day", "Month", "Year")

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__([forms.TextInput() for _ in self.NAMES], attrs)

    def decompress(self, value: Any) -> list[str]:
        """Return a day, or what was typed for one, as three texts."""
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        return [str(one or "") for one in value] if isinstance(value, list) else ["", "", ""]


class DateField(forms.Field):
    """A day, typed in three parts."""

    widget = DateParts

    def to_python(self, value: Any) -> date | None:
        """Return the day that was typed.

        Raises:
            ValidationError: it is no day, or a part of it is missing.
        """
        parts = [str(one or "").strip() for one in value or ["", "", ""]]
        if not any(parts):
            return None
        missing = [name.lower() for name, part in zip(DateParts.NAMES, parts, strict=True) if not part]
        if missing:
            raise forms.ValidationError(f"{self.label} must include a {' and a '.join(missing)}")
        try:
            return date(*(int(part) for part in reversed(parts)))
        except (ValueError, OverflowError):
            raise forms.ValidationError(f"{self.label} must be a real date") from None


class Form(forms.Form):
    """The form that every form of the application is: what was left empty it asks for by its label."""

    def add_error(self, field: str | None, error: Any) -> None:
        """Keep what is wrong with a field, or with the form where the field is None."""
        is_bare = isinstance(error, forms.ValidationError) and getattr(error, "code", None) == "required"
        if field is not None and is_bare and str(error.message) == _SAYS_NOTHING:
            error = forms.ValidationError(asked_for(self[field]), code="required")
        super().add_error(field, error)


def asked_for(bound: BoundField) -> str:
    """Return how a field that was left empty is asked for, in the words of GOV.UK and of its own label.

    A label that is a question is quoted; any other is part of the sentence: “Enter the day of the decision”.
    """
    label = _IN_BRACKETS.sub("", str(bound.label)).rstrip(":")
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return f"Tick “{label}”"
    is_chosen = isinstance(
        widget, forms.Select | forms.RadioSelect | forms.CheckboxSelectMultiple | forms.FileInput
    )
    if label.endswith("?"):
        return f"Choose an answer to “{label}”" if is_chosen else f"Answer “{label}”"
    # Capitals inside a first word belong to a name: “EHC plan”, “DfE number”.
    first = label.partition(" ")[0]
    begun = label if first[1:] != first[1:].lower() else f"{label[:1].lower()}{label[1:]}"
    article = "" if _STANDS_ALONE.match(label) else "the "
    return f"{'Choose' if is_chosen else 'Enter'} {article}{begun}"


@cache
def _components() -> Environment:
    return Environment(
        loader=PrefixLoader({_GOVUK: PackageLoader(_GOVUK)}),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _macro(component: str) -> Any:
    name = "govuk" + "".join(word.capitalize() for word in component.split("-"))
    return getattr(_components().get_template(f"{_GOVUK}/components/{component}/macro.html").module, name)


def govuk(component: str, **settings: Any) -> Markup:
    """Return a component of GOV.UK Frontend.

    Args:
        component: its name, `error-summary`.
        settings: what its macro takes; texts are escaped, `html` is not.
    """
    return Markup(_macro(component)(settings))  # noqa: S704 -- the macro escapes what it is given as text


def errors(form: BaseForm | None) -> Markup:
    """Return what is wrong with a form, each line leading to its field; empty where all is well."""
    if form is None or not form.errors:
        return Markup("")
    listed: list[dict[str, str]] = [{"text": str(one)} for one in form.non_field_errors()]
    for name, found in form.errors.items():
        if name in form.fields:
            listed += [{"text": str(one), "href": f"#{_first_id(form[name])}"} for one in found]
    return govuk("error-summary", titleText="There is a problem", errorList=listed)


def field(bound: BoundField, **settings: Any) -> Markup:
    """Return a field of a form with its label, hint and error.

    Args:
        bound: the field.
        settings: more for the component, such as `classes` or `rows`.
    """
    widget = bound.field.widget
    if isinstance(widget, forms.HiddenInput):
        return Markup(str(bound))  # noqa: S704 -- Django escapes what it renders
    made = _shared(bound) | settings
    if isinstance(widget, forms.CheckboxInput):
        return _one_checkbox(bound, made)
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return _choices(bound, made)
    if isinstance(widget, DateParts):
        return _date(bound, made)
    made |= {
        "id": bound.id_for_label,
        "name": bound.html_name,
        "label": {"text": bound.label, "classes": "govuk-label--s"},
    }
    if isinstance(widget, forms.Select):
        chosen = {str(one) for one in _listed(bound.value())}
        items = [
            {"value": str(key), "text": str(text), "selected": str(key) in chosen}
            for key, text in _flat(bound)
        ]
        return govuk("select", items=items, **made)
    if isinstance(widget, forms.Textarea):
        return govuk("textarea", value=_text(bound), rows=made.pop("rows", 5), **made)
    if isinstance(widget, forms.FileInput):
        multiple = bool(widget.attrs.get("multiple"))
        accept = {"accept": str(widget.attrs["accept"])} if "accept" in widget.attrs else {}
        return govuk("file-upload", multiple=multiple, attributes=accept, **made)
    return _input(bound, made)


def _shared(bound: BoundField) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if bound.help_text:
        made["hint"] = {"text": str(bound.help_text)}
    if bound.errors:
        made["errorMessage"] = {"text": " ".join(str(one) for one in bound.errors)}
    return made


def _input(bound: BoundField, made: dict[str, Any]) -> Markup:
    widget = bound.field.widget
    kind = getattr(widget, "input_type", "text")
    attributes = {key: str(value) for key, value in widget.attrs.items()}
    if kind == "number":
        # A number field turns the wheel of a mouse into another number; words with digits do not.
        made, kind = {"inputmode": "decimal", "spellcheck": False} | made, "text"
    autocomplete = attributes.pop("autocomplete", "off")
    if kind == "password":
        return govuk("password-input", autocomplete=autocomplete, attributes=attributes, **made)
    return govuk(
        "input", type=kind, value=_text(bound), autocomplete=autocomplete, attributes=attributes, **made
    )


def _choices(bound: BoundField, made: dict[str, Any]) -> Markup:
    # To Django several boxes are a kind of radio buttons.
    is_many = isinstance(bound.field.widget, forms.CheckboxSelectMultiple)
    component = "checkboxes" if is_many else "radios"
    chosen = {str(one) for one in _listed(bound.value())}
    hints = getattr(bound.field, "hints", {})
    items = [
        {
            "value": str(key),
            "text": str(text),
            "checked": str(key) in chosen,
            "id": f"{bound.auto_id}_{at}" if at else str(bound.auto_id),
            "hint": {"text": hints[key]} if key in hints else None,
        }
        for at, (key, text) in enumerate(_flat(bound))
    ]
    legend = {"text": bound.label, "classes": "govuk-fieldset__legend--s"}
    return govuk(
        component,
        idPrefix=bound.auto_id,
        name=bound.html_name,
        fieldset={"legend": legend},
        items=items,
        **made,
    )


def _one_checkbox(bound: BoundField, made: dict[str, Any]) -> Markup:
    hint = {"hint": made.pop("hint")} if "hint" in made else {}
    item = {
        "value": "on",
        "text": bound.label,
        "checked": bool(bound.value()),
        "id": bound.id_for_label,
    } | hint
    return govuk("checkboxes", idPrefix=bound.auto_id, name=bound.html_name, items=[item], **made)


def _date(bound: BoundField, made: dict[str, Any]) -> Markup:
    widget = bound.field.widget
    held = dict(zip(DateParts.NAMES, widget.decompress(bound.value()), strict=True))
    wrong = " govuk-input--error" if bound.errors else ""
    items = [
        {
            "id": f"{bound.auto_id}_{at}",
            "name": f"{bound.html_name}_{at}",
            "label": part,
            "value": held[part],
            "classes": f"govuk-input--width-{4 if part == 'Year' else 2}{wrong}",
        }
        for at, part in enumerate(DateParts.NAMES)
    ]
    legend = {"text": bound.label, "classes": "govuk-fieldset__legend--s"}
    return govuk("date-input", id=bound.auto_id, fieldset={"legend": legend}, items=items, **made)


def _first_id(bound: BoundField) -> str:
    return f"{bound.auto_id}_0" if isinstance(bound.field.widget, DateParts) else str(bound.auto_id)


def _flat(bound: BoundField) -> list[tuple[Any, Any]]:
    return [choice for choice in bound.field.choices if not isinstance(choice[1], list | tuple)]  # type: ignore[attr-defined]


def _listed(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, list | tuple) else [value]


def _text(bound: BoundField) -> str:
    value = bound.value()
    return "" if value is None else str(value)
