"""The savings tracker, the limits of a targets file, and what of the money waits for people."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from made_money import made_monitored
from web_client import Browser, person

from joinedup.access.models import AuditEntry
from joinedup.access.roles import Role
from joinedup.council.better_sets import read_targets
from joinedup.council.monitoring import Monitored
from joinedup.errors import InputRefused
from joinedup.folder import read_council
from joinedup.register.models import Decision, Option, OptionKind
from joinedup.store import kept_result
from joinedup.web.plan import _jobs
from joinedup.web.plan._limits_form import LimitsForm
from joinedup.web.plan._overview import waiting
from joinedup.web.plan._targets import targets_file

pytestmark = pytest.mark.unit

LIMITS = "/plan/better-sets/budget-2027/limits/"


def rows_of(page: str) -> list[str]:
    """Return the titles of the savings of this year and later that a page shows."""
    table = page[page.index("Savings of this year and later") :].partition("</table>")[0]
    return re.findall(r'<th scope="row">([^<]+)', table)


def test_the_tracker_shows_each_saving_furthest_short_first(filled: Path) -> None:
    page = Browser.of(person(Role.CABINET_MEMBER)).get("/plan/savings/").content.decode()
    assert rows_of(page) == ["Youth-Trim", "S26-01"]
    assert "£40,000" in page
    assert "none recorded" in page


@pytest.mark.parametrize(
    ("asked_for", "shown"),
    [
        ({"status": "proposed"}, ["S26-01"]),
        ({"status": "in delivery", "directorate": "Children and Families"}, ["Youth-Trim"]),
        ({"directorate": "", "status": ""}, ["Youth-Trim", "S26-01"]),
    ],
)
def test_the_tracker_can_be_narrowed_down(filled: Path, asked_for: dict[str, str], shown: list[str]) -> None:
    page = Browser.of(person(Role.ANALYST)).get("/plan/savings/", asked_for).content.decode()
    assert rows_of(page) == shown
    for value in asked_for.values():
        assert not value or re.search(rf'<option value="{value}" selected', page)


def test_a_part_of_the_tracker_that_there_is_not_is_refused_on_the_form(filled: Path) -> None:
    answer = Browser.of(person(Role.ANALYST)).get("/plan/savings/", {"status": "<script>"})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "There is a problem" in page
    assert "<script>" not in page.replace("<script src", "")


def test_a_saving_is_joined_to_the_decision_that_proposes_it(filled: Path) -> None:
    account = person(Role.ANALYST)
    made = Decision.objects.create(
        title="Close one evening", owner_post="Head", directorate="children", made_by=account
    )
    Option.objects.create(
        decision=made, kind=OptionKind.PROPOSED, title="As proposed", proposals=["youth-trim"]
    )
    Option.objects.create(decision=made, kind=OptionKind.ALTERNATIVE, title="Other", proposals=["S26-01"])
    page = Browser.of(account).get("/plan/savings/").content.decode()
    assert f"{made.reference} Close one evening" in page
    assert page.count(made.reference) == 1


def sent_from(browser: Browser) -> dict[str, Any]:
    """Return what the form of limits sends when nothing on it is changed."""
    page = browser.get(LIMITS).content.decode()
    sent = {}
    for tag in re.findall(r"<input[^>]+>", page):
        name, value = (re.search(rf'{one}="([^"]*)"', tag) for one in ("name", "value"))
        kind = re.search(r'type="(\w+)"', tag)
        if name and (kind is None or kind[1] not in ("checkbox", "radio") or " checked" in tag):
            sent[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else re.findall(r'value="([^"]*)"', options)[0]
    sent.pop("csrfmiddlewaretoken", None)
    return sent


def test_saving_limits_unchanged_changes_none_of_them(served: Path) -> None:
    path = served / "targets" / "budget-2027.yaml"
    before = read_targets(path).content
    browser = Browser.of(person(Role.FINANCE))
    answer = browser.post(LIMITS, sent_from(browser))
    assert answer["Location"] == "/plan/better-sets/budget-2027/"
    assert read_targets(path).content == before
    # Notes and everything else outside the limits are as somebody wrote them.
    assert "# What Middleshire's budget of February 2027 must come to" in path.read_text()
    assert "# Both change the same routes; both cut the same teams." in path.read_text()


def test_limits_are_written_as_a_person_would(served: Path) -> None:
    path = served / "targets" / "budget-2027.yaml"
    browser = Browser.of(person(Role.FINANCE))
    sent = sent_from(browser) | {
        "aim": "cash",
        "most_starting": "",
        "targets-0-pounds": "£12,500,000",
        "targets-0-chance": "90",
        "floors-1-DELETE": "on",
        "worse_off-2-pot": "general_fund",
        "worse_off-2-pounds": "250000",
    }
    browser.post(LIMITS, sent)
    held = yaml.safe_load(path.read_text())
    limits = held["constraints"]
    assert limits["targets"][0] == {
        "pot": "general_fund",
        "year": "2028/29",
        "saves_at_least": 12_500_000,
        "chance": 0.9,
    }
    assert "family_help.give_up" not in [one["measure"] for one in limits["floors"]]
    assert limits["worse_off"][2] == {"who": "each_patch", "pot": "general_fund", "by_at_most": 250_000}
    assert "capacity_for_change" not in limits
    assert held["measurables"]["aim"] == "cash"
    entry = AuditEntry.objects.get(action="changed the limits of a targets file")
    assert entry.about == "targets/budget-2027.yaml"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("targets-0-pounds", "a lot", "Enter a number"),
        ("targets-0-pounds", "NaN", "Enter a number"),
        ("targets-0-pounds", "1e30", "less than or equal to"),
        ("worse_off-0-pounds", "1e30", "less than or equal to"),
        ("floors-0-value", "-1e30", "greater than or equal to"),
        ("most_starting", "0", "greater than or equal to 1"),
        ("most_starting", "9" * 30, "less than or equal to"),
        ("version", "of last week", "Somebody changed this file"),
        ("targets-0-pounds", "", "Enter the pounds"),
        ("targets-0-chance", "120", "less than or equal to 100"),
        ("targets-0-pot", "petty_cash", "not one of the available choices"),
        ("floors-0-measure", "no.such.measure", "not one of the available choices"),
        ("targets-3-pounds", "5", "Choose the pot"),
        ("most_starting", "many", "Enter a whole number"),
        ("aim", "glory", "not one of the available choices"),
        ("floors-2-year", "2027/28", "patches are compared in 2030/31 only"),
        ("targets-TOTAL_FORMS", "9999999", "Please submit"),
        ("targets-TOTAL_FORMS", "x", "ManagementForm data is missing"),
    ],
)
def test_a_limit_that_is_not_right_is_refused_on_the_form(
    served: Path, name: str, value: str, says: str
) -> None:
    path = served / "targets" / "budget-2027.yaml"
    before = path.read_text()
    browser = Browser.of(person(Role.FINANCE))
    answer = browser.post(LIMITS, sent_from(browser) | {name: value})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert says in page
    assert "<title>Error: " in page
    assert path.read_text() == before


def test_what_somebody_else_wrote_meanwhile_is_not_written_over(served: Path) -> None:
    path = served / "targets" / "budget-2027.yaml"
    mine, theirs = Browser.of(person(Role.FINANCE)), Browser.of(person(Role.ANALYST))
    sent = sent_from(mine)
    assert theirs.post(LIMITS, sent_from(theirs) | {"most_starting": "7"}).status_code == 302
    written = path.read_text()
    page = mine.post(LIMITS, sent | {"targets-0-pounds": "1"}).content.decode()
    assert "Somebody changed this file" in page
    assert path.read_text() == written
    here = read_council(served)
    file = targets_file(here, "budget-2027")
    assert file is not None
    form = LimitsForm(sent_from(mine), here, file)
    assert form.is_valid()
    path.write_text(written + "# A note\n")
    with pytest.raises(InputRefused):
        form.write()
    assert path.read_text().endswith("# A note\n")


def test_those_who_may_not_run_the_plan_do_not_change_its_limits(served: Path) -> None:
    path = served / "targets" / "budget-2027.yaml"
    before = path.read_text()
    browser = Browser.of(person(Role.CABINET_MEMBER))
    sent = sent_from(browser)
    assert "Save the limits" not in browser.get(LIMITS).content.decode()
    assert browser.post(LIMITS, sent | {"most_starting": "1"}).status_code == 403
    assert path.read_text() == before


def test_a_targets_file_that_cannot_be_used_says_why_and_is_left_alone(served: Path) -> None:
    (served / "targets" / "budget-2027.yaml").write_text("title: Broken\nconstraints: [\n")
    browser = Browser.of(person(Role.FINANCE))
    assert "This targets file cannot be used as it is." in browser.get("/plan/better-sets/").content.decode()
    assert browser.get(LIMITS).status_code == 422
    assert browser.post("/plan/better-sets/budget-2027/find/").status_code == 422


def test_a_changed_targets_file_is_told_beside_what_was_found(filled: Path, answers: dict[str, Any]) -> None:
    result = filled / ".joinedup" / "results" / "better_sets-small.json.gz"
    result.rename(result.with_name("better_sets-budget-2027.json.gz"))
    page = Browser.of(person(Role.FINANCE)).get("/plan/better-sets/budget-2027/").content.decode()
    assert "The targets file budget-2027.yaml has changed." in page


def test_savings_that_fall_short_wait_for_those_who_deliver_them(filled: Path) -> None:
    here = read_council(filled)
    told = [one.why for one in waiting(person(Role.DIRECTOR, directorate="children"), here)]
    name = here.directorate_name("children")
    assert told == [f"{name}: £40,000 of the General Fund short of what was planned this year."]
    assert list(waiting(person(Role.DIRECTOR, directorate="housing"), here)) == []
    assert list(waiting(person(Role.INSPECTOR), here)) == []


def test_the_year_is_read_by_a_job_that_leaves_its_page_ready(
    served: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = made_monitored(tmp_path / "year")
    monkeypatch.setattr(_jobs, "ready", lambda here: None)
    monkeypatch.setattr(_jobs, "monitored", lambda asked: found)
    here, told = read_council(served), list[float]()
    done = _jobs.run_outturn(here, {}, lambda _, share: told.append(share))
    assert done.address == "/plan/this-year/"
    assert done.says.startswith("By what was spent to 31 October 2026")
    assert kept_result(here.workings, "outturn", Monitored) == found
    assert {one.name for one in (here.workings / "pages").iterdir()} >= {
        "outturn.json.gz",
        "outturn.xlsx",
        "outturn.json",
    }
    assert told == sorted(told) and told[-1] == 1.0
