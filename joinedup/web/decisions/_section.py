"""The section of decisions: its addresses, its long work and what waits in it."""

from __future__ import annotations

from joinedup.access.roles import Needs
from joinedup.web.decisions._list import decisions, download
from joinedup.web.decisions._page import decision
from joinedup.web.shell import Route, Section

_ROUTES = (
    Route("", decisions, "decisions", Needs.SEE_DECISIONS),
    Route("download/<slug:kind>/", download, "decisions_download", Needs.SEE_DECISIONS),
    Route("<int:number>/", decision, "decision", Needs.SEE_DECISIONS),
)

SECTION = Section("Decisions", "decisions/", _ROUTES, Needs.SEE_DECISIONS)
