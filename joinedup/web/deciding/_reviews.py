"""Pages of listening: setting and holding a review, and what all reviews together teach."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from joinedup.access.roles import Needs
from joinedup.council import Figures
from joinedup.parameters import load_parameters
from joinedup.register.deciding import (
    Came,
    counted_for,
    hold_review,
    is_inside,
    links_worth_a_look,
    scores_of,
    set_further_review,
)
from joinedup.register.models import Decision, Prediction, Review
from joinedup.web.components import DateField, Form
from joinedup.web.deciding._asking import Asking, Group, ask, sent
from joinedup.web.deciding._people import decision_for, may_see, person_of
from joinedup.web.deciding._records import measures_offered
from joinedup.web.deciding._words import number, percent, range_of
from joinedup.web.figures import figures_now
from joinedup.web.shell import council, day, show


class AnotherReviewForm(Form):
    """A further day of review."""

    due = DateField(label="Day of the review")
    measures = forms.MultipleChoiceField(
        label="Measures that it looks at", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = measures_offered(decision)
        self.fields["measures"].choices = [(name, says) for name, says, _ in offered]  # type: ignore[attr-defined]
        self.fields["measures"].hints = {name: hint for name, _, hint in offered}  # type: ignore[attr-defined]


class ReviewForm(Form):
    """What came, and what was learned."""

    learned = forms.CharField(
        label="What was learned", widget=forms.Textarea(attrs={"rows": 5}), max_length=10000
    )
    should_change = forms.MultipleChoiceField(
        label="Links and values of the model that should change",
        help_text="Leave all empty where none should.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    change_says = forms.CharField(
        label="How they should change, or why nothing should",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
    )
    must_know = forms.CharField(
        label="Who must know", widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )

    def __init__(
        self, *args: Any, review: Review, predictions: list[Prediction], figures: Figures, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.predictions = predictions
        choices, hints = _what_may_change(review.decision)
        self.fields["should_change"].choices = choices  # type: ignore[attr-defined]
        self.fields["should_change"].hints = hints  # type: ignore[attr-defined]
        for one in predictions:
            held = counted_for(one, figures)
            self.fields[f"value_{one.pk}"] = forms.FloatField(
                label=f"What came, in {one.unit}",
                required=False,
                initial=None if held is None or held.value is None else round(held.value, 2),
            )
            self.fields[f"as_at_{one.pk}"] = DateField(
                label="Day of that value", required=False, initial=held.as_at if held else None
            )
            self.fields[f"source_{one.pk}"] = forms.CharField(
                label="Where it was read; without a value, why it cannot be had",
                max_length=300,
                initial=held.source if held else "",
            )

    def came(self) -> dict[int, Came]:
        """Return what came of each prediction, by its number."""
        held = self.cleaned_data
        return {
            one.pk: Came(held[f"value_{one.pk}"], held[f"as_at_{one.pk}"], held[f"source_{one.pk}"])
            for one in self.predictions
        }


def _what_may_change(decision: Decision) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """Return the links and parameters of the decision's services as choices, with what each says."""
    held = links_worth_a_look(decision)
    known = load_parameters(council().local_parameters)
    links = {f"link {one.source} to {one.target}": one.says for one in held}
    names = dict.fromkeys(name for one in held for name in one.parameters)
    values = {f"value {name}": known[name].says for name in names if name in known}
    return [(key, says) for key, says in (links | values).items()], {key: key for key in links | values}


def another(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for a further day of review."""
    decision = decision_for(request, number, Needs.REVIEW)
    person, here, on = person_of(request), council(), timezone.localdate()
    form = AnotherReviewForm(sent(request), decision=decision)

    def act(held: dict[str, Any]) -> None:
        set_further_review(decision, person, on, held["due"], held["measures"], figures_now(here))

    return ask(request, decision, form, Asking("Set a review", "Set the review", "listening"), act)


def review(request: HttpRequest, number: int, review: int) -> HttpResponse:
    """Ask what came of what was predicted, and what was learned."""
    decision = decision_for(request, number, Needs.REVIEW)
    held_one = get_object_or_404(Review, pk=review, decision=decision)
    person, here, on = person_of(request), council(), timezone.localdate()
    predictions = list(held_one.predictions.all())
    figures = figures_now(here)
    form = ReviewForm(sent(request), review=held_one, predictions=predictions, figures=figures)
    groups = [Group(f"{one.says}, {day(one.as_at)}", _predicted(one), _fields_of(one)) for one in predictions]
    groups.append(Group("What it teaches", "", ("learned", "should_change", "change_says", "must_know")))

    def act(held: dict[str, Any]) -> None:
        words = held["learned"], held["should_change"], held["change_says"], held["must_know"]
        hold_review(held_one, person, on, form.came(), *words)

    lead = ("Values that your own files count are filled in; check them, and give the rest with a source.",)
    asking = Asking(f"Review of {day(held_one.due)}", "Close the review", "listening", lead, groups=groups)
    return ask(request, decision, form, asking, act)


def _fields_of(one: Prediction) -> tuple[str, ...]:
    return tuple(f"{name}_{one.pk}" for name in ("value", "as_at", "source"))


def _predicted(one: Prediction) -> str:
    naive = f" {one.naive_says}: {number(one.naive)}." if one.naive is not None else ""
    return f"Predicted {range_of(one)} {one.unit}; the range held 80 of 100 futures tried.{naive}"


def what_we_learned(request: HttpRequest) -> HttpResponse:
    """Show how good all frozen predictions were, and what should change because of it."""
    person = person_of(request)
    held = Prediction.objects.exclude(actual=None).select_related("review__decision")
    seen = [one for one in held if may_see(person, one.review.decision)]
    reviews = Review.objects.exclude(held_on=None).select_related("decision").order_by("-held_on", "-id")
    context = {
        "scores": scores_of(seen),
        "compared": [(one, is_inside(one)) for one in seen],
        "reviews": [one for one in reviews if may_see(person, one.decision)],
        "due": _due(person_of(request), timezone.localdate()),
        "number": number,
        "percent": percent,
        "range_of": range_of,
    }
    return show(request, "deciding/what_we_learned.html", context)


def _due(person: Any, on: date) -> list[Review]:
    held = Review.objects.filter(held_on=None).select_related("decision")
    return [one for one in held if may_see(person, one.decision)]
