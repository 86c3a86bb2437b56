"""No command says anything that can identify a person."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest
from command_line import QUICK, Said, run

pytestmark = pytest.mark.unit

# Shorter codes and names would be met by chance in words and numbers.
SHORTEST = 6
IDENTIFIERS = ("number", "upn", "postcode")


@pytest.fixture(scope="module")
def personal(small_county_truth: Path) -> set[str]:
    people = pl.read_parquet(small_county_truth / "people.parquet")
    carers = pl.read_parquet(small_county_truth / "carers.parquet")
    values = {str(value) for name in IDENTIFIERS for value in people[name].drop_nulls().unique()}
    for table in (people, carers):
        names = table.select("forename", "surname").drop_nulls().unique().rows()
        values |= {f"{forename} {surname}" for forename, surname in names}
        values |= {f"{surname}, {forename}" for forename, surname in names}
    return {value for value in values if len(value) >= SHORTEST}


def named(personal: set[str], said: Said) -> list[str]:
    """Return what identifies somebody: a number on its own, or a name or postcode anywhere."""
    told = re.sub(r"\s+", " ", said.out + said.err)
    alone = set(re.findall(r"[\w.]+", told))
    return sorted(value for value in personal if (value in alone if value.isdigit() else value in told))


@pytest.mark.parametrize(
    "words",
    [
        ["load"],
        ["load", "--json"],
        ["project", *QUICK],
        ["project", *QUICK, "--json"],
        ["try", "youth-trim", *QUICK],
        ["try", "youth-trim", *QUICK, "--json"],
        ["proposal", "check", "youth-trim"],
        ["proposal", "levers"],
    ],
    ids=" ".join,
)
def test_no_output_identifies_anybody(words: list[str], county: Path, personal: set[str]) -> None:
    said = run(*words, "--council", county)
    assert said.code == 0, said.err
    assert len(personal) > 1000
    assert named(personal, said) == []


def test_a_file_that_cannot_be_used_is_refused_without_quoting_it(
    own_county: Path, personal: set[str]
) -> None:
    broken = own_county / "data" / "social_care" / "early_help.csv"
    header, *rows = broken.read_bytes().splitlines()
    broken.write_bytes(b"\n".join([header, *(row.replace(b",", b";", 3) for row in rows)]))
    said = run("load", broken, "--council", own_county)
    assert said.code == 0
    assert named(personal, said) == []
    assert named(personal, Said(0, broken.read_text(encoding="cp1252"), "")) != []
