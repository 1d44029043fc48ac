"""Roll with..., Circle a part and the questions: their cards and forms fit, say what they should, and are heard."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cards.collecting import roll_with_form
from bot.cards.home import home_view
from bot.cards.parts import moments_of, part_form
from bot.cards.questions import Asked, rows, why_form
from bot.cards.take import take_card
from graphs.crew.camera import Estimate
from graphs.crew.questions import DID_IT, REASONS, answers_to, sentence
from graphs.crew.room import CircledPart, NoteAnswered
from graphs.vocabulary.open_notes import grouped
from graphs.vocabulary.questions import Question
from tests.edges.block_rules import check_message, check_view
from tests.edges.nouns import NOON, ROOT, a_record, a_shot, a_take, any_text, take_view, words_of

thorough = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
CARRIED = {"subject": "take:take1", "ref": ROOT.key, "thread": ROOT.key}


def note(number: int, quote: str, aspect: str = "camera_movement", role: str = "crew", **more: Any) -> dict[str, Any]:
    return a_record(
        record_id=f"{number:032x}", quote=quote, aspect=aspect, sentiment="neutral", intent="change_request",
        rater_id=f"U_{number}", permission_role=role, created_at=(NOON + timedelta(minutes=number)).isoformat(),
    ) | more  # fmt: skip


def why(**changes: Any) -> Question:
    asked = Question(
        id="q1", kind="why", production="p1", thread=ROOT, shot="5f", take="take1", person="U_DIR", about="r1",
        possible=REASONS, asked_at=NOON,
    )  # fmt: skip
    return replace(asked, **changes)


def did_it(**changes: Any) -> Question:
    return why(kind="addressed", possible=DID_IT, **changes)


def inputs_of(view: dict[str, Any]) -> list[dict[str, Any]]:
    return [block for block in view["blocks"] if block["type"] == "input"]


def test_conflicts_stand_side_by_side_and_the_rest_is_ticked() -> None:
    notes = [note(1, "push slower"), note(2, "push faster", role="director"), note(3, "wider", "framing")]
    form = roll_with_form(take_view(next_number=4), grouped(notes, []), {"U_1": "Priya", "U_2": "Mara"}, CARRIED)
    check_view(form)
    conflict, rest = inputs_of(form)
    assert conflict["element"]["type"] == "radio_buttons"
    assert conflict["label"]["text"] == "Camera movement, a conflict: slower or faster"
    assert [o["text"]["text"] for o in conflict["element"]["options"]] == [
        "slower: “push slower”", "faster: “push faster”",
    ]  # fmt: skip
    assert [o["description"]["text"] for o in conflict["element"]["options"]] == ["Priya", "Mara, director"]
    assert conflict["element"]["initial_option"] == conflict["element"]["options"][1]
    assert rest["element"]["type"] == "checkboxes"
    assert rest["element"]["initial_options"] == rest["element"]["options"]
    assert form["submit"]["text"] == "Roll take 4"


def test_between_two_of_the_crew_nothing_is_chosen_beforehand() -> None:
    notes = [note(1, "push slower"), note(2, "push faster")]
    [conflict] = inputs_of(roll_with_form(take_view(next_number=2), grouped(notes, []), {}, CARRIED))
    assert "initial_option" not in conflict["element"]


@thorough
@given(st.lists(any_text(500), min_size=1, max_size=8), any_text(400), st.booleans())
def test_the_notes_form_fits_any_notes(quotes: list[str], name: str, liked: bool) -> None:
    said = [f"{way} {quote}" for quote in quotes for way in ("slower", "faster", "")]
    notes = [note(n, words, ("framing", "lighting", "sound")[n % 3]) for n, words in enumerate(said * 3)][:40]
    names = {record["rater_id"]: name for record in notes}
    praises = [note(99, "love it", "framing", "director", intent="praise", sentiment="pos")] if liked else []
    form = roll_with_form(take_view(next_number=12), grouped(notes, praises), names, CARRIED)
    check_view(form)


@pytest.mark.parametrize(("length", "last", "count"), [(0.4, 0.0, 1), (5.0, 4.0, 5), (8.0, 7.0, 8), (20.0, 17.5, 8)])
def test_a_part_is_offered_by_the_second_or_the_eighth(length: float, last: float, count: int) -> None:
    moments = moments_of(length)
    assert (len(moments), moments[0], moments[-1]) == (count, 0.0, last)


@thorough
@given(
    st.floats(0.2, 600), st.floats(0, 1), st.none() | st.floats(0, 1), st.sampled_from(["", "from the wipe on"]),
    st.booleans(),
)  # fmt: skip
def test_the_form_of_a_part_fits_any_take(
    length: float, start: float, end: float | None, words: str, framed: bool
) -> None:
    length = round(length, 1)
    part = CircledPart(start * length, None if end is None else end * length, words)
    frames = dict.fromkeys(moments_of(length), "F123") if framed else {}
    form = part_form(take_view(part=part), length, frames, CARRIED)
    check_view(form)
    assert sum(block["type"] == "image" for block in form["blocks"]) == len(frames)


def test_a_circle_says_which_part_it_means() -> None:
    view = take_view(verdict="circle", verdict_by="U_DIR", part=CircledPart(3.0, 6.0))
    assert "*Circled by the director, 0:03 to 0:06*" in words_of(take_card(view).blocks)
    proposed = replace(view, part=CircledPart(3.0, None, "from the wipe on"))
    first = take_card(proposed).blocks[0]
    assert first["text"]["text"] == "*Circled by the director, from the wipe on (0:03?)*"
    assert (first["accessory"]["action_id"], first["accessory"]["text"]["text"]) == ("circle_part", "Set the part")


def test_a_take_with_open_notes_offers_to_roll_with_them() -> None:
    card = take_card(take_view(notes=3, wanted=2, next_number=4))
    check_message(card.text, card.blocks)
    row = card.blocks[-1]["elements"]
    assert [e["text"]["text"] for e in row if e["type"] == "button"] == [
        "Circle", "Roll take 4 with these notes", "Notes 3",
    ]  # fmt: skip
    hidden = [option["text"]["text"] for option in row[-1]["options"]]
    assert hidden == ["Again", "Hold", "NG", "Circle a part", "Original"]
    priced = take_card(take_view(wanted=2, next_number=4, with_notes=Estimate(56, 40.0))).blocks[-1]["elements"]
    assert priced[1]["text"]["text"] == "Roll take 4 with these notes, $0.56"
    without = take_card(take_view(notes=1)).blocks[-1]["elements"]
    assert [e["text"]["text"] for e in without if e["type"] == "button"] == ["Circle", "Again", "Notes 1"]


def test_a_take_says_of_each_note_what_became_of_it() -> None:
    became = (
        NoteAnswered("wider", "U_PA", "addressed"),
        NoteAnswered("push <slower>", "U_DP", "not_addressed"),
        NoteAnswered("warmer", "U_DP", "cannot_tell"),
    )
    said = words_of(take_card(take_view(answered=became)).blocks)
    assert "addressed: “wider”\\nnot addressed: “push &lt;slower&gt;”\\ncan't tell, asked of who noted it" in said


def test_a_standing_ng_can_be_taken_back() -> None:
    menu = take_card(take_view(verdict="ng")).blocks[-1]["elements"][-1]["options"]
    taken = next(option for option in menu if option["text"]["text"] == "Take back NG")
    assert taken["value"] == "take_back take:take1"


@thorough
@given(
    st.lists(st.tuples(any_text(2_000), st.sampled_from(["addressed", "not_addressed", "cannot_tell"])), max_size=30),
    any_text(400), st.integers(0, 50), st.booleans(),
)  # fmt: skip
def test_a_take_card_fits_any_outcomes(became: Any, words: str, wanted: int, newest: bool) -> None:
    answered = tuple(NoteAnswered(said, "U_DP", outcome) for said, outcome in became)
    view = take_view(
        verdict="circle", part=CircledPart(3.0, None, words), answered=answered, wanted=wanted, notes=wanted,
        newest=newest,
    )  # fmt: skip
    card = take_card(view)
    check_message(card.text, card.blocks)


def test_a_question_offers_its_answers_in_rows_of_three() -> None:
    blocks = rows(answers_to(why()))
    assert [len(block["elements"]) for block in blocks] == [3, 3, 3]
    check_message("NG", blocks)
    first, last = blocks[0]["elements"][0], blocks[-1]["elements"][-1]
    assert (first["action_id"], first["value"]) == ("reply", "question:q1 anatomy")
    assert (last["action_id"], last["value"]) == ("say_why", "question:q1")


@thorough
@given(any_text(4_000), st.integers(0, 9))
def test_questions_fit_app_home_and_the_form(words: str, many: int) -> None:
    said = sentence(did_it(), a_shot(slate="14C"), a_take(4), words)
    questions = [kind(id=f"{kind.__name__}{n}") for kind in (why, did_it) for n in range(many)]
    asked = [Asked(question, said, "https://chat.example/p1") for question in questions]
    check_view(home_view([], asked))
    check_view(why_form(said, "{}"))


def test_questions_come_first_on_app_home_and_are_gone_when_there_are_none() -> None:
    said = sentence(why(), a_shot(slate="14C"), a_take(1), "")
    view = home_view([], [Asked(why(), said, "https://chat.example/p1")])
    assert view["blocks"][0]["text"]["text"] == "Questions"
    assert "NG on 14C take 1: what is wrong with it?" in view["blocks"][1]["text"]["text"]
    assert home_view([])["blocks"][0]["text"]["text"] == "Your shots"
