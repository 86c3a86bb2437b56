"""Listening: what was predicted held against what came, and what that says about how we predict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from joinedup.access import audit
from joinedup.access.models import Account
from joinedup.council import Figures, links, measures
from joinedup.declared import FigureValue, Link, Origin
from joinedup.register._days import in_words
from joinedup.register._frozen import Foreseen, last_test, tested
from joinedup.register._refused import refuse
from joinedup.register.models import Decision, Option, Prediction, Review, Stage

# A count within half a year of the day spoken of is the count of that year, as in a backcast.
_HALF_A_YEAR = 183
_AGREED = (Stage.DECIDED, Stage.DELIVERING, Stage.REVIEWED)
_COUNTED = (Origin.OWN, Origin.PUBLISHED, Origin.APPORTIONED)


@dataclass(frozen=True)
class Expected:
    """What somebody expects of a measure no test speaks of: a middle and a range they are 80% sure of."""

    says: str
    unit: str
    mean: float
    low: float
    high: float
    basis: str


@dataclass(frozen=True)
class Came:
    """What came of a measure: a value, the day it speaks of and where it was read.

    A measure that nobody can count has no value, and says in `source` why.
    """

    value: float | None
    as_at: date | None
    source: str


@dataclass(frozen=True)
class Score:
    """Predictions of the same measure, or all, against what came.

    Args:
        says: the measure; "All measures" for all.
        n: how many predictions have been compared.
        n_inside: how many of them lay inside the range of 80 of 100 futures.
        error: mean distance of the prediction from what came, as a share of what came; None where nothing
            but zero came.
        n_naive: how many have a naive forecast beside them.
        error_with_naive: mean error of those predictions.
        naive_error: the same for the naive forecast.
    """

    says: str
    n: int
    n_inside: int
    error: float | None
    n_naive: int
    error_with_naive: float | None
    naive_error: float | None

    @property
    def coverage(self) -> float:
        """Share of what came that lay inside the ranges; about 0.8 if they are honest."""
        return self.n_inside / self.n if self.n else 0.0


def expected_of(
    option: Option,
    due: date,
    named: Sequence[str],
    own: Sequence[Expected],
    figures: Figures | None = None,
) -> list[Prediction]:
    """Return what is predicted at a review, not yet kept.

    Args:
        option: the option chosen; the prediction is that of its frozen test.
        due: the day of the review.
        named: measures of the test, each a name, or a name and patch as `name@patch`.
        own: what people expect themselves.
        figures: what the council has counted, for the naive forecast.

    Raises:
        StepRefused: a measure is not in the test, or no year of it has ended by then, or a range is wrong.
    """
    test = last_test(option)
    read = tested(test) if test is not None else None
    reasons: list[str] = []
    found: list[Prediction] = []
    if named and read is None:
        reasons.append("The option chosen has no test to take a prediction from.")
    for name in named if read else ():
        assert read is not None
        measure, _, patch = name.partition("@")
        held = [one for one in read.at(due, patch) if one.measure == measure]
        if not held:
            first = (
                f"{in_words(read.years[0])} is the first day it speaks of" if read.years else "it is empty"
            )
            reasons.append(f"The test says nothing of {measure!r} by {in_words(due)}: {first}.")
            continue
        found.append(_from_test(held[0], read.digest, read.run, figures))
    for one in own:
        reasons += _faults_of_expected(one)
        found.append(
            Prediction(
                measure="",
                says=one.says,
                unit=one.unit,
                as_at=due,
                mean=one.mean,
                low=one.low,
                high=one.high,
                basis=f"Estimated by those who proposed it: {one.basis}",
            )
        )
    refuse("The review cannot be set like this.", reasons)
    return found


def _from_test(held: Foreseen, digest: str, run: str, figures: Figures | None) -> Prediction:
    before = last_counted(figures, held.figure, held.band, held.patch) if figures and held.figure else None
    return Prediction(
        measure=held.measure,
        says=held.says,
        unit=held.unit,
        patch=held.patch,
        as_at=held.as_at,
        mean=held.mean,
        low=held.low,
        high=held.high,
        test_digest=digest,
        basis=f"The frozen test, run {run}",
        naive=before.value if before else None,
        naive_says=f"Nothing changes from {in_words(before.as_at)}: {before.source}" if before else "",
    )


def _faults_of_expected(one: Expected) -> list[str]:
    if not one.says.strip() or not one.basis.strip():
        return ["Name the measure that you expect something of, and say what that rests on."]
    if not one.low <= one.mean <= one.high:
        return [f"“{one.says}”: what you expect must lie inside its range."]
    return []


def last_counted(figures: Figures, figure: str, band: str, patch: str) -> FigureValue | None:
    """Return the last value of a figure that was counted here; None where none was."""
    held = [one for one in figures.series(figure, band, patch) if one.origin in _COUNTED]
    return held[-1] if held else None


def set_review(decision: Decision, person: Account, due: date, predictions: Iterable[Prediction]) -> Review:
    """Keep a day of review with what is predicted of each named measure.

    Raises:
        StepRefused: no measure is named.
    """
    held = list(predictions)
    refuse("The review cannot be set.", [] if held else ["Name at least one measure."])
    with transaction.atomic():
        review = decision.reviews.create(due=due, set_by=person)
        for one in held:
            one.review = review
            one.save(force_insert=True)
        decision.tell(person, f"A review was set for {in_words(due)}", ", ".join(one.says for one in held))
        audit.record(person, "set a review", decision.reference, due=due)
    return review


def set_further_review(
    decision: Decision, person: Account, on: date, due: date, named: Sequence[str], figures: Figures | None
) -> Review:
    """Keep a further day of review of a decision that was agreed.

    Args:
        decision: the decision.
        person: who sets it.
        on: today.
        due: the day of the review.
        named: measures of the test of the option chosen.
        figures: what the council has counted, for the naive forecast.

    Raises:
        StepRefused: the decision was not agreed, the day is not to come, or a measure is not in the test.
    """
    with transaction.atomic():
        held = Decision.objects.select_for_update().get(pk=decision.pk)
        record = held.records.last()
        option = record.option if record and held.stage in _AGREED else None
        reasons = [] if due > on else ["Its day must be to come."]
        if option is None:
            reasons.append("The decision was not agreed.")
        refuse("The review cannot be set.", reasons)
        assert option is not None
        return set_review(held, person, due, expected_of(option, due, named, (), figures))


def counted_for(prediction: Prediction, figures: Figures) -> Came | None:
    """Return what the council counted of a predicted measure; None where nothing has been counted yet."""
    measure = measures().get(prediction.measure)
    if measure is None or not measure.figure:
        return None
    near = [
        one
        for one in figures.series(measure.figure, measure.band, prediction.patch)
        if one.origin in _COUNTED and abs((one.as_at - prediction.as_at).days) <= _HALF_A_YEAR
    ]
    if not near:
        return None
    best = min(near, key=lambda one: abs((one.as_at - prediction.as_at).days))
    return Came(best.value, best.as_at, best.source)


def is_inside(prediction: Prediction) -> bool | None:
    """Return whether what came lay inside the range of 80 of 100 futures; None while nothing has come."""
    if prediction.actual is None:
        return None
    return prediction.low <= prediction.actual <= prediction.high


def hold_review(
    review: Review,
    person: Account,
    on: date,
    came: Mapping[int, Came],
    learned: str,
    should_change: Sequence[str],
    change_says: str,
    must_know: str,
) -> None:
    """Keep what came of each named measure and what was learned.

    Args:
        review: the review.
        person: who holds it.
        on: today.
        came: what came, by number of the prediction.
        learned: what was learned.
        should_change: parameters and links that should change.
        change_says: how they should change, or why nothing should.
        must_know: who must know.

    Raises:
        StepRefused: it was held before, or lacks an answer.
    """
    with transaction.atomic():
        decision = Decision.objects.select_for_update().get(pk=review.decision_id)
        held = Review.objects.select_for_update().get(pk=review.pk)
        predictions = list(held.predictions.all())
        reasons = ["It has been held already."] if held.held_on else []
        if decision.stage not in _AGREED:
            reasons.append("The decision has not been decided, or was withdrawn.")
        reasons += _faults_of_review(predictions, came, on)
        if not learned.strip() or not change_says.strip() or not must_know.strip():
            reasons.append("Say what was learned, what should change in how we predict, and who must know.")
        refuse("The review cannot be closed yet.", reasons)
        for one in predictions:
            _keep_actual(one, came[one.pk], person)
        held.held_on, held.held_by, held.learned = on, person, learned
        held.should_change, held.change_says, held.must_know = list(should_change), change_says, must_know
        held.save()
        if not decision.reviews.filter(held_on=None).exists():
            decision.stage = Stage.REVIEWED
            decision.save(update_fields=["stage", "changed_at"])
        inside = sum(one.actual is not None and bool(is_inside(one)) for one in predictions)
        counted = sum(one.actual is not None for one in predictions)
        says = f"Reviewed: {inside} of {counted} measures came inside their range"
        decision.tell(person, says, learned)
        audit.record(person, "held a review", decision.reference, inside=inside, counted=counted)


def _faults_of_review(predictions: list[Prediction], came: Mapping[int, Came], on: date) -> list[str]:
    faults = []
    for one in predictions:
        held = came.get(one.pk)
        if held is None or not held.source.strip():
            faults.append(f"“{one.says}”: give what came and where it was read, or why it cannot be had.")
        elif held.value is not None and (held.as_at is None or held.as_at > on):
            faults.append(f"“{one.says}”: give the day of the value, which cannot be to come.")
    if predictions and not faults and all(came[one.pk].value is None for one in predictions):
        faults.append("Nothing can be compared: at least one measure needs what came.")
    return faults


def _keep_actual(prediction: Prediction, held: Came, person: Account) -> None:
    prediction.actual, prediction.actual_as_at = held.value, held.as_at
    prediction.actual_source, prediction.actual_by = held.source, person
    prediction.save(update_fields=["actual", "actual_as_at", "actual_source", "actual_by"])


def scores_of(predictions: Iterable[Prediction]) -> tuple[Score, ...]:
    """Return how good the frozen predictions were, all together first and then measure by measure.

    Args:
        predictions: of any decisions; those that nothing has come of are left out.
    """
    held = [one for one in predictions if one.actual is not None]
    if not held:
        return ()
    names = dict.fromkeys(one.says for one in held)
    parts = [_score(says, [one for one in held if one.says == says]) for says in names]
    return (_score("All measures", held), *sorted(parts, key=lambda one: (-one.n, one.says)))


def _score(says: str, held: list[Prediction]) -> Score:
    naive = [one for one in held if one.naive is not None]
    return Score(
        says=says,
        n=len(held),
        n_inside=sum(bool(is_inside(one)) for one in held),
        error=_mean_error([(one.mean, one.actual) for one in held]),
        n_naive=len(naive),
        error_with_naive=_mean_error([(one.mean, one.actual) for one in naive]),
        naive_error=_mean_error([(one.naive, one.actual) for one in naive]),
    )


def _mean_error(pairs: Sequence[tuple[float | None, float | None]]) -> float | None:
    errors = [abs(said / came - 1) for said, came in pairs if said is not None and came]
    return sum(errors) / len(errors) if errors else None


def links_worth_a_look(decision: Decision, named: Iterable[str] = ()) -> list[Link]:
    """Return the links of the model that touch the measures of a decision's reviews: what may be wrong.

    Args:
        decision: the decision.
        named: further names of measures.
    """
    held = Prediction.objects.filter(review__decision=decision).exclude(measure="")
    services = {name.partition(".")[0] for name in [*held.values_list("measure", flat=True), *named]}
    services |= set(decision.services)
    found = [
        one for one in links() if services & {one.source.partition(".")[0], one.target.partition(".")[0]}
    ]
    return [one for one in found if one.parameters]
