"""The numbers of a portfolio as JSON, for those who go on working with them."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from joinedup.council.portfolios import Distribution, Pair, Portfolio, PotTotal
from joinedup.reports._numbers import range_numbers, rounded
from joinedup.reports.portfolio._falls import ShownUsers, shown_users


def as_json(portfolio: Portfolio, distribution: Distribution | None = None) -> dict[str, Any]:
    """Return a portfolio as what JSON can hold.

    Money is in whole pounds, positive where it costs. Small numbers of people are hidden as on the page.

    Args:
        portfolio: what a set of proposals does.
        distribution: whom it falls on, where that was worked out.
    """
    return {
        "run": portfolio.manifest.run,
        "manifest": asdict(portfolio.manifest),
        "proposals": [
            {
                "id": one.id,
                "title": one.title,
                "owner": one.owner,
                "directorate": one.directorate,
                "hash": one.hash,
            }
            for one in portfolio.proposals
        ],
        "years": list(portfolio.years),
        "whens": list(portfolio.whens),
        "tried": asdict(portfolio.tried),
        "adds_up": portfolio.adds_up,
        "totals": [_total(one) for one in portfolio.totals],
        "shares": [_plain(asdict(one)) for one in portfolio.shares],
        "lines": [_plain(asdict(one)) for one in portfolio.lines],
        "bears": [_plain(asdict(one)) for one in portfolio.bears],
        "organisations": [_plain(asdict(one)) for one in portfolio.organisations],
        "pairs": [_pair(one) for one in portfolio.pairs],
        "not_together": [[one.first, one.second] for one in portfolio.not_together],
        "measures": [
            _plain(asdict(one) | {"measure": one.measure.name, "unit": one.measure.unit})
            | {"range": range_numbers(one.range)}
            for one in portfolio.measure_totals
        ],
        "measure_shares": [
            _plain(asdict(one) | {"measure": one.measure.name}) for one in portfolio.measure_shares
        ],
        "warnings": list(portfolio.warnings),
        "distribution": None if distribution is None else _distribution(distribution),
    }


def _total(one: PotTotal) -> dict[str, Any]:
    return _plain(asdict(one)) | {
        "range": range_numbers(one.range),
        "adds_up": one.adds_up,
        "is_exact": one.is_exact,
    }


def _pair(one: Pair) -> dict[str, Any]:
    pots = [_plain(asdict(pot)) | {"beyond": range_numbers(pot.beyond)} for pot in one.pots]
    return {
        "first": one.first,
        "second": one.second,
        "take_together": one.take_together,
        "overlap": one.overlap,
        "why": one.why,
        "pots": pots,
        "lines": [_plain(asdict(line)) for line in one.lines],
        "moved": [_plain(asdict(moved)) for moved in one.moved],
    }


def _distribution(one: Distribution) -> dict[str, Any]:
    return {
        "year": one.year,
        "deprivation_is": one.deprivation_is,
        "patches": [_plain(asdict(patch)) for patch in one.patches],
        "money": [_plain(asdict(held)) | {"change": range_numbers(held.change)} for held in one.money],
        "people": [
            _plain(asdict(held) | {"measure": held.measure.name})
            | {"without": range_numbers(held.without), "change": range_numbers(held.change)}
            for held in one.people
        ],
        "users": [_users(held) for held in shown_users(one)],
        "not_shown": [asdict(held) for held in one.not_shown],
    }


def _users(one: ShownUsers) -> dict[str, Any]:
    touched = one.touched
    return {
        "users": touched.counted.users.key,
        "says": touched.counted.users.says,
        "source": touched.counted.users.source,
        "as_at": touched.counted.as_at.isoformat(),
        "because": list(touched.because),
        "measure": touched.measure.name if touched.measure else None,
        "change": range_numbers(touched.change) if touched.change else None,
        "total": one.total,
        "groups": [_plain(asdict(group)) for group in one.groups],
    }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with every number rounded as every file has it; what is not finite is None."""
    return {name: _number(value) if isinstance(value, float) else value for name, value in row.items()}


def _number(value: float) -> float | None:
    return rounded(value) if math.isfinite(value) else None
