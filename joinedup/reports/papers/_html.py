"""A paper as a page that is whole in one file, reads aloud in order and prints."""

from __future__ import annotations

import base64

from joinedup.reports._pages import render_page
from joinedup.reports._parts import Chart
from joinedup.reports._wording import day
from joinedup.reports.papers._parts import Block, Paper, Source, marked, sources_of

TEMPLATE = "paper.html"
BODY = "paper_body.html"


def as_html(paper: Paper) -> str:
    """Return a paper as HTML: one file that needs nothing else.

    Args:
        paper: the paper.
    """
    return render_page(TEMPLATE, **paper_context(paper))


def paper_context(paper: Paper) -> dict[str, object]:
    """Return what the templates of papers read, `paper_body.html` within another page among them.

    Args:
        paper: the paper.
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
    }


def kind_of(block: Block) -> str:
    """Return what kind of block something is, for templates."""
    return type(block).__name__


def picture(chart: Chart) -> str:
    """Return a chart's picture as an address that holds all of it."""
    return f"data:image/svg+xml;base64,{base64.b64encode(str(chart.svg).encode()).decode()}"


def in_full(source: Source) -> str:
    """Return a source as a sentence: what, when, in which unit, from where."""
    about = ", ".join(one for one in (source.what, source.year, source.unit) if one)
    return f"{about}. {source.where.rstrip('.')}."
