"""Which directorate answers for a service, and what a quantity of the model is called."""

from __future__ import annotations

from collections import Counter
from functools import cache

from joinedup.council._model import services
from joinedup.engine import Service
from joinedup.vocabulary import Directorate, spending_line


@cache
def answers_for() -> dict[str, str]:
    """Return the directorate that answers for most of what each service shows and spends."""
    return {one.equations.service: _directorate(one) for one in services()}


@cache
def quantities_in_words() -> dict[str, str]:
    """Return what each quantity of the model is, by name."""
    return {
        name: held.says.rstrip(".")
        for one in services()
        for part in (one.equations.stocks, one.equations.steps)
        for name, held in part.items()
    }


@cache
def services_of_quantities() -> dict[str, str]:
    """Return the service whose equations hold each quantity, by the quantity's name."""
    return {
        name: one.equations.service
        for one in services()
        for part in (one.equations.stocks, one.equations.steps)
        for name in part
    }


def _directorate(service: Service) -> str:
    shown = [one.directorate for one in service.measures] + [one.directorate for one in service.levers]
    shown += [str(spending_line(code).directorate) for code in service.spending if shown]
    # What shows nothing to a reader, such as prices, is the finance officers'.
    return Counter(shown).most_common(1)[0][0] if shown else str(Directorate.RESOURCES)
