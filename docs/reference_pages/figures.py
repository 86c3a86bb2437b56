"""The page of figures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from reference_pages.markdown import MADE, heading, page, table

from joinedup.declared import Origin
from joinedup.vocabulary import FIGURES


def figures_page() -> str:
    """List every figure that the model starts from or is judged by."""
    parts = [
        "# Figures",
        MADE,
        "A figure is one number about one area on one date. Open national tables, a council's own returns "
        "and the services all speak of them by these names.",
        "## Whose number it is",
        "Best first; a better origin replaces a worse one.",
        table(("Origin", "Means"), [(f"`{origin.value}`", origin.says) for origin in Origin]),
    ]
    by_domain = sorted(FIGURES.values(), key=lambda figure: figure.domain)
    for domain, figures in groupby(by_domain, key=lambda figure: figure.domain):
        rows = [
            (f"`{figure.name}`", figure.says, figure.unit, figure.kind.value, _bands(figure.bands))
            for figure in figures
        ]
        parts.append(f"## {heading(domain)}")
        parts.append(table(("Figure", "Says", "Unit", "Time", "Parts"), rows))
    return page(parts)


def _bands(bands: Sequence[str]) -> str:
    shown = bands if len(bands) <= 8 else (*bands[:3], "…", *bands[-2:])
    return ", ".join(band if band == "…" else f"`{band}`" for band in shown)
