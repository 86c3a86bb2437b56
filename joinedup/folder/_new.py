"""A new council's folder: what to fill in, and where to put what."""

from __future__ import annotations

from pathlib import Path

from joinedup.errors import InputRefused
from joinedup.folder._council import FILE_NAME, TIERS, Council, read_council
from joinedup.folder._private import FOLDER_MODE, make_private

FILE_MODE = 0o600

_TOML = """\
# What JoinedUp must know about the council before it reads any file.
# A line that begins with # is a comment.

[council]
name = {name}
ons_code = {ons_code}   # nine characters, as in ONS tables
dfe_code = {dfe_code}         # three digits, as in Department for Education tables
tier = {tier}
region = {region}

[plan]
starts = 2026-04-01   # first day of the plan, always a 1 April

# When an effect on somebody else is large enough that they must be asked.
[material]
probability = 0.5
gbp_per_year = 250000
share = 0.01

# The council's parts. One is enough to start with. Replace it by as many as there are, each made of
# wards, lower super output areas or districts, by ONS code:
#   wards = ["E05000001", "E05000002"]
[[patch]]
id = "all"
name = {name}

# Groups of schools for which places are planned together, if there are any:
#   [[planning_area]]
#   code = "P01"
#   name = "North primary"
#   phase = "primary"
#   patch = "all"

# What the council calls its directorates, where that differs from the usual names:
#   [[directorate]]
#   id = "children"
#   name = "Children, families and communities"

# Other organisations that own functions here, such as district councils in a county:
#   [[organisation]]
#   id = "district"
#   name = "A district council"
#   functions = ["homelessness"]
"""

_READMES = {
    "data": """\
# data

Put returns and extracts here exactly as they were exported, in any folders you like. `joinedup load` knows
each file by its content, whatever its name. A year in the name of a file or its folder (`ssda903/2026/`)
tells which year it speaks for where its content does not.

To correct a file, replace it here and load again. To take its rows out, remove it and load again.

These files hold personal data. Only the owner of this folder can read them; keep it so.
""",
    "proposals": """\
# proposals

One YAML file for each proposal. `joinedup proposal new` writes one to fill in; `joinedup try` shows what it
does to every other service, and `joinedup portfolio` what all of them do together.
""",
    "targets": """\
# targets

One YAML file for each question of `joinedup optimise`: which proposals may be chosen, which limits every set
must keep and what is better for residents. The user guide, `Better sets`, shows one.
""",
    "parameters": """\
# parameters

Local values that take the place of national ones, in the same form as the national files. Each states its
unit, date, source and range. `joinedup parameters check` reads them.
""",
    "leadership": """\
# leadership

Who is accountable: CSV files of posts, members and priorities. `joinedup load` reads them.

- posts: Post, Person, Directorate, Reports to, From, To, Statutory role
- members: Member, Role, Portfolio, Committee, From, To
- priorities: Priority, Title, Owner post, Measure, Target, By

The user guide, `Leadership`, shows the other files: functions and duties, owners of measures, contributions,
patches, teams, portfolios, committees, partners and tests of assurance; the constitution's scheme of
delegation in delegations.yaml; and draft structures in structures/.
""",
}


def new_council(
    folder: Path,
    name: str,
    *,
    ons_code: str = "E06000000",
    dfe_code: str = "000",
    tier: str = "unitary",
    region: str = "England",
) -> Council:
    """Make a council's folder, readable by its owner alone, and return the council it describes.

    Args:
        folder: where to make it.
        name: the council's name.
        ons_code: its ONS code.
        dfe_code: its three-digit Department for Education code.
        tier: `unitary`, `county`, `metropolitan` or `london`.
        region: its region.

    Raises:
        InputRefused: something is already there, or the tier is not one of the four.
    """
    if tier not in TIERS:
        raise InputRefused(f"{tier!r} is not a kind of council.", f"Choose one of {', '.join(TIERS)}.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputRefused(
            f"{folder} exists and is not an empty folder.", "Name a folder that does not exist."
        )
    folder.mkdir(parents=True, exist_ok=True)
    make_private(folder)
    written = {"name": name, "ons_code": ons_code, "dfe_code": dfe_code, "tier": tier, "region": region}
    _write(folder / FILE_NAME, _TOML.format(**{key: _quoted(value) for key, value in written.items()}))
    for below, text in _READMES.items():
        (folder / below).mkdir(mode=FOLDER_MODE)
        _write(folder / below / "README.md", text)
    return read_council(folder)


def _write(path: Path, text: str) -> None:
    path.touch(mode=FILE_MODE)
    path.write_text(text, encoding="utf-8")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{"".join(one for one in escaped if one.isprintable())}"'
