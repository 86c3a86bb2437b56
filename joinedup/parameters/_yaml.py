"""Read one YAML file safely, refusing keys that are given twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

# The C loader is ten times faster and is in every wheel; a build from source may lack it.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_mapping(path: Path) -> tuple[dict[Any, Any], list[str]]:
    """Return the mapping a file holds, and what is wrong with it as YAML."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}, ["cannot be read as UTF-8 text"]
    loader = _LOADER(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return {}, ["is empty"]
        faults = [f"gives {key!r} twice" for key in _repeated_keys(node)]
        content = loader.construct_document(node)
    except (yaml.YAMLError, ValueError) as error:
        return {}, [f"is not valid YAML: {' '.join(str(error).split())}"]
    finally:
        loader.dispose()
    if not isinstance(content, dict):
        return {}, ["is not a list of `key: value` lines"]
    return content, faults


def _repeated_keys(node: yaml.Node, seen: frozenset[int] = frozenset()) -> list[str]:
    # YAML keeps the last of two equal keys in silence, which would lose a dated value. A node may name
    # itself as a part of itself; it is looked at once.
    if id(node) in seen:
        return []
    seen |= {id(node)}
    if isinstance(node, yaml.SequenceNode):
        return [key for item in node.value for key in _repeated_keys(item, seen)]
    if not isinstance(node, yaml.MappingNode):
        return []
    keys = [str(key.value) for key, _ in node.value]
    repeated = sorted({key for key in keys if keys.count(key) > 1})
    return repeated + [key for _, value in node.value for key in _repeated_keys(value, seen)]
