"""`python -m django work`: do the long work that pages ask for."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from joinedup.web.worker._work import do, work_for_ever


class Command(BaseCommand):
    """Take work from the queue for as long as it runs, or do one piece of it."""

    help = "Do the long work that pages ask for."

    def add_arguments(self, parser: CommandParser) -> None:
        """Say what it takes."""
        parser.add_argument("number", type=int, nargs="?", help="The one piece of work to do.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run."""
        if options["number"] is None:
            work_for_ever()
        else:
            do(options["number"])
