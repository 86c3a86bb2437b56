"""Take a picture of each main page of the web application, for the manual.

`python docs/make_pictures.py [COUNCIL]` copies a council that `joinedup demo` made, or makes one; serves the
copy; opens each page as somebody whose page it is; and writes docs/pictures/web/ and the page that shows
them, docs/user_guide/what_it_looks_like.md. It needs Chromium and the extra `test`.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from in_forms import choose, follow, press, sign_in, wait_for_work
from looking import chromium
from PIL import Image
from playwright.sync_api import Browser, Page
from serving import Server, serving

DOCS = Path(__file__).resolve().parent
PICTURES = DOCS / "pictures" / "web"
SHOWN = DOCS / "user_guide" / "what_it_looks_like.md"
SIZE = {"width": 1280, "height": 960}
MOST_BYTES = 200_000
_COLOURS = (256, 128, 64, 32)


@dataclass(frozen=True)
class Shot:
    """One picture.

    Args:
        name: its file, and its place among the others.
        title: heading on the page that shows it.
        who: whose page it is, as they sign in.
        where: the address, or what leads there.
        says: what is to be seen, for those who do not see it.
    """

    name: str
    title: str
    who: str
    where: str | Callable[[Page], None]
    says: str


def _decision(page: Page) -> None:
    """Open a decision whose options were tested; where there is none, put one forward and test it."""
    page.goto("/decisions/")
    listed = page.get_by_role("table").get_by_role("rowheader").get_by_role("link")
    for address in [one.get_attribute("href") or "" for one in listed.all()]:
        page.goto(address)
        if page.get_by_role("link", name="All options side by side").count():
            return
    page.goto("/decisions/")
    _propose(page)


def _propose(page: Page) -> None:
    follow(page, "Put a decision forward")
    page.get_by_role("checkbox", name="Close one youth club evening in seven").check()
    press(page, "Put forward")
    address = page.url
    follow(page, "Add an alternative")
    press(page, "Add it as an alternative")
    press(page, "Test it")
    wait_for_work(page)
    page.goto(address)


def _compared(page: Page) -> None:
    _decision(page)
    follow(page, "All options side by side")


def _incident(page: Page) -> None:
    page.goto("/incidents/new/")
    choose(page, page.get_by_role("radio").first.evaluate("one => one.labels[0].innerText"))
    page.get_by_label("What is known").fill("A young person was hurt at a home this morning.")
    press(page, "Open it and start the clocks")


def _first(at: str, listed: str = "main") -> Callable[[Page], None]:
    def opened(page: Page) -> None:
        page.goto(at)
        page.get_by_role("main").get_by_role(listed).get_by_role("link").first.click()

    return opened


SHOTS = (
    Shot("data", "Data", "analyst", "/data/", "What is loaded, return by return, and what waits."),
    Shot("quality", "Rows to correct", "analyst", "/data/quality/", "What is wrong, by file and reason."),
    Shot("services", "Services", "director.children", "/services/", "Each service, where it is heading."),
    Shot("map", "Patches on a map", "north.lead", "/services/map/", "One measure by patch, with its table."),
    Shot("decision", "A decision", "fostering", _decision, "One decision: options, test, answers, route."),
    Shot("compared", "Options side by side", "fostering", _compared, "All options on the same futures."),
    Shot("decisions", "Decisions", "leader", "/decisions/", "Every decision, its stage and its answers."),
    Shot("today", "Today", "monitoring.officer", "/", "What needs the person who has signed in."),
    Shot(
        "forward_plan",
        "Forward plan",
        "democratic.services",
        "/decisions/forward-plan/",
        "Every decision to come, its notice and what it still lacks.",
    ),
    Shot("plan", "Plan", "finance", "/plan/", "The gap of each year, reserves, this year and savings."),
    Shot("leadership", "Leadership", "chief.executive", "/leadership/", "Who is accountable for what."),
    Shot(
        "checks",
        "Accountability checks",
        "chief.executive",
        "/leadership/checks/",
        "Each rule, its clause and standing, and whether the council departs from it.",
    ),
    Shot(
        "structure",
        "What if we restructure",
        "chief.executive",
        _first("/leadership/structures/", "list"),
        "A draft structure compared with today's.",
    ),
    Shot("incident", "An incident", "director.children", _incident, "Who must be told, and by when."),
    Shot("audit", "Administration", "administrator", "/administration/", "Accounts, and the audit."),
)


def main() -> int:
    """Take every picture and write the page that shows them."""
    with tempfile.TemporaryDirectory(prefix="joinedup-pictures-") as made:
        folder = Path(made) / "middleshire"
        if len(sys.argv) > 1:
            shutil.copytree(sys.argv[1], folder)
        else:
            subprocess.run([sys.executable, "-m", "joinedup", "demo", str(folder)], check=True)  # noqa: S603 -- our own
        with serving(folder) as server, chromium() as browser:
            for shot in SHOTS:
                _take(shot, server, browser)
    SHOWN.write_text(_shown(), encoding="utf-8")
    return 0


def _take(shot: Shot, server: Server, browser: Browser) -> None:
    with _signed_in(shot.who, server, browser) as page:
        if isinstance(shot.where, str):
            page.goto(shot.where)
        else:
            shot.where(page)
        page.evaluate("window.scrollTo(0, 0)")
        _write(PICTURES / f"{shot.name}.png", page.screenshot())
    print(f"{shot.name}: {(PICTURES / f'{shot.name}.png').stat().st_size // 1000} kB")


@contextmanager
def _signed_in(who: str, server: Server, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(base_url=server.address, viewport=SIZE)  # type: ignore[arg-type]
    page = context.new_page()
    sign_in(page, who)
    yield page
    context.close()


def _write(path: Path, taken: bytes) -> None:
    """Write a picture with as many colours as fit."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.open(io.BytesIO(taken)).convert("RGB")
    for colours in _COLOURS:
        made = io.BytesIO()
        picture.quantize(colours).save(made, "PNG", optimize=True)
        if made.tell() <= MOST_BYTES:
            path.write_bytes(made.getvalue())
            return
    raise ValueError(f"{path.name} does not fit into {MOST_BYTES:,} bytes.")


def _shown() -> str:
    lines = [
        "# What it looks like",
        "",
        "The main pages of the web application, in the fictional county of Middleshire; `make pictures`",
        "takes them anew. Every page can also be used with a screen reader, at 320 pixels and by keyboard.",
    ]
    for shot in SHOTS:
        lines += ["", f"## {shot.title}", "", f"![{shot.says}](../pictures/web/{shot.name}.png)"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
