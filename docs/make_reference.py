"""Write docs/reference/ from the declarations, so that the words cannot disagree with the code.

`python docs/make_reference.py` writes the pages; with `--check` it only names those that are stale.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path

import joinedup.errors
from joinedup.declared import Origin, Parameter, ParameterValue, RangeMeaning, Standing
from joinedup.errors import JoinedUpError
from joinedup.parameters import load_parameters, number, range_of
from joinedup.vocabulary import FIGURES, FUNDING_LINES, RESERVES, SPENDING_LINES, Directorate, Pot

REFERENCE = Path(__file__).resolve().parent / "reference"
_MADE = "Made from the declarations by `make reference`; do not edit by hand."

_BODIES = {
    "cma": "Competition and Markets Authority",
    "dfe": "Department for Education",
    "dhsc": "Department of Health and Social Care",
    "gmca": "Greater Manchester Combined Authority",
    "hmt": "HM Treasury",
    "joinedup": "JoinedUp: what nobody publishes",
    "mhclg": "Ministry of Housing, Communities and Local Government",
    "nao": "National Audit Office",
    "obr": "Office for Budget Responsibility",
    "ofsted": "Ofsted",
    "research": "Research: measured effects",
}
_STANDINGS = {
    Standing.FOUND: "read in a published source",
    Standing.DERIVED: "worked out from a published source",
    Standing.RECALLED: "recalled, and still to be checked against its source",
    Standing.JUDGEMENT: "our judgement, because nobody publishes it",
}
_RANGES = {
    RangeMeaning.ESTIMATE: "our uncertainty",
    RangeMeaning.AUTHORITIES: "spread between authorities",
}


def parameters_page() -> str:
    """Show every parameter with every dated value, its range, standing and source."""
    parameters = load_parameters()
    latest = Counter(parameter.values[max(parameter.values)].standing for parameter in parameters.values())
    parts = [
        "# Parameters",
        _MADE,
        f"{len(parameters)} values that the model takes from others or judges itself. The range holds the "
        "central 95 per cent: of our uncertainty, or of the spread between authorities.",
        _table(
            ("Standing", "Means", "Parameters"),
            [(standing.value, says, str(latest[standing])) for standing, says in _STANDINGS.items()],
        ),
    ]
    for body, in_body in groupby(sorted(parameters), key=lambda name: name.split(".")[0]):
        parts.append(f"## {_BODIES[body]}")
        for folder, names in groupby(in_body, key=lambda name: name.split(".")[1]):
            parts.append(f"### {folder.replace('_', ' ').capitalize()}")
            rows = [row for name in names for row in _parameter_rows(parameters[name])]
            parts.append(_table(("Parameter", "From", "Value", "Range", "Unit", "Standing, source"), rows))
    return _page(parts)


def _parameter_rows(parameter: Parameter) -> list[tuple[str, ...]]:
    name = f"`{parameter.name}`<br>{parameter.says}"
    if parameter.geography != "England":
        name += f" {parameter.geography}."
    rows = []
    for day in sorted(parameter.values):
        value = parameter.values[day]
        rows.append(
            (name, day.isoformat(), number(value.value), _range(value), parameter.unit, _basis(value))
        )
        name = ""
    return rows


def _range(value: ParameterValue) -> str:
    return f"{range_of(value)}, {_RANGES[value.range_is]}" if range_of(value) else "none stated"


def _basis(value: ParameterValue) -> str:
    said = [str(value.source)] if value.source is not None else []
    return f"{value.standing.value}: " + ". ".join([*said, value.reason] if value.reason else said)


def figures_page() -> str:
    """List every figure that the model starts from or is judged by."""
    parts = [
        "# Figures",
        _MADE,
        "A figure is one number about one area on one date. Open national tables, a council's own returns "
        "and the services all speak of them by these names.",
        "## Whose number it is",
        "Best first; a better origin replaces a worse one.",
        _table(("Origin", "Means"), [(f"`{origin.value}`", origin.says) for origin in Origin]),
    ]
    by_domain = sorted(FIGURES.values(), key=lambda figure: figure.domain)
    for domain, figures in groupby(by_domain, key=lambda figure: figure.domain):
        rows = [
            (f"`{figure.name}`", figure.says, figure.unit, figure.kind.value, _bands(figure.bands))
            for figure in figures
        ]
        parts.append(f"## {domain.replace('_', ' ').capitalize()}")
        parts.append(_table(("Figure", "Says", "Unit", "Time", "Parts"), rows))
    return _page(parts)


def _bands(bands: Sequence[str]) -> str:
    shown = bands if len(bands) <= 8 else (*bands[:3], "…", *bands[-2:])
    return ", ".join(band if band == "…" else f"`{band}`" for band in shown)


def money_page() -> str:
    """List directorates, pots, spending lines, funding lines and reserves."""
    lines = [
        (f"`{line.code}`", line.says, line.directorate.says, line.pot.says, "yes" if line.modelled else "no")
        for line in SPENDING_LINES
    ]
    funding = [(f"`{code}`", says, pot.says) for code, (says, pot) in FUNDING_LINES.items()]
    return _page(
        [
            "# Money",
            _MADE,
            "Every pound sits in one pot, and nothing is netted across pots.",
            "## Pots",
            _table(("Pot", "Name"), [(f"`{pot.value}`", pot.says) for pot in Pot]),
            "## Directorates",
            _table(("Directorate", "Usual name"), [(f"`{one.value}`", one.says) for one in Directorate]),
            "## Spending lines",
            "A line that the model does not move with demand rises only with prices and pay.",
            _table(("Line", "Name in a budget", "Directorate", "Pot", "Moves with demand"), lines),
            "## Funding lines",
            _table(("Line", "Name in a budget", "Pot"), funding),
            "## Reserves",
            _table(("Reserve", "Name"), [(f"`{code}`", says) for code, says in RESERVES.items()]),
        ]
    )


def exit_codes_page() -> str:
    """List what each exit code of the command line means."""
    families = [getattr(joinedup.errors, name) for name in joinedup.errors.__all__]
    rows = [("0", "", "The command did what it was asked."), ("2", "", "The command was typed wrongly.")]
    for family in families:
        code = 1 if family is JoinedUpError else family.exit_code
        rows.append((str(code), f"`{family.__name__}`", _first_sentence(family.__doc__ or "")))
    rows.sort(key=lambda row: int(row[0]))
    return _page(["# Exit codes", _MADE, _table(("Code", "Error", "Means"), rows)])


def _first_sentence(text: str) -> str:
    return " ".join(text.split("\n\n")[0].split())


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [_row(heads), _row(["---"] * len(heads)), *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _page(parts: Sequence[str]) -> str:
    return "\n\n".join(parts) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "parameters.md": parameters_page,
    "figures.md": figures_page,
    "money.md": money_page,
    "exit_codes.md": exit_codes_page,
}


def stale_pages() -> list[str]:
    """Return the names of pages that are not what the declarations would make of them."""
    return [
        name
        for name, make in PAGES.items()
        if not (REFERENCE / name).is_file() or (REFERENCE / name).read_text(encoding="utf-8") != make()
    ]


def main(arguments: Sequence[str]) -> int:
    """Write every page, or with `--check` name the stale ones."""
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
