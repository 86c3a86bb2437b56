"""What somebody wrote in a YAML file: read, held to its form, and refused with all that is wrong at once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from joinedup.errors import InputRefused, ProposalRefused

Refused = type[InputRefused] | type[ProposalRefused]
_CORRECT = "\nCorrect the file and try again."
_ENDINGS = (".yaml", ".yml")


def read_written(path: Path, refused: Refused) -> Any:
    """Return the content of a YAML file, with its dates as text, which is how schemas speak of them.

    Args:
        path: the file.
        refused: the error to raise.

    Raises:
        InputRefused, ProposalRefused: the file is missing, cannot be read or is not YAML.
    """
    try:
        return _plain(yaml.safe_load(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise refused(f"There is no file {path}.", _beside(path)) from error
    except (OSError, yaml.YAMLError, ValueError) as error:
        # A day that is in no calendar, such as 2027-02-30, is a plain ValueError.
        raise refused(f"{path.name} cannot be read as YAML: {error}", _CORRECT) from error


def refuse_faults(file: str, faults: Sequence[str], refused: Refused) -> None:
    """Refuse a file that has faults, and say every one of them.

    Args:
        file: name of the file.
        faults: what is wrong; nothing is refused where there is none.
        refused: the error to raise.

    Raises:
        InputRefused, ProposalRefused: there are faults.
    """
    if faults:
        lines = "".join(f"\n  {fault}" for fault in faults)
        many = "1 thing is" if len(faults) == 1 else f"{len(faults)} things are"
        raise refused(f"{file}: {many} not right.{lines}", _CORRECT)


def faults_of_form(content: Any, schema: dict[str, Any]) -> Iterator[str]:
    """Yield every way in which content departs from a JSON schema: where it stands and what is wanted."""
    validator = jsonschema.Draft202012Validator(schema)
    faults = sorted(validator.iter_errors(content), key=lambda one: [str(step) for step in one.absolute_path])
    for fault in faults:
        steps = [str(step + 1) if isinstance(step, int) else str(step) for step in fault.absolute_path]
        told = fault.schema.get("description", "") if isinstance(fault.schema, dict) else ""
        # A clash between alternatives is told by what is wanted, not by all that each of them misses.
        says = told if fault.validator in ("oneOf", "not") and told else f"{fault.message}. {told}"
        yield f"{'.'.join(steps) or 'the file'}: {says}".rstrip()


def not_finite(written: Any, where: str = "") -> Iterator[str]:
    """Yield a fault for every number that is infinite or undefined, which YAML can hold and no sum can.

    Args:
        written: content of a YAML file.
        where: where it stands in the file, for the message.
    """
    if isinstance(written, float) and not math.isfinite(written):
        yield f"{where}: {written} is not a number that can be reckoned with"
    held = written if isinstance(written, dict) else {}
    if isinstance(written, list):
        held = dict(enumerate(written, start=1))
    for step, one in held.items():
        yield from not_finite(one, f"{where}.{step}".lstrip("."))


def _beside(path: Path) -> str:
    """Return which YAML files lie in the same folder, as a sentence; "" where none do."""
    held = path.parent.iterdir() if path.parent.is_dir() else iter(())
    names = sorted(one.name for one in held if one.suffix in _ENDINGS)
    return f"That folder holds: {', '.join(names)}." if names else ""


def _plain(content: Any) -> Any:
    if isinstance(content, date):
        return content.isoformat()
    if isinstance(content, dict):
        return {str(key): _plain(value) for key, value in content.items()}
    if isinstance(content, list):
        return [_plain(value) for value in content]
    return content
