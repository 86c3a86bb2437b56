"""The page of exit codes."""

from __future__ import annotations

from reference_pages.markdown import MADE, page, table

import joinedup.errors
from joinedup.errors import JoinedUpError


def exit_codes_page() -> str:
    """List what each exit code of the command line means."""
    families = [getattr(joinedup.errors, name) for name in joinedup.errors.__all__]
    rows = [("0", "", "The command did what it was asked."), ("2", "", "The command was typed wrongly.")]
    for family in families:
        code = 1 if family is JoinedUpError else family.exit_code
        rows.append((str(code), f"`{family.__name__}`", _first_sentence(family.__doc__ or "")))
    rows.sort(key=lambda row: int(row[0]))
    return page(["# Exit codes", MADE, table(("Code", "Error", "Means"), rows)])


def _first_sentence(text: str) -> str:
    return " ".join(text.split("\n\n")[0].split())
