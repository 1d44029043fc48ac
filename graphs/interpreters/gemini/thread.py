"""What a model is told of a message's thread: who speaks, the shots with their newest takes, what was asked last.

Roles, never names or ids. All of it is bounded: the newest is kept.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from graphs.crew.reading import ReadingContext, ShotTold, TakeTold
from graphs.interpreters.gemini.block import written
from graphs.vocabulary.notes import EmojiSense
from graphs.vocabulary.shots import SLATE

LONGEST = 6_000  # characters of all of it, as it is sent
LABEL = 12  # characters of a slate
TITLE = 120  # characters of a shot's words
WORDS = 60  # of any other string
MOST_EMOJI = 24
MOST = 6  # values of one list
VERDICTS = {"circle": "circled", "hold": "on hold", "ng": "NG"}
STATES = {"slated": "not rolled", "waiting": "not rolled", "open": "rolled"}


def thread(context: ReadingContext) -> dict[str, Any]:
    """The thread as JSON types. Where it is too long, the oldest takes go, then the oldest shots, then the rest."""
    known = _known(context)
    shots = [_shot(shot) for shot in context.shots]
    last = {} if context.last_request is None or context.last_is_quiet else _short(context.last_request.stated())
    while True:
        told = known | ({"shots": shots} if shots else {}) | ({"last_request": last} if last else {})
        if len(written(told)) <= LONGEST or not (shots or last):
            return told
        if full := next((shot for shot in shots if shot.get("takes")), None):
            full["takes"].pop(0)
        elif shots:
            shots.pop(0)
        else:
            last = {}


def _known(context: ReadingContext) -> dict[str, Any]:
    known: dict[str, Any] = {
        "takes_in_thread": context.takes_in_thread,
        "open_takes": context.open_takes,
        "shots_in_thread": context.shots_in_thread,
        "slates": [_cut(slate, LABEL) for slate in context.slates[-MOST * 4 :]],
        "addressed": context.addressed,
        "speaker": _speaker(context),
    }
    if context.take_length_s is not None:
        known["take_length_s"] = context.take_length_s
    if context.emoji:
        known["emoji"] = {_cut(sense.name, WORDS): _meant(sense) for sense in context.emoji[:MOST_EMOJI]}
    return known


def _speaker(context: ReadingContext) -> dict[str, str]:
    """Who speaks, as a role of the crew and the craft they speak from, where these are known."""
    told = {"role": context.speaker_role, "craft": context.speaker_craft}
    return {name: _cut(value, WORDS) for name, value in told.items() if value not in ("unknown", "other")}


def _meant(sense: EmojiSense) -> str:
    """What an emoji says here: `likes`, `dislikes lighting`, `nothing`."""
    if not sense.valence:
        return "nothing"
    said = "likes" if sense.valence > 0 else "dislikes"
    return f"{said} {sense.aspect}" if sense.aspect else said


def _shot(shot: ShotTold) -> dict[str, Any]:
    scene = SLATE.fullmatch(shot.slate) if shot.slate else None
    told = {
        "shot": _cut(shot.name, WORDS),
        "scene": scene[1] if scene else None,
        "title": _cut(shot.title, TITLE),
        "state": STATES.get(shot.state, shot.state),
        "takes": [_take(take) for take in shot.takes],
    }
    return {name: value for name, value in told.items() if value}


def _take(take: TakeTold) -> dict[str, Any]:
    told = {
        "take": take.number,
        "state": take.state,
        "from_take": take.source,
        "changed": _short(take.changes),
        "verdict": VERDICTS[take.verdict] if take.verdict else None,
    }
    return {name: value for name, value in told.items() if value}


def _short(value: Any) -> Any:
    """A value with its strings and lists cut."""
    match value:
        case str():
            return _cut(value, WORDS)
        case Mapping():
            return {name: _short(each) for name, each in value.items()}
        case Sequence():
            return [_short(each) for each in value[:MOST]]
    return value


def _cut(text: str, longest: int) -> str:
    words = " ".join(text.split())
    return words if len(words) <= longest else f"{words[: longest - 3]}..."
