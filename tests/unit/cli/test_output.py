"""Standard output belongs to the answer."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.unit

LIBRARY_THAT_PRINTS = """
import ctypes, os
from joinedup.cli._output import nothing_printed
library = ctypes.CDLL("ucrtbase" if os.name == "nt" else None)
print("before")
with nothing_printed():
    library.printf(b"a remark past its own switch\\n")
    with nothing_printed():
        library.printf(b"another\\n")
print("after")
"""


def test_what_a_library_prints_by_itself_is_not_in_the_answer() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIBRARY_THAT_PRINTS], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["before", "after"]
