"""Words that are hidden from a reader of words: letters set apart, figures for letters, code that decodes to words.

Each disguise is taken off and gives the words as they were meant. Whether those steer is decided in steering.py; also
what only machines write is told here: tags, and names of settings with a value.
"""

import base64
import binascii
import re
from collections.abc import Iterator

# marks that pretend to come from the machinery; brackets mean choices in the data files
_PRETENDED = re.compile(
    r"[\[<][\[|/ ]*(?:system|inst|admin|override|assistant|instructions?|im_start)\b[^\]>\n]{0,40}[\]>]"
    r"|\"role\"\s*:\s*\"(?:system|developer|assistant)\"",
    re.I,
)
_TAGS = re.compile(r"<([^\W\d_]{4,20})>[^<]{0,400}</\1>|</[^\W\d_]{4,20}>", re.I)
_QUOTED = re.compile(
    r"(\"[^\"\n]{0,400}\"\s*:)|\"[^\"\n]{0,400}\"|[\u300c\u300e][^\u300d\u300f\n]{0,400}[\u300d\u300f]"
)
# a setting by its name, as code writes it, or a key of an object; what has an ending is a file
_SETTING = re.compile(
    r"(?<![\w./-])(?=\w*_|\"\w+\"\s*:|\w+\s*=)\"?(?:\w+_)?"
    r"(?:approv\w*|budget\w*|cost\w*|limit\w*|l[ií]mite\w*|quota\w*|cap|review\w*|revis\w*|vot\w*|verdict\w*|role|admin\w*|override\w*"
    r"|bypass\w*|skip\w*|confirm\w*|log|logging|logged|permission\w*|rating\w*|score\w*|valid\w*|plafond\w*|freigabe\w*"
    r"|kosten\w*|stimmen\w*|aprob\w*|presupuesto\w*|user|author|requester|is_director)"
    r"(?:_\w+)?\b\"?(?!\.\w)\s*(?:[:=]|->|[\w'{\[-])",
    re.I,
)
# letters set apart so that no word is found: `i g n o r e   y o u r   r u l e s`
_SPACED_OUT = re.compile(r"(?<![^\W\d_])[^\W\d_](?:[ .,*_\u3001-]{1,6}[^\W\d_](?![^\W\d_])){6,400}")
_GAP = re.compile(r"(?<=[ .,*_-])[ .,*_-]+")
_LATIN = "A-Za-z\u00c0-\u024f"
_FIGURED = re.compile(
    rf"(?<![{_LATIN}\w])[{_LATIN}]+[0134579@$!+|]+[{_LATIN}]+[{_LATIN}0134579@$!]*|(?<![\w.,:])[013457@$][{_LATIN}]{{2,}}"
)
_ANY_FIGURED = re.compile(rf"(?<![\w.,:])(?=[\d@$!+|]*[{_LATIN}])(?=[{_LATIN}]*[\d@$!+|])[{_LATIN}\d@$!+|]+")
_UNIT = re.compile(
    r"\d(?:mm|st|nd|rd|th|am|pm|fps|sec|secs|min|mins|px|ième|eme|ème|er|ere|ta|te|er|uhr|sek|seg|hs|ft|[xk]\w*)$", re.I
)
_LEAST = 2  # words with figures in them; one may be a name
_MEANT = str.maketrans("0134579@$!+|", "oieastgasitl")
_MEANT_TOO = str.maketrans("0134579@$!+|", "oleastgasltl")
_CODED = re.compile(r"(?<![\w/+])[A-Za-z0-9+/]{16,2000}={0,2}(?![\w/+])")


def pretended(text: str) -> bool:
    """Whether the text has a mark that pretends to come from the machinery: `[system]`, a message's role."""
    return _PRETENDED.search(text) is not None


def machinery(text: str) -> bool:
    """Whether the text has what only machines write, and a person who plays one: tags, and settings by their names."""
    said = _QUOTED.sub(lambda m: m[1] or " " * len(m[0]), text)  # a screen in the picture shows what it likes
    if _TAGS.search(said):
        return True
    return any(mark in said for mark in '_"=') and _SETTING.search(said) is not None


def undisguised(text: str) -> Iterator[str]:
    """What hidden words were meant to say; nothing where nothing is hidden."""
    if letters := _SPACED_OUT.search(text):
        yield " ".join(re.sub(r"[ .,*_\u3001-]", "", word) for word in _GAP.split(letters[0]))
    figured = [m for m in _FIGURED.finditer(text) if not _UNIT.search(m[0])]
    if len(figured) >= _LEAST:
        for meant in (_MEANT, _MEANT_TOO):
            yield _ANY_FIGURED.sub(lambda m, table=meant: m[0].translate(table), text)  # type: ignore[misc]
    yield from _decoded(text)


def _decoded(text: str) -> Iterator[str]:
    """Words in Base64; what decodes to anything else is a name or a number."""
    for code in _CODED.finditer(text):
        try:
            told = base64.b64decode(code[0] + "=" * (-len(code[0]) % 4), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
        if told.isprintable() and " " in told:
            yield told
