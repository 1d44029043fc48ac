"""The slate's form: opened as the shot stands, and what is handed in checked before it is heard.

What cannot be read is said in the form, at its field, and nothing typed is lost.
"""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck

from bot.cards import actions, edit
from bot.cards.words import film_word
from bot.edits import Answer, Value, answered, ready
from bot.interactions import Press
from bot.listeners.edge import Edge, hear
from graphs.crew.reading import FormReader
from graphs.vocabulary.lenses import at_odds
from graphs.vocabulary.requests import RANGES, ShotRequest
from graphs.vocabulary.shots import slate_label
from graphs.vocabulary.versions import as_it_stands

MOST_WORDS = 6  # of who or what must be in the shot
WRONG: Mapping[str, str] = {
    "slate": "A slate is a number with up to two letters, such as 14C.",
    "focal_length_mm": "A focal length is {} to {} mm, such as 85.",
    "t_stop": "A T-stop is {} to {}, such as T2.8.",
    "duration_s": "A take runs from {} to {} seconds.",
    "dialogue": "Every name wants its line: CLARA: You\u2019re late.",
    "text": "A shot wants words, or somebody or something under Who and what.",
    "subject_keywords": f"One thing a line, at most {MOST_WORDS} words each; what happens goes into the words.",
}
WRONG_VALUE = "Pick from the list."
TYPED = (*edit.FIGURES, *edit.LINES)


def listen(app: AsyncApp, edge: Edge) -> None:
    """Register on the app."""

    @app.view(actions.EDIT)
    async def submitted(ack: AsyncAck, body: dict[str, Any]) -> None:
        answer = answered(body)
        await edge.reader.be_ready()
        request, ruled_out, errors = checked(answer, edge.reader)
        if errors:
            await ack(response_action="errors", errors=errors)
            return
        await hear(edge, answer.act(request, edge.clock(), ruled_out))
        await ack()


async def edit_view(edge: Edge, press: Press) -> dict[str, Any]:
    """The form of a shot."""
    shot = await edge.archive.shot(press.subject.partition(":")[2])
    stands = as_it_stands(shot, await edge.archive.takes_of(shot.id))
    return ready(edit.edit_form(shot, stands), shot.id, press.ref or shot.asked_in, shot.thread)


def checked(answer: Answer, reader: FormReader) -> tuple[dict[str, Any], list[str], dict[str, str]]:
    """The changed fields as a request's, what their words rule out beside, and what is wrong at which field."""
    request: dict[str, Any] = {}
    ruled_out: list[str] = []
    errors: dict[str, str] = {}
    for field in sorted(answer.changed & ShotRequest.model_fields.keys()):
        read = _read(field, answer.stands[field], reader)
        if read is None:
            errors[field] = _wrong(field)
            continue
        request[field] = read.pop(field)
        ruled_out += read.get("negatives", ())
    for field, is_wrong in CHECKS.items():
        if field in answer.changed and is_wrong(answer):
            errors[field] = _wrong(field)
    return request, ruled_out, errors | _lens_at_odds(answer, request, reader)


def _read(field: str, value: Value, reader: FormReader) -> dict[str, Any] | None:
    """A field of the form as JSON of a request; empty where it was emptied, None where it cannot be read."""
    if not value:
        return {field: ShotRequest().model_dump(mode="json")[field]}
    if field in TYPED:
        return reader.read_entry(field, str(value))
    try:
        return {field: ShotRequest.model_validate({field: value}).model_dump(mode="json")[field]}
    except ValidationError:
        return None


def _wrong(field: str) -> str:
    return WRONG.get(field, WRONG_VALUE).format(*RANGES.get(field, ()))


def _lens_at_odds(answer: Answer, request: Mapping[str, Any], reader: FormReader) -> dict[str, str]:
    """A focal length and a kind of lens that no lens is both of, said at the one that was changed."""
    where = next((field for field in ("focal_length_mm", "lens") if request.get(field)), None)
    typed = str(answer.stands.get("focal_length_mm", ""))
    read = reader.read_entry("focal_length_mm", typed) if where and typed else None
    if where is None or read is None:
        return {}
    millimetres = read["focal_length_mm"]
    odd = at_odds(answer.stands.get("lens", ()), millimetres)
    return {where: f"{millimetres:g} mm is no {film_word(odd)} lens; clear one of the two."} if odd else {}


def _wordless(answer: Answer) -> bool:
    return not answer.stands[edit.TEXT] and not answer.stands.get("subject_keywords")


def _wordy(answer: Answer) -> bool:
    return any(len(line.split()) > MOST_WORDS for line in str(answer.stands["subject_keywords"]).splitlines())


def _no_slate(answer: Answer) -> bool:
    slate = str(answer.stands[edit.SLATE])
    return bool(slate) and slate_label(slate) is None


CHECKS: Mapping[str, Callable[[Answer], bool]] = {
    edit.SLATE: _no_slate,
    edit.TEXT: _wordless,
    "subject_keywords": _wordy,
}
