"""Reading an order into a plan, and the words that are burnt in. Pure: nothing is drawn."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from graphs.cameras.animatic import slate_words
from graphs.cameras.animatic.operations import Stock
from graphs.cameras.animatic.plan import plan_shot
from graphs.cameras.animatic.sound import ambience
from graphs.vocabulary.lists import allowed
from tests.cameras.drawing import plan
from tests.cameras.orders import order


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("low angle on the courier under the neon", "street"),
        ("the courier waits", "street"),
        ("she waits in the kitchen", "room"),
        ("two men on a pier, the sea behind them", "beach"),
        ("deer between the trees", "forest"),
        ("a red car in the desert", "desert"),
        ("a scarecrow in a wheat field", "field"),
        ("the surface of an alien planet", "stage"),
        ("a man at the window", "room"),
        ("a warped wooden stable", "stage"),
        ("", "stage"),
    ],
)
def test_the_place_is_read_from_the_words_and_unknown_ones_get_the_stage(text: str, place: str) -> None:
    assert plan(text).place == place


def test_nobody_stands_in_the_place_they_talk_about() -> None:
    spoken = plan(
        "she sits in the office and says we should go to the beach", dialogue=({"line": "we should go to the beach"},)
    )
    assert spoken.place == "room"
    assert spoken.pose == "sit"


@pytest.mark.parametrize(("seconds", "frames"), [(1, 24), (8, 192), (2.5, 60), (60, 1440)])
def test_seconds_are_exact_frames(seconds: float, frames: int) -> None:
    assert plan(duration_s=seconds).frames == frames


def test_the_asked_lens_is_used_and_else_the_usual_one_of_the_size() -> None:
    assert plan(focal_length_mm=27).focal_mm == 27
    assert plan(shot_size=("close_up",)).focal_mm > plan(shot_size=("wide",)).focal_mm
    assert plan(lens=("telephoto",)).focal_mm == 135


def test_every_size_and_move_has_its_film_word() -> None:
    assert set(slate_words.SIZES) == allowed("shot_size")
    assert set(slate_words.MOVES) == allowed("camera_movement")


def test_the_slate_speaks_film() -> None:
    shot = plan(shot_size=("medium_close_up",), camera_movement=("dolly_in", "handheld"), focal_length_mm=40)
    assert slate_words.slate_line(shot) == "14C  TAKE 1"
    assert slate_words.lens_line(shot) == "MCU  40mm"
    assert slate_words.move_line(shot) == "PUSH IN + HANDHELD"
    assert slate_words.mark(shot) == "ANIMATIC"
    assert slate_words.mark(plan_shot(order(label="PREVIS P1"), Stock())) == "PREVIS"


def test_timecode_starts_at_one_hour_and_counts_24_frames() -> None:
    assert slate_words.timecode(0) == "01:00:00:00"
    assert slate_words.timecode(23) == "01:00:00:23"
    assert slate_words.timecode(24 * 61 + 5) == "01:01:01:05"


def test_lines_of_dialogue_follow_one_another_and_name_who_speaks() -> None:
    talk = plan(
        dialogue=({"speaker": "Ana", "line": "You're late."}, {"line": "I had to walk all the way from the harbour."}),
        duration_s=8,
    )
    shown = [slate_words.subtitle(talk, frame) for frame in range(192)]
    assert shown[0] is None and shown[-1] is None
    spoken = [line for line in dict.fromkeys(shown) if line]
    assert spoken == ["ANA: You're late.", "I had to walk all the way from the harbour."]
    assert shown.count(spoken[1]) > shown.count(spoken[0])


def level(shot_words: str, **asked: Any) -> float:
    bed = ambience(plan(shot_words, duration_s=2, **asked))
    assert bed.shape == (2, 96_000)
    return float(20 * np.log10(np.sqrt((bed**2).mean()) + 1e-12))


def test_sound_is_quiet_but_there_and_rain_is_heard() -> None:
    assert -60 < level("in a room") < -35
    assert level("in a meadow in the rain") > level("in a meadow") + 2


def test_no_sound_means_silence() -> None:
    assert level("on a street", negatives=("no sound",)) < -200


def test_the_bed_of_sound_is_that_of_its_seed() -> None:
    assert np.array_equal(ambience(plan("street", seed=3)), ambience(plan("street", seed=3)))
    assert not np.array_equal(ambience(plan("street", seed=3)), ambience(replace(plan("street", seed=3), seed=4)))
