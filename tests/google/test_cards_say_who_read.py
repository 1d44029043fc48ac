"""Where the model does not answer, the card of what its words set off says so, and what of them was not read."""

from pathlib import Path

import pytest

from bot.cards.slate import slate_card
from bot.cards.take import take_card
from graphs.vocabulary.requests import read_without
from graphs.vocabulary.shots import Take
from tests.edges.nouns import words_of
from tests.flows.along import edits
from tests.flows.stage import DIRECTOR, DP, Set
from tests.google import replies
from tests.google.conftest import Reader
from tests.google.server import Google
from tests.google.stage import asked_for, heard, reading_set, rolled

NOT_THERE = [
    ("blocked", replies.blocked()),
    ("truncated", replies.said('{"kind": "revi', "MAX_TOKENS")),
    ("malformed", replies.said("Sure, wider it is:")),
    ("unavailable", replies.refused(503, "UNAVAILABLE")),
]


def card_of(the_set: Set, take: Take) -> str:
    return words_of(take_card(the_set.chat.takes[take.id]).blocks)


async def newest(the_set: Set, kind: str = "take") -> Take:
    [*_, last] = [t for view in the_set.chat.shots.values() for t in (view.takes if kind == "take" else view.previs)]
    return await the_set.archive.take(last.id)


@pytest.mark.parametrize(("why", "reply"), NOT_THERE, ids=[why for why, _ in NOT_THERE])
async def test_a_revisions_card_says_that_the_model_did_not_read_it(
    why: str, reply: replies.Reply, google: Google, reader: Reader, tmp_path: Path
) -> None:
    async with reading_set(tmp_path, google, reader) as the_set:
        thread = await rolled(the_set, google)
        assert "language model" not in card_of(the_set, await newest(the_set))
        await heard(the_set, google, reply, DIRECTOR, "same but wider, 0 seconds", thread)
        take = await newest(the_set)
        assert (take.number, take.fallback, take.unread) == (2, why, ("0 seconds",))
        card = card_of(the_set, take)
        assert read_without(why) in card and "not read: 0 seconds" in card  # type: ignore[arg-type]


async def test_a_model_that_is_too_slow_is_told_of_too(google: Google, reader: Reader, tmp_path: Path) -> None:
    async with reading_set(tmp_path, google, reader, deadline_s=0.2) as the_set:
        thread = await heard(the_set, google, replies.never, DIRECTOR, "wide of the pier at dusk, 8 seconds")
        await the_set.says(DIRECTOR, "roll it", thread)
        await the_set.settled()
        await the_set.says(DIRECTOR, "same but tighter", thread)
        await the_set.settled()
        assert read_without("slow") in card_of(the_set, await newest(the_set))


async def test_a_wish_says_so_on_the_slate_and_on_its_own_card_and_what_becomes_of_it_too(
    google: Google, reader: Reader, tmp_path: Path
) -> None:
    async with reading_set(tmp_path, google, reader) as the_set:
        thread = await asked_for(the_set, google)
        await heard(the_set, google, replies.blocked(), DP, "im more a 135, 0 seconds", thread)
        wish = await newest(the_set, "previs")
        assert (wish.asked_by, wish.fallback, wish.unread) == (DP, "blocked", ("0 seconds",))
        shot = await the_set.shot(thread)
        slate = words_of(slate_card(the_set.chat.shots[shot.id]).blocks)
        assert f"(P2); not read: 0 seconds; {read_without('blocked')}" in slate
        assert read_without("blocked") in card_of(the_set, wish)
        await the_set.says(DIRECTOR, "yes, what he said", thread)
        await the_set.settled()
        shot = await the_set.shot(thread)
        assert (shot.request.focal_length_mm, shot.fallback, shot.unread) == (135, "blocked", ("0 seconds",))


async def test_a_slate_that_was_changed_says_what_was_not_read_of_either_message(
    google: Google, reader: Reader, tmp_path: Path
) -> None:
    async with reading_set(tmp_path, google, reader) as the_set:
        thread = await heard(the_set, google, replies.blocked(), DIRECTOR, "wide of the pier at dusk, 0 seconds")
        await heard(
            the_set,
            google,
            replies.answered({"kind": "revision", "shots": [{"time_of_day": ["night"]}]}),
            DIRECTOR,
            "night instead",
            thread,
        )
        shot = await the_set.shot(thread)
        assert (shot.request.time_of_day, shot.unread, shot.fallback) == (("night",), ("0 seconds",), "blocked")
        google.reply(replies.answered({"kind": "new_shot", "shots": [{"shot_size": ["close up"]}]}))
        await edits(the_set, thread, "close up of the gull at dusk")
        shot = await the_set.shot(thread)
        assert (shot.request.shot_size, shot.unread, shot.fallback) == (("close_up",), (), None)


async def test_a_take_with_notes_says_that_one_of_them_was_read_without_the_model(
    google: Google, reader: Reader, tmp_path: Path
) -> None:
    async with reading_set(tmp_path, google, reader) as the_set:
        thread = await rolled(the_set, google)
        note = await heard(the_set, google, replies.blocked(), DP, "the push is too fast, push slower", thread)
        [record] = await the_set.archive.feedback_from(note)
        assert record["extractor"]["name"] == "rules"
        assert await the_set.archive.note_fallback(note) == "blocked"
        fields = {"records": [record["record_id"]], "offered": [record["record_id"]]}
        take = await newest(the_set)
        await the_set.does(
            "answered", DIRECTOR, thread=thread, action="roll_with", subject=f"take:{take.id}", fields=fields
        )
        await the_set.settled()
        assert read_without("blocked") in card_of(the_set, await newest(the_set))


async def test_notes_are_read_once_for_the_take_that_they_are_rolled_with(
    google: Google, reader: Reader, tmp_path: Path
) -> None:
    async with reading_set(tmp_path, google, reader) as the_set:
        thread = await rolled(the_set, google)
        item = {"aspect": "pacing", "sentiment": "neutral", "intent": "change_request", "quote": "make it 6 seconds"}
        longer = {"kind": "feedback", "shots": [], "items": [item]}
        note = await heard(the_set, google, replies.answered(longer), DP, "make it 6 seconds", thread)
        [record] = await the_set.archive.feedback_from(note)
        google.reply(replies.answered({"kind": "revision", "shots": [{"duration_s": 6}]}))
        before = len(google.asked)
        fields = {"records": [record["record_id"]], "offered": [record["record_id"]]}
        first = await newest(the_set)
        await the_set.does(
            "answered", DIRECTOR, thread=thread, action="roll_with", subject=f"take:{first.id}", fields=fields
        )
        await the_set.settled()
        take = await newest(the_set)
        assert (take.number, take.state, take.request.duration_s) == (2, "screened", 6)
        assert len(google.asked) == before + 1
        [told] = take.notes
        assert (told.changed, told.outcome) == ({"duration_s": 6.0}, "not_addressed"), "its clip is 8 s long"


async def test_a_model_that_was_not_there_for_a_message_is_not_waited_for_again_with_its_note(
    google: Google, reader: Reader, tmp_path: Path
) -> None:
    async with reading_set(tmp_path, google, reader) as the_set:
        thread = await rolled(the_set, google)
        google.reply(replies.refused(503, "UNAVAILABLE"))
        before = len(google.asked)
        note = await the_set.says(DP, "love the light, but the push is too fast at 0:03", thread)
        await the_set.settled()
        assert len(google.asked) == before + 1
        assert await the_set.archive.note_fallback(note) == "unavailable"
        assert len(await the_set.archive.feedback_from(note)) == 2


async def test_a_note_that_the_model_read_has_no_more_to_say(google: Google, reader: Reader, tmp_path: Path) -> None:
    async with reading_set(tmp_path, google, reader) as the_set:
        thread = await rolled(the_set, google)
        item = {"aspect": "lighting", "sentiment": "pos", "intent": "praise", "quote": "love the light"}
        note = await heard(
            the_set,
            google,
            replies.answered({"kind": "feedback", "shots": [], "items": [item]}),
            DP,
            "love the light",
            thread,
        )
        [record] = await the_set.archive.feedback_from(note)
        assert (record["extractor"]["name"], await the_set.archive.note_fallback(note)) == ("gemini", None)
