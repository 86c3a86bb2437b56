"""Write docs/reference/ from the declarations, so that the words cannot disagree with the code.

`python docs/make_reference.py` writes the pages; with `--check` it only names those that are stale.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from reference_pages.equations import equations_page
from reference_pages.exit_codes import exit_codes_page
from reference_pages.figures import figures_page
from reference_pages.model import levers_page, links_page, measures_page
from reference_pages.money import money_page
from reference_pages.national_tables import national_tables_page
from reference_pages.parameters import parameters_page
from reference_pages.returns import returns_page
from reference_pages.who_may_do_what import who_may_do_what_page

REFERENCE = Path(__file__).resolve().parent / "reference"

PAGES: dict[str, Callable[[], str]] = {
    "measures.md": measures_page,
    "what_a_proposal_can_change.md": levers_page,
    "how_services_move_each_other.md": links_page,
    "equations.md": equations_page,
    "parameters.md": parameters_page,
    "figures.md": figures_page,
    "money.md": money_page,
    "returns.md": returns_page,
    "national_tables.md": national_tables_page,
    "exit_codes.md": exit_codes_page,
    "who_may_do_what.md": who_may_do_what_page,
}


def stale_pages() -> list[str]:
    """Return the names of pages that are not what the declarations would make of them."""
    return [name for name, make in PAGES.items() if _now(name) != make()]


def _now(name: str) -> str:
    path = REFERENCE / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def main(arguments: Sequence[str]) -> int:
    """Write every stale page, or with `--check` only name them."""
    stale = stale_pages()
    if "--check" in arguments:
        for name in stale:
            print(f"docs/reference/{name} is stale; run `make reference`")
        return 1 if stale else 0
    REFERENCE.mkdir(exist_ok=True)
    for name in stale:
        (REFERENCE / name).write_text(PAGES[name](), encoding="utf-8")
    print(f"docs/reference: {len(stale)} of {len(PAGES)} pages written anew")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
