"""The notes view says how words were read, what people said of it, and offers each of its ways to be put right once."""

from typing import Any

import pytest

from bot.cards.judging import HOWS, MOST_FRAMES, correct_form, history_line
from bot.cards.notes import NO_SAY, PER_PAGE, judged_by_people, notes_view, of_page
from bot.listeners.notes import may_judge
from graphs.review import judged
from graphs.vocabulary.lists import aspects
from graphs.vocabulary.production import Member, Role
from graphs.vocabulary.refs import Ref
from tests.edges.block_rules import check_view
from tests.edges.nouns import NOON, a_record, a_take, notes_page, shown_note, words_of
from tests.edges.test_cards import labels

PUSH = {
    "quote": "the push is <too> fast", "aspect": "camera_movement", "sentiment": "neg", "intent": "change_request",
    "timecodes": [{"in_s": 3.0, "out_s": None}], "requested_change": "slower",
}  # fmt: skip


def event(kind: str, by: str = "U_AD", **body: Any) -> dict[str, Any]:
    return {"kind": kind, "by": by, "at": NOON, "body": body}


def view_of(*notes: Any, **changes: Any) -> dict[str, Any]:
    view = notes_view(notes_page(*notes, **changes))
    check_view(view)
    return view


def test_an_item_shows_words_person_place_and_reading() -> None:
    view = view_of(shown_note(a_record(**PUSH)))
    said = words_of(view["blocks"])
    assert "> the push is &lt;too&gt; fast" in said
    assert (
        "<@U_DP> on take 1, 0:03, read as camera movement: at fault, to be changed, wants slower; by the rules" in said
    )
    assert labels(view["blocks"]) == ["Right", "Correct...", "Not a note"]


def test_an_item_says_why_no_language_model_read_it() -> None:
    said = words_of(view_of(shown_note(fallback="slow"))["blocks"])
    assert "; by the rules, read without the language model (slow)" in said
    assert "language model" not in words_of(view_of(shown_note())["blocks"])


def test_what_others_make_of_a_note_is_counted() -> None:
    assert "by the rules. 2 agree. 1 does not" in words_of(view_of(shown_note(agree=2, differ=1))["blocks"])
    assert "agree" not in words_of(view_of(shown_note())["blocks"])


@pytest.mark.parametrize(("confidence", "review"), [(0.51, "machine"), (0.3, "confirmed"), (0.3, "corrected")])
def test_confidence_is_told_only_where_it_is_low_and_nobody_looked(confidence: float, review: str) -> None:
    note = shown_note(a_record(confidence=confidence, review=review), other=a_take(2))
    assert "nsure" not in words_of(view_of(note)["blocks"])


def test_where_the_take_is_unsure_the_other_is_one_tap_away() -> None:
    view = view_of(shown_note(a_record(confidence=0.5), other=a_take(2)))
    assert "Unsure which take: take 1, or take 2." in words_of(view["blocks"])
    [accessory] = [block["accessory"] for block in view["blocks"] if "accessory" in block]
    assert (accessory["action_id"], accessory["value"]) == ("correct:take", f"record:{'a' * 32} take take2")
    alone = words_of(view_of(shown_note(a_record(confidence=0.2)))["blocks"])
    assert "unsure how it was meant" in alone


def test_a_frame_stands_for_each_time_in_their_order() -> None:
    view = view_of(shown_note(a_record(**PUSH), frames={5.0: "F2", 3.0: "F1"}))
    frames = [block for block in view["blocks"] if block["type"] == "image"]
    assert [(frame["slack_file"]["id"], frame["alt_text"]) for frame in frames] == [
        ("F1", "take 1 at 0:03"), ("F2", "take 1 at 0:05"),
    ]  # fmt: skip


def test_a_full_page_fits_with_all_its_frames() -> None:
    pictures = {float(at): f"F{at}" for at in range(MOST_FRAMES)}
    doubtful = [a_record(record_id=f"{n:032d}", confidence=0.5) | PUSH for n in range(PER_PAGE)]
    notes = [shown_note(note, event("confirmed"), other=a_take(2), frames=pictures) for note in doubtful]
    full = view_of(*notes, total=PER_PAGE * 3, page=1)
    assert sum(block["type"] == "image" for block in full["blocks"]) == PER_PAGE * MOST_FRAMES


def test_the_history_is_one_quiet_line_in_film_words() -> None:
    note = shown_note(
        a_record(**PUSH),
        event("corrected", aspect="pacing"),
        event("confirmed", by="U_DIR"),
        event("corrected", sentiment="pos", valence=1.0, intent="praise", attribution="prompt"),
    )
    assert history_line(note) == (
        "corrected by <@U_AD>: camera movement -&gt; pacing; found right by <@U_DIR>; "
        "corrected by <@U_AD>: at fault, to be changed -&gt; liked, where it arose: our prompt"
    )
    assert history_line(shown_note(a_record(), event("corrected", take_id="take2"))).endswith("take 1 -&gt; take 2")
    edited = a_record(raw_ref={"team": "T1", "channel": "C1", "ts": "1.2", "kind": "message_edit"})
    assert history_line(shown_note(edited)) == "edited by its author"
    assert history_line(shown_note()) == ""


def test_a_confirmed_item_is_not_offered_to_be_confirmed_again() -> None:
    view = view_of(shown_note(a_record(review="confirmed"), event("confirmed")))
    assert labels(view["blocks"]) == ["Correct...", "Not a note"]


def test_what_was_called_no_note_can_be_put_back() -> None:
    view = view_of(shown_note(a_record(review="rejected"), event("rejected")))
    assert labels(view["blocks"]) == ["It is a note"]
    assert "not a note, says <@U_AD>" in words_of(view["blocks"])


def test_who_may_not_judge_sees_no_buttons_and_one_sentence() -> None:
    notes = [shown_note(a_record(record_id=f"{n:032d}", confidence=0.1), may_judge=False) for n in range(3)]
    view = view_of(*notes)
    assert labels(view["blocks"]) == []
    assert words_of(view["blocks"]).count(NO_SAY) == 1
    assert NO_SAY == judged.MAY_NOT


ROLES: tuple[Role, ...] = ("producer", "director", "ad", "crew", "researcher", "guest", "unknown")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("person", ["U_DP", "U_X"])
def test_buttons_stand_where_the_flow_lets_somebody_judge(role: Role, person: str) -> None:
    member = Member("p1", person, role)
    assert may_judge(member, a_record()) is judged.may_judge(member, a_record())
    expected = role in ("producer", "director", "ad", "researcher") or (role == "crew" and person == "U_DP")
    assert may_judge(member, a_record()) is expected


def test_pages_hold_the_newest_first_and_lead_to_the_older() -> None:
    records = [a_record(record_id=f"{n:032d}") for n in range(2 * PER_PAGE + 3)]
    assert of_page(records, 0) == records[-PER_PAGE:]
    assert of_page(records, 2) == records[:3]
    assert of_page(records, 3) == []
    newest = view_of(*map(shown_note, of_page(records, 0)), total=len(records))
    assert f"{PER_PAGE + 4} to {len(records)} of {len(records)} items" in words_of(newest["blocks"])
    assert ("Older" in labels(newest["blocks"]), "Newer" in labels(newest["blocks"])) == (True, False)
    oldest = view_of(*map(shown_note, of_page(records, 2)), total=len(records), page=2)
    assert ("Older" in labels(oldest["blocks"]), "Newer" in labels(oldest["blocks"])) == (False, True)


def test_without_notes_the_view_says_so() -> None:
    assert words_of(view_of()["blocks"]).count("No notes yet.") == 1


def test_the_view_lists_what_words_gave_and_nobody_took_back() -> None:
    gone = a_record(retracted_at="2026-11-23T12:00:00+00:00")
    replaced = a_record(reading={"active": False, "of": None})
    rejected, emoji = a_record(review="rejected"), a_record(source="reaction")
    assert judged_by_people([gone, replaced, rejected, emoji, a_record()]) == [rejected, a_record()]


def select_of(form: dict[str, Any], field: str) -> dict[str, Any]:
    [found] = [b["accessory"] for b in form["blocks"] if b.get("accessory", {}).get("action_id") == f"correct:{field}"]
    assert isinstance(found, dict)
    return found


def test_the_form_holds_what_stands_and_all_it_may_become() -> None:
    form = correct_form(shown_note(a_record(**PUSH, attribution="model")), "{}")
    check_view(form)
    stood = {f: select_of(form, f)["initial_option"]["text"]["text"] for f in ("aspect", "how", "take", "fault")}
    assert stood == {
        "aspect": "Camera movement", "how": "At fault, to be changed", "take": "Take 1", "fault": "The model",
    }  # fmt: skip
    offered = {option["value"].rpartition(" ")[2] for option in select_of(form, "aspect")["options"]}
    assert offered == aspects()
    assert len(select_of(form, "how")["options"]) == len(HOWS)
    assert [o["text"]["text"] for o in select_of(form, "fault")["options"]] == [
        "Our reading", "A default of ours", "Our prompt", "The model", "The brief", "Not said",
    ]  # fmt: skip


def test_praise_has_no_fault_to_place() -> None:
    form = correct_form(shown_note(), "{}")
    assert all(b.get("accessory", {}).get("action_id") != "correct:fault" for b in form["blocks"])


def test_a_meaning_that_is_none_of_the_list_still_stands_in_the_form() -> None:
    form = correct_form(shown_note(a_record(sentiment="mixed", intent="defect")), "{}")
    assert select_of(form, "how")["initial_option"]["text"]["text"] == "Liked and at fault, defect"


def test_only_takes_that_were_seen_can_be_chosen() -> None:
    unseen = a_take(3, "rolling")
    seen = a_take(1, clip_ref=Ref("T1", "C1", "1.1"))
    form = correct_form(shown_note(takes=(seen, unseen)), "{}")
    assert [o["text"]["text"] for o in select_of(form, "take")["options"]] == ["Take 1"]
