"""Papers shown in the frame of the application, and sent as Word, PDF or a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from joinedup.leadership import slug_of
from joinedup.reports.papers import Paper, as_docx, as_html, as_pdf, paper_context, why_no_pdf
from joinedup.web.shell import show

_FORMS: dict[str, tuple[Callable[[Paper], bytes], str]] = {
    "docx": (as_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (as_pdf, "application/pdf"),
    # It has a look of its own within, which a page of the application may not have; so it is a file to keep.
    "html": (lambda paper: as_html(paper).encode("utf-8"), "application/octet-stream"),
}
_NAMES = {"docx": "Word", "pdf": "PDF", "html": "Page"}


def show_paper(request: HttpRequest, template: str, paper: Paper, context: dict[str, Any]) -> HttpResponse:
    """Answer with a paper in our own frame; `?as=docx`, `pdf` or `html` answers with it as a file.

    Args:
        request: the request.
        template: a template that includes `paper_body.html`.
        paper: the paper.
        context: what else the template reads.
    """
    form = request.GET.get("as")
    if form is not None:
        return _as_file(paper, form)
    offered = [(name, f"?as={key}") for key, name in _NAMES.items() if key != "pdf" or not why_no_pdf()]
    return show(request, template, {**paper_context(paper), "files": offered, **context})


def _as_file(paper: Paper, form: str) -> HttpResponse:
    if form not in _FORMS:
        raise Http404
    make, media = _FORMS[form]
    response = HttpResponse(make(paper), content_type=media)
    name = slug_of(f"{paper.title} {paper.kind}")[:80]
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
