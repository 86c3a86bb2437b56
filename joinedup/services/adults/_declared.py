"""What readers see of adult social care, what can be full in it, and what a council can decide."""

from __future__ import annotations

from joinedup.declared import Better, Capacity, Lever, LeverKind, Measure, Over

_ADULTS = "adults"

LEVERS = (
    Lever(
        "adults.home_care",
        "Home care for older people that can be provided under the council's contracts.",
        "of today's hours",
        LeverKind.SHARE,
        _ADULTS,
        line="older_people",
    ),
    Lever(
        "adults.prevention",
        "Reablement offered to older people, and support begun with carers.",
        "of today's offer",
        LeverKind.SHARE,
        _ADULTS,
        line="older_people",
    ),
    Lever(
        "adults.social_work_posts",
        "Posts for adult social workers.",
        "of today's posts",
        LeverKind.SHARE,
        _ADULTS,
        line="adults_other",
    ),
    Lever(
        "adults.supported_living",
        "Places in supported living for adults with a learning disability who leave a care home.",
        "places a year",
        LeverKind.AMOUNT,
        _ADULTS,
        line="learning_disability",
    ),
)


def _people(name: str, says: str, better: Better, *, is_main: bool = False) -> Measure:
    return Measure(name, says, "people", _ADULTS, Over.YEAR_END, better, is_main)


MEASURES = (
    Measure(
        "adults.learning_disability",
        "Adults with a learning disability who have long-term care",
        "adults",
        _ADULTS,
        Over.YEAR_END,
        Better.NEITHER,
        True,
    ),
    _people("adults.older_clients", "Older people with long-term care", Better.NEITHER),
    _people("adults.residential", "Older people in care homes", Better.LOWER),
    _people("adults.waiting_assessment", "People waiting for an assessment for adult care", Better.LOWER),
    _people("adults.waiting_home_care", "Older people waiting for home care", Better.LOWER),
    _people("adults.unmet_older", "Older people who go without care", Better.LOWER, is_main=True),
    _people("adults.ld_residential", "Adults with a learning disability in care homes", Better.LOWER),
    Measure(
        "adults.team.load",
        "Work of adult social workers against what is manageable (1 = full)",
        "ratio",
        _ADULTS,
        Over.YEAR_MEAN,
        Better.LOWER,
    ),
)

CAPACITIES = (
    Capacity(
        "adults.team.load",
        "Adult social workers",
        _ADULTS,
        "People wait longer for an assessment or give up, social workers leave and care goes unreviewed.",
    ),
    Capacity(
        "adults.home_care_load",
        "Home care",
        _ADULTS,
        "Older people wait at home and in hospital beds, or go without and come back needing a care home.",
    ),
    Capacity(
        "adults.residential_load",
        "Care homes for older people",
        _ADULTS,
        "Places are had only at a dearer price.",
    ),
)
