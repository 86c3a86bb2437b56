"""The medium-term plan: five years of every pot, in whole pence, from the adopted budget to the gap."""

from joinedup.council._plan import PLANNED_YEARS
from joinedup.council.medium_term._balance import ADVICE, RULE, YearBalance
from joinedup.council.medium_term._bridge import Step
from joinedup.council.medium_term._coverage import Covered
from joinedup.council.medium_term._pence import PENCE_A_POUND, in_units, pence, shared_out
from joinedup.council.medium_term._plan import MOST_FUTURES, MediumTermPlan, medium_term_plan
from joinedup.council.medium_term._pots import EARMARKED, part_of
from joinedup.council.medium_term._prices import INDICES, Index
from joinedup.council.medium_term._reserves import CARRIED, PLANNED, Movement, Override, ReservePlan
from joinedup.council.medium_term._robustness import Overspent, Risk, Robustness, Sensitivity
from joinedup.council.medium_term._rows import (
    PAID_BY,
    PROPOSED,
    SPENDING,
    STATED,
    PlanRow,
    PotPlan,
    Section,
    added,
)
from joinedup.council.medium_term._stated import Stated, in_pot
from joinedup.council.medium_term._tax import CouncilTax

__all__ = [
    "ADVICE",
    "CARRIED",
    "EARMARKED",
    "INDICES",
    "MOST_FUTURES",
    "PAID_BY",
    "PENCE_A_POUND",
    "PLANNED",
    "PLANNED_YEARS",
    "PROPOSED",
    "RULE",
    "SPENDING",
    "STATED",
    "CouncilTax",
    "Covered",
    "Index",
    "MediumTermPlan",
    "Movement",
    "Overspent",
    "Override",
    "PlanRow",
    "PotPlan",
    "ReservePlan",
    "Risk",
    "Robustness",
    "Section",
    "Sensitivity",
    "Stated",
    "Step",
    "YearBalance",
    "added",
    "in_pot",
    "in_units",
    "medium_term_plan",
    "part_of",
    "pence",
    "shared_out",
]
