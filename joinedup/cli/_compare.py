"""`joinedup compare`: alternatives and doing nothing, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from joinedup.cli._output import AsJson, CouncilFolder, answer, council_at, out, progress, say, waiting
from joinedup.cli._project import FewestDraws, Seed, Years
from joinedup.errors import ProposalRefused

if TYPE_CHECKING:
    from joinedup.council import Ripple
    from joinedup.council.proposals import Proposal

_TOGETHER = "+"


def compare(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="PROPOSAL",
            help="One alternative each: a proposal's name, or several joined by + that are taken together.",
        ),
    ],
    council: CouncilFolder = None,
    draws: FewestDraws = None,
    years: Years = 15,
    seed: Seed = 1,
    as_json: AsJson = False,
) -> None:
    """Set alternatives and doing nothing side by side.

    Each name is one alternative; `a+b` takes two proposals together. All are tried on the same futures, so
    that they differ only by what is decided. Shown are money by pot with chances and the worst 1 in 20 cases,
    people and services, room left, and who must be asked about which.
    """
    here = council_at(council)
    with waiting("reading the model"):
        from joinedup.council import (
            DRAWS,
            MOST_DRAWS,
            Settings,
            compile_kernel,
            proposals_named,
            ready,
            try_alternatives,
        )
        from joinedup.reports.compare import Tried, comparison_summary, write_comparison
        from joinedup.reports.compare import as_json as comparison_as_json
        from joinedup.store import keep_result, result_name
    settings = Settings(draws=draws or DRAWS, years=years, seed=seed)
    _not_twice(names)
    alternatives = [proposals_named(here, name.split(_TOGETHER), settings) for name in names]
    with progress() as tell:
        asked = ready(here)
        tell("getting the model ready", 0.0)
        compile_kernel()
        tell("getting the model ready", 1.0)
        found = try_alternatives(asked, alternatives, settings, tell, draws or MOST_DRAWS)
    for ripple in found.ripples:
        keep_result(here.workings, result_name("ripple", [one.id for one in ripple.proposals]), ripple)
    tried = [Tried(_label(some), one) for some, one in zip(alternatives, found.ripples, strict=True)]
    each = _alone(found.ripples)
    if as_json:
        answer(comparison_as_json(tried, found.nothing))
    else:
        out.print(comparison_summary(tried, each, found.nothing))
    with progress() as tell:
        tell("writing the report", 0.0)
        written = write_comparison(here, tried, each, found.nothing)
        tell("writing the report", 1.0)
    say(f"Report: {written.page}\nWorkbook: {written.workbook}\nEvery number: {written.json}")


def _not_twice(names: list[str]) -> None:
    alike = [_TOGETHER.join(sorted(name.split(_TOGETHER))) for name in names]
    twice = sorted({name for name in alike if alike.count(name) > 1})
    if twice:
        raise ProposalRefused(f"The alternative {twice[0]} is named twice.", "Name each alternative once.")


def _label(proposals: list[Proposal]) -> str:
    return " + ".join(one.title for one in proposals)


def _alone(ripples: tuple[Ripple, ...]) -> list[Ripple]:
    """Return the proposals of an alternative of several that were each tried alone as well."""
    alone = {one.proposals[0].id: one for one in ripples if len(one.proposals) == 1}
    for one in ripples:
        parts = [proposal.id for proposal in one.proposals]
        if len(parts) > 1 and set(parts) <= set(alone):
            return [alone[part] for part in parts]
    return []
