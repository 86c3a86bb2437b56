"""Coverage: whose numbers a projection starts from, of when, and what to load next."""

from joinedup.reports.coverage._page import CoveragePage, coverage_page
from joinedup.reports.coverage._write import CoverageFiles, as_csv, as_json, write_coverage

__all__ = ["CoverageFiles", "CoveragePage", "as_csv", "as_json", "coverage_page", "write_coverage"]
