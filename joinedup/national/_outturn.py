"""Lines of the revenue outturn of 2024-25, as published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from joinedup.declared import Origin
from joinedup.errors import OpenDataRefused
from joinedup.national._authorities import Authority
from joinedup.national._history import Question, history, lent, worst
from joinedup.national._open_data import ANOTHER_EDITION, OpenData, Publication
from joinedup.national._panels import Panel, dfe_code_by_ons_code, panel_of
from joinedup.national._publications import OUTTURN, SOCIAL_CARE_OUTTURN
from joinedup.national._values import joined

YEAR = 2025
AS_AT = date(YEAR, 3, 31)
YEAR_LABEL = "2024-25"
_HEADER = 6
_CODE_LENGTH = 9
_THOUSAND = 1000.0
_SHEETS = {SOCIAL_CARE_OUTTURN: "RO3_LA_Data_202425", OUTTURN: "RSX_LA_Data_202425"}
_NET = "Net Current Expenditure (C7 = C3 - C6)"


@dataclass(frozen=True)
class OutturnLine:
    """Net current expenditure on one service, in thousands of pounds.

    Args:
        table: the outturn table.
        service: the service as the table's header calls it.
    """

    table: Publication
    service: str

    def panel(self, data: OpenData) -> Panel:
        """Return the line for today's authorities; a return that was not certified is a mark."""
        return data.once(self, lambda: self._read(data))

    def _read(self, data: OpenData) -> Panel:
        codes = dfe_code_by_ons_code()
        rows = net_by_ons_code(data, self.table, self.service)
        known = [(codes[ons_code], str(YEAR), cell) for ons_code, cell in rows if ons_code in codes]
        return panel_of(self.table, known)


@dataclass(frozen=True)
class Amount:
    """A sum of money with whose it is and how it was found."""

    gbp: float
    origin: Origin
    note: str = ""

    def less(self, other: Amount, note: str = "") -> Amount:
        """Return what is left when another amount is taken out."""
        return Amount(self.gbp - other.gbp, worst((self.origin, other.origin)), joined(self.note, note))


def net_by_ons_code(data: OpenData, table: Publication, service: str) -> list[tuple[str, str]]:
    """Return the published net expenditure on a service by ONS code, districts included.

    A second table below, of classes of authority, has shorter codes and is left out.

    Raises:
        OpenDataRefused: the table has no such line.
    """
    rows = data.sheet(table, _SHEETS[table])
    header = rows[_HEADER]
    place = data.once(("header", table.file), lambda: {name: at for at, name in enumerate(header)})
    at = place.get(f"{service} - {_NET}")
    if at is None:
        raise OpenDataRefused(
            f"{table.file} has no line {service!r}.",
            ANOTHER_EDITION,
        )
    return [(row[1], row[at]) for row in rows[_HEADER + 1 :] if _is_authority(row[1])]


def amount(data: OpenData, authority: Authority, table: Publication, service: str) -> Amount:
    """Return an authority's net expenditure on a service, or its region's rate where none is certified."""
    reading = history(data, _question(table, service), authority)[-1]
    return Amount(reading.value * _THOUSAND, reading.origin, reading.note)


def amount_at_region_rate(data: OpenData, authority: Authority, table: Publication, service: str) -> float:
    """Return what an authority would spend on a service at its region's rate, in pounds."""
    return lent(data, _question(table, service), authority).value * _THOUSAND


def together(parts: list[Amount], note: str) -> Amount:
    """Return the sum of amounts."""
    origin = worst(part.origin for part in parts)
    return Amount(sum(part.gbp for part in parts), origin, joined(*(part.note for part in parts), note))


def _question(table: Publication, service: str) -> Question:
    return Question(OutturnLine(table, service), (AS_AT.month, AS_AT.day), of_same_tier=True)


def _is_authority(ons_code: str) -> bool:
    return ons_code.startswith("E") and ons_code[1:].isdigit() and len(ons_code) == _CODE_LENGTH
