"""Where the money comes from: council tax, the grants and, as what is left, the settlement."""

from __future__ import annotations

from datetime import date

from joinedup.declared import FigureValue, Origin
from joinedup.national._authorities import Authority
from joinedup.national._history import worst
from joinedup.national._marks import number
from joinedup.national._open_data import OpenData
from joinedup.national._outturn import AS_AT, YEAR, YEAR_LABEL, Amount
from joinedup.national._people import authority_of_district
from joinedup.national._publications import COUNCIL_TAX, OUTTURN
from joinedup.national._rates import national_rate
from joinedup.national._schools_grant import schools_grant
from joinedup.national._spending import spending_lines
from joinedup.national._values import joined
from joinedup.vocabulary import Pot, spending_line

_TAX_YEAR = 2026
_RISE = "mhclg.council_tax.referendum_limit"


def funding(data: OpenData, authority: Authority) -> list[FigureValue]:
    """Return council tax, its base and level, the grants, and the settlement as what is left to find."""
    base, area_band_d = data.once("council tax", lambda: _read_council_tax(data))[authority.dfe_code]
    name = f"mhclg.council_tax.own_share_{authority.tier}"
    share = national_rate(name, _TAX_YEAR)
    own_band_d = area_band_d * share
    rise = national_rate(_RISE, _TAX_YEAR)
    tax = Amount(
        base * own_band_d / (1 + rise),
        Origin.APPORTIONED,
        f"tax base times own band D of 2025-26, taken back one year at {rise:.2%}",
    )
    health = spending_lines(data, authority)["public_health"]
    return [
        FigureValue(
            "council_tax_base",
            authority.ons_code,
            "",
            date(_TAX_YEAR - 1, 4, 1),
            base,
            Origin.PUBLISHED,
            COUNCIL_TAX.cite(),
            "net council tax of the area divided by its band D, so after discounts and support",
        ),
        FigureValue(
            "council_tax_band_d",
            authority.ons_code,
            "",
            date(_TAX_YEAR, 3, 31),
            own_band_d,
            Origin.APPORTIONED,
            COUNCIL_TAX.cite(),
            f"{share:.0%} ({name}) of the area's {area_band_d:,.2f} pounds with every precept",
        ),
        _line(authority, "council_tax", tax, COUNCIL_TAX.cite()),
        _line(authority, "settlement", _settlement(data, authority, tax), OUTTURN.cite(YEAR_LABEL)),
        _line(
            authority,
            "public_health_grant",
            Amount(health.gbp, health.origin, joined(health.note, "as much as is spent on public health")),
            OUTTURN.cite(YEAR_LABEL),
        ),
        *schools_grant(data, authority, YEAR),
    ]


def _settlement(data: OpenData, authority: Authority, tax: Amount) -> Amount:
    """Return what is left to find for the General Fund, since no table holds general grants or rates."""
    lines = spending_lines(data, authority)
    general = {code: one for code, one in lines.items() if spending_line(code).pot is Pot.GENERAL_FUND}
    spent = sum(one.gbp for one in general.values())
    note = (
        "the balancing figure: net spending less council tax, so retained business rates and grants are in it"
    )
    # England's rates only move money between lines of education, so they do not weaken the sum.
    published = [one.origin for one in general.values() if one.origin is not Origin.ENGLAND]
    return Amount(spent - tax.gbp, worst((tax.origin, *published)), note)


def _line(authority: Authority, band: str, amount: Amount, source: str) -> FigureValue:
    return FigureValue(
        "funding", authority.ons_code, band, AS_AT, amount.gbp, amount.origin, source, amount.note
    )


def _read_council_tax(data: OpenData) -> dict[str, tuple[float, float]]:
    """Return the tax base, and the area's band D weighted by it, by DfE code."""
    codes = authority_of_district(data)
    bases: dict[str, float] = {}
    taxes: dict[str, float] = {}
    columns = ("code", "band_d_amount", "total_council_tax_net")
    for district, band_d, net in data.table(COUNCIL_TAX, columns).rows():
        level, total = number(band_d), number(net)
        if district in codes and level and total is not None:
            code = codes[district]
            bases[code] = bases.get(code, 0.0) + total / level
            taxes[code] = taxes.get(code, 0.0) + total
    return {code: (base, taxes[code] / base) for code, base in bases.items()}
