"""Sending files, loading them, and sending rows back to the service that must correct them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import fastexcel
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from web_client import Browser, in_parts, person

from joinedup.access.models import Account, AuditEntry
from joinedup.access.roles import Role
from joinedup.folder import read_council
from joinedup.loading import load
from joinedup.store import Store
from joinedup.web.data._job import LOAD
from joinedup.web.data.models import SentBack
from joinedup.web.jobs.models import Job

pytestmark = pytest.mark.unit

HEADER = b"Scheme,Financial year,Pot,Amount\n"
PLANS = "data/send/ehc_plans.csv"


@pytest.fixture
def loaded(served: Path) -> Path:
    """The council served, with a list of plans loaded that holds dates which cannot be."""
    for file in [
        one for one in (served / "data").rglob("*") if one.is_file() and one.name != "ehc_plans.csv"
    ]:
        file.unlink()
    load(read_council(served))
    return served


def sheet(content: bytes, name: str) -> list[tuple[object, ...]]:
    return list(fastexcel.read_excel(content).load_sheet(name).to_polars().rows())


def audited() -> list[str]:
    return list(AuditEntry.objects.order_by("number").values_list("action", flat=True))


def send(browser: Browser, name: str, content: bytes, **typed: str) -> Any:
    file = SimpleUploadedFile(name, content, "text/csv")
    return browser.post("/data/files/", {"uploads": file, **typed})


def test_a_file_that_is_sent_lies_in_the_folder_and_waits(loaded: Path) -> None:
    browser = Browser.of(person(Role.ANALYST))
    answer = send(browser, "../../Our plans.csv", b"a,b\n1,2\n")
    assert answer.status_code == 302
    kept = loaded / "data" / "uploaded" / "Our plans.csv"
    assert kept.read_bytes() == b"a,b\n1,2\n"
    page = browser.get("/data/").content.decode()
    assert "uploaded/Our plans.csv: new" in page
    assert "sent a file" in audited()
    assert "Load" in browser.get("/").content.decode()


def test_a_file_of_the_same_name_is_replaced_only_where_that_is_said(served: Path) -> None:
    browser = Browser.of(person(Role.ANALYST))
    send(browser, "a.csv", b"a,b\n1,2\n")
    refused = send(browser, "a.csv", b"a,b\n3,4\n").content.decode()
    assert "There is a file called a.csv already." in refused
    assert "<title>Error: " in refused
    kept = served / "data" / "uploaded" / "a.csv"
    assert kept.read_bytes() == b"a,b\n1,2\n"
    send(browser, "a.csv", b"a,b\n3,4\n", is_replacing="on")
    assert kept.read_bytes() == b"a,b\n3,4\n"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("plan.exe", b"MZ", "must be one of these"),
        ("plan.csv", b"", "empty"),
        ("plan.xlsx", b"a,b\n", "plan.xlsx"),
    ],
)
def test_what_is_no_data_is_refused_at_its_field(served: Path, name: str, content: bytes, says: str) -> None:
    page = send(Browser.of(person(Role.ANALYST)), name, content).content.decode()
    assert says in page
    assert not (served / "data" / "uploaded").exists()


@pytest.mark.parametrize(("typed", "kept"), [("ssda903 2026", "ssda903 2026"), ("a..b", "a_b"), (" ", "")])
def test_a_set_of_files_may_have_a_folder_of_its_own(served: Path, typed: str, kept: str) -> None:
    send(Browser.of(person(Role.ANALYST)), "header.csv", b"a,b\n1,2\n", folder=typed)
    assert (served / "data" / "uploaded" / kept / "header.csv").is_file()


@pytest.mark.parametrize("typed", ["../../up", "a\\b", "/etc"])
def test_a_folder_is_one_name_and_no_path(served: Path, typed: str) -> None:
    page = send(Browser.of(person(Role.ANALYST)), "header.csv", b"a,b\n", folder=typed).content.decode()
    assert "The folder must be one name" in page


def test_a_file_that_was_sent_can_be_taken_away_again(served: Path) -> None:
    browser = Browser.of(person(Role.ANALYST))
    send(browser, "a.csv", b"a,b\n1,2\n", folder="set")
    page = browser.get("/data/files/").content.decode()
    address = page.split('href="/data/files/', 1)[1].split('"', 1)[0]
    assert "a.csv" not in address, "an address tells nothing of the file"
    assert "uploaded/set/a.csv" in browser.get(f"/data/files/{address}").content.decode()
    assert browser.post(f"/data/files/{address}").status_code == 302
    assert list((served / "data" / "uploaded").iterdir()) == []
    assert browser.post(f"/data/files/{address}").status_code == 422


def test_no_file_but_those_that_were_sent_can_be_taken_away(served: Path) -> None:
    assert Browser.of(person(Role.ANALYST)).post("/data/files/0000000000000000/remove/").status_code == 422


def test_loading_is_long_work_that_keeps_its_report(loaded: Path) -> None:
    browser = Browser.of(person(Role.ANALYST))
    answer = browser.post("/data/load/")
    job = Job.objects.get()
    assert answer["Location"] == f"/under-way/{job.pk}/"
    told: list[tuple[str, float]] = []
    (loaded / "data" / "births.csv").write_text(
        "Ward code,Ward name,Year ending,Births\nE05999001,A,2025,40\n", encoding="utf-8"
    )
    done = LOAD.run(read_council(loaded), {}, lambda doing, share: told.append((doing, share)))
    assert done.address == "/data/loads/2/"
    assert [share for _, share in told] == sorted(share for _, share in told)
    page = browser.get(done.address).content.decode()
    assert "births.csv" in page
    assert (loaded / "reports" / "load_2.html").is_file()
    again = LOAD.run(read_council(loaded), {}, lambda doing, share: None)
    assert again.says == "Nothing had changed since the last load."


def test_the_last_load_can_be_taken_back(loaded: Path) -> None:
    browser = Browser.of(person(Role.ANALYST))
    assert "Take load 1 back" in browser.get("/data/loads/undo/").content.decode()
    # A page that was open while another load ended takes nothing back.
    assert browser.post("/data/loads/undo/", {"load": "7"})["Location"] == "/data/loads/undo/"
    assert Store(loaded / ".joinedup").manifest().load == 1
    browser.post("/data/loads/undo/", {"load": "1"})
    assert Store(loaded / ".joinedup").manifest().load == 0
    assert "Taken back" in browser.get("/data/loads/").content.decode()
    assert "took a load back" in audited()
    assert "There is no load to take back." in browser.get("/data/loads/undo/").content.decode()


def sent_back(browser: Browser, to: Account, due: date | None = None) -> SentBack:
    on = due or timezone.localdate() + timedelta(days=14)
    typed = in_parts("due", on)
    answer = browser.post(
        "/data/quality/send-back/",
        {"rows": ["send/ehc_plans.csv"], "sent_to": str(to.pk), "note": "From the spring list.", **typed},
    )
    assert answer.status_code == 302, answer.content.decode()
    return SentBack.objects.latest("pk")


def test_the_audit_of_rows_sent_back_holds_the_number_of_an_account_and_shows_its_name(loaded: Path) -> None:
    analyst, head = person(Role.ANALYST), person(Role.HEAD_OF_SERVICE, directorate="education")
    sent_back(Browser.of(analyst), head)
    entry = AuditEntry.objects.get(action="sent rows back to be corrected")
    assert json.loads(entry.detail)["account"] == head.pk
    assert head.email not in entry.about + entry.detail and head.name not in entry.about + entry.detail
    page = Browser.of(person(Role.ADMINISTRATOR)).get("/administration/audit/").content.decode()
    assert f"account: {head.name} ({head.pk})" in page


def test_rows_are_sent_back_corrected_and_counted(loaded: Path) -> None:
    analyst, head = person(Role.ANALYST), person(Role.HEAD_OF_SERVICE, directorate="education")
    browser, theirs = Browser.of(analyst), Browser.of(head)
    assert "ehc_plans.csv" in browser.get("/data/quality/").content.decode()
    sent = sent_back(browser, head)
    today = theirs.get("/").content.decode()
    assert f'href="/data/quality/{sent.pk}/"' in today
    assert "rows of send/ehc_plans.csv" in today
    assert "From the spring list." in theirs.get(f"/data/quality/{sent.pk}/").content.decode()

    n_sent = sum(len(one.rows) for one in sent.wrong)
    rows = sheet(theirs.get(f"/data/quality/{sent.pk}/workbook/").content, "Rows")
    assert len(rows) == n_sent > 3

    # The service corrects its dates at source and exports the list again.
    reasons = {one.why: set(one.rows) for one in sent.wrong}
    file = loaded / PLANS
    lines = file.read_bytes().splitlines(keepends=True)
    wrong = reasons["not a possible date"]
    kept = [line for number, line in enumerate(lines, start=1) if number not in wrong]
    file.write_bytes(b"".join(kept))
    load(read_council(loaded))
    page = browser.get(f"/data/quality/{sent.pk}/").content.decode()
    assert f"{len(wrong)} of {n_sent} corrected" in page

    file.write_bytes(b"".join(dict.fromkeys(kept)))
    load(read_council(loaded))
    assert f"All {n_sent} rows corrected" in browser.get(f"/data/quality/{sent.pk}/").content.decode()
    assert "ehc_plans" not in theirs.get("/").content.decode()


def test_nothing_from_a_record_is_on_a_page_or_in_the_workbook(loaded: Path) -> None:
    browser = Browser.of(person(Role.ANALYST))
    sent = sent_back(browser, person(Role.HEAD_OF_SERVICE))
    lines = (loaded / PLANS).read_text(encoding="utf-8", errors="replace").splitlines()
    rows = sorted(row for one in sent.wrong for row in one.rows)
    identifiers = {lines[row - 1].split(",")[0] for row in rows}
    assert all(len(one) >= 5 for one in identifiers)
    held = [
        browser.get(address).content.decode()
        for address in ("/data/", "/data/quality/", f"/data/quality/{sent.pk}/", "/data/loads/1/")
    ]
    held.append(str(sheet(browser.get("/data/quality/workbook/").content, "Rows")))
    assert not [one for one in identifiers for text in held if one in text]


def test_only_whom_it_concerns_sees_what_was_sent_back(loaded: Path) -> None:
    analyst, head = person(Role.ANALYST), person(Role.HEAD_OF_SERVICE, directorate="education")
    other = person(Role.HEAD_OF_SERVICE, directorate="children")
    sent = sent_back(Browser.of(analyst), head)
    for address in (f"/data/quality/{sent.pk}/", f"/data/quality/{sent.pk}/workbook/"):
        assert Browser.of(other).get(address).status_code == 403
        assert Browser.of(head).get(address).status_code == 200
    assert Browser.of(head).post(f"/data/quality/{sent.pk}/close/", {"because": "x"}).status_code == 403
    assert Browser.of(analyst).get("/data/quality/999/").status_code == 404


@pytest.mark.parametrize(
    "address", ["/data/quality/workbook/", "/data/loads/1/rows/", "/data/quality/send-back/"]
)
def test_rows_are_given_to_those_who_load_data_alone(loaded: Path, address: str) -> None:
    assert Browser.of(person(Role.DIRECTOR)).get(address).status_code == 403
    assert Browser.of(person(Role.ANALYST)).get(address).status_code == 200


def test_every_download_of_rows_is_in_the_audit(loaded: Path) -> None:
    browser = Browser.of(person(Role.ANALYST))
    browser.get("/data/quality/workbook/")
    browser.get("/data/loads/1/rows/")
    assert audited()[-2:] == ["downloaded rows to correct", "downloaded rows across returns"]


def test_a_form_that_is_not_filled_in_says_what_is_missing(loaded: Path) -> None:
    browser = Browser.of(person(Role.ANALYST))
    page = browser.post("/data/quality/send-back/", {}).content.decode()
    for says in ("Choose the rows to send back", "Choose who must", "Enter the day"):
        assert says in page
    yesterday = timezone.localdate() - timedelta(days=1)
    typed = {"due_0": yesterday.day, "due_1": yesterday.month, "due_2": yesterday.year}
    page = browser.post(
        "/data/quality/send-back/", {"rows": ["nothing.csv"], "sent_to": "999", **typed}
    ).content.decode()
    assert "Correct by must be today or later" in page
    assert SentBack.objects.count() == 0


def test_what_needs_no_correction_is_closed_with_the_reason(loaded: Path) -> None:
    browser, head = Browser.of(person(Role.ANALYST)), person(Role.HEAD_OF_SERVICE)
    sent = sent_back(browser, head)
    assert "Say why" in browser.post(f"/data/quality/{sent.pk}/close/", {"because": ""}).content.decode()
    browser.post(f"/data/quality/{sent.pk}/close/", {"because": "The list is no longer kept."})
    assert "Closed: The list is no longer kept." in browser.get("/data/quality/").content.decode()
    again = browser.post(f"/data/quality/{sent.pk}/close/", {"because": "Another reason."})
    assert again.status_code == 422 and "closed already" in again.content.decode()
    assert SentBack.objects.get().closed_because == "The list is no longer kept."
    assert audited().count("closed rows sent back") == 1
    assert "ehc_plans" not in Browser.of(head).get("/").content.decode()


def test_what_is_not_corrected_in_time_is_late(loaded: Path) -> None:
    browser, head = Browser.of(person(Role.ANALYST)), person(Role.HEAD_OF_SERVICE)
    sent = sent_back(browser, head)
    SentBack.objects.filter(pk=sent.pk).update(due=timezone.localdate() - timedelta(days=1))
    assert "Late" in browser.get("/data/quality/").content.decode()


def test_a_council_with_nothing_loaded_says_what_to_do(served: Path) -> None:
    browser = Browser.of(person(Role.ANALYST))
    assert "Nothing has been loaded yet." in browser.get("/data/").content.decode()
    assert "Nothing has been loaded yet." in browser.get("/data/loads/").content.decode()
    assert browser.get("/data/quality/workbook/").status_code == 422
    assert browser.get("/data/loads/1/").status_code == 404
