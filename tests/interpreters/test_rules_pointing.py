"""Words that point at one of several shots of a thread: `the second one`, `roll all three`, `drop 22B`."""

import pytest

from graphs.crew.reading import ReadingContext
from graphs.interpreters.rules import RulesInterpreter
from graphs.interpreters.rules.pointing import pointed
from graphs.vocabulary.requests import EVERY, LAST

THREE = ReadingContext(shots_in_thread=3, slates=("22A", "22B", "22C"))
TAKES = ReadingContext(shots_in_thread=3, takes_in_thread=5, most_takes=2)


@pytest.mark.parametrize(
    ("words", "points", "rest"),
    [
        ("the second one should be from outside", (2,), "it should be from outside"),
        ("first one: lose the cars", (1,), "lose the cars"),
        ("make the last setup wider", (LAST,), "make it wider"),
        ("le deuxième doit être vu de dehors", (2,), "le plan doit être vu de dehors"),
        ("el segundo desde fuera", (2,), "el plano desde fuera"),
        ("die zweite bitte von außen", (2,), "die einstellung bitte von außen"),
        ("2つ目は窓の外から", (2,), "窓の外から"),
    ],
)
def test_a_place_in_the_thread_is_read_and_taken_out(words: str, points: tuple[int, ...], rest: str) -> None:
    found = pointed(words, THREE)
    assert found is not None
    assert (found.points, found.order, found.rest) == (points, None, rest)


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ("roll all three", (EVERY,)),
        ("ok roll the first one please", (1,)),
        ("roll 22B", (2,)),
        ("on tourne les trois", (EVERY,)),
        ("rodamos los tres", (EVERY,)),
        ("dreht alle drei", (EVERY,)),
        ("全部回して", (EVERY,)),
    ],
)
def test_the_word_to_roll_may_name_its_shots(words: str, points: tuple[int, ...]) -> None:
    found = pointed(words, THREE)
    assert found is not None
    assert (found.points, found.order) == (points, "roll")


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ("kill the second one, we dont need it", (2,)),
        ("drop 22A and 22C, the producer hates them", (1, 3)),
        ("vire le deuxième, on n'en a pas besoin", (2,)),
        ("quita el primero", (1,)),
        ("streich die dritte", (3,)),
        ("三つ目はいらない", (3,)),
    ],
)
def test_a_shot_is_dropped_in_words(words: str, points: tuple[int, ...]) -> None:
    found = pointed(words, THREE)
    assert found is not None
    assert (found.points, found.order) == (points, "drop")


@pytest.mark.parametrize(
    "words",
    [
        "both hands melt",
        "at the first sign of rain she turns",
        "au premier plan il y a une voiture",
        "primer plano de la mano",
        "das erste Mal war besser",
        "should we roll all three?",
        "is the first thing she sees a car",
        "the fifth one is too dark",  # there are three
        "roll both",
        "roll all four",
    ],
)
def test_other_words_point_at_nothing(words: str) -> None:
    assert pointed(words, THREE) is None


def test_where_a_shot_has_two_takes_the_second_one_is_a_take_unless_it_is_ordered_or_called_a_shot() -> None:
    assert pointed("the second one looks flat", TAKES) is None
    assert pointed("the second shot looks flat", TAKES) is not None
    assert pointed("the third one looks flat", TAKES) is not None, "no shot has three takes"
    assert pointed("kill the second one", TAKES) is not None


def test_both_are_two() -> None:
    found = pointed("roll both", ReadingContext(shots_in_thread=2))
    assert found is not None
    assert (found.points, found.order) == ((EVERY,), "roll")


def test_one_shot_alone_is_never_pointed_at() -> None:
    assert pointed("roll all three", ReadingContext(shots_in_thread=1)) is None


def test_what_is_pointed_at_is_no_take() -> None:
    rules = RulesInterpreter()
    context = ReadingContext(shots_in_thread=3, takes_in_thread=3, most_takes=1)
    reading = rules.read_message_sync("the second one again but wider", context)
    assert (reading.points, reading.message.ref_take) == ((2,), ("previous",))
    note = rules.read_note_sync("the second one looks flat", context)
    assert note.points == (2,)
    assert all(item.ref_take is None for item in note.items)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("roll it x2", 2),
        ("roll 3 takes", 3),
        ("shoot it four times", 4),
        ("ok roll it twice please", 2),
        ("on tourne 3 prises", 3),
        ("rueda dos tomas", 2),
        ("zweimal drehen", 2),
        ("2テイク回して", 2),
    ],
)
def test_the_word_to_roll_says_how_many_takes(words: str, count: int) -> None:
    reading = RulesInterpreter().read_message_sync(words, ReadingContext(shots_in_thread=1))
    assert (reading.order, reading.message.n_takes) == ("roll", count)


def test_what_is_no_order_is_not_counted() -> None:
    reading = RulesInterpreter().read_message_sync("wide of two of them on the pier, 2 takes", ReadingContext())
    assert (reading.order, reading.message.n_takes) == (None, 2)


def test_set_ups_of_a_scene_have_its_number_and_a_letter_each() -> None:
    reading = RulesInterpreter().read_message_sync(
        "three setups for sc 22: wide of the diner at night. then a 2-shot of them in the booth. then ECU on his hand"
    )
    assert reading.slates == ("22A", "22B", "22C")


LETTERED = ReadingContext(shots_in_thread=2, addressed=False, slates=("9A", "9B"))


@pytest.mark.parametrize(
    ("text", "points", "kind"),
    [
        ("B should be tighter, like ECU", (2,), "revision"),
        ("A wants a longer lens imo", (1,), "revision"),
        ("A: lose the gulls", (1,), "revision"),
        ("roll A and B", (1, 2), "chatter"),
        ("kill B", (2,), "chatter"),
        ("A man walks into the bar", (), "chatter"),
    ],
)
def test_the_letter_of_a_slate_points_at_its_shot(text: str, points: tuple[int, ...], kind: str) -> None:
    reading = RulesInterpreter().read_message_sync(text, LETTERED)
    assert (reading.points, reading.kind) == (points, kind)


def test_an_article_is_no_slate() -> None:
    landed = ReadingContext(takes_in_thread=2, shots_in_thread=2, addressed=False, slates=("9A", "9B"))
    assert RulesInterpreter().read_note_sync("the fog on A is beautiful", landed).points == (1,)
    assert RulesInterpreter().read_note_sync("A nice one", landed).points == ()


@pytest.mark.parametrize("text", ["circle 9A take 2 and hold 9B", "we'll take 3", "hold 9B"])
def test_a_verdict_and_a_bare_take_roll_nothing(text: str) -> None:
    landed = ReadingContext(takes_in_thread=3, shots_in_thread=2, addressed=False, slates=("9A", "9B"), most_takes=3)
    reading = RulesInterpreter().read_message_sync(text, landed)
    assert (reading.kind, reading.order) == ("feedback", None)
