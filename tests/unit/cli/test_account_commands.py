"""Accounts and the audit from the command line, and the accounts of the demonstration."""

from __future__ import annotations

import re
from pathlib import Path
from unittest.mock import patch

import audit_lock
import pytest
from command_line import run, run_well
from pytest_django import DjangoCaptureOnCommitCallbacks
from web_client import Browser

from joinedup.access.accounts import roles_with_codes
from joinedup.access.models import Account, AuditEntry
from joinedup.access.roles import Needs, Role
from joinedup.cli._account import first_account
from joinedup.cli._demo_accounts import PASSWORD, make_demo_accounts
from joinedup.errors import InputRefused
from joinedup.folder import read_council

pytestmark = pytest.mark.unit


@pytest.fixture(autouse=True)
def council(served: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A council whose database is the test's own, and ready."""
    for command in ("_account", "_audit"):
        monkeypatch.setattr(f"joinedup.cli.{command}.prepare", lambda here: None)
    audit_lock.put_on()
    return served


def test_the_first_account_is_made_with_a_link_and_codes_for_administrators(council: Path) -> None:
    words = ["account", "add", "Ada@testshire.example", "--name", "Ada", "--role", "administrator"]
    said = run_well(*words, "--council", council)
    assert roles_with_codes() == {Role.ADMINISTRATOR}
    found = re.fullmatch(r"http://127\.0\.0\.1:8000(/account/link/[\w-]+/)\n", said.out)
    assert found
    browser = Browser()
    browser.get(found[1])
    assert browser.get("/account/link/").status_code == 200
    assert "already" in run(*words, "--council", council).err


def test_a_password_can_be_asked_for_and_must_be_strong(council: Path) -> None:
    words = ["account", "add", "ada@testshire.example", "--name", "Ada", "--role", "analyst", "--password"]
    with patch("typer.prompt", return_value="short"):
        said = run(*words, "--council", council)
    assert said.code == 4 and "too weak" in said.err
    assert not Account.objects.exists()
    with patch("typer.prompt", return_value="correct horse battery"):
        said = run_well(*words, "--council", council)
    assert "http" not in said.out + said.err and "correct" not in said.out + said.err
    assert Account.objects.get().check_password("correct horse battery")


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--role", "emperor"), "There is no role 'emperor'. It is one of: administrator"),
        (("--role", "analyst", "--directorate", "moon"), "There is no directorate 'moon'"),
        (("--role", "analyst", "--patch", "moon"), "There is no patch 'moon'"),
        (("--role", "analyst", "--name", " "), "between 1 and 200"),
        (("--role", "partner"), "Enter the organisation that the person acts for"),
        (("--role", "partner", "--directorate", "children"), "Enter the organisation"),
        (("--role", "partner", "--organisation", "Health Board"), "small letters, figures and hyphens"),
        (("--role", "patch-lead"), "Choose the patch that the person leads"),
    ],
)
def test_what_is_wrong_with_a_new_account_is_said(council: Path, more: tuple[str, ...], says: str) -> None:
    said = run("account", "add", "ada@testshire.example", "--name", "Ada", *more, "--council", council)
    assert said.code == 4
    assert says in " ".join(said.err.split())
    assert not Account.objects.exists()
    assert run("account", "add", "x", "--name", "A", "--role", "analyst", "--council", council).code == 4


def test_roles_are_given_listed_and_ended(council: Path) -> None:
    where = ("--council", council)
    run_well("account", "add", "a@testshire.example", "--name", "Ada", "--role", "administrator", *where)
    run_well("account", "roles", "a@testshire.example", "--role", "patch-lead", "--patch", "north", *where)
    listed = run_well("account", "list", "--json", *where).json
    assert [(one["role"], one["patch"]) for one in listed[0]["roles"]] == [
        ("administrator", ""),
        ("patch_lead", "north"),
    ]
    assert "Ada: Administrator" in run_well("account", "list", *where).out
    gone = run("account", "roles", "a@testshire.example", "--role", "patch_lead", "--end", *where)
    assert gone.code == 4 and "does not hold this role there" in gone.err
    run_well(
        *("account", "roles", "a@testshire.example", "--role", "patch_lead", "--patch", "north", "--end"),
        *where,
    )
    last = run("account", "roles", "a@testshire.example", "--role", "administrator", "--end", *where)
    assert last.code == 4 and "Nobody would be left" in last.err
    assert run("account", "deactivate", "a@testshire.example", *where).code == 4
    assert run("account", "deactivate", "nobody@testshire.example", *where).code == 4


def test_somebody_is_reset_and_made_inactive(council: Path) -> None:
    where = ("--council", council)
    run_well("account", "add", "a@testshire.example", "--name", "Ada", "--role", "administrator", *where)
    run_well("account", "add", "b@testshire.example", "--name", "Bo", "--role", "analyst", *where)
    assert "/account/link/" in run_well("account", "reset", "b@testshire.example", "--codes", *where).out
    run_well("account", "deactivate", "b@testshire.example", *where)
    assert not Account.objects.get(name="Bo").is_active
    said = run("account", "reset", "b@testshire.example", *where)
    assert said.code == 4 and "not active" in said.err
    assert AuditEntry.objects.filter(action="made an account inactive", actor="").count() == 1


def test_what_is_written_as_json_is_what_the_page_says(council: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "user_guide" / "exit_codes_and_json.md").read_text()

    def documented(command: str) -> set[str]:
        [row] = re.findall(rf"^\| `{command}` \| (.*) \|$", page, flags=re.MULTILINE)
        return set(re.findall(r"`([a-z_]+)`", row.split(";")[0]))

    person = "b@testshire.example"
    where = ("--council", council, "--json")
    add = ("account", "add", person, "--name", "Bo", "--role", "analyst")
    for command, words in (
        ("account add", add),
        ("account reset", ("account", "reset", person)),
        ("account roles", ("account", "roles", person, "--role", "finance")),
        ("account deactivate", ("account", "deactivate", person)),
        ("account list", ("account", "list")),
        ("audit verify", ("audit", "verify")),
    ):
        said = run_well(*words, *where) if command != "audit verify" else run(*words, *where)
        written = said.json[0] if isinstance(said.json, list) else said.json
        assert set(written) == documented(command), command


def test_the_audit_is_checked_and_its_exit_code_says_what_was_found(
    council: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    where = ("--council", council)
    with django_capture_on_commit_callbacks(execute=True):
        run_well("account", "add", "a@testshire.example", "--name", "Ada", "--role", "analyst", *where)
    said = run_well("audit", "verify", *where)
    assert "All 4 entries are as they were written" in said.err
    found = run_well("audit", "verify", "--json", *where).json
    assert (found["entries"], found["is_whole"], found["unanchored"]) == (5, True, [5])
    audit_lock.take_off()
    AuditEntry.objects.filter(number=2).update(actor="nobody")
    audit_lock.put_on()
    said = run("audit", "verify", "--json", *where)
    assert said.code == 8
    assert "Entry 2: its words are not those that were written." in said.err
    assert said.json["is_whole"] is False


def test_the_demonstration_has_an_account_for_each_role_named_after_its_files(council: Path) -> None:
    here = read_council(council)
    with pytest.raises(InputRefused, match="was not made by the demo"):
        make_demo_accounts(here)
    (council / ".joinedup-demo").write_text("x")
    made = make_demo_accounts(here)
    assert {one.role for one in made} == {role.value for role in Role}
    named = (council / "leadership" / "posts.csv").read_text() + (
        council / "leadership" / "members.csv"
    ).read_text()
    assert sum(one.name in named for one in made) == len(made) - 6
    again = make_demo_accounts(here)
    assert again == made
    assert Account.objects.count() == len(made) == len({one.email for one in made})
    assert roles_with_codes() == set()
    for role in ("chief_executive", "patch_lead", "partner"):
        email = next(one.email for one in made if one.role == role)
        browser = Browser()
        assert browser.post("/account/sign-in/", {"email": email, "password": PASSWORD}).status_code == 302
        assert browser.get("/").status_code == 200
    assert all(any(Account.objects.get(email=one.email).may(needs) for one in made) for needs in Needs)


def test_the_demonstration_gives_no_password_that_everybody_knows_to_a_real_council(council: Path) -> None:
    (council / ".joinedup-demo").write_text("x")
    Account.objects.create_user("somebody@real.gov.uk", "Real")
    with pytest.raises(InputRefused, match="Somebody real"):
        make_demo_accounts(read_council(council))
    assert Account.objects.count() == 1


def test_the_command_for_the_first_account_can_be_copied(council: Path) -> None:
    assert f"--council {council}" in first_account(read_council(council))
