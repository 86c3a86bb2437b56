"""Boundaries as GeoJSON: every area is a row, and one that cannot be drawn is set aside with why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from joinedup.returns import FileRead, Refused, read_file

pytestmark = pytest.mark.unit

SQUARE = [[-2.0, 52.0], [-1.9, 52.0], [-1.9, 52.1], [-2.0, 52.1], [-2.0, 52.0]]


def area(
    code: str, rings: Any, kind: str = "Polygon", columns: tuple[str, str] = ("WD24CD", "WD24NM")
) -> Any:
    properties = {columns[0]: code, columns[1]: f"Ward {code}", "BNG_E": 4, "nested": {"a": 1}}
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": rings},
    }


def read(folder: Path, *areas: Any) -> FileRead | Refused:
    file = folder / "boundaries.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": list(areas)}))
    return read_file(file)


@pytest.mark.parametrize("columns", [("WD24CD", "WD24NM"), ("wd_cd", "wd_nm"), ("LAD25CD", "LAD25NM")])
def test_boundaries_are_known_by_the_names_of_any_edition(tmp_path: Path, columns: tuple[str, str]) -> None:
    found = read(tmp_path, area("E05000001", [SQUARE], columns=columns))
    assert isinstance(found, FileRead)
    assert found.recognised_as == "boundaries"
    rows = found.tables[0].rows.select("area", "area_name", "shape").rows()
    assert rows[0][:2] == ("E05000001", "Ward E05000001")
    assert json.loads(rows[0][2]) == [[SQUARE]]


def test_an_area_of_several_parts_keeps_them_all(tmp_path: Path) -> None:
    other = [[east + 0.5, north] for east, north in SQUARE]
    found = read(tmp_path, area("E05000001", [[SQUARE], [other]], "MultiPolygon"))
    assert isinstance(found, FileRead)
    assert len(json.loads(found.tables[0].rows["shape"][0])) == 2


@pytest.mark.parametrize(
    ("rings", "kind", "why"),
    [
        ([SQUARE[:-1]], "Polygon", "not closed"),
        ([SQUARE[:3]], "Polygon", "fewer than four points"),
        ([[[-2, 52], [-1.9, 52], [-1.8, 52], [-2, 52]]], "Polygon", "has no area"),
        (
            [[[400_000, 300_000], [400_100, 300_000], [400_100, 300_100], [400_000, 300_000]]],
            "Polygon",
            "WGS84",
        ),
        ([[["a", 52], [-1.9, 52], [-1.8, 52.1], ["a", 52]]], "Polygon", "not two numbers"),
        ([], "Polygon", "no rings"),
        ([[]], "MultiPolygon", "no rings"),
        ([-2, 52], "Point", "not a polygon"),
        (None, "Polygon", "no rings"),
    ],
)
def test_a_shape_that_cannot_be_drawn_is_set_aside_with_why(
    tmp_path: Path, rings: Any, kind: str, why: str
) -> None:
    found = read(tmp_path, area("E05000001", [SQUARE]), area("E05000002", rings, kind))
    assert isinstance(found, FileRead)
    assert (found.n_read, found.n_loaded, found.n_set_aside) == (2, 1, 1)
    assert why in found.tables[0].set_aside["reason"][0]
    assert found.tables[0].set_aside["source_row"].to_list() == [2]


def test_the_same_area_twice_is_set_aside(tmp_path: Path) -> None:
    found = read(tmp_path, area("E05000001", [SQUARE]), area("E05000001", [SQUARE]))
    assert isinstance(found, FileRead)
    assert (found.n_loaded, found.n_set_aside) == (1, 1)


@pytest.mark.parametrize(
    "content",
    [
        '{"type": "FeatureCollection"}',
        '{"type": "FeatureCollection", "features": [1]}',
        '{"type": "Topology"}',
    ],
)
def test_what_holds_no_areas_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "x.geojson"
    file.write_text(content)
    assert isinstance(read_file(file), Refused)
