"""The whole council: services coupled, proposals laid on, and whose figures are used."""

from joinedup.council._affected import Affected
from joinedup.council._alternatives import Alternatives, try_alternatives
from joinedup.council._answers_for import answers_for, quantities_in_words, services_of_quantities
from joinedup.council._areas import Area, AreaCounts, area_counts, areas_of
from joinedup.council._backcast import Backcast, Scored, Summary, backcast
from joinedup.council._certainty import DirectorateRisk, PotCertainty
from joinedup.council._code import code_hash
from joinedup.council._conditioning import Conditioning
from joinedup.council._decided import BUDGET_LEVER
from joinedup.council._figures import Figures, collect_figures, figures_of, held_figures
from joinedup.council._kept import keep_projection, kept_backcast, kept_projection
from joinedup.council._model import capacities, kernel, levers, links, measures, services
from joinedup.council._money import MoneyEffect
from joinedup.council._named import (
    every_proposal,
    limits_of,
    new_proposal_path,
    proposal_path,
    proposals_named,
)
from joinedup.council._plan import Plan
from joinedup.council._projection import (
    AreaCourse,
    LineCourse,
    MeasureCourse,
    PotCourse,
    Projection,
    RoomCourse,
    project,
)
from joinedup.council._ranges import Range
from joinedup.council._ripple import (
    MOST_DRAWS,
    Headline,
    MeasureEffect,
    PlacesShort,
    Ripple,
    try_proposals,
    try_until_exact,
)
from joinedup.council._runs import RunManifest, compile_kernel, manifest_as_json
from joinedup.council._session import DRAWS, SEED, YEARS, Ready, Settings, ready, ready_with
from joinedup.council._starting import StartingValue
from joinedup.council._tipping import Tipping
from joinedup.council._written import faults_of_form, not_finite, read_written, refuse_faults

__all__ = [
    "BUDGET_LEVER",
    "DRAWS",
    "MOST_DRAWS",
    "SEED",
    "YEARS",
    "Affected",
    "every_proposal",
    "limits_of",
    "proposals_named",
    "Alternatives",
    "Area",
    "AreaCounts",
    "area_counts",
    "areas_of",
    "answers_for",
    "quantities_in_words",
    "services_of_quantities",
    "try_alternatives",
    "AreaCourse",
    "Backcast",
    "Conditioning",
    "DirectorateRisk",
    "PotCertainty",
    "Tipping",
    "capacities",
    "code_hash",
    "try_until_exact",
    "Figures",
    "Headline",
    "LineCourse",
    "MeasureCourse",
    "MeasureEffect",
    "MoneyEffect",
    "PlacesShort",
    "Plan",
    "PotCourse",
    "Projection",
    "Range",
    "Ready",
    "Ripple",
    "RoomCourse",
    "RunManifest",
    "Scored",
    "Settings",
    "StartingValue",
    "Summary",
    "backcast",
    "collect_figures",
    "compile_kernel",
    "faults_of_form",
    "figures_of",
    "held_figures",
    "keep_projection",
    "kept_backcast",
    "kept_projection",
    "kernel",
    "levers",
    "links",
    "manifest_as_json",
    "measures",
    "new_proposal_path",
    "not_finite",
    "project",
    "proposal_path",
    "ready",
    "ready_with",
    "read_written",
    "refuse_faults",
    "services",
    "try_proposals",
]
