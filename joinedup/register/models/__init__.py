"""What is kept of a decision, table by table."""

from joinedup.register.models._collaboration import (
    Answer,
    Collaboration,
    Findings,
    Message,
    Party,
    PartyKind,
    Position,
    SeenRelated,
)
from joinedup.register.models._consulting import (
    Consultation,
    ConsultationKind,
    DueRegard,
    Effect,
    EqualityAnalysis,
    EqualityFinding,
)
from joinedup.register.models._decisions import Decision, Event, FrozenTest, Option, OptionKind, Stage

__all__ = [
    "Answer",
    "Collaboration",
    "Consultation",
    "ConsultationKind",
    "Decision",
    "DueRegard",
    "Effect",
    "EqualityAnalysis",
    "EqualityFinding",
    "Event",
    "Findings",
    "FrozenTest",
    "Message",
    "Option",
    "OptionKind",
    "Party",
    "PartyKind",
    "Position",
    "SeenRelated",
    "Stage",
]
