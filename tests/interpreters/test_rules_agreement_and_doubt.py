"""Agreement with somebody's wish, and words that may mean two things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.crew.reading import ReadingContext
from graphs.interpreters.rules import RulesInterpreter
from graphs.interpreters.rules.agreement import agrees

READER = RulesInterpreter()
IN_A_THREAD = ReadingContext(shots_in_thread=1, addressed=False)


@pytest.mark.parametrize(
    "text",
    [
        "yes what he said. roll it",
        "what Jonas said",
        "yes. roll it",
        "do that",
        "ja, was er sagt",
        "oui, comme il dit",
        "sí, lo que dijo Jonas",
        "彼の言う通りで。回して",
        "agreed, both. roll it",
    ],
)
def test_who_agrees_is_heard(text: str) -> None:
    assert READER.read_message_sync(text, IN_A_THREAD).agrees


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "roll it",
        "no, not what he said",
        "what he said makes no sense to me",
        "lunch, agreed at noon by everyone",
    ],
)
def test_other_talk_is_no_agreement(text: str) -> None:
    assert not READER.read_message_sync(text, IN_A_THREAD).agrees


@given(st.text(max_size=500), st.booleans())
def test_agreement_is_decided_for_any_text(text: str, ordered: bool) -> None:
    assert agrees(text, ordered=ordered) in (True, False)


@pytest.mark.parametrize(
    ("text", "words", "value", "instead"),
    [
        ("waitress at the payphone, low, 6 s", "low", "low_angle", "low_key"),
        ("low on the courier, rain", "low", "low_angle", "low_key"),
        ("Kellner am Tresen, tief, 5 Sekunden", "tief", "low_angle", "low_key"),
        ("zoom on the eyes of the clown", "zoom", "zoom_in", "zoom_out"),
    ],
)
def test_a_word_for_two_things_is_read_as_the_likelier_one_with_its_doubt(
    text: str, words: str, value: str, instead: str
) -> None:
    reading = READER.read_message_sync(text)
    assert reading.doubt is not None
    assert (reading.doubt.words, reading.doubt.value, reading.doubt.instead) == (words, value, instead)
    assert value in getattr(reading.message, reading.doubt.field)


@pytest.mark.parametrize(
    "text",
    ["low angle on the courier", "low key hallway at night", "slow dolly in on the chair", "crane up over a field"],
)
def test_words_that_say_what_they_mean_leave_no_doubt(text: str) -> None:
    assert READER.read_message_sync(text).doubt is None
