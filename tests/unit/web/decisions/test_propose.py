"""Writing proposals and putting decisions forward, on pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from made_decisions import keep_a_test, made_decision, put_forward
from web_client import Browser, person

from joinedup.access.roles import Role
from joinedup.folder import read_council
from joinedup.register import _proposing as register_proposing
from joinedup.register.models import Decision, OptionKind
from joinedup.web.decisions import _propose

pytestmark = pytest.mark.unit
WRITE = "/decisions/new/write/"


def head() -> Browser:
    return Browser.of(person(Role.HEAD_OF_SERVICE, directorate="children"))


def form(**more: Any) -> dict[str, Any]:
    held = {
        "do": "send",
        "title": "Fewer youth club evenings",
        "id": "",
        "owner": "Head of Youth Services",
        "directorate": "children",
        "summary": "One evening in ten.",
        "evidence": "The budget book.\n\nA count of visits.",
        "changes-rows": "1",
        "changes-0-lever": "youth.provision",
        "changes-0-by": "-10 %",
        "changes-0-where": ["north", "east"],
        **days("changes-0-starts", 1, 4, 2027),
        "changes-0-over_months": "6",
        "savings-rows": "1",
        "savings-0-pot": "general_fund",
        "savings-0-pounds_a_year": "£1,250,000",
        **days("savings-0-starts", 1, 4, 2027),
        "savings-0-kind": "cashable",
    }
    return held | more


def days(name: str, *parts: int | str) -> dict[str, str]:
    return {f"{name}_{at}": str(part) for at, part in enumerate(parts)}


def test_what_is_written_in_the_form_is_the_file_of_the_command_line(served: Path) -> None:
    answer = head().post(WRITE, form())
    decision = Decision.objects.get()
    assert answer["Location"] == f"/decisions/{decision.pk}/"
    held = yaml.safe_load((served / "proposals" / "fewer-youth-club-evenings.yaml").read_text())
    assert str(held["changes"][0].pop("from")) == str(held["savings"][0].pop("from")) == "2027-04-01"
    assert held == {
        "id": "fewer-youth-club-evenings",
        "title": "Fewer youth club evenings",
        "owner": "Head of Youth Services",
        "directorate": "children",
        "summary": "One evening in ten.",
        "changes": [{"lever": "youth.provision", "by": "-10%", "where": ["north", "east"], "over_months": 6}],
        "savings": [{"pot": "general_fund", "pounds_a_year": 1_250_000, "kind": "cashable"}],
        "evidence": ["The budget book.", "A count of visits."],
    }
    assert (decision.services, decision.patches) == (["youth"], ["north", "east"])
    assert [one.kind for one in decision.options.all()] == [OptionKind.PROPOSED, OptionKind.NOTHING]


@pytest.mark.parametrize(
    ("wrong", "says", "field"),
    [
        ({"title": ""}, "Enter what would be decided, in one line", "id_title"),
        ({"id": "Not A Name"}, "Short name must be lower-case", "id_id"),
        ({"id": "../../etc/passwd"}, "Short name must be lower-case", "id_id"),
        ({"id": "youth-trim"}, "exists already", "id_id"),
        ({"directorate": "nowhere"}, "Select a valid choice", "id_directorate"),
        ({"directorate": "adults"}, "Your role does not let you propose", "id_directorate"),
        ({"evidence": "  \n "}, "Enter what stands behind it", "id_evidence"),
        ({"changes-rows": "0"}, "A proposal changes something", ""),
        ({"changes-0-lever": "youth.provison"}, "did you mean youth.provision", "id_changes-0-lever"),
        ({"changes-0-by": "lots"}, "must be a percentage such as -8%", "id_changes-0-by"),
        ({"changes-0-by": "12"}, "is changed by a share", "id_changes-0-by"),
        ({"changes-0-by": "-150%"}, "cannot fall by more than 100%", "id_changes-0-by"),
        ({"changes-0-by": "1" * 29}, "is changed by a share", "id_changes-0-by"),
        ({"changes-0-where": ["mars"]}, "Select a valid choice", "id_changes-0-where"),
        (days("changes-0-starts", 31, 2, 2027), "must be a real date", "id_changes-0-starts_0"),
        (days("changes-0-starts", 1, 4, ""), "must include a year", "id_changes-0-starts_0"),
        (days("changes-0-starts", 1, 4, 1999), "lies outside the plan", "id_changes-0-starts_0"),
        (days("changes-0-until", 1, 4, 2027), "Until is not after from", "id_changes-0-until_0"),
        ({"changes-0-over_months": "-1"}, "greater than or equal to 0", "id_changes-0-over_months"),
        ({"savings-0-pounds_a_year": "a lot"}, "must be a number", "id_savings-0-pounds_a_year"),
        ({"savings-0-whole_steps_of": "0"}, "must be above 0", "id_savings-0-whole_steps_of"),
        (days("savings-0-starts", 1, 1, 2090), "lies outside the plan", "id_savings-0-starts_0"),
    ],
)
def test_whatever_is_typed_wrongly_is_told_at_its_field(
    served: Path, wrong: dict[str, Any], says: str, field: str
) -> None:
    answer = head().post(WRITE, form(**wrong))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<title>Error: " in page
    assert says in page
    assert not field or f'href="#{field}"' in page
    assert not field or f'id="{field}"' in page
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"changes-rows": "99999999999"},
        {"changes-rows": "-3"},
        {"changes-rows": "x"},
        {"savings-rows": "٣"},
        {"do": "remove-changes-99"},
        {"do": "remove-nothing-0"},
        {"do": "add-everything"},
        {"title": "\x00", "changes-0-lever": "\x00"},
        {"title": "<script>alert(1)</script>", "do": "add-savings"},
        {},
    ],
)
def test_nothing_that_is_sent_breaks_the_page(served: Path, wrong: dict[str, Any]) -> None:
    sent = form(**wrong) if wrong else {}
    answer = head().post(WRITE, sent)
    assert answer.status_code == 200
    assert "<script>alert(1)" not in answer.content.decode()


def test_rows_come_and_go_without_a_script_and_keep_what_was_typed(served: Path) -> None:
    browser = head()
    page = browser.post(WRITE, form(do="add-changes", title="")).content.decode()
    assert "Change 2" in page
    assert 'value="youth.provision"' in page
    assert "<title>Error" not in page
    assert 'value="2027"' in page
    page = browser.post(WRITE, form(do="remove-savings-0")).content.decode()
    assert "Saving 1" not in page
    assert 'name="savings-rows" value="0"' in page
    assert not Decision.objects.exists()


def test_proposals_that_are_written_are_taken_up(served: Path) -> None:
    browser = head()
    assert "Close one youth club evening in seven" in browser.get("/decisions/new/").content.decode()
    browser.post("/decisions/new/", {"proposals": ["youth-trim"], "title": ""})
    assert Decision.objects.get().title == "Close one youth club evening in seven"


def stopped(*_: object, **__: object) -> None:
    raise OSError("The disk is full")


def test_a_file_is_not_left_where_its_decision_is_not_kept(
    served: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_proposing, "record", stopped)
    assert head().post(WRITE, form()).status_code == 503
    assert not Decision.objects.exists()
    assert not list((served / "proposals").glob("fewer-youth-club-evenings*"))


def test_a_file_is_as_it_was_where_its_change_is_not_kept(
    served: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = head()
    browser.post(WRITE, form())
    path = served / "proposals" / "fewer-youth-club-evenings.yaml"
    before = path.read_bytes()
    monkeypatch.setattr(_propose, "record", stopped)
    address = f"/decisions/{Decision.objects.get().pk}/proposals/{path.stem}/"
    assert browser.post(address, form(**{"changes-0-by": "-12%"})).status_code == 503
    assert path.read_bytes() == before


def test_an_alternative_that_is_not_kept_leaves_no_file(
    served: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = head()
    browser.post("/decisions/new/", {"proposals": ["youth-trim", "family-help-trim"]})
    address = f"/decisions/{Decision.objects.get().pk}/options/variant/"
    before = sorted((served / "proposals").iterdir())
    with monkeypatch.context() as broken:
        broken.setattr(register_proposing, "record", stopped)
        assert browser.post(address, {"per_cent": "50", "months": "0"}).status_code == 503
    assert sorted((served / "proposals").iterdir()) == before
    # One of its two files stands in the way: the other is not left behind either.
    (served / "proposals" / "family-help-trim-50-per-cent.yaml").write_text("id: other\n")
    assert "exists already" in browser.post(address, {"per_cent": "50", "months": "0"}).content.decode()
    assert not (served / "proposals" / "youth-trim-50-per-cent.yaml").exists()


def test_what_a_machine_that_stopped_left_behind_is_offered_and_taken_up_when_sent_again(
    served: Path,
) -> None:
    browser = head()
    browser.post(WRITE, form())
    Decision.objects.all().delete()
    assert "in no decision yet" in browser.get("/decisions/new/").content.decode()
    assert "exists already" in browser.post(WRITE, form(title="Other", id="youth-trim")).content.decode()
    assert browser.post(WRITE, form()).status_code == 302
    assert Decision.objects.get().options.get(kind=OptionKind.PROPOSED).proposals == [
        "fewer-youth-club-evenings"
    ]
    assert "exists already" in browser.post(WRITE, form()).content.decode()
    assert Decision.objects.count() == 1


def test_nobody_takes_up_a_proposal_of_another_directorate(served: Path) -> None:
    page = head().post("/decisions/new/", {"proposals": ["transport-redesign"]}).content.decode()
    assert "Your role does not let you propose" in page
    assert not Decision.objects.exists()


def test_an_alternative_is_the_same_in_another_size(served: Path) -> None:
    browser = head()
    browser.post("/decisions/new/", {"proposals": ["youth-trim"]})
    address = f"/decisions/{Decision.objects.get().pk}/"
    assert (
        "Before it can be tested it needs at least one alternative." in browser.get(address).content.decode()
    )
    browser.post(f"{address}options/variant/", {"per_cent": "50", "months": "0"})
    page = browser.get(address).content.decode()
    assert "Before it can be tested" not in page
    assert "50 per cent of its size" in page
    assert 'action="/decisions/1/test/"' in page.replace(address, "/decisions/1/")
    again = browser.post(f"{address}options/variant/", {"per_cent": "50", "months": "0"})
    assert "exists already" in again.content.decode()
    assert "There is a problem" in browser.post(f"{address}options/variant/", {}).content.decode()


def test_a_proposal_is_changed_where_it_stands(served: Path) -> None:
    browser = head()
    browser.post(WRITE, form())
    decision = Decision.objects.get()
    address = f"/decisions/{decision.pk}/proposals/fewer-youth-club-evenings/"
    page = browser.get(address).content.decode()
    assert 'value="-10%"' in page
    assert 'value="2027"' in page
    browser.post(address, form(**{"changes-0-by": "-12%", "changes-0-where": []}))
    held = yaml.safe_load((served / "proposals" / "fewer-youth-club-evenings.yaml").read_text())
    assert (held["changes"][0]["by"], held["changes"][0]["where"]) == ("-12%", "all")
    assert len(Decision.objects.get().patches) == 4
    assert browser.get(f"/decisions/{decision.pk}/proposals/youth-trim/").status_code == 404


def test_a_file_that_somebody_broke_is_shown_and_mended(served: Path) -> None:
    browser = head()
    browser.post(WRITE, form())
    path = served / "proposals" / "fewer-youth-club-evenings.yaml"
    address = f"/decisions/{Decision.objects.get().pk}/proposals/fewer-youth-club-evenings/"
    path.write_text("title: only this\nchanges: none\nevidence: {a: 1}\n")
    assert browser.get(address).status_code == 200
    path.write_text("- a list\n")
    assert browser.get(address).status_code == 422
    path.write_text("title: [")
    assert browser.get(address).status_code == 422


def test_only_those_whose_directorate_it_is_change_a_decision(served: Path) -> None:
    decision = made_decision()
    other = Browser.of(person(Role.HEAD_OF_SERVICE, directorate="adults"))
    for part in ("change/", "withdraw/", "options/add/", "options/write/", "answers/open/", "parties/add/"):
        assert other.get(f"/decisions/{decision.pk}/{part}").status_code == 403
    for part in ("test/", "options/variant/", "equality/start/"):
        assert other.post(f"/decisions/{decision.pk}/{part}").status_code == 403


def test_a_decision_is_withdrawn_with_its_reason(served: Path) -> None:
    decision, browser = made_decision(), head()
    address = f"/decisions/{decision.pk}/"
    assert "say so in a few words" in browser.post(f"{address}withdraw/", {"words": " "}).content.decode()
    browser.post(f"{address}withdraw/", {"words": "The grant covers it."})
    page = browser.get(address).content.decode()
    assert "Withdrawn" in page
    assert "The grant covers it." in page
    assert browser.get(f"{address}change/").status_code == 422


def test_what_can_be_changed_is_found_by_its_words(served: Path) -> None:
    browser = head()
    page = browser.get("/decisions/levers/?text=youth+clubs").content.decode()
    assert "<code>youth.provision</code>" in page
    assert "<code>care.foster_places</code>" not in page
    says = browser.get("/decisions/levers/says/?changes-0-lever=youth.provision").content.decode()
    assert "a percentage of today&#39;s provision" in says
    assert "Nothing that can be changed" in browser.get("/decisions/levers/says/?x-lever=no").content.decode()


def test_a_changed_proposal_says_so_on_the_page(served: Path) -> None:
    council = read_council(served)
    decision = put_forward(council)
    keep_a_test(council, decision)
    path = served / "proposals" / "family-help-trim.yaml"
    path.write_text(path.read_text().replace("-8%", "-9%"))
    page = head().get(f"/decisions/{decision.pk}/").content.decode()
    assert "The proposal has changed since it was tested" in page
    assert "+    by: -9%" in page


def test_the_file_of_another_directorate_is_not_changed_through_a_decision_of_ones_own(served: Path) -> None:
    browser = head()
    browser.post(WRITE, form())
    decision = Decision.objects.get()
    file = served / "proposals" / "fewer-youth-club-evenings.yaml"
    file.write_text(file.read_text().replace("directorate: children", "directorate: adults"))
    before = file.read_text()
    assert "directorate: adults" in before
    address = f"/decisions/{decision.pk}/proposals/fewer-youth-club-evenings/"
    assert browser.get(address).status_code == 403
    assert browser.post(address, form(id="fewer-youth-club-evenings")).status_code == 403
    assert file.read_text() == before
