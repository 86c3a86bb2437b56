"""Links between services as a reader is shown them: each effect with its size and what stands behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from joinedup.council import answers_for, quantities_in_words, services_of_quantities
from joinedup.declared import Design, Link, LinkKind, Parameter, ParameterValue, Standing
from joinedup.folder import Council
from joinedup.links import load_links
from joinedup.parameters import find_parameter, load_parameters
from joinedup.reports._wording import MINUS, lower_first, upper_first

# Evidence, strongest first. What only counts or moves people on needs none.
GRADES = (
    Design.TRIAL,
    Design.QUASI_EXPERIMENT,
    Design.STATISTIC,
    Design.RULE,
    Design.ASSOCIATION,
    Design.JUDGEMENT,
)
ARITHMETIC = "arithmetic"
_NAMES = {"send": "SEND", "family_help": "Family Help"}


@dataclass(frozen=True)
class Size:
    """The size of an effect, with what stands behind it.

    Args:
        parameter: name of the parameter that holds it.
        says: what it is.
        unit: its unit.
        value: best estimate.
        low: lower end of its range.
        high: upper end.
        design: kind of study.
        standing: how far it can be trusted.
        behind: its source, or the reason for it.
    """

    parameter: str
    says: str
    unit: str
    value: float
    low: float
    high: float
    design: Design
    standing: Standing
    behind: str

    @property
    def label(self) -> str:
        """The evidence in two or three words."""
        if self.design is Design.JUDGEMENT or self.standing is Standing.JUDGEMENT:
            return "judgement, wide range"
        return str(self.design) if self.standing.is_verified else f"{self.design}, {self.standing}"

    @property
    def grade(self) -> Design:
        """The kind of study; what is judged is judgement, whatever it was judged from."""
        return Design.JUDGEMENT if self.standing is Standing.JUDGEMENT else self.design


@dataclass(frozen=True)
class ShownLink:
    """A link as it is shown.

    Args:
        link: the link.
        service: the service that acts.
        moved: the service that is moved.
        source_says: what acts, in words.
        target_says: what it moves, in words.
        delay: when it acts, in words.
        sizes: size and evidence; none for arithmetic.
    """

    link: Link
    service: str
    moved: str
    source_says: str
    target_says: str
    delay: str
    sizes: tuple[Size, ...]

    @property
    def grade(self) -> str:
        """The best evidence behind it, or `arithmetic`."""
        held = [one.grade for one in self.sizes]
        return str(min(held, key=GRADES.index)) if held else ARITHMETIC


@dataclass(frozen=True)
class Pair:
    """All links from one service to another.

    Args:
        source: the service that acts.
        target: the service that is moved.
        links: the links.
    """

    source: str
    target: str
    links: tuple[ShownLink, ...]

    @property
    def grade(self) -> str:
        """The best evidence behind any of them."""
        held = [one.grade for one in self.links if one.grade != ARITHMETIC]
        return min(held, key=[str(one) for one in GRADES].index) if held else ARITHMETIC


def shown_links(
    links: Mapping[str, Sequence[Link]],
    parameters: Mapping[str, Parameter],
    on: date,
    service: str = "",
) -> list[ShownLink]:
    """Return links with what stands behind them, by the service that is moved.

    Args:
        links: links by the service that is moved.
        parameters: parameters by name.
        on: the day whose values are shown.
        service: only links from or to this service; all where "".
    """
    return [
        _shown(moved, link, dict(parameters), on)
        for moved, held in sorted(links.items())
        for link in held
        if service in ("", moved, acting(link))
    ]


def links_of(council: Council) -> list[ShownLink]:
    """Return every link between services, with the council's own values behind them."""
    return shown_links(load_links(), load_parameters(council.local_parameters), council.plan_starts)


def _shown(moved: str, link: Link, parameters: dict[str, Parameter], on: date) -> ShownLink:
    sizes = tuple(_size(find_parameter(parameters, name), on) for name in link.parameters)
    delay = _months(find_parameter(parameters, link.delay).at(on)) if link.delay else "from the next month"
    return ShownLink(
        link, acting(link), moved, quantity_says(link.source), quantity_says(link.target), delay, sizes
    )


def acting(link: Link) -> str:
    """Return the service that acts: the one whose equations hold the source, as spending is its service's."""
    return services_of_quantities().get(link.source, link.service)


def _size(parameter: Parameter, on: date) -> Size:
    held = parameter.at(on)
    behind = str(held.source) if held.source else held.reason
    return Size(
        *(parameter.name, parameter.says, parameter.unit, held.value, held.low, held.high),
        *(parameter.design, held.standing, behind),
    )


def _months(held: ParameterValue) -> str:
    months = "month" if held.value == 1 else "months"
    if held.low == held.high:
        return f"after about {held.value:g} {months}"
    return f"after about {held.value:g} {months} ({held.low:g} to {held.high:g})"


def quantity_says(name: str) -> str:
    """Return what a quantity is: as it is declared, or its name in words where that is not known."""
    says = quantities_in_words().get(name)
    return says or upper_first(name.partition(".")[2].replace("_", " "))


def service_name(service: str) -> str:
    """Return a service as a reader knows it."""
    return _NAMES.get(service, upper_first(service.replace("_", " ")))


def directorate_of(service: str) -> str:
    """Return the directorate that answers for a service; "" where the model does not hold it."""
    return answers_for().get(service, "")


def pairs(links: Sequence[ShownLink]) -> list[Pair]:
    """Return links from one service to another together, most links first."""
    found: dict[tuple[str, str], list[ShownLink]] = {}
    for one in links:
        found.setdefault((one.service, one.moved), []).append(one)
    held = [Pair(source, target, tuple(some)) for (source, target), some in found.items()]
    return sorted(held, key=lambda one: (-len(one.links), one.source, one.target))


def effects(links: Sequence[ShownLink]) -> list[ShownLink]:
    """Return the links that rest on evidence or judgement."""
    return [one for one in links if one.link.kind is LinkKind.EFFECT]


def grade_counts(links: Sequence[ShownLink]) -> dict[str, int]:
    """Return how many effects rest on each kind of evidence, strongest first."""
    held = [one.grade for one in effects(links)]
    return {str(grade): held.count(str(grade)) for grade in GRADES if held.count(str(grade))}


def size_in_words(one: Size) -> str:
    """Return a size with its unit: `1.9 care starts per 100,000 …`."""
    return f"{figure(one.value)} {lower_first(one.unit)}"


def figure(value: float) -> str:
    """Return a number as it stands in its file, with a true minus."""
    return f"{value:g}".replace("-", MINUS)


def range_in_words(one: Size) -> str:
    """Return the range of a size: `0.7 to 2.9`."""
    return f"{figure(one.low)} to {figure(one.high)}"
