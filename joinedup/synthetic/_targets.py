"""What Middleshire asks of its next budget: the targets file that better sets of proposals are found from."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

# Pounds and counts of people grow with the county; the load of a service, which is 1 when full, does not.
_AMOUNT = re.compile(r"^(\s+(?:saves_at_least|by_at_most|at_most): )(\d{2,})$", flags=re.MULTILINE)


def write_targets(folder: Path, scale: float) -> list[Path]:
    """Write the fictional county's targets, sized to the county.

    Args:
        folder: the council's folder; the files go to `targets/` in it.
        scale: size beside the county's 870,000 people.

    Returns:
        The files written, in order of name.
    """
    target = folder / "targets"
    target.mkdir(exist_ok=True)
    written = []
    source = files("joinedup.synthetic") / "targets"
    for form in sorted(source.iterdir(), key=lambda one: one.name):
        text = form.read_text(encoding="utf-8")
        path = target / form.name
        path.write_text(
            _AMOUNT.sub(lambda found: f"{found[1]}{_sized(int(found[2]) * scale)}", text), encoding="utf-8"
        )
        written.append(path)
    return written


def _sized(amount: float) -> str:
    return f"{round(amount, 1 if amount < 100 else None):.10g}"
