"""The equality analysis: started from whom the model says a decision falls on, completed by people.

The public sector equality duty is in the Equality Act 2010, section 149; the protected characteristics are in
section 149(7), and marriage and civil partnership (section 8) counts for its first aim alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db import transaction

from joinedup.access.audit import record
from joinedup.access.models import Account
from joinedup.council import Plan, Settings, ready
from joinedup.council.portfolios import Distribution, Worth, distribution
from joinedup.council.proposals import Proposal
from joinedup.errors import InputRefused, StoreRefused
from joinedup.folder import Council
from joinedup.register._proposing import hold, require_open
from joinedup.register._testing import Tell
from joinedup.register.models import Decision, DueRegard, Effect, EqualityAnalysis, EqualityFinding
from joinedup.store import frozen, thawed

CHARACTERISTICS: tuple[tuple[str, str], ...] = (
    ("age", "Age"),
    ("disability", "Disability"),
    ("gender_reassignment", "Gender reassignment"),
    ("marriage", "Marriage and civil partnership"),
    ("pregnancy", "Pregnancy and maternity"),
    ("race", "Race"),
    ("religion", "Religion or belief"),
    ("sex", "Sex"),
    ("sexual_orientation", "Sexual orientation"),
)
# The distribution tells of the five years of a medium-term plan.
_YEARS = 5


@dataclass(frozen=True)
class CharacteristicStanding:
    """One protected characteristic and what people found for it.

    Args:
        key: its identifier.
        name: its name in the Act.
        finding: what was found last; None where nobody has looked at it.
        earlier: how many findings that one replaced.
    """

    key: str
    name: str
    finding: EqualityFinding | None
    earlier: int


@dataclass(frozen=True)
class EqualityStanding:
    """How far the equality analysis of a decision is.

    Args:
        analysis: the analysis; None where it was not started.
        characteristics: each protected characteristic.
        regard: the last due regard; None where nobody has signed.
        is_signed: whether that due regard was to the analysis as it is now.
    """

    analysis: EqualityAnalysis | None
    characteristics: tuple[CharacteristicStanding, ...]
    regard: DueRegard | None
    is_signed: bool

    @property
    def open(self) -> tuple[str, ...]:
        """The characteristics that nobody has looked at."""
        return tuple(one.name for one in self.characteristics if one.finding is None)

    @property
    def unmitigated(self) -> tuple[str, ...]:
        """The characteristics of people who are worse off with nothing to lessen it."""
        worse = {Effect.WORSE, Effect.BOTH}
        return tuple(
            one.name
            for one in self.characteristics
            if one.finding and one.finding.effect in worse and not one.finding.mitigation
        )

    @property
    def says(self) -> str:
        """How far it is, as whoever decides is told."""
        if self.analysis is None:
            return "Not started"
        if self.is_signed:
            return "Complete, and signed"
        if self.open:
            looked_at = len(self.characteristics) - len(self.open)
            return f"{looked_at} of {len(self.characteristics)} characteristics looked at, not signed"
        return "Changed since it was signed" if self.regard else "Complete, not signed"


def equality(decision: Decision) -> EqualityStanding:
    """Return how far the equality analysis of a decision is."""
    analysis = (
        EqualityAnalysis.objects.filter(decision=decision)
        .defer("spread")
        .prefetch_related("findings__by", "regards__by")
        .first()
    )
    held: dict[str, list[EqualityFinding]] = {}
    for finding in analysis.findings.all() if analysis else ():
        held.setdefault(finding.characteristic, []).append(finding)
    found = tuple(
        CharacteristicStanding(key, name, held[key][0] if key in held else None, len(held.get(key, [])) - 1)
        for key, name in CHARACTERISTICS
    )
    regard = next(iter(analysis.regards.all()), None) if analysis else None
    is_signed = bool(analysis and regard and regard.seal == sealed(analysis, found))
    return EqualityStanding(analysis, found, regard, is_signed)


def sealed(analysis: EqualityAnalysis, found: Sequence[CharacteristicStanding]) -> str:
    """Return the seal of an analysis: of its findings as they stand and of the distribution behind them."""
    said = [
        [one.key, one.finding.effect, one.finding.evidence, one.finding.mitigation]
        if one.finding
        else [one.key]
        for one in found
    ]
    return hashlib.sha256(json.dumps([analysis.digest, said], ensure_ascii=False).encode()).hexdigest()


def spread_of(
    council: Council, proposals: Sequence[Proposal], settings: Settings, tell: Tell | None = None
) -> tuple[Distribution, str]:
    """Return whom proposals fall on, and the settings of the run in words.

    Args:
        council: the council.
        proposals: the proposals, taken together.
        settings: how the run is made; of its years only the first five count.
        tell: told how far it is.
    """
    plan = Plan(ready(council), replace(settings, years=_YEARS), tell)
    worth = Worth(plan, proposals, tell)
    says = f"{plan.settings.draws} futures tried, seed {plan.settings.seed}"
    return distribution(plan.asked, worth, worth.everything), says


def start_analysis(
    decision: Decision, who: Account | None, spread: Distribution | None = None, run: str = ""
) -> EqualityAnalysis:
    """Start the equality analysis, or give the one that is there a newer distribution of the model.

    What people found stays; a due regard that was signed no longer holds where the distribution changed.

    Args:
        decision: the decision.
        who: who asked for it; None for the system.
        spread: whom the model says it falls on; None where that was not worked out.
        run: the run that says so, in words.

    Raises:
        InputRefused: the decision is taken or withdrawn.
    """
    content = frozen(spread) if spread else b""
    digest = hashlib.sha256(content).hexdigest() if content else ""
    with transaction.atomic():
        hold(decision)
        require_open(decision)
        analysis, is_new = EqualityAnalysis.objects.get_or_create(
            decision=decision, defaults={"started_by": who}
        )
        if is_new or (digest and digest != analysis.digest):
            analysis.spread, analysis.digest, analysis.run = content, digest, run
            analysis.save()
            does = "started" if is_new else "given the model's newer distribution"
            decision.tell(who, f"Equality analysis {does}")
            record(who, f"equality analysis {does}", decision.reference, digest=digest)
    return analysis


def spread_behind(analysis: EqualityAnalysis) -> Distribution | None:
    """Return whom the model said a decision falls on; None where the analysis was started without.

    Raises:
        StoreRefused: what was frozen was changed since.
    """
    content = bytes(EqualityAnalysis.objects.values_list("spread", flat=True).get(pk=analysis.pk))
    if not analysis.digest:
        return None
    if hashlib.sha256(content).hexdigest() != analysis.digest:
        raise StoreRefused(
            "The distribution behind this equality analysis is not what was frozen: its SHA-256 differs.",
            "Restore a backup, or test the decision again.",
        )
    return _thawed(analysis.digest, content)


@lru_cache(maxsize=16)
def _thawed(_digest: str, content: bytes) -> Distribution:
    return thawed(content, Distribution)


def find(
    decision: Decision, who: Account, characteristic: str, effect: str, evidence: str, mitigation: str
) -> EqualityFinding:
    """Write down what was found for one protected characteristic; what was found before stays on record.

    Raises:
        InputRefused: the decision is taken or withdrawn, the analysis was not started, there is no such
            characteristic, or no evidence is given.
    """
    if not evidence.strip():
        raise InputRefused("A finding needs its evidence.", "Say what it rests on, or that nothing is known.")
    with transaction.atomic():
        hold(decision)
        require_open(decision)
        analysis = EqualityAnalysis.objects.filter(decision=decision).first()
        if analysis is None or characteristic not in dict(CHARACTERISTICS):
            raise InputRefused("There is no equality analysis of this to add to.", "Start it first.")
        found: EqualityFinding = analysis.findings.create(
            characteristic=characteristic,
            effect=Effect(effect),
            evidence=evidence,
            mitigation=mitigation,
            by=who,
        )
        name = dict(CHARACTERISTICS)[characteristic]
        decision.tell(who, f"Equality analysis: {name}: {found.get_effect_display()}")
        record(who, "wrote down an equality finding", decision.reference, characteristic=characteristic)
    return found


def sign(decision: Decision, who: Account, post: str, says: str) -> DueRegard:
    """Sign that due regard was had to the analysis as it is now (Equality Act 2010, section 149).

    Raises:
        InputRefused: the decision is taken or withdrawn, a characteristic has not been looked at, or nothing
            is said.
    """
    if not says.strip():
        raise InputRefused("Say how due regard was had.", "A sentence or two on what was weighed.")
    with transaction.atomic():
        # What is written down at the same moment waits, and ends the signature; or this signs what it says.
        hold(decision)
        require_open(decision)
        where = equality(decision)
        if where.analysis is None or where.open:
            raise InputRefused(
                "Due regard cannot be signed yet: not every protected characteristic has been looked at.",
                "Complete the analysis first; “not known” is an answer where its evidence says why.",
            )
        seal = sealed(where.analysis, where.characteristics)
        regard: DueRegard = where.analysis.regards.create(says=says, by=who, post=post, seal=seal)
        decision.tell(who, "Due regard signed (Equality Act 2010, section 149)", says)
        record(who, "signed due regard", decision.reference, seal=seal)
    return regard
