"""`joinedup backup` and `joinedup restore`: everything in one file, and back."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated

import typer

from joinedup.cli._django import prepare, set_up_django_at
from joinedup.cli._output import AsJson, CouncilFolder, answer, council_at, progress, say


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="File to make, such as monday.zip.")],
    council: CouncilFolder = None,
    as_json: AsJson = False,
) -> None:
    """Copy everything that people did and every file of the council into one file.

    People can go on working meanwhile: the records are those of one moment. The file holds personal data and
    is for its owner alone. Left out are .joinedup/, which `joinedup load` and `joinedup project` make anew,
    sessions, and what is only in the environment, such as JOINEDUP_SECRET_KEY.
    """
    here = council_at(council)
    prepare(here)
    from joinedup.access.backups import make_backup

    with progress() as tell:
        made = make_backup(here, file, tell)
    manifest = made.manifest
    rows = sum(part.rows or 0 for part in manifest.parts.values())
    files = sum(name.startswith("folder/") for name in manifest.parts)
    if as_json:
        answer({"file": str(file), "bytes": made.size, "rows": rows, "files": files, "last": manifest.last})
        return
    say(f"{file} holds {rows:,} rows and {files:,} files of {manifest.council}.")
    if manifest.left_out:
        say(f"Left out, since they lead out of the folder: {', '.join(manifest.left_out)}.")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")],
    into: Annotated[
        Path, typer.Option("--into", metavar="DIR", help="Folder to make; it must be empty or not exist.")
    ],
    as_json: AsJson = False,
) -> None:
    """Bring a backup back into an empty folder.

    All of it is checked before anything is written, and the audit is checked afterwards. Where
    JOINEDUP_DATABASE_URL names a PostgreSQL database, the records go there; it must be empty.
    """
    # The folder has another name until everything is in it.
    part = into.resolve().with_name(f".{into.resolve().name}.{secrets.token_hex(4)}.part")
    set_up_django_at(part)
    from joinedup.access.backups import restore_backup

    with progress() as tell:
        done = restore_backup(file, into, tell)
    if as_json:
        answer({"folder": str(into), "rows": done.rows, "files": done.files, "entries": done.audit.entries})
        return
    say(
        f"{into} holds {done.rows:,} rows and {done.files:,} files of {done.manifest.council} as of "
        f"{done.manifest.made_at}. The audit is whole: {done.audit.entries:,} entries.\n"
        f"Next: joinedup load --council {into}, then joinedup project and joinedup serve."
    )
