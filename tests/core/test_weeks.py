"""Weeks and due times in a production's own time zone, across clock changes."""

from datetime import UTC, datetime, timedelta

import pytest

from graphs.vocabulary.digests import iso_week, last_due, week_bounds


def test_a_week_is_seven_local_days_also_when_clocks_change() -> None:
    start, end = week_bounds("2026-W13", "Europe/Paris")  # clocks go forward on Sunday 29 March
    assert end - start == timedelta(days=7) - timedelta(hours=1)
    assert start == datetime(2026, 3, 22, 23, tzinfo=UTC)


def test_the_week_of_an_instant_is_the_one_people_there_are_in() -> None:
    late_sunday = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    assert iso_week(late_sunday, "UTC") == "2026-W47"
    assert iso_week(late_sunday, "Europe/Paris") == "2026-W48"


@pytest.mark.parametrize("week", ["2026-47", "2026-W60", "W47", ""])
def test_what_is_no_week_is_refused(week: str) -> None:
    with pytest.raises(ValueError):
        week_bounds(week, "UTC")


def test_a_digest_was_last_due_on_the_latest_monday_at_nine() -> None:
    before = last_due(datetime(2026, 11, 23, 7, 59, tzinfo=UTC), "Europe/Paris", 1, 9)
    after = last_due(datetime(2026, 11, 23, 8, 0, tzinfo=UTC), "Europe/Paris", 1, 9)
    assert before == datetime(2026, 11, 16, 8, tzinfo=UTC)
    assert after == datetime(2026, 11, 23, 8, tzinfo=UTC)
