"""What goes along as its cards tell it: rights, what stays and why, a take that waits, the form's choice."""

from dataclasses import replace
from typing import Any

from bot.cards.edit import edit_form
from bot.cards.slate import slate_card
from bot.cards.take import take_card
from bot.edits import answered, ready
from graphs.crew.room import AlongLine
from graphs.vocabulary.material import Piece
from graphs.vocabulary.money import Held
from graphs.vocabulary.versions import as_it_stands
from tests.edges.block_rules import check_message, check_view
from tests.edges.nouns import ROOT, a_shot, a_take, shot_view, take_view, words_of

LINES = (
    AlongLine("waitress", "cleared"),
    AlongLine("the last frame of 12B take 2"),
    AlongLine("plate.mov", "synthetic", goes=True, why="Veo takes no video; its first frame goes"),
    AlongLine("<car>.png", "not cleared", goes=False, why="Veo takes 3 reference images"),
    AlongLine("hat.png", "cleared", goes=False, why="Veo takes 3 reference images"),
)


def test_a_slate_says_what_goes_along_and_what_stays_and_why() -> None:
    card = slate_card(replace(shot_view(), along=LINES))
    check_message(card.text, card.blocks)
    said = words_of(card.blocks)
    assert "goes along: waitress (cleared) and the last frame of 12B take 2" in said
    assert "goes along: plate.mov (synthetic); Veo takes no video; its first frame goes" in said
    assert "stays here: &lt;car&gt;.png (not cleared) and hat.png (cleared); Veo takes 3 reference images" in said


def test_a_take_that_waits_for_rights_says_so_and_can_roll_without() -> None:
    waiting = a_take(state="open", held=Held("rights", 49, what="mara.png"), camera="omni")
    for card in (take_card(take_view(waiting)), slate_card(shot_view(None, waiting))):
        check_message(card.text, card.blocks)
        assert "waits until mara.png may be sent (not cleared so far); it costs $0.49" in words_of(card.blocks)
        labels = [
            e["text"]["text"] for b in card.blocks if b["type"] == "actions" for e in b["elements"] if "text" in e
        ]
        assert labels[0] == "Roll without it"


def test_an_edit_says_who_stays_behind() -> None:
    edit = a_take(2, keeps="edit", changes=("waitress",), material=(Piece("reference", "waitress", "waitress", "m1"),))
    card = take_card(take_view(edit, parent=a_take()))
    check_message(card.text, card.blocks)
    assert "stays here: waitress; an edit takes the clip of take 1 alone" in words_of(card.blocks)


def submitted(form: dict[str, Any], composed: str) -> dict[str, Any]:
    values = {"composition": {"value": {"selected_option": {"value": composed}}}}
    view = {"id": "V1", "hash": "h", "private_metadata": form["private_metadata"], "state": {"values": values}}
    return {"view": view, "user": {"id": "U_DIR"}}


def test_the_previs_frame_is_off_in_the_form_until_somebody_turns_it_on() -> None:
    shot = a_shot()
    with_frame = replace(shot, material=(Piece("composition", "the previs's frame"),))
    forms = [ready(edit_form(one, as_it_stands(one, ())), one.id, ROOT, ROOT) for one in (shot, with_frame)]
    for form in forms:
        check_view(form)
    blocks = [[b for b in form["blocks"] if b.get("block_id") == "composition"] for form in forms]
    assert [block["element"]["initial_option"]["value"] for [block] in blocks] == ["without", "with"]
    acts = [answered(submitted(forms[0], value)).act({}, shot.created_at) for value in ("without", "with")]
    assert [act.fields.get("composition") for act in acts] == [None, True], "only what was changed is told"
    back = answered(submitted(forms[1], "without")).act({}, shot.created_at)
    assert back.fields["composition"] is False
