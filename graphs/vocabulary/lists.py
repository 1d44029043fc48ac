"""The closed lists as data: shot fields, craft aspects, emoji senses, tokens. Each is read once, on first use."""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _data(name: str) -> dict[str, Any]:
    text = files("graphs.vocabulary").joinpath(name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def shot_lists() -> dict[str, Any]:
    """The closed lists of a shot request, field name to allowed values (`data/shot_lists.json`)."""
    return _data("data/shot_lists.json")


def taxonomy() -> dict[str, Any]:
    """The craft aspects with definitions, cue words and rules (`data/taxonomy.json`)."""
    return _data("data/taxonomy.json")


def emoji_lexicon() -> dict[str, Any]:
    """Emoji senses, aliases and rules (`data/emoji_lexicon.json`)."""
    return _data("data/emoji_lexicon.json")


def feedback_schema() -> dict[str, Any]:
    """JSON schema of one feedback record (`data/feedback_record.schema.json`)."""
    return _data("data/feedback_record.schema.json")


def tokens() -> dict[str, Any]:
    """Design tokens: colours as `#rrggbb`, the spacing grid and corner radius in px."""
    return _data("tokens.json")


@cache
def aspects() -> frozenset[str]:
    """Ids of all craft aspects, `overall` and `none` among them."""
    return frozenset(aspect["id"] for aspect in taxonomy()["aspects"])


@cache
def allowed(field: str) -> frozenset[str]:
    """The values that a closed field of a shot request may take."""
    return frozenset(shot_lists()[field])
