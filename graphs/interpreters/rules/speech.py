"""Quoted and spoken words: which are heard (dialogue), which are read on screen, who says them.

Screenplay lines (`MARA (V.O.): ...`), quotation marks in every style, and `she says: ...` without any.
"""

import re
from dataclasses import dataclass

from graphs.interpreters.rules.callers import callers
from graphs.interpreters.rules.dashes import dashed
from graphs.interpreters.rules.naming import is_owned, noun_before, speaker
from graphs.interpreters.rules.screenplay import REMARK, SENTENCE, cues
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.talk import talk
from graphs.interpreters.rules.voices import glued, meant, somebody
from graphs.interpreters.rules.words import norm
from graphs.vocabulary.requests import Line

_QUOTED = re.compile(
    r'"([^"\n]{1,400})"'
    r"|\bquote,? +([^\n]{2,300}?),? +(?:un|end +)quote\b"
    r"|(?<![\w'])'(?=\S)((?:[^'\n]|(?<=\w)'(?=\w)){2,400}[^\s'\w]?)'(?![\w'])"
    r"|[\u300c\u300e]([^\u300d\u300f\n]{1,400})[\u300d\u300f]"
)
_JOINED = "はをにでの:、 "  # what stands between a title or sign and its words
_JARGON = 3  # words in quotation marks, in small letters, that nobody says


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
    for match in sorted([*_QUOTED.finditer(text), *cues(slip)], key=lambda m: m.start()):
        if match.start() < seen_to:
            continue
        made = _from_cue(slip, match) if "who" in match.re.groupindex else _from_quotes(slip, match, found)
        if made is None:
            continue
        found.append(made)
        seen_to = made.end
        slip.claim(slip.at(made.start), slip.at(made.end))
    found.extend(_between_dashes(slip))
    found.extend(_unmarked(slip, found))
    found.extend(_called_out(slip))
    return sorted(found, key=lambda s: s.start)


def _between_dashes(slip: Slip) -> list[Spoken]:
    """Lines that long dashes set off. Claims them."""
    made = []
    for told in dashed(slip) if slip.passage.dashes else ():
        first, last = slip.at(told.start), slip.at(told.end)
        if slip.free(first, last):
            who = meant(slip, somebody(slip, told.who), first)
            made.append(Spoken(told.start, told.end, Line(speaker=who, line=told.line)))
            slip.claim(first, last)
    return made


def _from_cue(slip: Slip, match: re.Match[str]) -> Spoken:
    who = match["who"].strip()
    end = match.start("said") + _line_end(slip, match["said"], match.start("said"))
    if match["off"] and somebody(slip, who) is None and norm(match["off"]) not in slip.language.lists["off"]:
        who = match["off"].strip()  # `V.O. (HARRIET): ...`
    said = REMARK.sub("", slip.passage.text[match.start("said") : end].strip()).strip('"').lstrip("- ").rstrip(" /")
    return Spoken(match.start("who"), end, Line(speaker=somebody(slip, who), line=said))


def _line_end(slip: Slip, said: str, start: int) -> int:
    """Where an unquoted line ends: before a sentence that states something of the shot. `Same. Ten seconds`."""
    lists = slip.language.lists
    told = REMARK.match(said)
    for sentence in list(SENTENCE.finditer(said, told.end() if told else 0))[1:]:
        part = slip.part(slip.at(start + sentence.start()), slip.at(start + sentence.end()))
        words = [w.norm for w in part.words]
        if any(w in lists["unit_seconds"] for w in words) or any(
            h.field != "nothing" for h in part.find(slip.language.shots)
        ):
            return sentence.start()
    return len(said)


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
    if _written(slip, left, at, after) or _replaced(slip, match, at):
        return Spoken(match.start(), match.end(), None)
    if not heard and (any(w in lists["mention"] for w in left[-2:]) or _mentioned(slip, match, said, after)):
        return Spoken(match.start(), match.end(), None)
    colon = left[-1:] == [":"]
    reads_as_speech = said[-1] in ".?!,。?!…" or len(said.split()) > 1 or match[4] is not None
    if not heard and not colon and not reads_as_speech and not any(s.line for s in before):
        return Spoken(match.start(), match.end(), None)
    who = meant(slip, somebody(slip, speaker(slip, at, after)), at) or _implied(slip, left, at)
    return Spoken(match.start(), match.end(), Line(speaker=who, line=said.rstrip(",") if heard else said))


def _implied(slip: Slip, left: list[str], at: int) -> str | None:
    """Who is meant where no name stands beside a line: `her line is now "..."`, Spanish `Nos dice: "..."`."""
    lists = slip.language.lists
    dropped = slip.language.code == "es" and any(w in lists["tells"] for w in left[-3:])
    if not (dropped or is_owned(slip, at)):
        return None
    pronoun = min(lists["third"])
    who = meant(slip, pronoun, at)
    return None if who == pronoun else who


def _mentioned(slip: Slip, match: re.Match[str], said: str, after: int) -> bool:
    """Whether the marks only set off a word of ours or a title: `a "dirty" foreground`, `"Say Less" playing`."""
    lists = slip.language.lists
    if match[4] is not None or slip.passage.text[: match.start()].rstrip().endswith(":"):
        return False
    jargon = said[0].islower() and said[-1] not in ".?!," and len(said.split()) <= _JARGON
    return jargon or any(slip.norm_at(i) in lists["mention_behind"] for i in (after, after + 1))


def _left(slip: Slip, at: int) -> list[str]:
    """Up to eight words before `at` in the same sentence."""
    first = at
    while first > 0 and at - first < 8 and slip.norm_at(first - 1) not in (".", "!", "?", "\n", ";"):
        if slip.taken[first - 1]:
            break
        first -= 1
    return [slip.norm_at(i) for i in range(first, at)]


def _replaced(slip: Slip, match: re.Match[str], at: int) -> bool:
    """Whether another line is to stand in its place: `instead of "I'm back"`, `「ごめん」から「ありがとう」に`."""
    lists = slip.language.lists
    if slip.language.code == "ja":
        return slip.passage.text[match.end() :].startswith(glued(lists["replaced_behind"]))
    before = " ".join(slip.norm_at(i) for i in range(max(0, at - 4), at))
    return any(before.endswith(words) for words in lists["replaced"])


def _written(slip: Slip, left: list[str], at: int, after: int) -> bool:
    """Whether the words around the marks say that it stands on something: `a sign that says "OPEN"`."""
    lists = slip.language.lists
    behind = slip.passage.text[slip.words[after - 1].end :].lstrip("」』") if after else ""
    if behind.startswith(glued(lists["written_behind"])):
        return True
    if slip.language.code == "ja":
        told = slip.passage.text[: slip.words[at].start].rstrip().rstrip(_JOINED)
        if told.endswith(glued(lists["written_before"])):
            return True
    closing = (".", "!", "?")
    ends = slip.norm_at(after - 2) in closing or slip.norm_at(after) in closing  # what follows is a sentence of its own
    if (
        slip.language.code != "ja"
        and not ends
        and any(slip.norm_at(i) in lists["lettering"] for i in range(after, after + 4))
    ):
        return True
    near = left[-6:]
    marks = [i for i, w in enumerate(near) if w in lists["written"]]
    if not marks:
        return False
    says = [i for i, w in enumerate(near) if w in lists["says"]]
    if not says:
        return True
    between = near[marks[-1] + 1 : says[-1]]
    if between[-1:] and between[-1] in lists["it_says"]:
        return True  # `a sign on the door, it says "..."`
    voiced = any((w in lists["pronouns"] and w not in lists["relative"]) or w in ("and", ",") for w in between)
    return marks[-1] > says[-1] or not voiced


def _unmarked(slip: Slip, found: list[Spoken]) -> list[Spoken]:
    """`he says: we're late` and `she says, get out` without quotation marks, to the end of the sentence."""
    lists = slip.language.lists
    made = []
    for at, word in enumerate(slip.words[:-2]):
        if word.norm not in lists["says"] or word.norm in lists["label_only"] or slip.taken[at]:
            continue
        if slip.norm_at(at + 1) not in (":", ",") or slip.taken[at + 2] or not _starts(slip, at + 2):
            continue
        told_on = word.norm.endswith("ing") or slip.norm_at(at - 1) not in lists["someone"]
        if slip.norm_at(at + 1) == "," and told_on:
            continue
        last = at + 2
        while last < len(slip.words) and slip.norm_at(last) not in (".", "!", "?", "\n", ";") and not slip.taken[last]:
            last += 1
        if slip.norm_at(at + 1) == "," and any(
            s.start == slip.words[last].start for s in found if last < len(slip.words)
        ):
            continue  # how the line behind it is said: `she says, barely audible, "..."`
        if _left(slip, at)[-1:] and any(w in lists["written"] for w in _left(slip, at)[-3:]):
            continue
        end = min(last + 1, len(slip.words)) if last < len(slip.words) and slip.norm_at(last) in "!?." else last
        who_said = meant(slip, somebody(slip, noun_before(slip, at)), at)
        if who_said and norm(who_said) in lists["crew"]:
            continue
        said = slip.said(at + 2, end)
        made.append(Spoken(slip.words[at + 2].start, slip.words[end - 1].end, Line(speaker=who_said, line=said)))
        slip.claim(at + 2, end)
    return made


def _starts(slip: Slip, at: int) -> bool:
    """Whether a line may start there: a word, or the mark that opens a question or a call in Spanish."""
    return slip.words[at].kind == "word" or slip.norm_at(at) in ("\u00bf", "\u00a1")


def _called_out(slip: Slip) -> list[Spoken]:
    """Lines that stand unquoted behind a name and a colon. Claims name and line."""
    made = []
    for first, last, start, end in list(callers(slip)):
        if not slip.free(first, end):
            continue
        who = slip.said(first, last)
        line = Line(speaker=who if who.isupper() else somebody(slip, who), line=slip.said(start, end))
        made.append(Spoken(slip.words[first].start, slip.words[end - 1].end, line))
        slip.claim(first, end)
    return made


def reported(slip: Slip, found: list[Spoken]) -> list[Spoken]:
    """`she says you're late`, `elle dit que tu es en retard`: a verb of speech with a clause behind it, unquoted.

    Only where the words after the verb start a sentence of their own, and only up to the next mark.
    """
    lists = slip.language.lists
    if lists["tells"].isdisjoint(slip.norms):
        return []
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
        who = noun_before(slip, at)
        if who and norm(who) in lists["crew"]:
            continue
        line = Line(speaker=meant(slip, somebody(slip, who), at), line=slip.said(first, end))
        made.append(Spoken(slip.words[first].start, slip.words[end - 1].end, line))
        slip.claim(at, end)
    return made


def heard(found: list[Spoken], start: int, end: int) -> tuple[Line, ...]:
    """The dialogue within a part of the text."""
    return tuple(s.line for s in found if s.line and start <= s.start < end)
