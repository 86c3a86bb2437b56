"""A paper as a page that is whole in one file, reads aloud in order and prints."""

from __future__ import annotations

import base64

from joinedup.reports._pages import render_page
from joinedup.reports._parts import Chart
from joinedup.reports._wording import day
from joinedup.reports.papers._parts import Block, Paper, Source, marked, sources_of

TEMPLATE = "paper.html"
# How the lines and bands of charts look, in words.
_LOOKS = {
    "without": "dashed dark blue",
    "with": "solid orange",
    "own": "dark blue bars",
    "elsewhere": "orange bars",
    "income": "green bars",
    "balance": "a diamond with a bar",
    "expected": "solid dark blue",
    "naive": "dotted grey",
    "held": "black with dots",
    "places": "purple",
}


def as_html(paper: Paper) -> str:
    """Return a paper as HTML: one file that needs nothing else.

    Args:
        paper: the paper.
    """
    return render_page(TEMPLATE, **paper_context(paper, is_within_page=False))


def paper_context(paper: Paper, *, is_within_page: bool = True) -> dict[str, object]:
    """Return what the templates of papers read, `paper_body.html` within another page among them.

    Args:
        paper: the paper.
        is_within_page: whether it is shown within another page; a picture then takes on that page's style.
    """
    sources = sources_of(paper)
    notes = {source: number for number, source in enumerate(sources, start=1)}
    return {
        "paper": paper,
        "sources": sources,
        "notes": notes,
        "marked": lambda paragraph: marked(paragraph, notes),
        "day_made": day(paper.day),
        "kind_of": kind_of,
        "picture": picture,
        "in_full": in_full,
        "key_says": key_says,
        "is_within_page": is_within_page,
    }


def kind_of(block: Block) -> str:
    """Return what kind of block something is, for templates."""
    return type(block).__name__


def picture(chart: Chart) -> str:
    """Return a chart's picture as an address that holds all of it."""
    return f"data:image/svg+xml;base64,{base64.b64encode(str(chart.svg).encode()).decode()}"


def key_says(chart: Chart) -> str:
    """Return the key of a chart in words, which a screen reader reads and a grey print keeps; "" for none."""
    if not chart.key:
        return ""
    return f"Key: {'; '.join(f'{name}: {_LOOKS[kind]}' for name, kind in chart.key)}."


def in_full(source: Source) -> str:
    """Return a source as a sentence: what, when, in which unit, from where."""
    about = ", ".join(one for one in (source.what, source.year, source.unit) if one)
    return f"{about}. {source.where.rstrip('.')}."
