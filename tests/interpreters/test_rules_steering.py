"""Attempts to steer the bot, take data out or corrupt records, in five languages; and stories that only look so."""

import tomllib
from pathlib import Path

import pytest

from graphs.crew.reading import ReadingContext
from graphs.interpreters.rules import RulesInterpreter

SAMPLES = tomllib.loads((Path(__file__).parents[1] / "reading" / "steering.toml").read_text(encoding="utf-8"))
OUTSIDE = ReadingContext()
IN_A_THREAD = ReadingContext(takes_in_thread=2, shots_in_thread=1, addressed=False)


@pytest.mark.parametrize("context", [OUTSIDE, IN_A_THREAD])
@pytest.mark.parametrize("text", SAMPLES["attempts"])
def test_an_attempt_to_steer_is_seen(text: str, context: ReadingContext) -> None:
    assert RulesInterpreter().read_message_sync(text, context).kind == "injection"


@pytest.mark.parametrize("context", [OUTSIDE, IN_A_THREAD])
@pytest.mark.parametrize("text", SAMPLES["stories"])
def test_dialogue_signs_stories_and_notes_are_no_attempts(text: str, context: ReadingContext) -> None:
    assert RulesInterpreter().read_message_sync(text, context).kind != "injection"
