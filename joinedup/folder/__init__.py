"""A council is a folder: `council.toml` and the paths beside it."""

from joinedup.folder._council import (
    FILE_NAME,
    TIERS,
    Council,
    Material,
    Organisation,
    Patch,
    PlanningArea,
    find_council,
    read_council,
)

__all__ = [
    "FILE_NAME",
    "TIERS",
    "Council",
    "Material",
    "Organisation",
    "Patch",
    "PlanningArea",
    "find_council",
    "read_council",
]
