"""What is filled in, what a revision changes, and the prompt that is written from it."""

import pytest

from graphs.prompting import words_of, write_prompt
from graphs.revising import fill_in, revise, seed_for, told_changes, whole
from graphs.vocabulary.production import DEFAULTS
from graphs.vocabulary.requests import Line, ShotRequest
from graphs.vocabulary.spoken import spoken


def test_defaults_fill_only_what_nobody_asked() -> None:
    asked = ShotRequest(shot_size=("wide",), duration_s=5)
    filled = fill_in(asked, DEFAULTS)
    assert filled.shot_size == ()
    assert filled.duration_s is None
    assert filled.camera_angle == ("eye_level",)
    assert whole(asked, filled).shot_size == ("wide",)
    assert whole(asked, filled).aspect_ratio == "16:9"


def test_a_revision_says_what_changes_and_what_stood_so_already() -> None:
    before = ShotRequest(shot_size=("medium",), time_of_day=("night",), duration_s=8)
    revision = revise(before, ShotRequest(kind="revision", shot_size=("wide",), time_of_day=("night",)))
    assert revision.changes == ("medium -> wide",)
    assert revision.already == ("night",)
    assert revision.request.duration_s == 8


def test_what_is_ruled_out_is_told_with_its_no() -> None:
    revision = revise(ShotRequest(), ShotRequest(kind="revision", negatives=("bus", "cars")))
    assert revision.changes == ("no bus, no cars",)


def test_sounds_and_negatives_are_added_to_what_was_there() -> None:
    before = ShotRequest(audio=("rain",), negatives=("score",))
    revision = revise(before, ShotRequest(kind="revision", audio=("traffic",), negatives=("score",)))
    assert revision.request.audio == ("rain", "traffic")
    assert revision.request.negatives == ("score",)


def test_a_revision_never_takes_over_how_many_takes_were_asked_before() -> None:
    assert revise(ShotRequest(n_takes=3), ShotRequest(kind="revision", shot_size=("wide",))).request.n_takes == 1


def test_the_requesters_words_come_back_out_of_a_prompt() -> None:
    request = ShotRequest(shot_size=("close_up",), dialogue=(Line(speaker="Ana", line="Go."),), negatives=("music",))
    prompt = write_prompt(request, "close on Ana\nin the rain")
    assert words_of(prompt) == "close on Ana\nin the rain"
    assert prompt.startswith("close up / Ana: Go. / without music\n")


def test_the_same_parts_give_the_same_seed() -> None:
    assert seed_for("a", "b") == seed_for("a", "b") != seed_for("a", "c")
    assert 0 <= seed_for("a") < 2**31


def test_values_are_spoken_in_film_words() -> None:
    assert spoken("duration_s", 7.0) == "7 s"
    assert spoken("focal_length_mm", 40.0) == "40 mm"
    assert spoken("camera_angle", ("low_angle", "dutch")) == "low angle, dutch"


@pytest.mark.parametrize(
    "words", ["same but in the rain", "nochmal, aber im Regen", "encore, mais sous la pluie", "雨だけど"]
)
def test_words_that_want_something_else_are_a_change_though_nothing_of_them_was_read(words: str) -> None:
    nothing = ShotRequest(kind="revision")
    assert told_changes(revise(ShotRequest(), nothing), nothing, words) == (f"\u201c{words}\u201d",)


@pytest.mark.parametrize("words", ["again", "another one", "take 2 again please", "noch mal", "encore une", "otra vez"])
def test_once_more_the_same_changes_nothing(words: str) -> None:
    nothing = ShotRequest(kind="revision")
    assert told_changes(revise(ShotRequest(), nothing), nothing, words) == ()
