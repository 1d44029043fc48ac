"""A shooting day as four people live it: terse, chatty and misspelt, on a camera that costs money."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from graphs.research.figures import left_out, standing_verdicts
from tests.journeys.cards import buttons, read
from tests.journeys.day import Day, a_day, a_moment, judgements
from tests.journeys.priced import WIPED_S, hold, logged

REQUEST = (
    "@Dailies 12 - waitress at payphone, we're across the st, long lens, traffic wiping frame."
    " shes BEEN crying, not crying now. no score. like 6 sec"
)
NOTE = "light is gorgeous but her hand at 0:04 :grimacing: and thats not a payphone thats a parking meter lol"


@pytest.fixture
async def day(tmp_path: Path) -> AsyncIterator[Day]:
    async with a_day(tmp_path, camera="priced") as day:
        await day.commands("director", "roles @Priya Nair ad")
        yield day


@pytest.mark.timeout(300)
async def test_fourteen_messages_of_a_shooting_day(day: Day) -> None:
    await a_request_gets_a_card_and_a_previs(day)
    await an_afterthought_edits_the_card(day)
    await talk_among_the_crew_is_left_alone(day)
    await the_dp_wishes_for_free(day)
    await the_assistant_likes_the_wish(day)
    await the_director_takes_it_up_and_rolls(day)
    note = await the_director_notes_take_one(day)
    await a_skull_says_nothing(day)
    await the_ad_asks_for_a_second_take(day)
    await two_takes_could_be_meant(day)
    await a_number_answers(day)
    await the_note_is_edited(day, note)
    await take_two_is_circled_from_the_wipe_on(day)
    await great_cut_cancels_nothing(day)
    await the_third_take_is_stopped(day)


async def a_request_gets_a_card_and_a_previs(day: Day) -> None:
    """1. Telephoto, 6 s, no music; crying is no negative; a previs."""
    asked = await day.says("director", REQUEST)
    await day.until_clip("P1")
    [card] = await day.slates()
    words = read(card)
    assert words.startswith("*12*")
    assert "Telephoto, 6 s." in words
    assert "no score" in words
    assert "no crying" not in words
    assert "filled in:" in words
    assert "waits for the word; previs P1 below, not rolled yet" in words
    assert "$0.49, about 40 s" in words
    assert buttons(card) == ["Roll it", "Edit"]
    assert await day.receipts(asked) == {"eyes"}
    assert await day.new_words() == []
    [shot] = await day.shots()
    assert shot.request.lens == ("telephoto",)
    assert shot.request.duration_s == 6
    assert not any("cry" in thing for thing in shot.request.negatives)
    assert day.company.submits() == []


async def an_afterthought_edits_the_card(day: Day) -> None:
    """2. The same card, the previs redone, no take number, nothing paid."""
    [before] = await day.slates()
    said = await day.says("director", "wait 7. and rain")
    await day.until_clip("P2")
    [card] = await day.slates()
    assert card["ts"] == before["ts"]
    assert "Telephoto, 7 s." in read(card)
    assert "rain" in read(card).casefold()
    assert "previs P2 below" in read(card)
    assert await day.receipts(said) == {"eyes"}
    assert await day.new_words() == []
    assert await day.takes() == []
    assert [(p.duration_s or 0) > 6.5 for p in await day.takes("previs")] == [False, True]
    assert day.company.submits() == []


async def talk_among_the_crew_is_left_alone(day: Day) -> None:
    """3. Silence, nothing logged."""
    said = await day.says("ad", "copy. lunch 12:40, call moved to 6a")
    await day.settled()
    await a_moment()
    assert await day.receipts(said) == set()
    assert await day.new_words() == []
    assert await day.records(said) == []


async def the_dp_wishes_for_free(day: Day) -> None:
    """4. On the card under the DP's name, a free previs, no feedback on a model."""
    said = await day.says("dp", "traffic shd wipe L to R, im more a 135")
    await day.until_clip("P3")
    [card] = await day.slates()
    dp = day.company.backlot.person("dp")
    [line] = [line for line in read(card).splitlines() if "wishes" in line]
    assert line.startswith(f"<@{dp}> wishes:")
    assert "135 mm" in line
    assert "L to R" in line
    assert "Take it up" in buttons(card)
    wish = (await day.takes("previs"))[-1]
    assert (wish.asked_by, wish.request.focal_length_mm, wish.cost_cents) == (dp, 135, 0)
    [shot] = await day.shots()
    assert shot.request.focal_length_mm is None, "the slate is the director's until they agree"
    assert await day.new_words() == []
    assert await day.logged() == []
    assert await day.records(said) == []
    assert day.company.submits() == []


async def the_assistant_likes_the_wish(day: Day) -> None:
    """5. No verdict, in no rate."""
    wished = await day.clip("P3")
    assert wished
    await day.reacts("pa", "+1", wished["ts"])
    await day.settled()
    [record] = await day.records(wished["ts"])
    assert record["rater_id"] == day.company.backlot.person("pa")
    assert record["verdict"] is None
    assert left_out(record) == "previs"
    assert await day.whispers("pa") == []
    assert await day.new_words() == []


async def the_director_takes_it_up_and_rolls(day: Day) -> None:
    """6. One paid submit with both."""
    said = await day.says("director", "yes what he said. roll it")
    await day.until_clip("take 1")
    [submit] = day.company.submits()
    assert (submit["slate"], submit["label"]) == ("12", "TAKE 1")
    assert submit["request"]["focal_length_mm"] == 135
    assert submit["request"]["duration_s"] == 7
    for words in ("payphone", "rain", "wipe L to R"):
        assert words in submit["prompt"]
    card = await day.card("take 1")
    assert card
    assert "*12 take 1*, $0.49" in read(card)
    assert "take 1 is in" in read((await day.slates())[0])
    assert await day.receipts(said) == {"eyes"}
    assert await day.new_words() == []


async def the_director_notes_take_one(day: Day) -> str:
    """7. On take 1: lighting pos, anatomy neg at 4 s, prompt_adherence neg; no verdict from emoji or lol."""
    said = await day.says("director", NOTE)
    await day.settled()
    assert await judgements(day, said) == {
        ("lighting", "pos", ()),
        ("anatomy", "neg", (4.0,)),
        ("prompt_adherence", "neg", ()),
    }
    [first] = await day.takes()
    for record in await day.records(said):
        assert record["take_id"] == first.id
        assert record["verdict"] is None
        assert record["permission_role"] == "director"
    assert await day.receipts(said) == {"memo"}
    card = await day.card("take 1")
    assert card
    assert "Notes 1" in read(card)
    assert await day.new_words() == []
    return said


async def a_skull_says_nothing(day: Day) -> None:
    """8. In no rate, no question."""
    clip = await day.clip("take 1")
    assert clip
    await day.reacts("dp", "skull", clip["ts"])
    await day.settled()
    assert [left_out(r) for r in await day.records(clip["ts"])] in ([], ["not_a_judgement"])
    assert await day.whispers("dp") == []
    assert await day.new_words() == []
    card = await day.card("take 1")
    assert card
    assert "liked" not in read(card)


async def the_ad_asks_for_a_second_take(day: Day) -> None:
    """9. Take 2 from take 1; changed: payphone, hold."""
    hold(day.company.priced, landing=1)
    said = await day.says("ad", "one w the payphone fixed, everything else the same, hold the wipe a beat")
    await day.settled()
    card = await day.card("take 2")
    assert card
    [line] = [line for line in read(card).splitlines() if line.startswith("from take 1")]
    assert "changed:" in line
    assert "payphone" in line
    assert "hold" in line
    first, second = await day.takes()
    assert (second.parent, second.seed, second.state) == (first.id, first.seed, "rolling")
    assert second.asked_by == day.company.backlot.person("ad")
    assert [s["label"] for s in day.company.submits()] == ["TAKE 1", "TAKE 2"]
    assert "hold the wipe a beat" in day.company.submits()[1]["prompt"]
    assert await day.receipts(said) == {"eyes"}
    assert await day.new_words() == []


async def two_takes_could_be_meant(day: Day) -> None:
    """10. One question; nothing paid."""
    said = await day.says("director", "same but wider")
    await day.until_clip("P4")
    assert await day.new_words() == ["From take 1, or take 2 (rolling)?"]
    assert buttons(await day.sentence("From take 1")) == ["Take 1", "Take 2 (rolling)"]
    assert (await day.takes("previs"))[-1].request.shot_size == ("wide",)
    assert await day.receipts(said) == {"eyes"}
    assert len(await day.takes()) == 2
    assert len(day.company.submits()) == 2


async def a_number_answers(day: Day) -> None:
    """11. Take 3 from take 2, waits for its picture and says so; it is submitted once that has landed."""
    await day.says("director", "2 sorry")
    await day.settled()
    _, second, third = await day.takes()
    assert (third.parent, third.request.shot_size, third.state) == (second.id, ("wide",), "open")
    assert await day.new_words() == []
    assert await day.sentence("From take 2; it waits for that picture.")
    card = await day.company.until(lambda: day.card("take 3"), "the card of take 3")
    assert "waits for the picture of take 2" in read(card)
    assert len(day.company.submits()) == 2
    hold(day.company.priced, landing=2)
    await day.until_clip("take 2")
    assert [s["label"] for s in day.company.submits()] == ["TAKE 1", "TAKE 2", "TAKE 3"]
    assert [t.state for t in await day.takes()] == ["screened", "screened", "rolling"]


async def the_note_is_edited(day: Day, note: str) -> None:
    """12. Supersedes, stays on take 1, no post."""
    count = len(await day.messages())
    await day.edits("director", note, NOTE.replace("0:04", "0:05"))
    await day.settled()
    assert await judgements(day, note) == {
        ("lighting", "pos", ()),
        ("anatomy", "neg", (5.0,)),
        ("prompt_adherence", "neg", ()),
    }
    first = (await day.takes())[0]
    assert {r["take_id"] for r in await day.records(note)} == {first.id}
    everything = await day.archive.feedback_from(day.ref(note))
    superseded = [r for r in everything if not r["reading"]["active"]]
    assert {4.0} == {t["in_s"] for r in superseded for t in r["timecodes"]}
    assert len(await day.messages()) == count
    assert await day.receipts(note) == {"memo"}


async def take_two_is_circled_from_the_wipe_on(day: Day) -> None:
    """13. Circled with an in point; the third still rolls, and may be stopped."""
    said = await day.says("director", "2 is the one, circle it, from the wipe on")
    await day.settled()
    second = (await day.takes())[1]
    assert set(standing_verdicts(await day.logged())) == {second.id}
    view = await day.archive.take_view(second.id)
    assert view.verdict == "circle"
    assert view.part is not None
    assert view.part.in_s == pytest.approx(WIPED_S, abs=0.1), "where the traffic has wiped the frame"
    assert "wipe" in view.part.proposed
    assert await day.receipts(said) == {"memo"}
    card = await day.card("take 2")
    assert card
    assert "Circled by the director" in read(card)
    assert await day.new_words() == ["Take 3 is rolling, $0.49."]
    assert buttons(await day.sentence("Take 3")) == ["Cancel", "Let it finish"]


async def great_cut_cancels_nothing(day: Day) -> None:
    """14. Nothing cancelled, nothing logged."""
    said = await day.says("ad", "great cut everyone. cut! lunch")
    await day.settled()
    await a_moment()
    assert (await day.takes())[2].state == "rolling"
    assert await day.records(said) == []
    assert await day.receipts(said) == set()
    assert await day.new_words() == []
    assert steps(day, "cancelled") == []


async def the_third_take_is_stopped(day: Day) -> None:
    """The button beside the circle really stops the camera, and says so in the same message."""
    await day.presses("director", "Cancel", await day.sentence("Take 3"))
    await day.settled()
    assert await day.sentence("Take 3 is cancelled.")
    assert len(steps(day, "cancelled")) == 1
    assert [t.state for t in await day.takes()] == ["screened", "screened", "cancelled"]
    assert sum(t.cost_cents or 0 for t in await day.takes()) == 98
    [production] = await day.archive.productions()
    spend = await day.archive.spend(production.id, datetime.now(UTC))
    assert (spend.limit_cents, spend.spent_cents, spend.reserved_cents) == (1_500, 98, 0), (
        "the third was stopped unbilled"
    )
    assert (spend.takes, spend.circled, spend.per_circled_cents) == (2, 1, 98)
    assert len(day.company.submits()) == 3
    assert await day.new_words() == []


def steps(day: Day, step: str) -> list[dict[str, Any]]:
    """What the priced camera did of one kind."""
    return [line for line in logged(day.company.priced) if line["step"] == step]
