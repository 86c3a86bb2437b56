"""Help in plain words: what a command is called with, without the types that a program would want to know."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand


class PlainCommand(TyperCommand):
    """A command whose help reads `PROPOSAL`, not `{PROPOSAL} <list[str]>`."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return what stands in the usage line after the command."""
        return [piece.strip("{}").replace("}", "") for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write what the command takes, arguments first."""
        for heading, kind in (("Arguments", "argument"), ("Options", "option")):
            rows = []
            for one in self.get_params(ctx):
                record = one.get_help_record(ctx) if one.param_type_name == kind else None
                if record is not None:
                    name, says = record
                    rows.append((one.metavar if kind == "argument" and one.metavar else name, says))
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)
