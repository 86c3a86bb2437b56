"""Adult social care: people who ask, wait, have care at home or in a home, or go without."""

from __future__ import annotations

from joinedup.engine import Equations, Service
from joinedup.services.adults._declared import CAPACITIES, LEVERS, MEASURES
from joinedup.services.adults._front_door import assess, declare_front_door, declare_need
from joinedup.services.adults._learning_disability import declare_learning_disability
from joinedup.services.adults._money import declare_spending
from joinedup.services.adults._older import declare_older, move_older
from joinedup.services.adults._working_age import declare_working_age, leave_working_age


def service() -> Service:
    """Return adult social care in each patch."""
    equations = Equations("adults")
    declare_learning_disability(equations)
    need = declare_need(equations)
    working_age = declare_working_age(equations)
    door = declare_front_door(equations, need)
    older = declare_older(equations, door)
    assess(equations, door, need, {**older.from_assessment, **working_age}, older.care_share)
    leave_working_age(equations)
    move_older(equations, older)
    declare_spending(equations, older, door)
    return Service(
        equations,
        levers=LEVERS,
        measures=MEASURES,
        spending=("learning_disability", "older_people", "adults_other"),
        capacities=CAPACITIES,
    )
