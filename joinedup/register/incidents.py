"""Incidents, for the pages that show them.

The register is a Django application, so its own `__init__` may import no model; this is its face instead.
"""

from joinedup.register._incident_duties import IncidentKind, incident_kinds
from joinedup.register._incidents import (
    add_fact,
    add_notice,
    add_step,
    clocks_to_come,
    close,
    content_of_brief,
    finish_step,
    keep_brief,
    may_lead,
    may_read,
    name_reader,
    not_needed,
    open_incident,
    read_by,
    set_back,
    started_from,
    take_off,
    tell,
)
from joinedup.register._no_names import identifying, maybe_names

__all__ = [
    "IncidentKind",
    "add_fact",
    "add_notice",
    "add_step",
    "clocks_to_come",
    "close",
    "content_of_brief",
    "finish_step",
    "identifying",
    "incident_kinds",
    "keep_brief",
    "may_lead",
    "may_read",
    "maybe_names",
    "name_reader",
    "not_needed",
    "open_incident",
    "read_by",
    "set_back",
    "started_from",
    "take_off",
    "tell",
]
