"""Roles, and what each allows: the only place where the two meet."""

from __future__ import annotations

from enum import StrEnum


class Needs(StrEnum):
    """What a person must be allowed in order to reach a page; each page names exactly one."""

    NOTHING = "nothing"
    SIGNED_IN = "signed in"
    SEE_DATA = "see data"
    LOAD_DATA = "load data"
    SEE_SERVICES = "see services"
    RUN_MODEL = "run the model"
    SEE_DECISIONS = "see decisions"
    PROPOSE = "propose"
    ANSWER = "answer for a directorate, patch or partner"
    ADVISE = "set the route and check notices"
    PUBLISH = "publish notices and records"
    DECIDE = "decide"
    CALL_IN = "call in"
    SEE_EXEMPT = "read what is kept from the public"
    DELIVER = "deliver and report"
    REVIEW = "review"
    SEE_PLAN = "see the plan"
    RUN_PLAN = "run the plan"
    SEE_LEADERSHIP = "see leadership"
    EDIT_LEADERSHIP = "change leadership files"
    ASSURE = "run a test of assurance"
    SEE_INCIDENTS = "see incidents"
    BRIEF_INCIDENTS = "write incident briefs"
    MANAGE_ACCOUNTS = "manage accounts"
    SEE_AUDIT = "see the audit"

    @property
    def is_open(self) -> bool:
        """Whether somebody who has not signed in may reach it."""
        return self is Needs.NOTHING


_READ = frozenset(
    {Needs.SIGNED_IN, Needs.SEE_SERVICES, Needs.SEE_DECISIONS, Needs.SEE_PLAN, Needs.SEE_LEADERSHIP}
)
_OFFICER = _READ | {Needs.SEE_DATA, Needs.ANSWER}


class Role(StrEnum):
    """What somebody does here; a person may hold several, each for a directorate, a patch or all."""

    ADMINISTRATOR = "administrator"
    ANALYST = "analyst"
    HEAD_OF_SERVICE = "head_of_service"
    DIRECTOR = "director"
    CHIEF_EXECUTIVE = "chief_executive"
    FINANCE = "finance"
    SECTION_151 = "section_151_officer"
    MONITORING_OFFICER = "monitoring_officer"
    DEMOCRATIC_SERVICES = "democratic_services"
    CABINET_MEMBER = "cabinet_member"
    SCRUTINY_MEMBER = "scrutiny_member"
    PATCH_LEAD = "patch_lead"
    PARTNER = "partner"
    INSPECTOR = "inspector"

    @property
    def says(self) -> str:
        """The role as people say it."""
        return self.value.replace("_", " ").capitalize()

    def acts_as(self, other: Role) -> bool:
        """Return whether its holder may do whatever is left to another role by name."""
        return self is other or (self is Role.SECTION_151 and other is Role.FINANCE)

    @property
    def allows(self) -> frozenset[Needs]:
        """What holding the role allows."""
        return _ALLOWED[self]


_FINANCE = _OFFICER | {Needs.RUN_MODEL, Needs.RUN_PLAN, Needs.DELIVER, Needs.REVIEW}
_ALLOWED: dict[Role, frozenset[Needs]] = {
    Role.ADMINISTRATOR: frozenset({Needs.SIGNED_IN, Needs.MANAGE_ACCOUNTS, Needs.SEE_AUDIT}),
    Role.ANALYST: _OFFICER | {Needs.LOAD_DATA, Needs.RUN_MODEL, Needs.RUN_PLAN, Needs.REVIEW},
    Role.HEAD_OF_SERVICE: _OFFICER
    | {Needs.RUN_MODEL, Needs.PROPOSE, Needs.DECIDE, Needs.DELIVER, Needs.REVIEW},
    Role.DIRECTOR: _OFFICER
    | {
        Needs.SEE_EXEMPT,
        *(Needs.RUN_MODEL, Needs.PROPOSE, Needs.DECIDE, Needs.DELIVER, Needs.REVIEW),
        *(Needs.SEE_INCIDENTS, Needs.BRIEF_INCIDENTS),
    },
    Role.CHIEF_EXECUTIVE: _OFFICER
    | {
        Needs.SEE_EXEMPT,
        *(Needs.RUN_MODEL, Needs.PROPOSE, Needs.DECIDE, Needs.REVIEW, Needs.EDIT_LEADERSHIP, Needs.ASSURE),
        *(Needs.SEE_INCIDENTS, Needs.BRIEF_INCIDENTS, Needs.SEE_AUDIT),
    },
    Role.FINANCE: _FINANCE,
    Role.SECTION_151: _FINANCE | {Needs.SEE_EXEMPT},
    Role.MONITORING_OFFICER: _OFFICER
    | {
        Needs.ADVISE,
        Needs.PUBLISH,
        Needs.SEE_EXEMPT,
        Needs.SEE_AUDIT,
        Needs.SEE_INCIDENTS,
        Needs.EDIT_LEADERSHIP,
    },
    Role.DEMOCRATIC_SERVICES: _READ | {Needs.PUBLISH, Needs.SEE_EXEMPT},
    Role.CABINET_MEMBER: _READ | {Needs.DECIDE, Needs.SEE_EXEMPT, Needs.SEE_INCIDENTS},
    Role.SCRUTINY_MEMBER: _READ | {Needs.CALL_IN, Needs.REVIEW},
    Role.PATCH_LEAD: _OFFICER
    | {Needs.SEE_EXEMPT, Needs.RUN_MODEL, Needs.PROPOSE, Needs.DECIDE, Needs.DELIVER, Needs.REVIEW},
    Role.PARTNER: frozenset({Needs.SIGNED_IN, Needs.SEE_DECISIONS, Needs.ANSWER}),
    Role.INSPECTOR: _READ | {Needs.SEE_DATA},
}
