"""A production and its crew: who may do what, and what is filled in where nobody said."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from graphs.vocabulary.requests import ShotRequest

Role = Literal["producer", "director", "ad", "crew", "researcher", "guest", "unknown"]
Craft = Literal[
    "director", "dp", "editor", "producer", "vfx", "sound", "script_supervisor", "writer", "other", "unknown"
]
Consent = Literal["none", "stats_only", "internal_research", "shareable"]
ROLES: tuple[Role, ...] = ("producer", "director", "ad", "crew", "researcher", "guest")
CRAFTS: tuple[Craft, ...] = (
    "director",
    "dp",
    "editor",
    "producer",
    "vfx",
    "sound",
    "script_supervisor",
    "writer",
    "other",
)

DEFAULTS = ShotRequest(
    shot_size=("medium",),
    camera_angle=("eye_level",),
    camera_movement=("static",),
    time_of_day=("day",),
    aspect_ratio="16:9",
    duration_s=8,
    n_takes=1,
)
FILLED_IN = (
    "shot_size",
    "camera_angle",
    "camera_movement",
    "time_of_day",
    "aspect_ratio",
    "resolution",
    "duration_s",
    "n_takes",
)


@dataclass(frozen=True, slots=True)
class Production:
    """One channel's production. Money is in cents; the digest is due at `digest_hour` on ISO weekday `digest_day`.

    A master is made in `master_size` (None: the camera's best) by `master_camera` (None: the one that made the draft).
    `autoroll_s`: so many seconds after its previs a shot rolls by itself; None waits for the word.
    """

    id: str
    team: str
    channel: str
    name: str
    timezone: str
    defaults: ShotRequest
    paid_limit_cents: int
    waits_for_word: bool
    consent: Consent
    digest_day: int
    digest_hour: int
    opened_by: str
    opened_at: datetime
    closed_at: datetime | None = None
    master_size: str | None = None
    master_camera: str | None = None
    autoroll_s: int | None = None

    def day_ends(self, at: datetime) -> datetime:
        """The midnight after `at` where the production is, as UTC."""
        local = at.astimezone(ZoneInfo(self.timezone))
        midnight = datetime(local.year, local.month, local.day, tzinfo=local.tzinfo) + timedelta(days=1)
        return midnight.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the chat knows them. A guest is restricted there; a stranger belongs to another organisation.

    `admin` runs the workspace; it is true only of what the chat said just now, and is not kept.
    """

    team: str
    id: str
    name: str
    timezone: str
    bot: bool = False
    guest: bool = False
    stranger: bool = False
    admin: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """A person's place in a production: `role` is what they may do, `craft` what they speak from."""

    production: str
    person: str
    role: Role
    craft: Craft = "unknown"

    @property
    def looks_only(self) -> bool:
        return self.role in ("guest", "unknown")

    @property
    def decides(self) -> bool:
        """May give a verdict on a take."""
        return self.role == "director"

    @property
    def may_roll(self) -> bool:
        """May set off a roll without addressing the bot, and stop one."""
        return self.role in ("director", "ad", "producer")
