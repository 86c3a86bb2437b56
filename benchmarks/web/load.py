"""How long a page takes while fifty people work, data is loaded and the council is projected.

Run from a checkout with the extras `test` and `postgres` installed:

    python benchmarks/web/load.py [--minutes 10] [--people 50] [--database sqlite|postgres]

It makes the demonstration in full size, with its people and decisions; serves it as `joinedup serve` does;
and lets people of every role read what they are offered and write one time in ten, thinking ten seconds on
average, for ten minutes, while a load and a projection run one after the other without pause. It prints a
table of times for each page, and ends with 1 where 95 of 100 pages took 300 ms or more, or any failed.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "tests"))

import django
import requests
from django.urls import Resolver404, resolve
from online import Offered, Person
from postgres import cluster
from ready_county import PEOPLE
from serving import Server, environment, run_beside, serving

MOST_MS = 300
# How often each of the people of the county is there, of fifty; whoever is not named is there once.
OFTEN = {"analyst": 5, "send": 6, "fostering": 6, "director.children": 4, "finance": 4, "north.lead": 4}
KINDS = ("load", "project")
_MOST_OF_A_PAGE = 3
# What people write, by the page on which they do; whoever is offered such a page writes on it now and then.
WRITTEN = {
    "party_answer": {"position": "object", "reasons": "The families we both know would wait longer."},
    "decision_comment": {"says": "The saving is in the medium-term plan; what comes back is not."},
    "equality_find": {"effect": "worse", "evidence": "Counted in the children in need census."},
    "consultation_edit": {"heard": "Most would rather travel further than wait."},
    "decision_edit": {"summary": "Leave eleven vacancies unfilled, and look again in spring."},
}
_ARRIVE_A_SECOND = 1


def main() -> int:
    """Run, print the table and return how it ended."""
    asked = _arguments()
    # Only to know the pages by name.
    os.environ["DJANGO_SETTINGS_MODULE"] = "joinedup.web.settings"
    django.setup()
    ended = 0
    with tempfile.TemporaryDirectory(prefix="joinedup-load-") as made:
        for database in asked.database or ["sqlite", "postgres"]:
            folder = Path(made) / database
            with _database(database) as more:
                run_beside(
                    folder, "-m", "joinedup", "demo", str(folder), "--scale", str(asked.scale), more=more
                )
                ended |= _measured(folder, more, database, asked)
    return ended


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--scale", type=float, default=1.0, help="size of the county that is made")
    parser.add_argument("--database", choices=["sqlite", "postgres"], action="append")
    parser.add_argument("--workers", type=int, default=2, help="processes that answer pages")
    return parser.parse_args()


@contextmanager
def _database(which: str) -> Iterator[dict[str, str]]:
    """Yield the variables of the environment that name a database, running for as long as this lasts."""
    if which == "sqlite":
        yield {}
        return
    # As it comes: each commit waits for the disk.
    with cluster("-c max_connections=200") as running:
        yield {"JOINEDUP_DATABASE_URL": running.database("load")}


def _measured(folder: Path, more: dict[str, str], database: str, asked: argparse.Namespace) -> int:
    plan, results = folder.parent / f"{database}.json", folder.parent / f"{database}_results"
    with serving(folder, more, workers=asked.workers) as server:
        plan.write_text(json.dumps(_plan(server, asked.people)))
        done, over = Counter[str](), threading.Event()
        keeps = threading.Thread(target=_keep_working, args=(server, done, over), daemon=True)
        keeps.start()
        command = [
            *(sys.executable, "-m", "locust", "-f", str(Path(__file__).with_name("people.py"))),
            *("--headless", "--host", server.address, "--only-summary", "--csv", str(results)),
            *("--users", str(asked.people), "--spawn-rate", str(_ARRIVE_A_SECOND)),
            *("--run-time", f"{int(asked.minutes * 60)}s", "--exit-code-on-error", "0"),
        ]
        told = environment(folder, more) | {"JOINEDUP_LOAD_PLAN": str(plan)}
        said = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
        over.set()
        keeps.join()
    if said.returncode:
        print(said.stdout, said.stderr, file=sys.stderr)
        return 1
    return _shown(results, database, done, asked)


def _plan(server: Server, people: int) -> dict[str, Any]:
    """Return who is there, and the pages and forms that each is offered."""
    listed = [who for who in PEOPLE for _ in range(OFTEN.get(who, 1))]
    opens, writes = {}, {}
    for who in PEOPLE:
        person = Person(server.address)
        answer = person.sign_in(who)
        assert answer.status_code == 302, f"{who} cannot sign in: {answer.status_code}"
        pages = _offered(person)
        # People begin at Today and come back to it.
        opens[who] = pages + [("today", "/")] * max(1, len(pages) // 10)
        writes[who] = [
            {"name": name, "page": address, "fields": WRITTEN[name]}
            for name, address in pages
            if name in WRITTEN
        ]
    assert any(writes.values()), "nobody is offered anything to write"
    return {"people": (listed * people)[:people], "opens": opens, "writes": writes}


def _offered(person: Person) -> list[tuple[str, str]]:
    """Return the name and address of every page that a person can reach by links."""
    asked, waiting, named = {"/"}, ["/"], Counter[str]()
    pages: list[tuple[str, str]] = []
    while waiting:
        address = waiting.pop(0)
        name = _route(address)
        if name in {"", "sign_out"} or named[name] >= _MOST_OF_A_PAGE:
            continue
        answer = person.get(address)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        named[name] += 1
        pages.append((name, address))
        for link in Offered(answer.text).links:
            if link.startswith("/") and link not in asked:
                asked.add(link)
                waiting.append(link)
    return pages


def _route(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).url_name or ""
    except Resolver404:
        return ""


def _keep_working(server: Server, done: Counter[str], over: threading.Event) -> None:
    """Ask for a load and a projection, one after the other, as soon as the last one is over."""
    analyst = Person(server.address)
    analyst.sign_in("analyst")
    while not over.is_set():
        for kind in KINDS:
            with _patience():
                done[kind] += _one_job(server, analyst, kind, over)


@contextmanager
def _patience() -> Iterator[None]:
    try:
        yield
    except requests.RequestException as failure:
        print(f"while working: {failure}", file=sys.stderr)
        time.sleep(1)


def _one_job(server: Server, analyst: Person, kind: str, over: threading.Event) -> int:
    pages = {"load": ("/data/", "/data/load/"), "project": ("/services/", "/services/project/")}
    answer = analyst.send(pages[kind][0], to=pages[kind][1])
    assert answer.status_code == 302, f"{kind} cannot be asked for: {answer.status_code}"
    while not over.is_set():
        time.sleep(1)
        page = analyst.get(answer.headers["Location"]).text
        if 'id="share"' not in page and "Waiting for its turn" not in page:
            return 1
    return 0


def _shown(results: Path, database: str, done: Counter[str], asked: argparse.Namespace) -> int:
    with Path(f"{results}_stats.csv").open() as file:
        rows = list(csv.DictReader(file))
    total = next(one for one in rows if one["Name"] == "Aggregated")
    pages = sorted((one for one in rows if one is not total), key=lambda one: -float(one["95%"]))
    print(f"\n### {asked.people} people for {asked.minutes:g} minutes, {database}\n")
    print(f"Meanwhile {done['load']} loads and {done['project']} projections were finished.\n")
    print("| page | requests | p50 ms | p95 ms | p99 ms | failures |\n|---|---:|---:|---:|---:|---:|")
    for one in [total, *pages]:
        name = "**all**" if one is total else one["Name"]
        times = " | ".join(one[part] for part in ("50%", "95%", "99%"))
        print(f"| {name} | {one['Request Count']} | {times} | {one['Failure Count']} |")
    failures = Path(f"{results}_failures.csv").read_text().splitlines()[1:]
    print(*failures, sep="\n", file=sys.stderr)
    is_slow = float(total["95%"]) >= MOST_MS
    if is_slow:
        print(f"\n95 of 100 pages must take less than {MOST_MS} ms.", file=sys.stderr)
    return int(is_slow or bool(int(total["Failure Count"])))


if __name__ == "__main__":
    sys.exit(main())
