"""Where looked-after children live, in the bands that the model moves between."""

from __future__ import annotations

from dataclasses import replace

from joinedup.declared import FigureValue, Origin
from joinedup.national._authorities import Authority, authorities, succession_of
from joinedup.national._history import worst
from joinedup.national._marks import Mark
from joinedup.national._open_data import OpenData
from joinedup.national._panels import Column, Panel
from joinedup.national._publications import LOOKED_AFTER_KINDS
from joinedup.national._rates import national_rate
from joinedup.national._values import joined
from joinedup.vocabulary import CARE_PLACEMENTS

_ON_31_MARCH = "Children looked after on 31 March each year"
_FOSTER = "Foster placements"
_RESIDENTIAL = ("Secure homes and children's homes", "Residential schools", "Other residential settings")
_SUPPORTED = "Independent and semi-independent living arrangements/supported accommodation"
_OTHER = (
    "Placed for adoption",
    "Placed with parents or other person with parental responsibility",
    "Other placements",
)
_PLACEMENTS = (_FOSTER, *_RESIDENTIAL, _SUPPORTED, *_OTHER)
_BOUGHT = ("Private provision", "Voluntary/third sector provision")
_PROVIDERS = (
    "Own provision (by the LA)",
    "Other LA provision",
    "Other public provision (e.g. by a PCT etc)",
    "Parents or other person with parental responsibility",
    "Placement provider not reported",
    *_BOUGHT,
)
# Where more than this share of the children is hidden, an even spread over the hidden cells says nothing.
_MOST_HIDDEN = 1 / 2
_KINSHIP = "dfe.looked_after.share_kinship"
_AGENCY = "dfe.looked_after.share_agency_of_foster"
_NOTE = (
    "kinship is England's share of looked-after children; agency foster care is private and voluntary "
    "provision less residential and supported places, or England's share where a trust runs all"
)

Shares = dict[str, float]


def placements(data: OpenData, authority: Authority, looked_after: list[FigureValue]) -> list[FigureValue]:
    """Return looked-after children by placement, in every year the characteristics are published.

    Args:
        data: the national tables.
        authority: the authority.
        looked_after: its looked-after children in every year, which the placements add up to.
    """
    years = _panel(data, "Placement", _FOSTER).years
    values = []
    for stock in (one for one in looked_after if one.as_at.year in years):
        shares, origin, note = _shares_or_lent(data, authority, stock.as_at.year)
        values += [
            replace(
                stock,
                figure="looked_after_by_placement",
                band=band,
                value=stock.value * shares[band],
                origin=worst((stock.origin, origin)),
                source=LOOKED_AFTER_KINDS.cite(stock.as_at.year),
                note=joined(stock.note, note, _NOTE),
            )
            for band in CARE_PLACEMENTS
        ]
    return values


def _shares_or_lent(data: OpenData, authority: Authority, year: int) -> tuple[Shares, Origin, str]:
    own = _shares(data, (authority.dfe_code,), year)
    if own is not None:
        return own, Origin.APPORTIONED, ""
    succession = succession_of(authority)
    before = _shares(data, succession.predecessors, year) if succession else None
    if before is not None:
        return before, Origin.APPORTIONED, "placements as before reorganisation"
    for origin, group, place in (
        (Origin.REGION, [one for one in authorities() if one.region == authority.region], authority.region),
        (Origin.ENGLAND, list(authorities()), "England"),
    ):
        lent = _shares(data, tuple(one.dfe_code for one in group), year)
        if lent is not None:
            return lent, origin, f"placements not published; shares of {place}"
    raise AssertionError("some authority publishes its placements")


def _shares(data: OpenData, codes: tuple[str, ...], year: int) -> Shares | None:
    """Return each placement's share over authorities together; None where none of them publishes any."""
    known = [counts for code in codes if (counts := _counts(data, code, year)) is not None]
    total = sum(sum(homes.values()) for homes, _ in known)
    if not total:
        return None
    home = {name: sum(homes[name] for homes, _ in known) for name in _PLACEMENTS}
    bought = sum(providers[name] for _, providers in known for name in _BOUGHT)
    residential, supported = sum(home[name] for name in _RESIDENTIAL), home[_SUPPORTED]
    kinship = min(national_rate(_KINSHIP, year) * total, home[_FOSTER])
    agency = max(bought - residential - supported, 0.0)
    if agency >= home[_FOSTER] - kinship:
        # A children's trust counts its own foster carers as private provision.
        agency = min(national_rate(_AGENCY, year) * home[_FOSTER], home[_FOSTER] - kinship)
    by_band = {
        "kinship": kinship,
        "foster_own": home[_FOSTER] - kinship - agency,
        "foster_agency": agency,
        "residential": residential,
        "supported": supported,
        "other": sum(home[name] for name in _OTHER),
    }
    return {band: count / total for band, count in by_band.items()}


def _counts(data: OpenData, code: str, year: int) -> tuple[dict[str, float], dict[str, float]] | None:
    homes = _completed(data, "Placement", _PLACEMENTS, code, year)
    providers = _completed(data, "Place providers", _PROVIDERS, code, year)
    return None if homes is None or providers is None else (homes, providers)


def _completed(
    data: OpenData, group: str, names: tuple[str, ...], code: str, year: int
) -> dict[str, float] | None:
    """Return the counts of a group, with what is hidden shared evenly over the cells that are suppressed."""
    total = _panel(data, group, "Total").values.get((code, year))
    if total is None:
        return None
    seen = {name: _panel(data, group, name).values.get((code, year)) for name in names}
    hidden = [name for name in names if _panel(data, group, name).marks.get((code, year)) is Mark.SUPPRESSED]
    rest = max(total - sum(value for value in seen.values() if value is not None), 0.0)
    if rest > total * _MOST_HIDDEN:
        return None
    share = rest / len(hidden) if hidden else 0.0
    return {name: (share if name in hidden else value or 0.0) for name, value in seen.items()}


def _panel(data: OpenData, group: str, name: str) -> Panel:
    where = (("population_count", _ON_31_MARCH), ("cla_group", group), ("characteristic", name))
    return Column(LOOKED_AFTER_KINDS, "cla_31_march_number", where).panel(data)
