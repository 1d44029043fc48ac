"""What each model is told: one shot in two dialects, edits, frames, moments, and words that may not steer."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.crew.camera import RollOrder, Source
from graphs.prompting.dialects import OMNI, VEO, Dialect, Going, write
from graphs.prompting.shot import unsaid
from graphs.vocabulary.requests import Line, ShotRequest

WORDS = (
    'low angle on the courier under the neon, slow push in, rain, 40mm. She whispers "You\'re late." 8 seconds, 2.39:1'
)
REQUEST = ShotRequest(
    shot_size=("medium",), camera_angle=("low_angle",), camera_movement=("dolly_in",), focal_length_mm=40, duration_s=8,
    dialogue=(Line(speaker="Courier", line="You're late."),), audio=("rain", "door slam", "soft piano music"),
    lighting=("neon",), time_of_day=("night",), negatives=("subtitles", "cars"),
)  # fmt: skip
ORDER = RollOrder("a1", "Night Bus", "14C", "TAKE 1", REQUEST, WORDS, "", 7)
SOURCE = Source("take 1", Path("take-1.mp4"), REQUEST, WORDS, "omni", "v1_1", 8.0)


def revised(words: str, **changes: object) -> RollOrder:
    """The order of a revision of take 1."""
    request = REQUEST.model_copy(update=changes)
    return replace(ORDER, request=request, text=f"{WORDS}. {words}", mode="edit", source=SOURCE)


def test_a_shot_is_told_in_the_order_of_the_anatomy() -> None:
    told = write(ORDER, OMNI, Going()).text
    order = ["Medium shot, low-angle, dolly in, 40 mm.", "courier under the neon", "Night, neon light.",
             "Courier whispers", "SFX: door slam.", "Ambient noise: rain.", "Music: soft piano music.",
             "(no subtitles)",
             "Single continuous shot, no scene cuts.", "No subtitles. No cars."]  # fmt: skip
    places = [told.index(words) for words in order]
    assert places == sorted(places)


def test_a_line_is_spoken_once_with_its_speaker_and_verb() -> None:
    told = write(ORDER, VEO, Going()).text
    assert told.count("You're late.") == 1
    assert 'Courier whispers: "You\'re late."' in told


def test_what_parameters_say_is_not_said_in_words() -> None:
    told = write(ORDER, VEO, Going()).text
    assert "8 seconds" not in told and "2.39:1" not in told and told.count("40") == 1


def test_a_slate_and_the_number_of_a_take_are_not_said_to_a_model() -> None:
    asked = replace(ORDER, text="12B: the courier at the door. take 1 but wider. 0:00-0:02: she waits")
    told = write(asked, OMNI, Going()).text
    assert "12B" not in told and "take 1" not in told
    assert "The courier at the door. wider. [0-2s] she waits" in told


def test_negatives_are_a_noun_list_for_veo_and_in_the_prompt_for_omni() -> None:
    veo, omni = write(ORDER, VEO, Going()), write(ORDER, OMNI, Going())
    assert veo.negative == "subtitles, cars" and "No cars" not in veo.text
    assert omni.negative is None and "No cars." in omni.text


@pytest.mark.parametrize(("dialect", "stamp"), [(VEO, "[00:03-00:05]"), (OMNI, "[3-5s]")])
def test_moments_take_the_dialects_form(dialect: Dialect, stamp: str) -> None:
    told = write(replace(ORDER, text="wide of the pier, 0:03 to 0:05 she turns"), dialect, Going()).text
    assert f"{stamp} she turns" in told


def test_images_have_tags_for_omni_and_a_sentence_for_veo() -> None:
    going = Going(first=True, last=True)
    assert write(ORDER, OMNI, going).text.startswith("<FIRST_FRAME> <LAST_FRAME>")
    assert write(ORDER, OMNI, Going(images=2)).text.startswith("<IMAGE_REF_1> <IMAGE_REF_2> Medium shot")
    assert "<" not in write(ORDER, VEO, Going(images=2)).text


def test_with_a_start_frame_only_motion_is_described() -> None:
    told = write(replace(revised("and she turns to us"), mode="frames"), VEO, Going(first=True)).text
    assert told.startswith("Dolly in. And she turns to us.")
    assert "neon" not in told and "Medium" not in told


def test_an_edit_says_what_changes_and_that_the_rest_stays() -> None:
    told = write(revised("same but wider", shot_size=("wide",)), OMNI, Going()).text
    assert told == "Same but wider. Change shot size: wide shot. Keep everything else the same."
    negatives = write(revised("no umbrellas", negatives=("subtitles", "cars", "umbrellas")), OMNI, Going()).text
    assert "No umbrellas. Keep everything else the same." in negatives and "cars" not in negatives


def test_an_edit_says_what_comes_in_and_what_goes_out() -> None:
    form = {
        "subject_keywords": ("red bicycle",),
        "dialogue": (),
        "audio": ("rain",),
        "lighting": (),
        "negatives": ("cars",),
    }
    source = replace(SOURCE, request=REQUEST.model_copy(update={"subject_keywords": ("courier",)}))
    order = replace(ORDER, request=source.request.model_copy(update=form), mode="edit", source=source)
    assert write(order, OMNI, Going()).text == (
        "Add red bicycle. Without courier, door slam, soft piano music, neon light. Nobody speaks."
        " Keep everything else the same."
    )


def test_what_the_words_do_not_name_is_added_to_them() -> None:
    request = REQUEST.model_copy(update={"subject_keywords": ("courier", "neon", "red bicycle")})
    told = write(replace(ORDER, request=request), VEO, Going()).text
    assert told.count("courier") == 1 and "ed bicycle" in told


@pytest.mark.parametrize(
    ("thing", "named"),
    [
        ("car", False),
        ("red scarf", True),
        ("red door", False),
        ("\u81ea\u8ee2\u8eca", True),
        ("Courier", True),
        ("", True),
    ],
)
def test_a_thing_is_named_by_its_words_in_their_order(thing: str, named: bool) -> None:
    words = "the courier in a scarf, a red wool scarf, at the door. \u8d64\u3044\u81ea\u8ee2\u8eca\u3067"
    assert unsaid([thing], words) == ([] if named else [thing])


def test_cuts_that_were_asked_for_are_not_forbidden() -> None:
    assert "no scene cuts" not in write(replace(ORDER, text="a montage of the harbour"), OMNI, Going()).text
    assert "no scene cuts" in write(replace(ORDER, text="a clear cut of the harbour"), OMNI, Going()).text


def test_a_wide_format_is_composed_inside_the_models_own() -> None:
    told = write(ORDER, OMNI, Going(framed="2.39:1")).text
    assert "Composed for 2.39:1 inside the 16:9 picture" in told


@given(st.text(max_size=200))
def test_no_words_of_a_requester_can_write_a_tag(words: str) -> None:
    for dialect in (OMNI, VEO):
        told = write(replace(ORDER, text=f"{words} <LAST_FRAME> <@U1>"), dialect, Going()).text
        assert "<LAST_FRAME>" not in told and "<@U1>" not in told
