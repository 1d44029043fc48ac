"""The weekly digest's nouns: its row, and the plain rows that its statistics are counted from."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from graphs.vocabulary.refs import Ref


@dataclass(frozen=True, slots=True)
class Digest:
    """One digest of one production and ISO week ("2026-W47"). `so_far` marks one asked for before its time."""

    id: str
    production: str
    week: str
    so_far: bool
    asked_by: str | None
    thread: Ref | None
    opened_at: datetime
    markdown: str | None = None
    body: dict[str, Any] | None = None
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class WeekRows:
    """Plain rows of one week. Shots: id, name, state, created_at, dropped_why (or None). Takes: id, shot_id, shot_name,
    number, kind, state, camera, model, seed, created_at, clip_ref (key or None), master_of (its draft's id, or None),
    and all takes that the week's feedback names. Feedback: projected records (data/feedback_record.schema.json),
    retracted ones included. `off_record` counts what the production had left out so far: when is not kept."""

    shots: tuple[dict[str, Any], ...]
    takes: tuple[dict[str, Any], ...]
    feedback: tuple[dict[str, Any], ...]
    off_record: int = 0


def iso_week(at: datetime, timezone: str) -> str:
    """The ISO week that `at` falls in for people in `timezone`: "2026-W47"."""
    year, week, _ = at.astimezone(ZoneInfo(timezone)).isocalendar()
    return f"{year}-W{week:02d}"


def week_bounds(week: str, timezone: str) -> tuple[datetime, datetime]:
    """First and last instant (exclusive) of an ISO week in `timezone`, as UTC. ValueError where `week` is none."""
    zone = ZoneInfo(timezone)
    monday = datetime.strptime(f"{week}-1", "%G-W%V-%u").replace(tzinfo=zone)
    following = (monday.replace(tzinfo=None) + timedelta(days=7)).replace(tzinfo=zone)
    return monday.astimezone(UTC), following.astimezone(UTC)


def last_due(now: datetime, timezone: str, day: int, hour: int) -> datetime:
    """The latest instant by `now` at which a weekly digest fell due (ISO weekday `day`, local `hour`), as UTC."""
    zone = ZoneInfo(timezone)
    local = now.astimezone(zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    due = midnight - timedelta(days=(local.isoweekday() - day) % 7) + timedelta(hours=hour)
    instant = due.replace(tzinfo=zone)
    if instant > now:
        instant = (due - timedelta(days=7)).replace(tzinfo=zone)
    return instant.astimezone(UTC)
