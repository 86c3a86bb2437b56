"""A served council with answers about money, made once for all tests of the plan."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_money import made_answers

from joinedup.store import keep_result


@pytest.fixture(scope="session")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """One answer of each kind, by what it is kept as."""
    return dict(made_answers(tmp_path_factory.mktemp("answers")))


@pytest.fixture
def filled(served: Path, answers: dict[str, object]) -> Path:
    """The folder of a served council in which every answer is kept."""
    for name, answer in answers.items():
        keep_result(served / ".joinedup", name, answer)
    return served
