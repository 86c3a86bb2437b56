"""Who may open which page, as it is written in `tests/unit/web/access_matrix.csv`.

The file is read by people: a change of what a page needs, or of what a role allows, shows as changed lines.
`PYTHONPATH=.:tests python tests/access_matrix.py` writes it anew from the declarations.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from joinedup.access.roles import Needs, Role
    from joinedup.web.shell import Route, Section

PATH = Path(__file__).parent / "unit" / "web" / "access_matrix.csv"


def declared() -> list[dict[str, str]]:
    """Return a row for each route: its address, what it needs, and yes or no for nobody and for each role."""
    from joinedup.access.roles import Role

    rows = []
    for section, route in routes():
        allowed = {role.value: "yes" if _allows(role, route.needs) else "no" for role in Role}
        rows.append(
            {
                "route": route.name,
                "address": f"/{section.path}{route.path}",
                "needs": route.needs.value,
                "nobody": "yes" if route.needs.is_open else "no",
                **allowed,
            }
        )
    return sorted(rows, key=lambda row: row["address"])


def written() -> list[dict[str, str]]:
    """Return the rows of the file."""
    with PATH.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def routes() -> Iterator[tuple[Section, Route]]:
    """Yield each section with each of its routes."""
    from joinedup.web.urls import ALL_SECTIONS

    for section in ALL_SECTIONS:
        for route in section.routes:
            yield section, route


def _allows(role: Role, needs: Needs) -> bool:
    from joinedup.access.roles import Needs

    return needs in {Needs.NOTHING, Needs.SIGNED_IN} or needs in role.allows


def main() -> None:
    """Write the file anew."""
    rows = declared()
    with PATH.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "joinedup.web.settings")
    import django

    django.setup()
    main()
