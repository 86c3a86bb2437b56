"""A decision as tests of deciding and after need it: options, a frozen test, a route, people."""

from __future__ import annotations

import gzip
import hashlib
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from joinedup.access.models import Account
from joinedup.access.roles import Role
from joinedup.folder import Council, read_council
from joinedup.register._testing import sealed
from joinedup.register.deciding import (
    Asked,
    Draft,
    Expected,
    Scheme,
    Terms,
    comment,
    confirm_route,
    decide,
    publish_notice,
    scheme_of,
    set_route,
    terms_of,
    waive,
)
from joinedup.register.models import (
    CommentKind,
    Decision,
    Demand,
    Findings,
    FrozenTest,
    LawfulRoute,
    Notice,
    NoticeKind,
    Option,
    OptionKind,
    Outcome,
    Record,
    Stage,
)

TODAY = date(2026, 11, 23)
DECIDED = TODAY
YEARS = ("2026/27", "2027/28", "2028/29", "2029/30")
RUN = "test run"


def account(role: Role, name: str = "", **place: str) -> Account:
    """Return somebody who holds a role, with a post where one is named."""
    number = Account.objects.count()
    made = Account.objects.create_user(f"{role.value}{number}@testshire.example", name or f"A {role.says}")
    made.appointments.create(role=role, **place)
    return made


def frozen_content(mean: float = 90.0, lever: str = "youth.provision", pounds: float = 630_000) -> bytes:
    """Return what a test of one saving said, in the form in which tests are frozen."""

    def around(middle: float) -> dict[str, float]:
        return {"mean": middle, "median": middle, "low_80": middle - 10, "high_80": middle + 10}

    measure = {
        "name": "youth.first_time_entrants",
        "says": "First-time entrants to youth justice",
        "unit": "young people",
        "directorate": "children",
        "over": "over the year to 31 March",
        "better": "lower",
        "is_main": True,
        "figure": "first_time_entrants",
        "band": "",
    }
    effects = [
        {
            "measure": measure,
            "patch": patch,
            "year": year,
            "without": around(80.0),
            "with_": around(mean),
            "change": around(mean - 80.0),
        }
        for year in YEARS
        for patch in ("", "north")
    ]
    saving = {"pot": "general_fund", "pounds_a_year": pounds, "starts": "2027-07-01", "kind": "cashable"}
    proposal = {
        "id": "youth-trim",
        "title": "Close one evening in seven",
        "directorate": "children",
        "changes": [{"lever": lever}],
        "savings": [saving],
    }
    held = {"written": [], "ripple": {"measures": effects, "proposals": [proposal]}, "nothing": None}
    written = json.dumps(held, separators=(",", ":"))
    return gzip.compress(written.encode(), 3, mtime=0)


def freeze(option: Option, **more: Any) -> FrozenTest:
    """Keep a frozen test of an option."""
    content = frozen_content(**more)
    digest = hashlib.sha256(content).hexdigest()
    test: FrozenTest = option.tests.create(digest=digest, run=RUN, content=content)
    findings = Findings(test=test, says="More young people enter youth justice.", draws=64)
    findings.seal = sealed(findings)
    findings.save()
    return test


class Life:
    """One decision and those who deal with it, brought as far as a test asks.

    Args:
        folder: folder of the council.
    """

    def __init__(self, folder: Path, directorate: str = "children", patches: tuple[str, ...] = ()) -> None:
        self.council: Council = read_council(folder)
        self.scheme: Scheme = scheme_of(self.council, TODAY)
        self.terms: Terms = terms_of(self.council, TODAY)
        self.owner = account(Role.HEAD_OF_SERVICE, post="Head of Youth Services", directorate=directorate)
        self.adviser = account(Role.MONITORING_OFFICER)
        self.clerk = account(Role.DEMOCRATIC_SERVICES)
        self.finance = account(Role.SECTION_151)
        self.member = account(Role.CABINET_MEMBER, post="Lead Member for Children's Services")
        self.scrutiny = account(Role.SCRUTINY_MEMBER)
        self.decision = Decision.objects.create(
            title="Fewer evenings",
            stage=Stage.READY,
            owner_post="Head of Youth Services",
            directorate=directorate,
            directorates=[directorate],
            patches=list(patches),
            services=["youth_services"],
            measures=["youth.first_time_entrants"],
            made_by=self.owner,
        )
        self.proposed = self._option(OptionKind.PROPOSED, "Fewer evenings", ["youth-trim"])
        self.other = self._option(OptionKind.ALTERNATIVE, "Fewer buildings", [])
        self.nothing = self._option(OptionKind.NOTHING, "Do nothing", [])

    def _option(self, kind: OptionKind, title: str, proposals: list[str]) -> Option:
        return self.decision.options.create(kind=kind, title=title, proposals=proposals)

    def tested(self, **more: Any) -> Life:
        """Freeze a test of what is proposed."""
        freeze(self.proposed, **more)
        return self

    def routed(
        self, pounds: str = "630000", subject: str = "savings", planned: date = DECIDED, **more: Any
    ) -> LawfulRoute:
        """Set the route."""
        given = {"wards": 0, "patch": "", "post": "Head of Youth Services"} | more
        asked = Asked(subject, Decimal(pounds), given["wards"], given["patch"], given["post"], planned)
        return set_route(self.decision, self.owner, self.scheme, asked)

    def noticed(self, published: date = date(2026, 10, 1), kind: str = NoticeKind.KEY, **more: Any) -> Notice:
        """Publish a notice."""
        given = {
            "kind": kind,
            "published_on": published,
            "where_published": "the website",
            "planned_for": DECIDED,
            "decision_maker": "Cabinet",
            "matter": "Fewer evenings",
        } | more
        return publish_notice(self.decision, self.clerk, Notice(**given), TODAY)

    def prepared(self, **route: Any) -> Life:
        """Do everything that deciding it demands."""
        self.tested()
        confirm_route(self.routed(**route), self.adviser)
        self.noticed()
        comment(self.decision, self.finance, CommentKind.SECTION_151, "Affordable.")
        comment(self.decision, self.adviser, CommentKind.MONITORING_OFFICER, "Lawful.")
        waive(self.decision, self.adviser, Demand.EQUALITY, "Nobody is affected.")
        return self

    def draft(self, **more: Any) -> Draft:
        """Return a whole record that agrees what is proposed."""
        given: dict[str, Any] = {
            "outcome": Outcome.AGREED,
            "option": self.proposed,
            "reasons": "It saves money.",
            "decided_on": DECIDED,
            "rejected": {self.other.pk: "Dearer.", self.nothing.pk: "Saves nothing."},
            "review_on": date(2028, 6, 1),
            "measures": ("youth.first_time_entrants",),
        }
        return Draft(**(given | more))

    def recorded(self, *, on: date = TODAY, **more: Any) -> Record:
        """Record, as democratic services do, what the meeting of cabinet or full council decided."""
        draft = self.draft(**more)
        return decide(self.decision, self.clerk, draft, self.scheme, self.terms, on, is_recording=True)

    def fresh(self) -> Decision:
        """Return the decision as it is kept now."""
        return Decision.objects.get(pk=self.decision.pk)


EXPECTED = Expected("Young people who come", "young people", 50, 40, 60, "last year's count")
