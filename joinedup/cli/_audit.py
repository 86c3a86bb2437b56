"""`joinedup audit`: whether the record of who did what is as it was written."""

from __future__ import annotations

from dataclasses import asdict

import typer

from joinedup.cli._django import prepare
from joinedup.cli._help import PlainCommand
from joinedup.cli._output import AsJson, CouncilFolder, answer, council_at, say
from joinedup.errors import StoreRefused

audit = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    subcommand_metavar="COMMAND ...",
    help="Check the record of who did what.",
)

_SHOWN = 20


@audit.callback()
def _audit() -> None:
    """Check the record of who did what."""


@audit.command(cls=PlainCommand, short_help="Check that nothing in it was changed.")
def verify(council: CouncilFolder = None, as_json: AsJson = False) -> None:
    """Check that no entry of the audit was changed, removed, put in, moved or cut off.

    Each entry is checked against what it says, against the one before it, and against audit_anchors.txt in
    the council's folder. The exit code is 8 where anything is wrong.
    """
    here = council_at(council)
    prepare(here)
    from joinedup.access.audit import record
    from joinedup.access.audit import verify as check

    found = check(here.folder)
    record(None, "checked the audit", entries=found.entries, faults=len(found.faults), last=found.last)
    if as_json:
        answer({**asdict(found), "is_whole": found.is_whole})
    if not found.is_whole:
        listed = [
            f"Entry {one.number}: {one.says}." if one.number else f"{one.says}." for one in found.faults
        ]
        more = f"\nand {len(listed) - _SHOWN} more." if len(listed) > _SHOWN else ""
        raise StoreRefused(
            "The audit is not as it was written:\n" + "\n".join(listed[:_SHOWN]) + more,
            "Leave everything as it is, copy the council's folder, and tell the monitoring officer.",
        )
    say(f"All {found.entries:,} entries are as they were written. The last is sealed with\n{found.last}")
    if found.unanchored:
        say(
            f"{len(found.unanchored):,} have no line in audit_anchors.txt, as happens when the folder cannot "
            "be written or the machine stops just then."
        )
