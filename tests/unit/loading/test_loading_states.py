"""What a load decides about each file: new, unchanged, corrected, duplicate, replaced, refused, gone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from fake_returns import fake_file, load_fake, no_rules, read_fake

from joinedup.errors import InputRefused
from joinedup.folder import Council
from joinedup.loading import Came, Change, FileReport, LoadReport, Standing, last_report, load, undo
from joinedup.store import Store

pytestmark = pytest.mark.unit


def put(council: Council, path: str, text: str) -> Path:
    file = council.data / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def one(report: LoadReport, path: str) -> FileReport:
    return next(file for file in report.files if file.path == path)


def stored(council: Council, table: str = "rolls") -> list[tuple[object, ...]]:
    rows = Store(council.workings).read(table)
    return (
        sorted(rows.select("urn", "year_group", "pupils", "source_file", "load").rows()) if rows.width else []
    )


def test_a_first_load_stores_rows_and_accounts_for_each(council: Council) -> None:
    put(council, "rolls.csv", fake_file("rolls", "2026", "1,R,30", "1,1,29", ",2,9", "1,R,31"))
    report = load_fake(council)
    file = one(report, "rolls.csv")
    assert (file.state, file.read, file.loaded, file.n_set_aside) == ("new", 4, 2, 2)
    assert {(aside.reason, aside.rows) for aside in file.set_aside} == {
        ("A required cell is empty.", (3,)),
        ("This row is there twice.", (4,)),
    }
    assert stored(council) == [("1", "1", 29, "rolls.csv", 1), ("1", "R", 30, "rolls.csv", 1)]


def test_loading_again_changes_nothing(council: Council) -> None:
    put(council, "rolls.csv", fake_file("rolls", "2026", "1,R,30"))
    put(council, "notes.txt", "lunch on Tuesday")
    first = load_fake(council)
    kept = Store(council.workings).manifest()
    again = load_fake(council)
    assert (again.changed, again.load) == (False, first.load)
    assert one(again, "rolls.csv").came is Came.UNCHANGED
    assert one(again, "notes.txt").standing is Standing.REFUSED
    assert Store(council.workings).manifest() == kept
    assert last_report(council) == first


def test_faults_of_an_unchanged_file_are_still_reported(council: Council) -> None:
    put(council, "rolls.csv", fake_file("rolls", "2026", "1,R,0"))
    load_fake(council)
    fault = one(load_fake(council), "rolls.csv").faults[0]
    assert (fault.rule, fault.column, fault.rows) == ("F1", "PUPILS", (1,))


def test_a_corrected_file_says_what_changed(council: Council) -> None:
    put(council, "rolls.csv", fake_file("rolls", "2026", "1,R,30", "1,1,29", "1,2,28"))
    load_fake(council)
    put(council, "rolls.csv", fake_file("rolls", "2026", "1,2,28", "1,R,31", "1,3,27"))
    file = one(load_fake(council), "rolls.csv")
    assert file.state == "corrected"
    assert file.changes == (Change("rolls", "rolls.csv", added=1, removed=1, changed=1),)
    assert [row[:3] for row in stored(council)] == [("1", "2", 28), ("1", "3", 27), ("1", "R", 31)]


def test_a_correction_under_another_name_replaces_the_file_as_a_whole(council: Council) -> None:
    put(council, "rolls.csv", fake_file("rolls", "2026", "1,R,30", "1,1,29", "1,2,28"))
    load_fake(council)
    put(council, "a_correction.csv", fake_file("rolls", "2026", "1,R,31", "1,1,29"))
    report = load_fake(council)
    old, new = one(report, "rolls.csv"), one(report, "a_correction.csv")
    assert (old.state, old.other, old.loaded, old.n_duplicates) == ("replaced", "a_correction.csv", 0, 3)
    assert new.changes == (Change("rolls", "rolls.csv", added=0, removed=1, changed=1),)
    assert [row[:4] for row in stored(council)] == [
        ("1", "1", 29, "a_correction.csv"),
        ("1", "R", 31, "a_correction.csv"),
    ]
    assert one(load_fake(council), "rolls.csv").state == "replaced"


def test_without_its_correction_the_earlier_file_counts_again(council: Council) -> None:
    put(council, "rolls.csv", fake_file("rolls", "2026", "1,R,30"))
    load_fake(council)
    correction = put(council, "z.csv", fake_file("rolls", "2026", "1,R,31"))
    load_fake(council)
    correction.unlink()
    report = load_fake(council)
    assert one(report, "rolls.csv").came is Came.READ_AGAIN
    assert one(report, "rolls.csv").standing is Standing.LOADED
    assert one(report, "z.csv").standing is Standing.GONE
    assert [row[2] for row in stored(council)] == [30]


def test_a_file_of_another_period_replaces_nothing(council: Council) -> None:
    put(council, "rolls.csv", fake_file("rolls", "2025", "1,R,30", "2,R,10"))
    load_fake(council)
    put(council, "later.csv", fake_file("rolls", "2026", "1,R,31"))
    report = load_fake(council)
    # The register of the later period has one school only: the other keeps its earlier row.
    assert one(report, "rolls.csv").loaded == 1
    assert one(report, "rolls.csv").duplicates[0].differ == (1,)
    assert [row[:4] for row in stored(council)] == [("1", "R", 31, "later.csv"), ("2", "R", 10, "rolls.csv")]


def test_the_same_rows_as_xml_are_duplicates_of_the_table(council: Council) -> None:
    put(council, "a.xml", fake_file("rolls", "2026", "1,R,30", "1,1,28", "9,R,5"))
    put(council, "b.csv", fake_file("rolls", "2026", "1,R,30", "1,1,29"))
    report = load_fake(council)
    xml = one(report, "a.xml")
    assert (xml.read, xml.loaded, xml.n_duplicates) == (3, 1, 2)
    assert xml.duplicates[0].other == "b.csv"
    assert xml.duplicates[0].differ == (2,)
    assert [fault.rule for fault in xml.faults] == ["duplicate-differs"]
    assert [row[:4] for row in stored(council)] == [
        ("1", "1", 29, "b.csv"),
        ("1", "R", 30, "b.csv"),
        ("9", "R", 5, "a.xml"),
    ]


def test_a_file_that_is_gone_takes_its_rows_with_it(council: Council) -> None:
    put(council, "rolls.csv", fake_file("rolls", "2026", "1,R,30")).unlink()
    put(council, "rolls.csv", fake_file("rolls", "2026", "1,R,30"))
    load_fake(council)
    (council.data / "rolls.csv").unlink()
    file = one(load_fake(council), "rolls.csv")
    assert (file.state, file.came) == ("gone", Came.REMOVED)
    assert file.changes == (Change("rolls", "rolls.csv", added=0, removed=1, changed=0),)
    assert stored(council) == []
    assert load_fake(council).files == ()


def test_a_file_that_moved_says_where_it_was(council: Council) -> None:
    file = put(council, "rolls.csv", fake_file("rolls", "2026", "1,R,30"))
    load_fake(council)
    file.rename(council.data / "moved.csv")
    moved = one(load_fake(council), "moved.csv")
    assert moved.notes == ("The same file was at rolls.csv before.",)
    assert not load_fake(council).changed


def test_a_reader_that_fails_is_a_refusal_without_the_files_content(council: Council) -> None:
    put(council, "list.crash", "Ada Lovelace")
    file = one(load_fake(council), "list.crash")
    assert file.standing is Standing.REFUSED
    assert "ValueError" in file.reason
    assert "Ada" not in file.to_json()


def test_a_file_that_cannot_be_opened_stops_nothing(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The small reader fails on this file too, as a real one does on a file it may not open.
    put(council, "locked.crash", "x")
    put(council, "rolls.csv", fake_file("rolls", "2026", "1,R,30"))
    real = Path.open

    def locked(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "locked.crash":
            raise PermissionError
        return real(self, *args, **kwargs)  # type: ignore[call-overload]

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", locked)
        report = load_fake(council)
    assert one(report, "locked.crash").standing is Standing.REFUSED
    assert one(report, "rolls.csv").loaded == 1
    # Once it can be opened it is another file than before, so it is looked at again.
    assert one(load_fake(council), "locked.crash").came is Came.CORRECTED


def test_a_refused_file_that_is_mended_is_loaded(council: Council) -> None:
    put(council, "rolls.csv", "not a return")
    assert one(load_fake(council), "rolls.csv").state == "refused"
    put(council, "rolls.csv", fake_file("rolls", "2026", "1,R,30"))
    assert one(load_fake(council), "rolls.csv").loaded == 1


def test_some_paths_load_those_alone(council: Council) -> None:
    put(council, "rolls.csv", fake_file("rolls", "2026", "1,R,30"))
    homes = put(council, "homes.csv", fake_file("homes", "2026", "A,5"))
    report = load_fake(council, [homes])
    assert [file.path for file in report.files] == ["homes.csv"]
    report = load_fake(council, [council.data / "rolls.csv"])
    assert Store(council.workings).tables() == ["homes", "rolls"]
    assert one(report, "homes.csv").came is Came.UNCHANGED


def test_a_file_from_elsewhere_is_copied_into_the_folder(council: Council, tmp_path: Path) -> None:
    outside = tmp_path / "downloads" / "2026"
    outside.mkdir(parents=True)
    (outside / "rolls.csv").write_text(fake_file("rolls", "2026", "1,R,30"), encoding="utf-8")
    (outside / "notes.txt").write_text("lunch", encoding="utf-8")
    report = load_fake(council, [outside])
    copy = council.data / "received" / "2026" / "rolls.csv"
    assert one(report, "received/2026/rolls.csv").loaded == 1
    assert copy.is_file()
    assert os.name != "posix" or stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert one(report, "received/2026/notes.txt").standing is Standing.REFUSED
    assert not (council.data / "received" / "2026" / "notes.txt").exists()
    assert not load_fake(council).changed


def test_a_path_that_does_not_exist_is_refused(council: Council) -> None:
    with pytest.raises(InputRefused, match="There is no"):
        load_fake(council, [council.data / "nowhere.csv"])


def test_leadership_files_are_loaded_from_their_own_folder(council: Council) -> None:
    (council.folder / "leadership" / "homes.csv").write_text(fake_file("homes", "", "A,5"), encoding="utf-8")
    report = load_fake(council)
    assert [file.path for file in report.files] == ["../leadership/homes.csv"]
    assert not load_fake(council).changed


def test_hidden_and_temporary_files_are_not_returns(council: Council) -> None:
    for name in (".DS_Store", "~$rolls.xlsx", "Thumbs.db", "README.md", ".hidden/rolls.csv"):
        put(council, name, fake_file("rolls", "2026", "1,R,30"))
    assert load_fake(council).files == ()


def test_undo_goes_back_and_the_next_load_starts_afresh(council: Council) -> None:
    put(council, "rolls.csv", fake_file("rolls", "2026", "1,R,30"))
    load_fake(council)
    put(council, "rolls.csv", fake_file("rolls", "2026", "1,R,31"))
    load_fake(council)
    undone = undo(council)
    assert (undone.load, undone.back_to) == (2, 1)
    assert [row[2] for row in stored(council)] == [30]
    assert load_fake(council).load == 3
    assert [row[2] for row in stored(council)] == [31]


def test_reading_again_without_a_change_keeps_the_store(council: Council) -> None:
    put(council, "rolls.csv", fake_file("rolls", "2026", "1,R,30"))
    load_fake(council)
    report = load(council, read=read_fake, together=no_rules, again=True)
    assert not report.changed
    assert one(report, "rolls.csv").came is Came.UNCHANGED


def test_a_file_read_by_an_earlier_version_is_read_again(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(council, "rolls.csv", fake_file("rolls", "2026", "1,R,30"))
    load_fake(council)
    monkeypatch.setattr("joinedup.loading._work.version", lambda package: "999")
    report = load_fake(council)
    assert report.changed
    assert one(report, "rolls.csv").came is Came.READ_AGAIN


@pytest.mark.skipif(os.name != "posix", reason="other systems keep permissions another way")
def test_a_load_takes_from_others_the_way_into_the_folder(council: Council) -> None:
    council.folder.chmod(0o755)
    load_fake(council)
    assert stat.S_IMODE(council.folder.stat().st_mode) == 0o700


def test_progress_is_told(council: Council) -> None:
    put(council, "rolls.csv", fake_file("rolls", "2026", "1,R,30"))
    told: list[tuple[str, int, int]] = []
    load(council, progress=lambda *step: told.append(step), read=read_fake, together=no_rules)
    assert told == [("Reading", 1, 1), ("Writing", 1, 1)]


def test_there_is_no_report_before_the_first_load(council: Council) -> None:
    with pytest.raises(InputRefused, match="no load report"):
        last_report(council)
