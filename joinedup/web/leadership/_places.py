"""Where a thing of leadership lies, for the rules on who may act on it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class InDirectorate:
    """Something that belongs to one directorate and no patch or other organisation."""

    directorates: tuple[str, ...]
    patches: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()

    @classmethod
    def of(cls, directorate: str) -> InDirectorate:
        """Return a place in a directorate; one that is not known lies nowhere."""
        return cls((directorate,) if directorate else ())
