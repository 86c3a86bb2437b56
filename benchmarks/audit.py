"""How long writing one entry of the audit takes, and checking 100,000: `python benchmarks/audit.py`."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from joinedup.cli._django import prepare
from joinedup.folder import new_council

N_WRITTEN = 500
N_CHECKED = 100_000


def main() -> None:
    """Write entries one by one, fill the table up, and check it."""
    with tempfile.TemporaryDirectory() as folder:
        here = new_council(
            Path(folder) / "council", "Testshire", ons_code="E06000000", dfe_code="000", tier="unitary"
        )
        prepare(here)
        from joinedup.access.audit import anchor, record, sealed, verify
        from joinedup.access.models import AuditEntry

        began = time.perf_counter()
        for at in range(N_WRITTEN):
            last = record(None, "did something", f"thing {at}", how=at)
        written = (time.perf_counter() - began) / N_WRITTEN
        more = []
        for number in range(N_WRITTEN + 1, N_CHECKED + 1):
            entry = AuditEntry(
                number=number, at=last.at, action="did something", about="thing", before=last.digest
            )
            entry.digest = sealed(entry)
            anchor(here.folder, number, entry.digest)
            more.append(entry)
            last = entry
        AuditEntry.objects.bulk_create(more, batch_size=5_000)
        began = time.perf_counter()
        found = verify(here.folder)
        checked = time.perf_counter() - began
        assert found.is_whole and found.entries == N_CHECKED
    sys.stdout.write(f"writing one entry: {1_000 * written:.1f} ms\n")
    sys.stdout.write(f"checking {N_CHECKED:,} entries: {checked:.1f} s\n")


if __name__ == "__main__":
    main()
