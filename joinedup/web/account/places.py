"""Roles and where they hold, in the words of the council."""

from __future__ import annotations

from joinedup.access.models import Appointment
from joinedup.folder import Council
from joinedup.vocabulary import Directorate


def role_in_words(held: Appointment) -> str:
    """Return what somebody is: `Head of SEND (head of service)`."""
    return f"{held.post} ({held.kind.says.lower()})" if held.post else held.kind.says


def where_in_words(here: Council, held: Appointment) -> str:
    """Return where a role holds, by the council's own names: `Education and Inclusion, North Middleshire`."""
    patches = {one.id: one.name for one in here.patches}
    organisations = {one.id: one.name for one in here.organisations}
    named = (
        here.directorate_name(held.directorate) if held.directorate in set(Directorate) else held.directorate,
        patches.get(held.patch, held.patch),
        organisations.get(held.organisation, held.organisation),
    )
    return ", ".join(one for one in named if one) or "All of the council"
