"""What somebody thought of a take: a note read into feedback items. What becomes of an item is in feedback.py."""

from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graphs.vocabulary.lists import aspects
from graphs.vocabulary.requests import Fallback

Sentiment = Literal["pos", "neg", "mixed", "neutral"]
Intent = Literal["praise", "defect", "change_request", "question", "approval", "rejection", "preference", "off_topic"]
Severity = Literal["blocker", "major", "minor"]
Verdict = Literal["circle", "hold", "ng"]
TakeWord = int | Literal["this", "previous"] | None


class Timecode(BaseModel):
    """A moment or a range of a take, in seconds from its first frame, with the words it was read from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    in_s: float = Field(ge=0)
    out_s: float | None = None
    raw: str = ""
    fps_assumed: float | None = None


class Preference(BaseModel):
    """Which take was preferred over which: take numbers, "this", "previous", or None where not said."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    preferred_take: TakeWord = None
    over_take: TakeWord = None


class Part(BaseModel):
    """Which part of a take a verdict means: in and out in seconds, or by the words where they give no time.

    `from the wipe on` has `from_words` "the wipe"; an end that nobody named is that of the take.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    in_s: float | None = Field(default=None, ge=0)
    out_s: float | None = Field(default=None, ge=0)
    from_words: str | None = None
    to_words: str | None = None


class NoteItem(BaseModel):
    """One judgement of one craft aspect. `span` is the character range of `quote` in the message."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    aspect: str
    sentiment: Sentiment
    intent: Intent
    severity: Severity | None = None
    timecodes: tuple[Timecode, ...] = ()
    preference: Preference | None = None
    requested_change: str | None = None
    verdict: Verdict | None = None
    part: Part | None = None
    ref_take: int | Literal["previous"] | None = None
    quote: str = ""
    span: tuple[int, int] | None = None
    confidence: float = Field(default=0.7, ge=0, le=1)

    @model_validator(mode="after")
    def _known_aspect(self) -> Self:
        if self.aspect not in aspects():
            raise ValueError(f"no craft aspect is called {self.aspect!r}")
        return self

    def stated(self) -> dict[str, Any]:
        """The item as `dailies note` prints it: aspect, sentiment, intent, and what else the words state."""
        item: dict[str, Any] = {"aspect": self.aspect, "sentiment": self.sentiment, "intent": self.intent}
        if self.severity:
            item["severity"] = self.severity
        if self.timecodes:
            item["timecodes"] = [t.in_s if t.out_s is None else [t.in_s, t.out_s] for t in self.timecodes]
        if self.preference:
            item["preference"] = self.preference.model_dump(mode="json")
        return item


class NoteReading(BaseModel):
    """All items of one note, at most one for each aspect, and the language it was read in.

    `points`, `read_by`, `fallback` and `unread` are those of a Reading (requests.py).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    items: tuple[NoteItem, ...] = ()
    points: tuple[int, ...] = ()
    lang: str | None = None
    read_by: str | None = None
    fallback: Fallback | None = None
    unread: tuple[str, ...] = ()


class EmojiSense(BaseModel):
    """What a reaction means. `known` is false for an emoji that no lexicon names; `valence` None enters no rate."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    known: bool
    valence: float | None = None
    intent: Intent | None = None
    aspect: str | None = None
    verdict: Verdict | None = None

    def stated(self) -> dict[str, Any]:
        """As `dailies emoji` prints it: valence, and intent and aspect where the lexicon gives them."""
        sense: dict[str, Any] = {"valence": self.valence}
        return sense | {k: v for k, v in (("intent", self.intent), ("aspect", self.aspect)) if v is not None}
