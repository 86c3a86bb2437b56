"""What a decision reads in a frozen test: the seam between testing and deciding.

Only what is asked for is read: a whole ripple takes a second to build and a page must not wait for it.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from joinedup.errors import StoreRefused
from joinedup.register.models import Findings, FrozenTest, Option
from joinedup.vocabulary import financial_year_ending

_HELD = 8


@dataclass(frozen=True)
class Foreseen:
    """What a test says of one measure in one year: its mean and the range of 80 of 100 futures tried.

    Args:
        measure: name of the measure.
        says: the measure as people call it.
        unit: its unit.
        over: how a year's value is made.
        patch: identifier of the patch; "" for the whole council.
        as_at: the last day of the year.
        mean, low, high: with the option.
        mean_without: without it.
        change: mean change.
        figure: the figure it is judged against; "" where nobody counts one.
        band: part of that figure.
    """

    measure: str
    says: str
    unit: str
    over: str
    patch: str
    as_at: date
    mean: float
    low: float
    high: float
    mean_without: float
    change: float
    figure: str
    band: str

    @property
    def moved(self) -> float:
        """How far the option moves it, as a share of where it would be."""
        return abs(self.change) / abs(self.mean_without) if self.mean_without else abs(self.change)


@dataclass(frozen=True)
class Claimed:
    """A saving that a proposal of the option claims, in pounds a year; a cost is negative."""

    proposal: str
    title: str
    directorate: str
    pot: str
    kind: str
    pounds_a_year: float
    starts: date


@dataclass(frozen=True)
class Tested:
    """What a frozen test says, as far as deciding needs it.

    Args:
        digest: its digest.
        run: the run it came from.
        foreseen: every measure, patch and year.
        claimed: the savings claimed.
        levers: the levers that its proposals change.
    """

    digest: str
    run: str
    foreseen: tuple[Foreseen, ...]
    claimed: tuple[Claimed, ...]
    levers: tuple[str, ...]

    @property
    def years(self) -> tuple[date, ...]:
        """The last days of the years it speaks of."""
        return tuple(sorted({one.as_at for one in self.foreseen}))

    def at(self, on: date, patch: str = "") -> list[Foreseen]:
        """Return what it says of the last year that has ended by a day; nothing before the first has."""
        ended = [one for one in self.years if one <= on]
        if not ended:
            return []
        return [one for one in self.foreseen if one.as_at == ended[-1] and one.patch == patch]


def last_test(option: Option) -> FrozenTest | None:
    """Return the last test of an option, without its content; None where it was never tested."""
    return option.tests.defer("content").select_related("findings", "made_by").first()


def sealed(findings: Findings) -> str:
    """Return the seal of what a test says in short: of all its words and of the digest of the test."""
    said: list[Any] = [findings.test.digest, findings.says, findings.affected, findings.touches]
    said += [findings.written, findings.draws]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def require_whole(test: FrozenTest) -> FrozenTest:
    """Return a test whose content is what was frozen.

    Raises:
        StoreRefused: a byte of it, or of what it says in short, was changed since, or is gone.
    """
    content = bytes(test.content)
    is_whole = hashlib.sha256(content).hexdigest() == test.digest
    findings: Findings | None = getattr(test, "findings", None)
    if not is_whole or findings is None or sealed(findings) != findings.seal:
        raise StoreRefused(
            f"What was frozen when “{test.option.title}” was tested is not what is kept now: its SHA-256 is "
            "no longer the one written down then. It is not shown.",
            "Restore a backup, or test the decision again. The audit holds what the SHA-256 was.",
        )
    return test


def tested(test: FrozenTest) -> Tested:
    """Return what a frozen test says.

    Raises:
        StoreRefused: it is not what was frozen.
    """
    return _tested(test.digest, test.run, bytes(require_whole(test).content))


@lru_cache(maxsize=_HELD)
def _tested(digest: str, run: str, content: bytes) -> Tested:
    try:
        held = json.loads(gzip.decompress(content))
        if held["ripple"] is None:
            return Tested(digest, run, tuple(_if_nothing(held["nothing"])), (), ())
        proposals = held["ripple"]["proposals"]
        return Tested(
            digest,
            run,
            tuple(_foreseen(one) for one in held["ripple"]["measures"]),
            tuple(_claimed(one, saving) for one in proposals for saving in one["savings"]),
            tuple(sorted({change["lever"] for one in proposals for change in one["changes"]})),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreRefused("A frozen test cannot be read.", "Test the option again.") from error


def _if_nothing(projection: dict[str, Any]) -> Iterator[Foreseen]:
    """Yield what the projection says: with doing nothing, nothing differs from it."""
    for one in projection["measures"]:
        for year, expected in zip(projection["years"], one["expected"], strict=True):
            yield _foreseen(
                {**one, "year": year, "with_": expected, "without": expected, "change": {"mean": 0.0}}
            )


def _foreseen(one: dict[str, Any]) -> Foreseen:
    measure, with_, without = one["measure"], one["with_"], one["without"]
    return Foreseen(
        measure["name"],
        measure["says"],
        measure["unit"],
        measure["over"],
        one["patch"],
        financial_year_ending(one["year"]),
        with_["mean"],
        with_["low_80"],
        with_["high_80"],
        without["mean"],
        one["change"]["mean"],
        measure["figure"],
        measure["band"],
    )


def _claimed(one: dict[str, Any], saving: dict[str, Any]) -> Claimed:
    return Claimed(
        one["id"],
        one["title"],
        one["directorate"],
        saving["pot"],
        saving["kind"],
        saving["pounds_a_year"],
        date.fromisoformat(saving["starts"]),
    )
