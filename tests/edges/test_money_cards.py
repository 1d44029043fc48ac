"""What cards and answers say about money: why a take waits, what a month has cost, and what was stopped."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import spend as said
from bot.cards.home import home_view
from bot.cards.slate import slate_card
from bot.cards.take import take_card
from graphs.vocabulary.money import Budget, Halt, Held, PaidRoll, Spend, cents_in
from tests.edges.block_rules import check_message, check_view
from tests.edges.nouns import NOON, a_shot, a_take, any_text, shot_view, take_view, words_of
from tests.edges.test_cards import labels
from tests.edges.test_cards_fit import thorough

APPROVAL = Held("approval", 640, limit_cents=500)
SPEND = Spend(
    "p1", "scene-14", "2026-11", 1_500, 98, 49, (("U_DIR", 98),), (("14C", 98),), takes=2, circled=1, active=True
)


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (Held("not_activated", 49), "it costs $0.49, and paid rolls are off here until an admin types"),
        (Held("halted", 49), "an admin stopped paid rolls here (it costs $0.49, and rolls on with `/dailies go`)"),
        (Held("halted", 49, everywhere=True), "in the whole workspace (it costs $0.49, and rolls on with"),
        (Held("limit", 49, "month", 1_500, 20), "$0.20 is left of this month's $15.00 (an admin raises that with"),
        (Held("limit", 49, "shot", 40, 0), "left of this shot's $0.40 (the producer or an admin raises that"),
        (Held("limit", 49, "person_day", 40, 0), "nothing is left of today's $0.40 for one person"),
        (Held("limit", 49, "month", 0, 0), "nothing is left of this month's $0 ("),
        (APPROVAL, "waits for a yes: it costs $6.40, and above $5.00 a producer decides"),
    ],
)  # fmt: skip
def test_a_take_that_may_not_roll_says_why_how_much_and_what_to_do(held: Held, words: str) -> None:
    take = a_take(1, "open", held=held)
    assert words in words_of(slate_card(shot_view(None, take)).blocks)
    assert words in words_of(take_card(take_view(take)).blocks)


def test_a_yes_and_a_no_stand_on_the_card_with_their_price() -> None:
    take = a_take(1, "open", held=APPROVAL)
    slate = slate_card(shot_view(None, take))
    assert labels(slate.blocks) == ["Approve $6.40", "Refuse", "Edit", "Cancel take 1", "Full prompt", "Drop"]
    card = take_card(take_view(take))
    assert labels(card.blocks) == ["Approve $6.40", "Refuse", "Cancel"]
    assert "take:take1 640" in words_of(card.blocks)


def test_over_a_limit_there_is_another_try_and_while_stopped_there_is_none() -> None:
    over = slate_card(shot_view(None, a_take(1, "open", held=Held("limit", 49, "month", 60, 11))))
    assert labels(over.blocks)[:3] == ["Try again", "Cancel", "Edit"]
    stopped = slate_card(shot_view(None, a_take(1, "open", held=Held("halted", 49))))
    assert labels(stopped.blocks)[:2] == ["Cancel", "Edit"]


def test_a_refused_take_says_who_refused_it_and_what_it_cost() -> None:
    refused = a_take(1, "cancelled", ended_by="U_PROD", held=replace(APPROVAL, why="refused"))
    told = "take 1 refused by <@U_PROD>, at $6.40; nothing was charged"
    assert told in words_of(slate_card(shot_view(None, refused)).blocks)
    charged = replace(refused, cost_cents=20)
    assert "at $6.40; it had cost $0.20" in words_of(take_card(take_view(charged)).blocks)


def test_a_failed_take_says_what_it_cost_all_the_same() -> None:
    failed = a_take(1, "failed", trouble="The camera refused it.", cost_cents=20)
    assert "The camera refused it. It cost $0.20." in words_of(take_card(take_view(failed)).blocks)
    assert "failed: The camera refused it; it cost $0.20" in words_of(slate_card(shot_view(None, failed)).blocks)
    free = replace(failed, cost_cents=0)
    assert "cost" not in words_of(take_card(take_view(free)).blocks)


def test_what_a_failure_cost_is_said_once() -> None:
    told = a_take(1, "failed", trouble="The camera refused it. It cost $0.20. Leave ages out.", cost_cents=20)
    assert words_of(take_card(take_view(told)).blocks).count("$0.20") == 1
    assert words_of(slate_card(shot_view(None, told)).blocks).count("$0.20") == 1
    twice = replace(told, cost_cents=40)
    assert "It cost $0.40." in words_of(take_card(take_view(twice)).blocks), "what both attempts cost"


def test_a_paid_take_names_the_model_that_made_it() -> None:
    made = take_view(a_take(1, cost_cents=56, camera="omni"), model="gemini-omni-1.1-flash")
    assert "made by gemini-omni-1.1-flash" in words_of(take_card(made).blocks)
    assert "made by" not in words_of(take_card(take_view(a_take(1), model="animatic-1")).blocks)


def test_a_stop_that_is_lifted_under_another_is_not_told_as_rolling() -> None:
    told = said.going_answer(everywhere=False, still=Halt("T1", None, "U_P", NOON), woken=0)
    assert told.startswith("The stop here is lifted. Paid rolls are stopped in the whole workspace")


def test_a_month_is_told_against_its_limit_by_person_by_shot_and_by_circled_take() -> None:
    told = words_of(said.spend_answer(SPEND))
    assert "$0.98 of $15.00 spent in November 2026, $0.49 reserved for what rolls; $13.53 left." in told
    assert "by person: <@U_DIR> $0.98" in told
    assert "by shot: 14C $0.98" in told
    assert "$0.98 a circled take, all others counted in (1 of 2 paid takes circled)" in told
    none = words_of(said.spend_answer(replace(SPEND, circled=0)))
    assert "0 of 2 paid takes circled" in none
    off = words_of(said.spend_answer(Spend("p1", "scene-14", "2026-11", 0, 0, 0)))
    assert "paid rolls are off until an admin types `/dailies activate`" in off
    stopped = words_of(said.spend_answer(replace(SPEND, halt=Halt("T1", None, "", NOON))))
    assert "Paid rolls are stopped in the whole workspace from the command line; `/dailies go everywhere`" in stopped


def test_a_stop_says_what_rolls_already_and_what_that_costs() -> None:
    rolls = [PaidRoll("t1", "14C take 1", "p1", 49, True), PaidRoll("t2", "14C take 2", "p1", 49, False)]
    told = said.stopped_answer(rolls, everywhere=False)
    assert told.startswith("Stopped: nothing more is paid for here until `/dailies go`. What waits is kept.")
    assert "Already rolling, $0.49 in all: 14C take 1 $0.49." in told
    assert said.stopped_answer([], everywhere=True).endswith("Nothing rolls.")


def test_who_is_asked_is_told() -> None:
    told = said.approval_answer(Budget("p1", 1_500, stand_in="U_S"), [])
    assert "What costs more than $5.00 a take needs a yes: <@U_S> is asked in the shot's thread, and" in told
    assert "the AD decides alone up to $10.00." in told
    assert "From 22:00 to 07:00 a request waits for the morning." in told
    elsewhere = said.approval_answer(Budget("p1", 1_500, ask_in="C9", night="ad"), ["U_P", "U_Q"])
    assert "<@U_P> and <@U_Q> are asked in <#C9>" in elsewhere
    assert "the AD decides" in elsewhere
    assert "an admin of the workspace" in said.approval_answer(Budget("p1", 1_500), [])
    assert "Nobody is asked" in said.approval_answer(Budget("p1", 1_500, ask_above_cents=None), [])


@thorough
@given(any_text(200), st.integers(0, 10**8), st.integers(0, 200))
def test_money_fits_whatever_was_spent(name: str, cents: int, many: int) -> None:
    people: Any = tuple((f"U{n}", cents) for n in range(many))
    shots: Any = tuple((name or "x", cents) for _ in range(many))
    spend = Spend(
        "p", name, "2026-11", cents, cents, cents, people, shots, many, many // 2, True, Halt("T", "p", "U", NOON)
    )
    check_message("Dailies", said.spend_answer(spend))
    check_view(home_view([], (), [spend] * 12))
    rolls = [PaidRoll("t", name, "p", cents, True)] * many
    assert len(said.stopped_answer(rolls, everywhere=True)) <= 2_900
    held = Held("limit", cents, "person_day", cents, cents)
    card = slate_card(shot_view(a_shot(text=name), a_take(1, "open", held=held), a_take(2, "open", held=APPROVAL)))
    check_message(card.text, card.blocks)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [("$15", 1_500), ("15", 1_500), ("0.49", 49), ("$1,200", 120_000), ("$0", 0), ("1,2", None), ("-5", None),
     ("15.5", None), ("fifteen", None), ("", None), ("$99999999", None)],
)  # fmt: skip
def test_an_amount_is_read_as_people_type_it(typed: str, cents: int | None) -> None:
    assert cents_in(typed) == cents
