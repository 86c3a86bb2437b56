"""What a decision can change in transport, what readers see of it, and what in it can be full."""

from __future__ import annotations

from joinedup.declared import Better, Capacity, Lever, LeverKind, Measure, Over

_EDUCATION = "education"

LEVERS = (
    Lever(
        "transport.send_eligibility",
        "Share of entitled pupils who travel at the council's cost.",
        "of today's share",
        LeverKind.SHARE,
        _EDUCATION,
        line="send_transport",
    ),
    Lever(
        "transport.send_price",
        "Cost of SEND transport per pupil.",
        "of today's cost",
        LeverKind.SHARE,
        _EDUCATION,
        line="send_transport",
    ),
    Lever(
        "transport.travel_training",
        "Young people with SEND aged 16 and over trained each year to travel on their own, beyond today's.",
        "young people a year",
        LeverKind.AMOUNT,
        _EDUCATION,
        line="send_transport",
    ),
    Lever(
        "transport.mainstream_eligibility",
        "Other pupils taken to school, by distance or as a concession.",
        "of today's share",
        LeverKind.SHARE,
        _EDUCATION,
        line="mainstream_transport",
    ),
)

MEASURES = (
    Measure(
        "transport.send_riders",
        "Pupils with SEND home-to-school transport",
        "pupils",
        _EDUCATION,
        Over.YEAR_END,
        Better.NEITHER,
        True,
        "send_transport_users",
    ),
    Measure(
        "transport.pre_16_solo",
        "Pupils with SEND who travel alone in a taxi",
        "pupils",
        _EDUCATION,
        Over.YEAR_END,
        Better.LOWER,
    ),
    Measure(
        "transport.mainstream",
        "Other pupils taken to school",
        "pupils",
        _EDUCATION,
        Over.YEAR_END,
        Better.NEITHER,
    ),
)

CAPACITIES = (
    Capacity(
        "transport.contractor_load",
        "Contractors of SEND transport",
        _EDUCATION,
        "Fewer bid for each route, and prices rise.",
    ),
)
