"""The addresses of administration."""

from __future__ import annotations

from collections.abc import Iterable

from joinedup.access.models import Account
from joinedup.access.roles import Needs
from joinedup.folder import Council
from joinedup.web.administration._accounts import account, accounts, codes_by_role, new_account
from joinedup.web.administration._acts import ACTS, act_view
from joinedup.web.administration._audit import audit, check_audit, export_audit, search_audit
from joinedup.web.administration._roles import end, new_role
from joinedup.web.administration._state import overview, urgent
from joinedup.web.shell import Route, Section, Task


def _waiting(person: Account, council: Council) -> Iterable[Task]:
    return urgent(council) if person.may(Needs.MANAGE_ACCOUNTS) else ()


SECTION = Section(
    "Administration",
    "administration/",
    (
        Route("", overview, "administration", Needs.SEE_AUDIT),
        Route("accounts/", accounts, "accounts", Needs.MANAGE_ACCOUNTS),
        Route("accounts/new/", new_account, "account_new", Needs.MANAGE_ACCOUNTS),
        Route("accounts/<int:number>/", account, "account", Needs.MANAGE_ACCOUNTS),
        Route("accounts/<int:number>/roles/new/", new_role, "role_new", Needs.MANAGE_ACCOUNTS),
        Route("accounts/<int:number>/roles/<int:role>/end/", end, "role_end", Needs.MANAGE_ACCOUNTS),
        *(
            Route(
                f"accounts/<int:number>/{act.path}/",
                act_view(act),
                f"account_{act.path.replace('-', '_')}",
                Needs.MANAGE_ACCOUNTS,
            )
            for act in ACTS
        ),
        Route("codes/", codes_by_role, "codes_by_role", Needs.MANAGE_ACCOUNTS),
        Route("audit/", audit, "audit", Needs.SEE_AUDIT),
        Route("audit/search/", search_audit, "audit_search", Needs.SEE_AUDIT),
        Route("audit/check/", check_audit, "audit_check", Needs.SEE_AUDIT),
        Route("audit/export/", export_audit, "audit_export", Needs.SEE_AUDIT),
    ),
    Needs.SEE_AUDIT,
    waiting=_waiting,
)
