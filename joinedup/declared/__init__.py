"""Declarations that check and describe themselves."""

from joinedup.declared._capacity import Capacity
from joinedup.declared._figure import Figure, FigureKind, FigureValue, Origin
from joinedup.declared._lever import Lever, LeverKind
from joinedup.declared._link import Link, LinkKind
from joinedup.declared._measure import Better, Measure, Over
from joinedup.declared._parameter import (
    Design,
    Distribution,
    Parameter,
    ParameterValue,
    RangeMeaning,
    Standing,
)
from joinedup.declared._rule import Rule
from joinedup.declared._source import Source
from joinedup.declared._table import Column, Kind, Table

__all__ = [
    "Better",
    "Capacity",
    "Column",
    "Design",
    "Distribution",
    "Figure",
    "FigureKind",
    "FigureValue",
    "Kind",
    "Lever",
    "LeverKind",
    "Link",
    "LinkKind",
    "Measure",
    "Origin",
    "Over",
    "Parameter",
    "ParameterValue",
    "RangeMeaning",
    "Rule",
    "Source",
    "Standing",
    "Table",
]
