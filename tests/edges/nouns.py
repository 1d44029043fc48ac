"""Shots, takes and productions for the cards' tests: plain ones, and any that hypothesis can think of."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from bot.cards.judging import NoteShown
from bot.cards.notes import NotesPage
from graphs.crew.camera import Estimate
from graphs.crew.room import ShotView, TakeView
from graphs.vocabulary.lists import shot_lists
from graphs.vocabulary.production import DEFAULTS, Production
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.requests import CLOSED_LISTS, Doubt, Line, ShotRequest
from graphs.vocabulary.shots import Shot, Take, TakeKind, TakeState

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ROOT = Ref("T1", "C1", "1795000000.000100")
COURIER = ShotRequest(
    shot_size=("medium",),
    camera_angle=("low_angle",),
    camera_movement=("dolly_in",),
    focal_length_mm=40,
    duration_s=8,
    dialogue=(Line(speaker="Courier", line="You're late."),),
    subject_keywords=("courier", "rain", "neon"),
)
FILLED = ShotRequest(time_of_day=("night",), aspect_ratio="16:9")

PRODUCTION = Production(
    id="p1", team="T1", channel="C1", name="scene-14", timezone="Europe/Paris", defaults=DEFAULTS, paid_limit_cents=0,
    waits_for_word=False, consent="stats_only", digest_day=1, digest_hour=9, opened_by="U_DIR", opened_at=NOON,
)  # fmt: skip


def a_shot(**changes: Any) -> Shot:
    """Shot 3, the courier under the neon."""
    shot = Shot(
        id="5f", production="p1", thread=ROOT, asked_in=ROOT, asked_by="U_DIR", number=3, slate=None,
        text="low angle on the courier", request=COURIER, filled=FILLED, reading="r1", state="open", references=(),
        created_at=NOON,
    )  # fmt: skip
    return replace(shot, **changes)


def a_take(number: int = 1, state: TakeState = "screened", kind: TakeKind = "take", **changes: Any) -> Take:
    """A take of it, free, after 12 s."""
    ended = state == "screened"
    take = Take(
        id=f"{kind}{number}", shot="5f", kind=kind, number=number, request=COURIER, prompt="", seed=1,
        camera="animatic", state=state, asked_by="U_DIR", asked_in=ROOT, created_at=NOON,
        cost_cents=0 if ended else None, rolled_in_s=11.6 if ended else None,
    )  # fmt: skip
    return replace(take, **changes)


def shot_view(shot: Shot | None = None, *takes: Take, place: int | None = None) -> ShotView:
    """The view of a shot with takes and previs."""
    return ShotView(
        shot=shot or a_shot(),
        production=PRODUCTION,
        takes=tuple(t for t in takes if t.kind == "take"),
        previs=tuple(t for t in takes if t.kind == "previs"),
        estimate=Estimate(0, 12),
        camera="animatic",
        place=place,
    )


def take_view(take: Take | None = None, **changes: Any) -> TakeView:
    """The view of a take nobody has said anything about."""
    view = TakeView(
        take=take or a_take(), shot=a_shot(slate="14C"), production=PRODUCTION, newest=True, parent=None, verdict=None,
        verdict_by=None, notes=0, liked=0, liking=0,
    )  # fmt: skip
    return replace(view, **changes)


def a_record(**changes: Any) -> dict[str, Any]:
    """A projected record of a note."""
    record: dict[str, Any] = {
        "record_id": "a" * 32, "raw_ref": {"team": "T1", "channel": "C1", "ts": "1.2", "kind": "message"},
        "extractor": {"name": "rules", "version": "1"}, "confidence": 0.9, "attribution": None, "take_id": "take1",
        "source": "text", "quote": "love the light", "rater_id": "U_DP", "aspect": "lighting", "sentiment": "pos",
        "intent": "praise", "verdict": None, "timecodes": [], "requested_change": None, "retracted_at": None,
        "reading": {"active": True, "of": None}, "review": "machine",
    }  # fmt: skip
    return record | changes


def shown_note(record: dict[str, Any] | None = None, *judged: dict[str, Any], **changes: Any) -> NoteShown:
    """An item of a note on take 1 of two, as the director sees it; `judged` are the events after its first."""
    said = record or a_record()
    takes = (a_take(1, clip_ref=ROOT), a_take(2, clip_ref=ROOT))
    first = {"kind": "recorded", "by": said["rater_id"], "at": NOON, "body": said}
    note = NoteShown(
        record=said, take=takes[0], takes=takes, other=None, agree=0, differ=0, history=[first, *judged], may_judge=True
    )
    return replace(note, **changes)


def notes_page(*notes: NoteShown, **changes: Any) -> NotesPage:
    """A page of the notes on Shot 3 take 1."""
    page = NotesPage("Shot 3 take 1", notes, len(notes), 0, '{"take": "take1", "page": 0}', "No notes yet.")
    return replace(page, **changes)


def words_of(blocks: Any) -> str:
    """All that a card says, as one string."""
    return json.dumps(list(blocks), ensure_ascii=False)


def any_text(most: int = 12_000) -> st.SearchStrategy[str]:
    """Words of any kind: markup, emoji, line breaks, very long ones."""
    nasty = st.sampled_from(["<!channel>", "& < >", "*_~`", "\U0001f3ac", "&amp;", "x" * 3_500, "\n\n", "<@U1>", " "])
    return st.lists(st.one_of(nasty, st.text(max_size=60)), max_size=10).map(lambda parts: "".join(parts)[:most])


def _some(field: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(shot_lists()[field]), unique=True, max_size=8).map(tuple)


@st.composite
def any_request(draw: st.DrawFn) -> ShotRequest:
    """A request with anything in it: up to 40 lines of dialogue, words of any kind."""
    fields: dict[str, Any] = {field: draw(_some(field)) for field in CLOSED_LISTS}
    words = st.lists(any_text(600), max_size=3).map(tuple)
    line = st.builds(Line, speaker=st.none() | any_text(100), line=any_text(400))
    return ShotRequest(
        **fields,
        focal_length_mm=draw(st.none() | st.floats(1, 2000)),
        aspect_ratio=draw(st.none() | st.sampled_from(["16:9", "2.76:1"])),
        duration_s=draw(st.none() | st.floats(0.1, 1e6)),
        n_takes=draw(st.none() | st.integers(1, 50)),
        dialogue=draw(st.lists(line, max_size=4).map(lambda lines: tuple(lines * 10))),
        audio=draw(words),
        style=draw(words),
        negatives=draw(words),
        subject_keywords=draw(words),
    )


@st.composite
def any_shot(draw: st.DrawFn) -> Shot:
    """A shot that was asked in any words."""
    return a_shot(
        slate=draw(st.none() | st.sampled_from(["14C", "9999ZZ"])),
        text=draw(any_text()),
        request=draw(any_request()),
        filled=draw(any_request()),
        state=draw(st.sampled_from(["slated", "waiting", "open", "dropped", "not_a_shot"])),
        unread=draw(st.lists(any_text(300), max_size=5).map(tuple)),
        doubt=draw(st.none() | any_text(300).map(doubt_about)),
        fallback=draw(st.none() | st.sampled_from(["slow", "blocked"])),
    )


def doubt_about(words: str) -> Doubt:
    """Words read as a low angle that may mean low key."""
    return Doubt(words=words, field="camera_angle", value="low_angle", instead_field="lighting", instead="low_key")


@st.composite
def any_take(draw: st.DrawFn, number: int = 1) -> Take:
    """A take in any state, with changes and trouble in any words."""
    states: list[TakeState] = [
        "open", "queued", "rolling", "collected", "screened", "cancelled", "failed", "deleted",
    ]  # fmt: skip
    return a_take(
        number,
        draw(st.sampled_from(states)),
        draw(st.sampled_from(["take", "previs"])),
        changes=draw(st.lists(any_text(900), max_size=5).map(tuple)),
        already=draw(st.lists(any_text(900), max_size=3).map(tuple)),
        trouble=draw(st.none() | any_text()),
        unread=draw(st.lists(any_text(300), max_size=5).map(tuple)),
        fallback=draw(st.none() | st.sampled_from(["slow", "blocked"])),
        cost_cents=draw(st.none() | st.integers(0, 10**7)),
        rolled_in_s=draw(st.none() | st.floats(0, 1e6)),
    )
