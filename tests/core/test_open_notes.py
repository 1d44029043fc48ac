"""Which notes are open, which pull different ways, and whose word was the last."""

from datetime import timedelta
from typing import Any

import pytest

from graphs.vocabulary.open_notes import Group, asks_for_change, direction, grouped, still_open, ticked, wish_of
from graphs.vocabulary.shots import NoteTaken
from tests.edges.nouns import NOON, a_record, a_take

SPEED, WIDTH, BRIGHTNESS = ("slower", "faster"), ("wider", "tighter"), ("brighter", "darker")


def note(quote: str, aspect: str = "camera_movement", person: str = "U_DP", minute: int = 0, **more: Any) -> Any:
    """A change request; its id is its words."""
    return a_record(
        record_id=quote, quote=quote, aspect=aspect, rater_id=person, sentiment="neutral", intent="change_request",
        permission_role=more.pop("role", "crew"), created_at=(NOON + timedelta(minutes=minute)).isoformat(),
    ) | more  # fmt: skip


def praise(quote: str, aspect: str, person: str, **more: Any) -> Any:
    return note(quote, aspect, person, sentiment="pos", intent="praise", **more)


@pytest.mark.parametrize(
    ("words", "axis", "way"),
    [
        ("push slower", SPEED, "slower"),
        ("the push is too fast", SPEED, "slower"),
        ("langsamer", SPEED, "slower"),
        ("zu langsam", SPEED, "faster"),
        ("plus vite", SPEED, "faster"),
        ("trop serré", WIDTH, "wider"),
        ("más cerca", WIDTH, "tighter"),
        ("demasiado oscuro", BRIGHTNESS, "brighter"),
        ("暗すぎる", BRIGHTNESS, "brighter"),
        ("もっと明るく", BRIGHTNESS, "brighter"),
        ("the hands melt", SPEED, None),
        ("go wider", SPEED, None),
    ],
)
def test_words_pull_one_way(words: str, axis: tuple[str, str], way: str | None) -> None:
    assert direction(note(words), axis) == way


def test_a_remedy_tells_the_way_rather_than_the_fault() -> None:
    dark = note("too dark, lift it", "lighting", requested_change="lift it")
    assert wish_of(dark) == "lift it"
    assert direction(dark, BRIGHTNESS) == "brighter"


def test_only_words_and_taps_about_the_picture_ask_for_a_change() -> None:
    assert asks_for_change(note("push slower"))
    assert asks_for_change(note("hands melt", "anatomy", intent="defect", source="button"))
    assert not asks_for_change(note("skull", intent="defect", source="reaction")), "it says not what"
    assert not asks_for_change(note("NG", "overall", intent="rejection"))
    assert not asks_for_change(note("love it", intent="praise"))
    assert not asks_for_change(note("push slower", retracted_at="2026-11-23"))
    assert not asks_for_change(note("push slower", subject="note"))


def test_notes_that_pull_apart_stand_side_by_side() -> None:
    slow, fast, slower = note("push slower"), note("push faster", person="U_DIR"), note("much slower", person="U_PA")
    other = note("less shake", person="U_PA")
    [group] = grouped([slow, fast, slower, other], [])
    [(first, second)] = group.conflicts
    assert (first.name, first.records) == ("slower", (slow, slower))
    assert (second.name, second.records) == ("faster", (fast,))
    assert group.rest == (other,)


def test_praise_of_an_aspect_stands_against_changing_it() -> None:
    flat = note("too flat", "lighting", intent="defect", sentiment="neg")
    love = praise("love the light", "lighting", "U_DIR", role="director")
    [group] = grouped([flat], [love])
    [(change, keep)] = group.conflicts
    assert (change.name, change.records, keep.name, keep.records) == ("changed", (flat,), "as it is", (love,))
    assert ticked(group.conflicts[0]) == 1
    own = praise("love the light", "lighting", "U_DP")
    assert grouped([flat], [own]) == [Group("lighting", (), (flat,))], "nobody contradicts themselves"


def test_the_director_has_the_last_word_then_the_ad() -> None:
    slow = note("push slower", person="U_DP", minute=5)
    fast = note("push faster", person="U_DIR", role="director", minute=1)
    [group] = grouped([slow, fast], [])
    assert ticked(group.conflicts[0]) == 1
    later = note("slower then", person="U_DIR", role="director", minute=2)
    [group] = grouped([slow, fast, later], [])
    assert ticked(group.conflicts[0]) == 0, "what was said last counts"
    ad = note("push faster", person="U_AD", role="ad")
    [group] = grouped([slow, ad], [])
    assert ticked(group.conflicts[0]) == 1
    [group] = grouped([slow, note("push faster", person="U_PA")], [])
    assert ticked(group.conflicts[0]) is None, "between two of the crew somebody has to choose"


def test_different_aspects_do_not_conflict() -> None:
    groups = grouped([note("push slower"), note("cut faster", "pacing")], [])
    assert [(group.aspect, group.conflicts) for group in groups] == [("camera_movement", ()), ("pacing", ())]


def test_what_an_earlier_take_was_told_stays_open_until_it_is_addressed() -> None:
    slow, wide, hands = (
        note("push slower"),
        note("go wider", "framing", minute=1),
        note("fix hands", "anatomy", minute=2),
    )
    second = a_take(2, notes=(NoteTaken("go wider", "addressed"), NoteTaken("push slower", "cannot_tell")))
    found = still_open([(second, [hands]), (a_take(1), [slow, wide])])
    assert [record["record_id"] for record in found] == ["push slower", "fix hands"]


def test_what_is_said_again_of_a_later_take_is_one_note() -> None:
    before, again = note("push slower"), note("Push slower", minute=9)
    assert still_open([(a_take(2), [again]), (a_take(1), [before])]) == [again]
