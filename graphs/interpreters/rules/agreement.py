"""Whether words agree with what somebody else just wished: "yes, what he said". The phrases are in agreement.toml."""

import re
import tomllib
import unicodedata
from functools import cache
from importlib.resources import files

LONGEST = 400  # characters; who agrees says little
_LONGEST_YES = 4  # words
_APART = re.compile(r"[.!?,;:\n。!?、…-]+")
_LONGEST_SENTENCE = 12  # words
_NOT_WORDS = re.compile(r"[^\w+]+")


def agrees(text: str, *, ordered: bool) -> bool:
    """Whether one of the sentences agrees. `ordered`: the words also say to roll, so that a bare yes is one as well."""
    if len(text) > LONGEST:
        return False
    sentences = [_plain(part) for part in _APART.split(text) if part.count(" ") <= _LONGEST_SENTENCE]
    return any(_agrees(sentence, bare_yes=ordered) for sentence in sentences if sentence)


def after_agreeing(text: str) -> str | None:
    """The last sentence of words that do nothing but agree before it (`yep do that, roll it`)."""
    if len(text) > LONGEST:
        return None
    parts = [part for part in _APART.split(text) if _plain(part)]
    first = [_plain(part) for part in parts[:-1]]
    agreed = bool(first) and all(_agrees(sentence, bare_yes=True) for sentence in first)
    return parts[-1].strip() if agreed else None


def _agrees(sentence: str, *, bare_yes: bool) -> bool:
    yes, phrases = _known()
    said = _without(sentence, yes)
    told = said in phrases or _patterns().fullmatch(said) is not None
    return sentence.count(" ") < _LONGEST_SENTENCE and (told or (bare_yes and sentence in yes))


def _plain(text: str) -> str:
    """Lower case, without accents, one space between words."""
    bare = text.lower()
    if not bare.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(c))
    return _NOT_WORDS.sub(" ", unicodedata.normalize("NFC", bare)).strip()


def _without(sentence: str, yes: frozenset[str]) -> str:
    """The sentence without the yes that it begins with."""
    words = sentence.split(" ")
    heads = (" ".join(words[:n]) for n in range(min(len(words) - 1, _LONGEST_YES), 0, -1))
    first = next((head for head in heads if head in yes), None)
    return sentence[len(first) :].strip() if first else sentence


@cache
def _read() -> tuple[frozenset[str], tuple[str, ...]]:
    told = tomllib.loads((files("graphs.interpreters.rules") / "data" / "agreement.toml").read_text(encoding="utf-8"))
    yes = frozenset(_plain(word) for tongue in told.values() for word in tongue["yes"])
    return yes, tuple(phrase for tongue in told.values() for phrase in tongue["phrases"])


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    yes, phrases = _read()
    return yes, frozenset(_plain(phrase) for phrase in phrases if "*" not in phrase)


@cache
def _patterns() -> re.Pattern[str]:
    """The phrases in which a word is open, all in one."""
    phrases = [phrase.split() for phrase in _read()[1] if "*" in phrase]
    told = [r"\s+".join(r"\w+" if w == "*" else re.escape(_plain(w)) for w in phrase) for phrase in phrases]
    return re.compile("|".join(told))
