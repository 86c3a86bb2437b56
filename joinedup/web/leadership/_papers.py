"""Papers shown in the frame of the application, and sent as Word, PDF or a page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from joinedup.leadership import slug_of
from joinedup.reports.papers import Paper, paper_context, why_no_pdf
from joinedup.web.paper_files import paper_in, sent_as
from joinedup.web.shell import show

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
        return sent_as(form, paper_in(form, paper), slug_of(f"{paper.title} {paper.kind}")[:80])
    offered = [(name, f"?as={key}") for key, name in _NAMES.items() if key != "pdf" or not why_no_pdf()]
    return show(request, template, {**paper_context(paper), "files": offered, **context})
