"""The analytical store: immutable Parquet named in a manifest that is swapped in one step.

A reader sees the manifest of the last load that finished, whatever a writer is doing meanwhile.
"""

from joinedup.store._cells import not_a_formula
from joinedup.store._files import make_folder, put
from joinedup.store._lock import only_writer
from joinedup.store._manifest import EMPTY, Manifest, Piece, SourceFile
from joinedup.store._own_data import Count, OwnData, own_data
from joinedup.store._reach import Reach
from joinedup.store._remembered import remembered, stamp_of
from joinedup.store._results import frozen, keep_result, kept_result, result_name, result_path, thawed
from joinedup.store._store import Store
from joinedup.store._writer import Writer

__all__ = [
    "EMPTY",
    "Count",
    "Manifest",
    "OwnData",
    "Piece",
    "Reach",
    "SourceFile",
    "Store",
    "Writer",
    "frozen",
    "keep_result",
    "kept_result",
    "make_folder",
    "not_a_formula",
    "only_writer",
    "own_data",
    "put",
    "remembered",
    "result_name",
    "result_path",
    "stamp_of",
    "thawed",
]
