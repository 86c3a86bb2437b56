"""A decision made by hand, with frozen tests whose numbers are known."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

from made_results import FUND, HIGH_NEEDS, made_certainty, made_proposal, made_ripple, made_tipping

from joinedup.access.models import Account
from joinedup.council import Affected, DirectorateRisk, Ripple
from joinedup.register._testing import Tested as TestedOption
from joinedup.register._testing import sealed
from joinedup.register.models import Decision, Findings, OptionKind
from joinedup.reports.papers import (
    DecisionFacts,
    ExemptFacts,
    OptionFacts,
    Party,
    RecordFacts,
    Remark,
    RouteFacts,
    Tested,
)
from joinedup.store import frozen

DAY = date(2027, 4, 3)
SECRET = "The lowest bid is £431,207"
PROPOSED = {"family_help": -2_100_000.0, "looked_after_placements": 612_000.0, "high_needs": 95_000.0}
OTHER = {"youth_services": -730_000.0}
MOVED = {"care.looked_after": 21.0, "family_help.cases": -140.0, "care.residential": 3.0}


def a_ripple(lines: Mapping[str, float] | None = None, run: str = "") -> Ripple:
    """What trimming Family Help does, by hand."""
    return made_ripple(
        lines or PROPOSED,
        proposals=[made_proposal(saving=1_800_000.0)],
        moved=MOVED,
        affected=[Affected("directorate", "education", "Education", "spends more", 0.83)],
        certainties=[made_certainty(FUND), made_certainty(HIGH_NEEDS)],
        risks=[DirectorateRisk("education", FUND, 250_000.0, 0.62)],
        tipping=[made_tipping()],
    )


def a_tested(title: str = "Trim Family Help", lines: Mapping[str, float] | None = None) -> Tested:
    """A frozen test."""
    ripple = a_ripple(lines)
    return Tested(title, ripple, hashlib.sha256(frozen(ripple)).hexdigest(), DAY)


def made_facts(*, is_decided: bool = False) -> DecisionFacts:
    """Everything on record of a decision."""
    return DecisionFacts(
        reference="D0004",
        title="Trim Family Help",
        summary="Leave 18 posts unfilled from April 2027.",
        owner="Director of Family Help",
        directorate="Children",
        options=(
            OptionFacts("proposed", "Trim Family Help", "Leave posts unfilled.", a_tested()),
            OptionFacts(
                "alternative",
                "Trim youth services",
                "Close 3 centres.",
                a_tested("Trim youth services", OTHER),
                "It moves harm to the street.",
            ),
            OptionFacts("nothing", "Do nothing", "Keep the adopted plan."),
        ),
        parties=(
            Party("Education", "spends more", "Object", "120 more pupils would be absent.", DAY, DAY, DAY),
            Party("Housing", "spends more", due=date(2027, 4, 30)),
        ),
        route=RouteFacts(
            "the cabinet", "part 3, paragraph 4.2", "It is above £500,000.", True, ("above £500,000",)
        ),
        comments=(Remark("Section 151 officer", "Not robust beyond year 3.", DAY),),
        record=RecordFacts(
            "Agreed", "Trim Family Help", "It closes the gap.", "", "", DAY, "The cabinet", "part 3", True
        )
        if is_decided
        else None,
        exempt=(ExemptFacts(3, "Contract price", "bids would rise", SECRET, 1),),
        milestones=(Remark("Head of Family Help", "Stop recruiting", date(2027, 5, 1)),),
        reviews=(Remark("Review", "compare looked-after children with what was predicted.", DAY),),
    )


def kept_decision(owner: Account, directorate: str = "children") -> Decision:
    """A decision in the register, with a frozen test of what is proposed and of an alternative."""
    decision = Decision.objects.create(
        title="Trim Family Help",
        summary="Leave 18 posts unfilled from April 2027.",
        owner_post="Director of Family Help",
        directorate=directorate,
        directorates=[directorate],
        made_by=owner,
    )
    for kind, title, lines in (
        (OptionKind.PROPOSED, "Trim Family Help", PROPOSED),
        (OptionKind.ALTERNATIVE, "Trim youth services", OTHER),
    ):
        freeze_test(decision, kind, title, lines, owner)
    decision.options.create(kind=OptionKind.NOTHING, title="Do nothing")
    return decision


def freeze_test(
    decision: Decision, kind: OptionKind, title: str, lines: Mapping[str, float], who: Account
) -> None:
    """Freeze a test of an option, as the job does."""
    option, _ = decision.options.get_or_create(kind=kind, title=title)
    content = frozen(TestedOption((), a_ripple(lines)))
    test = option.tests.create(
        digest=hashlib.sha256(content).hexdigest(), run="abc123", content=content, made_by=who
    )
    findings = Findings(test=test, says="It saves money.")
    findings.seal = sealed(findings)
    findings.save()
