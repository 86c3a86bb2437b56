"""Every section of the application, in the order of the navigation."""

from __future__ import annotations

from joinedup.web.account import HEALTH
from joinedup.web.account import SECTION as ACCOUNT
from joinedup.web.administration import SECTION as ADMINISTRATION
from joinedup.web.data.section import SECTION as DATA
from joinedup.web.deciding import SECTION as DECIDING
from joinedup.web.decisions import SECTION as DECISIONS
from joinedup.web.incidents import ONE_INCIDENT
from joinedup.web.incidents import SECTION as INCIDENTS
from joinedup.web.jobs.views import jobs_section
from joinedup.web.leadership import SECTION as LEADERSHIP
from joinedup.web.papers import SECTION as PAPERS
from joinedup.web.plan import SECTION as PLAN
from joinedup.web.services import SECTION as SERVICES
from joinedup.web.shell import JobKind, Section

# A part that is added later adds its section here, and nothing else.
_PARTS: tuple[Section, ...] = (
    DATA,
    SERVICES,
    DECISIONS,
    DECIDING,
    PAPERS,
    PLAN,
    LEADERSHIP,
    INCIDENTS,
    ADMINISTRATION,
    ACCOUNT,
    ONE_INCIDENT,
    HEALTH,
)

JOB_KINDS: tuple[JobKind, ...] = tuple(kind for section in _PARTS for kind in section.jobs)
SECTIONS: tuple[Section, ...] = (*_PARTS, jobs_section(JOB_KINDS))
