"""The year so far as what JSON can hold: money in pounds and pence, shares from 0 to 1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from joinedup.council.monitoring import LineOutturn, MethodScores, Monitored, Outturn, Saving, Sums, scores
from joinedup.reports._numbers import range_numbers, rounded
from joinedup.reports.outturn._page import notes
from joinedup.reports.outturn._spending import breaks_say, verdict, warnings
from joinedup.vocabulary import MONTHS_A_YEAR

_PENCE = 100


def as_json(found: Monitored) -> dict[str, Any]:
    """Return everything that the page shows, as numbers."""
    one = found.outturn
    return {
        "year": one.year if one else None,
        "month": one.month if one else None,
        "as_at": one.as_at.isoformat() if one else None,
        "missing": found.no_months or None,
        "pots": [
            {
                "pot": pot.pot.value,
                **_sums(pot.sums, one),
                "directorates": [
                    {"directorate": name, **_sums(sums, one)} for name, sums in pot.directorates.items()
                ],
            }
            for pot in (one.pots if one else ())
            if one
        ],
        "lines": [_line(line, one) for line in (one.lines if one else ()) if one],
        "warnings": warnings(one) if one else [],
        "breaks": breaks_say(one) if one else [],
        "backtest": list(_backtest(one)) if one else [],
        "savings": _savings(found),
        "notes": notes(one) if one else [],
    }


def _sums(sums: Sums, outturn: Outturn, has_budget: bool = True) -> dict[str, Any]:
    return {
        "budget": sums.budget / _PENCE if has_budget else None,
        "expected_to_date": sums.profiled / _PENCE,
        "actual_to_date": sums.actual / _PENCE,
        "variance_to_date": sums.to_date / _PENCE,
        "forecast": sums.forecast / _PENCE,
        "forecast_variance": sums.variance / _PENCE,
        "range": range_numbers(sums.range),
        "p_over_budget": rounded(sums.p_over) if has_budget else None,
        "outlook": verdict(sums, has_budget, outturn.assumed.likely),
    }


def _line(one: LineOutturn, outturn: Outturn) -> dict[str, Any]:
    return {
        "line": one.line,
        "directorate": one.directorate,
        "pot": one.pot.value,
        **_sums(one.sums, outturn, one.has_budget),
        "method": one.method,
        "forecasts": {name: pence / _PENCE for name, pence in one.said.items()},
        "past_errors": _errors(one.scores),
        "is_material_overspend": one.is_material,
        "is_own_profile": one.is_own_profile,
        "whole_years": one.n_years,
        "months": [pence / _PENCE for pence in one.months],
        "profile": [pence / _PENCE for pence in one.profile],
        "breaks": [{"month": held.month, "pounds": held.pence / _PENCE} for held in one.breaks],
        "months_missing": list(one.missing),
    }


def _errors(held: MethodScores | None) -> dict[str, float] | None:
    return None if held is None else {name: rounded(error) for name, error in held.errors.items()}


def _backtest(outturn: Outturn) -> Iterator[dict[str, Any]]:
    for month in range(1, MONTHS_A_YEAR):
        held = scores([one for one in outturn.tested if one.month == month])
        if held is not None:
            yield {
                "month": month,
                "forecasts": held.n,
                "errors": _errors(held),
                "skill": rounded(held.skill),
                "inside_80": rounded(held.inside_80),
                "inside_95": rounded(held.inside_95),
            }


def _savings(found: Monitored) -> dict[str, Any] | None:
    tracker = found.tracker
    if tracker is None:
        return None
    return {
        "as_at": tracker.as_at.isoformat(),
        "record": {
            "savings": found.record.n,
            "own_share": _own(found),
            "expected_share": rounded(found.record.share),
        },
        "savings": [_saving(one, found) for one in tracker.savings],
        "unmatched": list(tracker.unmatched),
        "untracked": list(tracker.untracked),
    }


def _own(found: Monitored) -> float | None:
    return rounded(found.record.own) if found.record.n else None


def _saving(one: Saving, found: Monitored) -> dict[str, Any]:
    share = found.shares.get(one.reference)
    return {
        "reference": one.reference,
        "title": one.title,
        "directorate": one.directorate,
        "line": one.line or None,
        "pot": one.pot,
        "kind": one.kind,
        "status": one.status,
        "year": one.year,
        "planned": one.planned / _PENCE,
        "delivered": one.delivered / _PENCE,
        "forecast": one.forecast / _PENCE,
        "shortfall": one.shortfall / _PENCE,
        "as_at": one.as_at.isoformat(),
        "plan_takes": share
        and {name: rounded(getattr(share, name)) for name in ("low", "likely", "high")}
        | {"because": share.because},
    }
