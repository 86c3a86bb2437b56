"""The figures that the council holds now, read once for as long as nothing is loaded."""

from __future__ import annotations

from joinedup.council import Figures, held_figures
from joinedup.folder import FILE_NAME, Council
from joinedup.store import Store, remembered


def figures_now(council: Council) -> Figures:
    """Return every figure a council holds: its own, open ones, and England's rates where it holds neither."""
    store = Store(council.workings)
    made_from = (store.manifest_path, council.folder / FILE_NAME, council.local_parameters)
    return remembered((str(council.folder), "figures"), made_from, lambda: held_figures(council, store))
