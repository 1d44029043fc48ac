"""Which version of a shot an edit starts from, and how what it changed is told."""

from graphs.revising import differences
from graphs.vocabulary.requests import Line, ShotRequest
from graphs.vocabulary.versions import as_it_stands, drafted
from tests.edges.nouns import COURIER, FILLED, a_shot, a_take

ROLLED = COURIER.model_copy(update={"time_of_day": ("night",), "aspect_ratio": "16:9"})
WIDE = ROLLED.model_copy(update={"shot_size": ("wide",)})
SHOT = a_shot(request=COURIER, filled=FILLED, text="the courier")
FIRST = a_take(1, request=ROLLED, prompt="medium\nthe courier")
WIDER = a_take(2, request=WIDE, prompt="wide\nthe courier. same but wider", parent=FIRST.id)


def test_nothing_has_landed_so_the_slate_stands() -> None:
    for takes in ((), (a_take(1, "rolling", request=WIDE),), (a_take(1, kind="previs", request=WIDE),)):
        stands = as_it_stands(SHOT, takes)
        assert (stands.request, stands.text, stands.newest) == (SHOT.request, SHOT.text, None)


def test_a_revision_by_words_is_ahead_of_the_slate() -> None:
    stands = as_it_stands(SHOT, (FIRST, WIDER))
    assert stands.request == COURIER.model_copy(update={"shot_size": ("wide",)})
    assert (stands.text, stands.newest) == ("the courier. same but wider", WIDER)


def test_a_slate_that_was_written_anew_is_ahead_of_all_takes() -> None:
    anew = a_shot(request=ShotRequest(shot_size=("close_up",)), filled=FILLED, text="her eyes")
    stands = as_it_stands(anew, (FIRST, WIDER))
    assert (stands.request, stands.text, stands.newest) == (anew.request, "her eyes", WIDER)


def test_a_slate_whose_take_is_on_its_way_is_ahead_of_those_that_landed() -> None:
    back = a_take(3, "rolling", request=ROLLED, prompt="medium\nthe courier")
    assert as_it_stands(SHOT, (FIRST, WIDER, back)).request == SHOT.request


def test_words_of_an_edited_message_are_kept_with_those_of_a_revision() -> None:
    stands = as_it_stands(a_shot(request=COURIER, filled=FILLED, text="the old courier"), (FIRST, WIDER))
    assert stands.text == "the old courier. same but wider"


def test_a_master_stands_in_the_size_of_its_draft() -> None:
    finer = ROLLED.model_copy(update={"resolution": "4k"})
    master = a_take(2, request=finer, prompt=FIRST.prompt, parent=FIRST.id, master=True)
    assert drafted(master, (FIRST, master)).resolution is None
    stands = as_it_stands(SHOT, (FIRST, master))
    assert (stands.request, stands.newest) == (SHOT.request, master)


def test_what_an_edit_changed_is_told_field_by_field() -> None:
    before = ShotRequest(
        shot_size=("medium",), t_stop=2.8, dialogue=(Line(line="Hi."),), audio=("rain",), negatives=("cars",),
        subject_keywords=("courier",),
    )  # fmt: skip
    after = ShotRequest(
        shot_size=("wide",), focal_length_mm=85, audio=("rain", "siren"), negatives=("hats",), subject_keywords=()
    )
    assert differences(before, after) == (
        "medium -> wide", "85 mm", "T2.8 -> not said", "nobody speaks", "siren", "no hats", "allow cars",
        "lose courier",
    )  # fmt: skip
    assert differences(after, after) == ()
