"""The conversation about a shot on a paid camera: previs first, wishes, one question, nothing paid without a word."""

import pytest

from graphs.vocabulary.feedback import stands
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Shot, Take
from tests.flows.stage import AD, DIRECTOR, DP, PA, PricedCamera, Set

REQUEST = (
    "12 - waitress at payphone, we're across the st, long lens, traffic wiping frame. shes BEEN crying, not crying now."
    " no score. like 6 sec"
)
HELD = 100_000  # looks: it rolls on


@pytest.fixture
async def thread(paid_stage: Set) -> Ref:
    """The waitress, asked for by the director; her previs plays."""
    stage = paid_stage
    await stage.archive.set_member((await production(stage)), AD, "ad", "other", DIRECTOR, stage.crew.clock())
    thread = await stage.says(DIRECTOR, REQUEST)
    await stage.until(lambda: previs_in(stage, thread, 1), "the first previs")
    await stage.settled()
    return thread


async def production(stage: Set) -> str:
    [found] = await stage.archive.productions()
    return found.id


async def previs_in(stage: Set, thread: Ref, count: int) -> bool:
    drawn = [t for t in await stage.takes(thread) if t.kind == "previs" and t.state == "screened"]
    return len(drawn) >= count


async def takes_in(stage: Set, thread: Ref) -> list[Take]:
    return [t for t in await stage.takes(thread) if t.kind == "take"]


async def rolled(stage: Set, thread: Ref, number: int) -> Take:
    """Take `number`, screened."""

    async def there() -> bool:
        return any(t.number == number and t.state == "screened" for t in await takes_in(stage, thread))

    await stage.until(there, f"take {number}")
    await stage.settled()
    return next(t for t in await takes_in(stage, thread) if t.number == number)


async def rolls(stage: Set, thread: Ref, number: int) -> Take:
    """Take `number`, on its way."""

    async def there() -> bool:
        return any(t.number == number and t.state == "rolling" for t in await takes_in(stage, thread))

    await stage.until(there, f"take {number} rolling")
    return next(t for t in await takes_in(stage, thread) if t.number == number)


async def the_shot(stage: Set, thread: Ref) -> Shot:
    return await stage.shot(thread)


async def test_a_paid_camera_waits_for_the_word_and_a_previs_plays(
    paid_stage: Set, priced: PricedCamera, thread: Ref
) -> None:
    shot = await the_shot(paid_stage, thread)
    assert shot.state == "waiting"
    assert shot.slate == "12"
    assert shot.request.lens == ("telephoto",)
    assert shot.request.duration_s == 6
    assert any("score" in n for n in shot.request.negatives)
    assert not any("cry" in n for n in shot.request.negatives)
    assert priced.rolled == []


async def test_until_it_rolls_the_slate_itself_changes_and_nothing_is_paid(
    paid_stage: Set, priced: PricedCamera, thread: Ref
) -> None:
    await paid_stage.says(DIRECTOR, "wait 7. and rain", thread)
    await paid_stage.until(lambda: previs_in(paid_stage, thread, 2), "the second previs")
    shot = await the_shot(paid_stage, thread)
    assert shot.request.duration_s == 7
    assert "rain" in f"{shot.request} {shot.text}"
    assert len(paid_stage.chat.shots) == 1
    assert await takes_in(paid_stage, thread) == []
    assert priced.rolled == []


async def test_talk_among_the_crew_is_left_alone(paid_stage: Set, thread: Ref) -> None:
    said = len(paid_stage.chat.said)
    await paid_stage.says(AD, "copy. lunch 12:40, call moved to 6a", thread)
    await paid_stage.settled()
    assert len(paid_stage.chat.said) == said
    assert not any(mark == "logged" for _, mark in paid_stage.chat.marks)


async def wish(stage: Set, thread: Ref, drawn: int = 2) -> Take:
    """The DP wishes for a 135 and gets a free previs."""
    await stage.says(DP, "traffic shd wipe L to R, im more a 135", thread)
    await stage.until(lambda: previs_in(stage, thread, drawn), "the wish's previs")
    await stage.settled()
    return [t for t in await stage.takes(thread) if t.kind == "previs"][-1]


async def test_a_wish_from_somebody_without_the_say_is_a_free_previs_under_their_name(
    paid_stage: Set, priced: PricedCamera, thread: Ref
) -> None:
    wished = await wish(paid_stage, thread)
    assert wished.asked_by == DP
    assert wished.request.focal_length_mm == 135
    shot = await the_shot(paid_stage, thread)
    assert shot.request.focal_length_mm is None, "the slate is the director's"
    assert [w.id for w in paid_stage.chat.shots[shot.id].wishes] == [wished.id]
    assert await paid_stage.archive.feedback_on(wished.id) == []
    assert priced.rolled == []


async def test_a_thumb_on_a_previs_is_no_verdict_and_no_figure_of_a_model(paid_stage: Set, thread: Ref) -> None:
    wished = await wish(paid_stage, thread)
    assert wished.clip_ref
    await paid_stage.reacts(PA, "+1", wished.clip_ref, order=1)
    await paid_stage.settled()
    [record] = await paid_stage.archive.feedback_on(wished.id)
    assert record["subject"] == "previs"
    assert record["verdict"] is None


async def test_agreeing_with_a_wish_and_the_word_roll_once_with_both(
    paid_stage: Set, priced: PricedCamera, thread: Ref
) -> None:
    await wish(paid_stage, thread)
    await paid_stage.says(DIRECTOR, "yes what he said. roll it", thread)
    await rolled(paid_stage, thread, 1)
    [order] = priced.rolled
    assert order.request.focal_length_mm == 135
    assert order.request.duration_s == 6
    assert "wipe L to R" in order.text
    assert "payphone" in order.text


async def test_the_word_alone_rolls_the_slate_as_it_stands_without_the_wish(
    paid_stage: Set, priced: PricedCamera, thread: Ref
) -> None:
    await wish(paid_stage, thread)
    await paid_stage.says(DIRECTOR, "roll it", thread)
    await rolled(paid_stage, thread, 1)
    [order] = priced.rolled
    assert order.request.focal_length_mm is None


async def test_agreeing_without_the_word_changes_the_slate_and_pays_nothing(
    paid_stage: Set, priced: PricedCamera, thread: Ref
) -> None:
    await wish(paid_stage, thread)
    await paid_stage.says(DIRECTOR, "what Jonas said", thread)
    await paid_stage.settled()
    shot = await the_shot(paid_stage, thread)
    assert shot.request.focal_length_mm == 135
    assert shot.state == "waiting"
    assert paid_stage.chat.shots[shot.id].wishes == ()
    assert priced.rolled == []


async def test_agreeing_with_a_wish_on_a_take_pays_for_nothing_by_itself(
    paid_stage: Set, priced: PricedCamera, thread: Ref
) -> None:
    await first_take(paid_stage, thread)
    wished = await wish(paid_stage, thread)
    await paid_stage.says(DIRECTOR, "what Jonas said", thread)
    await paid_stage.until(lambda: paid_stage.chat.choices, "the offer")
    assert paid_stage.chat.said == [f"{wished.label} can roll as a take: $0.49."]
    assert len(priced.rolled) == 1
    [[offer]] = paid_stage.chat.choices
    await paid_stage.presses(DIRECTOR, offer.action, offer.subject, thread)
    second = await rolled(paid_stage, thread, 2)
    assert second.request.focal_length_mm == 135


async def test_words_for_two_things_are_said_once_and_put_right_by_a_tap(paid_stage: Set) -> None:
    thread = await paid_stage.says(DIRECTOR, "waitress at the payphone, low, 6 s")
    await paid_stage.until(lambda: previs_in(paid_stage, thread, 1), "the previs")
    shot = await the_shot(paid_stage, thread)
    assert shot.doubt
    await paid_stage.presses(DIRECTOR, "instead", f"shot:{shot.id}", thread)
    await paid_stage.until(lambda: previs_in(paid_stage, thread, 2), "the previs as it was meant")
    shot = await the_shot(paid_stage, thread)
    assert (shot.request.camera_angle, shot.request.lighting, shot.doubt) == ((), ("low_key",), None)


async def test_only_those_with_the_say_take_a_wish_up(paid_stage: Set, priced: PricedCamera, thread: Ref) -> None:
    wished = await wish(paid_stage, thread)
    await paid_stage.presses(PA, "take_up", f"take:{wished.id}", thread)
    await paid_stage.until(lambda: paid_stage.chat.whispers, "a word to the assistant")
    assert (await the_shot(paid_stage, thread)).request.focal_length_mm is None
    await paid_stage.presses(DIRECTOR, "roll", f"take:{wished.id}", thread)
    await rolled(paid_stage, thread, 1)
    assert priced.rolled[0].request.focal_length_mm == 135


async def first_take(stage: Set, thread: Ref) -> Take:
    await stage.says(DIRECTOR, "roll it", thread)
    return await rolled(stage, thread, 1)


async def second_take_rolling(stage: Set, priced: PricedCamera, thread: Ref) -> Take:
    await first_take(stage, thread)
    priced.looks = HELD
    await stage.says(AD, "one w the payphone fixed, everything else the same, hold the wipe a beat", thread)
    return await rolls(stage, thread, 2)


async def test_a_revision_by_the_ad_rolls_from_the_take_before(
    paid_stage: Set, priced: PricedCamera, thread: Ref
) -> None:
    second = await second_take_rolling(paid_stage, priced, thread)
    [first, _] = await takes_in(paid_stage, thread)
    assert second.parent == first.id
    assert second.changes
    assert second.seed == first.seed


async def test_where_two_takes_could_be_meant_one_question_is_asked_and_nothing_paid(
    paid_stage: Set, priced: PricedCamera, thread: Ref
) -> None:
    await second_take_rolling(paid_stage, priced, thread)
    await paid_stage.says(DIRECTOR, "same but wider", thread)
    await paid_stage.until(lambda: paid_stage.chat.choices, "the question")
    assert paid_stage.chat.said == ["From take 1, or take 2 (rolling)?"]
    assert [c.label for c in paid_stage.chat.choices[0]] == ["Take 1", "Take 2 (rolling)"]
    await paid_stage.until(lambda: previs_in(paid_stage, thread, 2), "the previs of its default")
    assert len(priced.rolled) == 2


async def test_a_number_answers_the_question_and_the_take_waits_for_its_picture(
    paid_stage: Set, priced: PricedCamera, thread: Ref
) -> None:
    second = await second_take_rolling(paid_stage, priced, thread)
    await paid_stage.says(DIRECTOR, "same but wider", thread)
    await paid_stage.until(lambda: paid_stage.chat.choices, "the question")
    await paid_stage.says(DIRECTOR, "2 sorry", thread)
    third = await paid_stage.until(lambda: take_three(paid_stage, thread), "take 3")
    assert third.parent == second.id
    assert third.asked_by == DIRECTOR
    assert third.request.shot_size == ("wide",)
    await paid_stage.until(
        lambda: "From take 2; it waits for that picture." in paid_stage.chat.said, "what it waits for"
    )
    assert len(priced.rolled) == 2, "no picture, no roll"
    priced.lands()
    await rolled(paid_stage, thread, 3)
    assert len(priced.rolled) == 3


@pytest.mark.parametrize("words", ["take 2 ok", "2 it is"])
async def test_a_number_that_answers_no_question_speaks_of_the_take_and_rolls_nothing(
    paid_stage: Set, priced: PricedCamera, thread: Ref, words: str
) -> None:
    second = await second_take_rolling(paid_stage, priced, thread)
    priced.lands()
    await rolled(paid_stage, thread, 2)
    said = await paid_stage.says(DIRECTOR, words, thread)
    await paid_stage.settled()
    assert len(await takes_in(paid_stage, thread)) == len(priced.rolled) == 2
    assert {r["take_id"] for r in await paid_stage.archive.feedback_from(said)} == {second.id}


async def take_three(stage: Set, thread: Ref) -> Take | None:
    return next((t for t in await takes_in(stage, thread) if t.number == 3), None)


async def test_the_question_is_answered_by_a_tap_once(paid_stage: Set, priced: PricedCamera, thread: Ref) -> None:
    await second_take_rolling(paid_stage, priced, thread)
    await paid_stage.says(DIRECTOR, "same but wider", thread)
    await paid_stage.until(lambda: paid_stage.chat.choices, "the question")
    one, two = paid_stage.chat.choices[0]
    await paid_stage.presses(PA, two.action, two.subject, thread)
    await paid_stage.presses(DIRECTOR, one.action, one.subject, thread)
    third = await rolls(paid_stage, thread, 3)
    await paid_stage.presses(DIRECTOR, two.action, two.subject, thread)
    priced.lands()
    await paid_stage.settled()
    [first, _, _] = await takes_in(paid_stage, thread)
    assert third.parent == first.id
    assert len(priced.rolled) == 3


async def test_a_take_whose_source_never_lands_does_not_roll_by_itself(
    paid_stage: Set, priced: PricedCamera, thread: Ref
) -> None:
    second = await second_take_rolling(paid_stage, priced, thread)
    await paid_stage.says(DIRECTOR, "take 2 but wider", thread)
    third = await paid_stage.until(lambda: take_three(paid_stage, thread), "take 3")
    await paid_stage.presses(DIRECTOR, "cancel", f"take:{second.id}", thread)

    async def told() -> bool:
        return (await paid_stage.archive.take(third.id)).state == "failed"

    await paid_stage.until(told, "take 3 that cannot roll")
    assert "no picture of take 2" in ((await paid_stage.archive.take(third.id)).trouble or "")
    priced.lands()
    await paid_stage.presses(DIRECTOR, "retry", f"take:{third.id}", thread)
    await rolled(paid_stage, thread, 3)


async def test_circling_while_a_later_take_costs_money_offers_to_stop_it(
    paid_stage: Set, priced: PricedCamera, thread: Ref
) -> None:
    await second_take_rolling(paid_stage, priced, thread)
    await paid_stage.says(DIRECTOR, "take 1 is the one, circle it", thread)
    await paid_stage.until(lambda: paid_stage.chat.choices, "the offer")
    assert paid_stage.chat.said == ["Take 2 is rolling, $0.49."]
    stop, let_be = paid_stage.chat.choices[0]
    assert (stop.label, let_be.label) == ("Cancel", "Let it finish")
    await paid_stage.presses(DIRECTOR, stop.action, stop.subject, thread)
    await paid_stage.until(lambda: "Take 2 is cancelled." in paid_stage.chat.said, "that it is cancelled")
    [first, second] = await takes_in(paid_stage, thread)
    assert (await paid_stage.archive.take_view(first.id)).verdict == "circle"
    assert second.state == "cancelled"


async def test_a_camera_that_cannot_stop_says_what_the_take_cost(
    paid_stage: Set, priced: PricedCamera, thread: Ref
) -> None:
    priced.stops = False
    second = await second_take_rolling(paid_stage, priced, thread)
    await paid_stage.says(DIRECTOR, "cut!", thread)

    async def cancelled() -> bool:
        return (await paid_stage.archive.take(second.id)).cost_cents == 49

    await paid_stage.until(cancelled, "the cancelled take with its cost")


async def test_great_cut_cancels_nothing(paid_stage: Set, priced: PricedCamera, thread: Ref) -> None:
    second = await second_take_rolling(paid_stage, priced, thread)
    await paid_stage.says(AD, "great cut everyone. cut! lunch", thread)

    async def acted_on() -> bool:
        return f"note:{paid_stage.newest_act}" not in await paid_stage.archive.open_work(paid_stage.crew.clock())

    await paid_stage.until(acted_on, "the talk read")
    assert (await paid_stage.archive.take(second.id)).state == "rolling"
    assert priced.cancelled == []
    assert [r for r in await paid_stage.archive.feedback_on(second.id) if stands(r)] == []


async def test_the_recipe_of_a_take_says_all_that_it_was_rolled_from(
    paid_stage: Set, priced: PricedCamera, thread: Ref
) -> None:
    first = await first_take(paid_stage, thread)
    await paid_stage.says(DP, "recipe 1", thread)
    await paid_stage.until(lambda: paid_stage.chat.said, "the recipe")
    told = paid_stage.chat.said[-1]
    for part in ("telephoto", "6 s", "payphone", "priced-1", str(first.seed), "scale: 1"):
        assert part in told
    await paid_stage.says(DP, "recipe 7", thread)
    await paid_stage.until(lambda: len(paid_stage.chat.said) > 1, "that there is no take 7")
    assert "no take 7" in paid_stage.chat.said[-1]


async def test_a_moment_past_the_end_is_said_and_the_note_kept(paid_stage: Set, thread: Ref) -> None:
    first = await first_take(paid_stage, thread)
    await paid_stage.says(DP, "the hand melts at 0:45", thread)
    await paid_stage.until(lambda: paid_stage.chat.said, "a word on the moment")
    assert "past the end of take 1 (8 s)" in paid_stage.chat.said[-1]
    [record] = [r for r in await paid_stage.archive.feedback_on(first.id) if stands(r)]
    assert record["timecodes"] == []


async def test_words_that_name_a_slate_mean_that_shot(paid_stage: Set, thread: Ref) -> None:
    await paid_stage.says(DIRECTOR, "14C - close-up of the diner clock, 4 seconds", thread)
    await paid_stage.until(lambda: len(paid_stage.chat.shots) > 1, "the second slate")
    await paid_stage.settled()
    await paid_stage.says(DIRECTOR, "14C at night, 5 seconds", thread)
    await paid_stage.settled()
    waitress, clock = await paid_stage.archive.shots_in(thread)
    assert clock.request.duration_s == 5
    assert waitress.request.duration_s == 6
