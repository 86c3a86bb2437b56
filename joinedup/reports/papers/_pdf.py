"""A paper as a PDF that a screen reader can read: tagged, titled and in its language (PDF/UA-1)."""

from __future__ import annotations

import logging

from joinedup.errors import JoinedUpError
from joinedup.reports.papers._html import as_html
from joinedup.reports.papers._parts import Paper

try:
    import weasyprint
except OSError:  # its Python is here, but the libraries of the system that set its type are not
    weasyprint = None

# What Debian and Ubuntu call the libraries that WeasyPrint sets type with, and a font they can use.
DEBIAN_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-liberation")
_STANDARD = "pdf/ua-1"
# The style is shared with browsers, and WeasyPrint would warn of each rule that only they read.
logging.getLogger("weasyprint").setLevel(logging.ERROR)


def why_no_pdf() -> str:
    """Return why no PDF can be made on this machine; "" where one can."""
    if weasyprint is not None:
        return ""
    return (
        "A PDF cannot be made here, because the Pango library that sets its type is not installed on the "
        "server."
    )


def as_pdf(paper: Paper) -> bytes:
    """Return a paper as PDF, from the same page as `as_html`.

    Args:
        paper: the paper.

    Raises:
        JoinedUpError: this machine lacks the libraries that set type.
    """
    if why := why_no_pdf():
        raise JoinedUpError(
            why,
            "Take the Word document or the page instead, or ask whoever runs the server to install: "
            f"{' '.join(DEBIAN_PACKAGES)}.",
        )
    # What a paper holds within itself is fetched; nothing on this machine or elsewhere ever is.
    within = weasyprint.URLFetcher(allowed_protocols=("data",))
    page = weasyprint.HTML(string=as_html(paper), url_fetcher=within)
    content: bytes = page.write_pdf(pdf_variant=_STANDARD)
    return content
