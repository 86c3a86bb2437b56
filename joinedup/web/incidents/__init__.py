"""Incidents: who must be told, who was, what is known by department, on one page."""

from joinedup.web.incidents._section import ONE_INCIDENT, SECTION

__all__ = ["ONE_INCIDENT", "SECTION"]
