"""What a set of proposals does, what each proposal's part in it is, and who saves and who pays.

Every sum of money here is a change in net spending in whole pounds: positive costs, negative saves. Whole
pounds let parts add up to their whole to the last pound, wherever they are added. No number adds two pots.

What a proposal does is said in five ways, which differ wherever proposals meet:

- as proposed: what its owner says;
- alone: what it does where it is the only one taken;
- last in: what it adds where all others are taken already;
- fair share: its mean addition over every order in which the set could be taken (Shapley 1953,
  doi:10.1515/9781400881970-018); fair shares add up to what the set does;
- fair share within directorates: the same over the orders that keep each directorate's proposals together
  (Owen 1977, doi:10.1007/978-3-642-45494-3_7); they add up to the same.

This says what follows from what in the model. It is not an account of what caused what in the past.
"""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.council._ranges import Range
from joinedup.council._runs import RunManifest
from joinedup.council.proposals import Proposal
from joinedup.declared import Better, Measure

LOAD_UNIT = "share of capacity"
# A sum is exact enough where more draws would not change what a reader is told: as for a ripple.
_SMALL_ERROR = 50_000.0
_SMALL_SHARE = 0.02


@dataclass(frozen=True)
class PotShare:
    """One proposal's part in one pot, said in five ways. Whole pounds; positive costs, negative saves.

    Args:
        proposal: identifier.
        pot: the pot.
        when: the last planned year, `five_years`, `all_years` or `present_value`.
        proposed: what its owner says, at the prices of the same years, from the month in which it begins.
        alone: what it does where it alone is taken.
        last_in: what it adds where all others are taken already.
        fair_share: its fair share; shares add up to the pot's whole.
        standard_error: of the fair share, from the orders tried; 0 where every set was run.
        owen: its fair share where each directorate's proposals are taken together.
        owen_error: standard error of that; 0 where every set was run.
    """

    proposal: str
    pot: str
    when: str
    proposed: int
    alone: int
    last_in: int
    fair_share: int
    standard_error: float
    owen: int
    owen_error: float


@dataclass(frozen=True)
class PotTotal:
    """What the whole set does to one pot. Whole pounds; positive costs, negative saves.

    Args:
        pot: the pot.
        when: the last planned year, `five_years`, `all_years` or `present_value`.
        proposed: sum of what the owners say.
        alone: sum of what each proposal does alone.
        together: what the set does.
        interaction: what the set does beyond the sum of each alone.
        fair_shares: sum of the fair shares.
        owen: sum of the fair shares within directorates.
        range: the range of what the set does, over the futures tried.
        p_saves: probability that the pot is better off.
        error: standard error of the mean of what the set does, from independent replicates of the draws.
        shares_error: the largest standard error among the fair shares; 0 where every set was run.
    """

    pot: str
    when: str
    proposed: int
    alone: int
    together: int
    interaction: int
    fair_shares: int
    owen: int
    range: Range
    p_saves: float
    error: float
    shares_error: float

    @property
    def adds_up(self) -> bool:
        """Whether the parts sum to the whole, to the last pound."""
        return self.fair_shares == self.together == self.owen == self.alone + self.interaction

    @property
    def is_exact(self) -> bool:
        """Whether the error of the whole is within what a reader would notice."""
        return self.error <= max(_SMALL_SHARE * abs(self.range.mean), _SMALL_ERROR)


@dataclass(frozen=True)
class MeasureShare:
    """One proposal's part in the change of one main measure in the last planned year.

    Args:
        proposal: identifier.
        measure: the measure, whose unit these are in.
        alone: what it does where it alone is taken.
        last_in: what it adds where all others are taken already.
        fair_share: its fair share.
        standard_error: of the fair share; 0 where every set was run.
        owen: its fair share where each directorate's proposals are taken together.
    """

    proposal: str
    measure: Measure
    alone: float
    last_in: float
    fair_share: float
    standard_error: float
    owen: float


@dataclass(frozen=True)
class MeasureTotal:
    """What the whole set does to one main measure in the last planned year.

    Args:
        measure: the measure.
        when: the last planned year.
        without: its mean without any proposal.
        alone: sum of what each proposal does alone.
        together: what the set does.
        interaction: what the set does beyond the sum of each alone.
        fair_shares: sum of the fair shares.
        range: the range of what the set does, over the futures tried.
    """

    measure: Measure
    when: str
    without: float
    alone: float
    together: float
    interaction: float
    fair_shares: float
    range: Range

    @property
    def adds_up(self) -> bool:
        """Whether the parts sum to the whole, but for the last digits that a computer holds."""
        size = max(abs(self.together), abs(self.alone), 1.0)
        apart = abs(self.fair_shares - self.together) + abs(self.alone + self.interaction - self.together)
        return apart <= 1e-9 * size


@dataclass(frozen=True)
class PairInPot:
    """What two proposals do to one pot together beyond what each does alone. Positive costs more together.

    Args:
        pot: the pot.
        when: the last planned year, `five_years` or `present_value`.
        apart: sum of what each does alone, in whole pounds.
        together: what both do where they alone are taken, in whole pounds.
        beyond: the difference, with its range over the futures tried.
        p_worse: probability that the pot is worse off where they are taken together.
        error: standard error of the mean difference, from independent replicates of the draws.
        index: their interaction in the whole set: the mean, over every set of the others, of what both add
            beyond what each adds (Grabisch and Roubens 1999, doi:10.1007/s001820050125); None where not every
            set was run.
    """

    pot: str
    when: str
    apart: int
    together: int
    beyond: Range
    p_worse: float
    error: float
    index: float | None


@dataclass(frozen=True)
class PairLine:
    """A budget line's part in what two proposals do together beyond apart: five years, in whole pounds."""

    line: str
    says: str
    directorate: str
    pot: str
    pounds: int


@dataclass(frozen=True)
class PairMoved:
    """A measure, or something that can be full, that two proposals move otherwise together than apart.

    Args:
        name: name of the measure or of the load.
        says: what it is, as a reader would say it.
        unit: unit of a measure; `share of capacity` for a load, of which 1 is full.
        directorate: identifier of the directorate that answers for it.
        is_load: whether it can be full.
        without: its mean in the last planned year without any proposal.
        first: what the first proposal alone does to it.
        second: what the second alone does to it.
        together: what both do to it.
        better: which way is better for residents; lower for a load.
        when_full: what happens when it is full, in words; "" for a measure.
    """

    name: str
    says: str
    unit: str
    directorate: str
    is_load: bool
    without: float
    first: float
    second: float
    together: float
    better: Better
    when_full: str

    @property
    def apart(self) -> float:
        """The sum of what each does alone."""
        return self.first + self.second

    @property
    def beyond(self) -> float:
        """What both do beyond what each does alone."""
        return self.together - self.apart

    @property
    def is_worse(self) -> bool:
        """Whether it is worse together than apart."""
        worse = {Better.LOWER: self.beyond, Better.HIGHER: -self.beyond, Better.NEITHER: 0.0}
        return worse[self.better] > 0


@dataclass(frozen=True)
class Pair:
    """Two proposals and what they do to each other.

    Args:
        first: identifier of the first, in order of identifier.
        second: identifier of the second.
        pots: what they do together beyond apart, by pot and time; only pots that they touch.
        lines: the budget lines that carry it, largest first.
        moved: loads and measures that move otherwise together than apart, largest first.
        take_together: whether they may both be taken. They should not be where they cost materially more than
            apart, or leave people materially worse off, unless they only overlap.
        overlap: whether they save materially less than apart only because each does part of what the other
            does: both together still save more than either, and crowd nothing.
        why: in words for members, what taking both costs more than apart and why; "" where that is nothing
            material.
    """

    first: str
    second: str
    pots: tuple[PairInPot, ...]
    lines: tuple[PairLine, ...]
    moved: tuple[PairMoved, ...]
    take_together: bool
    overlap: bool
    why: str

    def of(self, pot: str, when: str) -> PairInPot | None:
        """Return what they do to one pot; None where they do not touch it."""
        return next((one for one in self.pots if (one.pot, one.when) == (pot, when)), None)


@dataclass(frozen=True)
class LineShare:
    """Where the pounds of one proposal's fair share went: its part in one budget or funding line.

    Args:
        proposal: identifier.
        proposing: identifier of the proposal's directorate.
        line: code of the spending line, or `funding:` and the code of a funding line, of which less received
            is a cost.
        says: name of the line.
        bearing: identifier of the directorate that answers for the line.
        pot: the pot.
        when: the last planned year, `five_years`, `all_years` or `present_value`.
        pounds: the share, in whole pounds.
    """

    proposal: str
    proposing: str
    line: str
    says: str
    bearing: str
    pot: str
    when: str
    pounds: int


@dataclass(frozen=True)
class Bears:
    """What one directorate's proposals do to what another answers for, by fair shares, in whole pounds.

    Args:
        proposing: identifier of the directorate that proposes.
        bearing: identifier of the directorate whose budget or funding lines change, or that of partners.
        pot: the pot.
        when: the last planned year, `five_years`, `all_years` or `present_value`.
        pounds: positive, it pays; negative, it saves.
    """

    proposing: str
    bearing: str
    pot: str
    when: str
    pounds: int


@dataclass(frozen=True)
class OrganisationBears:
    """What one directorate's proposals do to the lines that another organisation owns, by fair shares.

    Args:
        proposing: identifier of the directorate that proposes.
        organisation: identifier of the organisation; `partners` for health and police, and "" for lines that
            no other organisation is said to own. Lines that two own are both's, with identifiers joined by
            ` and `, so that nothing counts twice.
        name: its name; `the council itself` where it is "".
        pot: the pot.
        when: the last planned year, `five_years`, `all_years` or `present_value`.
        pounds: positive, it pays; negative, it saves; in whole pounds.
    """

    proposing: str
    organisation: str
    name: str
    pot: str
    when: str
    pounds: int


@dataclass(frozen=True)
class Tried:
    """What was run for an answer.

    Args:
        sets: how many sets of proposals were run.
        is_exact: whether every set was run, so that no fair share has an error.
        orders: how many orders of the proposals were tried for fair shares, reversed too; 0 where exact.
        orders_in_groups: how many for fair shares within directorates; 0 where exact.
        is_settled: whether every standard error is below one per cent of the largest share in its pot,
            wherever that share is not small.
    """

    sets: int
    is_exact: bool
    orders: int
    orders_in_groups: int
    is_settled: bool


@dataclass(frozen=True)
class Portfolio:
    """What a set of proposals does, each one's part in it, which hinder each other, who saves and who pays.

    Args:
        manifest: the run it came from.
        proposals: the proposals, in order of identifier.
        years: financial years of the plan.
        draws: number of futures tried.
        whens: the last planned year, `five_years`, `all_years` and `present_value`.
        tried: what was run.
        shares: by proposal, pot and time.
        totals: by pot and time; only pots that any set touches or any owner speaks of.
        measure_shares: by proposal and main measure.
        measure_totals: by main measure that any set moves.
        pairs: every pair of proposals, those that matter most first.
        lines: where each pound went: fair shares by budget line.
        bears: who saves and who pays: fair shares by proposing and bearing directorate.
        organisations: the same by organisation that owns what changes.
        warnings: what a reader must know before relying on it, in words.
    """

    manifest: RunManifest
    proposals: tuple[Proposal, ...]
    years: tuple[str, ...]
    draws: int
    whens: tuple[str, ...]
    tried: Tried
    shares: tuple[PotShare, ...]
    totals: tuple[PotTotal, ...]
    measure_shares: tuple[MeasureShare, ...]
    measure_totals: tuple[MeasureTotal, ...]
    pairs: tuple[Pair, ...]
    lines: tuple[LineShare, ...]
    bears: tuple[Bears, ...]
    organisations: tuple[OrganisationBears, ...]
    warnings: tuple[str, ...]

    @property
    def last_year(self) -> str:
        """The last planned year."""
        return self.whens[0]

    @property
    def pots(self) -> tuple[str, ...]:
        """The pots that are spoken of, in order."""
        return tuple(dict.fromkeys(one.pot for one in self.totals))

    @property
    def not_together(self) -> tuple[Pair, ...]:
        """The pairs that should not be taken together, those that matter most first."""
        return tuple(pair for pair in self.pairs if not pair.take_together)

    @property
    def adds_up(self) -> bool:
        """Whether parts sum to their whole everywhere: by proposal, line, directorate and organisation."""
        return all(self._whole_adds_up(total) for total in self.totals) and all(
            one.adds_up for one in self.measure_totals
        )

    def total(self, pot: str, when: str) -> PotTotal:
        """Return what the whole set does to a pot.

        Raises:
            KeyError: no set touches this pot.
        """
        for one in self.totals:
            if (one.pot, one.when) == (pot, when):
                return one
        raise KeyError(f"{pot} {when}")

    def shares_of(self, pot: str, when: str) -> tuple[PotShare, ...]:
        """Return every proposal's part in a pot, in order of identifier."""
        return tuple(one for one in self.shares if (one.pot, one.when) == (pot, when))

    def _whole_adds_up(self, total: PotTotal) -> bool:
        where = (total.pot, total.when)
        parts = (self.lines, self.bears, self.organisations)
        return (
            total.adds_up
            and sum(one.fair_share for one in self.shares_of(*where)) == total.together
            and all(
                sum(one.pounds for one in part if (one.pot, one.when) == where) == total.together
                for part in parts
            )
        )
