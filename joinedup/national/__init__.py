"""Typed readers of the open national tables, and a council's folder made from them alone."""

from joinedup.national._authorities import Authority, authorities, find_authority
from joinedup.national._figures import CoverageRow, coverage, open_figures
from joinedup.national._open_data import OpenData, Publication
from joinedup.national._publications import publications
from joinedup.national._start import FIGURES_FILE, Started, start_council, write_figures

__all__ = [
    "FIGURES_FILE",
    "Authority",
    "CoverageRow",
    "OpenData",
    "Publication",
    "Started",
    "authorities",
    "coverage",
    "find_authority",
    "open_figures",
    "publications",
    "start_council",
    "write_figures",
]
