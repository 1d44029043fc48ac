"""What people say in a thread where takes have landed: talk among the crew is no note, and a note is no revision."""

import pytest

from graphs.crew.reading import ReadingContext
from graphs.interpreters.rules import RulesInterpreter

READER = RulesInterpreter()
THREAD = ReadingContext(shots_in_thread=1, takes_in_thread=2, most_takes=2, addressed=False)


@pytest.mark.parametrize(
    "words",
    [
        "that's lunch everyone, an hour",
        "can someone grab the stills",
        "wardrobe needs 10",
        "remember to sign your timecards",
        "sound guy is stuck in traffic",
        "comida a las 2, vuelvo en 10",
        "Mittag ist um eins, danach Umbau",
        "お昼休憩です",
    ],
)
def test_talk_among_the_crew_is_left_alone(words: str) -> None:
    assert READER.read_message_sync(words, THREAD).kind == "chatter"


@pytest.mark.parametrize(
    "words",
    [
        "not feeling it",
        "that's the one",
        "take 2 at 0:03 his hand melts",
        "la 2 à 0:03 sa main fond",
        "rain looks like strings",
    ],
)
def test_a_note_is_a_note(words: str) -> None:
    assert READER.read_message_sync(words, THREAD).kind == "feedback"


def test_a_format_that_is_not_wanted_is_nothing_to_keep_out_of_the_picture() -> None:
    reading = READER.read_message_sync("actually not vertical, do scope", ReadingContext(shots_in_thread=1))
    assert (reading.message.aspect_ratio, reading.message.negatives) == ("2.39:1", ())
