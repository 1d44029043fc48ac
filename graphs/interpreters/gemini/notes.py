"""The model's answer about a note, mapped onto a NoteReading in the shape that the rules give one."""

from typing import Any

from graphs.crew.reading import ReadingContext
from graphs.interpreters.gemini.values import (
    MOST,
    Words,
    closed,
    entries,
    figure,
    language,
    phrase,
    take,
    take_meant,
    takes_known,
)
from graphs.vocabulary.notes import Intent, NoteItem, NoteReading, Part, Preference, Sentiment, Timecode, Verdict

LONGEST_QUOTE = 2000  # characters
LONGEST_S = 3600.0  # of a take whose length is not known
_SAME_S = 0.05  # two readings of one moment
# the sentiments that an intent may have; the first stands in for any other
_SENTIMENTS: dict[str, tuple[Sentiment, ...]] = {
    "praise": ("pos",),
    "defect": ("neg", "mixed"),
    "change_request": ("neutral", "neg", "mixed"),
    "question": ("neutral",),
    "approval": ("pos", "neutral"),
    "rejection": ("neg",),
    "preference": ("pos",),
    "off_topic": ("neutral",),
}
_OF_A_PART: dict[str, Intent] = {"approval": "praise", "rejection": "defect"}  # only the whole take is circled


def reading(answer: dict[str, Any], words: Words, context: ReadingContext, rules: NoteReading) -> NoteReading | None:
    """The reading that an answer makes; None where it has no shape to make one of. `rules` is theirs of the same."""
    lang = language(answer.get("lang")) or rules.lang
    told = answer.get("items")
    steers = answer.get("injection") in (True, "true")  # whatever else it says
    if not steers and not isinstance(told, list | dict):
        return None
    if steers or not told:
        return rules.model_copy(update={"items": (_off_topic(words),), "lang": lang})
    heard = [_item(entry, words, context, rules) for entry in entries(told)[:MOST] if isinstance(entry, dict)]
    known = [item for item in heard if item is not None]
    if not known:
        return None
    judged = _one_an_aspect([item for item in known if item.aspect != "none"])
    return rules.model_copy(update={"items": judged or (_off_topic(words),), "lang": lang})


def _off_topic(words: Words) -> NoteItem:
    quote, span = _quote("", words)
    return NoteItem(aspect="none", sentiment="neutral", intent="off_topic", quote=quote, span=span)


def _one_an_aspect(items: list[NoteItem]) -> tuple[NoteItem, ...]:
    """The first item of each aspect, with the moments of the others."""
    kept: dict[str, NoteItem] = {}
    for item in items:
        first = kept.setdefault(item.aspect, item)
        if first is not item:
            moments = tuple(dict.fromkeys((*first.timecodes, *item.timecodes)))
            kept[item.aspect] = first.model_copy(update={"timecodes": moments})
    return tuple(kept.values())


def _item(entry: dict[str, Any], words: Words, context: ReadingContext, rules: NoteReading) -> NoteItem | None:
    """One judgement; None where its aspect, sentiment or intent is none that we know."""
    aspect, intent = closed("aspect", entry.get("aspect")), closed("intent", entry.get("intent"))
    sentiment = closed("sentiment", entry.get("sentiment"))
    if aspect is None or intent is None or sentiment is None:
        return None
    if aspect == "none" or intent == "off_topic":
        return _off_topic(words)
    if aspect != "overall":
        intent = _OF_A_PART.get(intent, intent)
    if sentiment not in _SENTIMENTS[intent]:
        sentiment = _SENTIMENTS[intent][0]
    quote, span = _quote(phrase(entry.get("quote"), LONGEST_QUOTE), words)
    asked = phrase(entry.get("requested_change"), LONGEST_QUOTE)
    verdict, takes = _verdict(intent, sentiment), takes_known(context) | _named(rules)
    preferred = entry.get("preferred_take")
    if intent == "preference" and take(preferred) is not None and take_meant(preferred, words, takes) is None:
        return None  # of a take that was made up nothing is said
    return NoteItem.model_validate(
        {
            "aspect": aspect,
            "sentiment": sentiment,
            "intent": intent,
            "severity": closed("severity", entry.get("severity")),
            "timecodes": _timecodes(entry.get("timecodes"), context, rules),
            "preference": _preference(entry, words, takes) if intent == "preference" else None,
            "requested_change": (asked if words.hold(asked) else quote) if intent == "change_request" else None,
            "verdict": verdict,
            "part": _part(entry, words) if verdict == "circle" else None,
            "ref_take": take_meant(entry.get("ref_take"), words, takes),
            "quote": quote,
            "span": span,
        }
    )


def _verdict(intent: str, sentiment: str) -> Verdict | None:
    if intent == "approval":
        return "hold" if sentiment == "neutral" else "circle"
    return "ng" if intent == "rejection" else None


def _quote(quote: str, words: Words) -> tuple[str, tuple[int, int]]:
    """The words that an item stands in, and their place in the message: all of them where the quote is none."""
    start, end = words.find(quote) or (words.passage.words[0].start, words.passage.words[-1].end)
    return " ".join(words.text[start:end].split()), words.passage.at(start, end)


def _timecodes(values: Any, context: ReadingContext, rules: NoteReading) -> tuple[Timecode, ...]:
    """Moments within the take; one that the rules found as well comes with the words it was read from.

    One past the end counts only where it was written: its author is then told that the take does not have it.
    """
    written = [t for item in rules.items for t in item.timecodes]
    longest = context.take_length_s or LONGEST_S
    found = []
    for value in values[:MOST] if isinstance(values, list) else entries(values):
        told = value if isinstance(value, dict) else {"in_s": value}
        start, end = figure(told.get("in_s"), 0, LONGEST_S), figure(told.get("out_s"), 0, LONGEST_S)
        if start is None:
            continue
        moment = Timecode(in_s=start, out_s=end if end is not None and end > start else None)
        same = next((m for m in written if _same(m, moment)), None)
        if same is None and start <= longest:
            same = moment if (moment.out_s or 0) <= longest else Timecode(in_s=start)
        if same is not None:
            found.append(same)
    return tuple(dict.fromkeys(found))


def _same(one: Timecode, other: Timecode) -> bool:
    if (one.out_s is None) != (other.out_s is None):
        return False
    return abs(one.in_s - other.in_s) < _SAME_S and abs((one.out_s or 0) - (other.out_s or 0)) < _SAME_S


def _named(rules: NoteReading) -> frozenset[int]:
    """The takes that the rules found named, in figures or in words."""
    named = [item.ref_take for item in rules.items]
    for item in rules.items:
        if item.preference:
            named += [word for word in (item.preference.preferred_take, item.preference.over_take) if word != "this"]
    return frozenset(word for word in named if isinstance(word, int))


def _preference(entry: dict[str, Any], words: Words, known: frozenset[int]) -> Preference | None:
    """Which take was preferred over which; None where neither is one that the words or the thread have."""
    preferred, over = (_take_word(entry.get(name), words, known) for name in ("preferred_take", "over_take"))
    if preferred is None and over is None:
        return None
    return Preference.model_validate({"preferred_take": preferred, "over_take": over})


def _take_word(value: Any, words: Words, known: frozenset[int]) -> int | str | None:
    if isinstance(value, str) and value.strip().lower() in ("this", "this one", "current"):
        return "this"
    return take_meant(value, words, known)


def _part(entry: dict[str, Any], words: Words) -> Part | None:
    start, end = (phrase(entry.get(name)) for name in ("from_words", "to_words"))
    told = Part(
        from_words=start if start and words.find(start) else None, to_words=end if end and words.find(end) else None
    )
    return told if told.from_words or told.to_words else None
