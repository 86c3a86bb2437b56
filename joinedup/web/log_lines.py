"""Lines of the log that say what failed and where in the code, and no value, name or address of anybody.

More people read logs than may read the data, and the words of an error often quote what was in the way.
"""

from __future__ import annotations

import logging
import traceback
from typing import Any

_OURS = ("django.request", "joinedup")


class WithoutValues(logging.Formatter):
    """Writes the kind of a failure and the lines of code that led to it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one entry of the log."""
        says = record.getMessage() if record.name.startswith(_OURS) else "refused or failed"
        lines = [f"{record.levelname} {record.name}: {says.partition('?')[0]}"]
        if record.exc_info:
            lines.append(self.formatException(record.exc_info))
        return "\n".join(lines)

    def formatException(self, ei: Any) -> str:
        """Return the kinds of errors and where they came from, without their words."""
        _, error, _ = ei
        lines: list[str] = []
        while error is not None:
            lines.append(f"{type(error).__module__}.{type(error).__qualname__} at:")
            lines += [one.rstrip() for one in traceback.format_tb(error.__traceback__)]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)
