"""Homes, households without one, and the team and homes that help them."""

from __future__ import annotations

from joinedup.engine import Equations, Service
from joinedup.services.housing._declared import CAPACITIES, LEVERS, MEASURES
from joinedup.services.housing._duties import declare_duties, team
from joinedup.services.housing._duties import declare_stocks as declare_duty_stocks
from joinedup.services.housing._homes import declare_homes
from joinedup.services.housing._social import declare_social_homes
from joinedup.services.housing._temporary import declare_stocks as declare_families
from joinedup.services.housing._temporary import declare_temporary


def service() -> Service:
    """Return homes and homelessness in each patch."""
    equations = Equations("housing")
    declare_homes(equations)
    lettings = declare_social_homes(equations)
    declare_duty_stocks(equations)
    families = declare_families(equations)
    officers = team(equations, families.everybody, families.everybody_at_start)
    duties = declare_duties(equations, officers)
    declare_temporary(equations, families, duties, lettings, officers)
    return Service(
        equations,
        levers=LEVERS,
        measures=MEASURES,
        spending=("homelessness", "environment"),
        capacities=CAPACITIES,
    )
