"""Backups: everything that people did and every file of the council, in one file, and back again.

A backup is a ZIP archive: `manifest.json`, which says what is in it with the digest of each part;
`records/TABLE.jsonl`, one row a line, the same for SQLite and PostgreSQL; and `folder/`, the council's files.
It is made while people work: the records are those of one moment. Left out are what can be rebuilt
(`.joinedup/`), sessions, and secrets of the environment.
"""

from joinedup.access.backups._make import BACKED_UP, Made, make_backup
from joinedup.access.backups._manifest import Manifest, read_manifest
from joinedup.access.backups._restore import Restored, restore_backup

__all__ = [
    "BACKED_UP",
    "Made",
    "Manifest",
    "Restored",
    "make_backup",
    "read_manifest",
    "restore_backup",
]
