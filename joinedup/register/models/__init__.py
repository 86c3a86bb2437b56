"""What is kept of a decision, table by table."""

from joinedup.register.models._assurance import AssuranceAnswer, AssuranceTest
from joinedup.register.models._decisions import Decision, Event, FrozenTest, Option, OptionKind, Stage

__all__ = ["AssuranceAnswer", "AssuranceTest", "Decision", "Event", "FrozenTest", "Option", "OptionKind", "Stage"]
