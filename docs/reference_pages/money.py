"""The page of pots, directorates and budget lines."""

from __future__ import annotations

from reference_pages.markdown import MADE, page, table

from joinedup.vocabulary import FUNDING_LINES, RESERVES, SPENDING_LINES, Directorate, Pot


def money_page() -> str:
    """List directorates, pots, spending lines, funding lines and reserves."""
    lines = [
        (f"`{line.code}`", line.says, line.directorate.says, line.pot.says, "yes" if line.modelled else "no")
        for line in SPENDING_LINES
    ]
    funding = [(f"`{code}`", says, pot.says) for code, (says, pot) in FUNDING_LINES.items()]
    return page(
        [
            "# Money",
            MADE,
            "Every pound sits in one pot, and nothing is netted across pots.",
            "## Pots",
            table(("Pot", "Name"), [(f"`{pot.value}`", pot.says) for pot in Pot]),
            "## Directorates",
            table(("Directorate", "Usual name"), [(f"`{one.value}`", one.says) for one in Directorate]),
            "## Spending lines",
            "A line that the model does not move with demand rises only with prices and pay.",
            table(("Line", "Name in a budget", "Directorate", "Pot", "Moves with demand"), lines),
            "## Funding lines",
            table(("Line", "Name in a budget", "Pot"), funding),
            "## Reserves",
            table(("Reserve", "Name"), [(f"`{code}`", says) for code, says in RESERVES.items()]),
        ]
    )
