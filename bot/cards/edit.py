"""The form that edits a slate: every field of the shot, in groups. What is typed is read by whoever reads requests;
how the answer comes back is in edits.py."""

from collections.abc import Iterable
from typing import Any

from bot.cards.actions import EDIT
from bot.cards.along import composition_input
from bot.cards.blocks import INPUT, SECTION, VIEW_BLOCKS, Block, clip, header, plain, quiet, safe
from bot.cards.words import film_word, seconds
from graphs.vocabulary.lists import shot_lists
from graphs.vocabulary.requests import MOST_TAKES, Line, ShotRequest
from graphs.vocabulary.shots import Shot
from graphs.vocabulary.spoken import spoken
from graphs.vocabulary.versions import Version

LISTS = {
    "shot_size": "Size",
    "camera_angle": "Angle",
    "camera_movement": "Move",
    "lens": "Lens",
    "time_of_day": "Time of day",
    "lighting": "Light",
}
FIGURES = {"focal_length_mm": "Focal length", "t_stop": "T-stop", "duration_s": "Seconds"}
LINES = {
    "subject_keywords": "Who and what",
    "style": "Style",
    "negatives": "Keep out",
    "dialogue": "Dialogue",
    "audio": "Sounds",
}
ONE_OF = {"aspect_ratio": "Aspect ratio", "resolution": "Resolution", "n_takes": "Takes"}
RATIOS = (
    "16:9", "2.39:1", "21:9", "2:1", "1.85:1", "1.66:1", "3:2", "1.37:1", "4:3", "5:4", "1:1", "4:5", "3:4", "2:3",
    "9:16",
)  # fmt: skip
TEXT, SLATE = "text", "slate"
GROUPS = {
    "Picture": (TEXT, "subject_keywords", "style", "negatives"),
    "Camera": ("shot_size", "camera_angle", "camera_movement", "lens", "focal_length_mm", "t_stop"),
    "Light and time": ("lighting", "time_of_day"),
    "Sound": ("dialogue", "audio"),
    "Practical": (SLATE, "duration_s", "aspect_ratio", "resolution", "n_takes"),
}
SUCH_AS = {
    "focal_length_mm": "such as 85 mm",
    "t_stop": "such as T2.8",
    "subject_keywords": "one a line, such as red bicycle",
    "style": "one a line, such as film noir",
    "negatives": "one a line, such as umbrellas",
    "dialogue": "one a line, such as CLARA: You\u2019re late.",
    "audio": "one a line, such as distant siren",
    SLATE: "such as 14C",
}
WORDS_STAY = "The camera gets these words too: what you change below, change here where they say otherwise."
ROLLS, COSTS_NOTHING = "Saving a change rolls the next take at the card\u2019s price.", "Saving a change costs nothing."
FILLED_IN = "\u201cFilled in\u201d is what nobody asked for."
UNSAID = "-"
NOT_SAID: Block = {"text": plain("not said"), "value": UNSAID}  # the chat has no way to empty a choice of one
TAKES_NOW = "Takes to roll now"
VALUE = "value"  # the action id of every input: the block's id says which field it is


def edit_form(shot: Shot, stands: Version) -> dict[str, Any]:
    """The form. Only what was asked stands in it; what was filled in is named in the empty field.

    What is too long for an input is shown whole and cannot be changed here.
    """
    blocks: list[Block] = [quiet(f"{ROLLS if stands.newest else COSTS_NOTHING} {FILLED_IN}")]
    for name, fields in GROUPS.items():
        blocks.append(header(name))
        for field in fields:
            blocks += _field(field, shot, stands)
    blocks.append(composition_input(shot, VALUE))
    return {
        "type": "modal",
        "callback_id": EDIT,
        "title": plain(clip(f"Edit {shot.name}", 24)),
        "submit": plain("Save"),
        "close": plain("Leave"),
        "blocks": blocks[:VIEW_BLOCKS],
    }


def _field(field: str, shot: Shot, stands: Version) -> list[Block]:
    if field in LISTS:
        return [_choices(field, stands.request, shot.filled)]
    if field == "n_takes":
        return [_takes(stands)]
    if field in ONE_OF:
        return [_one_of(field, stands.request, shot.filled)]
    if field == SLATE:
        return [_input(SLATE, "Slate", _typed(shot.slate or "", SUCH_AS[SLATE], most=8))]
    if field in FIGURES:
        asked = getattr(stands.request, field)
        shown = "" if asked is None else f"{asked:g}" if field == "duration_s" else spoken(field, asked)
        return [_input(field, FIGURES[field], _typed(shown, _filled(field, shot.filled), most=40))]
    if field == TEXT:
        return _long(TEXT, "Words", stands.text, None, WORDS_STAY)
    return _long(field, LINES[field], "\n".join(_said(getattr(stands.request, field))), SUCH_AS[field])


def _input(id: str, label: str, element: Block, hint: str = "") -> Block:
    block: Block = {
        "type": "input",
        "block_id": id,
        "optional": True,
        "label": plain(label),
        "element": {"action_id": VALUE, **element},
    }
    return block | {"hint": plain(hint)} if hint else block


def _option(value: str) -> Block:
    return {"text": plain(film_word(value)), "value": value}


def _filled(field: str, filled: ShotRequest) -> str:
    value = getattr(filled, field)
    if not value:
        return SUCH_AS.get(field, "not said")
    if field == "duration_s":
        return f"filled in: {seconds(value)}"
    values = value if isinstance(value, tuple) else (f"{value:g}" if isinstance(value, float) else value,)
    return clip(f"filled in: {', '.join(map(film_word, values))}", 150)


def _choices(field: str, asked: ShotRequest, filled: ShotRequest) -> Block:
    element: Block = {
        "type": "multi_static_select",
        "options": [_option(value) for value in shot_lists()[field]],
        "placeholder": plain(_filled(field, filled)),
    }
    if chosen := getattr(asked, field):
        element["initial_options"] = [_option(value) for value in chosen]
    return _input(field, LISTS[field], element)


def _one_of(field: str, request: ShotRequest, filled: ShotRequest) -> Block:
    asked, offered = getattr(request, field), RATIOS if field == "aspect_ratio" else shot_lists()[field]
    element: Block = {
        "type": "static_select",
        "options": [NOT_SAID, *(_option(value) for value in dict.fromkeys((*offered, *((asked,) if asked else ()))))],
        "placeholder": plain(_filled(field, filled)),
    }
    if asked:
        element["initial_option"] = _option(asked)
    return _input(field, ONE_OF[field], element)


def _takes(stands: Version) -> Block:
    """How many takes the word opens; of a shot that has rolled, how many this form does."""
    counts = [_option(str(count)) for count in range(1, MOST_TAKES + 1)]
    element: Block = {"type": "static_select", "options": [NOT_SAID, *counts]}
    if stands.newest:
        return _input("n_takes", TAKES_NOW, element | {"placeholder": plain("one, if something is changed")})
    if asked := stands.request.n_takes:
        element["initial_option"] = counts[min(asked, MOST_TAKES) - 1]
    return _input("n_takes", ONE_OF["n_takes"], element | {"placeholder": plain("one")})


def _typed(value: str, placeholder: str | None, *, most: int, lines: bool = False) -> Block:
    element: Block = {"type": "plain_text_input", "max_length": most}
    if lines:
        element["multiline"] = True
    if placeholder:
        element["placeholder"] = plain(placeholder)
    return element | {"initial_value": value} if value else element


def _said(things: Iterable[str | Line]) -> list[str]:
    """One a line: things as they are, dialogue as `CLARA: the line`, in quotation marks where nobody is named."""
    told = []
    for thing in things:
        if isinstance(thing, Line):
            thing = f"{thing.speaker}: {thing.line}" if thing.speaker else f"\u201c{thing.line}\u201d"
        told.append(" ".join(thing.split()))
    return told


def _long(field: str, label: str, text: str, placeholder: str | None, hint: str = "") -> list[Block]:
    if clip(text, INPUT) == text:
        return [_input(field, label, _typed(text, placeholder, most=INPUT, lines=True), hint)]
    step = SECTION // 5  # an escaped sign takes up to five
    pieces = [text[at : at + step] for at in range(0, len(text), step)]
    shown: list[Block] = [{"type": "section", "text": plain(safe(p, SECTION))} for p in pieces if p.strip()]
    told = f"{label}: too long to edit here; edit the message, and the slate follows."
    return [quiet(told), *shown]
