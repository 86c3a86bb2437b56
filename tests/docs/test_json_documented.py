"""The page on `--json` names what each command writes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from command_line import QUICK, run_well

from joinedup.loading import EXPECTED

pytestmark = pytest.mark.docs

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "user_guide"
ROW = re.compile(r"^\| `([a-z -]+)` \| (.*) \|$", flags=re.MULTILINE)


def documented() -> dict[str, set[str]]:
    """Return the names that the page gives for each command, up to where it explains one of them."""
    text = (GUIDE / "exit_codes_and_json.md").read_text(encoding="utf-8")
    return {
        command: set(re.findall(r"`([a-z_]+)`", says.split(";")[0])) for command, says in ROW.findall(text)
    }


@pytest.fixture(scope="module")
def county(small_county: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documented") / "county"
    shutil.copytree(small_county, folder)
    run_well("load", "--council", folder)
    return folder


@pytest.mark.parametrize(
    ("command", "rest"),
    [
        ("project", QUICK),
        ("try", ("youth-trim", *QUICK)),
        ("explain", ("youth-trim", *QUICK)),
        ("compare", ("youth-trim", "family-help-trim", *QUICK)),
        ("portfolio", ("youth-trim", "family-help-trim", *QUICK)),
        ("outturn", ()),
        ("plan", ("youth-trim", *QUICK[:2])),
        ("links", ()),
        ("proposal new", ("an-idea",)),
        ("proposal check", ("youth-trim",)),
        ("proposal levers", ()),
        ("parameters check", ()),
        ("load --undo", ()),
    ],
)
def test_what_a_command_writes_is_what_the_page_says(
    command: str, rest: tuple[str, ...], county: Path
) -> None:
    written = run_well(*command.split(), *rest, "--council", county, "--json").json
    one = written[0] if isinstance(written, list) else written
    assert set(one) == documented()[command]


def test_every_return_that_is_expected_is_listed() -> None:
    text = (GUIDE / "files_we_read.md").read_text(encoding="utf-8")
    assert [one.title for one in EXPECTED if f"| {one.title} |" not in text] == []
