"""Small numbers of people: hidden, and not to be worked out from what is shown."""

from __future__ import annotations

import pytest

from joinedup.reports.suppression import HIDDEN_SHOWN_AS, SMALL_SHOWN_AS, Sum, shown, suppress

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0"), (1, "1 to 5"), (5, "1 to 5"), (6, "6"), (1234, "1,234")]
)
def test_a_count_on_its_own(count: int, words: str) -> None:
    assert shown(count) == words
    assert suppress([count]) == (words,)


def test_a_second_part_is_hidden_where_the_total_would_give_the_first_away() -> None:
    assert suppress([103, 90, 10, 3], [Sum(0, (1, 2, 3))]) == ("103", "90", HIDDEN_SHOWN_AS, SMALL_SHOWN_AS)


def test_nought_is_shown_and_hides_nobody() -> None:
    assert suppress([40, 37, 3, 0], [Sum(0, (1, 2, 3))]) == ("40", HIDDEN_SHOWN_AS, SMALL_SHOWN_AS, "0")


def test_two_small_parts_can_protect_each_other() -> None:
    assert suppress([56, 50, 3, 3], [Sum(0, (1, 2, 3))]) == ("56", "50", SMALL_SHOWN_AS, SMALL_SHOWN_AS)


def test_two_small_parts_whose_sum_gives_both_away_do_not() -> None:
    # 50 shown of 52 would leave 1 and 1.
    assert suppress([52, 50, 1, 1], [Sum(0, (1, 2, 3))])[1] == HIDDEN_SHOWN_AS


def test_the_total_is_hidden_where_no_part_is_left_to_hide() -> None:
    assert suppress([8, 6, 1, 1], [Sum(0, (1, 2, 3))])[0] == HIDDEN_SHOWN_AS
    assert suppress([3, 3], [Sum(0, (1,))]) == (SMALL_SHOWN_AS, SMALL_SHOWN_AS)


def test_rows_and_columns_are_looked_at_together() -> None:
    # Two areas by two years with both totals: hiding in the row alone would show in the column.
    #          y1  y2  all
    # area A    3  20   23
    # area B   30  40   70
    # both     33  60   93
    counts = [3, 20, 23, 30, 40, 70, 33, 60, 93]
    sums = [Sum(2, (0, 1)), Sum(5, (3, 4)), Sum(8, (6, 7)), Sum(6, (0, 3)), Sum(7, (1, 4)), Sum(8, (2, 5))]
    hidden = [place for place, words in enumerate(suppress(counts, sums)) if words == HIDDEN_SHOWN_AS]
    assert suppress(counts, sums)[0] == SMALL_SHOWN_AS
    assert hidden == [1, 3, 4]


def test_a_total_that_is_not_the_sum_is_our_mistake() -> None:
    with pytest.raises(AssertionError):
        suppress([9, 3, 3], [Sum(0, (1, 2))])
