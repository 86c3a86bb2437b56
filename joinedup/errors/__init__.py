"""What can go wrong, in the user's words; each family has its own exit code.

JoinedUpError            1  something failed that has no family of its own
├── CouncilNotFound      3  no council folder here or above
├── InputRefused         4  a file or folder cannot be read as it is
├── ParameterRefused     5  a parameter lacks what it must state
├── ProposalRefused      6  a proposal names something the model does not know
├── ModelRefused         7  the model cannot run on what it was given
├── StoreRefused         8  the store is locked, damaged or missing
└── OpenDataRefused      9  the open-data folder lacks a table

Exit code 2 is a command typed wrongly, as in other command-line programs.
No message carries a name, an identifier or a value from a record: a row number is enough to find it.
"""

from __future__ import annotations

from typing import ClassVar


class JoinedUpError(Exception):
    """A failure the user can act on: what, where, and what to do next.

    Args:
        what: one sentence saying what is wrong and where.
        todo: one sentence saying what to do next; empty where nothing can be done.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, what: str, todo: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.todo = todo

    def __str__(self) -> str:
        return f"{self.what} {self.todo}".rstrip()


class CouncilNotFound(JoinedUpError):
    """No `council.toml` in the folder named, the current folder or any folder above it."""

    exit_code = 3


class InputRefused(JoinedUpError):
    """A file or folder cannot be read as it is."""

    exit_code = 4


class ParameterRefused(JoinedUpError):
    """A parameter lacks something that it must state, or two files state it twice."""

    exit_code = 5


class ProposalRefused(JoinedUpError):
    """A proposal is incomplete, or names something the model does not know."""

    exit_code = 6


class ModelRefused(JoinedUpError):
    """The model cannot run on what it was given."""

    exit_code = 7


class StoreRefused(JoinedUpError):
    """The store is locked by another load, damaged or missing."""

    exit_code = 8


class OpenDataRefused(JoinedUpError):
    """The folder of national tables lacks one that is needed."""

    exit_code = 9


__all__ = [
    "CouncilNotFound",
    "InputRefused",
    "JoinedUpError",
    "ModelRefused",
    "OpenDataRefused",
    "ParameterRefused",
    "ProposalRefused",
    "StoreRefused",
]
