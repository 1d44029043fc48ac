"""Cards and views stay within Block Kit's limits, and escape what people wrote, whatever they wrote."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cards import answers
from bot.cards.blocks import clip, safe
from bot.cards.digest import digest_card
from bot.cards.edit import edit_form
from bot.cards.greeting import greeting_card
from bot.cards.home import HomeShot, home_view
from bot.cards.judging import correct_form
from bot.cards.notes import PER_PAGE, notes_view
from bot.cards.recipe import original_view, prompt_view
from bot.cards.slate import slate_card
from bot.cards.take import take_card
from bot.edits import ready
from graphs.crew.room import AlongLine
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.versions import as_it_stands
from tests.edges.block_rules import check_message, check_view, units
from tests.edges.nouns import (
    NOON,
    PRODUCTION,
    a_record,
    a_shot,
    a_take,
    any_request,
    any_shot,
    any_take,
    any_text,
    notes_page,
    shot_view,
    shown_note,
    take_view,
    words_of,
)

thorough = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@thorough
@given(any_shot(), st.lists(st.integers(1, 30), max_size=3).flatmap(lambda ns: st.tuples(*map(any_take, ns))))
def test_a_slate_card_fits_whatever_was_asked(shot: Any, takes: Any) -> None:
    wishes = tuple(take for take in takes if take.changes)
    along = tuple(AlongLine(shot.text, "not cleared", bool(n % 2), shot.text[:n]) for n in range(12))
    card = slate_card(replace(shot_view(shot, *takes, place=7), wishes=wishes, along=along))
    check_message(card.text, card.blocks)


@thorough
@given(any_shot(), any_take(3))
def test_the_full_prompt_and_the_recipe_fit_whatever_was_asked(shot: Any, take: Any) -> None:
    wordy = replace(take, prompt=shot.text, request=shot.request)
    check_view(prompt_view(shot, wordy))
    check_view(prompt_view(shot, None))
    check_view(original_view(take_view(wordy, shot=shot), None, "https://chat.example/F1"))


@thorough
@given(any_take(2), any_text(), st.sampled_from([None, "circle", "hold", "ng"]), st.booleans(), st.integers(0, 10**6))
def test_a_take_card_fits_whatever_became_of_it(take: Any, text: str, verdict: Any, newest: bool, notes: int) -> None:
    shot = a_shot(slate="14C", text=text)
    view = take_view(take, shot=shot, verdict=verdict, newest=newest, notes=notes, liking=9, liked=7, parent=a_take(1))
    card = take_card(view)
    check_message(card.text, card.blocks)


@thorough
@given(any_shot())
def test_the_edit_form_opens_for_any_shot(shot: Any) -> None:
    check_view(ready(edit_form(shot, as_it_stands(shot, ())), shot.id, shot.asked_in, shot.thread))


@thorough
@given(any_text(60_000))
def test_a_digest_of_any_length_fits_one_message(markdown: str) -> None:
    card = digest_card(markdown * 4)
    check_message(card.text, card.blocks)


@thorough
@given(st.lists(any_text(), min_size=PER_PAGE, max_size=PER_PAGE), any_text(), st.booleans(), st.booleans())
def test_the_notes_view_fits_any_notes(quotes: list[str], change: str, rejected: bool, may_judge: bool) -> None:
    judged: list[dict[str, Any]] = [
        {"kind": "corrected", "by": "U_DIR", "at": NOON, "body": {"aspect": "camera_movement", "take_id": "take2"}},
        {"kind": "rejected" if rejected else "confirmed", "by": "U_DIR", "at": NOON, "body": {}},
    ] * 9
    notes = []
    for place, quote in enumerate(quotes):
        record = a_record(
            record_id=f"{place:032d}", quote=quote, requested_change=change, confidence=0.4,
            review="rejected" if rejected else "machine", timecodes=[{"in_s": 3.0, "out_s": 4.0}] * 60,
            extractor={"name": change, "version": "1"},
        )  # fmt: skip
        more: dict[str, Any] = {
            "agree": 9,
            "differ": 9,
            "frames": {second: f"F0123456{second:.0f}" for second in (1.0, 2.0, 3.0)},
            "other": a_take(2),
            "may_judge": may_judge,
        }
        notes.append(shown_note(record, *judged, **more))
        check_view(correct_form(notes[-1], "{}"))
    view = notes_view(notes_page(*notes, total=40, page=1, place=quotes[0] or "x"))
    check_view(view)
    assert len(json.dumps(view).encode()) < 250_000


@thorough
@given(any_shot(), any_take(), any_text(500))
def test_app_home_and_answers_fit_any_shots(shot: Any, take: Any, name: str) -> None:
    production = replace(PRODUCTION, name=name, timezone=name)
    entries = [HomeShot(shot, (take,), (), (take,), "https://chat.example/p1")] * 10
    check_view(home_view(entries))
    check_message("Dailies", answers.shots_answer(entries, more=True))
    check_message("Dailies", answers.status_answer(production, entries))
    card = greeting_card(production)
    check_message(card.text, card.blocks)


@thorough
@given(any_text(), st.integers(1, 200))
def test_words_are_cut_to_length_with_no_entity_in_two(text: str, most: int) -> None:
    assert units(clip(text, most)) <= most
    cut = safe(text, most)
    assert units(cut) <= most
    for entity in cut.split("&")[1:]:
        assert entity.startswith(("amp;", "lt;", "gt;"))


@thorough
@given(any_request())
def test_no_markup_of_a_person_reaches_a_card(request: ShotRequest) -> None:
    asked = request.model_copy(update={"subject_keywords": ("<!channel>", "<@U9>", "a & b")})
    said = words_of(slate_card(shot_view(a_shot(request=asked, text="<!here>"))).blocks)
    assert "<!" not in said
    assert "<@U9>" not in said
