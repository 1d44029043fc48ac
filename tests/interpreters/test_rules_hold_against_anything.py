"""Whatever people paste: no exception, no quadratic work, the same answer every time."""

import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.crew.reading import ReadingContext
from graphs.interpreters.rules import RulesInterpreter
from graphs.interpreters.rules.words import LIMIT
from graphs.vocabulary.notes import EmojiSense
from graphs.vocabulary.requests import ShotRequest

READER = RulesInterpreter()
MARKS = [
    "```",
    "<@U123>",
    "<https://a.b>",
    "&amp;",
    "\u200b",
    "\u202e",
    ":fire:",
    "🔥",
    "e\u0301",
    "ｶﾞ",
    '"',
    "'",
    "「",
    "\n",
]
FORMS = [
    "close up",
    "no ",
    "don't",
    "say ",
    "MARA: ",
    "0:03",
    "01:00:05:05",
    "16:9",
    "take 2",
    "1) ",
    "3 shots: ",
    "12 - ",
    "9B ",
    "hold ",
    "2 secs longer",
    "less ",
]
BITS = ["- ", "夜", "ドリーイン", "but ", "over ", "l'", "x3", "?", "!"]
THREADS = [
    ReadingContext(),
    ReadingContext(shots_in_thread=1, addressed=False),
    ReadingContext(
        takes_in_thread=3, shots_in_thread=2, slates=("9A", "9B"), most_takes=2, take_length_s=8, addressed=False,
        last_request=ShotRequest(kind="new_shot", shot_size=("medium",), duration_s=6),
        emoji=(EmojiSense(name="fire", known=True, valence=-0.7, intent="defect"),),
    ),
]  # fmt: skip
PIECES = st.sampled_from(MARKS + FORMS + BITS)
TEXTS = st.one_of(st.text(max_size=300), st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=60).map("".join))


@given(TEXTS, st.sampled_from(THREADS))
@settings(max_examples=100, deadline=None)
def test_no_text_breaks_the_reading_of_a_message(text: str, thread: ReadingContext) -> None:
    first = READER.read_message_sync(text, thread)
    assert first == READER.read_message_sync(text, thread)
    assert len(first.shots) == len(first.texts) == len(first.slates)


@given(TEXTS, st.sampled_from(THREADS))
@settings(max_examples=100, deadline=None)
def test_no_text_breaks_the_reading_of_a_note(text: str, thread: ReadingContext) -> None:
    items = READER.read_note_sync(text, thread).items
    assert len(items) == len({item.aspect for item in items})
    for item in items:
        assert item.span is None or 0 <= item.span[0] <= item.span[1] <= len(text)


@given(st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_no_name_breaks_the_reading_of_an_emoji(name: str) -> None:
    READER.read_emoji(name)


def calls(work: Callable[[], object]) -> int:
    """How many Python calls a piece of work takes: a measure that no busy machine disturbs."""
    count = 0

    def tick(frame: object, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "close up on the old man, no music, 6 seconds, then ",
        'she says "no" ',
        "MARA: where are you\n",
        "too dark, love the light but ",
        "0:03 and 0:04-0:06 ",
        "'",
        "a ",
        "1) wide 2) close up ",
        "silouhete shalow ",
        "雨の夜、",
    ],
)
def test_four_times_the_words_take_at_most_some_five_times_the_work(piece: str) -> None:
    short, long = piece * (LIMIT // len(piece) // 5), piece * (LIMIT // len(piece) // 5 * 4)
    for read in (READER.read_message_sync, READER.read_note_sync):
        read(long)
        less, more = calls(lambda read=read: read(short)), calls(lambda read=read: read(long))  # type: ignore[misc]
        assert more < 5.5 * less + 2000


def test_a_very_long_message_is_read_in_part_and_says_so() -> None:
    reading = READER.read_message_sync("wide shot of a lighthouse at dusk, 8 seconds. " + "blah " * 2400)
    assert reading.message.shot_size == ("wide",)
    assert reading.unread


def test_markup_mentions_and_code_are_no_part_of_the_words() -> None:
    text = "<@U012AB> *close up* of a cup &amp; saucer, see <https://x.example/wide-shot>, ```night drone```"
    shot = READER.read_message_sync(text).message
    assert shot.shot_size == ("close_up",)
    assert shot.time_of_day == () and shot.camera_angle == ()


def test_zero_width_and_right_to_left_marks_hide_nothing() -> None:
    assert READER.read_message_sync("clo\u200bse u\u2060p of\u202e a cup").message.shot_size == ("close_up",)
