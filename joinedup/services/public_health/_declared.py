"""What readers see of public health, what can be full in it, and what a council can decide."""

from __future__ import annotations

from joinedup.declared import Better, Capacity, Lever, LeverKind, Measure, Over

_HEALTH = "public_health"


def _lever(name: str, says: str, unit: str) -> Lever:
    return Lever(name, says, unit, LeverKind.SHARE, _HEALTH, line="public_health")


LEVERS = (
    _lever(
        "public_health.health_visiting", "Posts for health visitors and school nurses.", "of today's posts"
    ),
    _lever("public_health.treatment", "Places in drug and alcohol treatment.", "of today's places"),
    _lever("public_health.smoking", "Help to stop smoking.", "of today's offer"),
)

MEASURES = (
    Measure(
        "public_health.healthy_years_lost",
        "Years in good health lost to less public health spending",
        "years",
        _HEALTH,
        Over.YEAR_SUM,
        Better.LOWER,
        True,
    ),
    Measure(
        "public_health.reviews_missed",
        "Health reviews of young children missed",
        "reviews",
        _HEALTH,
        Over.YEAR_SUM,
        Better.LOWER,
    ),
    Measure(
        "public_health.in_treatment",
        "Adults in drug or alcohol treatment",
        "people",
        _HEALTH,
        Over.YEAR_END,
        Better.HIGHER,
        True,
    ),
    Measure(
        "public_health.waiting_treatment",
        "Adults waiting for drug or alcohol treatment",
        "people",
        _HEALTH,
        Over.YEAR_END,
        Better.LOWER,
    ),
    Measure(
        "public_health.parents_in_treatment",
        "Parents in drug or alcohol treatment",
        "people",
        _HEALTH,
        Over.YEAR_END,
        Better.HIGHER,
    ),
    Measure(
        "public_health.smokers_reached",
        "Smokers helped to stop",
        "people",
        _HEALTH,
        Over.YEAR_SUM,
        Better.HIGHER,
    ),
)

CAPACITIES = (
    Capacity(
        "public_health.visitors.load",
        "Health visitors",
        _HEALTH,
        "Reviews of young children come late or not at all, and health visitors leave faster.",
    ),
    Capacity(
        "public_health.treatment_load",
        "Drug and alcohol treatment",
        _HEALTH,
        "Adults wait, give up and ask again later, and children live with a parent who goes untreated.",
    ),
)
