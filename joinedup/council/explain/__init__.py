"""What an answer hangs on. Imports SALib, which takes seconds: for the command that explains alone."""

from joinedup.council.explain._boxes import Box, best_box, coverage, density
from joinedup.council.explain._explain import Explained, Explanation, explain_proposals
from joinedup.council.explain._flip import FlipRegion, flip_region
from joinedup.council.explain._indices import Group, GroupIndex, group_indices
from joinedup.council.explain._inputs_in_words import Condition
from joinedup.council.explain._switching import SwitchingValue, Weighty, switching_value

__all__ = [
    "Box",
    "Condition",
    "Explained",
    "Explanation",
    "FlipRegion",
    "Group",
    "GroupIndex",
    "SwitchingValue",
    "Weighty",
    "best_box",
    "coverage",
    "density",
    "explain_proposals",
    "flip_region",
    "group_indices",
    "switching_value",
]
