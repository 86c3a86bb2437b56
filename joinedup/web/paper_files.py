"""Papers sent as files: Word, PDF, or a page that is whole in itself."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse

from joinedup.reports.papers import Paper, as_docx, as_html, as_pdf

_FORMS: dict[str, tuple[Callable[[Paper], bytes], str]] = {
    "pdf": (as_pdf, "application/pdf"),
    "docx": (as_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "html": (lambda paper: as_html(paper).encode(), "text/html; charset=utf-8"),
}


def paper_in(form: str, paper: Paper) -> bytes:
    """Return a paper as the content of a file.

    Args:
        form: `pdf`, `docx` or `html`.
        paper: the paper.

    Raises:
        Http404: there is no such form.
    """
    if form not in _FORMS:
        raise Http404
    return _FORMS[form][0](paper)


def sent_as(form: str, content: bytes, name: str) -> HttpResponse:
    """Answer with a paper as a file to keep: a page among them has a style of its own.

    Args:
        form: `pdf`, `docx` or `html`.
        content: what `paper_in` gave.
        name: the name of the file without its ending.
    """
    response = HttpResponse(content, content_type=_FORMS[form][1])
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response
