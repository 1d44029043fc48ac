"""A requester's words made fit for a prompt: what the fields say goes, moments take the dialect's form. Pure."""

import re
from collections.abc import Callable, Sequence

from graphs.vocabulary.requests import Line

MARKUP = re.compile(r"<[^<>]*>")  # the chat's mentions and links, and tags that only we may write
ADDRESSED = re.compile(r"^\s*@\S+[,:]?\s*")
TOLD_APART = (
    re.compile(r"\b\d+(?:\.\d+)?\s*-?(?:s|secs?|seconds?)\b(?:\s+long)?", re.I),
    re.compile(r"^\s*\d{1,4}[A-HJ-NP-Z]{0,2}\s*:\s+", re.I),  # a slate: a model may write it into the picture
    re.compile(r"\btake\s+\d+\s*,?\s*(?:but|aber|mais|pero)\b", re.I),  # of which take it is a revision
    re.compile(r"\b(?:\d+|two|three|four)\s+takes?\b", re.I),
    re.compile(r"\b\d{1,2}(?:\.\d{1,2})?:\d{1,2}\b(?!\s*(?:-|\u2013|to)\s*\d)"),
    re.compile(r"\b\d{2,3}\s*mm\b", re.I),
    re.compile(r"\b(?:720p|1080p|4k)\b", re.I),
)
SPAN = re.compile(r"\b(\d{1,2}):(\d{2})\s*(?:-|\u2013|to)\s*(\d{1,2}):(\d{2})\b:?")
QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'
Moment = Callable[[int, int], str]  # from, to in seconds -> the dialect's time stamp


def veo_moment(start: int, end: int) -> str:
    """ "[00:00-00:02]"."""
    return f"[{start // 60:02d}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d}]"


def omni_moment(start: int, end: int) -> str:
    """ "[0-3s]"."""
    return f"[{start}-{end}s]"


def cleaned(words: str, dialogue: tuple[Line, ...], moment: Moment) -> str:
    """The words without what is told apart or is ours alone: spoken lines, lengths, formats, slates, markup."""
    text = ADDRESSED.sub("", MARKUP.sub(" ", words))
    for line in dialogue:
        text = _without_line(text, line)
    text = SPAN.sub(lambda m: f"\x00{m[1]},{m[2]},{m[3]},{m[4]}\x00", text)
    for pattern in TOLD_APART:
        text = pattern.sub("", text)
    text = re.sub(r"\x00(\d+),(\d+),(\d+),(\d+)\x00", lambda m: _stamp(m, moment), text)
    return tidy(text)


def without_lines(words: str, gone: Sequence[Line]) -> str:
    """The words without lines that are no longer spoken, and what brings them in; the rest as it was written."""
    kept = words
    for line in gone:
        if line.speaker:
            name, said = re.escape(line.speaker), re.escape(line.line.strip(QUOTES + " "))
            pattern = rf"{name}\s*(?:\([^()\n]*\)\s*)?[:\uff1a]\s*[{QUOTES}]?\s*{said}\s*[{QUOTES}]?"
            kept = re.sub(pattern, "", kept)
        kept = _without_line(kept, line)
    return words if kept == words else tidy(kept)


def tidy(text: str) -> str:
    """Spaces and stops as they belong after words were taken out."""
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,.;:!?])", r"\1", text)
    text = re.sub(r"([,;:])(?:\s*[,;:])+", r"\1", text)
    text = re.sub(r"[,;:]\s*(?=[.!?]|$)", "", text)
    text = re.sub(r"([.!?])(?:\s*\.)+", r"\1", text)
    return text.strip(" ,;:.-")


def _without_line(text: str, line: Line) -> str:
    """Without a spoken line, and without the words that only bring it in ("She says")."""
    spoken = re.escape(line.line.strip(QUOTES + " "))
    quoted = rf"[{QUOTES}]\s*{spoken}\s*[{QUOTES}]"
    return re.sub(rf"(?:\b[\w'-]+\s+(?:\w+s)\s*[,:]?\s*)?{quoted}", "", text)


def _stamp(match: re.Match[str], moment: Moment) -> str:
    first, second, third, fourth = map(int, match.groups())
    return moment(first * 60 + second, third * 60 + fourth)
