"""Better sets of proposals: the best within limits, run before it is shown, beside the officers' own list."""

from joinedup.council.better_sets._better_sets import (
    Answer,
    BetterSets,
    ConflictShown,
    GivingShown,
    Miss,
    SalamiSlices,
    better_sets,
)
from joinedup.council.better_sets._conflicts import Conflict, Giving, find_conflict
from joinedup.council.better_sets._finder import Best, Finder
from joinedup.council.better_sets._front import Front, find_front, unbeaten
from joinedup.council.better_sets._limits import Aims, Gauge, How, Limit, Row, Scores
from joinedup.council.better_sets._options import Choice, Menu, Option, Rule, Trials
from joinedup.council.better_sets._picture import Picture
from joinedup.council.better_sets._posed import known_to, measure_says, when_says
from joinedup.council.better_sets._program import Asked, Programme, Solved
from joinedup.council.better_sets._schema import TARGETS_SCHEMA
from joinedup.council.better_sets._shown import OutcomeMoved, Pick, PotChange, SetShown, Tested
from joinedup.council.better_sets._targets import Known, Targets, TargetsDraft, read_targets

__all__ = [
    "TARGETS_SCHEMA",
    "Aims",
    "Answer",
    "Asked",
    "Best",
    "BetterSets",
    "Choice",
    "Conflict",
    "ConflictShown",
    "Finder",
    "Front",
    "Gauge",
    "Giving",
    "GivingShown",
    "How",
    "Known",
    "Limit",
    "Menu",
    "Miss",
    "Option",
    "OutcomeMoved",
    "Pick",
    "Picture",
    "PotChange",
    "Programme",
    "Row",
    "Rule",
    "SalamiSlices",
    "Scores",
    "SetShown",
    "Solved",
    "Targets",
    "TargetsDraft",
    "Tested",
    "Trials",
    "better_sets",
    "find_conflict",
    "find_front",
    "known_to",
    "measure_says",
    "read_targets",
    "unbeaten",
    "when_says",
]
