"""Episodes of care follow one another as the SSDA903 guide says, in each year's layout."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def episodes(tmp_path_factory: pytest.TempPathFactory, small_county_truth: Path) -> pl.DataFrame:
    frame = pl.read_parquet(small_county_truth / "care_episodes.parquet").sort("spell", "started")
    after = {
        name: pl.col(name).shift(-1).over("spell").alias(f"next_{name}")
        for name in ("started", "reason_started", "legal_status", "placed", "place")
    }
    return frame.with_columns(*after.values())


def test_care_begins_once_and_ends_once(episodes: pl.DataFrame) -> None:
    by_spell = episodes.group_by("spell", maintain_order=True).agg("reason_started", "reason_ended", "ended")
    for reasons, ends, ended in by_spell.select("reason_started", "reason_ended", "ended").iter_rows():
        assert reasons[0] == "S"
        assert "S" not in reasons[1:]
        assert set(ends[:-1]) <= {"X1"}
        assert ends[-1].startswith("E") if ended[-1] else ends[-1] == ""


def test_an_episode_follows_the_last_on_the_same_day(episodes: pl.DataFrame) -> None:
    continuing = episodes.filter(pl.col("reason_ended") == "X1")
    assert len(continuing) > 20
    assert (continuing["ended"] == continuing["next_started"]).all()
    assert (episodes.drop_nulls("ended")["ended"] > episodes.drop_nulls("ended")["started"]).all()


def test_the_reason_says_what_changed(episodes: pl.DataFrame) -> None:
    continuing = episodes.filter(pl.col("reason_ended") == "X1")
    same_status = continuing["legal_status"] == continuing["next_legal_status"]
    reason = continuing["next_reason_started"]
    assert (same_status == reason.is_in(["P", "T"])).all()
    moved = reason.is_in(["P", "T", "B", "U"])
    assert ((continuing["reason_moved"] != "") == moved).all()
    still = continuing.filter(~moved)
    assert (still["place"] == still["next_place"]).all()


def test_the_layout_drifts_by_year(small_county: Path) -> None:
    folder = small_county / "data/social_care/ssda903"
    for year in range(2022, 2027):
        sexes = set(pl.read_csv(folder / f"{year}/header.csv", infer_schema=False)["SEX"])
        places = set(pl.read_csv(folder / f"{year}/episodes.csv", infer_schema=False)["PLACE"])
        assert sexes <= ({"M", "F"} if year >= 2025 else {"1", "2"})
        assert not places & ({"H5", "P2"} if year >= 2025 else {"K3"})
        assert (folder / f"{year}/sw_episodes.csv").exists() == (year >= 2024)


def test_an_open_episode_has_no_end_in_the_return_of_its_year(small_county: Path) -> None:
    frame = pl.read_csv(small_county / "data/social_care/ssda903/2022/episodes.csv", infer_schema=False)
    ended = frame["DEC"].str.to_date("%d/%m/%Y")
    assert ended.max() <= pl.Series(["2022-03-31"]).str.to_date()[0]
    assert frame.filter(pl.col("DEC").is_null())["REC"].null_count() == frame["DEC"].null_count()


def test_a_child_on_short_breaks_is_told_by_legal_status(small_county: Path) -> None:
    frame = pl.read_csv(small_county / "data/social_care/ssda903/2026/episodes.csv", infer_schema=False)
    assert (frame["LS"] == "V4").sum() >= 1


def test_a_child_who_came_alone_is_listed_and_turns_18_on_the_day_given(small_county: Path) -> None:
    frame = pl.read_csv(small_county / "data/social_care/ssda903/2026/uasc.csv", infer_schema=False)
    assert len(frame) > 0
    born, due = frame["DOB"].str.to_date("%d/%m/%Y"), frame["DUC"].str.to_date("%d/%m/%Y")
    assert (due.dt.year() - born.dt.year() == 18).all()
