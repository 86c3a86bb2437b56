"""Public health: health visiting and school nursing, drug and alcohol treatment, smoking, sexual health."""

from __future__ import annotations

from joinedup.engine import Equations, Service
from joinedup.services.public_health._adults import declare_sexual_health, declare_smoking
from joinedup.services.public_health._children import declare_health_visiting, declare_school_nursing
from joinedup.services.public_health._declared import CAPACITIES, LEVERS, MEASURES
from joinedup.services.public_health._money import declare_spending
from joinedup.services.public_health._treatment import declare_treatment, declare_young_treatment


def service() -> Service:
    """Return public health in each patch."""
    equations = Equations("public_health")
    visitors = declare_health_visiting(equations)
    paid_for = {
        "health_visiting": visitors,
        "school_nursing": declare_school_nursing(equations),
        "treatment": declare_treatment(equations),
        "smoking": declare_smoking(equations),
        "sexual_health": declare_sexual_health(equations),
    }
    declare_young_treatment(equations)
    declare_spending(equations, paid_for)
    return Service(equations, LEVERS, MEASURES, spending=("public_health",), capacities=CAPACITIES)
