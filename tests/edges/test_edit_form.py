"""The form that edits a slate: every field of the shot in it, within Slack's limits, and what comes back from it."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.edit import edit_form
from bot.edits import answered, ready
from bot.listeners.editing import TYPED, checked
from graphs.interpreters.rules import RulesInterpreter
from graphs.vocabulary.requests import Line, ShotRequest
from graphs.vocabulary.shots import Shot, Take
from graphs.vocabulary.versions import as_it_stands
from tests.edges.block_rules import check_view
from tests.edges.nouns import COURIER, FILLED, NOON, ROOT, a_shot, a_take, any_text, words_of

READER = RulesInterpreter()
OF_A_MESSAGE = {"kind", "n_shots", "ref_take", "changes"}  # what a message is, not what a shot is
WHOLE = ShotRequest(
    shot_size=("wide", "two_shot"), camera_angle=("low_angle",), camera_movement=("pan_left",), lens=("telephoto",),
    focal_length_mm=85, t_stop=2.8, time_of_day=("night",), lighting=("neon",), aspect_ratio="1.37:1",
    resolution="1080p", duration_s=7.5, n_takes=3,
    dialogue=(Line(speaker="Clara", line="You're late."), Line(line="Am I?")),
    audio=("rain", "distant siren"), style=("film noir",), negatives=("umbrellas",), subject_keywords=("courier",),
)  # fmt: skip


def form_of(shot: Shot, *takes: Take) -> dict[str, Any]:
    return ready(edit_form(shot, as_it_stands(shot, takes)), shot.id, ROOT, ROOT)


def inputs(form: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {block["block_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}


def handed_in(form: dict[str, Any], **typed: Any) -> Any:
    """The form as it is handed in: fields hold what they held as it opened, but for those that are given."""
    values = {}
    for name, element in inputs(form).items():
        if element["type"] == "multi_static_select":
            chosen = typed.get(name, [o["value"] for o in element.get("initial_options", ())])
            held: dict[str, Any] = {"selected_options": [{"value": value} for value in chosen]}
        elif element["type"] == "static_select":
            one = typed.get(name, element.get("initial_option", {}).get("value"))
            held = {"selected_option": {"value": one} if one else None}
        else:
            held = {"value": typed.get(name, element.get("initial_value"))}
        values[name] = {"value": held}
    view = {k: v for k, v in form.items() if k != "blocks"} | {"id": "V1", "hash": "h", "state": {"values": values}}
    return answered({"type": "view_submission", "user": {"id": "U_DIR"}, "view": view})


def read(shot: Shot, **typed: Any) -> tuple[dict[str, Any], list[str], dict[str, str]]:
    return checked(handed_in(form_of(shot), **typed), READER)


def test_every_field_of_a_shot_is_in_the_form_and_holds_what_was_asked() -> None:
    form = form_of(a_shot(request=WHOLE, filled=ShotRequest(), slate="14C"))
    check_view(form)
    held = inputs(form)
    assert set(ShotRequest.model_fields) - OF_A_MESSAGE <= set(held)
    assert {"text", "slate", "composition"} <= set(held)
    typed = ("focal_length_mm", "t_stop", "duration_s", "dialogue", "audio", "style", "negatives", "subject_keywords")
    assert {name: held[name]["initial_value"] for name in typed} == {
        "focal_length_mm": "85 mm", "t_stop": "T2.8", "duration_s": "7.5", "dialogue": "Clara: You're late.\n“Am I?”",
        "audio": "rain\ndistant siren", "style": "film noir", "negatives": "umbrellas", "subject_keywords": "courier",
    }  # fmt: skip
    chosen = {name: held[name]["initial_option"]["value"] for name in ("aspect_ratio", "resolution", "n_takes")}
    assert chosen == {"aspect_ratio": "1.37:1", "resolution": "1080p", "n_takes": "3"}
    assert [o["value"] for o in held["lens"]["initial_options"]] == ["telephoto"]


def test_the_form_is_in_five_groups_and_well_below_slacks_limit() -> None:
    blocks = form_of(a_shot())["blocks"]
    heads = [block["text"]["text"] for block in blocks if block["type"] == "header"]
    assert heads == ["Picture", "Camera", "Light and time", "Sound", "Practical"]
    assert len(blocks) < 30


def test_what_was_filled_in_is_named_in_the_empty_field() -> None:
    held = inputs(form_of(a_shot(slate="14C")))
    assert [o["value"] for o in held["camera_angle"]["initial_options"]] == ["low_angle"]
    assert "initial_options" not in held["time_of_day"]
    assert held["time_of_day"]["placeholder"]["text"] == "filled in: night"
    assert held["aspect_ratio"]["placeholder"]["text"] == "filled in: 16:9"
    assert (held["duration_s"]["initial_value"], held["slate"]["initial_value"]) == ("8", "14C")
    assert held["text"]["initial_value"] == "low angle on the courier"
    unsaid = inputs(form_of(a_shot(request=ShotRequest(), filled=ShotRequest(duration_s=8))))
    assert unsaid["duration_s"]["placeholder"]["text"] == "filled in: 8 s"
    assert "initial_value" not in unsaid["duration_s"]


def test_twelve_thousand_characters_stand_whole_in_the_form() -> None:
    text = "".join(chr(97 + n % 26) for n in range(12_000))
    form = form_of(a_shot(text=text))
    assert "".join(b["text"]["text"] for b in form["blocks"] if b["type"] == "section") == text
    assert "text" not in inputs(form)


def test_forty_long_lines_are_shown_and_stay_as_they_are() -> None:
    long = COURIER.model_copy(update={"dialogue": tuple(Line(speaker="Courier", line="late " * 30) for _ in range(40))})
    form = form_of(a_shot(request=long))
    check_view(form)
    assert "dialogue" not in inputs(form)
    assert "Dialogue: too long to edit here" in words_of(form["blocks"])
    request, _, errors = checked(handed_in(form, t_stop="4"), READER)
    assert (request, errors) == ({"t_stop": 4.0}, {})


def test_a_form_that_nobody_touched_changes_nothing() -> None:
    answer = handed_in(form_of(a_shot(request=WHOLE, filled=FILLED, slate="14C")))
    assert answer.changed == frozenset()
    act = answer.act({}, NOON)
    assert act.fields == {"request": {}, "text": None, "slate": None}


def test_lists_ticked_in_another_order_are_not_changed() -> None:
    answer = handed_in(form_of(a_shot(request=WHOLE)), shot_size=["two_shot", "wide"])
    assert answer.changed == frozenset()


def test_only_what_was_changed_is_sent() -> None:
    request, ruled_out, errors = read(a_shot(), camera_angle=["high_angle"], focal_length_mm="85 mm", t_stop="f/2.8")
    assert request == {"camera_angle": ["high_angle"], "focal_length_mm": 85.0, "t_stop": 2.8}
    assert (ruled_out, errors) == ([], {})


def test_an_emptied_field_is_sent_as_empty() -> None:
    emptied: dict[str, Any] = dict.fromkeys(("focal_length_mm", "t_stop", "duration_s", "dialogue", "audio"), None)
    lists: dict[str, Any] = dict.fromkeys(("style", "negatives", "subject_keywords"), "")
    request, _, errors = read(
        a_shot(request=WHOLE), **emptied, **lists, lens=[], aspect_ratio="-", resolution=None, n_takes="-"
    )
    assert errors == {}
    assert request == {
        "focal_length_mm": None, "t_stop": None, "duration_s": None, "dialogue": [], "audio": [], "style": [],
        "negatives": [], "subject_keywords": [], "lens": [], "aspect_ratio": None, "resolution": None, "n_takes": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("focal_length_mm", "85", 85),
        ("focal_length_mm", "eighty-five", 85),
        ("focal_length_mm", "32,5", 32.5),
        ("t_stop", "T2.8", 2.8),
        ("t_stop", "f/1.4", 1.4),
        ("t_stop", "t 2,8", 2.8),
        ("t_stop", "two eight", 2.8),
        ("duration_s", "7", 7),
        ("duration_s", "6.5 s", 6.5),
        ("duration_s", "half a minute", 30),
    ],
)
def test_a_figure_is_typed_as_a_crew_says_it(field: str, typed: str, value: float) -> None:
    request, _, errors = read(a_shot(request=ShotRequest()), **{field: typed})
    assert (request, errors) == ({field: value}, {})


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("focal_length_mm", "1", "A focal length is 3 to 2000 mm, such as 85."),
        ("focal_length_mm", "85 bananas", "A focal length is 3 to 2000 mm, such as 85."),
        ("t_stop", "64", "A T-stop is 0.7 to 32, such as T2.8."),
        ("t_stop", "fast", "A T-stop is 0.7 to 32, such as T2.8."),
        ("duration_s", "900", "A take runs from 1 to 60 seconds."),
        ("duration_s", "0", "A take runs from 1 to 60 seconds."),
        ("duration_s", "-5", "A take runs from 1 to 60 seconds."),
        ("duration_s", "nan", "A take runs from 1 to 60 seconds."),
        ("slate", "fourteen", "A slate is a number with up to two letters, such as 14C."),
        ("dialogue", "CLARA: hi\nTOM:", "Every name wants its line: CLARA: You’re late."),
        ("subject_keywords", "the courier who waits under the neon sign", "One thing a line, at most 6 words each; "),
        ("shot_size", ["enormous"], "Pick from the list."),
        ("resolution", "8k", "Pick from the list."),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(field: str, typed: Any, sentence: str) -> None:
    request, _, errors = read(a_shot(), **{field: typed})
    assert list(errors) == [field]
    assert errors[field].startswith(sentence)
    assert field not in request or field == "subject_keywords"


def test_a_shot_wants_words_or_somebody_in_it() -> None:
    assert list(read(a_shot(), text="", subject_keywords="")[2]) == ["text"]
    assert read(a_shot(), text="")[2] == {}


@pytest.mark.parametrize(
    ("lens", "millimetres", "at_field"),
    [("wide_angle", "135", "lens"), ("telephoto", "24", "lens"), ("fisheye", "85", "lens"), ("macro", "100", None)],
)
def test_a_lens_and_a_focal_length_that_no_lens_has_are_told(lens: str, millimetres: str, at_field: str | None) -> None:
    held = a_shot(request=ShotRequest(focal_length_mm=float(millimetres)))
    assert list(read(held, lens=[lens])[2]) == ([at_field] if at_field else [])
    both = read(a_shot(request=ShotRequest()), lens=[lens], focal_length_mm=millimetres)[2]
    assert list(both) == (["focal_length_mm"] if at_field else [])


def test_a_lens_that_was_asked_for_so_is_in_nobodys_way() -> None:
    odd = a_shot(request=ShotRequest(lens=("wide_angle",), focal_length_mm=135))
    assert read(odd, t_stop="4")[2] == {}


def test_lines_are_read_one_a_line() -> None:
    typed = (
        'CLARA: You\'re late.\n“Am I?”\nMARA (V.O.): I knew.\nV.O.: Nobody came.\nShe whispers "run"\nAt 12:30 we go'
    )
    request, _, errors = read(a_shot(), dialogue=typed)
    assert errors == {}
    assert [(one["speaker"], one["line"]) for one in request["dialogue"]] == [
        ("CLARA", "You're late."), (None, "Am I?"), ("MARA", "I knew."), (None, "Nobody came."), ("She", "run"),
        (None, "At 12:30 we go"),
    ]  # fmt: skip


def test_lines_come_back_as_they_were_shown() -> None:
    request, _, _ = read(a_shot(request=WHOLE), dialogue="Clara: You're late.\n“Am I?”\nClara: Yes.")
    assert request["dialogue"][:2] == [line.model_dump() for line in WHOLE.dialogue]


def test_what_is_ruled_out_among_sounds_is_kept_out() -> None:
    request, ruled_out, errors = read(a_shot(), audio="rain\nno music\n- distant siren")
    assert (request, ruled_out, errors) == ({"audio": ["rain", "distant siren"]}, ["music"], {})
    assert read(a_shot(), negatives="no cars\numbrellas")[0] == {"negatives": ["cars", "umbrellas"]}


def test_a_shot_that_has_rolled_says_that_saving_rolls_and_asks_how_many() -> None:
    landed = a_take(prompt="medium\nlow angle on the courier")
    form = form_of(a_shot(), landed)
    assert "Saving a change rolls the next take at the card’s price." in words_of(form["blocks"])
    [takes] = [b for b in form["blocks"] if b.get("block_id") == "n_takes"]
    assert takes["label"]["text"] == "Takes to roll now"
    assert "initial_option" not in takes["element"]
    assert "Saving a change costs nothing." in words_of(form_of(a_shot())["blocks"])


def test_the_form_holds_what_a_revision_by_words_made_of_the_shot() -> None:
    shot = a_shot(request=COURIER, filled=FILLED)
    rolled = COURIER.model_copy(update={"time_of_day": ("night",), "aspect_ratio": "16:9"})
    first = a_take(1, request=rolled, prompt=f"medium\n{shot.text}")
    wider = a_take(
        2, request=rolled.model_copy(update={"shot_size": ("wide",)}), prompt=f"wide\n{shot.text}. same but wider",
        parent=first.id,
    )  # fmt: skip
    held = inputs(form_of(shot, first, wider))
    assert [o["value"] for o in held["shot_size"]["initial_options"]] == ["wide"]
    assert held["text"]["initial_value"] == f"{shot.text}. same but wider"
    assert "initial_options" not in held["time_of_day"], "filled in is not asked"


def test_an_edited_message_is_ahead_of_the_takes() -> None:
    first = a_take(1, prompt="medium\nlow angle on the courier")
    rewritten = a_shot(request=ShotRequest(shot_size=("close_up",)), text="close-up")
    held = inputs(form_of(rewritten, first))
    assert [o["value"] for o in held["shot_size"]["initial_options"]] == ["close_up"]
    assert held["text"]["initial_value"] == "close-up"


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from([*TYPED, "text", "slate"]), any_text(3_000))
def test_whatever_is_typed_is_read_or_refused_at_its_field(field: str, typed: str) -> None:
    request, _, errors = read(a_shot(), **{field: typed})
    assert set(errors) <= {field, "focal_length_mm", "lens"}
    ShotRequest.model_validate(request)
