"""The list of decisions: found by stage, place and words, and downloaded as it is shown."""

from __future__ import annotations

import csv
import io

import xlsxwriter
from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from joinedup.access.audit import record
from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.folder import Council
from joinedup.register.collaborating import ListedDecision, LookedFor, listed_decisions, may_see
from joinedup.register.models import Decision, Party, Stage
from joinedup.reports.links import service_name
from joinedup.store import not_a_formula
from joinedup.vocabulary import Directorate
from joinedup.web.components import Form
from joinedup.web.decisions._page import TAG_COLOURS
from joinedup.web.decisions._people import person_of
from joinedup.web.shell import council, day, show

_A_PAGE = 25
_COLUMNS = ("Reference", "Decision", "Stage", "Owner", "Directorate", "Answers", "Silent", "Next answer due")
_ANY = ("", "Any")
# A spreadsheet would take text that begins so for a formula.


class LookFor(Form):
    """What a person looks for."""

    text = forms.CharField(label="Words, or a reference such as D0004", required=False, max_length=200)
    stage = forms.ChoiceField(label="Stage", required=False, choices=[_ANY, *Stage.choices])
    directorate = forms.ChoiceField(label="Directorate that proposes", required=False)
    patch = forms.ChoiceField(label="Patch", required=False)
    service = forms.ChoiceField(label="Service", required=False)
    party = forms.ChoiceField(label="Still to be answered by", required=False)
    is_overdue = forms.BooleanField(label="Only decisions with an answer overdue", required=False)

    def __init__(self, *args: object, here: Council, person: Account, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        seen = [one for one in Decision.objects.prefetch_related("parties") if may_see(person, one)]
        services = sorted({service for one in seen for service in one.services})
        listed = Party.objects.filter(decision__in=seen).order_by("name")
        parties = listed.values_list("kind", "identifier", "name").distinct()
        choices = {
            "directorate": [(one.value, here.directorate_name(one)) for one in Directorate],
            "patch": [(one.id, one.name) for one in here.patches],
            "service": [(one, service_name(one)) for one in services],
            "party": list({f"{kind}:{key}": name for kind, key, name in parties}.items()),
        }
        for name, held in choices.items():
            self.fields[name].choices = [_ANY, *held]  # type: ignore[attr-defined]

    def looked_for(self) -> LookedFor:
        """Return what is looked for; a field that is not right is left out, and says so on the page."""
        self.is_valid()
        held = {name: self.cleaned_data.get(name) or "" for name in self.fields if name != "is_overdue"}
        return LookedFor(**held, is_overdue=bool(self.cleaned_data.get("is_overdue")))


def decisions(request: HttpRequest) -> HttpResponse:
    """List the decisions that a person looks for."""
    here = council()
    form = LookFor(request.GET, here=here, person=person_of(request))
    found = _found(request, form)
    page = Paginator(found, _A_PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "count": len(found),
        "asked": asked.urlencode(),
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "colours": {stage.value: colour for stage, colour in TAG_COLOURS.items()},
        "names": here.directorate_name,
        "may_propose": person_of(request).may(Needs.PROPOSE),
    }
    return show(request, "decisions/list.html", context)


def download(request: HttpRequest, kind: str) -> HttpResponse:
    """Answer with the list as it is narrowed, as a CSV file or a workbook."""
    here = council()
    found = _found(request, LookFor(request.GET, here=here, person=person_of(request)))
    rows = [_row(one, here) for one in found]
    if kind == "csv":
        content, told = _csv(rows), "text/csv; charset=utf-8"
    elif kind == "xlsx":
        content = _workbook(rows)
        told = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    else:
        raise Http404
    record(person_of(request), "downloaded the list of decisions", kind, decisions=len(rows))
    response = HttpResponse(content, content_type=told)
    response["Content-Disposition"] = f'attachment; filename="decisions.{kind}"'
    return response


def _found(request: HttpRequest, form: LookFor) -> list[ListedDecision]:
    """Return what is looked for, as far as the person may see it."""
    person = person_of(request)
    held = listed_decisions(form.looked_for(), timezone.localdate())
    return [one for one in held if may_see(person, one.decision)]


def _row(one: ListedDecision, here: Council) -> list[str | int]:
    held, asked = one.decision, len(one.standing.asked)
    silent = len(one.standing.silent) if one.is_being_answered else 0
    answered = sum(1 for party in one.standing.asked if party.answer)
    return [
        *(held.reference, held.title, held.get_stage_display(), held.owner_post),
        *(here.directorate_name(held.directorate), f"{answered} of {asked}", silent, day(one.due)),
    ]


def _csv(rows: list[list[str | int]]) -> bytes:
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(_COLUMNS)
    for row in rows:
        writer.writerow([not_a_formula(cell) for cell in row])
    # The mark at the start tells spreadsheets that it is UTF-8.
    return written.getvalue().encode("utf-8-sig")


def _workbook(rows: list[list[str | int]]) -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Decisions")
        sheet.write_row(0, 0, _COLUMNS, book.add_format({"bold": True}))
        for at, row in enumerate(rows, start=1):
            sheet.write_row(at, 0, row)
        sheet.autofit()
        sheet.freeze_panes(1, 0)
    return held.getvalue()
