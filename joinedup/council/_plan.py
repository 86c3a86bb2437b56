"""The adopted plan, run once for every question that is asked about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from joinedup.council._conditioning import Conditioning
from joinedup.council._inputs import Inputs
from joinedup.council._paths import Paths
from joinedup.council._session import Progress, Ready, Settings, conditioning, draw_inputs, run_plan
from joinedup.council._starting import StartingValue
from joinedup.errors import ModelRefused
from joinedup.services.places import Rolls

# Draws run and held at once; more are run in parts.
PART = 2048
# The years of a medium-term plan, in which a directorate must live with its budget.
PLANNED_YEARS = 5

Run = tuple[Paths, list[Rolls]]


def refuse_more_than_fit(settings: Settings) -> None:
    """Refuse more draws than two runs can be held side by side with.

    Args:
        settings: how runs are made.

    Raises:
        ModelRefused: there are more draws than fit.
    """
    if settings.draws > PART:
        raise ModelRefused(
            f"Runs are held side by side with at most {PART:,} draws, not {settings.draws:,}.",
            f"Ask for --draws {PART} or fewer.",
        )


class Plan:
    """The plan without any proposal, worked out when it is first needed and then kept.

    Trying eight proposals one after another meets the same draws and the same chance eight times, so the plan
    they are held against need be run only once.

    Args:
        asked: the council.
        settings: how runs are made.
        progress: told what is being done and the share done.
    """

    def __init__(self, asked: Ready, settings: Settings, progress: Progress | None = None) -> None:
        self.asked = asked
        self.settings = settings
        self._tell = progress or (lambda what, share: None)

    @property
    def _held_at_once(self) -> Settings:
        return replace(self.settings, draws=min(self.settings.draws, PART))

    @cached_property
    def conditioned(self) -> Conditioning:
        """Which draws the years before the plan bear out."""
        self._tell("the last years", 0.0)
        return conditioning(self.asked, self._held_at_once)

    @cached_property
    def inputs(self) -> Inputs:
        """The inputs of every run."""
        return draw_inputs(self.asked, self._held_at_once, conditioned=self.conditioned)

    @cached_property
    def adopted(self) -> Run:
        """The plan as adopted."""
        return self._run(self.inputs, "the plan as adopted")

    @property
    def starting(self) -> tuple[StartingValue, ...]:
        """The figures that the plan starts from."""
        return self.inputs.starting

    def parts(self) -> Iterator[Run]:
        """Yield the adopted plan in parts that fit in memory; most plans are one part."""
        draws, part = self.settings.draws, PART
        if draws <= part:
            yield self.adopted
            return
        for first in range(0, draws, part):
            settings = replace(self.settings, draws=part, first_draw=first)
            inputs = draw_inputs(self.asked, settings)
            self._tell("the plan as adopted", first / draws)
            yield run_plan(self.asked, inputs, settings)
        self._tell("the plan as adopted", 1.0)

    @cached_property
    def redrawn(self) -> Inputs:
        """The same inputs, with every value that nobody has verified drawn afresh."""
        return draw_inputs(
            self.asked, self._held_at_once, self.inputs.unverified, conditioned=self.conditioned
        )

    @cached_property
    def adopted_redrawn(self) -> Run:
        """The plan as adopted, on the redrawn inputs."""
        return self._run(self.redrawn, "the plan on other unverified values")

    def _run(self, inputs: Inputs, what: str) -> Run:
        return run_plan(self.asked, inputs, self.settings, progress=lambda share: self._tell(what, share))
