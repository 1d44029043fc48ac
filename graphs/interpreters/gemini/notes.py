"""The model's answer about a note, mapped onto a NoteReading in the shape that the rules give one."""

from typing import Any

from graphs.crew.reading import ReadingContext
from graphs.interpreters.gemini.values import MOST, Words, closed, figure, language, phrase, take
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
    if not isinstance(told, list):
        return None
    if answer.get("injection") is True or not told:
        return rules.model_copy(update={"items": (_off_topic(words),), "lang": lang})
    moments = [t for item in rules.items for t in item.timecodes]
    heard = [_item(entry, words, context, moments) for entry in told[:MOST] if isinstance(entry, dict)]
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


def _item(entry: dict[str, Any], words: Words, context: ReadingContext, moments: list[Timecode]) -> NoteItem | None:
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
    verdict = _verdict(intent, sentiment)
    return NoteItem.model_validate(
        {
            "aspect": aspect,
            "sentiment": sentiment,
            "intent": intent,
            "severity": closed("severity", entry.get("severity")),
            "timecodes": _timecodes(entry.get("timecodes"), context, moments),
            "preference": _preference(entry) if intent == "preference" else None,
            "requested_change": (asked if words.hold(asked) else quote) if intent == "change_request" else None,
            "verdict": verdict,
            "part": _part(entry, words) if verdict == "circle" else None,
            "ref_take": take(entry.get("ref_take")),
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


def _timecodes(values: Any, context: ReadingContext, moments: list[Timecode]) -> tuple[Timecode, ...]:
    """Moments within the take; one that the rules found as well comes with the words it was read from."""
    longest = context.take_length_s or LONGEST_S
    found = []
    for value in values[:MOST] if isinstance(values, list) else ():
        told = value if isinstance(value, dict) else {"in_s": value}
        start, end = figure(told.get("in_s"), 0, longest), figure(told.get("out_s"), 0, longest)
        if start is None:
            continue
        moment = Timecode(in_s=start, out_s=end if end is not None and end > start else None)
        found.append(next((m for m in moments if _same(m, moment)), moment))
    return tuple(dict.fromkeys(found))


def _same(one: Timecode, other: Timecode) -> bool:
    if (one.out_s is None) != (other.out_s is None):
        return False
    return abs(one.in_s - other.in_s) < _SAME_S and abs((one.out_s or 0) - (other.out_s or 0)) < _SAME_S


def _preference(entry: dict[str, Any]) -> Preference | None:
    preferred, over = (_take_word(entry.get(name)) for name in ("preferred_take", "over_take"))
    if preferred is None and over is None:
        return None
    return Preference.model_validate({"preferred_take": preferred, "over_take": over})


def _take_word(value: Any) -> int | str | None:
    if isinstance(value, str) and value.strip().lower() in ("this", "this one", "current"):
        return "this"
    return take(value)


def _part(entry: dict[str, Any], words: Words) -> Part | None:
    start, end = (phrase(entry.get(name)) for name in ("from_words", "to_words"))
    told = Part(
        from_words=start if start and words.find(start) else None, to_words=end if end and words.find(end) else None
    )
    return told if told.from_words or told.to_words else None
