"""The model's answer about a message, mapped onto a Reading in the shape that the rules give one."""

from typing import Any

from graphs.crew.reading import ReadingContext
from graphs.interpreters.gemini.values import (
    LONGEST,
    Words,
    closed,
    closed_list,
    cues,
    entries,
    figure,
    language,
    phrase,
    ratio,
    take_meant,
    takes_known,
    whole,
)
from graphs.interpreters.rules.words import LIMIT
from graphs.vocabulary.requests import CLOSED_LISTS, Doubt, Kind, Line, Reading, ShotRequest

MOST_SHOTS = 12
MOST_LINES = 60  # of dialogue in one shot
LONGEST_S = 600.0
LONGEST_LABEL = 12  # characters of a slate
SUBJECT_WORDS = 6
_JOINED = (*CLOSED_LISTS, "dialogue", "audio", "style", "negatives", "subject_keywords", "ref_take", "changes")


def reading(answer: dict[str, Any], words: Words, context: ReadingContext, rules: Reading) -> Reading | None:
    """The reading that an answer makes; None where it has no shape to make one of.

    `rules` is their reading of the same words: whatever is no part of the kind and the shots stays theirs.
    """
    kind: Kind | None = closed("kind", answer.get("kind"))  # type: ignore[assignment]  # the list is Kind's, by a test
    told = answer.get("shots")
    if kind is None:
        return None
    lang = language(answer.get("lang")) or rules.lang
    if kind not in ("new_shot", "revision"):
        return rules.model_copy(
            update={
                "message": ShotRequest(kind=kind), "shots": (), "texts": (), "slates": (), "lang": lang, "doubt": None,
            }
        )  # fmt: skip
    asked = [entry for entry in entries(told) if isinstance(entry, dict)]
    if not asked:
        return None
    unread = (*rules.unread, *(("the shots after the twelfth",) if len(asked) > MOST_SHOTS else ()))
    asked = asked[:MOST_SHOTS]
    takes = takes_known(context) | {ref for ref in rules.message.ref_take if isinstance(ref, int)}
    shots = tuple(ShotRequest(kind=kind, **_fields(entry, kind, words, context, takes)) for entry in asked)
    message = shots[0] if len(shots) == 1 else _union(kind, shots)
    return rules.model_copy(
        update={
            "message": message,
            "shots": shots,
            "texts": _texts(asked, words, rules),
            "slates": _slates(asked, words, rules),
            "lang": lang,
            "unread": unread,
            "doubt": rules.doubt if rules.doubt and _states(message, rules.doubt) else None,
        }
    )


def _states(message: ShotRequest, doubt: Doubt) -> bool:
    """Whether the doubted words were read here as the rules read them; else there is nothing to doubt."""
    stated = message.stated().get(doubt.field)
    return stated == doubt.value or (isinstance(stated, list) and doubt.value in stated)


def _fields(
    entry: dict[str, Any], kind: Kind, words: Words, context: ReadingContext, takes: frozenset[int]
) -> dict[str, Any]:
    """What an entry states, as keyword arguments of ShotRequest."""
    fields: dict[str, Any] = {name: closed_list(name, entry.get(name)) for name in CLOSED_LISTS}
    fields |= {name: cues(entry.get(name), words) for name in ("audio", "style", "negatives")}
    fields["subject_keywords"] = cues(entry.get("subject_keywords"), words, SUBJECT_WORDS)
    fields["dialogue"] = _dialogue(entry.get("dialogue"), words)
    fields["focal_length_mm"] = figure(entry.get("focal_length_mm"), 3, 2000)
    fields["t_stop"] = figure(entry.get("t_stop"), 0.7, 32)
    fields["duration_s"] = figure(entry.get("duration_s"), 0.04, LONGEST_S)
    fields["n_takes"] = whole(entry.get("n_takes"), 2, 12)
    fields["aspect_ratio"] = ratio(entry.get("aspect_ratio"))
    fields["resolution"] = closed("resolution", entry.get("resolution"))
    if kind == "revision":
        fields["ref_take"] = _takes(entry.get("ref_take"), words, context, takes)
        fields["changes"] = tuple(
            c for c in closed_list("aspect", entry.get("changes")) if c not in ("none", "overall")
        )
    return fields


def _takes(values: Any, words: Words, context: ReadingContext, known: frozenset[int]) -> tuple[int | str, ...]:
    """The takes that a revision means: the previous one where none is named and there is one to mean."""
    told = values if isinstance(values, list) else [values]
    meant = (take_meant(value, words, known) for value in told[:MOST_SHOTS])
    named = tuple(dict.fromkeys(t for t in meant if t is not None))
    if context.shots_in_thread > 0 and not context.takes_in_thread and not context.open_takes:
        return tuple(t for t in named if t != "previous")  # it corrects the shot that was asked for
    return named or ("previous",)


def _dialogue(values: Any, words: Words) -> tuple[Line, ...]:
    """Lines that were written, with the speakers that were named."""
    lines = []
    for value in (values if isinstance(values, list) else [values])[:MOST_LINES]:
        spoken = value if isinstance(value, dict) else {"line": value}
        line = phrase(spoken.get("line"), 20 * LONGEST).strip("\"'“”„«»「」 ")
        speaker = phrase(spoken.get("speaker"))
        if line and words.hold_exactly(line):
            lines.append(Line(speaker=speaker if speaker and words.hold_exactly(speaker) else None, line=line))
    return tuple(lines)


def _texts(asked: list[dict[str, Any]], words: Words, rules: Reading) -> tuple[str, ...]:
    """Each shot's own words: as the answer copied them, else as the rules cut them, else the whole message."""
    if len(asked) == 1:
        return (words.single_spaced,)
    texts = []
    for at, entry in enumerate(asked):
        place = words.find(phrase(entry.get("text"), LIMIT))
        own = " ".join(words.text[place[0] : place[1]].split()) if place else ""
        texts.append(own or (rules.texts[at] if len(rules.texts) == len(asked) else words.single_spaced))
    return tuple(texts)


def _slates(asked: list[dict[str, Any]], words: Words, rules: Reading) -> tuple[str | None, ...]:
    """Each shot's label: what the rules found where they cut alike, else the answer's, if it was written."""
    if len(rules.slates) == len(asked):
        return rules.slates
    labels = [phrase(entry.get("slate"), LONGEST_LABEL) for entry in asked]
    return tuple(x if any(c.isdigit() for c in x) and words.find(x) else None for x in labels)


def _union(kind: Kind, shots: tuple[ShotRequest, ...]) -> ShotRequest:
    """What a message of several shots states as a whole."""
    whole_of: dict[str, Any] = {"n_shots": len(shots)}
    for shot in shots:
        for name in type(shot).model_fields:
            value = getattr(shot, name)
            if name in _JOINED:
                whole_of[name] = tuple(dict.fromkeys((*whole_of.get(name, ()), *value)))
            elif name != "kind" and value is not None:
                whole_of.setdefault(name, value)
    return ShotRequest(kind=kind, **whole_of)
