"""What is kept of a decision, table by table."""

from joinedup.register.models._decisions import Decision, Event, FrozenTest, Option, OptionKind, Stage

__all__ = ["Decision", "Event", "FrozenTest", "Option", "OptionKind", "Stage"]
