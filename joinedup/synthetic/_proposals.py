"""The proposals that Middleshire is considering, as its heads of service wrote them."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

# Pounds a year, and amounts such as homes; shares of today's level need no scaling.
_AMOUNT = re.compile(r"^(\s+(?:- )?(?:pounds_a_year|by): )(\d+)$", flags=re.MULTILINE)


def write_proposals(folder: Path, scale: float) -> list[Path]:
    """Write the fictional county's proposals, sized to the county.

    Args:
        folder: the council's folder; the proposals go to `proposals/` in it.
        scale: size beside the county's 870,000 people.

    Returns:
        The files written, in order of name.
    """
    target = folder / "proposals"
    target.mkdir(exist_ok=True)
    written = []
    source = files("joinedup.synthetic") / "proposals"
    for form in sorted(source.iterdir(), key=lambda one: one.name):
        text = form.read_text(encoding="utf-8")
        sized = _AMOUNT.sub(lambda found: f"{found[1]}{round(int(found[2]) * scale)}", text)
        path = target / form.name
        path.write_text(sized, encoding="utf-8")
        written.append(path)
    return written
