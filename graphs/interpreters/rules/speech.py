"""Quoted and spoken words: which are heard (dialogue), which are read on screen, who says them.

Screenplay lines (`MARA (V.O.): ...`), quotation marks in every style, and `she says: ...` without any.
"""

import re
from dataclasses import dataclass

from graphs.interpreters.rules.naming import ends_name, noun_before
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.talk import talk
from graphs.interpreters.rules.words import norm
from graphs.vocabulary.requests import Line

_QUOTED = re.compile(
    r'"([^"\n]{1,400})"'
    r"|(?<![\w'])'(?=\S)((?:[^'\n]|(?<=\w)'(?=\w)){2,400}[^\s'\w]?)'(?![\w'])"
    r"|[\u300c\u300e]([^\u300d\u300f\n]{1,400})[\u300d\u300f]"
)
_CUE = re.compile(
    r"(?:^|(?<=\n)|(?<=[.!?] )(?=[A-Z]{2}))[ \t>*-]*(?P<who>[^\W\d_](?:[^\W_]|[ .'/#-]){0,28}?)[ \t]*"
    r"(?:\((?P<off>[^()\n]{1,24})\))?[ \t]*[:\uff1a][ \t]*(?P<said>[^\n]{1,500}?)"
    r"(?=[ \t]*(?:\n|\Z)|[ \t]+[A-Z]{2}[A-Z .'#-]{0,24}(?:\([^()\n]{1,24}\))?:)"
)
_UNDER = re.compile(
    r"(?:^|(?<=\n))[ \t]*(?P<who>[A-ZÀ-Þ][A-ZÀ-Þ0-9 .'-]{1,28})[ \t]*(?:\((?P<off>[^()\n]{1,24})\))?[ \t]*\n"
    r"(?:[ \t]*\([^()\n]{1,40}\)[ \t]*\n)?[ \t]*(?P<said>[^\n(]{1,300})"
)
_NAME = re.compile(r"[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я0-9 .'#/-]*$")
_KANJI = re.compile(r"[\u30a1-\u30ff\u4e00-\u9fff]")
_PARTICLES = ("\u304c", "\u306f", "\u306e", "\u3001", ":")
# who speaks so is no character: these words come with attempts to steer
_MACHINES = ("system", "assistant", "user", "admin", "administrator", "developer", "root", "bot", "dailies", "ai")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A stretch of the text [start, end) between or after marks. `line` is None where it is read, not heard."""

    start: int
    end: int
    line: Line | None


def spoken(slip: Slip) -> list[Spoken]:
    """Every quoted or spoken stretch in order. Its words are claimed, so that no term is found inside."""
    text = slip.passage.text
    found: list[Spoken] = []
    seen_to = -1
    for match in sorted([*_QUOTED.finditer(text), *_cues(slip)], key=lambda m: m.start()):
        if match.start() < seen_to:
            continue
        made = _from_cue(match) if "who" in match.re.groupindex else _from_quotes(slip, match, found)
        if made is None:
            continue
        found.append(made)
        seen_to = match.end()
        slip.claim(slip.at(made.start), slip.at(made.end))
    found.extend(_unmarked(slip, found))
    return sorted(found, key=lambda s: s.start)


def _cues(slip: Slip) -> list[re.Match[str]]:
    """Lines that a screenplay would give to a speaker: `Mara: I'm here.`; labels such as `Lens:` are none."""
    kept = []
    matches = [*_CUE.finditer(slip.passage.text), *_UNDER.finditer(slip.passage.text)]
    lists = slip.language.lists
    named = [m for m in matches if _speaks(m["who"].strip(), lists["labels"], lists["off"])]
    for match in named:
        who, said = match["who"].strip(), match["said"].strip()
        shout = bool(_NAME.match(who)) and len(who) > 1
        if match.re is _UNDER and not _under_a_name(who, said, lists["not_people"]):
            continue
        if not said or said[0] in '"\u300c\u300e' or (said[0] == "'" and said[-1:] == "'"):
            continue
        if shout or match["off"] or len(named) > 1 or (who[0].isupper() and len(who.split()) <= 2):
            kept.append(match)
    return kept


def _under_a_name(who: str, said: str, not_people: frozenset[str]) -> bool:
    """Whether a line stands under a character's name and not under a heading such as `INT. BAR - NIGHT`."""
    named = not any(norm(w.strip(".")) in not_people for w in who.split()) and "." not in who and " - " not in who
    return named and not said.isupper() and said[-1:] in ".?!"


def _speaks(who: str, labels: frozenset[str], off: frozenset[str]) -> bool:
    first = [norm(w) for w in who.split()]
    if not first or len(first) > 3 or any(w in labels for w in (first[0], " ".join(first))) or first[0] in _MACHINES:
        return False
    return "http" not in who.lower()


def _from_cue(match: re.Match[str]) -> Spoken:
    who = match["who"].strip()
    speaker = None if norm(who) in ("vo", "v.o", "v.o.", "os", "o.s.", "voiceover") else who
    said = match["said"].strip()
    return Spoken(match.start(), match.end(), Line(speaker=speaker, line=said.strip('"').lstrip("- ")))


def _from_quotes(slip: Slip, match: re.Match[str], before: list[Spoken]) -> Spoken | None:
    said = next(g for g in match.groups() if g is not None).strip()
    if not any(c.isalnum() for c in said):
        return None
    at = slip.at(match.start())
    left = _left(slip, at)
    after = slip.at(match.end())
    lists = slip.language.lists
    heard = any(w in lists["says"] for w in left) or any(
        slip.norm_at(i) in lists["says"] for i in range(after, min(after + 3, len(slip.words)))
    )
    if _written(slip, left, at, match.end()):
        return Spoken(match.start(), match.end(), None)
    if not heard and any(w in lists["mention"] for w in left[-2:]):
        return Spoken(match.start(), match.end(), None)
    colon = left[-1:] == [":"]
    reads_as_speech = said[-1] in ".?!,。?!…" or len(said.split()) > 1 or match[3] is not None
    if not heard and not colon and not reads_as_speech and not before:
        return Spoken(match.start(), match.end(), None)
    who = speaker(slip, at, after)
    return Spoken(match.start(), match.end(), Line(speaker=who, line=said.rstrip(",") if heard else said))


def _left(slip: Slip, at: int) -> list[str]:
    """Up to eight words before `at` in the same sentence."""
    first = at
    while first > 0 and at - first < 8 and slip.norm_at(first - 1) not in (".", "!", "?", "\n", ";"):
        if slip.taken[first - 1]:
            break
        first -= 1
    return [slip.norm_at(i) for i in range(first, at)]


def _written(slip: Slip, left: list[str], at: int, end: int) -> bool:
    """Whether the words before the marks say that it stands on something: `a sign that says "OPEN"`."""
    lists = slip.language.lists
    near = left[-6:]
    marks = [i for i, w in enumerate(near) if w in lists["written"]]
    if not marks:
        return False
    says = [i for i, w in enumerate(near) if w in lists["says"]]
    if not says:
        return True
    between = near[marks[-1] + 1 : says[-1]]
    voiced = any((w in lists["pronouns"] and w not in lists["relative"]) or w in ("and", ",") for w in between)
    return marks[-1] > says[-1] or not voiced


def speaker(slip: Slip, at: int, after: int) -> str | None:
    """Who says what stands at [at, after): the words before `says`, a `NAME:`, or `says NAME` behind it."""
    lists = slip.language.lists
    if slip.language.code == "ja":
        return _run_before(slip, at)
    last = at
    while last > 0 and slip.norm_at(last - 1) in (":", ",", "-", "(", ")", "."):
        last -= 1
        if slip.norm_at(last) == ")":
            last = next((i for i in range(last, max(-1, last - 8), -1) if slip.norm_at(i) == "("), last)
    saying = last
    while (
        saying > 0 and at - saying < 6 and slip.norm_at(saying - 1) not in lists["says"] and not slip.stops(saying - 1)
    ):
        saying -= 1
    if saying > 0 and slip.norm_at(saying - 1) in lists["says"]:
        verb = saying - 1
        if who := noun_before(slip, verb):
            return who
        if slip.norm_at(verb) not in lists["label_only"]:
            return None
    if (who := _behind(slip, after)) is not None:
        return who
    if slip.norm_at(at - 1) in (":", ")") and last < at:
        return noun_before(slip, last, near=True)
    return None


def _run_before(slip: Slip, at: int) -> str | None:
    """Japanese: the kanji or katakana right before the line, over a particle: `母が「...」`, `男「...」`."""
    last = at
    while last > 0 and (slip.norm_at(last - 1) in _PARTICLES or slip.norm_at(last - 1) == "\u300c"):
        last -= 1
    first = last
    while first > 0 and last - first < 6 and not slip.taken[first - 1] and _KANJI.match(slip.norm_at(first - 1)):
        first -= 1
    return slip.said(first, last) or None


def _behind(slip: Slip, after: int) -> str | None:
    """`"...", says Mara` and `"..." she whispers`."""
    lists = slip.language.lists
    at = after
    while slip.norm_at(at) in (",", ".", "-"):
        at += 1
    window = range(at, min(at + 4, len(slip.words)))
    verb = next((i for i in window if slip.norm_at(i) in lists["says"] and not slip.taken[i]), None)
    if verb is None or slip.norm_at(verb) in lists["label_only"]:
        return None
    if verb > at:
        skip = 1 if slip.norm_at(at) in lists["determiners"] and slip.norm_at(at) not in lists["someone"] else 0
        return slip.said(at + skip, verb) or None
    while slip.norm_at(verb + 1) in lists["by"]:
        verb += 1
    first = verb + 1 + (slip.norm_at(verb + 1) in lists["determiners"])
    last = first
    while last < len(slip.words) and slip.words[last].kind == "word" and not ends_name(slip, last) and last - first < 3:
        last += 1
    return slip.said(first, last) or None


def _unmarked(slip: Slip, found: list[Spoken]) -> list[Spoken]:
    """`he says: we're late` and `she says, get out` without quotation marks, to the end of the sentence."""
    lists = slip.language.lists
    made = []
    for at, word in enumerate(slip.words[:-2]):
        if word.norm not in lists["says"] or word.norm in lists["label_only"] or slip.taken[at]:
            continue
        if slip.norm_at(at + 1) not in (":", ",") or slip.taken[at + 2] or slip.words[at + 2].kind != "word":
            continue
        if slip.norm_at(at + 1) == "," and slip.norm_at(at - 1) not in lists["someone"]:
            continue
        last = at + 2
        while last < len(slip.words) and slip.norm_at(last) not in (".", "!", "?", "\n", ";") and not slip.taken[last]:
            last += 1
        if _left(slip, at)[-1:] and any(w in lists["written"] for w in _left(slip, at)[-3:]):
            continue
        end = min(last + 1, len(slip.words)) if last < len(slip.words) and slip.norm_at(last) in "!?." else last
        who_said = noun_before(slip, at)
        said = slip.said(at + 2, end)
        made.append(Spoken(slip.words[at + 2].start, slip.words[end - 1].end, Line(speaker=who_said, line=said)))
        slip.claim(at + 2, end)
    return made


def reported(slip: Slip, found: list[Spoken]) -> list[Spoken]:
    """`she says you're late`, `elle dit que tu es en retard`: a verb of speech with a clause behind it, unquoted.

    Only where the words after the verb start a sentence of their own, and only up to the next mark.
    """
    lists = slip.language.lists
    made = []
    aside = talk(slip)
    for at in range(1, len(slip.words) - 1):
        if slip.norm_at(at) not in lists["tells"] or slip.taken[at] or slip.stops(at - 1) or aside[at]:
            continue
        first = at + 1
        while first < at + 3 and slip.norm_at(first) in lists["told"]:
            first += 1
        last = first
        while last < len(slip.words) and not slip.stops(last) and not slip.taken[last]:
            last += 1
        if last - first < 2 or slip.norm_at(first) not in lists["clause_starts"]:
            continue
        if any(w in lists["written"] for w in _left(slip, at)[-4:]):
            continue
        end = last + 1 if slip.norm_at(last) in ("!", "?") else last
        line = Line(speaker=noun_before(slip, at), line=slip.said(first, end))
        made.append(Spoken(slip.words[first].start, slip.words[end - 1].end, line))
        slip.claim(at, end)
    return made


def heard(found: list[Spoken], start: int, end: int) -> tuple[Line, ...]:
    """The dialogue within a part of the text."""
    return tuple(s.line for s in found if s.line and start <= s.start < end)
