"""Leadership on paper: handover packs, tests of assurance, structures compared, and the tables of each."""

from joinedup.reports.leadership._assurance import WEIGHED, assurance_paper
from joinedup.reports.leadership._comparison import comparison_paper, in_short
from joinedup.reports.leadership._handover import HandoverRest, OpenDecision, handover_paper
from joinedup.reports.leadership._tables import (
    MeasureNow,
    Values,
    alone,
    checks_table,
    evidence,
    findings_table,
    functions_table,
    layers_table,
    lines_table,
    loads_table,
    measure_values,
    measures_table,
    standing,
    state,
)

__all__ = [
    "WEIGHED",
    "HandoverRest",
    "MeasureNow",
    "OpenDecision",
    "Values",
    "alone",
    "assurance_paper",
    "checks_table",
    "comparison_paper",
    "evidence",
    "findings_table",
    "functions_table",
    "handover_paper",
    "in_short",
    "layers_table",
    "lines_table",
    "loads_table",
    "measure_values",
    "measures_table",
    "standing",
    "state",
]
