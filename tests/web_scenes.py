"""Scenes in which the whole application is walked through: who is there, and what has happened before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from decided_life import DECIDED, Life
from django.db import OperationalError
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from made_decisions import keep_a_test
from web_client import Browser, person
from web_more_scenes import MORE_SCENES
from web_sweep import Met, all_walk, kept

from joinedup.access.models import Account
from joinedup.access.roles import Role
from joinedup.errors import JoinedUpError
from joinedup.folder import Council, read_council
from joinedup.register._collaborating import give_answer, open_answers
from joinedup.register._consultations import begin_consultation
from joinedup.register._equality import CHARACTERISTICS, find, start_analysis
from joinedup.register._incident_duties import incident_kinds
from joinedup.register._incidents import (
    add_step,
    name_reader,
    not_needed,
    open_incident,
    set_back,
    tell,
)
from joinedup.register._parties import add_party
from joinedup.register.deciding import (
    Came,
    add_exempt,
    add_milestone,
    begin_pilot,
    call_in,
    decide,
    hold_review,
    publish_record,
    withdraw_exempt,
)
from joinedup.register.models import Effect, Incident, Pilot, Position, Record, Stage
from joinedup.web import failures
from joinedup.web.jobs.models import Job, State
from joinedup.web.sections import JOB_KINDS

MEASURE = "children_in_need.in_need"  # that the tests made by hand speak of
# Scenes of a council that has only its files: nothing is loaded and nothing was run.
ALONE = {"nobody", "nothing loaded", "signing in"}


def people() -> dict[str, Account]:
    """Make somebody in each role."""
    places = {
        Role.HEAD_OF_SERVICE: {"directorate": "children"},
        Role.DIRECTOR: {"directorate": "children"},
        Role.PATCH_LEAD: {"patch": "north"},
        Role.PARTNER: {"organisation": "icb"},
    }
    return {role.value: person(role, **places.get(role, {})) for role in Role}


def everybody_walks(only: frozenset[Role] = frozenset(Role)) -> list[Met]:
    """Let people of each role walk; those who are offered most look twice."""
    twice = {Role.ANALYST, Role.CHIEF_EXECUTIVE, Role.MONITORING_OFFICER}
    return all_walk(
        (who, account, {"most": 2 if who in twice else 1}) for who, account in people().items() if who in only
    )


def _nobody(folder: Path) -> list[Met]:
    """Nobody has signed in; and the pages that say what failed."""
    starts = ["/", "/account/sign-in/", reverse("health"), reverse("council_colour")]
    return [*all_walk([("nobody", None, {"starts": starts})]), *_failures()]


def _failures() -> list[Met]:
    request, lost = RequestFactory().get("/nothing/"), RequestFactory().get("/nothing/")
    lost.user = SimpleLazyObject(_no_database)  # type: ignore[assignment]
    answers = (
        *(failures.bad_request(request), failures.not_allowed(request), failures.not_found(request)),
        *(failures.form_expired(request), failures.locked_out(request)),
        failures.refused(request, JoinedUpError("The file is empty.", "Send one with rows.")),
        *(failures.broken(request), failures.unavailable(request), failures.unavailable(lost)),
    )
    return [kept("failures", "/nothing/", "opened", one) for one in answers]


def _no_database() -> Account:
    raise OperationalError("the connection is closed")


def _nothing_loaded(folder: Path) -> list[Met]:
    return everybody_walks(frozenset({Role.ANALYST, Role.FINANCE, Role.HEAD_OF_SERVICE}))


def _everything_run(folder: Path) -> list[Met]:
    return everybody_walks()


def _work_under_way(folder: Path) -> list[Met]:
    """Long work in every state, seen by an analyst and by somebody who may not see it."""
    analyst = person(Role.ANALYST)
    for state in State:
        for kind in JOB_KINDS:
            Job.objects.create(
                kind=kind.name,
                title=kind.title,
                asked_by=analyst,
                state=state,
                share=0.4,
                doing="reading files",
                says="What came of it.",
                address="/",
            )
    numbers = [f"/under-way/{one.pk}/" for one in Job.objects.all()]
    more = {"starts": ["/under-way/", *numbers], "most": len(numbers), "within": "/under-way/"}
    browser = Browser.of(analyst)
    # What an open page asks for every few seconds.
    parts = [browser.get(one, headers={"hx-request": "true"}) for one in numbers]
    asked = [kept("analyst", at, "opened", one) for at, one in zip(numbers, parts, strict=True)]
    return [*asked, *all_walk([("analyst", analyst, more)])]


class TestedLife(Life):
    """A decision whose options were tested as the job does, with all that the pages show of a test."""

    def tested(self, **more: Any) -> Life:
        """Freeze a test of every option."""
        self.other.proposals = ["family-help-trim"]
        self.other.save()
        keep_a_test(self.council, self.fresh())
        self.decision = self.fresh()
        self.decision.stage = Stage.READY
        self.decision.save()
        return self


def _decisions(folder: Path) -> list[Met]:
    """Decisions at every stage, each seen by those who deal with it."""
    stages = ("new", "asked", "routed", "ready", "taken", "decided", "called in", "delivered", "reviewed")
    lives = {stage: TestedLife(folder) for stage in stages}
    _asked(lives["asked"])
    lives["routed"].tested().routed()
    _kept_back(lives["ready"].prepared())
    _taken(lives["taken"])
    _decided(lives["decided"])
    _called_in(_decided(lives["called in"]))
    _delivered(_decided(lives["delivered"]))
    _reviewed(_decided(lives["reviewed"]))
    looks = [
        (
            f"{stage}: {who}",
            account,
            {"starts": [address], "most": 3 if stage == "asked" else 1, "within": address},
        )
        for stage, life in lives.items()
        for address in [f"/decisions/{life.decision.pk}/"]
        for who, account in _parts_in(life).items()
    ]
    everywhere = {"starts": ["/decisions/", "/decisions/forward-plan/"], "within": "/decisions/"}
    adviser, owner = lives["ready"].adviser, lives["decided"].owner
    silent = person(Role.DIRECTOR, directorate="housing")
    answers = f"/decisions/{lives['asked'].decision.pk}/"
    return all_walk(
        [
            *looks,
            ("asked: who is silent", silent, {"starts": [answers], "within": answers}),
            *(("adviser", adviser, everywhere), ("owner", owner, everywhere)),
        ]
    )


def _parts_in(life: Life) -> dict[str, Account]:
    return {
        "owner": life.owner,
        "adviser": life.adviser,
        "clerk": life.clerk,
        "finance": life.finance,
        "scrutiny": life.scrutiny,
    }


def _asked(life: Life) -> None:
    """Ask two directorates, of which one answers and one is silent; consult, and begin the equality part."""
    decision, now = life.tested().decision, timezone.localtime()
    decision.stage = Stage.TESTED
    decision.save()
    for identifier, name in (("education", "Education and Inclusion"), ("housing", "Housing")):
        add_party(decision, life.owner, "directorate", identifier, name, "They meet the same people.", None)
    open_answers(decision, life.owner, now.date() + timedelta(days=14), now)
    party = decision.parties.get(identifier="education")
    head = person(Role.DIRECTOR, directorate="education")
    give_answer(party, head, Position.MITIGATE, "Schools would notice.", "One more worker.", now.date())
    begin_consultation(
        decision,
        life.owner,
        "public",
        {
            "what": "Should there be fewer evenings?",
            "whom": "Everybody who comes.",
            "begins": now.date(),
            "ends": now.date() + timedelta(days=28),
            "principles": {},
        },
    )
    start_analysis(decision, life.owner)
    for key, _ in CHARACTERISTICS:
        find(decision, life.owner, key, Effect.NOT_KNOWN, "It is not written down.", "")


def _kept_back(life: Life) -> None:
    """One part is kept from the public; another was, and is so no longer."""
    for title in ("The price", "Rents"):
        part = add_exempt(life.decision, life.adviser, 3, title, "Bids would rise.", "1.2 million pounds.")
    withdraw_exempt(part, life.adviser)


def _taken(life: Life) -> Record:
    """The decision is taken and its record is not yet published."""
    life.prepared()
    return decide(
        life.fresh(),
        life.clerk,
        life.draft(measures=(MEASURE,)),
        life.scheme,
        life.terms,
        DECIDED,
        is_recording=True,
    )


def _decided(life: Life) -> Life:
    publish_record(_taken(life), life.clerk, DECIDED, life.terms)
    return life


def _called_in(life: Life) -> None:
    record = life.fresh().records.get()
    call_in(record, life.scrutiny, DECIDED, "Five members", "Nobody asked the young people.")


def _delivered(life: Life) -> None:
    """A milestone is planned and a pilot has begun, once nobody may call the decision in any more."""
    begins = DECIDED + timedelta(days=30)
    ends = begins + timedelta(days=90)
    decision = life.fresh()
    add_milestone(decision, life.owner, "Write to families", "Head of Youth Services", begins, ends)
    pilot = Pilot(
        title="One club",
        where="North",
        starts=begins,
        check_by=ends,
        measure="Young people who come",
        unit="people",
        stops=Pilot.Stops.BELOW,
        threshold=20.0,
        owner_post="Head of Youth Services",
    )
    begin_pilot(decision, life.owner, pilot)


def _reviewed(life: Life) -> None:
    review = life.decision.reviews.get()
    came = {one.pk: Came(50.0, DECIDED, "Count") for one in review.predictions.all()}
    hold_review(review, life.owner, DECIDED, came, "Fewer came.", (), "Nothing.", "Health")


def _incident(folder: Path) -> list[Met]:
    """An incident with its clocks running."""
    director = person(Role.DIRECTOR, directorate="children")
    kind = next(iter(incident_kinds()))
    made = open_incident(
        read_council(folder),
        director,
        kind=kind,
        aware_at=timezone.now(),
        directorate="children",
        known="A young person was hurt.",
        source="Told by telephone",
    )
    add_step(made, director, "Visit the home", "Director of Social Work", timezone.localdate())
    name_reader(made, director, person(Role.HEAD_OF_SERVICE, directorate="housing"))
    _told_by_mistake(made, director, read_council(folder))
    address = f"/incidents/{made.pk}/"
    Browser.of(director).get(f"{address}brief/html/")
    return all_walk([("director", director, {"starts": ["/incidents/", address], "within": "/incidents/"})])


def _told_by_mistake(incident: Incident, who: Account, council: Council) -> None:
    """Two are told, of whom one was ticked by mistake, and a third need not be."""
    now = timezone.now()
    kinds = incident_kinds()[incident.kind]
    starts = {one.after for one in kinds.duties}
    first = next((one for one in incident.notices.all() if one.key in starts), incident.notices.all()[0])
    second, third, *_ = incident.notices.exclude(pk=first.pk)
    for one in (first, second):
        tell(council, one, who, told_at=now, told_by="Director", told_how="By telephone", now=now)
    not_needed(third, who, "It is none of theirs.", now)
    set_back(first, who, "The line below was meant.", now)


SCENES: dict[str, Callable[[Path], list[Met]]] = {
    "nobody": _nobody,
    "nothing loaded": _nothing_loaded,
    "everything run": _everything_run,
    "work under way": _work_under_way,
    "decisions at every stage": _decisions,
    "an incident": _incident,
    **MORE_SCENES,
}
