"""Every return is declared so that it checks and describes itself, and no two are mistaken for each other."""

from __future__ import annotations

import re

import pytest

from joinedup.declared import Column, Kind, Table
from joinedup.returns import (
    FileRead,
    TabularReturn,
    XmlReturn,
    known_checks,
    known_returns,
    schema_of,
)
from joinedup.returns.reading import EVERY_TABLE
from tests.unit.returns.conftest import Read

pytestmark = pytest.mark.unit

TABULAR = [one for one in known_returns() if isinstance(one, TabularReturn)]
XML = [one for one in known_returns() if isinstance(one, XmlReturn)]
TABLES = {table.name: table for one in known_returns() for table in one.tables}
COLUMNS = [
    pytest.param(table, column, id=f"{table.name}.{column.name}")
    for table in TABLES.values()
    for column in table.columns
]


@pytest.mark.parametrize("one", TABULAR, ids=lambda one: one.name)
def test_the_published_header_is_recognised_as_itself(read: Read, one: TabularReturn) -> None:
    names = [column.published for column in one.table.columns if column.published]
    result = read(",".join(names + (["2026/27"] if one.year_columns else [])))
    assert isinstance(result, FileRead), result
    assert result.recognised_as == one.name


@pytest.mark.parametrize("one", TABULAR, ids=lambda one: one.name)
def test_what_a_return_is_known_by_are_columns_of_the_file(one: TabularReturn) -> None:
    assert [name for name in one.knows_by if not one.table.column(name).published] == []


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_a_column_says_what_it_is(table: Table, column: Column) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", column.name)
    assert column.says.endswith(".")
    assert not column.codes or column.kind is Kind.CODE
    assert sum(other.name == column.name for other in table.columns) == 1


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_a_key_names_columns(table: Table) -> None:
    assert [name for name in table.key if name not in schema_of(table)] == []


def test_names_numbers_and_addresses_of_people_are_marked_personal() -> None:
    of_a_person = {"child", "upn", "former_upn", "forename", "surname", "born", "pupil", "family"}
    unmarked = [
        f"{table.name}.{column.name}"
        for table in TABLES.values()
        for column in table.columns
        if column.name in of_a_person and not column.personal
    ]
    assert unmarked == []


def test_each_rule_speaks_of_a_known_table_and_column_once() -> None:
    checks = known_checks()
    assert len(checks) >= 20
    for check in checks:
        table = TABLES[check.rule.table]
        assert check.column in schema_of(table)
        assert set(check.needs) <= set(schema_of(table))
        assert set(check.reads) <= set(TABLES)
        assert check.rule.says.endswith(".")
    codes = [(check.rule.table, check.rule.code) for check in checks]
    assert len(codes) == len(set(codes))
    assert {rule.code for rule in EVERY_TABLE}.isdisjoint(code for _, code in codes)


def test_each_xml_message_is_told_by_its_root_and_collection() -> None:
    told_by = [(one.root, one.collection) for one in XML]
    assert len(told_by) == len(set(told_by))
