"""Words shared by everything above: figures, money, years and code sets."""

from joinedup.vocabulary._figures import (
    ADULT_BANDS,
    AGES,
    CARE_PLACEMENTS,
    EHC_PLACEMENTS,
    FIGURES,
    MIGRATION_BANDS,
    YEAR_GROUPS,
)
from joinedup.vocabulary._money import (
    COUNCIL_LINES,
    FUNDING_LINES,
    GRANT_BLOCKS,
    RESERVES,
    SPENDING_LINES,
    Directorate,
    Pot,
    SpendingLine,
    spending_line,
)
from joinedup.vocabulary._periods import (
    APRIL,
    MONTHS_A_YEAR,
    SEPTEMBER,
    academic_year,
    academic_year_ending,
    financial_year,
    financial_year_ending,
)
from joinedup.vocabulary._placement_codes import EHC_PLANS_BEGAN, SHORT_BREAKS, care_placement, ehc_placement
from joinedup.vocabulary._sums import MINUS, SMALL_SUM, pounds, size_of_sum

__all__ = [
    "ADULT_BANDS",
    "AGES",
    "APRIL",
    "CARE_PLACEMENTS",
    "COUNCIL_LINES",
    "EHC_PLACEMENTS",
    "EHC_PLANS_BEGAN",
    "FIGURES",
    "FUNDING_LINES",
    "GRANT_BLOCKS",
    "MIGRATION_BANDS",
    "MINUS",
    "MONTHS_A_YEAR",
    "RESERVES",
    "SEPTEMBER",
    "SHORT_BREAKS",
    "SMALL_SUM",
    "SPENDING_LINES",
    "YEAR_GROUPS",
    "Directorate",
    "Pot",
    "SpendingLine",
    "academic_year",
    "academic_year_ending",
    "care_placement",
    "ehc_placement",
    "financial_year",
    "financial_year_ending",
    "pounds",
    "size_of_sum",
    "spending_line",
]
