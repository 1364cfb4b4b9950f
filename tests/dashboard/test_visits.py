"""The browser's memory of visits: three numbers, nothing believed that cannot be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.changes.visits import A_VISIT, Visit

NOON = 1_764_000_000


def test_the_first_visit_knows_of_none_before():
    visit = Visit.next("", 7, NOON)
    assert visit == Visit(None, 7, NOON)
    assert str(visit) == f".7.{NOON}"


def test_a_later_visit_knows_the_version_of_the_one_before():
    cookie = str(Visit.next("", 7, NOON))
    later = Visit.next(cookie, 9, NOON + 86_400)
    assert later.before == 7
    assert Visit.next(str(later), 12, NOON + 2 * 86_400).before == 9


def test_a_page_opened_again_belongs_to_the_same_visit():
    first = Visit.next(f"3.7.{NOON - 86_400}", 9, NOON)
    again = Visit.next(str(first), 10, NOON + A_VISIT)
    assert (first.before, again.before, again.now) == (7, 7, 10)
    assert Visit.next(str(again), 10, NOON + A_VISIT + 1).before == 10


@pytest.mark.parametrize("cookie", ["8.8.1", "1.8.1", "x", "1.2", "-1.2.3", "1.2.3;x", "٣.1.2"])
def test_what_cannot_be_counts_as_no_visit(cookie):
    assert Visit.next(cookie, 7, NOON).before is None


@given(st.text(max_size=30), st.integers(0, 99), st.integers(0, 2**33))
def test_no_cookie_names_a_version_that_is_not_there(cookie, newest, moment):
    visit = Visit.next(cookie, newest, moment)
    assert visit.before is None or 0 <= visit.before <= newest
    assert Visit.next(str(visit), newest, moment) == visit
