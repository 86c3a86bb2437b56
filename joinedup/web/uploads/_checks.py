"""What may be sent, and the check of one sending."""

from __future__ import annotations

import os
import secrets
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.core.files.uploadedfile import UploadedFile
from django.forms import ValidationError

from joinedup.errors import InputRefused
from joinedup.web.uploads._content import NotThat, check_magic, check_text, check_xml, check_zip
from joinedup.web.uploads._names import safe_name

_MB = 1_000_000
_CHUNK = 1_048_576
_OWNER_ALONE = 0o600

# What each ending promises, and what looks whether the promise is kept.
_CHECKS: dict[str, Callable[[IO[bytes], int], None]] = {
    ".csv": check_text,
    ".txt": check_text,
    ".tsv": check_text,
    ".json": check_text,
    ".geojson": check_text,
    ".yaml": check_text,
    ".yml": check_text,
    ".xml": check_xml,
    ".xlsx": check_zip("xl/workbook"),
    ".ods": check_zip("content.xml"),
    ".docx": check_zip("word/document"),
    ".zip": check_zip(),
    ".xls": check_magic(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ".pdf": check_magic(b"%PDF-"),
    ".parquet": check_magic(b"PAR1"),
    ".png": check_magic(b"\x89PNG\r\n\x1a\n"),
    ".jpg": check_magic(b"\xff\xd8\xff"),
    ".jpeg": check_magic(b"\xff\xd8\xff"),
}


@dataclass(frozen=True)
class Limits:
    """What one sending may hold.

    Args:
        suffixes: the endings allowed, each with its dot.
        most_bytes: most bytes of one file.
        most_files: most files of one sending.
        most_unpacked: most bytes that a packed file may unpack to.
    """

    suffixes: tuple[str, ...]
    most_bytes: int = 200 * _MB
    most_files: int = 50
    most_unpacked: int = 2_000 * _MB

    def __post_init__(self) -> None:
        unknown = sorted(set(self.suffixes) - set(_CHECKS))
        assert not unknown, f"no check of the content of {unknown}"

    @property
    def says(self) -> str:
        """The limits in a sentence."""
        kinds = ", ".join(one[1:].upper() for one in self.suffixes)
        return f"Up to {self.most_files} files of {kinds}, each no larger than {_size(self.most_bytes)}."


DATA = Limits((".csv", ".txt", ".xlsx", ".xls", ".ods", ".xml", ".json", ".geojson", ".parquet", ".zip"))
DOCUMENTS = Limits((".pdf", ".docx", ".ods", ".xlsx", ".csv", ".txt"), 25 * _MB, 10, 250 * _MB)
FILES = Limits((".yaml", ".yml"), _MB, 20, _MB)


@dataclass(frozen=True)
class Upload:
    """A file that was sent and is what its name says.

    Args:
        name: its name, safe on any system; never a path.
        size: its bytes.
        file: what holds it until it is kept.
    """

    name: str
    size: int
    file: UploadedFile[bytes]

    def keep_in(self, folder: Path, *, is_replacing: bool = False) -> Path:
        """Write the file into a folder, whole or not at all, for its owner alone; returns where it is.

        Args:
            folder: where to; it must exist.
            is_replacing: whether a file of this name may be replaced.

        Raises:
            InputRefused: there is such a file already.
        """
        kept, part = folder / self.name, folder / f".{secrets.token_hex(8)}.part"
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ALONE)
        try:
            with os.fdopen(handle, "wb") as into:
                self.file.seek(0)
                for chunk in self.file.chunks(_CHUNK):
                    into.write(chunk)
                into.flush()
                os.fsync(into.fileno())
            if is_replacing:
                part.replace(kept)
            else:
                # Unlike a rename, a link refuses to take the place of a file that came in between.
                os.link(part, kept)
        except FileExistsError:
            raise InputRefused(
                f"There is a file called {self.name} already.",
                "Rename yours, or say that it replaces the other.",
            ) from None
        finally:
            part.unlink(missing_ok=True)
        return kept


def accepted(sent: Sequence[UploadedFile[bytes]], limits: Limits) -> list[Upload]:
    """Return the files of one sending, or say of each what is wrong with it.

    Raises:
        ValidationError: there are too many, or one is too large, of another kind, or not what its name says.
    """
    if len(sent) > limits.most_files:
        raise ValidationError(f"Choose no more than {limits.most_files} files at once")
    uploads, wrong = [], []
    for file in sent:
        name = safe_name(file.name or "")
        says = _wrong_with(file, name, limits)
        if says:
            wrong.append(f"{name} {says}")
        uploads.append(Upload(name, file.size or 0, file))
    # Some systems hold "a.csv" and "A.csv" to be the same file.
    names = Counter(one.name.casefold() for one in uploads)
    wrong += [f"{name} is there twice" for name, times in names.items() if times > 1]
    if wrong:
        raise ValidationError(wrong)
    return uploads


def _wrong_with(file: UploadedFile[bytes], name: str, limits: Limits) -> str:
    suffix = Path(name).suffix
    if suffix not in limits.suffixes:
        kinds = ", ".join(one[1:].upper() for one in limits.suffixes)
        return f"must be one of these: {kinds}"
    if not file.size:
        return "is empty"
    if file.size > limits.most_bytes:
        return f"must be smaller than {_size(limits.most_bytes)}"
    try:
        file.seek(0)
        assert file.file is not None
        _CHECKS[suffix](file.file, limits.most_unpacked)
    except NotThat as refusal:
        return str(refusal)
    finally:
        file.seek(0)
    return ""


def _size(n_bytes: int) -> str:
    return f"{n_bytes // _MB} MB"
