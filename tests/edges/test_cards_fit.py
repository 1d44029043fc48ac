"""Cards and views stay within Block Kit's limits, and escape what people wrote, whatever they wrote."""

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
from bot.cards.notes import notes_view
from bot.cards.slate import slate_card
from bot.cards.take import take_card
from graphs.vocabulary.requests import ShotRequest
from tests.edges.block_rules import check_message, check_view, units
from tests.edges.nouns import (
    PRODUCTION,
    a_record,
    a_shot,
    a_take,
    any_request,
    any_shot,
    any_take,
    any_text,
    shot_view,
    take_view,
    words_of,
)

thorough = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)


@thorough
@given(any_shot(), st.lists(st.integers(1, 30), max_size=3).flatmap(lambda ns: st.tuples(*map(any_take, ns))))
def test_a_slate_card_fits_whatever_was_asked(shot: Any, takes: Any) -> None:
    card = slate_card(shot_view(shot, *takes, place=7))
    check_message(card.text, card.blocks)


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
    check_view(edit_form(shot, "{}"))


@thorough
@given(any_text(60_000))
def test_a_digest_of_any_length_fits_one_message(markdown: str) -> None:
    card = digest_card(markdown * 4)
    check_message(card.text, card.blocks)


@thorough
@given(st.lists(any_text(), max_size=6), any_text())
def test_the_notes_view_fits_any_notes(quotes: list[str], change: str) -> None:
    check_view(notes_view(a_shot(), a_take(), [a_record(quote=q, requested_change=change) for q in quotes * 20]))


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
