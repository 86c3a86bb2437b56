"""Kill everything at twenty random points of a load, of a projection and of recording: is anything lost.

Run from a checkout with the extra `test` installed: `python benchmarks/web/kill.py`. It does what
tests/spec/test_nothing_committed_is_lost.py does at fewer points, and takes about ten minutes.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent.parent / "tests"
KILLS = "20"


def main() -> int:
    """Run the tests with more points and return how they ended."""
    told = os.environ | {"JOINEDUP_KILLS": KILLS}
    where = str(TESTS / "spec" / "test_nothing_committed_is_lost.py")
    print(f"{KILLS} kills of a load, {KILLS} of a projection, {KILLS} while two people record.")
    return subprocess.run([sys.executable, "-m", "pytest", "-v", where], env=told, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
