"""Compile modules of the kernel folder and leave their machine code there: a program for `_kernel_files`."""

from __future__ import annotations

import sys

from joinedup.engine._kernel_files import load
from joinedup.engine._signatures import BEGIN_TYPES, MONTH_TYPES

if __name__ == "__main__":
    for name in sys.argv[1:]:
        module = load(name)
        module.begin.compile(BEGIN_TYPES)
        module.month.compile(MONTH_TYPES)
