"""One column of text to dates, numbers, codes or yes and no; what cannot be read is marked, never guessed."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from joinedup.declared import Column, Kind

FORMULA = "a formula where a value was expected"

# Marks that publishers put where a number is suppressed, not available or does not apply.
MARKERS = (
    "c", "z", "x", "k", "u", "low", ".", "..", "-", ":", "*", "[c]", "[x]", "[z]", "[low]",
    "na", "n/a", "#n/a", "null", "none", "nan",
)  # fmt: skip

_DATE_FORMS = (
    (r"^\d{1,2}/\d{1,2}/\d{4}$", "%d/%m/%Y", "31/03/2026"),
    (r"^\d{4}-\d{1,2}-\d{1,2}$", "%Y-%m-%d", "2026-03-31"),
    (r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", "%Y-%m-%d", "2026-03-31 00:00:00"),
    (r"^\d{1,2}/\d{1,2}/\d{2}$", "%d/%m/%y", "31/03/26"),
    (r"^\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{2}", "%d/%m/%Y", "31/03/2026 00:00"),
    (r"^\d{1,2}-\d{1,2}-\d{4}$", "%d-%m-%Y", "31-03-2026"),
    (r"^\d{1,2}\.\d{1,2}\.\d{4}$", "%d.%m.%Y", "31.03.2026"),
    (r"^\d{4}/\d{1,2}/\d{1,2}$", "%Y/%m/%d", "2026/03/31"),
    (r"^(19|20)\d{6}$", "%Y%m%d", "20260331"),
    (r"^\d{4}-[A-Za-z]{3}-\d{1,2}( |$)", "%Y-%b-%d", "2026-Mar-31"),
    (r"^\d{1,2}-[A-Za-z]{3}-\d{4}$", "%d-%b-%Y", "31-Mar-2026"),
    (r"^\d{1,2}-[A-Za-z]{3}-\d{2}$", "%d-%b-%y", "31-Mar-26"),
    (r"^\d{1,2} [A-Za-z]{3} \d{4}$", "%d %b %Y", "31 Mar 2026"),
    (r"^\d{1,2} [A-Za-z]{4,} \d{4}$", "%d %B %Y", "31 March 2026"),
)
_USUAL = {"31/03/2026", "2026-03-31"}
# Excel counts days from here; the numbers 10,000 to 99,999 span 1927 to 2173.
_EXCEL = r"^[1-9]\d{4}(\.\d+)?$"
_EXCEL_EPOCH = pl.date(1899, 12, 30)
# A year below 1000 is a slip of the keyboard (0206 for 2006), never a date.
_FIRST_YEAR = 1000

_YES = ("true", "1", "1.0", "y", "yes", "t")
_NO = ("false", "0", "0.0", "n", "no", "f")


@dataclass(frozen=True)
class Typed:
    """A column once read.

    Args:
        values: the typed values; null where there is none or it cannot be read.
        bad: true where something stands that cannot be read.
        reason: why it cannot be read.
        notes: how unusual cells were dealt with.
    """

    values: pl.Series
    bad: pl.Series | None = None
    reason: str = ""
    notes: tuple[str, ...] = ()


def typed(column: Column, cells: pl.Series) -> Typed:
    """Read a column of stripped text, in which empty cells are null."""
    if column.kind is Kind.DATE:
        return _dates(column, cells)
    if column.kind in (Kind.WHOLE, Kind.NUMBER, Kind.MONEY):
        return _numbers(column, cells)
    if column.kind is Kind.YES_NO:
        return _yes_no(cells)
    if column.kind is Kind.CODE:
        return Typed(_codes(column, cells))
    return Typed(cells)


def _dates(column: Column, cells: pl.Series) -> Typed:
    values = pl.Series(cells.name, [], dtype=pl.Date).extend_constant(None, cells.len())
    notes: list[str] = []
    left = cells.is_not_null() & ~_is_marker(cells)
    for pattern, form, example in _DATE_FORMS:
        if not left.any():
            break
        fits = left & cells.str.contains(pattern).fill_null(False)
        if not fits.any():
            continue
        parsed = _parsed(cells.filter(fits), form)
        values = _put(values, fits, parsed)
        left = left & ~fits
        if example not in _USUAL:
            notes.append(f"{column.published}: {parsed.len():,} dates written like {example}")
    serial = left & cells.str.contains(_EXCEL).fill_null(False)
    if serial.any():
        values = _put(values, serial, _from_excel(cells.filter(serial)))
        notes.append(f"{column.published}: {serial.sum():,} dates written as Excel serial numbers")
    values = values.set(values.dt.year().fill_null(_FIRST_YEAR) < _FIRST_YEAR, None)
    bad = values.is_null() & cells.is_not_null() & ~_is_marker(cells)
    return Typed(values, bad, "not a possible date", tuple(notes))


def _parsed(text: pl.Series, form: str) -> pl.Series:
    return text.str.to_date(form, strict=False, exact=not _has_time(form, text), cache=True)


def _has_time(form: str, text: pl.Series) -> bool:
    return bool(form in ("%Y-%m-%d", "%d/%m/%Y", "%Y-%b-%d") and text.str.contains(r":").any())


def _from_excel(text: pl.Series) -> pl.Series:
    days = text.cast(pl.Float64, strict=False).floor().cast(pl.Int64)
    return days.to_frame("days").select(_EXCEL_EPOCH + pl.duration(days="days")).to_series()


def _put(values: pl.Series, where: pl.Series, parsed: pl.Series) -> pl.Series:
    if where.all():
        return parsed.alias(values.name)
    return values.scatter(where.arg_true(), parsed)


def _is_marker(cells: pl.Series) -> pl.Series:
    return cells.str.to_lowercase().is_in(MARKERS).fill_null(False)


def _numbers(column: Column, cells: pl.Series) -> Typed:
    values = cells.cast(pl.Float64, strict=False)
    values = values.set(~values.is_finite().fill_null(True), None)
    rest = values.is_null() & cells.is_not_null()
    markers = rest & _is_marker(cells)
    if (rest & ~markers).any():
        plain = (
            cells.str.replace(r"^\((.+)\)$", "-$1")
            .str.replace_all(r"[£,\s]", "")
            .str.replace(r"^−", "-")
            .str.replace(r"%$", "")
        )
        read = plain.cast(pl.Float64, strict=False)
        values = values.fill_null(read.set(~read.is_finite().fill_null(True), None)).set(markers, None)
    bad = values.is_null() & cells.is_not_null() & ~markers
    notes = (f"{column.published}: {markers.sum():,} marks such as c or z read as missing",)
    reason = "not a number"
    if column.kind is Kind.WHOLE:
        whole = values.cast(pl.Int64, strict=False)
        broken = values.is_not_null() & ((whole.cast(pl.Float64) != values) | whole.is_null())
        values, bad, reason = whole, bad | broken.fill_null(False), "not a whole number"
    return Typed(values, bad, reason, notes if markers.any() else ())


def _yes_no(cells: pl.Series) -> Typed:
    lower = cells.str.to_lowercase()
    said = lower.is_in(_YES) | lower.is_in(_NO)
    values = lower.is_in(_YES).set(~said.fill_null(False), None)
    return Typed(values, (~said).fill_null(False), "neither yes nor no")


def _codes(column: Column, cells: pl.Series) -> pl.Series:
    """Bring each code to its published spelling where only case or a trailing `.0` differs."""
    known = {code.casefold(): code for code in column.codes}
    changes: dict[str, str] = {}
    for code in cells.unique().drop_nulls():
        bare = code.removesuffix(".0") if code.removesuffix(".0").isdigit() else code
        spelled = known.get(bare.casefold(), bare)
        if spelled != code:
            changes[code] = spelled
    return cells.replace(changes) if changes else cells
