"""A message as words: hidden characters folded, markup blanked, tokens with their place in the message.

What the words mean is in the other rooms of this package; nothing here knows a language.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Literal, NamedTuple

LIMIT = 8_000  # characters of a message that are read; what follows is named as unread

WordKind = Literal["word", "number", "mark", "emoji", "line"]

_CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f"
_LETTER = rf"[^\W\d_{_CJK}]"
_TOKEN = re.compile(
    rf"(?P<word>{_LETTER}+(?:'{_LETTER}+)*)"
    r"|(?P<emoji>(?<!\d):[a-z0-9_+'&-]*[a-z0-9][a-z0-9_+'&-]*:(?::skin-tone-\d:)?"
    "|[\U0001f000-\U0001faff\u2300-\u23ff\u2600-\u27bf\u2b50\u2b55\u203c\u2049]\ufe0f?[\U0001f3fb-\U0001f3ff]?)"
    rf"|(?P<number>\d+(?:[.,]\d+)*)"
    rf"|(?P<cjk>[{_CJK}])"
    r"|(?P<line>\n+)"
    r"|(?P<mark>[^\w\s]|_)"
)
_PLAIN_WORDS = re.compile(r"[a-zß-öø-ÿœ]+(?: [a-zß-öø-ÿœ]+)*")
_HIDDEN = re.compile(r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_ODD = re.compile(rf"{_HIDDEN.pattern}|[\u0300-\u036f\u3099\u309a\uff01-\uff5e\uff65-\uff9f\u3000]")
_QUOTES = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02bc": "'", "\u00b4": "'", "`": "'", "\u2032": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"',
        "\u2033": '"', "\u2013": "-", "\u2014": "-", "\u2012": "-", "\u2015": "-", "\u2010": "-", "\u2011": "-",
        "\u2039": '"', "\u203a": '"',
        "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\r": "\n", "\u2026": ".", "\uff5e": "~", "\u301c": "~",
    }
)  # fmt: skip
_CODE = re.compile(r"```.*?(?:```|\Z)", re.S)
_ANGLED = re.compile(r"<([@#!])([^<>\s|]*)(?:\|([^<>]*))?>|<(?:https?:|mailto:)[^<>\s|]*(?:\|([^<>]*))?>")
_LINK = re.compile(r"\bhttps?://\S+")
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|#39|nbsp);")
_ELISION = re.compile(r"(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu)'", re.I)
_LONG_DASHES = "\u2014\u2015\u2013"
_SAID_IN_STARS = re.compile(r"(?<=[\w,:] )([*_])(?=[A-ZÀ-Þ¿¡])([^*_\n]{2,200}[.?!])\1(?!\w)")
_MARKUP = re.compile(r"(?<!\w)[*_~](?=\S)|(?<=\S)[*_~](?!\w)")


class Word(NamedTuple):
    """One token: `norm` is lower case without accents and apostrophes; `start` and `end` are places in the text.

    `glued` is true where no space stands before it.
    """

    norm: str
    start: int
    end: int
    kind: WordKind
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """The part of a message that is read. `text` is folded and as long as the words' places say."""

    text: str
    words: tuple[Word, ...]
    places: tuple[int, ...] | None  # text index -> message index, None where they are the same
    cut: bool  # the message was longer than LIMIT
    dashes: tuple[int, ...] = ()  # where in the text a long dash stands; it reads as "-"

    def at(self, start: int, end: int) -> tuple[int, int]:
        """The range of the message that a range of the text stands for."""
        if self.places is None:
            return start, end
        last = self.places[end - 1] + 1 if end > start else self.places[start]
        return self.places[start], last

    def said(self, first: int, last: int) -> str:
        """The text of words `first` up to and without `last`, spaces made single."""
        if first >= last:
            return ""
        return " ".join(self.text[self.words[first].start : self.words[last - 1].end].split())


@lru_cache(maxsize=65_536)
def norm(word: str) -> str:
    """Lower case, accents and apostrophes off: `Été` -> `ete`, `don't` -> `dont`. Kana keep their voicing marks."""
    folded = word.lower().replace("'", "")
    if folded.isascii():
        return folded
    if "\u3040" <= folded[0] <= "\u30ff":
        return folded
    bare = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    return bare.replace("ß", "ss").replace("œ", "oe").replace("æ", "ae").replace("ø", "o")


def passage(message: str, limit: int = LIMIT) -> Passage:
    """The message's readable part, in words. Linear in its length; never raises."""
    read = message[:limit]
    text, places = _folded(read) if _ODD.search(read) else (read, None)
    dashes = tuple(i for i, char in enumerate(text) if char in _LONG_DASHES)
    text = _plain(text)
    return Passage(text, tuple(_tokens(text)), places, len(message) > limit, dashes)


def beyond(read: Passage) -> tuple[str, ...]:
    """What of a message was not read, as its author is told."""
    return (f"what follows the first {LIMIT:,} characters",) if read.cut else ()


def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase of the data files as the tokens that a message would have in its place.

    Most are plain words: told apart at once, since a hundred thousand of them are read at the start.
    """
    if _PLAIN_WORDS.fullmatch(phrase):
        return tuple(phrase.split()) if phrase.isascii() else tuple(norm(word) for word in phrase.split())
    return tuple(word.norm for word in _tokens(phrase.translate(_QUOTES)))


def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """Without hidden characters, composed, full-width forms narrowed; and where each character came from."""
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if _HIDDEN.match(char):
            continue
        if chars and (unicodedata.combining(char) or char in "\uff9e\uff9f"):
            joined = unicodedata.normalize("NFKC", chars[-1] + char)
            if len(joined) == 1:
                chars[-1] = joined
            continue
        narrow = unicodedata.normalize("NFKC", char) if _ODD.match(char) else char
        chars.append(narrow if len(narrow) == 1 else char)
        places.append(place)
    return "".join(chars), tuple(places)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _shown(match: re.Match[str]) -> str:
    """A link or mention by its label, blanks elsewhere, as long as before."""
    label = match[4] or ""
    return (label + " " * len(match[0]))[: len(match[0])] if label and "://" not in label else " " * len(match[0])


def _plain(text: str) -> str:
    """Quotes and dashes made plain, code, links, mentions and emphasis blanked, entities read; same length."""
    text = text.translate(_QUOTES)
    if "'''" in text:
        text = re.sub(r"'''.*?(?:'''|\Z)", _blank, text, flags=re.S)
    if "<" in text:
        text = _ANGLED.sub(_shown, text)
    if "&" in text:
        text = _ENTITY.sub(lambda m: unescape(m[0]) + " " * (len(m[0]) - 1), text)
    if "://" in text:
        text = _LINK.sub(_blank, text)
    if "*" in text or "_" in text or "~" in text:
        text = _SAID_IN_STARS.sub(r'"\2"', text)
        text = _MARKUP.sub(" ", text)
    return text


def _tokens(text: str) -> list[Word]:
    found: list[Word] = []
    last = 0
    for match in _TOKEN.finditer(text):
        kind, start, end = match.lastgroup, match.start(), match.end()
        glued = start == last and start > 0
        last = end
        if kind == "mark" and match[0] == "-" and _inside(text, start):
            last = start + 1
            continue
        if kind == "mark" and match[0] == "'":
            continue
        if kind == "word" and (elided := _ELISION.match(match[0])) and elided.end() < end - start:
            middle = start + elided.end()
            found.append(Word(norm(elided[0]), start, middle, "word", glued))
            found.append(Word(norm(text[middle:end]), middle, end, "word", True))
        elif kind == "emoji":
            found.append(Word(match[0], start, end, "emoji", glued))
        elif kind == "line":
            found.append(Word("\n", start, end, "line", glued))
        else:
            group: WordKind = "word" if kind == "cjk" else kind  # type: ignore[assignment]
            found.append(Word(norm(match[0]), start, end, group, glued))
    return [word for word in found if word.norm]  # a mark that belongs to a letter, without one, is nothing


def _inside(text: str, at: int) -> bool:
    """Whether the hyphen at `at` joins two words ("close-up"); "12 - waitress" and "0:04-0:06" keep theirs."""
    return (
        0 < at < len(text) - 1
        and (text[at - 1].isalpha() or text[at + 1].isalpha())
        and (text[at - 1].isalnum() and text[at + 1].isalnum())
    )
