"""The form that edits a slate: its fields as selects, its words, its label. Reading it back is translate.py's."""

from typing import Any

from bot.cards.actions import EDIT
from bot.cards.along import composition_input
from bot.cards.blocks import INPUT, SECTION, VIEW_BLOCKS, Block, clip, plain, quiet, safe
from bot.cards.words import film_word, seconds
from graphs.vocabulary.lists import shot_lists
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import Shot

LISTS = {
    "shot_size": "Size",
    "camera_angle": "Angle",
    "camera_movement": "Move",
    "time_of_day": "Time of day",
    "lens": "Lens",
    "lighting": "Light",
}
RATIOS = ("16:9", "2.39:1", "1.85:1", "4:3", "1:1", "9:16")
RATIO, DURATION, TEXT, SLATE = "aspect_ratio", "duration_s", "text", "slate"
LONGEST_S = 60
VALUE = "value"  # the action id of every input: the block's id says which field it is


def edit_form(shot: Shot, metadata: str) -> dict[str, Any]:
    """The form. Only what was asked stands in it; what was filled in is named in the empty field.

    Words too long for an input are shown whole and cannot be changed here.
    """
    blocks = [_choices(field, shot) for field in LISTS]
    blocks += [_ratio(shot), _duration(shot), _slate(shot), composition_input(shot, VALUE), *_words(shot)]
    return {
        "type": "modal",
        "callback_id": EDIT,
        "private_metadata": metadata,
        "title": plain(clip(f"Edit {shot.name}", 24)),
        "submit": plain("Save"),
        "close": plain("Leave"),
        "blocks": blocks[:VIEW_BLOCKS],
    }


def _input(id: str, label: str, element: Block) -> Block:
    return {
        "type": "input",
        "block_id": id,
        "optional": True,
        "label": plain(label),
        "element": {"action_id": VALUE, **element},
    }


def _option(value: str) -> Block:
    return {"text": plain(film_word(value)), "value": value}


def _filled(field: str, filled: ShotRequest) -> str:
    value = getattr(filled, field)
    if not value:
        return "not said"
    if field == DURATION:
        return f"filled in: {seconds(value)}"
    return f"filled in: {', '.join(film_word(v) for v in ((value,) if isinstance(value, str) else value))}"


def _choices(field: str, shot: Shot) -> Block:
    element: Block = {
        "type": "multi_static_select",
        "options": [_option(value) for value in shot_lists()[field]],
        "placeholder": plain(clip(_filled(field, shot.filled), 150)),
    }
    if chosen := getattr(shot.request, field):
        element["initial_options"] = [_option(value) for value in chosen]
    return _input(field, LISTS[field], element)


def _ratio(shot: Shot) -> Block:
    asked = shot.request.aspect_ratio
    element: Block = {
        "type": "static_select",
        "options": [_option(ratio) for ratio in dict.fromkeys((*RATIOS, *((asked,) if asked else ())))],
        "placeholder": plain(_filled(RATIO, shot.filled)),
    }
    if asked:
        element["initial_option"] = _option(asked)
    return _input(RATIO, "Aspect ratio", element)


def _duration(shot: Shot) -> Block:
    element: Block = {
        "type": "number_input",
        "is_decimal_allowed": True,
        "placeholder": plain(_filled(DURATION, shot.filled)),
    }
    if shot.request.duration_s:
        element["initial_value"] = f"{shot.request.duration_s:g}"
    return _input(DURATION, "Seconds", element)


def _slate(shot: Shot) -> Block:
    element: Block = {"type": "plain_text_input", "max_length": 8, "placeholder": plain("such as 14C")}
    if shot.slate:
        element["initial_value"] = shot.slate
    return _input(SLATE, "Slate", element)


def _words(shot: Shot) -> list[Block]:
    if clip(shot.text, INPUT) == shot.text:
        element: Block = {"type": "plain_text_input", "multiline": True, "max_length": INPUT}
        if shot.text:
            element["initial_value"] = shot.text
        return [_input(TEXT, "Words", element)]
    step = SECTION // 5  # an escaped sign takes up to five
    pieces = [shot.text[at : at + step] for at in range(0, len(shot.text), step)]
    shown: list[Block] = [{"type": "section", "text": plain(safe(p, SECTION))} for p in pieces if p.strip()]
    return [quiet("The words are too long to edit here; edit the message, and the slate follows."), *shown]
