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
from joinedup.folder._new import new_council
from joinedup.folder._private import make_private

__all__ = [
    "FILE_NAME",
    "TIERS",
    "Council",
    "Material",
    "Organisation",
    "Patch",
    "PlanningArea",
    "find_council",
    "make_private",
    "new_council",
    "read_council",
]
