"""The proposals that Middleshire is considering, as its heads of service wrote them."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

# Pounds a year, and amounts such as homes; shares of today's level need no scaling.
_AMOUNT = re.compile(r"^(\s+(?:- )?(?:pounds_a_year|by): )(-?\d+)$", flags=re.MULTILINE)
# From here on people count in whole numbers; a tenth of two programmes is a fifth of one, not none.
_WHOLE_FROM = 10


def sized_forms(scale: float) -> dict[str, str]:
    """Return the text of each proposal's file, by the file's name, with its amounts sized to the county.

    Args:
        scale: size beside the county's 870,000 people.
    """
    source = files("joinedup.synthetic") / "proposals"
    forms = sorted(source.iterdir(), key=lambda one: one.name)
    return {
        form.name: _AMOUNT.sub(
            lambda found: f"{found[1]}{_sized(int(found[2]) * scale)}", form.read_text(encoding="utf-8")
        )
        for form in forms
    }


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
    for name, text in sized_forms(scale).items():
        path = target / name
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


def _sized(amount: float) -> str:
    return str(round(amount)) if abs(amount) >= _WHOLE_FROM else f"{amount:.2g}"
