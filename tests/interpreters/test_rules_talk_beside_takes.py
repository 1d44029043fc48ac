"""What people say in a thread where takes have landed: talk among the crew is no note, and a note is no revision."""

import pytest

from graphs.crew.reading import ReadingContext
from graphs.interpreters.rules import RulesInterpreter
from graphs.vocabulary.requests import ShotRequest

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


@pytest.mark.parametrize(
    "words", ["same but tighter", "même chose mais plus serré", "nochmal, aber näher", "la misma pero más cerrada"]
)
def test_tighter_is_heard_behind_other_words(words: str) -> None:
    before = ShotRequest(shot_size=("medium",))
    context = ReadingContext(shots_in_thread=1, takes_in_thread=1, most_takes=1, last_request=before)
    assert READER.read_message_sync(words, context).message.shot_size == ("close_up",)


@pytest.mark.parametrize(
    "words",
    ["moi j'aurais mis un 50", "I would've used a 50", "yo hubiera puesto un 50", "ich hätte ein 50er genommen"],
)
def test_what_somebody_would_have_done_is_a_wish(words: str) -> None:
    reading = READER.read_message_sync(words, ReadingContext(shots_in_thread=1, addressed=False))
    assert reading.kind in ("revision", "new_shot")
    assert reading.message.focal_length_mm == 50


def test_a_format_that_is_not_wanted_is_nothing_to_keep_out_of_the_picture() -> None:
    reading = READER.read_message_sync("actually not vertical, do scope", ReadingContext(shots_in_thread=1))
    assert (reading.message.aspect_ratio, reading.message.negatives) == ("2.39:1", ())


@pytest.mark.parametrize(
    "words",
    [
        "faces 👎",
        "camera ✅ sound ❌",
        "le son 👎",
        "0:02-0:04 the coffee pours up into the pot, lol",
        "f48-f72 jitter",
        "3 smokes 1",
    ],
)
def test_crafts_that_are_ticked_off_and_moments_that_are_named_judge_a_take(words: str) -> None:
    assert READER.read_message_sync(words, THREAD).kind == "feedback"
