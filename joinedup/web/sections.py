"""Every section of the application, in the order of the navigation."""

from __future__ import annotations

from joinedup.web.account import SECTION as ACCOUNT
from joinedup.web.jobs.views import jobs_section
from joinedup.web.plan import SECTION as PLAN
from joinedup.web.shell import JobKind, Section

# A part that is added later adds its section here, and nothing else.
_PARTS: tuple[Section, ...] = (ACCOUNT, PLAN,)

JOB_KINDS: tuple[JobKind, ...] = tuple(kind for section in _PARTS for kind in section.jobs)
SECTIONS: tuple[Section, ...] = (*_PARTS, jobs_section(JOB_KINDS))
