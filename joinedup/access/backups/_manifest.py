"""What a backup says of itself, and whether it is all there."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any

from joinedup.errors import InputRefused

MANIFEST = "manifest.json"
FORMAT = 1
RECORDS, FOLDER = "records/", "folder/"
_CHUNK = 1_048_576
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)

Tell = Callable[[str, float], None]


@dataclass(frozen=True)
class Part:
    """One file inside a backup.

    Args:
        size: its bytes, unpacked.
        sha256: digest of its bytes.
        rows: rows, where it is a table.
    """

    size: int
    sha256: str
    rows: int | None = None


@dataclass(frozen=True)
class Manifest:
    """What is in a backup.

    Args:
        version: version of JoinedUp that made it.
        made_at: when, in coordinated universal time.
        council: name of the council.
        database: kind of database it was made from.
        migrations: the steps that its tables had taken, by application.
        entries: entries of the audit in it.
        last: digest of the last of them.
        parts: every file inside, by name.
        left_out: files of the folder that are not in it, such as links to elsewhere.
    """

    version: str
    made_at: str
    council: str
    database: str
    migrations: dict[str, list[str]]
    entries: int
    last: str
    parts: dict[str, Part]
    left_out: tuple[str, ...] = ()

    def written(self) -> bytes:
        """Return it as it is kept."""
        return json.dumps({"format": FORMAT, **asdict(self)}, indent=1, ensure_ascii=False).encode()


def read_manifest(path: Path, tell: Tell) -> Manifest:
    """Read a backup to its end and return what is in it, once all of it is as it was written.

    Raises:
        InputRefused: it is no backup, damaged, incomplete, changed, or made by a newer version.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(json.loads(archive.read(MANIFEST)))
            _check_version(manifest)
            _check_names(archive, manifest)
            for at, (name, part) in enumerate(manifest.parts.items()):
                tell("checking the backup", at / len(manifest.parts))
                _check_part(archive, name, part)
            tell("checking the backup", 1.0)
    except FileNotFoundError:
        raise InputRefused(f"There is no file {path}.", "Check its name.") from None
    except (KeyError, TypeError, *_BROKEN) as error:
        raise _damaged(path) from error
    except OSError as error:
        raise InputRefused(f"{path} cannot be read: {error.strerror}.", "Check the disk it is on.") from error
    return manifest


def sha256_of(chunks: Any) -> tuple[int, str]:
    """Return size and digest of what comes in chunks."""
    size, digest = 0, hashlib.sha256()
    for chunk in chunks:
        size += len(chunk)
        digest.update(chunk)
    return size, digest.hexdigest()


def version_parts(said: str) -> tuple[int, ...]:
    """Return a version so that a newer one is larger."""
    return tuple(int(one) for one in said.split(".")[:3] if one.isdecimal())


def _manifest(held: dict[str, Any]) -> Manifest:
    if held.pop("format") > FORMAT:
        raise _newer(str(held.get("version", "")))
    parts = {name: Part(**part) for name, part in held.pop("parts").items()}
    return Manifest(parts=parts, left_out=tuple(held.pop("left_out")), **held)


def _check_version(manifest: Manifest) -> None:
    if version_parts(manifest.version) > version_parts(version("joinedup")):
        raise _newer(manifest.version)


def _newer(made_by: str) -> InputRefused:
    return InputRefused(
        f"The backup was made by JoinedUp {made_by}, which is newer than this one ({version('joinedup')}).",
        "Install that version, or a newer one, and try again.",
    )


def _check_names(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    names = [member.filename for member in archive.infolist()]
    if sorted(names) != sorted([MANIFEST, *manifest.parts]):
        raise ValueError("parts are missing, or were put in")
    for name in manifest.parts:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or not name.startswith((RECORDS, FOLDER)) or "\\" in name:
            raise ValueError("a part lies outside")


def _check_part(archive: zipfile.ZipFile, name: str, part: Part) -> None:
    with archive.open(name) as held:
        found = sha256_of(iter(lambda: held.read(_CHUNK), b""))
    if found != (part.size, part.sha256):
        raise ValueError("a part is not as it was written")


def _damaged(path: Path) -> InputRefused:
    return InputRefused(
        f"{path} is no backup of JoinedUp, or it is damaged or was changed.",
        "Nothing was written. Use another backup.",
    )
