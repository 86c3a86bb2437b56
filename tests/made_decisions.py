"""Decisions made by hand, for tests of the register and of its pages."""

from __future__ import annotations

from typing import Any

from joinedup.access.models import Account
from joinedup.access.roles import Role
from joinedup.register.models import Decision


def made_account(role: Role = Role.HEAD_OF_SERVICE, post: str = "", **place: str) -> Account:
    """Return somebody who holds a role and a post; a new one each time."""
    number = Account.objects.count() + 1
    account = Account.objects.create_user(f"person{number}@testshire.example", f"Person {number}")
    account.appointments.create(role=role, post=post, **place)
    return account


def made_decision(by: Account | None = None, **more: Any) -> Decision:
    """Return a decision of the children's directorate about Family Help, in the north."""
    held: dict[str, Any] = {
        "title": "Trim Family Help",
        "summary": "Leave vacancies unfilled.",
        "owner_post": "Director of Family Help",
        "directorate": "children",
        "directorates": ["children"],
        "patches": ["north"],
        "services": ["family_help"],
    }
    return Decision.objects.create(**(held | more), made_by=by or made_account(directorate="children"))
