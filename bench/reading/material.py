"""What the weights are learned from: the labelled messages as marks and labels, made as the reader makes them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from bench.reading.score import ALIKE, alike
from bench.reading.sets import Example, attempts, context, in_a_thread, sets, stories
from graphs.interpreters.rules.cues import candidates, uncued
from graphs.interpreters.rules.evidence import weigh
from graphs.interpreters.rules.fields import Draft, read_facts
from graphs.interpreters.rules.kinds import kind_by_rules
from graphs.interpreters.rules.learned.changes import change_marks
from graphs.interpreters.rules.learned.cues import cue_marks
from graphs.interpreters.rules.learned.kinds import kind_marks
from graphs.interpreters.rules.learned.notes import note_marks, said_marks
from graphs.interpreters.rules.learned.things import marked
from graphs.interpreters.rules.learned.weights import Weights
from graphs.interpreters.rules.notes import heard
from graphs.interpreters.rules.schemes import Sentence, only_films, sentences, steer_marks
from graphs.interpreters.rules.several import shared, shots
from graphs.interpreters.rules.slates import slate
from graphs.interpreters.rules.slip import Slip, slip_of
from graphs.interpreters.rules.speech import reported, spoken
from graphs.interpreters.rules.subjects import things
from graphs.interpreters.rules.weighing import places

NOTE_AS_FEEDBACK = 0.12  # how much a note counts among messages: there are too many of them
LIKELY_PART = 0.5  # how likely a sentence of an attempt is to be the one that steers, to teach it
AGAIN_IN_A_THREAD = 0.35  # how much an attempt counts when it is shown once more, in a thread
SHOT_KINDS = ("new_shot", "revision")
_SORT_OF = (("subject_keywords", "seen"), ("audio", "heard"), ("style", "look"))


class Sample(NamedTuple):
    """A text's marks, and the labels that a person gave it."""

    marks: frozenset[str]
    labels: tuple[str, ...]
    weight: float = 1.0


def kind_samples(without: frozenset[str]) -> list[Sample]:
    """Every message with its kind; a note on a take is feedback."""
    steering = [*_examples("kinds", without), *attempts()]
    examples = [*_examples("requests", without), *steering]
    again = [in_a_thread(example) for example in steering if "context" not in example]
    notes = [note if "context" in note else in_a_thread(note) for note in _judging(without)]
    return [
        *(_kind_sample(example, example["expect"]["kind"]) for example in examples),
        *(_kind_sample(e, e["expect"]["kind"])._replace(weight=AGAIN_IN_A_THREAD) for e in again),
        *(_kind_sample(story, kind_told(story)) for story in stories()),
        *(_kind_sample(note, "feedback")._replace(weight=NOTE_AS_FEEDBACK) for note in notes),
    ]


def steer_samples(without: frozenset[str], first: Weights | None) -> list[Sample]:
    """Every sentence of every message, and whether it tries to steer.

    Nobody says which sentence of an attempt does it: without `first`, weights that were learned so before, each of them
    counts a little; with it the likeliest teaches, and others that are likely.
    """
    told = [*_examples("kinds", without), *attempts(), *stories(), *_examples("requests", without)]
    found = [s for example in told for s in _steer_samples(example, first)]
    return [*found, *(s for note in _judging(without) for s in _plain_sentences(note))]


def _judging(without: frozenset[str]) -> list[Example]:
    """Notes that judge a take. Among the others are talk and attempts to steer, and no label says which is which."""
    return [n for n in _examples("notes", without) if all(item["aspect"] != "none" for item in n["expect"])]


def _steer_samples(example: Example, first: Weights | None) -> list[Sample]:
    if example.get("expect", {}).get("kind") != "injection":
        return _plain_sentences(example)
    every = _sentences(example)
    hides = [len(every) > 1 and only_films(sentence) for sentence in every]  # the shot that an attempt hides behind
    plain = [Sample(_marks(sentence), ()) for sentence, shot in zip(every, hides, strict=True) if shot]
    marks = [_marks(sentence) for sentence, shot in zip(every, hides, strict=True) if not shot]
    if first is None or len(marks) == 1:
        return [*plain, *(Sample(each, ("steers",), 1 / len(marks)) for each in marks)]
    chances = [first.chances(each)["steers"] for each in marks]
    least = min(max(chances, default=1.0), LIKELY_PART)
    likely = (each for each, chance in zip(marks, chances, strict=True) if chance >= least)
    return [*plain, *(Sample(each, ("steers",)) for each in likely)]


def _plain_sentences(example: Example) -> list[Sample]:
    return [Sample(_marks(sentence), ()) for sentence in _sentences(example)]


def _sentences(example: Example) -> list[Sentence]:
    slip = slip_of(example["text"])
    spoken(slip)
    return sentences(slip)


def _marks(sentence: Sentence) -> frozenset[str]:
    return frozenset(steer_marks(sentence))


def kind_told(example: Example) -> str:
    """What the rules alone take a message for."""
    slip = slip_of(example["text"])
    spoken(slip)
    return kind_by_rules(slip, weigh(slip), context(example))


def note_samples(without: frozenset[str]) -> list[Sample]:
    """Every note with the aspects that it speaks of."""
    found = []
    for example in _examples("notes", without):
        note = heard(example["text"])
        found.append(Sample(frozenset(note_marks(note.slip, note.cut)), tuple(i["aspect"] for i in example["expect"])))
    return found


def said_samples(without: frozenset[str], aspects: Weights) -> list[Sample]:
    """Every item of every note with what it says, where `aspects` finds the clauses that name none."""
    found = []
    for example in _examples("notes", without):
        note = heard(example["text"])
        for item in example["expect"] if note.cut else ():
            at = places(note.slip, note.cut, item["aspect"], aspects)
            marks = said_marks(note.slip, note.cut, at, item["aspect"])
            found.append(Sample(frozenset(marks), (f"{item['sentiment']}/{item['intent']}",)))
    return found


def thing_samples(without: frozenset[str]) -> list[Sample]:
    """Everything that a request may name, with what it is to the shot."""
    found = []
    for example in _examples("requests", without):
        revises = example["expect"]["kind"] == "revision"
        for part, _ in _read(example):
            named = things(part)
            for thing, marks in zip(named, marked(part, named, revises=revises), strict=True):
                found.append(Sample(frozenset(marks), (_sort(example["expect"], thing.said),)))
    return found


def cue_samples(without: frozenset[str]) -> list[Sample]:
    """Every stretch of words that may as a whole be a sound or a look, with what it is.

    The lists know nearly all sounds and looks of the sets that teach, and few of a new author's: here they count as
    unknown, so that the weights learn from them.
    """
    found = []
    for example in _examples("requests", without):
        for part, draft in _read(example):
            part.taken = uncued(part, draft.cued)
            places, sentences = candidates(part)
            for one, other in places:
                marks = cue_marks(part, part.taken, sentences, (one, other))
                said = part.said(*sentences[one][other])
                found.append(Sample(frozenset(marks), (_cue_sort(example["expect"], said),)))
    return found


def change_samples(without: frozenset[str]) -> list[Sample]:
    """Every revision with the crafts that it alters."""
    found = []
    for example in _examples("requests", without):
        if example["expect"]["kind"] == "revision":
            (slip, draft), *_ = _read(example)
            found.append(
                Sample(frozenset(change_marks(slip, draft.values)), tuple(example["expect"].get("changes", ())))
            )
    return found


def _examples(what: str, without: frozenset[str]) -> Iterator[Example]:
    for name, examples in sets(what).items():
        if name not in without:
            yield from examples


def _kind_sample(example: Example, kind: str) -> Sample:
    slip = slip_of(example["text"])
    spoken(slip)
    return Sample(frozenset(kind_marks(slip, weigh(slip), context(example))), (kind,))


def _read(example: Example) -> Iterator[tuple[Slip, Draft]]:
    """The parts of a request, one for each shot, once the words with a meaning of their own are claimed."""
    kind = example["expect"]["kind"]
    if kind not in SHOT_KINDS:
        return
    slip = slip_of(example["text"])
    said = spoken(slip)
    said = [*said, *reported(slip, said)]
    ranges = shots(slip) if kind == "new_shot" else [(0, len(slip.words))]
    parts = [slip] if len(ranges) == 1 else [slip.part(*shared(slip, ranges)), *(slip.part(*r) for r in ranges)]
    for part in parts:
        slate(part)
        yield part, read_facts(part, said, revises=kind == "revision")


def _cue_sort(expect: dict[str, Any], said: str) -> str:
    """What a whole stretch is: a sound or a look where most of its words are one, else neither."""
    for field, sort in (("audio", "heard"), ("style", "look")):
        if any(fuzz.token_sort_ratio(label.lower(), said.lower()) >= ALIKE for label in expect.get(field, ())):
            return sort
    return "neither"


def _sort(expect: dict[str, Any], said: str) -> str:
    for field, sort in _SORT_OF:
        if any(alike(label, said) for label in expect.get(field, ())):
            return sort
    return "talk"
