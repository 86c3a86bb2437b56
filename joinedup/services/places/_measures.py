"""What readers see of school places."""

from __future__ import annotations

from joinedup.declared import Better, Measure, Over

SHORT_PRIMARY, SHORT_SECONDARY = "places.short_primary", "places.short_secondary"
PUPILS_PRIMARY, PUPILS_SECONDARY = "places.pupils_primary", "places.pupils_secondary"
CAPITAL = "spend.school_places_capital"

MEASURES = (
    Measure(SHORT_PRIMARY, "Primary places short", "places", "education", Over.YEAR_END, Better.LOWER, True),
    Measure(
        SHORT_SECONDARY, "Secondary places short", "places", "education", Over.YEAR_END, Better.LOWER, True
    ),
    Measure(PUPILS_PRIMARY, "Primary pupils", "pupils", "education", Over.YEAR_END, Better.NEITHER),
    Measure(PUPILS_SECONDARY, "Secondary pupils", "pupils", "education", Over.YEAR_END, Better.NEITHER),
)
