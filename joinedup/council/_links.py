"""That the links on file are the links in the equations: no service moves another in silence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from joinedup.declared import Link
from joinedup.engine import PARAMETER, Equations, readings
from joinedup.errors import ModelRefused


def check_links(services: Sequence[Equations], links: Mapping[str, tuple[Link, ...]]) -> None:
    """Check the links on file against the equations.

    Args:
        services: the equations of every service.
        links: links by the service that is moved.

    Raises:
        ModelRefused: a service reads another without a link, a link is in no equation, or a link's parameters
            are not used by the service that it moves.
    """
    faults: list[str] = []
    for service in services:
        held = links.get(service.service, ())
        found = readings(service)
        stated = {(link.source, link.target) for link in held}
        read = {(source, target) for source, target in found.quantities if not _is_own(service, source)}
        faults += [f"{target} reads {source} without a link" for source, target in sorted(read - stated)]
        # An effect within a service is listed for its evidence; its equations are in one place anyway.
        faults += [
            f"{target} does not read {source}"
            for source, target in sorted(stated - read)
            if not _is_own(service, source)
        ]
        faults += [
            f"{service.service} does not use {name}, which the link from {link.source} names"
            for link in held
            for name in link.parameters
            if f"{PARAMETER}{name}" not in found.inputs
        ]
    read_anywhere = {name for service in services for name in readings(service).inputs}
    faults += [
        f"no service uses {link.delay}, the delay of the link from {link.source}"
        for held in links.values()
        for link in held
        if link.delay and f"{PARAMETER}{link.delay}" not in read_anywhere
    ]
    if faults:
        raise ModelRefused(
            f"{len(faults)} links between services do not agree with their equations: {'; '.join(faults)}.",
            "Add or mend them in joinedup/links.",
        )


def _is_own(service: Equations, name: str) -> bool:
    return name in service.stocks or name in service.steps
