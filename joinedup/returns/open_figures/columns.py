"""Open figures: what national tables say about the council, as written by `joinedup start`."""

from __future__ import annotations

from joinedup.declared import Column, Kind, Origin, Source, Table

SOURCE = Source("Open figures", "joinedup start", "2026")

FIGURES = Table(
    "open_figures",
    "One number about one area on one day, with where it came from.",
    (
        Column("figure", "figure", Kind.TEXT, "Name of the figure.", required=True),
        Column("area", "area", Kind.TEXT, "ONS code, patch or planning area.", required=True),
        Column("band", "band", Kind.TEXT, "The part; empty for the whole."),
        Column("as_at", "as_at", Kind.DATE, "The day, or last day of the twelve months.", required=True),
        Column("value", "value", Kind.NUMBER, "The number.", required=True),
        Column("unit", "unit", Kind.TEXT, "Unit."),
        Column(
            "origin",
            "origin",
            Kind.CODE,
            "Whose number it is.",
            required=True,
            codes={origin.value: origin.says for origin in Origin},
        ),
        Column("source", "source", Kind.TEXT, "File or table it was read from."),
        Column("note", "note", Kind.TEXT, "What was done to it."),
    ),
    key=("figure", "area", "band", "as_at", "origin", "source"),
    source=SOURCE,
)
