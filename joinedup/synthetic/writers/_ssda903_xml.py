"""The SSDA903 return of one year as XML, made from the same tables as its CSV set."""

from __future__ import annotations

from collections import defaultdict

import polars as pl

from joinedup.synthetic.writers._output import UK_DATE, Output

_EPISODE = {"PLACE": "PL", "PL_POST": "PL_POST"}
_EPISODE_FIELDS = (
    "DECOM",
    "RNE",
    "LS",
    "CIN",
    "PLACE",
    "PL_POST",
    "HOME_POST",
    "URN",
    "PLACE_PROVIDER",
    "DEC",
    "REC",
    "REASON_PLACE_CHANGE",
)
_OC2_FIELDS = (
    "SDQ_SCORE",
    "SDQ_REASON",
    "CONVICTED",
    "HEALTH_CHECK",
    "IMMUNISATIONS",
    "TEETH_CHECK",
    "HEALTH_ASSESSMENT",
    "SUBSTANCE_MISUSE",
    "INTERVENTION_RECEIVED",
    "INTERVENTION_OFFERED",
)

Rows = dict[str, list[dict[str, str]]]


def write_ssda903_xml(out: Output, path: str, tables: dict[str, pl.DataFrame]) -> None:
    """Write the tables of one year as `EXPSSDA903`."""
    by_child = {name: _by_child(frame) for name, frame in tables.items()}
    children = []
    for header in _rows(tables["header"]):
        child = header["CHILD"]
        children.append(
            f"<CHILD><HEADER>{_header(header, child, by_child)}</HEADER>"
            + "".join(
                _element("EPISODE", row, _EPISODE_FIELDS) for row in by_child["episodes"].get(child, [])
            )
            + "</CHILD>"
        )
    body = "\n".join(children)
    out.text(
        path, f'<?xml version="1.0" encoding="utf-8"?>\n<EXPSSDA903>\n{body}\n</EXPSSDA903>\n', len(children)
    )


def _header(header: dict[str, str], child: str, tables: dict[str, Rows]) -> str:
    def rows(name: str) -> list[dict[str, str]]:
        return tables[name].get(child, []) if name in tables else []

    parts = [
        f"<CHILDID>{child}</CHILDID>",
        _fields(header, ("UPN", "SEX", "DOB", "ETHNIC")),
        f"<UASC>{1 if rows('uasc') else 0}</UASC>",
        *(_fields(row, ("IN_TOUCH", "ACTIV", "ACCOM")) for row in rows("oc3")),
        *(_element("AREVIEW", row, ("REVIEW", "REVIEW_CODE")) for row in rows("reviews")),
        *(_element("AMISSING", row, ("MISSING", "MIS_START", "MIS_END")) for row in rows("missing")),
        _fields(header, ("MOTHER", "MC_DOB")),
        *(
            _element("PERMANENCE", row, ("PREV_PERM", "LA_PERM", "DATE_PERM"))
            for row in rows("previous_permanence")
        ),
        *(_element("OC2", row, _OC2_FIELDS) for row in rows("oc2")),
    ]
    return "".join(parts)


def _rows(frame: pl.DataFrame) -> list[dict[str, str]]:
    text = frame.with_columns(
        pl.col(name).dt.strftime(UK_DATE) for name, kind in frame.schema.items() if kind == pl.Date
    )
    return text.with_columns(pl.all().cast(pl.String).fill_null("")).to_dicts()


def _by_child(frame: pl.DataFrame) -> Rows:
    grouped: Rows = defaultdict(list)
    for row in _rows(frame):
        grouped[row["CHILD"]].append(row)
    return grouped


def _fields(row: dict[str, str], names: tuple[str, ...]) -> str:
    return "".join(
        f"<{_EPISODE.get(name, name)}>{row[name]}</{_EPISODE.get(name, name)}>" for name in names if row[name]
    )


def _element(tag: str, row: dict[str, str], names: tuple[str, ...]) -> str:
    return f"<{tag}>{_fields(row, names)}</{tag}>"
