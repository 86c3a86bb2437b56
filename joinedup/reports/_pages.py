"""Pages that are whole in one file: no script, no font and no picture comes from anywhere else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

LISTED = 20


def render_page(template: str, **context: object) -> str:
    """Return a page as HTML.

    Args:
        template: name of the template below `templates/`.
        context: what the template reads; a name it reads that is not given is an error.
    """
    return _environment().get_template(template).render(**context)


def row_numbers(rows: Sequence[int], limit: int = LISTED) -> str:
    """Return row numbers as people list them, each once: `3 to 5, 9` and how many more there are."""
    rows = sorted(set(rows))
    first = rows[:limit]
    # Numbers that follow each other keep the same distance from their place in the list.
    runs = [
        [number for _, number in run]
        for _, run in groupby(enumerate(first), key=lambda pair: pair[1] - pair[0])
    ]
    listed = ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"{listed} and {len(rows) - limit:,} more" if len(rows) > limit else listed


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 row`, `2,000 rows`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def when(written: str) -> str:
    """Return a day, `2026-04-01`, or a moment, `2026-04-01T09:30:00+00:00`, as people write it."""
    moment = datetime.fromisoformat(written)
    day = f"{moment.day} {moment:%B %Y}"
    return f"{day} at {moment.astimezone(UTC):%H:%M} UTC" if moment.tzinfo else day


def template_filters() -> dict[str, Callable[..., str]]:
    """Return the filters that the templates of pages read, by name."""
    return {
        "row_numbers": row_numbers,
        "counted": counted,
        "thousands": lambda number: f"{number:,}",
        "when": when,
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("joinedup.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(template_filters())
    return environment
