"""`joinedup digest`: what waits for each person, by e-mail."""

from __future__ import annotations

from typing import Annotated

import typer

from joinedup.cli._django import set_up_django
from joinedup.cli._output import CouncilFolder, council_at


def digest(
    council: CouncilFolder = None,
    is_dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show each message and send none; nobody counts as told.")
    ] = False,
) -> None:
    """Send everybody who is due one an e-mail of what waits for them.

    People choose on their account whether it comes daily, weekly or never. Without JOINEDUP_SMTP_URL the
    messages are printed here. Run it once a day.
    """
    set_up_django(council_at(council))
    from django.core.management import call_command

    call_command("digest", dry_run=is_dry_run)
