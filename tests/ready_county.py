"""The small fictional county with everything run on it that the pages show, and somebody in each role.

`python ready_county.py people` makes the people; it needs Django set up for the council by the environment.
"""

from __future__ import annotations

import fcntl
import os
import sys
from pathlib import Path

from serving import run_beside

from joinedup.cli._demo_accounts import MARK, make_demo_accounts

DRAWS = 32
SCALE = 0.02
# The people of the demonstration, by what comes before the @ of their address.
PEOPLE = (
    *("analyst", "accountant", "housing", "send", "fostering"),
    *("director.children", "director.education", "director.adults", "director.place"),
    *("director.public.health", "chief.executive", "finance", "monitoring.officer", "democratic.services"),
    *("leader", "lead.member", "cabinet.housing", "scrutiny", "north.lead", "east.lead"),
    *("health.board", "inspector", "administrator"),
)


def address_of(who: str) -> str:
    """Return the e-mail address of one of the people, by what comes before the @."""
    return f"{who}@middleshire.example"


def ready_county(shared: Path) -> Path:
    """Return the folder of the county, making it where nobody has; copy it before writing into it.

    Args:
        shared: a folder that every process of a test run shares.
    """
    folder = shared / "ready_county"
    with (shared / "ready_county.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        mark = shared / "ready_county.done"
        if not mark.exists():
            make(folder)
            mark.touch()
    return folder


def make(folder: Path, scale: float = SCALE, draws: int = DRAWS) -> None:
    """Make the county in a folder that does not exist yet: its files, loads, runs and people."""
    # In processes of their own: a test process keeps neither the model nor a set-up of Django.
    run_beside(folder, str(Path(__file__)), "run", str(scale), str(draws))
    make_people(folder)


def make_people(folder: Path, more: dict[str, str] | None = None) -> None:
    """Make the database of a council and somebody in each role, where there is neither yet."""
    run_beside(folder, "-m", "django", "migrate", "--verbosity", "0", more=more)
    run_beside(folder, str(Path(__file__)), "people", more=more)


def _run(folder: Path, scale: float, draws: int) -> None:
    from joinedup.council import Settings, backcast, keep_projection, project, ready
    from joinedup.folder import read_council
    from joinedup.loading import load
    from joinedup.reports.load import write_load_report
    from joinedup.synthetic import make_county

    make_county(folder, scale=scale, seed=1)
    (folder / MARK).write_text("The demonstration, made for tests.\n")
    council = read_council(folder)
    write_load_report(council, load(council, None))
    asked, settings = ready(council), Settings(draws=draws, seed=1)
    keep_projection(council, project(asked, settings), backcast(asked, settings))


def _people(folder: Path) -> None:
    import django

    django.setup()
    from joinedup.folder import read_council

    made = make_demo_accounts(read_council(folder))
    assert {one.email for one in made} == {address_of(who) for who in PEOPLE}


if __name__ == "__main__":
    here = Path(os.environ["JOINEDUP_COUNCIL"])
    if sys.argv[1] == "people":
        _people(here)
    else:
        _run(here, float(sys.argv[2]), int(sys.argv[3]))
