"""Scenes that need steps before them: passwords and codes, money, papers, assurance, rows sent back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.utils import timezone
from django_otp.oath import totp
from made_decision import kept_decision
from made_money import made_answers, made_monitored
from made_results import made_proposal, made_ripple
from online import Offered
from web_client import Browser, person
from web_sweep import Met, all_walk, kept, send_everything

from joinedup.access.accounts import make_link
from joinedup.access.codes import device_to_set_up
from joinedup.access.models import Account
from joinedup.access.roles import Role
from joinedup.leadership import ELEMENTS, Answer, Judgement
from joinedup.register.assurance import agree, save_answer
from joinedup.register.models import AssuranceTest
from joinedup.store import keep_result
from joinedup.web.jobs.models import Job
from joinedup.web.plan._kept import mark_of
from joinedup.web.worker import _work

PHRASE = "four words nobody guesses"


class _Steps:
    """Somebody who takes one step after another, of whom each page is kept."""

    def __init__(self, who: str, browser: Browser) -> None:
        self.who, self.browser, self.met = who, browser, []

    def get(self, address: str) -> Met:
        """Open a page, following where it leads."""
        to: str | None = address
        while to is not None:
            answer = self.browser.get(to)
            self.met.append(kept(self.who, to, "opened", answer))
            to = self.met[-1].headers.get("Location")
        return self.met[-1]

    def send(self, address: str, **values: Any) -> Met:
        """Send the first form of a page that posts something besides the way out."""
        offered = Offered(self.browser.get(address, follow=True).content.decode())
        form = next(one for one in offered.forms if one.posts and (one.typed or one.files))
        answer = self.browser.post(form.action or address, form.held | values, follow=True)
        self.met.append(kept(self.who, answer.request["PATH_INFO"], "opened", answer))
        return self.met[-1]


def _signing_in(folder: Path) -> list[Met]:
    """A password set by a link, codes set up, and signing in with both."""
    account = person(Role.ANALYST)
    nobody = _Steps("nobody", Browser.of(None))
    nobody.get("/account/link/not-a-link/")
    nobody.send("/account/forgotten/", email=account.email)
    secret = make_link(account, None)
    nobody.get(f"/account/link/{secret}/")
    names = Offered(nobody.met[-1].html).forms[0].typed
    nobody.send("/account/link/", **dict.fromkeys(names, PHRASE))
    # The new password ended every visit that had begun with the old one.
    account.refresh_from_db()
    analyst = _Steps("analyst", Browser.of(account))
    analyst.get("/account/codes/")
    code = f"{totp(device_to_set_up(account).bin_key):06d}"
    analyst.send("/account/codes/", code=code)
    analyst.get("/account/codes/")
    again = _Steps("nobody", Browser.of(None))
    again.send("/account/sign-in/", email=account.email, password=PHRASE)
    starts = {"starts": ["/account/sign-in/"], "within": "/account/"}
    met = [*nobody.met, *analyst.met, *again.met, *all_walk([("nobody", None, starts)])]
    own = send_everything(account, analyst.met)
    return [*met, *own, *_looked_after(account)]


def _looked_after(account: Account) -> list[Met]:
    """An administrator looks at somebody who uses codes, and at somebody who has left."""
    administrator, left = person(Role.ADMINISTRATOR), person(Role.FINANCE)
    left.is_active = False
    left.save()
    addresses = [f"/administration/accounts/{one.pk}/" for one in (account, left)]
    more = {"starts": addresses, "within": "/administration/accounts/"}
    return all_walk([("administrator", administrator, more)])


def _money(folder: Path) -> list[Met]:
    """First there is no tracker, and runs that are not alike; then every answer about money is there."""
    workings = folder / ".joinedup"
    finance, analyst = person(Role.FINANCE), person(Role.ANALYST)
    keep_result(workings, "outturn", replace(made_monitored(folder / "made" / "untracked"), tracker=None))
    untracked = _Steps("finance", Browser.of(finance))
    untracked.get("/plan/savings/")
    marks = []
    for number, id in enumerate(("youth-trim", "bus-passes"), 1):
        ripple = made_ripple({"looked_after_placements": -4e5}, proposals=[made_proposal(id, title=id)])
        ripple = replace(ripple, manifest=replace(ripple.manifest, draws=32 * number))
        keep_result(workings, f"ripple-{id}", ripple)
        marks.append(f"set={mark_of(f'ripple-{id}')}")
    unlike = _Steps("analyst", Browser.of(analyst))
    unlike.get(f"/plan/side-by-side/chosen/?{'&'.join(marks)}")
    for name, answer in made_answers(folder / "made"):
        keep_result(workings, name, answer)
    starts = {"starts": ["/plan/"], "most": 3, "within": "/plan/"}
    together = send_everything(analyst, unlike.met)
    return [*untracked.met, *unlike.met, *together, *all_walk([("finance", finance, starts)])]


def _papers(folder: Path) -> list[Met]:
    """A paper that was made, in which somebody has written."""
    owner = person(Role.HEAD_OF_SERVICE, directorate="children")
    decision = kept_decision(owner)
    address = f"/decisions/{decision.pk}/papers/officer_report/"
    steps = _Steps("owner", Browser.of(owner))
    steps.browser.post(f"{address}make/")
    with patch("joinedup.web.worker._work.os.nice"):
        _work.do(Job.objects.latest("pk").pk)
    steps.send(f"{address}sections/purpose/", words="What it is for.", seen=0)
    starts = {"starts": [f"/decisions/{decision.pk}/papers/"], "within": f"/decisions/{decision.pk}/papers/"}
    return [*steps.met, *all_walk([("owner", owner, starts)])]


def _assurance(folder: Path) -> list[Met]:
    """A test of assurance begun, one answered whole, one agreed, and a draft that no longer fits."""
    chief, on = person(Role.CHIEF_EXECUTIVE), timezone.localdate()
    for state in ("begun", "answered", "agreed"):
        test = AssuranceTest.objects.create(
            begun_by=chief,
            scope="One director for people and place",
            held_on=on,
            peer_challenge="It holds.",
            peer_challenge_on=on,
            agreed_by="Cabinet",
            next_review=on + timedelta(days=365),
            is_self_assessed=True,
        )
        for element in ELEMENTS if state != "begun" else ():
            answer = Answer("Interviews.", "Clear.", next(iter(Judgement)), "Nothing.")
            save_answer(test, element.code, answer, 0, chief)
        if state == "agreed":
            agree(test, on, chief)
    draft = folder / "leadership" / "structures" / "people-and-place.yaml"
    unfit = draft.read_text(encoding="utf-8").replace("Executive Director of Place]", "Nobody's Post]")
    (draft.parent / "unfit.yaml").write_text(unfit.replace("id: people-and-place", "id: unfit"))
    steps = _Steps("chief", Browser.of(chief))
    steps.get("/leadership/structures/patch-directors/change/merge/")
    starts = ["/leadership/assurance/", "/leadership/structures/"]
    more = {"starts": starts, "most": 4, "within": "/leadership/"}
    return [*steps.met, *all_walk([("chief", chief, more)])]


def _sent_back(folder: Path) -> list[Met]:
    """A file that was sent, and rows that were sent back."""
    analyst, on = person(Role.ANALYST), timezone.localdate() + timedelta(days=7)
    (folder / "data" / "uploaded").mkdir()
    (folder / "data" / "uploaded" / "posts.csv").write_text("Post\nHead\n")
    steps = _Steps("analyst", Browser.of(analyst))
    page = steps.get("/data/quality/send-back/").html
    rows = page.split('name="rows"')[1].split('value="')[1].split('"')[0]
    due = dict(zip(("due_0", "due_1", "due_2"), (on.day, on.month, on.year), strict=True))
    steps.send("/data/quality/send-back/", rows=rows, sent_to=analyst.pk, **due)
    starts = {"starts": ["/data/quality/", "/data/files/"], "within": "/data/"}
    return [*steps.met, *all_walk([("analyst", analyst, starts)])]


def _named() -> Iterator[tuple[str, Callable[[Path], list[Met]]]]:
    yield "signing in", _signing_in
    yield "money worked out", _money
    yield "a paper written in", _papers
    yield "assurance tested", _assurance
    yield "rows sent back", _sent_back


MORE_SCENES = dict(_named())
