"""The audit: what was done, by whom and when. It only grows, and any change to it is found.

Each entry is sealed by a digest of what it says and of the digest before it. The database refuses to change
or delete an entry. Each digest is also written to `audit_anchors.txt` in the council's folder, so that
cutting the end off, or writing everything anew, is found too.
"""

from joinedup.access.audit._anchors import ANCHORS, Anchors, anchor, read_anchors
from joinedup.access.audit._entries import FIRST, record, sealed
from joinedup.access.audit._verify import Fault, Verdict, faults, verify

__all__ = [
    "ANCHORS",
    "FIRST",
    "Anchors",
    "Fault",
    "Verdict",
    "anchor",
    "faults",
    "read_anchors",
    "record",
    "sealed",
    "verify",
]
