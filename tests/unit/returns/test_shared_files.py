"""Real samples: those that are returns are read whole; everything else is refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from joinedup.returns import FileRead, Refused, read_file

pytestmark = pytest.mark.unit

MUST_BE_READ = (
    "sample_child_level/ssda903_fake/*.csv",
    "sample_child_level/ssda903_fake/*.xml",
    "sample_child_level/ssda903_multi_year/*.csv",
    "sample_child_level/cin_census/*.xml",
    "sample_child_level/workforce/*.xml",
    "sample_child_level/school_census_fake/*_pupilonroll.parquet",
    "schools/gias_*",
    "places/schools/gias_*",
    "places/formats/fbit_synthetic_gias*.csv",
    "schools/fbit_test/pipeline_gias*.csv",
)
THROWN_AT_IT = ("sample_child_level/**/*", "places/s106/raw_council_files/*")


@pytest.mark.parametrize("pattern", MUST_BE_READ)
def test_samples_are_read_with_every_row_accounted_for(shared_data: Path, pattern: str) -> None:
    paths = sorted(shared_data.glob(pattern))
    assert paths
    for path in paths:
        result = read_file(path)
        assert isinstance(result, FileRead), f"{path.name}: {result}"
        assert result.n_read > 0, path.name
        for table in result.tables:
            assert table.n_read == table.n_loaded + table.n_set_aside, path.name


def test_every_other_file_is_read_or_refused_with_a_reason(shared_data: Path) -> None:
    paths = [path for pattern in THROWN_AT_IT for path in sorted(shared_data.glob(pattern)) if path.is_file()]
    assert len(paths) > 150
    for path in paths:
        result = read_file(path)
        if isinstance(result, Refused):
            assert result.reason.endswith("."), path.name
            assert result.todo.endswith("."), path.name


def test_counts_agree_with_counting_the_lines(shared_data: Path) -> None:
    for path in sorted((shared_data / "sample_child_level" / "ssda903_fake").glob("*.csv")):
        result = read_file(path)
        assert isinstance(result, FileRead)
        lines = path.read_text(encoding="utf-8-sig").strip().count("\n")
        assert result.n_read == lines, path.name
