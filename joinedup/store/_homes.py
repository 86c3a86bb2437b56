"""In which patch a postcode, a ward, a child, a pupil or a school lies, as views for counting."""

from __future__ import annotations

from collections.abc import Set

import duckdb

from joinedup.folder import Council

_TIDY = "CREATE MACRO tidy(postcode) AS upper(replace(postcode, ' ', ''))"
_NOWHERE = "SELECT NULL::VARCHAR AS {key}, NULL::VARCHAR AS patch WHERE false"

_POSTCODES = """
    CREATE TABLE postcode_home AS
    SELECT tidy(p.postcode) AS postcode, any_value(p.ward) AS ward, any_value(a.patch) AS patch
    FROM postcodes p JOIN patch_area a ON a.code IN (p.ward, p.lsoa, p.district)
    GROUP BY 1
"""
# A ward that no patch names, where patches are made of smaller or larger areas, lies where its postcodes lie.
_WARDS = """
    CREATE TABLE ward_home AS
    SELECT code AS ward, patch, 1.0 AS share FROM patch_area
    UNION ALL
    SELECT ward, patch, count(*) / sum(count(*)) OVER (PARTITION BY ward) AS share
    FROM postcode_home WHERE ward NOT IN (SELECT code FROM patch_area)
    GROUP BY ward, patch
"""

# Where each table knows a child or pupil to live, and on which day it knew.
_OF_CHILDREN = {
    "ssda903_episodes": "SELECT child, home_postcode AS postcode, started AS known FROM ssda903_episodes",
    "early_help_episodes": "SELECT child, postcode, started AS known FROM early_help_episodes",
}
_OF_PUPILS = {
    "pupil_census": "SELECT upn, postcode, census_date AS known FROM pupil_census",
    "ehc_plans": "SELECT upn, postcode, coalesce(issued, requested) AS known FROM ehc_plans",
    "early_help_episodes": "SELECT upn, postcode, started AS known FROM early_help_episodes",
}
_SCHOOLS = """
    SELECT g.urn, any_value(coalesce(p.patch, l.patch, w.patch)) AS patch
    FROM gias_establishments g
    LEFT JOIN postcode_home p ON p.postcode = tidy(g.postcode)
    LEFT JOIN patch_area l ON l.code = g.lsoa
    LEFT JOIN patch_area w ON w.code = g.ward
    GROUP BY g.urn
"""


def place(connection: duckdb.DuckDBPyConnection, council: Council, tables: Set[str]) -> None:
    """Add `postcode_home`, `ward_home`, `child_home`, `pupil_home` and `school_home` to a connection.

    Each leaves out what cannot be placed. Where a table that would tell is absent, it is empty.
    """
    connection.execute(_TIDY)
    connection.execute("CREATE TABLE patch_area (code VARCHAR, patch VARCHAR)")
    areas = [
        (code, patch.id)
        for patch in council.patches
        for code in (*patch.wards, *patch.lsoas, *patch.districts)
    ]
    if areas:
        connection.executemany("INSERT INTO patch_area VALUES (?, ?)", areas)
    if "postcodes" in tables:
        connection.execute(_POSTCODES)
    else:
        connection.execute("CREATE TABLE postcode_home (postcode VARCHAR, ward VARCHAR, patch VARCHAR)")
    connection.execute(_WARDS)
    _view(connection, "child_home", "child", _latest("child", _OF_CHILDREN, tables))
    _view(connection, "pupil_home", "upn", _latest("upn", _OF_PUPILS, tables))
    _view(connection, "school_home", "urn", _SCHOOLS if "gias_establishments" in tables else "")


def _latest(key: str, sources: dict[str, str], tables: Set[str]) -> str:
    """Return the query for the patch of the last address known of each child or pupil."""
    present = [query for table, query in sources.items() if table in tables]
    if not present:
        return ""
    together = " UNION ALL ".join(present)
    # Only names of our own tables and columns are put into the query.
    return (
        f"SELECT s.{key}, arg_max(p.patch, coalesce(s.known, DATE '1900-01-01')) AS patch "  # noqa: S608
        f"FROM ({together}) s JOIN postcode_home p ON p.postcode = tidy(s.postcode) "
        f"WHERE s.{key} IS NOT NULL GROUP BY s.{key}"
    )


def _view(connection: duckdb.DuckDBPyConnection, name: str, key: str, query: str) -> None:
    connection.execute(f"CREATE VIEW {name} AS {query or _NOWHERE.format(key=key)}")
