"""A table of text to a table of typed rows: each row loaded or set aside with a reason."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from joinedup.declared import Column, Kind, Rule, Source, Table
from joinedup.returns.reading._cells import FORMULA, typed
from joinedup.returns.reading._reads import SOURCE_ROW, Fault, TableRead

_OURS = Source("JoinedUp", "joinedup/returns/reading", "2026")
UNKNOWN_CODE = Rule("unknown_code", "", "The code is not one of those published for this column.", _OURS)
UNLIKELY_DATE = Rule("unlikely_date", "", "The date lies before 1900 or after 2100.", _OURS)
EVERY_TABLE = (UNKNOWN_CODE, UNLIKELY_DATE)

_ASIDE = {SOURCE_ROW: pl.Int64, "reason": pl.String, "column": pl.String}
_DTYPES = {
    Kind.TEXT: pl.String,
    Kind.CODE: pl.String,
    Kind.DATE: pl.Date,
    Kind.WHOLE: pl.Int64,
    Kind.NUMBER: pl.Float64,
    Kind.MONEY: pl.Float64,
    Kind.YES_NO: pl.Boolean,
}
# Where totals are written: at the left edge.
_TOTAL_WITHIN = 3
_TOTAL = r"(?i)^(grand |sub-? ?|overall )?totals?\b"
_YEARS = (1900, 2100)


@dataclass
class Outcome:
    """A table read and what to say about it.

    Args:
        read: the table.
        notes: how unusual cells were dealt with.
    """

    read: TableRead
    notes: list[str] = field(default_factory=list)


def schema_of(table: Table) -> dict[str, pl.DataType | type[pl.DataType]]:
    """Return the types of a table's columns once read, `source_row` last."""
    return {**{c.name: _DTYPES[c.kind] for c in table.columns}, SOURCE_ROW: pl.Int64}


def read_table(table: Table, text: pl.DataFrame, cut: list[tuple[int, str]] | None = None) -> Outcome:
    """Type a table of text named by `Column.name`; `cut` are rows that never became cells."""
    n_read = text.height + len(cut or ())
    text = _stripped(table, text)
    aside = _Aside(text.height)
    _mark_headers_and_totals(table, text, aside)
    notes: list[str] = []
    columns: list[pl.Series] = []
    for column in table.columns:
        values = _typed_column(column, text[column.name], aside, notes)
        columns.append(values.cast(_DTYPES[column.kind]).alias(column.name))
    whole = pl.DataFrame([*columns, text[SOURCE_ROW]])
    _mark_repeats(table, whole, aside)
    rows = whole.filter(aside.kept)
    left_out = aside.frame(text[SOURCE_ROW])
    if cut:
        left_out = pl.concat([left_out, _cut_frame(cut)])
    return Outcome(TableRead(table, rows, left_out, n_read, _faults(table, rows)), notes)


class _Aside:
    """The first reason found for each row that must be set aside."""

    def __init__(self, height: int) -> None:
        self._nothing = pl.repeat(None, height, dtype=pl.String, eager=True)
        self.reason = self._nothing
        self.column = self._nothing

    @property
    def kept(self) -> pl.Series:
        """True for each row that has no reason yet."""
        return self.reason.is_null()

    def mark(self, rows: pl.Series, reason: str, column: str) -> None:
        """Set rows aside that have no reason yet."""
        new = rows & self.kept
        if new.any():
            self.reason = self.reason.set(new, reason)
            self.column = self.column.set(new, column)

    def frame(self, numbers: pl.Series) -> pl.DataFrame:
        """Return the rows set aside."""
        left_out = pl.DataFrame({SOURCE_ROW: numbers, "reason": self.reason, "column": self.column})
        return left_out.cast(_ASIDE).filter(~self.kept)  # type: ignore[arg-type]


def _stripped(table: Table, text: pl.DataFrame) -> pl.DataFrame:
    # NULL is what databases export for nothing; in a name it is somebody's name.
    ready = []
    for column in table.columns:
        if column.name not in text.columns:
            ready.append(pl.lit(None, dtype=pl.String).alias(column.name))
            continue
        cell = pl.col(column.name).str.strip_chars()
        empty = (cell == "") if column.kind is Kind.TEXT and column.personal else cell.is_in(["", "NULL"])
        ready.append(pl.when(~empty).then(cell).alias(column.name))
    return text.select(*ready, SOURCE_ROW)


def _mark_headers_and_totals(table: Table, text: pl.DataFrame, aside: _Aside) -> None:
    published = [column for column in table.columns if column.published]
    if text.height == 0 or not published:
        return
    first, *others = published
    header = text[first.name].is_not_null() & _is_own_name(text[first.name], first)
    if header.any():
        for column in others:
            header = header & _is_own_name(text[column.name], column)
        aside.mark(header, "the header repeated", "")
    for column in published[:_TOTAL_WITHIN]:
        if column.kind is not Kind.TEXT or not column.personal:
            totals = text[column.name].str.contains(_TOTAL).fill_null(False)
            aside.mark(totals, "a row of totals", column.published)


def _is_own_name(cells: pl.Series, column: Column) -> pl.Series:
    names = [column.published.casefold(), *(alias.casefold() for alias in column.aliases)]
    return cells.str.to_lowercase().is_in(names).fill_null(True)


def _typed_column(column: Column, cells: pl.Series, aside: _Aside, notes: list[str]) -> pl.Series:
    aside.mark(cells.str.starts_with("=").fill_null(False), FORMULA, column.published)
    read = typed(column, cells)
    if read.bad is not None:
        aside.mark(read.bad, read.reason, _name(column))
    if column.required:
        aside.mark(read.values.is_null(), "a value that must be there is missing", column.published)
    notes.extend(read.notes)
    return read.values


def _mark_repeats(table: Table, whole: pl.DataFrame, aside: _Aside) -> None:
    if not table.key or whole.height == 0:
        return
    kept = whole.with_row_index("_at").filter(aside.kept)
    repeated = kept.filter(~pl.struct(table.key).is_first_distinct())
    if repeated.height == 0:
        return
    everything = [column.name for column in table.columns]
    same = kept.filter(~pl.struct(everything).is_first_distinct())["_at"]
    names = " and ".join(column.published for name in table.key if (column := table.column(name)).published)
    at = pl.int_range(whole.height, dtype=pl.UInt32, eager=True)
    aside.mark(at.is_in(same.implode()), "an exact repeat of an earlier row", "")
    aside.mark(at.is_in(repeated["_at"].implode()), "another row for the same key as an earlier one", names)


def _name(column: Column) -> str:
    return column.published or column.name


def _cut_frame(cut: list[tuple[int, str]]) -> pl.DataFrame:
    rows = [(number, reason, "") for number, reason in cut]
    return pl.DataFrame(rows, schema=_ASIDE, orient="row")


def _faults(table: Table, rows: pl.DataFrame) -> list[Fault]:
    faults: list[Fault] = []
    for column in table.columns:
        values = rows[column.name]
        if column.kind is Kind.CODE and column.codes:
            unknown = values.is_not_null() & ~values.is_in(list(column.codes))
            faults += _fault_rows(table, column, rows.filter(unknown), UNKNOWN_CODE)
        elif column.kind is Kind.DATE:
            years = values.dt.year()
            unlikely = ((years < _YEARS[0]) | (years > _YEARS[1])).fill_null(False)
            faults += _fault_rows(table, column, rows.filter(unlikely), UNLIKELY_DATE)
    return faults


def _fault_rows(table: Table, column: Column, rows: pl.DataFrame, rule: Rule) -> list[Fault]:
    return [Fault(table.name, rule.code, rule.says, _name(column), row) for row in rows[SOURCE_ROW]]


__all__ = ["EVERY_TABLE", "Outcome", "read_table", "schema_of"]
