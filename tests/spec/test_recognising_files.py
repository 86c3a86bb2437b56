"""What a council may put into its `data` folder, and what becomes of each file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from joinedup.returns import FileRead, Refused, read_file

pytestmark = pytest.mark.spec

title = "Recognising files"

Spec = Callable[..., FileRead | Refused]
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\n"
ROLLS = "Academic year,URN,School,Planning area,Year group,Pupils\n"


@pytest.fixture
def spec(tmp_path: Path) -> Spec:
    """Write a file under a name and say what it is recognised as, or why it is refused."""

    def check(
        content: str, *, named: str = "export.csv", gives: str = "", because: str = ""
    ) -> FileRead | Refused:
        path = tmp_path / named
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        result = read_file(path)
        if isinstance(result, Refused):
            assert because, result
            assert because in result.reason
        else:
            assert result.recognised_as == gives
        return result

    return check


def test_a_return_is_recognised_by_its_columns_and_not_by_its_name(spec: Spec) -> None:
    """The columns decide, whatever the file is called and wherever it lies."""
    spec(REVIEWS, named="episodes.csv", gives="ssda903_reviews")
    spec(ROLLS, named="deep/down/here/final v2 (copy).txt", gives="school_rolls")


def test_the_order_of_columns_and_their_case_do_not_matter(spec: Spec) -> None:
    """Systems export the same return with columns in another order or in small letters."""
    spec("review_code,review,dob,child\n", gives="ssda903_reviews")


def test_other_names_that_systems_give_a_column_are_known(spec: Spec) -> None:
    """`PAN` is understood as `Admission number`."""
    spec("Entry year,URN,School,Planning area,Year group,PAN\n", gives="admission_numbers")


def test_a_column_nobody_needs_is_passed_over_and_mentioned(spec: Spec) -> None:
    """An extra column does not stop a file from being read; the load report names it."""
    result = spec(ROLLS.strip() + ",Comment\n2025/26,1,A,P1,R,30,fine\n", gives="school_rolls")
    assert isinstance(result, FileRead)
    assert "1 columns are not read: Comment" in result.notes


def test_a_missing_optional_column_is_mentioned(spec: Spec) -> None:
    """The rows are loaded with that column empty."""
    result = spec(ROLLS.replace("School,", ""), gives="school_rolls")
    assert isinstance(result, FileRead)
    assert "lacks the optional columns School" in result.notes


def test_a_missing_required_column_refuses_the_file_and_says_which(spec: Spec) -> None:
    """A grant without its pot cannot be used, and a guess would be worse."""
    spec("Grant,Financial year,Amount\n", because="lacks the required column Pot")


def test_titles_above_the_header_are_passed_over(spec: Spec) -> None:
    """Reports often begin with a title and an empty line."""
    spec(f"Middleshire County Council\n\n{ROLLS}2025/26,1,A,P1,R,30\n", gives="school_rolls")


def test_a_row_that_cannot_be_read_is_set_aside_and_the_others_loaded(spec: Spec) -> None:
    """Rows loaded and rows set aside always add up to rows read."""
    result = spec(f"{REVIEWS}1,,01/04/2025,PN1\n2,,31/02/2025,PN1\n", gives="ssda903_reviews")
    assert isinstance(result, FileRead)
    assert (result.n_read, result.n_loaded, result.n_set_aside) == (2, 1, 1)


def test_the_year_of_a_return_is_in_its_name_its_folder_or_its_dates(spec: Spec) -> None:
    """`2023-24` is the year ending 31 March 2024."""
    row = "1,,01/04/2025,PN1\n"
    for named, period in (("reviews_2025.csv", "2025"), ("2023-24/reviews.csv", "2024"), ("r.csv", "2026")):
        result = spec(REVIEWS + row, named=named, gives="ssda903_reviews")
        assert isinstance(result, FileRead)
        assert result.period == period


def test_what_is_no_return_is_refused_with_a_reason(spec: Spec) -> None:
    """Nothing is skipped in silence: each file is in the load report."""
    spec("", because="empty")
    spec("name,amount\nA,1\n", because="no return that JoinedUp knows")
    spec("<html></html>", because="web page")
    spec("<letter/>", because="no message that JoinedUp knows")


def test_xml_that_could_reach_outside_is_never_opened(spec: Spec) -> None:
    """No return declares a document type; one that does may name files or addresses to fetch."""
    spec('<!DOCTYPE m SYSTEM "http://example.org/m.dtd"><Message/>', because="document type")
