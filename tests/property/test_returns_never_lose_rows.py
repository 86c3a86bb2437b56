"""Whatever the bytes, a reader answers; and whatever happens to a file, its rows add up."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from joinedup.returns import FileRead, Refused, TabularReturn, known_returns, read_file

pytestmark = pytest.mark.property

TABULAR = [one for one in known_returns() if isinstance(one, TabularReturn)]
SAME_FOLDER = settings(
    deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
STARTS = st.sampled_from(
    [b"", b"PK\x03\x04", b"\x1f\x8b\x08", b"PAR1", b"<Message>", b"<?xml version='1.0'?>", b"[{", b"\xff\xfe"]
)
CELL = st.one_of(
    st.sampled_from(
        ["", "1", "01/02/2025", "31/02/2025", "=1+1", "NULL", "Total", "£1,0", '"', '""', "c", "é"]
    ),
    st.text(max_size=12),
)
SEPARATORS = st.sampled_from([",", ";", "\t"])
ENDS = st.sampled_from(["\n", "\r\n"])


def accounted(path: Path, content: bytes) -> FileRead | Refused:
    path.write_bytes(content)
    result = read_file(path)
    if isinstance(result, FileRead):
        for table in result.tables:
            assert table.n_read == table.rows.height + table.set_aside.height
            assert table.set_aside["reason"].null_count() == 0
            loaded, aside = set(table.rows["source_row"]), set(table.set_aside["source_row"])
            # A row whose years became rows may be loaded for one year and set aside for another.
            is_wide = any(column.name == "year" and not column.published for column in table.table.columns)
            assert is_wide or not loaded & aside
    else:
        assert result.reason
        assert result.todo
    return result


@SAME_FOLDER
@given(start=STARTS, rest=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(tmp_path: Path, start: bytes, rest: bytes) -> None:
    accounted(tmp_path / "bytes", start + rest)


@SAME_FOLDER
@given(one=st.sampled_from(TABULAR), data=st.data())
def test_any_cells_under_a_known_header_add_up(
    tmp_path: Path, one: TabularReturn, data: st.DataObject
) -> None:
    header = [column.published for column in one.table.columns if column.published]
    header += ["2026/27", "2027/28"] if one.year_columns else []
    rows = data.draw(st.lists(st.lists(CELL, max_size=len(header) + 2), max_size=6))
    separator, end = data.draw(SEPARATORS), data.draw(ENDS)
    lines = [separator.join(cells) for cells in (header, *rows)]
    accounted(tmp_path / "table.csv", end.join(lines).encode())


@SAME_FOLDER
@given(
    rows=st.lists(
        st.tuples(st.integers(1, 9), st.dates().map(lambda day: day.strftime("%d/%m/%Y").zfill(10))),
        max_size=30,
    ),
    one_more=st.sampled_from(["", "x,y,z,too,many,values,here", '"', '1,"unclosed']),
)
def test_each_line_of_data_is_one_row_read(
    tmp_path: Path, rows: list[tuple[int, str]], one_more: str
) -> None:
    lines = [f"{child},,{day},PN1" for child, day in rows] + ([one_more] if one_more else [])
    result = accounted(tmp_path / "reviews.csv", "\n".join(["CHILD,DOB,REVIEW,REVIEW_CODE", *lines]).encode())
    assert isinstance(result, FileRead)
    assert result.n_read == len(lines)


@SAME_FOLDER
@given(cut=st.integers(0, 400), content=st.binary(max_size=4))
def test_a_file_cut_anywhere_or_spoiled_is_read_or_refused(tmp_path: Path, cut: int, content: bytes) -> None:
    whole = (
        b"<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year></CollectionDetails>"
        b"</Header><Children><Child><ChildIdentifiers><LAchildID>1</LAchildID></ChildIdentifiers><CINdetails>"
        b"<CINreferralDate>2025-05-01</CINreferralDate></CINdetails></Child></Children></Message>"
    )
    accounted(tmp_path / "message.xml", whole[:cut] + content + whole[cut + 1 :])
