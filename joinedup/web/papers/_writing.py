"""Writing in a paper: a section's words, whether it is exempt, and settling what the model changed."""

from __future__ import annotations

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from joinedup.register.models import Decision, PaperAct
from joinedup.register.papers import (
    GONE,
    NEW,
    SectionWords,
    SomebodyElseWrote,
    differences,
    last_edit,
    merged,
    write,
)
from joinedup.reports.papers import (
    LONGEST,
    Section,
    as_blocks,
    facts_of_paper,
    names_of,
    names_placed,
    paragraphs_of,
)
from joinedup.web.components import Form
from joinedup.web.papers._kept import StandingPaper, may_see_exempt, may_write
from joinedup.web.papers._views import decision_of, kind_of, standing_or_404
from joinedup.web.shell import person_of, show


class SectionForm(Form):
    """The words of a section, and whether they may be published."""

    words = forms.CharField(
        label="Words of this section",
        widget=forms.Textarea,
        max_length=LONGEST,
        strip=True,
        help_text=(
            "Leave an empty line between paragraphs. Begin a line with - for a list or ### for a heading; "
            "put **two stars** round bold words. A line in square brackets is a table or chart: leave it "
            "where it should stand, or take it out."
        ),
        error_messages={"required": "Write the words of this section, or go back to the model’s words"},
    )
    exempt = forms.CharField(
        label="Why this section may not be published",
        required=False,
        max_length=300,
        help_text=(
            "Leave empty if it may. Else name the paragraph of Schedule 12A to the Local Government Act 1972 "
            "and why the public interest lies in keeping it."
        ),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args: object, section: Section, sees_exempt: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._section = section
        if not sees_exempt:
            del self.fields["exempt"]

    def clean_words(self) -> str:
        """Return the words, if every table and chart they place is one that the section has."""
        words = str(self.cleaned_data["words"]).replace("\r\n", "\n").replace("\x00", "")
        unknown = [one for one in names_placed(words) if one not in names_of(self._section)]
        if unknown:
            raise forms.ValidationError(f"This section has no {unknown[0].strip('[]')}")
        return words


def section(request: HttpRequest, number: int, kind: str, key: str) -> HttpResponse:
    """Show the words of a section to be changed, and keep what is written."""
    decision, standing, words, made = _found(request, number, kind, key)
    person = person_of(request)
    sees = may_see_exempt(person, decision)
    seen = last_edit(standing.record, key)
    is_merge = "merge" in request.GET and words.has_moved
    begins = merged(words.based_on, words.made, words.words) if is_merge else words.words
    form = SectionForm(
        request.POST or None,
        section=made,
        sees_exempt=sees,
        initial={"words": begins, "exempt": words.exempt, "seen": seen},
    )
    if request.method == "POST" and form.is_valid():
        try:
            # Who may not see exempt matter cannot take the mark off it either.
            exempt = form.cleaned_data["exempt"] if sees else words.exempt
            said = form.cleaned_data["words"]
            if said == words.made and exempt == words.exempt and not words.is_edited:
                return redirect("paper", decision.pk, standing.kind.value)
            has_seen = form.cleaned_data["seen"] or 0
            write(standing.record, words, said, person, exempt=exempt, seen=has_seen)
            return redirect("paper", decision.pk, standing.kind.value)
        except SomebodyElseWrote as refused:
            form.add_error(None, str(refused))
    context = {
        "decision": decision,
        "standing": standing,
        "words": words,
        "form": form,
        "is_merge": is_merge,
        "tables": names_of(made),
        "untraced": _untraced(form, standing, made) or _untraced_as_it_stands(standing, key),
        "changes": differences(words.based_on, words.made) if words.has_moved else [],
        "theirs": words.words if form.non_field_errors() else "",
        "seen_now": seen,
        "gone": GONE,
        "new": NEW,
    }
    return show(request, "papers/section.html", context)


@require_POST
def settle(request: HttpRequest, number: int, kind: str, key: str) -> HttpResponse:
    """Keep people's words where the model's changed, or take the model's."""
    decision, standing, words, _ = _found(request, number, kind, key)
    act = {"keep": PaperAct.KEPT, "take": PaperAct.TOOK}.get(request.POST.get("what", ""))
    if act is None:
        raise Http404
    if not words.is_edited:
        return redirect("paper", decision.pk, standing.kind.value)
    said = request.POST.get("seen", "")
    has_seen = int(said[:18]) if said.isascii() and said.isdecimal() else 0
    try:
        write(
            standing.record,
            words,
            words.words,
            person_of(request),
            exempt=words.exempt,
            seen=has_seen,
            act=act,
        )
    except SomebodyElseWrote:
        # Back to the section, where what stands there now can be read first.
        return redirect("paper_section", decision.pk, standing.kind.value, key)
    return redirect("paper", decision.pk, standing.kind.value)


@require_safe
def history(request: HttpRequest, number: int, kind: str, key: str) -> HttpResponse:
    """Show what people wrote in a section, newest first; what was exempt then stays so."""
    decision, standing, words, _ = _found(request, number, kind, key)
    sees = may_see_exempt(person_of(request), decision)
    held = standing.record.edits.filter(section=key).select_related("by").order_by("-id")
    edits = [(one, sees or not one.exempt) for one in held]
    context = {"decision": decision, "standing": standing, "words": words, "edits": edits}
    return show(request, "papers/history.html", context)


def _found(
    request: HttpRequest, number: int, kind: str, key: str
) -> tuple[Decision, StandingPaper, SectionWords, Section]:
    """Return a section that the person may write in."""
    decision = decision_of(request, number)
    person = person_of(request)
    if not may_write(person, decision):
        raise PermissionDenied
    standing = standing_or_404(decision, kind_of(kind))
    found = standing.section(key)
    if found is None:
        raise Http404
    words, made = found
    if (made.exempt or words.exempt) and not may_see_exempt(person, decision):
        raise PermissionDenied
    return decision, standing, words, made


def _untraced(form: SectionForm, standing: StandingPaper, made: Section) -> list[str]:
    """Return the numbers of what was just written that no run and no record holds."""
    if not form.is_bound or "words" not in getattr(form, "cleaned_data", {}):
        return []
    blocks = as_blocks(form.cleaned_data["words"], made, facts_of_paper(standing.made, made))
    return _marked(Section(made.key, made.title, blocks))


def _untraced_as_it_stands(standing: StandingPaper, key: str) -> list[str]:
    return [one for part in standing.paper.sections if part.key == key for one in _marked(part)]


def _marked(section: Section) -> list[str]:
    found = [one.text for each in paragraphs_of(section) for one in each.parts if one.is_untraced]
    return list(dict.fromkeys(found))
