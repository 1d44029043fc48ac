"""What an emoji means: the lexicon's rules and nothing else, unless the channel gave it a sense of its own."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from graphs.vocabulary.lists import emoji_lexicon
from graphs.vocabulary.notes import EmojiSense

_TONE = re.compile(r"(?:::skin-tone-[2-6]|:skin-tone-[2-6]:?|[\U0001f3fb-\U0001f3ff])+$")


def bare(name: str) -> str:
    """An emoji's name without colons and skin tone, aliases resolved; a picture by its name."""
    stripped = unicode_name(_TONE.sub("", name.strip().strip(":")).strip(":").lower())
    return str(emoji_lexicon()["aliases"].get(stripped, stripped))


def sense(name: str, own: Iterable[EmojiSense] = ()) -> EmojiSense:
    """The sense of an emoji among the `own` ones of a channel, else the lexicon's; `known` is false without either."""
    asked = bare(name)
    if given := next((e for e in own if e.name == asked), None):
        return given
    entry = next((e for e in emoji_lexicon()["emoji"] if e["name"] == asked), None)
    if entry is None:
        return EmojiSense(name=asked, known=False)
    return EmojiSense(
        name=asked,
        known=True,
        valence=entry["valence"],
        intent=entry.get("intent"),
        aspect=entry.get("aspect"),
        verdict=entry.get("verdict"),
    )


@cache
def _pictures() -> dict[str, str]:
    text = (files("graphs.interpreters.rules") / "data" / "emoji.toml").read_text(encoding="utf-8")
    return dict(tomllib.loads(text)["names"])


def unicode_name(written: str) -> str:
    """The Slack name of an emoji as written in a text: `🔥` and `:fire:` alike; unknown ones stay as they are."""
    shape = written.replace("\ufe0f", "")
    shape = _TONE.sub("", shape)
    return _pictures().get(shape, shape)
