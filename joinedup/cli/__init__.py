"""The door from the terminal: arguments in, answers out, no arithmetic."""

from joinedup.cli._app import app, main

__all__ = ["app", "main"]
