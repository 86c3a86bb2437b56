"""`joinedup new` and `joinedup start`: make a council's folder."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from joinedup.cli._output import AsJson, answer, progress, say, steps
from joinedup.errors import InputRefused
from joinedup.folder import TIERS, new_council


def new(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder to make; it must be empty or not exist.")
    ],
    name: Annotated[
        str, typer.Option(metavar="NAME", help="Name of the council; otherwise the folder's.")
    ] = "",
    ons_code: Annotated[str, typer.Option(metavar="CODE", help="Its ONS code.")] = "E06000000",
    dfe_code: Annotated[str, typer.Option(metavar="CODE", help="Its Department for Education code.")] = "000",
    tier: Annotated[str, typer.Option(metavar="TIER", help=f"One of {', '.join(TIERS)}.")] = "unitary",
    as_json: AsJson = False,
) -> None:
    """Make an empty folder for a council.

    The folder has a council.toml to fill in and a place for everything else. `joinedup start` makes one that
    holds the council's published figures already.
    """
    made = new_council(folder, name or _name_of(folder), ons_code=ons_code, dfe_code=dfe_code, tier=tier)
    if as_json:
        answer({"folder": str(folder), "name": made.name})
    say(
        f"Made {folder} for {made.name}.\nNext: fill in {folder / 'council.toml'}, put returns into "
        f"{made.data.relative_to(made.folder)}/, then run: joinedup load --council {folder}"
    )


def start(
    council: Annotated[
        str, typer.Argument(metavar="COUNCIL", help="Its name, ONS code or Department for Education code.")
    ],
    open_data: Annotated[
        Path, typer.Option("--open-data", metavar="DIR", help="Folder of open national tables.")
    ],
    folder: Annotated[
        Path | None,
        typer.Option(
            "--folder",
            "--council",
            metavar="DIR",
            help="Folder to make; otherwise one here, named after the council.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make a council's folder from open national tables.

    It serves any English authority with children's services. The council then has a projection and can try a
    proposal before it has sent anybody a child's record. Its own returns replace open figures one by one.
    """
    from joinedup.folder import read_council
    from joinedup.loading import load
    from joinedup.national import OpenData, find_authority, start_council

    authority = find_authority(council)
    made = folder or Path(_folder_name(authority.name))
    if made.exists() and (not made.is_dir() or any(made.iterdir())):
        raise InputRefused(f"{made} exists and is not an empty folder.", "Name another with --folder.")
    with progress() as tell:
        tell("reading national tables", 0.0)
        started = start_council(made, authority, OpenData(open_data))
        tell("reading national tables", 1.0)
        load(read_council(made), None, steps(tell))
    held = [row for row in started.coverage if row.origin in ("own", "published")]
    if as_json:
        coverage = [asdict(row) for row in started.coverage]
        answer({"folder": str(made), "name": authority.name, "coverage": coverage})
    say(
        f"Made {made} for {authority.name}: {len(started.patches)} patches and {len(started.coverage)} "
        f"starting values, {len(held)} of them the council's own as published.\n"
        f"Next: joinedup project --council {made}"
    )


def _name_of(folder: Path) -> str:
    return folder.resolve().name.replace("-", " ").replace("_", " ").title()


def _folder_name(name: str) -> str:
    kept = "".join(one for one in name.lower() if one.isalnum() or one in " -")
    return "-".join(kept.split())
