"""The forecast of one line at one month: what is known of the line, weighed with what was spent.

The budget, moved by the council's own record of spending more or less than it, says what to expect before the
year begins. What has been spent to date, with the share of the year that the line has usually spent by then,
says what the year is running at. Both are weighed by how sure each is (Bayes' rule): a Student-t distribution
for the first, whose heavy tails let what was spent win where the two disagree, and a normal one for the
second. The usual share of the year, the record and all spreads are drawn towards what is usual elsewhere,
less so the more years are held (normal and scaled inverse chi-squared conjugate updates; Gelman et al.,
Bayesian Data Analysis, 3rd edition, 2013, sections 2.5 and 2.6).

Everything is in one unit, pounds or pence; income and refunds may make any of it negative.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from joinedup.council._ranges import POINTS, Range
from joinedup.council.monitoring._assumptions import Assumptions
from joinedup.vocabulary import MONTHS_A_YEAR

Real = NDArray[np.float64]

# Points at which a distribution is reckoned: enough that a quantile is right to a thousandth of its spread.
_POINTS = 300
_EDGE = 0.0002
# Months of a year that stray together tell as much of its spread as about three that stray alone.
_MONTHS_THAT_TELL = 3


@dataclass(frozen=True)
class Profile:
    """How a line's year is usually spent.

    Args:
        share: share of the year spent by the end of each month; the last is 1. Shape (12,).
        month_spread: standard deviation of a month, in twelfths of the year.
        profile_spread: how unsure the profile itself is, in the same unit.
        freedom: how many independent values stand behind the first spread.
    """

    share: Real
    month_spread: float
    profile_spread: float
    freedom: float

    def spread(self, month: int) -> float:
        """Return the standard deviation of the share spent by the end of a month.

        Months that stray alone, but must add up to the year, leave it largest in the middle of the year and
        none at its end (a Brownian bridge).
        """
        bridge = month * (MONTHS_A_YEAR - month) / MONTHS_A_YEAR**3
        few = self.freedom / (self.freedom - 2) if self.freedom > 2 else 2.0
        return float(np.sqrt((few * self.month_spread**2 + self.profile_spread**2) * bridge))


@dataclass(frozen=True)
class Record:
    """What outturn has been beside budget.

    Args:
        lasting: how much more than its budget the line spends year after year, of the budget.
        spread: how unsure that is for one more year.
        years: how many years stand behind it.
    """

    lasting: float
    spread: float
    years: int


@dataclass(frozen=True)
class Outlook:
    """An uncertain sum, as the probability of being at or below each of many values.

    Args:
        mean: its mean.
        values: values in rising order. Shape (point,).
        below: probability of being at or below each. Shape (point,).
    """

    mean: float
    values: Real
    below: Real

    def range(self) -> Range:
        """Return its mean, middle and ranges."""
        points = np.interp(POINTS, self.below, self.values)
        return Range.of(self.mean, *(float(one) for one in points))

    def p_above(self, value: float) -> float:
        """Return the probability of being above a value."""
        if self.values[0] == self.values[-1]:
            return float(self.mean > value)
        return float(1.0 - np.interp(value, self.values, self.below, left=0.0, right=1.0))


def learn_profile(shares: Real, assumed: Assumptions) -> Profile:
    """Return how a line's year is usually spent.

    Args:
        shares: share of the year spent by the end of each month, for past years. Shape (year, 12).
        assumed: what is usual before they are seen.
    """
    years = shares.shape[0]
    straight = np.arange(1, MONTHS_A_YEAR + 1) / MONTHS_A_YEAR
    bridge = straight * (1 - straight) / MONTHS_A_YEAR
    freedom, squares = assumed.spread_counts_as, assumed.spread_counts_as * assumed.month_spread**2
    if years > 1:
        strayed = (shares - shares.mean(axis=0))[:, :-1] ** 2 / bridge[:-1]
        told = _MONTHS_THAT_TELL * (years - 1)
        squares += told * float(strayed.mean(axis=1).sum()) / (years - 1)
        freedom += told
    month = float(np.sqrt(squares / freedom))
    weight = (month / assumed.profile_spread) ** 2
    share = (weight * straight + shares.sum(axis=0)) / (weight + years)
    unsure = 1.0 / np.sqrt(assumed.profile_spread**-2 + years * month**-2)
    return Profile(share, month, float(unsure), freedom)


def learn_record(ratios: Real, assumed: Assumptions) -> Record:
    """Return what outturn has been beside budget.

    Args:
        ratios: outturn over budget less 1, for past years. Shape (year,).
        assumed: what is usual before they are seen.
    """
    years = ratios.size
    freedom, squares = assumed.spread_counts_as, assumed.spread_counts_as * assumed.year_spread**2
    if years > 1:
        squares += float(((ratios - ratios.mean()) ** 2).sum())
        freedom += years - 1
    one_year = squares / freedom
    sure = assumed.lasting_spread**-2 + years / one_year
    lasting = float(ratios.sum()) / one_year / sure
    return Record(lasting, float(np.sqrt(one_year + 1.0 / sure)), years)


def with_this_year(profile: Profile, months: Real) -> Profile:
    """Return a profile whose spreads have also seen how far this year's months stray from it.

    Args:
        profile: the profile.
        months: what was spent in each month so far. Shape (month,).
    """
    so_far = months.size
    at = profile.share[so_far - 1] if so_far else 0.0
    spent = float(months.sum())
    if so_far < 2 or at <= 0 or spent == 0:
        return profile
    usual = np.diff(profile.share[:so_far], prepend=0.0)
    strayed = MONTHS_A_YEAR * (months * at / spent - usual)
    expected = profile.month_spread**2 + profile.profile_spread**2
    freedom = profile.freedom + so_far - 1
    wider = np.sqrt((profile.freedom + float((strayed**2).sum()) / expected) / freedom)
    return Profile(
        profile.share, float(wider * profile.month_spread), float(wider * profile.profile_spread), freedom
    )


def weigh(
    budget: float,
    months: Real,
    profile: Profile,
    record: Record,
    assumed: Assumptions,
    expected: Range | None = None,
) -> Outlook:
    """Return the forecast of a line's year.

    Args:
        budget: its budget; 0 where there is none.
        months: what was spent in each month so far. Shape (month,).
        profile: how its year is usually spent.
        record: what its outturn has been beside its budget.
        assumed: what is usual.
        expected: what a model expects of the year, in place of the budget.
    """
    so_far, spent = months.size, float(months.sum())
    if so_far == MONTHS_A_YEAR:
        return certain(spent)
    middle, spread = _before(budget, record, expected)
    share = float(profile.share[so_far - 1]) if so_far else 0.0
    if share <= 0 or not months.any():
        return student(middle, spread, assumed.spread_counts_as)
    size = max(abs(budget), abs(spent) * MONTHS_A_YEAR / so_far)
    wide = with_this_year(profile, months).spread(so_far) * size
    if spread == 0:
        return student(spent / share, wide / share, profile.freedom)
    return _posterior(middle, spread, spent, share, wide, assumed.spread_counts_as)


def certain(value: float) -> Outlook:
    """Return what is known for sure."""
    return Outlook(value, np.array([value, value]), np.array([0.0, 1.0]))


def student(middle: float, spread: float, freedom: float) -> Outlook:
    """Return a sum around a middle, with a Student-t distribution.

    Args:
        middle: its middle.
        spread: its scale.
        freedom: degrees of freedom.
    """
    if spread <= 0:
        return certain(middle)
    below = np.linspace(_EDGE, 1 - _EDGE, 2 * _POINTS + 1)
    return Outlook(middle, middle + spread * special.stdtrit(freedom, below), below)


def _before(budget: float, record: Record, expected: Range | None) -> tuple[float, float]:
    """Return what to expect before the year begins, and how unsure it is."""
    if expected is None:
        return budget * (1 + record.lasting), abs(budget) * record.spread
    # The range that holds 95 per cent of a normal distribution spans this many standard deviations.
    modelled = (expected.high_95 - expected.low_95) / (2 * float(special.ndtri(POINTS[-1])))
    middle = expected.mean * (1 + record.lasting)
    return middle, float(np.hypot(abs(expected.mean) * record.spread, modelled))


def _posterior(
    middle: float, spread: float, spent: float, share: float, wide: float, freedom: float
) -> Outlook:
    """Return what is expected once both have been weighed, by adding up over points of the year's sum."""
    at = np.linspace(_EDGE, 1 - _EDGE, _POINTS)
    before = middle + spread * special.stdtrit(freedom, at)
    seen = (spent + wide * special.ndtri(at)) / share
    values = np.unique(np.concatenate([before, seen]))
    log_weight = -(freedom + 1) / 2 * np.log1p(((values - middle) / spread) ** 2 / freedom)
    log_weight -= ((spent - share * values) / wide) ** 2 / 2
    height = np.exp(log_weight - log_weight.max())
    steps = np.diff(values) * (height[1:] + height[:-1]) / 2
    added = np.concatenate([[0.0], np.cumsum(steps)])
    # Divided by its own end, so that it ends at exactly 1 and no chance falls below nothing.
    below = added / added[-1]
    middles = (values[1:] + values[:-1]) / 2
    mean = float((steps * middles).sum() / steps.sum())
    return Outlook(mean, values, below)
