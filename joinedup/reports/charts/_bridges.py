"""Bridges from one sum to another, and how far each assumption moves a sum."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from joinedup.reports.charts._drawing import COLOURS, Picture, layer, number

_MILLION = 1_000_000
_ROW = 24
# Costs, savings and sums are told apart by colour, and by standing above or below the step before.
_STEPS = {"costs": COLOURS["elsewhere"], "saves": COLOURS["income"], "sum": COLOURS["own"]}
_SIDES = {"widens": COLOURS["elsewhere"], "closes": COLOURS["income"]}


def bridge_bars(
    title: str, says: str, first: tuple[str, float], steps: Sequence[tuple[str, float]], last: str
) -> Markup:
    """Return a bridge from one sum to another, a bar for each step between.

    Args:
        title: its title.
        says: what it shows, in words.
        first: name of the first sum, and the sum in pounds.
        steps: name of each step and what it adds, in pounds.
        last: name of the last sum, which is the first and every step.
    """
    level, rows = first[1], [{"name": first[0], "from": 0.0, "to": first[1] / _MILLION, "kind": "sum"}]
    for name, amount in steps:
        kind = "costs" if amount > 0 else "saves"
        rows.append({"name": name, "from": level / _MILLION, "to": (level + amount) / _MILLION, "kind": kind})
        level += amount
    rows.append({"name": last, "from": 0.0, "to": level / _MILLION, "kind": "sum"})
    picture = Picture()
    upright = {
        "field": "name",
        "type": "nominal",
        "sort": [row["name"] for row in rows],
        "axis": {"title": None, "labelLimit": 260, "domain": False, "ticks": False},
    }
    colours = {"domain": list(_STEPS), "range": list(_STEPS.values())}
    bars = layer(
        picture.numbers(rows),
        "bar",
        {
            "y": upright,
            "x": number("from", axis={"title": "£ million"}),
            "x2": {"field": "to"},
            "color": {"field": "kind", "type": "nominal", "scale": colours, "legend": None},
        },
    )
    zero = layer(picture.numbers([{"value": 0}]), "rule", {"x": number("value")}, color=COLOURS["net"])
    return picture.draw({"layer": [bars, zero], "width": 330, "height": _ROW * len(rows)}, title, says)


def tornado(title: str, says: str, rows: Sequence[tuple[str, float]]) -> Markup:
    """Return how far each assumption moves a sum, the largest first.

    Args:
        title: its title.
        says: what it shows, in words.
        rows: name of each assumption and what it adds, in pounds, in the order in which they are drawn.
    """
    held = [
        {"name": name, "value": amount / _MILLION, "kind": "widens" if amount > 0 else "closes"}
        for name, amount in rows
    ]
    picture = Picture()
    upright = {
        "field": "name",
        "type": "nominal",
        "sort": [name for name, _ in rows],
        "axis": {"title": None, "labelLimit": 330, "domain": False, "ticks": False},
    }
    colours = {"domain": list(_SIDES), "range": list(_SIDES.values())}
    bars = layer(
        picture.numbers(held),
        "bar",
        {
            "y": upright,
            "x": number("value", axis={"title": "£ million: right of 0 widens the gap, left of 0 closes it"}),
            "color": {"field": "kind", "type": "nominal", "scale": colours, "legend": None},
        },
    )
    zero = layer(picture.numbers([{"value": 0}]), "rule", {"x": number("value")}, color=COLOURS["net"])
    return picture.draw({"layer": [bars, zero], "width": 330, "height": _ROW * len(held)}, title, says)
