"""Load the national parameters, and a council's own values over them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from joinedup.declared import Parameter
from joinedup.errors import ParameterRefused
from joinedup.parameters._read import read_parameter

NATIONAL = Path(__file__).resolve().parent
_PART = re.compile(r"[a-z][a-z0-9_]*")


def load_parameters(local: Path | None = None) -> dict[str, Parameter]:
    """Return every parameter by its dotted name.

    Args:
        local: folder of a council's own values, which replace the national ones; it need not exist.

    Raises:
        ParameterRefused: files lack something they must state; every file and fault is named at once.
    """
    national = _national()
    if local is None or not local.is_dir():
        return dict(national)
    return national | _read_folder(local, national)


def find_parameter(parameters: Mapping[str, Parameter], name: str) -> Parameter:
    """Return the parameter called `name`.

    Raises:
        ParameterRefused: there is none; the message suggests what was meant.
    """
    if name in parameters:
        return parameters[name]
    raise ParameterRefused(
        f"There is no parameter {name!r}.{_meant(name, parameters)}",
        "`joinedup parameters list` names them all.",
    )


@cache
def _national() -> dict[str, Parameter]:
    return _read_folder(NATIONAL, None)


def _read_folder(folder: Path, national: Mapping[str, Parameter] | None) -> dict[str, Parameter]:
    parameters: dict[str, Parameter] = {}
    refused: list[tuple[Path, str]] = []
    for path in sorted(one for one in folder.rglob("*.y*ml") if one.is_file()):
        name = ".".join(path.relative_to(folder).with_suffix("").parts)
        faults = _faults_of_name(path, name, national)
        if not faults:
            overridden = None if national is None else national[name]
            parameter, faults = read_parameter(path, name, overridden)
            if parameter is not None:
                parameters[name] = parameter
        refused += [(path, fault) for fault in faults]
    if refused:
        _refuse(folder, refused)
    return parameters


def _faults_of_name(path: Path, name: str, national: Mapping[str, Parameter] | None) -> list[str]:
    if path.suffix != ".yaml":
        return ["ends in .yml; name it .yaml"]
    if not all(_PART.fullmatch(part) for part in name.split(".")):
        return ["is not named in lower-case letters, digits and underscores"]
    if national is not None and name not in national:
        return [f"there is no parameter {name!r}.{_meant(name, national)}"]
    return []


def _meant(name: str, parameters: Mapping[str, Parameter]) -> str:
    last = name.rsplit(".", 1)[-1]
    same_file = [known for known in parameters if known.rsplit(".", 1)[-1] == last]
    close = same_file or get_close_matches(name, list(parameters), n=3, cutoff=0.6)
    return f" Did you mean {' or '.join(sorted(close)[:3])}?" if close else ""


def _refuse(folder: Path, refused: list[tuple[Path, str]]) -> None:
    lines = [f"  {path.relative_to(folder)}: {fault}" for path, fault in refused]
    files = len({path for path, _ in refused})
    what = f"{files} parameter file{'s' if files > 1 else ''} in {folder} refused:\n" + "\n".join(lines)
    raise ParameterRefused(what, "\nCorrect every line above; the user guide, `Parameters`, shows the form.")
