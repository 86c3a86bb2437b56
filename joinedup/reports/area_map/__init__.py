"""The map of patches and wards."""

from joinedup.reports.area_map._page import Choice, MapPage, Named, map_page
from joinedup.reports.area_map._steps import Steps, steps_of

__all__ = ["Choice", "MapPage", "Named", "Steps", "map_page", "steps_of"]
