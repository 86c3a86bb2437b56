"""`joinedup new` and `joinedup start`: make a council's folder."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from joinedup.cli._output import AsJson, answer, err
from joinedup.folder import new_council


def new(
    folder: Annotated[Path, typer.Argument(help="Folder to make; it must not hold anything yet.")],
    name: Annotated[str, typer.Option(help="Name of the council.")] = "New Council",
    ons_code: Annotated[str, typer.Option(help="ONS code of the council.")] = "E06000000",
    dfe_code: Annotated[str, typer.Option(help="Department for Education code.")] = "000",
    tier: Annotated[str, typer.Option(help="unitary, county, metropolitan or london.")] = "unitary",
    as_json: AsJson = False,
) -> None:
    """Make an empty council folder, ready for its returns."""
    new_council(folder, name, ons_code=ons_code, dfe_code=dfe_code, tier=tier)
    if as_json:
        answer({"folder": str(folder), "name": name})
    err.print(
        f"Made {folder}. Edit council.toml, put returns into data/, then run: "
        f"joinedup load --council {folder}"
    )


def start(
    council: Annotated[
        str, typer.Argument(help="Name, ONS code or Department for Education code of an authority.")
    ],
    open_data: Annotated[Path, typer.Option("--open-data", help="Folder of open national tables.")],
    folder: Annotated[
        Path | None, typer.Option("--folder", help="Folder to make; otherwise named after the council.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make a council's folder from open national tables alone, and load it.

    The council then has a projection and can try a proposal before it has sent anybody a child's record.
    """
    from joinedup.folder import read_council
    from joinedup.loading import load
    from joinedup.national import OpenData, find_authority, start_council

    authority = find_authority(council)
    made = folder or Path(authority.name.lower().replace(" ", "-").replace(",", "").replace("'", ""))
    started = start_council(made, authority, OpenData(open_data))
    load(read_council(made))
    if as_json:
        answer(
            {
                "folder": str(made),
                "name": authority.name,
                "coverage": [asdict(row) for row in started.coverage],
            }
        )
    held = sum(row.origin in ("own", "published") for row in started.coverage)
    err.print(
        f"Made {made} for {authority.name}: {len(started.patches)} patches, "
        f"{len(started.coverage)} starting values, "
        f"{held} of them the council's own as published. Next: joinedup project --council {made}",
        highlight=False,
    )
