"""The page of roles, what each allows, and which pages each opens."""

from __future__ import annotations

import os

import django
from reference_pages.markdown import MADE, page, table

from joinedup.access.roles import Needs, Role

_EVERYBODY = {Needs.NOTHING: "everybody, also before signing in", Needs.SIGNED_IN: "whoever has signed in"}


def who_may_do_what_page() -> str:
    """List what each role allows, and for each page what it needs."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "joinedup.web.settings")
    django.setup()
    # The pages can be read only once Django is ready.
    from joinedup.web.urls import ALL_SECTIONS

    allows = [(needs.value.capitalize(), _held_by(needs)) for needs in Needs if needs is not Needs.NOTHING]
    of_roles = [
        (role.says, "; ".join(needs.value for needs in Needs if needs in role.allows)) for role in Role
    ]
    pages = [
        (f"`/{section.path}{route.path}`", route.needs.value.capitalize())
        for section in ALL_SECTIONS
        for route in section.routes
    ]
    return page(
        [
            "# Who may do what",
            MADE,
            "A role may be held for all of the council, or for a directorate, a patch or another "
            "organisation. What it lets somebody see is the same either way; what it lets them do to a "
            "decision, a patch or an incident holds only where that lies in a place of theirs. See "
            "[Accounts and access](../user_guide/accounts_and_access.md).",
            "## What each role may do",
            table(("Role", "May"), of_roles),
            "## Which roles may do it",
            table(("Act", "Held by"), allows),
            "## What each page needs",
            table(("Page", "Needs"), sorted(pages)),
        ]
    )


def _held_by(needs: Needs) -> str:
    return _EVERYBODY.get(needs) or "; ".join(role.says for role in Role if needs in role.allows) or "nobody"
