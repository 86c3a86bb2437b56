"""Numbers as people in a council say them: pounds, counts, shares, chances, years and lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from joinedup.council import Range
from joinedup.vocabulary import MINUS as MINUS
from joinedup.vocabulary import SMALL_SUM as SMALL_SUM
from joinedup.vocabulary import Pot, financial_year_ending, size_of_sum
from joinedup.vocabulary import pounds as pounds

_MOST_TIMES = 20.0
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_POTS = {
    Pot.GENERAL_FUND: "the General Fund",
    Pot.DSG_SCHOOLS: "the schools block of the Dedicated Schools Grant",
    Pot.DSG_HIGH_NEEDS: "the high needs block of the Dedicated Schools Grant",
    Pot.DSG_EARLY_YEARS: "the early years block of the Dedicated Schools Grant",
    Pot.DSG_CENTRAL: "the central block of the Dedicated Schools Grant",
    Pot.PUBLIC_HEALTH: "the public health grant",
    Pot.CAPITAL: "the capital budget",
    Pot.DEVELOPER: "the developer contributions",
    Pot.PARTNERS: "what partners such as health and police spend",
}
_LIKELY = (
    (0.99, "almost certain"),
    (0.90, "very likely"),
    (0.66, "likely"),
    (0.34, "about as likely as not"),
    (0.10, "unlikely"),
    (0.01, "very unlikely"),
    (0.00, "almost impossible"),
)
# What share of a whole people call it, up to that share.
_FRACTIONS = (
    (0.05, "almost none"),
    (0.15, "about a tenth"),
    (0.29, "about a quarter"),
    (0.41, "about a third"),
    (0.59, "about half"),
    (0.71, "about two thirds"),
    (0.85, "about three quarters"),
    (0.95, "about nine tenths"),
    (1.00, "almost all"),
)


def pounds_change(amount: float) -> str:
    """Return a change in money with its sign: `+£2.1m`; too small to speak of is `about £0`."""
    if abs(amount) < SMALL_SUM:
        return "£0" if amount == 0 else "about £0"
    return ("+" if amount > 0 else MINUS) + size_of_sum(abs(amount))


def pence_in_the_pound(ratio: float) -> str:
    """Return what comes back for each pound: `28p`, `£1.40`."""
    return f"{round(ratio * 100):,}p" if round(ratio * 100) < 100 else f"£{ratio:,.2f}"


def quantity(value: float, unit: str) -> str:
    """Return a number in its unit without naming it: people whole, ratios with two places, money as money."""
    if unit in ("pounds", "pounds per week"):
        return pounds(value) if abs(value) >= 10_000 else f"{MINUS if value < 0 else ''}£{abs(value):,.0f}"
    if unit == "share":
        return percent(value)
    if unit in ("ratio", "cases"):
        return f"{value:,.2f}".replace("-", MINUS)
    return _whole(value).replace("-", MINUS)


def quantity_change(value: float, unit: str) -> str:
    """Return a change with its sign: `+21`, `−0.04`, `0`."""
    shown = quantity(abs(value), unit)
    return shown if not any(digit in shown for digit in "123456789") else (f"{sign(value)}{shown}")


def sign(value: float) -> str:
    """Return the sign of a change as it is printed."""
    return MINUS if value < 0 else "+"


def _whole(value: float) -> str:
    return f"{round(value) + 0:,}"


def percent(share: float) -> str:
    """Return a share as a percentage without places, or with one where it is small: `28%`, `0.4%`."""
    size = abs(share) * 100
    return (
        f"{MINUS if share < 0 else ''}{size:.1f}%"
        if 0 < size < 1
        else f"{share * 100:.0f}%".replace("-", MINUS)
    )


def span(one: Range, shown: Callable[[float], str]) -> str:
    """Return the 80 per cent range as `10 to 20`, or the one number where both ends are shown the same."""
    low, high = shown(one.low_80), shown(one.high_80)
    return low if low == high else f"{low} to {high}"


def between(low: float, high: float, shown: Callable[[float], str]) -> str:
    """Return the likely range of a number that has one sign: `likely between £1.1m and £6.6m`."""
    first, last = shown(low), shown(high)
    return f"{first} in nearly every case" if first == last else f"likely between {first} and {last}"


def better_or_worse(amount: float) -> str:
    """Return a change in spending as what it does to a pot: `£2.1m better off`."""
    return f"{pounds(abs(amount))} {'better' if amount < 0 else 'worse'} off"


def a_year_better_or_worse(amount: float) -> str:
    """Return a yearly change in spending as what it does to a pot: `£2.1m a year better off`."""
    if abs(amount) < SMALL_SUM:
        return "neither better nor worse off"
    return f"{pounds(abs(amount))} a year {'better' if amount < 0 else 'worse'} off"


def likely_off(one: Range) -> str:
    """Return the likely range of what a pot is better or worse off by."""
    low, high = one.low_80, one.high_80
    if low < -SMALL_SUM and high > SMALL_SUM:
        return f"likely between {better_or_worse(low)} and {better_or_worse(high)}"
    near, far = sorted((abs(low), abs(high)))
    return between(near, far, pounds)


def likely_short(gap: Range) -> str:
    """Return the likely range of what a pot is short by, or over."""
    low, high = gap.low_80, gap.high_80
    if low < -SMALL_SUM and high > SMALL_SUM:
        return f"likely between {pounds(-low)} over and {pounds(high)} short"
    near, far = sorted((abs(low), abs(high)))
    return between(near, far, pounds)


def chance(probability: float) -> str:
    """Return a chance in words and as a number: `very likely (97 in 100)`."""
    word = next(word for least, word in _LIKELY if probability >= least)
    return f"{word} ({in_a_hundred(probability)})"


def in_a_hundred(probability: float) -> str:
    """Return a chance as people count it: `97 in 100`; never as certain or impossible."""
    if probability > 0.99:
        return "more than 99 in 100"
    return "fewer than 1 in 100" if probability < 0.01 else f"{round(probability * 100)} in 100"


def fair_chance(probability: float) -> str:
    """Return a chance as people count it where it may be none at all: `no chance`, `41 in 100`."""
    return "no chance" if probability == 0.0 else in_a_hundred(probability)


def times(factor: float) -> str:
    """Return a factor in words: `4.9 times`, `more than 20 times`, `60%` below 1."""
    if factor > _MOST_TIMES:
        return f"more than {_MOST_TIMES:.0f} times"
    return f"{factor:.1f} times" if factor >= 1 else percent(factor)


def fraction(share: float) -> str:
    """Return a share in words and as a number: `about three quarters (76%)`."""
    word = next(word for most, word in _FRACTIONS if share <= most)
    return f"{word} ({percent(share)})"


def number_word(number: int) -> str:
    """Return a small number as a word."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def listed(parts: Sequence[str]) -> str:
    """Return names as one list: `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def lower_first(text: str) -> str:
    """Return text with a small first letter, unless it begins with an abbreviation or a name of two words."""
    first, _, rest = text.partition(" ")
    is_name = (len(first) > 1 and first[:2].isupper()) or rest[:1].isupper()
    return text if is_name else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Return text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def pot_phrase(pot: str) -> str:
    """Return a pot's name as it stands in a sentence."""
    return _POTS[Pot(pot)]


def day(on: date) -> str:
    """Return a day: `31 March 2026`."""
    return f"{on.day} {on:%B %Y}"


def year_end(year: str) -> str:
    """Return the last day of a financial year: `31 March 2031`."""
    return day(financial_year_ending(year))
