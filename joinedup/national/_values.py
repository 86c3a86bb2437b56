"""From what a table says to the values of a figure."""

from __future__ import annotations

from dataclasses import dataclass

from joinedup.declared import FigureValue
from joinedup.national._authorities import Authority
from joinedup.national._history import Question, Reading, history
from joinedup.national._open_data import OpenData, Publication
from joinedup.vocabulary import FIGURES

PER_CENT = 1 / 100


@dataclass(frozen=True)
class Taken:
    """A figure that one published column gives as it stands.

    Args:
        figure: the figure.
        question: the column and the day its numbers stand on.
        scale: what a published number is multiplied by to be in the figure's unit.
        note: what a reader should know of it.
    """

    figure: str
    question: Question
    scale: float = 1.0
    note: str = ""

    def values(self, data: OpenData, authority: Authority) -> list[FigureValue]:
        """Return the figure in every year."""
        return [
            figure_value(
                self.figure,
                authority.ons_code,
                self.question,
                reading,
                self.question.reader.panel(data).table,
                value=reading.value * self.scale,
                note=self.note,
            )
            for reading in history(data, self.question, authority)
        ]


def figure_value(
    figure: str,
    area: str,
    question: Question,
    reading: Reading,
    table: Publication,
    *,
    value: float,
    note: str = "",
    band: str = "",
) -> FigureValue:
    """Return a value of a figure read from a table, on the day that the question gives."""
    if figure not in FIGURES:
        raise KeyError(figure)
    return FigureValue(
        figure=figure,
        area=area,
        band=band,
        as_at=question.as_at(reading.year),
        value=value,
        origin=reading.origin,
        source=table.cite(reading.year),
        note=joined(reading.note, note),
    )


def joined(*notes: str) -> str:
    """Return the notes that say something, in order, as one."""
    return "; ".join(dict.fromkeys(note for note in notes if note))
