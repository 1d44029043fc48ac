"""The JSON schemas that the model's answers are asked in. They help the model; values.py holds whatever comes back."""

from functools import cache
from typing import Any, get_args

from graphs.vocabulary.lists import shot_lists, taxonomy
from graphs.vocabulary.notes import Intent, Sentiment, Severity
from graphs.vocabulary.requests import CLOSED_LISTS

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer"}
FIGURE: Schema = {"type": "number"}
TAKE: Schema = {"type": "string", "description": "a take number, this or previous"}


@cache
def message_schema() -> Schema:
    """Of how a message was read: its kind, and an entry for each shot that it asks for."""
    lists = shot_lists()
    shot: dict[str, Schema] = {"text": TEXT, "slate": TEXT}
    shot |= {name: _many(_one_of(lists[name])) for name in CLOSED_LISTS}
    shot |= {
        "focal_length_mm": FIGURE,
        "t_stop": FIGURE,
        "aspect_ratio": TEXT,
        "resolution": _one_of(lists["resolution"]),
    }
    shot |= {"duration_s": FIGURE, "n_takes": WHOLE}
    shot["dialogue"] = _many(_object({"speaker": TEXT, "line": TEXT}, "line"))
    shot |= {name: _many(TEXT) for name in ("audio", "style", "negatives", "subject_keywords")}
    shot |= {"ref_take": _many(TAKE), "changes": _many(_one_of(_aspects()))}
    fields = {"kind": _one_of(lists["kind"]), "lang": TEXT, "shots": _many(_object(shot, "text"))}
    return _object(fields, "kind", "shots")


@cache
def note_schema() -> Schema:
    """Of how a note was read: an item for each aspect that it judges."""
    item: dict[str, Schema] = {
        "aspect": _one_of(_aspects()),
        "sentiment": _one_of(get_args(Sentiment)),
        "intent": _one_of(get_args(Intent)),
        "quote": TEXT,
        "severity": _one_of(get_args(Severity)),
        "timecodes": _many(_object({"in_s": FIGURE, "out_s": FIGURE}, "in_s")),
        "preferred_take": TAKE,
        "over_take": TAKE,
        "ref_take": TAKE,
        "requested_change": TEXT,
        "from_words": TEXT,
        "to_words": TEXT,
    }
    fields = {"injection": {"type": "boolean"}, "lang": TEXT}
    fields["items"] = _many(_object(item, "aspect", "sentiment", "intent", "quote"))
    return _object(fields, "items")


def _aspects() -> list[str]:
    return [aspect["id"] for aspect in taxonomy()["aspects"]]


def _one_of(values: list[str] | tuple[str, ...]) -> Schema:
    return {"type": "string", "enum": list(values)}


def _many(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _object(fields: dict[str, Schema], *required: str) -> Schema:
    return {"type": "object", "properties": fields, "required": list(required)}
