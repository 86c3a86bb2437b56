"""What if we restructure: drafts, their changes one by one, and each compared with today."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from joinedup.access.audit import record
from joinedup.access.roles import Needs
from joinedup.errors import InputRefused, JoinedUpError
from joinedup.leadership import (
    FORMS,
    KINDS,
    Draft,
    Structure,
    applied,
    compare,
    draft_of,
    draft_path,
    draft_text,
    drafts_of,
    read_draft,
    slug_of,
    version_of,
    write_draft,
)
from joinedup.reports.leadership import comparison_paper
from joinedup.web.components import DateField, Form
from joinedup.web.leadership._held import sent, structure_now, today
from joinedup.web.leadership._papers import show_paper
from joinedup.web.shell import council, person_of, show

_LABELS = {
    "post": "Post",
    "posts": "Posts",
    "reports_to": "Reports to",
    "into": "Title of the post they become",
    "directorate": "Directorate",
    "roles": "Roles laid down in law, separated by semicolons",
    "to": "To",
    "functions": "Functions",
    "by_holder_of": "Held by whoever holds",
    "authority": "Other authority",
    "agreed_on": "Day both agreed",
    "patch": "Patch",
    "lead": "Post that leads it",
    "team": "Team",
}
_LISTS = {"posts", "functions", "roles"}


class DraftForm(Form):
    """A new draft structure."""

    title = forms.CharField(
        label="What the draft is called",
        max_length=60,
        error_messages={"required": "Enter what the draft is called"},
    )
    says = forms.CharField(label="What it is for", widget=forms.Textarea, max_length=2000, required=False)
    starts = DateField(label="First day", error_messages={"required": "Enter the first day"})

    def clean_title(self) -> str:
        """Refuse a title that gives no name to the file, or one that is there already."""
        title: str = self.cleaned_data["title"]
        if not slug_of(title):
            raise forms.ValidationError("What the draft is called must hold letters or digits")
        if slug_of(title) == "new":
            raise forms.ValidationError("Give the draft a name that says more")
        if draft_path(council(), slug_of(title)).exists():
            raise forms.ValidationError("There is a draft of that name already")
        return title


class KindForm(Form):
    """Which kind of change is added."""

    kind = forms.ChoiceField(
        label="What would change?",
        choices=list(KINDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what would change"},
    )


class ChangeForm(Form):
    """One change, with the fields that its kind must and may state."""

    version = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, structure: Structure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        must, may = FORMS[kind]
        choices = _choices(kind, structure)
        for name in (*must, *may):
            self.fields[name] = _field(name, choices.get(name), is_required=name in must)

    def states(self) -> dict[str, Any]:
        """Return what the change states, as a file does."""
        stated: dict[str, Any] = {}
        for name, value in self.cleaned_data.items():
            if name == "version" or not value:
                continue
            if name == "roles":
                value = [one.strip() for one in value.split(";") if one.strip()]
            stated[name] = value.isoformat() if name == "agreed_on" else value
        return stated


def _field(name: str, choices: list[tuple[str, str]] | None, *, is_required: bool) -> forms.Field:
    label = _LABELS[name] + ("" if is_required else " (optional)")
    verb = "Enter" if choices is None else "Choose"
    shared: dict[str, Any] = {
        "label": label,
        "required": is_required,
        "error_messages": {"required": f"{verb} something for: {label}"},
    }
    if name == "agreed_on":
        return DateField(**shared)
    if choices is None:
        return forms.CharField(max_length=200, **shared)
    if name in _LISTS:
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **shared)
    return forms.ChoiceField(choices=[("", "Choose"), *choices], **shared)


def _choices(kind: str, structure: Structure) -> dict[str, list[tuple[str, str]]]:
    """Return what each field of a kind of change may be chosen from; free words where it is not named."""
    posts = [(one, one) for one in structure.posts]
    functions = [(one.function, f"{one.function} {one.title}") for one in structure.own_functions()]
    found = {
        "posts": posts,
        "reports_to": posts,
        "by_holder_of": posts,
        "lead": posts,
        "functions": functions,
        "patch": [(one.patch, one.patch) for one in structure.patches],
        "team": [(one.team, one.team) for one in structure.teams],
        "to": [(one.portfolio, one.portfolio) for one in structure.portfolios]
        if kind == "portfolio"
        else posts,
    }
    if kind != "create":
        found["post"] = posts
    else:
        names = dict.fromkeys(one.directorate for one in structure.posts.values() if one.directorate)
        found["directorate"] = [(one, one) for one in names]
    return found


def structures(request: HttpRequest) -> HttpResponse:
    """Answer with every draft, and what is wrong with a file that cannot be read."""
    drafts: list[Draft] = []
    refused: list[str] = []
    for path in drafts_of(council()):
        try:
            drafts.append(read_draft(path))
        except InputRefused as error:
            refused.append(str(error))
    may_edit = person_of(request).may(Needs.EDIT_LEADERSHIP)
    return show(
        request, "leadership/structures.html", {"drafts": drafts, "refused": refused, "may_edit": may_edit}
    )


def structure(request: HttpRequest, id: str) -> HttpResponse:
    """Answer with a draft compared with today, as a page or as a document; `?as=yaml` as its file."""
    draft = _draft(id)
    if request.GET.get("as") == "yaml":
        response = HttpResponse(draft_text(draft), content_type="application/yaml; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{id}.yaml"'
        return response
    now = structure_now()
    context = {
        "draft": draft,
        "may_edit": person_of(request).may(Needs.EDIT_LEADERSHIP),
        "may_assure": person_of(request).may(Needs.ASSURE),
        "version": version_of(draft_path(council(), id)),
    }
    try:
        after = applied(now, draft)
    except InputRefused as error:
        # The files have changed since the draft was written; what no longer fits can be taken out here.
        return show(request, "leadership/unfit_structure.html", {**context, "error": str(error)}, 422)
    paper = comparison_paper(draft, compare(now, after), council().name, today())
    return show_paper(request, "leadership/structure.html", paper, context)


def new_structure(request: HttpRequest) -> HttpResponse:
    """Ask for a new draft, and write its file."""
    form = DraftForm(sent(request))
    if request.method == "POST" and form.is_valid():
        stated = form.cleaned_data
        draft = Draft(slug_of(stated["title"]), stated["title"], stated["says"], stated["starts"], ())
        _write(request, draft, "draft structure begun")
        return redirect("add_change", draft.id)
    return show(request, "leadership/new_structure.html", {"form": form})


def add_change(request: HttpRequest, id: str) -> HttpResponse:
    """Ask which kind of change is added."""
    draft = _draft(id)
    form = KindForm(request.GET if "kind" in request.GET else None)
    if "kind" in request.GET and form.is_valid():
        return redirect("state_change", id, form.cleaned_data["kind"])
    return show(request, "leadership/add_change.html", {"form": form, "draft": draft})


def state_change(request: HttpRequest, id: str, kind: str) -> HttpResponse:
    """Ask for what a change states, and add it to the draft's file."""
    if kind not in KINDS:
        raise Http404
    draft = _draft(id)
    after = applied(structure_now(), draft)
    version = version_of(draft_path(council(), id))
    form = ChangeForm(sent(request), kind=kind, structure=after, initial={"version": version})
    if request.method == "POST" and form.is_valid():
        try:
            if form.cleaned_data["version"] != version:
                raise InputRefused("Somebody changed the draft meanwhile.", "Look at it and try again.")
            content = {"kind": kind, **form.states()}
            more = draft_of(_content(draft, content), f"{id}.yaml")
            applied(structure_now(), more)
            _write(request, more, "draft structure changed")
            return redirect("structure", id)
        except JoinedUpError as error:
            form.add_error(None, str(error))
    return show(request, "leadership/state_change.html", {"form": form, "draft": draft, "kind": KINDS[kind]})


@require_POST
def remove_change(request: HttpRequest, id: str, number: int) -> HttpResponse:
    """Take the change with a number out of a draft."""
    draft = _draft(id)
    if not 1 <= number <= len(draft.changes):
        raise Http404
    if request.POST.get("version") != version_of(draft_path(council(), id)):
        raise InputRefused("Somebody changed the draft meanwhile.", "Look at it and try again.")
    changes = (*draft.changes[: number - 1], *draft.changes[number:])
    fewer = replace(draft, changes=changes)
    # A later change may rest on the one taken out; then the draft stays as it is, and says why.
    if _fits(draft):
        applied(structure_now(), fewer)
    _write(request, fewer, "draft structure changed")
    return redirect("structure", id)


def _fits(draft: Draft) -> bool:
    try:
        applied(structure_now(), draft)
    except InputRefused:
        return False
    return True


def _content(draft: Draft, more: dict[str, Any]) -> dict[str, Any]:
    changes = [{"kind": one.kind, **one.states} for one in draft.changes]
    return {
        "id": draft.id,
        "title": draft.title,
        "says": draft.says,
        "from": draft.starts.isoformat(),
        "changes": [*changes, more],
    }


def _draft(id: str) -> Draft:
    try:
        path = draft_path(council(), id)
    except InputRefused:
        raise Http404 from None
    if not path.is_file():
        raise Http404
    return read_draft(path)


def _write(request: HttpRequest, draft: Draft, action: str) -> None:
    with transaction.atomic():
        record(person_of(request), action, draft.id, changes=len(draft.changes))
        write_draft(council(), draft)


__all__ = [
    "add_change",
    "new_structure",
    "remove_change",
    "state_change",
    "structure",
    "structures",
]
