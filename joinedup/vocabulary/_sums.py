"""Sums of money as people in a council say them."""

from __future__ import annotations

MINUS = "−"
SMALL_SUM = 500.0
_MILLION, _BILLION = 1_000_000, 1_000_000_000


def pounds(amount: float) -> str:
    """Return a sum of money, rounded as it would be spoken of: `£2.1m`, `£640,000`, `−£8,200`."""
    size = abs(amount)
    if size < SMALL_SUM:
        return "£0" if size == 0 else "less than £500"
    return (MINUS if amount < 0 else "") + size_of_sum(size)


def size_of_sum(size: float) -> str:
    """Return a sum from £500 up, rounded, without its sign."""
    if size >= _BILLION:
        return f"£{size / _BILLION:,.2f}bn"
    if size >= 995_000:
        return f"£{size / _MILLION:,.1f}m"
    places = 4 if size >= 99_500 else 3 if size >= 9_950 else 2
    return f"£{round(size, -places):,.0f}"
