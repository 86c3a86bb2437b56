"""Many proposals at once: what any set of them does, on the same draws."""

from joinedup.council.portfolios._attribution import SET_DRAWS, assemble
from joinedup.council.portfolios._distribution import (
    Distribution,
    NotShown,
    PatchMoney,
    PatchPeople,
    PatchProfile,
    TouchedUsers,
    distribution,
)
from joinedup.council.portfolios._kept_sets import KeptSets
from joinedup.council.portfolios._portfolio import (
    Bears,
    LineShare,
    MeasureShare,
    MeasureTotal,
    OrganisationBears,
    Pair,
    PairInPot,
    PairLine,
    PairMoved,
    Portfolio,
    PotShare,
    PotTotal,
    Tried,
)
from joinedup.council.portfolios._series import (
    ALL_YEARS,
    FIVE_YEARS,
    FUNDING,
    PRESENT_VALUE,
    SUMS,
    Series,
    SeriesOf,
)
from joinedup.council.portfolios._user_lists import UserList
from joinedup.council.portfolios._users import CHARACTERISTICS, Counted, GroupOfUsers, UsersBy
from joinedup.council.portfolios._weighed import WeighedSet, weigh_set
from joinedup.council.portfolios._worth import Worth

__all__ = [
    "ALL_YEARS",
    "CHARACTERISTICS",
    "FIVE_YEARS",
    "FUNDING",
    "PRESENT_VALUE",
    "SET_DRAWS",
    "SUMS",
    "Bears",
    "Counted",
    "Distribution",
    "GroupOfUsers",
    "KeptSets",
    "LineShare",
    "MeasureShare",
    "MeasureTotal",
    "NotShown",
    "OrganisationBears",
    "Pair",
    "PairInPot",
    "PairLine",
    "PairMoved",
    "PatchMoney",
    "PatchPeople",
    "PatchProfile",
    "Portfolio",
    "PotShare",
    "PotTotal",
    "Series",
    "SeriesOf",
    "TouchedUsers",
    "Tried",
    "UserList",
    "UsersBy",
    "WeighedSet",
    "Worth",
    "assemble",
    "distribution",
    "weigh_set",
]
