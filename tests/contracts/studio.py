"""What a contract test starts from: acts, a production, a written shot, a take that plays, a feedback record."""

from datetime import UTC, datetime, timedelta
from typing import Any

from graphs.crew.archive import Archive
from graphs.crew.camera import Estimate
from graphs.crew.entries import Collected, SlateEntry, TakeEntry
from graphs.vocabulary.acts import Act, ActKind, Hearing
from graphs.vocabulary.feedback import SCHEMA_VERSION
from graphs.vocabulary.lists import taxonomy
from graphs.vocabulary.production import Production
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import Attempt, Shot, Take, TakeKind

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
TEAM, CHANNEL = "T1", "C1"
DIRECTOR, DP, PA = "U_DIRECTOR", "U_DP", "U_PA"
REQUEST = ShotRequest(shot_size=("wide",), duration_s=6)
FILLED = ShotRequest(camera_angle=("eye_level",))
ESTIMATE = Estimate(0, 4.0)


def at(ts: str, channel: str = CHANNEL) -> Ref:
    """A message of the channel."""
    return Ref(TEAM, channel, ts)


def act(kind: ActKind, ref: Ref, thread: Ref | None = None, **more: Any) -> Act:
    """An act of the DP's unless told otherwise, keyed by its kind and place."""
    more.setdefault("key", f"{kind}:{ref.ts}")
    more.setdefault("person", DP)
    more.setdefault("at", NOW)
    return Act(kind=kind, ref=ref, thread=thread or ref, **more)


def entry(
    text: str = "wide of the pier", slate: str | None = None, request: ShotRequest = REQUEST, **more: Any
) -> SlateEntry:
    """A shot as it was read."""
    return SlateEntry(text, request, FILLED, slate, ("gaffer",), **more)


def take_entry(kind: TakeKind = "take", **more: Any) -> TakeEntry:
    """A take to be opened on the animatic camera."""
    return TakeEntry(kind, REQUEST, more.pop("prompt", "wide\nthe pier"), more.pop("seed", 7), "animatic", **more)


COLLECTED = Collected("a" * 64, 6.0, 3.5, 0, "animatic-1.2", {"scale": 1})


class Studio:
    """Does by the archive what flows do, in one line each."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    async def hears(self, kind: ActKind, ref: Ref, thread: Ref | None = None, **more: Any) -> Hearing:
        return await self.archive.hear(act(kind, ref, thread, **more))

    async def production(self, channel: str = CHANNEL, timezone: str = "Europe/Paris") -> Production:
        return await self.archive.open_production(TEAM, channel, "scene-14", DIRECTOR, timezone, NOW)

    async def heard(self, ts: str = "100.1", person: str = DP) -> Shot:
        """A message that may ask for a shot."""
        hearing = await self.hears("said", at(ts), text="wide of the pier", addressed=True, person=person)
        assert hearing.work is not None
        return await self.archive.shot(hearing.work.removeprefix("shot:"))

    async def shot(self, ts: str = "100.1", slate: str | None = None) -> Shot:
        """A shot written up."""
        production = await self.production()
        heard = await self.heard(ts)
        [shot] = await self.archive.write_slates(
            f"said:{ts}", heard.id, at(ts), at(ts), production.id, DP, "reading", [entry(slate=slate)], (), NOW
        )
        return shot

    async def take(self, shot: Shot, key: str = "first", kind: TakeKind = "take", **more: Any) -> Take:
        [take] = await self.archive.open_takes(shot.id, key, [take_entry(kind, **more)], DP, shot.asked_in, NOW)
        return take

    async def reserve(self, take: Take, limit: int = 10, now: datetime = NOW) -> Any:
        return await self.archive.reserve_roll(take.id, take.camera, "animatic-1", {"fps": 24}, limit, ESTIMATE, now)

    async def attempt(self, take: Take) -> Attempt:
        """An attempt that the camera took."""
        attempt = await self.reserve(take)
        assert isinstance(attempt, Attempt)
        await self.archive.submitted(attempt.id, f"op-{attempt.id}", NOW)
        return attempt

    async def collected(self, shot: Shot, key: str = "first", kind: TakeKind = "take") -> Take:
        """A take whose clip is in the vault."""
        take = await self.take(shot, key, kind)
        attempt = await self.attempt(take)
        return await self.archive.collected(take.id, attempt.id, COLLECTED, NOW)

    async def screened(self, shot: Shot, ts: str, key: str = "first", kind: TakeKind = "take") -> Take:
        """A take that plays."""
        take = await self.collected(shot, key, kind)
        return await self.archive.screened(take.id, at(ts))

    async def due(self, now: datetime = NOW + timedelta(days=30)) -> list[str]:
        return await self.archive.open_work(now)


def record(shot: Shot, take: Take | None, message: Ref, **more: Any) -> dict[str, Any]:
    """A note item of the DP's that praises the light, as the flows hand it in: without an id."""
    return {
        "schema_version": SCHEMA_VERSION,
        "taxonomy_version": taxonomy()["version"],
        "workspace_id": TEAM,
        "production_id": shot.production,
        "thread_id": shot.thread.key,
        "shot_id": shot.id,
        "take_id": take.id if take else None,
        "rater_id": DP,
        "rater_role": "dp",
        "permission_role": "crew",
        "source": "text",
        "raw_ref": {"team": message.team, "channel": message.channel, "ts": message.ts, "kind": "message"},
        "aspect": "lighting",
        "sentiment": "pos",
        "valence": 1.0,
        "intent": "praise",
        "quote": "love the light",
        "extractor": {"name": "rules", "version": "1"},
        "confidence": 0.9,
        "consent": "stats_only",
        "created_at": NOW.isoformat(),
        "subject": "take" if take else "card",
        "verdict": None,
    } | more


def reaction(shot: Shot, take: Take | None, message: Ref, valence: float | None = 1.0, **more: Any) -> dict[str, Any]:
    """The DP's liking by emoji."""
    return record(shot, take, message) | {"source": "reaction", "aspect": "overall", "valence": valence} | more


def verdict(shot: Shot, take: Take, message: Ref, word: str, **more: Any) -> dict[str, Any]:
    """The director's verdict by button."""
    by = {"rater_id": DIRECTOR, "permission_role": "director", "rater_role": "director"}
    return record(shot, take, message) | by | {"source": "button", "aspect": "overall", "verdict": word} | more
