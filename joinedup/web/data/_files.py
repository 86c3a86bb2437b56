"""Files sent through the application: where they are kept, and taking them away again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from django.utils import timezone

from joinedup.errors import InputRefused
from joinedup.folder import Council
from joinedup.store import make_folder
from joinedup.web.uploads import Upload

UPLOADED = "uploaded"


@dataclass(frozen=True)
class UploadedFile:
    """A file that was sent.

    Args:
        path: where it is, relative to `data/`.
        size: its bytes.
        sent_at: when it was sent.
    """

    path: str
    size: int
    sent_at: datetime

    @property
    def key(self) -> str:
        """What addresses call it: a file's name may say more than an address should."""
        return hashlib.sha256(self.path.encode()).hexdigest()[:16]


def uploaded_files(council: Council) -> list[UploadedFile]:
    """Return every file that was sent through the application and is still there, by path."""
    folder = council.data / UPLOADED
    found = []
    for file in sorted(folder.rglob("*")) if folder.is_dir() else []:
        if file.is_file() and not file.name.startswith("."):
            stat = file.stat()
            sent = datetime.fromtimestamp(stat.st_mtime, timezone.get_current_timezone())
            found.append(UploadedFile(file.relative_to(council.data).as_posix(), stat.st_size, sent))
    return found


def keep(council: Council, uploads: list[Upload], folder: str, *, is_replacing: bool) -> list[str]:
    """Put files into the council's folder and return their paths relative to `data/`.

    Nothing is kept where one of them is there already and may not be replaced.

    Raises:
        InputRefused: there is a file of that name, and it was not said that it is to be replaced.
    """
    where = council.data / UPLOADED / folder if folder else council.data / UPLOADED
    there = [one.name for one in uploads if (where / one.name).exists()]
    if there and not is_replacing:
        raise InputRefused(
            f"There is a file called {' and one called '.join(there)} already.",
            "Tick the box to replace it, or give yours another name.",
        )
    make_folder(where)
    return [
        one.keep_in(where, is_replacing=is_replacing).relative_to(council.data).as_posix() for one in uploads
    ]


def uploaded_file(council: Council, key: str) -> UploadedFile:
    """Return the file that an address names.

    Raises:
        InputRefused: there is no such file among those that were sent.
    """
    found = next((one for one in uploaded_files(council) if one.key == key), None)
    if found is None:
        raise InputRefused("There is no such file among those that were sent.", "It may be gone already.")
    return found


def remove(council: Council, one: UploadedFile) -> None:
    """Take a file away that was sent through the application."""
    file = council.data / PurePosixPath(one.path)
    file.unlink(missing_ok=True)
    _drop_if_empty(file.parent, council.data / UPLOADED)


def _drop_if_empty(folder: Path, top: Path) -> None:
    if folder != top and not any(folder.iterdir()):
        folder.rmdir()
