"""What somebody asked for: a message read into the fields of a shot request. Defaults live in production.py."""

import re
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from graphs.vocabulary.lists import allowed, aspects

Kind = Literal["new_shot", "revision", "feedback", "question", "chatter", "injection"]
Order = Literal["roll", "cut", "master", "drop"]
Fallback = Literal["blocked", "truncated", "slow", "malformed", "unavailable"]
OffRecord = Literal["message", "thread", "day"]
LAST, EVERY = -1, 0  # of the shots of a thread, beside their places from 1
CLOSED_LISTS = ("shot_size", "camera_angle", "camera_movement", "lens", "time_of_day", "lighting")
RANGES = {"focal_length_mm": (3, 2000), "t_stop": (0.7, 32), "duration_s": (1, 60)}  # least, most that a form takes
MOST_TAKES = 4  # of one word
MEASURED_S = 0.5  # a clip is some frames longer or shorter than it was asked for
RATIO = re.compile(r"\d{1,2}(\.\d{1,2})?:\d{1,2}")


class Line(BaseModel):
    """One line of dialogue, heard as speech. `speaker` is None where nobody was named."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    speaker: str | None = None
    line: str


class ShotRequest(BaseModel):
    """What one message states about a shot, and nothing more; an unset field was not stated.

    Lengths are seconds, focal lengths millimetres; list values come from `data/shot_lists.json`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind = "new_shot"
    shot_size: tuple[str, ...] = ()
    camera_angle: tuple[str, ...] = ()
    camera_movement: tuple[str, ...] = ()
    lens: tuple[str, ...] = ()
    focal_length_mm: float | None = None
    t_stop: float | None = None
    time_of_day: tuple[str, ...] = ()
    lighting: tuple[str, ...] = ()
    aspect_ratio: str | None = None
    resolution: Literal["720p", "1080p", "4k"] | None = None
    duration_s: float | None = Field(default=None, gt=0)
    n_takes: int | None = Field(default=None, ge=1)
    n_shots: int | None = Field(default=None, ge=1)
    dialogue: tuple[Line, ...] = ()
    audio: tuple[str, ...] = ()
    style: tuple[str, ...] = ()
    negatives: tuple[str, ...] = ()
    subject_keywords: tuple[str, ...] = ()
    ref_take: tuple[int | Literal["previous"], ...] = ()
    changes: tuple[str, ...] = ()

    @field_validator("aspect_ratio")
    @classmethod
    def _ratio(cls, value: str | None) -> str | None:
        if value is not None and not RATIO.fullmatch(value):
            raise ValueError(f"an aspect ratio is W:H, not {value!r}")
        return value

    @model_validator(mode="after")
    def _closed(self) -> Self:
        for field in CLOSED_LISTS:
            strays = set(getattr(self, field)) - allowed(field)
            if strays:
                raise ValueError(f"{field} does not know {sorted(strays)}")
        if strays := set(self.changes) - aspects():
            raise ValueError(f"changes does not know {sorted(strays)}")
        return self

    def stated(self) -> dict[str, Any]:
        """Only what the words state, in the shape of the shot lists: JSON types, empty fields left out.

        A message that asks for no shot states its kind alone.
        """
        if self.kind not in ("new_shot", "revision"):
            return {"kind": self.kind}
        fields = self.model_dump(mode="json")
        return {name: value for name, value in fields.items() if value not in (None, [], ())}


class Wanted(BaseModel):
    """A frame, a moment or a clip that words ask for: the part it plays, and which it is.

    `take` None is the newest of the shot; `slate` names another shot's. `at` is a moment in seconds, the "first" or the
    "last" frame; `this`: what came with the message. An extension is `seconds` longer where they say by how much.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    plays: Literal["first_frame", "last_frame", "reference", "extend"]
    take: int | None = None
    slate: str | None = None
    at: float | Literal["first", "last"] | None = None
    name: str = ""
    seconds: float | None = Field(default=None, gt=0)
    this: bool = False


class Doubt(BaseModel):
    """Words that may mean two things: what they were read as, and what they would be instead."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: str
    field: str
    value: str
    instead_field: str
    instead: str


class Reading(BaseModel):
    """How one message was read, whole and split into its shots.

    `message` is the reading of the whole; `shots` holds one request for each shot asked for (empty unless it is a
    new shot or a revision). `order` is a whole-message order ("roll it", "cut!", "master take 2", with the take in
    `message.ref_take`); `slate` the label as written.
    `read_by` names who read, where an interpreter has others beside it; `fallback` why it was not the one that reads.
    `agrees`: somebody else's wish is taken up ("yes, what he said"); `answers`: a take's number and nothing else ("2
    sorry"). `doubt`: words that may mean something else.
    `recipe` is the take whose exact request somebody asks to see ("recipe 2"); `off_record` says for how long the
    author wants nothing recorded: this message, the thread, or the day. `material` are frames and clips that words ask
    for; `texts` are without those words. `points` are the shots of the thread that the words point at by their place: 1
    the first, LAST, EVERY ("roll all three").
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    message: ShotRequest
    shots: tuple[ShotRequest, ...] = ()
    texts: tuple[str, ...] = ()
    slates: tuple[str | None, ...] = ()
    order: Order | None = None
    agrees: bool = False
    answers: bool = False
    doubt: Doubt | None = None
    recipe: int | None = None
    off_record: OffRecord | None = None
    material: tuple[Wanted, ...] = ()
    points: tuple[int, ...] = ()
    lang: str | None = None
    unread: tuple[str, ...] = ()
    read_by: str | None = None
    fallback: Fallback | None = None

    @property
    def kind(self) -> Kind:
        return self.message.kind

    @property
    def slate(self) -> str | None:
        return self.slates[0] if self.slates else None


def paid_s(asked_s: float, length_s: float | None) -> float:
    """The seconds that a clip which is changed or made finer is paid by: its own, where it is longer than asked for."""
    return length_s if length_s and length_s > asked_s + MEASURED_S else asked_s


def paid_by(request: ShotRequest, length_s: float | None) -> ShotRequest:
    """The request by which such a clip is priced."""
    asked_s = request.duration_s or 0.0
    seconds = paid_s(asked_s, length_s)
    return request if seconds == asked_s else request.model_copy(update={"duration_s": seconds})


def read_without(why: Fallback) -> str:
    """What a card says, in its small print, of words that the language model did not read."""
    reasons = {
        "blocked": "it declined",
        "truncated": "its answer broke off",
        "slow": "slow",
        "malformed": "its answer could not be read",
        "unavailable": "out of reach",
    }
    return f"read without the language model ({reasons[why]})"
