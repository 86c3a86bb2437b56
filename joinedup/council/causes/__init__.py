"""Why proposals do what they do: the model with everything recorded, and the ways through it in words."""

from joinedup.council.causes._causes import CausalPath, CausalPaths, causal_paths
from joinedup.council.causes._everything import Course, central_inputs, everything_kernel
from joinedup.council.causes._influence import Influence
from joinedup.council.causes._walk import Way, strongest_ways
from joinedup.council.causes._words import CausalStep, in_words

__all__ = [
    "CausalPath",
    "CausalPaths",
    "CausalStep",
    "Course",
    "Influence",
    "Way",
    "causal_paths",
    "central_inputs",
    "everything_kernel",
    "in_words",
    "strongest_ways",
]
