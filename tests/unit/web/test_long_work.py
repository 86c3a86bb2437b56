"""Long work: asked for on a page, done by the worker, seen and stopped by those who may."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from web_client import Browser, person

from joinedup.access.audit import faults
from joinedup.access.models import AuditEntry
from joinedup.access.roles import Needs, Role
from joinedup.errors import InputRefused
from joinedup.folder import Council
from joinedup.web.jobs.asking import ask_for, stop
from joinedup.web.jobs.models import Job, State
from joinedup.web.jobs.views import jobs_section
from joinedup.web.shell import Done, JobKind, Tell
from joinedup.web.worker import _work

pytestmark = pytest.mark.unit


def _count(council: Council, asked_for: dict[str, Any], tell: Tell) -> Done:
    for at in range(asked_for["to"]):
        tell("counting", at / asked_for["to"])
    return Done(f"{council.name} counted to {asked_for['to']}.", "/under-way/")


def _refuse(council: Council, asked_for: dict[str, Any], tell: Tell) -> Done:
    raise InputRefused("There is nothing to count.", "Bring something.")


COUNT = JobKind("count", "Count", _count, Needs.RUN_MODEL)
REFUSE = JobKind("refuse", "Refuse", _refuse, Needs.RUN_MODEL)


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_work, "JOB_KINDS", (COUNT, REFUSE))
    monkeypatch.setattr("joinedup.web.worker._work.os.nice", lambda _: 0)


def test_what_is_done_says_what_came_of_it(served: Path, kinds: None) -> None:
    job = ask_for(COUNT, person(Role.ANALYST), to=3)
    _work.do(job.pk)
    job.refresh_from_db()
    assert (job.state, job.says, job.share) == (State.DONE, "Middleshire Council counted to 3.", 1.0)
    assert job.ended_at is not None


def test_a_refusal_is_shown_in_its_own_words(served: Path, kinds: None) -> None:
    job = ask_for(REFUSE, person(Role.ANALYST))
    _work.do(job.pk)
    job.refresh_from_db()
    assert (job.state, job.says) == (State.FAILED, "There is nothing to count. Bring something.")


def test_a_kind_that_nobody_knows_fails_in_words(served: Path, kinds: None) -> None:
    job = ask_for(JobKind("gone", "Gone", _count, Needs.RUN_MODEL), person(Role.ANALYST))
    _work.do(job.pk)
    job.refresh_from_db()
    assert job.state == State.FAILED
    assert "does not know" in job.says


def test_the_same_work_asked_for_twice_is_done_once(served: Path) -> None:
    one = person(Role.ANALYST)
    assert ask_for(COUNT, one, to=3).pk == ask_for(COUNT, one, to=3).pk
    assert ask_for(COUNT, one, to=3).pk != ask_for(COUNT, one, to=4).pk


def test_work_under_way_when_a_worker_died_is_taken_up_again(served: Path) -> None:
    job = ask_for(COUNT, person(Role.ANALYST), to=3)
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING, attempts=1, share=0.4)
    assert _work.take_up_again() == 1
    job.refresh_from_db()
    assert (job.state, job.share) == (State.WAITING, 0.0)


def test_work_that_keeps_dying_is_given_up(served: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = ask_for(COUNT, person(Role.ANALYST), to=3)
    died: list[int] = []

    def dies(number: int) -> None:
        died.append(number)
        Job.objects.filter(pk=number).update(state=State.WAITING)

    monkeypatch.setattr(_work, "_watched", dies)
    while _work.work_once():
        pass
    job.refresh_from_db()
    assert job.state == State.FAILED
    assert "stopped 3 times" in job.says
    assert died == [job.pk] * 3


def test_work_that_has_not_begun_is_stopped_at_once(served: Path) -> None:
    one = person(Role.ANALYST)
    job = ask_for(COUNT, one, to=3)
    stop(job, one)
    job.refresh_from_db()
    assert job.state == State.STOPPED
    assert not _work.work_once()


def test_work_under_way_is_asked_to_stop(served: Path) -> None:
    one = person(Role.ANALYST)
    job = ask_for(COUNT, one, to=3)
    Job.objects.filter(pk=job.pk).update(state=State.RUNNING)
    stop(job, one)
    job.refresh_from_db()
    assert (job.state, job.is_to_stop) == (State.RUNNING, True)


def test_asking_and_stopping_are_in_the_audit(served: Path) -> None:
    one = person(Role.ANALYST)
    stop(ask_for(COUNT, one, to=3), one)
    assert [entry.action for entry in AuditEntry.objects.order_by("number")] == [
        "asked for long work",
        "stopped long work",
    ]
    assert faults() == []


@pytest.mark.parametrize(("role", "status"), [(Role.ANALYST, 200), (Role.INSPECTOR, 403)])
def test_only_those_who_may_ask_for_a_kind_see_it(
    served: Path, monkeypatch: pytest.MonkeyPatch, role: Role, status: int
) -> None:
    job = ask_for(COUNT, person(Role.DIRECTOR), to=3)
    urls = "made_urls_of_jobs"
    with override_settings(ROOT_URLCONF=urls):
        answer = Browser.of(person(role)).get(f"/under-way/{job.pk}/")
    assert answer.status_code == status


@pytest.mark.parametrize("state", list(State))
def test_the_page_of_a_piece_of_work_reads_well_in_every_state(served: Path, state: State) -> None:
    job = ask_for(COUNT, person(Role.DIRECTOR), to=3)
    Job.objects.filter(pk=job.pk).update(state=state, says="Said.", doing="counting", share=0.5)
    with override_settings(ROOT_URLCONF="made_urls_of_jobs"):
        page = Browser.of(person(Role.ANALYST)).get(f"/under-way/{job.pk}/").content.decode()
    assert ("Stop this work" in page) == (state in {State.WAITING, State.RUNNING})
    assert ("50 per cent" in page) == (state == State.RUNNING)


@pytest.mark.parametrize("state", list(State))
def test_work_that_is_over_takes_its_button_off_the_open_page(served: Path, state: State) -> None:
    job = ask_for(COUNT, person(Role.DIRECTOR), to=3)
    Job.objects.filter(pk=job.pk).update(state=state, says="Said.")
    with override_settings(ROOT_URLCONF="made_urls_of_jobs"):
        browser = Browser.of(person(Role.ANALYST))
        whole = browser.get(f"/under-way/{job.pk}/").content.decode()
        part = browser.get(f"/under-way/{job.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert whole.count('id="job-acts"') == 1 and "hx-swap-oob" not in whole
    is_over = state not in {State.WAITING, State.RUNNING}
    assert ('<div id="job-acts" hx-swap-oob="true"></div>' in part) == is_over
    assert "<html" not in part and "Stop this work" not in part


def test_kinds_are_named_once() -> None:
    section = jobs_section((COUNT, REFUSE))
    assert [route.name for route in section.routes] == ["jobs", "job", "job_stop"]
