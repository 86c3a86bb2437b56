"""Who answers for what in the county: functions, patches, teams, assurance and the scheme of delegation.

Nothing here is drawn by chance: these are files that a council writes once and changes by hand.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import PurePosixPath

import polars as pl

from joinedup.synthetic._names import BOYS, GIRLS, SURNAMES
from joinedup.synthetic._places import PATCHES
from joinedup.synthetic.writers import Output

# Teams in every patch and for the whole county: name, function, post it reports to, and staff at full size.
_IN_PATCHES = (
    ("Family Help team", "F08", "Patch Lead, {patch}", 34),
    ("Family hub", "F09", "Patch Lead, {patch}", 12),
    ("Assessment and safeguarding team", "F01", "Head of Safeguarding and Quality", 28),
    ("Children in need team", "F02", "Director of Social Work", 24),
    ("Attendance team", "F17", "Head of Attendance and Inclusion", 7),
    ("SEND casework team", "F15", "Head of SEND", 15),
    ("Youth work team", "F10", "Head of Youth Services", 9),
)
_FOR_ALL = (
    ("Front door", "F01", "Head of Safeguarding and Quality", 22),
    ("Looked-after children teams", "F03", "Head of Looked-after Children", 64),
    ("Leaving care team", "F05", "Head of Looked-after Children", 26),
    ("Fostering and kinship teams", "F04", "Head of Fostering", 41),
    ("Adoption team", "F06", "Head of Fostering", 12),
    ("Youth justice team", "F11", "Head of Youth Services", 23),
    ("Virtual school", "F12", "Virtual School Head", 9),
    ("Admissions team", "F14", "Head of School Place Planning", 11),
    ("School improvement team", "F20", "Director of Education and Inclusion", 14),
    ("Early years and childcare team", "F21", "Director of Education and Inclusion", 10),
    ("Homelessness team", "F28", "Head of Housing", 38),
)
_COUNCILLORS_EACH = 6
_SCRUTINY = (
    "Children and Families Scrutiny Committee",
    "Finance Scrutiny Committee",
    "Corporate Parenting Board",
)
_SINCE = "19/05/2025"


def write_responsibilities(out: Output, scale: float) -> None:
    """Write the files of `leadership/` that say who answers for what, and the scheme of delegation.

    Args:
        out: where to.
        scale: size beside the county's 870,000 people; teams are as large as the county is.
    """
    source = files("joinedup.synthetic") / "leadership"
    for one in sorted(source.iterdir(), key=lambda each: each.name):
        if one.name.endswith(".csv"):
            text = one.read_text(encoding="utf-8")
            if one.name == "committee_members.csv":
                text += _councillors()
            out.text(f"leadership/{one.name}", text, max(text.count("\n") - 1, 0))
        elif one.name.endswith(".yaml"):
            out.text(f"leadership/{one.name}", one.read_text(encoding="utf-8"), 1)
    for one in sorted((source / "structures").iterdir(), key=lambda each: each.name):
        out.text(f"leadership/structures/{PurePosixPath(one.name)}", one.read_text(encoding="utf-8"), 1)
    names = ["Team", "Function", "Patch", "Reports to", "Staff", "From", "To"]
    out.csv("leadership/teams.csv", pl.DataFrame(_teams(scale), schema=names, orient="row"))


def _teams(scale: float) -> list[tuple[str, str, str, str, int, str, str]]:
    rows = [
        (f"{team}, {name}", function, patch, post.format(patch=name), _staff(staff, scale), "01/04/2024", "")
        for team, function, post, staff in _IN_PATCHES
        for patch, name, _ in PATCHES
    ]
    rows += [
        (team, function, "", post, _staff(staff, scale), "01/04/2024", "")
        for team, function, post, staff in _FOR_ALL
    ]
    return rows


def _staff(staff: int, scale: float) -> int:
    return max(round(staff * scale), 1)


def _councillors() -> str:
    """Return seats of councillors without an office, by names that step through the lists."""
    first = (*GIRLS, *BOYS)
    lines: list[str] = []
    for committee in _SCRUTINY:
        for _ in range(_COUNCILLORS_EACH):
            at = len(lines)
            name = f"{first[(at * 7 + 3) % len(first)]} {SURNAMES[(at * 11 + 5) % len(SURNAMES)]}"
            lines.append(f"{committee},{name},Member,{_SINCE},\n")
    return "".join(lines)
