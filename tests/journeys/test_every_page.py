"""Every page in every state, looked at as people who see, hear, magnify, print or only have a keyboard do."""

from __future__ import annotations

import fcntl
import pickle
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from looking import WIDE, faults_of_a_page, keyboard_faults
from playwright.sync_api import Browser, Route
from pytest_django.fixtures import Settings
from web_scenes import ALONE, SCENES
from web_sweep import HERE, Met, taken_back, templates_used

import joinedup.web
from joinedup.store import put
from joinedup.web.urls import ALL_SECTIONS

pytestmark = [pytest.mark.journeys, pytest.mark.django_db]

WRONG = "There is a problem"
REFUSED = "This cannot be done as it is"
TEMPLATES = Path(joinedup.web.__file__).parent / "templates"


@pytest.fixture(scope="module", autouse=True)
def _database_beside_a_browser() -> Iterator[None]:
    """The browser's own loop runs in this thread; Django would take it for ours and refuse the database."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@dataclass(frozen=True)
class Walked:
    """What was met in a scene, and the templates that made it."""

    met: list[Met]
    templates: frozenset[str]


@pytest.fixture
def walked(
    county: Path, small_county: Path, tmp_path: Path, shared_by_workers: Path, settings: Settings
) -> Callable[[str], Walked]:
    """Each scene is walked once for all that is asked of it, by whichever process comes first."""

    def through(name: str) -> Walked:
        folder = tmp_path / name
        shutil.copytree(small_county if name in ALONE else county, folder)
        settings.COUNCIL_FOLDER = str(folder)
        kept = shared_by_workers / f"walked {name}.pickle"
        with kept.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not kept.exists():
                put(kept, pickle.dumps(_walk(SCENES[name], folder)))
            return pickle.loads(kept.read_bytes())  # type: ignore[no-any-return]

    return through


def _walk(scene: Callable[[Path], list[Met]], folder: Path) -> Walked:
    with templates_used() as used, taken_back():
        met = scene(folder)
    return Walked(met, frozenset(used))


@pytest.fixture
def scene(request: pytest.FixtureRequest, walked: Callable[[str], Walked]) -> list[Met]:
    return walked(request.param).met


def looked_at(scene: list[Met], shared: Path) -> list[Met]:
    """Return the pages of a scene, one of each shape that no other scene has looked at."""
    pages = {f"{met.route} {met.shape}": met for met in reversed(scene) if is_shown(met)}
    return [pages[shape] for shape in reversed(pages) if _is_first(shared / f"looked at {shape}")]


def is_shown(met: Met) -> bool:
    """Return whether this is a page of the application, not a part of one or a page taken as a file."""
    return "<html" in met.html and "Content-Disposition" not in met.headers


def _is_first(mark: Path) -> bool:
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def is_refused(met: Met) -> bool:
    """Return whether somebody met no page at all; one that shows what is wrong with a file is a page."""
    return met.status in {400, 403, 404, 405} or (met.status == 422 and REFUSED in met.html)


@pytest.mark.parametrize("scene", SCENES, indirect=True)
def test_nothing_is_broken_and_every_link_leads_somewhere(scene: list[Met]) -> None:
    """Whatever is followed or sent, nobody meets a failure of ours; no page offers what it then refuses."""
    wrong = [str(met) for met in scene if met.status >= 500 and met.who != "failures"]
    wrong += [
        f"a link leads nowhere: {met}"
        for met in scene
        if met.how == "opened" and is_refused(met) and met.who != "failures"
    ]
    wrong += [
        f"a form with errors is not titled so: {met}"
        for met in scene
        if met.how.startswith("sent")
        and "There is a problem" in met.html
        and "<title>Error: " not in met.html
    ]
    assert not wrong, "\n".join(sorted(set(wrong)))


@pytest.mark.parametrize("scene", SCENES, indirect=True)
def test_every_page_is_sound(scene: list[Met], browser: Browser, shared_by_workers: Path) -> None:
    """axe, headings and title, 320 pixels, enlarged four times, on paper, by keyboard."""
    files = Client()
    held: dict[str, dict[str, Any]] = {}
    context = browser.new_context(base_url=HERE, viewport=WIDE)  # type: ignore[arg-type]
    page = context.new_page()
    shown: dict[str, Met] = {}

    def answer(route: Route) -> None:
        asked = route.request
        if asked.is_navigation_request():
            met = shown["now"]
            route.fulfill(status=met.status, headers=met.headers, body=met.html)
            return
        address = asked.url.removeprefix(HERE)
        if address not in held:
            found = files.get(address)
            body = b"".join(found) if found.streaming else found.content
            held[address] = {"status": found.status_code, "headers": dict(found.items()), "body": body}
        route.fulfill(**held[address])

    page.route("**/*", answer)
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security" in said.text else None)
    page.on("pageerror", lambda failed: refused.append(str(failed)))
    wrong: list[str] = []
    for met in looked_at(scene, shared_by_workers):
        shown["now"] = met
        refused.clear()
        page.goto(HERE + met.address)
        wrong += [f"{met}: {one}" for one in [*keyboard_faults(page), *faults_of_a_page(page), *refused]]
    context.close()
    assert not wrong, "\n".join(wrong)


def test_no_template_and_no_route_is_left_out(walked: Callable[[str], Walked]) -> None:
    """What no scene shows nobody has looked at."""
    all_of_it = [walked(name) for name in SCENES]
    held = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")}
    left = sorted(held - {name for one in all_of_it for name in one.templates})
    assert not left, "no scene shows these templates: " + ", ".join(left)
    routes = {route.name for section in ALL_SECTIONS for route in section.routes}
    left = sorted(routes - {met.route for one in all_of_it for met in one.met} - {"sign_out"})
    assert not left, "no scene reaches these pages: " + ", ".join(left)
