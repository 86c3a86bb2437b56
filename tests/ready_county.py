"""The small fictional county with everything run on it that the pages show, and somebody in each role.

`python ready_county.py people` makes the people; it needs Django set up for the council by the environment.
"""

from __future__ import annotations

import fcntl
import sys
from pathlib import Path

from serving import run_beside

PASSWORD = "middleshire demo 1"
DRAWS = 32
SCALE = 0.02
# Role, what comes before @middleshire.example, the post, and where the role holds.
PEOPLE = (
    ("administrator", "administrator", "Systems Administrator", {}),
    ("analyst", "analyst", "Data Analyst", {}),
    ("head_of_service", "head", "Head of Looked-after Children", {"directorate": "children"}),
    ("director", "director", "Executive Director of Children and Families", {"directorate": "children"}),
    ("director", "education", "Director of Education and Inclusion", {"directorate": "education"}),
    ("director", "housing", "Head of Housing", {"directorate": "housing"}),
    ("director", "adults", "Executive Director of Adults and Communities", {"directorate": "adults"}),
    ("director", "place", "Executive Director of Place", {"directorate": "place"}),
    ("chief_executive", "chief", "Chief Executive", {}),
    ("finance", "finance", "Head of Finance, Children and Education", {}),
    ("monitoring_officer", "monitoring", "Director of Law and Governance", {}),
    ("democratic_services", "democratic", "Democratic Services Officer", {}),
    ("cabinet_member", "member", "Lead Member for Children's Services", {}),
    ("scrutiny_member", "scrutiny", "Chair, Children and Families Scrutiny Committee", {}),
    ("patch_lead", "north", "Patch Lead, North Middleshire", {"patch": "north"}),
    ("partner", "partner", "Integrated Care Board", {"organisation": "icb"}),
    ("inspector", "inspector", "His Majesty's Inspector", {}),
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
    council = read_council(folder)
    write_load_report(council, load(council, None))
    asked, settings = ready(council), Settings(draws=draws, seed=1)
    keep_projection(council, project(asked, settings), backcast(asked, settings))


def _people() -> None:
    import django

    django.setup()
    from joinedup.access.models import Account

    for role, who, post, place in PEOPLE:
        if Account.objects.filter(email=address_of(who)).exists():
            continue
        account = Account.objects.create_user(address_of(who), post, PASSWORD)
        account.appointments.create(role=role, post=post, **place)


if __name__ == "__main__":
    import os

    if sys.argv[1] == "people":
        _people()
    else:
        _run(Path(os.environ["JOINEDUP_COUNCIL"]), float(sys.argv[2]), int(sys.argv[3]))
