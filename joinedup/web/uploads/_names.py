"""Names of files made safe: what a browser sends as a name never decides where anything is written."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 120
_KEPT = re.compile(r"[^\w .()\-]+")
# Windows opens a device, not a file, for these, whatever their ending.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{one}{at}" for one in ("com", "lpt") for at in range(1, 10))}


def safe_name(sent: str) -> str:
    """Return a name that is a name everywhere: no folder, no control characters, neither hidden nor a device.

    Args:
        sent: the name that came with a file.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFKC", sent))[-1]
    plain = " ".join(_KEPT.sub("_", last).split()).strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    if not dot:
        stem, suffix = plain, ""
    stem = stem.strip(" .") or "file"
    if stem.split(".")[0].casefold() in _DEVICES:
        stem = f"_{stem}"
    ending = f".{suffix[:10].lower()}" if suffix else ""
    return stem[: _LONGEST - len(ending)].rstrip(" .") + ending
