"""A new council's folder."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from joinedup.errors import InputRefused
from joinedup.folder import new_council, read_council

pytestmark = pytest.mark.unit


def test_a_new_council_can_be_read_as_it_is(tmp_path: Path) -> None:
    made = new_council(
        tmp_path / "c",
        'King\'s "X" \\ Lynn',
        ons_code="E06000055",
        dfe_code="822",
        tier="unitary",
        region="East",
    )
    assert read_council(tmp_path / "c") == made
    assert (made.name, made.ons_code, made.dfe_code) == ('King\'s "X" \\ Lynn', "E06000055", "822")
    assert [patch.id for patch in made.patches] == ["all"]
    for below in (made.data, made.proposals, made.local_parameters, made.folder / "leadership"):
        assert (below / "README.md").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.skipif(os.name != "posix", reason="other systems keep permissions another way")
def test_only_the_owner_can_read_it(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        made = new_council(tmp_path / "c", "Testshire")
    finally:
        os.umask(old)
    for path in [made.folder, *made.folder.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputRefused, match="not an empty folder"):
        new_council(tmp_path, "Testshire")
    with pytest.raises(InputRefused, match="not an empty folder"):
        new_council(tmp_path / "mine.txt", "Testshire")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    assert new_council(tmp_path, "Testshire").folder == tmp_path.resolve()


def test_an_unknown_tier_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="unitary, county"):
        new_council(tmp_path / "c", "Testshire", tier="parish")
