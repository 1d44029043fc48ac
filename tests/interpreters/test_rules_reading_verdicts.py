"""Which verdicts the rules interpreter reads, for which take, and for which part of it."""

import pytest

from graphs.crew.reading import ReadingContext
from graphs.interpreters.rules import RulesInterpreter
from graphs.vocabulary.notes import Part

READER = RulesInterpreter()


@pytest.mark.parametrize(
    ("text", "take", "part"),
    [
        ("2 is the one, circle it, from the wipe on", 2, Part(from_words="the wipe")),
        ("circle take 3 from 0:02 to 0:05", 3, Part(in_s=2, out_s=5)),
        ("only the first four seconds of 1", 1, Part(in_s=0, out_s=4)),
        ("circle it, up to the cut", None, Part(to_words="the cut")),
        ("print 2, up to the door slam", 2, Part(to_words="the door slam")),
        ("take 4 is a buy from 0:03 on", 4, Part(in_s=3)),
        ("on garde la 2, mais seulement à partir du volet", 2, Part(from_words="volet")),
        ("la 2 es la buena, desde la cortinilla", 2, Part(from_words="cortinilla")),
        ("me la llevo, pero solo hasta el portazo", None, Part(to_words="portazo")),
        ("das nehmen wir, ab dem Wischer", None, Part(from_words="Wischer")),
        ("der Take ist gekauft, aber nur bis zum Türknall", None, Part(to_words="Türknall")),
        ("テイク1の頭3秒だけ丸で", 1, Part(in_s=0, out_s=3)),
        ("2がOK、ワイプから", 2, Part(from_words="ワイプ")),
        ("circle it", None, None),
    ],
)
def test_a_circle_may_mean_a_part_of_a_take(text: str, take: int | None, part: Part | None) -> None:
    (item,) = READER.read_note_sync(text).items
    assert (item.aspect, item.intent, item.verdict, item.ref_take) == ("overall", "approval", "circle", take)
    assert item.part == part


def test_the_last_seconds_are_counted_from_the_end_where_the_length_is_known() -> None:
    said = "circle 2, just the last 3 seconds"
    known = READER.read_note_sync(said, ReadingContext(takes_in_thread=2, take_length_s=8.0)).items[0]
    assert known.part == Part(in_s=5)
    assert READER.read_note_sync(said).items[0].part == Part(from_words="the last 3 seconds")


def test_no_part_is_read_into_a_rejection_or_a_plain_note() -> None:
    for text in ("NG, the guy from the background walks up to the lens", "flicker from 0:02 to 0:05"):
        assert all(i.part is None for i in READER.read_note_sync(text).items)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("print it", "circle"), ("that's a buy", "circle"), ("buy it", "circle"), ("on la garde", "circle"),
        ("das nehmen wir", "circle"), ("OKテイク", "circle"), ("es la buena", "circle"), ("NG", "ng"),
        ("kill it", "ng"),        ("poubelle", "ng"), ("descartada", "ng"), ("für die Tonne", "ng"), ("ボツ", "ng"),
        ("保留で", "hold"),
        ("guárdala por si acaso", "hold"), ("garde-la sous le coude", "hold"), ("als Reserve behalten", "hold"),
    ],
)  # fmt: skip
def test_crews_give_verdicts_in_their_own_words(text: str, verdict: str) -> None:
    (item,) = READER.read_note_sync(text).items
    assert (item.aspect, item.verdict) == ("overall", verdict)


@pytest.mark.parametrize(
    "words",
    [
        "don't circle it yet", "don't circle 2", "I'd never print that", "not sure I'd circle it", "no la apruebo",
        "die nehmen wir nicht", "これは採用しない",
    ],
)  # fmt: skip
def test_a_verdict_that_is_denied_or_put_off_is_none(words: str) -> None:
    items = RulesInterpreter().read_note_sync(words, ReadingContext(takes_in_thread=3, shots_in_thread=1)).items
    assert [(item.verdict, item.sentiment) for item in items] == [(None, "neg")]


@pytest.mark.parametrize(
    ("words", "preferred", "over"),
    [("this one is better than take 1", "this", 1), ("that one beats 1", "this", 1), ("1 beats that one", 1, "this")],
)
def test_this_one_is_no_first_take(words: str, preferred: int | str, over: int | str) -> None:
    [item] = RulesInterpreter().read_note_sync(words, ReadingContext(takes_in_thread=3, shots_in_thread=1)).items
    assert item.preference is not None
    assert (item.preference.preferred_take, item.preference.over_take) == (preferred, over)
