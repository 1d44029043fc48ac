"""The labelled sets: their shape, and the floors that the rules interpreter may not fall under."""

import json
from pathlib import Path

import pytest

from bench.reading.__main__ import part_of, read_notes, read_requests
from bench.reading.score import load
from graphs.crew.reading import ReadingContext
from graphs.interpreters.rules import RulesInterpreter
from graphs.vocabulary.notes import NoteItem
from graphs.vocabulary.requests import ShotRequest

HERE = Path(__file__).parent
LANGUAGES = {"en", "fr", "es", "de", "ja"}


@pytest.mark.parametrize("name", ["requests", "notes", "requests_blind", "notes_blind"])
def test_every_example_is_labelled_once_in_a_known_language(name: str) -> None:
    examples = load(HERE / f"{name}.jsonl")
    assert len({e["id"] for e in examples}) == len({e["text"] for e in examples}) == len(examples)
    assert {e["lang"] for e in examples} == LANGUAGES


def test_labels_are_of_the_closed_lists() -> None:
    for example in (*load(HERE / "requests.jsonl"), *load(HERE / "requests_blind.jsonl")):
        ShotRequest.model_validate_json(json.dumps(example["expect"]))
    for example in (*load(HERE / "notes.jsonl"), *load(HERE / "notes_blind.jsonl")):
        for item in example["expect"]:
            NoteItem(aspect=item["aspect"], sentiment=item["sentiment"], intent=item["intent"])


@pytest.mark.parametrize(("part", "floor"), [("tuned", 0.92), ("held", 0.9), ("blind", 0.8)])
def test_requests_are_read_well(part: str, floor: float) -> None:
    assert read_requests(RulesInterpreter(), part_of("requests", part)).macro_f1 >= floor


@pytest.mark.parametrize(("part", "floor"), [("tuned", 0.9), ("held", 0.92), ("blind", 0.73)])
def test_notes_are_read_well(part: str, floor: float) -> None:
    assert read_notes(RulesInterpreter(), part_of("notes", part)).macro_f1 >= floor


def test_every_injection_is_caught_and_nothing_else_is_taken_for_one() -> None:
    reader = RulesInterpreter()
    for example in (*load(HERE / "requests.jsonl"), *load(HERE / "requests_blind.jsonl")):
        context = ReadingContext(**example.get("context", {}))
        injected = reader.read_message_sync(example["text"], context).kind == "injection"
        assert injected == (example["expect"]["kind"] == "injection"), example["text"]
