"""Kernels kept as files: one module a service, and one that runs them.

A module is named after the hash of its source, so that a change in one service leaves the machine code of all
others as it was. What is not compiled yet is compiled side by side in processes of their own.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from joinedup.errors import ModelRefused

_OPENING = "joinedup_kernel_"
# Compile in other processes only where it saves more than their start costs.
_WORTH_SHARING = 3


def module_name(source: str) -> str:
    """Return the name of the module that holds this source."""
    return f"{_OPENING}{hashlib.sha256(source.encode('utf-8')).hexdigest()[:24]}"


def keep(source: str) -> str:
    """Write a module where kernels are kept, once; returns its name."""
    name = module_name(source)
    path = _path(name)
    if not path.is_file() or path.read_text(encoding="utf-8") != source:
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as made:
            made.write(source)
        Path(made.name).replace(path)
    return name


def load(name: str) -> ModuleType:
    """Return a module of the kernel folder.

    Raises:
        ModelRefused: it cannot be read.
    """
    if name in sys.modules:
        return sys.modules[name]
    path = _path(name)
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ModelRefused(f"The kernel at {path} cannot be read.", "Delete it and try again.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def compile_side_by_side(names: Sequence[str]) -> None:
    """Compile those of these modules that have no machine code yet, in as many processes as processors.

    Each process compiles its share and leaves the machine code in the kernel folder, where this process finds
    it. A process that fails is no harm: what it should have compiled is compiled when it is first called.
    """
    lacking = [name for name in names if not _is_compiled(name)]
    processes = os.cpu_count() or 1
    if len(lacking) < _WORTH_SHARING or processes < 2:
        return
    # The largest first, dealt out in turn, so that no process is left with all the large ones.
    by_size = sorted(lacking, key=lambda name: (-_path(name).stat().st_size, name))
    shares = [by_size[first::processes] for first in range(processes)]
    running = [
        subprocess.Popen([sys.executable, "-m", "joinedup.engine._compile_modules", *share])  # noqa: S603
        for share in shares
        if share
    ]
    for process in running:
        process.wait()


def _is_compiled(name: str) -> bool:
    return any((kept_in() / "__pycache__").glob(f"{name}.month-*.nbi"))


def _path(name: str) -> Path:
    return kept_in() / f"{name}.py"


def kept_in() -> Path:
    """Return the folder of kernels, which only its owner may write, since what lies there is run."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = base / "joinedup" / "kernels"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    return folder
