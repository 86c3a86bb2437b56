"""`joinedup account`: who may sign in, from the machine where it runs; the first account is made here."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from joinedup.cli._django import prepare
from joinedup.cli._help import PlainCommand
from joinedup.cli._output import AsJson, CouncilFolder, answer, council_at, entry, say
from joinedup.errors import InputRefused
from joinedup.folder import Council

if TYPE_CHECKING:
    from joinedup.access.accounts import Place
    from joinedup.access.models import Account
    from joinedup.access.roles import Role

account = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    subcommand_metavar="COMMAND ...",
    help="Say who may sign in to the web application, and what for.\n\nThe first account is made here; "
    "others can then be added under Administration. Everything done here is in the audit.",
)

Email = Annotated[str, typer.Argument(metavar="EMAIL", help="E-mail address of the person.")]
RoleName = Annotated[str, typer.Option("--role", metavar="ROLE", help="Role, such as administrator.")]
Post = Annotated[str, typer.Option(metavar="POST", help="Post or seat that brings the role.")]
Directorate = Annotated[str, typer.Option(metavar="NAME", help="Only for this directorate.")]
Patch = Annotated[str, typer.Option(metavar="NAME", help="Only for this patch.")]
Organisation = Annotated[str, typer.Option(metavar="NAME", help="Only for this organisation.")]
AsksPassword = Annotated[
    bool, typer.Option("--password", help="Ask for a password now, in place of printing a link.")
]


@account.command(cls=PlainCommand, short_help="Add a person.")
def add(
    email: Email,
    name: Annotated[str, typer.Option(metavar="NAME", help="Name of the person.")],
    role: RoleName,
    post: Post = "",
    directorate: Directorate = "",
    patch: Patch = "",
    organisation: Organisation = "",
    asks_password: AsksPassword = False,
    council: CouncilFolder = None,
    as_json: AsJson = False,
) -> None:
    """Add a person who may sign in, with a role, and print a link with which they set their password.

    The link works once, within 72 hours. The first account turns on one-time codes for administrators.
    """
    here = council_at(council)
    prepare(here)
    from django.db import transaction

    from joinedup.access.accounts import add_account, give_role

    held, where = _role(role), _place(here, directorate, patch, organisation, post)
    with transaction.atomic():
        made = add_account(email, name, None)
        give_role(made, held, where, None)
        if asks_password:
            _set_asked_password(made)
    say(f"{made.name} has an account as {held.says.lower()}.")
    _give_link(made, as_json=as_json, is_wanted=not asks_password)


@account.command("list", cls=PlainCommand, short_help="List who has an account.")
def list_(council: CouncilFolder = None, as_json: AsJson = False) -> None:
    """List everybody who has an account, with roles and whether they use one-time codes."""
    prepare(council_at(council))
    from joinedup.access.models import Account

    found = list(Account.objects.prefetch_related("appointments").order_by("name", "pk"))
    if as_json:
        answer([_as_json(one) for one in found])
        return
    for one in found:
        roles = "; ".join(str(role) for role in one.appointments.all() if role.is_known) or "no role"
        codes = "one-time codes" if one.has_codes else "no one-time codes"
        entry(one.email, f"{one.name}: {roles}; {codes}{'' if one.is_active else '; inactive'}")
    say(f"{len(found)} account{'' if len(found) == 1 else 's'}.")


@account.command(cls=PlainCommand, short_help="Give a person a role, or end one.")
def roles(
    email: Email,
    role: RoleName,
    post: Post = "",
    directorate: Directorate = "",
    patch: Patch = "",
    organisation: Organisation = "",
    is_ended: Annotated[bool, typer.Option("--end", help="End the role in place of giving it.")] = False,
    council: CouncilFolder = None,
    as_json: AsJson = False,
) -> None:
    """Give a person a role, for the whole council or for the places named; or end that role."""
    here = council_at(council)
    prepare(here)
    from joinedup.access.accounts import give_role

    person, held = _account(email), _role(role)
    where = _place(here, directorate, patch, organisation, post)
    if is_ended:
        _end_role(person, held, where)
    else:
        give_role(person, held, where, None)
    say(f"{person.name} is {'no longer' if is_ended else 'now'} {held.says.lower()}.")
    if as_json:
        answer(_as_json(person))


@account.command(cls=PlainCommand, short_help="Let a person set a new password.")
def reset(
    email: Email,
    is_codes_too: Annotated[
        bool, typer.Option("--codes", help="Also turn off their one-time codes, if they have lost them.")
    ] = False,
    asks_password: AsksPassword = False,
    council: CouncilFolder = None,
    as_json: AsJson = False,
) -> None:
    """Print a link with which a person sets a new password, and unlock their sign-in.

    The link works once, within 72 hours; links made before stop working.
    """
    prepare(council_at(council))
    from axes.utils import reset as unlock

    from joinedup.access.audit import record
    from joinedup.access.codes import turn_off

    person = _account(email)
    unlock(username=person.email)
    record(None, "unlocked sign-in", person.email)
    if is_codes_too:
        turn_off(person, None)
    if asks_password:
        _set_asked_password(person)
        say(f"{person.name} has a new password.")
    _give_link(person, as_json=as_json, is_wanted=not asks_password)


@account.command(cls=PlainCommand, short_help="Let a person sign in no more.")
def deactivate(email: Email, council: CouncilFolder = None, as_json: AsJson = False) -> None:
    """Sign a person out and let them sign in no more; what they did stays on record."""
    prepare(council_at(council))
    from joinedup.access.accounts import deactivate as make_inactive

    person = _account(email)
    make_inactive(person, None)
    say(f"{person.name} can no longer sign in.")
    if as_json:
        answer(_as_json(person))


def has_accounts() -> bool:
    """Return whether anybody has an account yet; the database must be ready."""
    from joinedup.access.models import Account

    return Account.objects.exists()


def first_account(here: Council) -> str:
    """Return the command that makes the first account of a council."""
    return (
        "joinedup account add you@your-council.gov.uk --name 'Your Name' --role administrator "
        f"--council {shlex.quote(str(here.folder))}"
    )


def _account(email: str) -> Account:
    from joinedup.access.models import Account

    found = Account.objects.filter(email=email.strip().lower()).first()
    if found is None:
        raise InputRefused("Nobody has an account with this e-mail address.", "See: joinedup account list")
    return found


def _end_role(person: Account, held: Role, where: Place) -> None:
    from joinedup.access.accounts import end_role

    found = person.appointments.filter(
        role=held.value,
        directorate=where.directorate,
        patch=where.patch,
        organisation=where.organisation,
    ).first()
    if found is None:
        raise InputRefused(
            f"{person.name} does not hold this role there.", "See which they hold: joinedup account list"
        )
    end_role(found, None)


def _role(name: str) -> Role:
    from joinedup.access.roles import Role

    try:
        return Role(name.strip().lower().replace("-", "_").replace(" ", "_"))
    except ValueError:
        raise InputRefused(
            f"There is no role {name!r}.", f"It is one of: {', '.join(role.value for role in Role)}."
        ) from None


def _place(here: Council, directorate: str, patch: str, organisation: str, post: str) -> Place:
    from joinedup.access.accounts import Place
    from joinedup.vocabulary import Directorate as Known

    directorates = [one.value for one in Known]
    if directorate and directorate not in directorates:
        raise InputRefused(
            f"There is no directorate {directorate!r}.", f"It is one of: {', '.join(directorates)}."
        )
    patches = [one.id for one in here.patches]
    if patch and patch not in patches:
        raise InputRefused(f"There is no patch {patch!r}.", f"council.toml has: {', '.join(patches)}.")
    return Place(directorate, patch, organisation, post)


def _set_asked_password(person: Account) -> None:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from joinedup.access.accounts import make_link, set_password_by_link

    typed = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    try:
        validate_password(typed, person)
    except ValidationError as weak:
        raise InputRefused(
            "The password is too weak. " + " ".join(weak.messages), "Choose another."
        ) from None
    set_password_by_link(make_link(person, None), typed)


def _give_link(person: Account, *, as_json: bool, is_wanted: bool) -> None:
    """Print a link, or put it into the answer; where none is wanted there is none."""
    address = _link(person) if is_wanted else None
    if as_json:
        answer({"email": person.email, "link": address})
    elif address:
        say(f"Give this link to {person.name} and nobody else; it works once, within 72 hours:")
        typer.echo(address)
    if address and not _is_elsewhere():
        say("It leads to this machine, port 8000: start the application with `joinedup serve` first.")


def _is_elsewhere() -> bool:
    return bool(urlsplit(os.environ.get("JOINEDUP_ADDRESS", "")).netloc)


def _link(person: Account) -> str:
    from django.urls import reverse

    from joinedup.access.accounts import make_link

    base = os.environ["JOINEDUP_ADDRESS"].rstrip("/") if _is_elsewhere() else "http://127.0.0.1:8000"
    return f"{base}{reverse('follow_link', args=[make_link(person, None)])}"


def _as_json(one: Account) -> dict[str, object]:
    held = [
        {
            "role": role.role,
            "post": role.post,
            "directorate": role.directorate,
            "patch": role.patch,
            "organisation": role.organisation,
        }
        for role in one.appointments.all()
    ]
    return {
        "email": one.email,
        "name": one.name,
        "is_active": one.is_active,
        "has_codes": one.has_codes,
        "last_signed_in": one.last_login.isoformat() if one.last_login else None,
        "roles": held,
    }
