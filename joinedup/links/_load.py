"""Read the links between services."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from joinedup.declared import Link, LinkKind
from joinedup.errors import ModelRefused

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEYS = {"source", "target", "says", "kind", "parameters", "delay"}


@cache
def load_links() -> dict[str, tuple[Link, ...]]:
    """Return every link, by the service that is moved.

    Raises:
        ModelRefused: a file does not say what a link needs.
    """
    folder = Path(__file__).parent
    return {path.stem: tuple(_links(path)) for path in sorted(folder.glob("*.yaml"))}


def _links(path: Path) -> list[Link]:
    rows = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506  a safe loader
    return [_link(path.name, row) for row in rows or []]


def _link(file: str, row: dict[str, object]) -> Link:
    wrong = sorted(set(row) - _KEYS) + sorted({"source", "target", "says", "kind"} - set(row))
    if wrong:
        raise ModelRefused(f"links/{file}: a link has wrong or missing keys: {', '.join(wrong)}.")
    link = Link(
        str(row["source"]),
        str(row["target"]),
        str(row["says"]),
        LinkKind(str(row["kind"])),
        tuple(str(name) for name in row.get("parameters") or ()),  # type: ignore[attr-defined]
        str(row.get("delay", "")),
    )
    if (link.kind is LinkKind.EFFECT) != bool(link.parameters):
        raise ModelRefused(
            f"links/{file}: {link.source} to {link.target}: an effect names the parameters that hold its "
            "size; arithmetic names none."
        )
    return link
