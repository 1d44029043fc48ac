"""The Archive's part for feedback: records and their events, what emoji mean here, and what is off the record."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal, Protocol

from graphs.vocabulary.notes import EmojiSense, Verdict
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import HeldSoFar


class FeedbackBook(Protocol):
    async def weigh_reaction(
        self, ref: Ref, person: str, emoji: str, order: str, record: dict[str, Any] | None, now: datetime
    ) -> bool:
        """A reaction was put (`record`, without id) or taken away (None); the greatest `order` wins.

        True if what stands changed.
        """
        ...

    async def record_note(
        self, ref: Ref, edit_ts: str, records: Sequence[dict[str, Any]], by: str, now: datetime
    ) -> int:
        """Record the items of one version of a message; items of earlier versions are superseded. How many are new."""
        ...

    async def record_press(self, key: str, record: dict[str, Any], now: datetime) -> bool:
        """Record a judgement by button, once for its key."""
        ...

    async def retract(self, record_ids: Sequence[str], by: str, now: datetime) -> int: ...

    async def retract_message(self, ref: Ref, by: str, now: datetime) -> list[str]:
        """Retract all that a message (deleted now) had recorded; ids of the takes it touched."""
        ...

    async def judge(
        self,
        record_id: str,
        kind: Literal["confirmed", "corrected", "rejected"],
        body: dict[str, Any],
        by: str,
        key: str,
        now: datetime,
    ) -> dict[str, Any] | None:
        """A person looked at how a note was read: right, put right (`body` holds the changed fields), or no note.

        Once for its key. The record as it stands then; None where nothing stands under that id.
        """
        ...

    async def feedback_record(self, record_id: str) -> dict[str, Any] | None:
        """One record, projected."""
        ...

    async def feedback_on(self, take: str) -> list[dict[str, Any]]:
        """All records on a take, projected, in order of their first event."""
        ...

    async def feedback_from(self, ref: Ref) -> list[dict[str, Any]]:
        """All records that a message gave, projected."""
        ...

    async def verdicts_on(self, takes: Sequence[str]) -> dict[str, Verdict]:
        """The verdict that stands on each of some takes, where one does."""
        ...

    async def history(self, record_id: str) -> list[dict[str, Any]]:
        """The events of one record in order: kind, by, at, body."""
        ...


class CameraRecords(Protocol):
    async def held_so_far(self, team: str, camera: str, model: str, request: ShotRequest) -> tuple[HeldSoFar, ...]:
        """What a camera and model made of such asks in a workspace so far, where enough takes were judged."""
        ...


class EmojiBook(Protocol):
    """What emoji mean here where it is not what the lexicon says."""

    async def emoji_sense(self, team: str, channel: str, name: str) -> EmojiSense | None:
        """The channel's own sense of an emoji, else the workspace's; None where neither has one."""
        ...

    async def emoji_senses(self, team: str, channel: str) -> list[tuple[EmojiSense, bool]]:
        """All overrides that hold in a channel, by name, each with whether it is the channel's own."""
        ...

    async def set_emoji(self, team: str, channel: str, sense: EmojiSense, by: str, now: datetime) -> None:
        """Give an emoji a sense in a channel, or (channel "") in the whole workspace."""
        ...

    async def forget_emoji(self, team: str, channel: str, name: str) -> bool:
        """Take an override back; False where there was none."""
        ...

    async def unknown_emoji(self, production: str) -> list[tuple[str, int]]:
        """Emoji put on what we showed that nobody gave a sense, with how many stand, the most frequent first."""
        ...


class Silence(Protocol):
    """What is said off the record: it leaves nothing but a count."""

    async def go_off_record(
        self,
        team: str,
        channel: str,
        thread: Ref | None,
        person: str | None,
        since: datetime,
        until: datetime | None,
        by: str,
    ) -> None:
        """From `since` (until `until`, or for good) nothing is logged in a thread, or (None) in the channel.

        Of one person's words, or (None) of everybody's.
        """
        ...

    async def is_off_record(self, ref: Ref, thread: Ref, person: str, at: datetime) -> bool:
        """Whether what somebody did there and then is off the record."""
        ...

    async def count_off_record(self, production: str, key: str) -> None:
        """One more that was left out, once for its key."""
        ...

    async def off_record_count(self, production: str) -> int:
        """How many were left out so far."""
        ...
