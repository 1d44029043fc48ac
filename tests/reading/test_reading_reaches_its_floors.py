"""The labelled sets: their shape, and the floors that the rules interpreter may not fall under."""

import json
from functools import cache

import pytest

from bench.reading.__main__ import read_notes, read_requests
from bench.reading.sets import KINDS, Example, choose, context, sets
from graphs.crew.reading import ReadingContext
from graphs.interpreters.rules import RulesInterpreter
from graphs.vocabulary.notes import NoteItem
from graphs.vocabulary.requests import Reading, ShotRequest

LANGUAGES = {"en", "fr", "es", "de", "ja"}
SETS = [(what, name) for what in KINDS for name in sets(what)]


class Once(RulesInterpreter):
    """The rules; a message that several floors count is read once."""

    def __init__(self) -> None:
        super().__init__()
        self._read_once = cache(super().read_message_sync)

    def read_message_sync(self, text: str, context: ReadingContext | None = None) -> Reading:
        return self._read_once(text, context)


READER = Once()


def injected(example: Example) -> bool:
    """Whether the reader takes a message for an attempt to steer the bot."""
    return READER.read_message_sync(example["text"], context(example)).kind == "injection"


@pytest.mark.parametrize(("what", "name"), SETS)
def test_every_example_is_labelled_once_in_a_known_language(what: str, name: str) -> None:
    examples = sets(what)[name]
    assert len({e["id"] for e in examples}) == len({e["text"] for e in examples}) == len(examples)
    assert {e["lang"] for e in examples} == LANGUAGES


def test_no_text_of_the_unseen_sets_teaches() -> None:
    for what in ("requests", "notes"):
        taught = {e["text"] for e in choose(what, "seen")}
        assert not taught & {e["text"] for e in choose(what, "unseen")}


def test_labels_are_of_the_closed_lists() -> None:
    for example in choose("requests", "all"):
        ShotRequest.model_validate_json(json.dumps(example["expect"]))
    for example in choose("notes", "all"):
        for item in example["expect"]:
            NoteItem(aspect=item["aspect"], sentiment=item["sentiment"], intent=item["intent"])


@pytest.mark.parametrize(("part", "floor"), [("own", 0.92), ("seen", 0.9), ("unseen", 0.9)])
def test_requests_are_read_well(part: str, floor: float) -> None:
    assert read_requests(READER, choose("requests", part)).macro_f1 >= floor


@pytest.mark.parametrize(("part", "floor"), [("own", 0.9), ("seen", 0.87), ("unseen", 0.77)])
def test_notes_are_read_well(part: str, floor: float) -> None:
    assert read_notes(READER, choose("notes", part)).macro_f1 >= floor


def test_every_injection_among_requests_is_caught_and_hardly_anything_else_is_taken_for_one() -> None:
    examples = choose("requests", "all")
    attempts = [e for e in examples if e["expect"]["kind"] == "injection"]
    others = [e for e in examples if e["expect"]["kind"] != "injection"]
    assert [e["text"] for e in attempts if not injected(e)] == []
    assert sum(map(injected, others)) <= len(others) / 200


def test_attempts_made_to_be_missed_are_caught_but_for_a_few() -> None:
    examples = choose("kinds", "all")
    attempts = [e for e in examples if e["expect"]["kind"] == "injection"]
    others = [e for e in examples if e["expect"]["kind"] != "injection"]
    assert sum(map(injected, attempts)) >= 0.99 * len(attempts)
    assert sum(map(injected, others)) <= 0.015 * len(others)
