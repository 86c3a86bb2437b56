"""What four small cuts bring back together, against the sum of each alone, as slack runs out.

    python benchmarks/slack.py [OPEN_DATA] [--county FOLDER] [--markdown docs/slack.md]

First the documented test world (`tests/slack_world.py`), then the six real councils started from open tables
and, where its folder is given, the fictional county: each as it stands, with the model's own parameters,
every range and chance. There the ratio is whatever it is.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

import altair as alt
import numpy as np
import polars as pl

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from made_figures import MadeCouncil
from slack_world import CUTS, SHARPNESS, Harm, measure_harm

from joinedup.council import Plan, Ready, Settings, figures_of, levers, ready, ready_with
from joinedup.council._laid import laid_on
from joinedup.council._money import Money
from joinedup.council._session import run_plan
from joinedup.council.proposals import Limits, Proposal, ProposalDraft
from joinedup.folder import read_council
from joinedup.national import OpenData, authorities, start_council
from joinedup.vocabulary import Pot

OPEN_DATA = Path(os.environ.get("JOINEDUP_SHARED_DATA", "../shared/data"))
SIX = ("Staffordshire", "Stockport", "Lambeth", "Hillingdon", "Wokingham", "Central Bedfordshire")
YEARS = 10
SETTINGS = Settings(draws=256, years=YEARS)
REAL_HEADER = ("council", "elsewhere, each alone", "elsewhere, together", "ratio", "social workers' room")


def main() -> None:
    """Read the arguments, measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "open_data", type=Path, nargs="?", default=OPEN_DATA, help="folder of national tables"
    )
    parser.add_argument("--county", type=Path, help="folder of the fictional county, already loaded")
    parser.add_argument("--markdown", type=Path, help="also write the tables, and the chart beside them")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        harms = measure_harm(MadeCouncil(Path(made) / "council"))
    world = [_world_row(harm) for harm in harms]
    print("\n".join("  ".join(row) for row in world))
    real = [_real_row(name, asked) for name, asked in _councils(given.open_data, given.county)]
    print("\n".join("  ".join(row) for row in (REAL_HEADER, *real)))
    if given.markdown:
        given.markdown.write_text(_page(world, real), encoding="utf-8")
        _chart(harms).save(given.markdown.parent / "pictures" / "slack.svg")


def _world_row(harm: Harm) -> tuple[str, ...]:
    alone = sum(harm.alone.values())
    return (f"{harm.slack:.0%}", f"{alone:,.0f}", f"{harm.together:,.0f}", f"{harm.ratio:.2f}")


def _councils(open_data: Path, county: Path | None) -> list[tuple[str, Ready]]:
    found = []
    if county:
        found.append(("Middleshire (fictional)", ready(read_council(county))))
    if not open_data.is_dir():
        print(f"the six councils are left out: there is no folder {open_data} of national tables")
        return found
    data = OpenData(open_data)
    for authority in authorities():
        if authority.name in SIX:
            folder = Path(tempfile.mkdtemp()) / "council"
            started = start_council(folder, authority, data)
            council = read_council(started.folder)
            found.append((authority.name, ready_with(council, figures_of(council, list(started.figures)))))
    return found


def _cut(asked: Ready, name: str) -> Proposal:
    starts = asked.council.plan_starts
    content = {
        "id": name.replace(".", "-").replace("_", "-"),
        "title": f"{CUTS[name]:.0%} less of {name}",
        "owner": "Head of service",
        "directorate": levers()[name].directorate,
        "changes": [{"lever": name, "by": f"-{CUTS[name]:.0%}", "from": starts.isoformat()}],
        "savings": [],
        "evidence": ["a benchmark"],
    }
    patches = tuple(patch.id for patch in asked.council.patches)
    limits = Limits(levers(), patches, starts, starts.replace(year=starts.year + YEARS))
    return ProposalDraft(content, f"{name}.yaml").checked(limits)


def _real_row(name: str, asked: Ready) -> tuple[str, ...]:
    plan = Plan(asked, SETTINGS)
    without, _ = plan.adopted
    own = {levers()[cut].line for cut in CUTS}

    def elsewhere(*cuts: str) -> float:
        proposals = [_cut(asked, cut) for cut in cuts]
        with_, _ = run_plan(asked, plan.inputs, SETTINGS, laid_on(asked, plan.inputs, proposals))
        lines = Money(without, with_).lines
        changes = [
            change for code, (_, pot, change) in lines.items() if pot is Pot.GENERAL_FUND and code not in own
        ]
        return float(np.sum(changes, axis=0).mean())

    alone, together = sum(elsewhere(cut) for cut in CUTS), elsewhere(*CUTS)
    room = 1 - float(without.whole("workforce.load")[:, 0].mean())
    ratio = f"{together / alone:.2f}" if alone > 0 else "nothing comes back"
    return (name, f"{alone:,.0f}", f"{together:,.0f}", ratio, f"{room:+.0%}")


def _chart(harms: list[Harm]) -> alt.LayerChart:
    rows = pl.DataFrame({"slack": [one.slack for one in harms], "ratio": [one.ratio for one in harms]})
    base = alt.Chart(rows).encode(
        x=alt.X("slack", title="Share of every capacity that is free", axis=alt.Axis(format="%")),
        y=alt.Y("ratio", title="Together, against each alone", scale=alt.Scale(domain=[0.9, 2.0])),
    )
    even = alt.Chart(pl.DataFrame({"ratio": [1.0]})).mark_rule(strokeDash=[4, 4]).encode(y="ratio")
    chart: alt.LayerChart = alt.layer(even, base.mark_line(), base.mark_point(filled=True, size=60))
    return chart.properties(width=480, height=260)


def _page(world: list[tuple[str, ...]], real: list[tuple[str, ...]]) -> str:
    cuts = ", ".join(f"`{name}` {share:.0%} less" for name, share in CUTS.items())
    return "\n".join(
        [
            "# When small cuts harm each other",
            "",
            "While there is slack, work that a cut leaves behind is absorbed, and several cuts together do "
            "what each does alone. Where little is free, together they do more: load passes what can be "
            "managed, people leave, cases stay open, families wait and come back in greater need.",
            "",
            "## The test world",
            "",
            "A made-up council in which every capacity has the same share free, with four small cuts: "
            f"{cuts}. What comes back is the change in General Fund spending beyond what the cuts take out "
            "of their own budget lines, in pounds a year over ten years, at best estimates, without growth "
            "or chance. "
            f"Overload begins sharply ({SHARPNESS:g}, the upper end of its range); real councils blur it.",
            "",
            "![Together against each alone, by the share of capacity that is free](pictures/slack.svg)",
            "",
            "| free | each alone, added up | together | ratio |",
            "|--:|--:|--:|--:|",
            *("| " + " | ".join(row) + " |" for row in world),
            "",
            "## Councils as they stand",
            "",
            "The same four cuts with the model's own parameters, all ranges and chance (256 draws, ten "
            "years): General Fund spending on other lines than the cuts' own, in pounds a year.",
            "",
            "| " + " | ".join(REAL_HEADER) + " |",
            "|---|--:|--:|--:|--:|",
            *("| " + " | ".join(row) + " |" for row in real),
            "",
            "Where social workers already have more than they can manage, every further cut does harm in "
            "proportion, so that the ratio is near 1 although much comes back: read both columns.",
            "",
            "Made by `python benchmarks/slack.py OPEN_DATA --county FOLDER --markdown docs/slack.md`.",
            "",
        ]
    )


if __name__ == "__main__":
    main()
