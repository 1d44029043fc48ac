"""Emoji with a sense of their own: the channel's comes first, then the workspace's, then the lexicon's."""

from typing import Any

import pytest

from graphs.vocabulary.notes import EmojiSense
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Take
from tests.flows.stage import CHANNEL, DIRECTOR, DP, PA, TEAM, Set

LIKED = EmojiSense(name="skull", known=True, valence=0.7, intent="praise")
DISLIKED = EmojiSense(name="skull", known=True, valence=-0.7, intent="defect")
CIRCLED = EmojiSense(name="clapper", known=True, valence=1.0, intent="approval", verdict="circle")
NOTHING = EmojiSense(name="fire", known=True, valence=0.0, intent="off_topic")
BAD_LIGHT = EmojiSense(name="bulb", known=True, valence=-0.5, intent="defect", aspect="lighting")


@pytest.fixture
async def take(stage: Set) -> Take:
    thread = await stage.says(DIRECTOR, "wide of the pier, 8 seconds")
    await stage.until(lambda: stage.chat.takes, "take 1")
    await stage.settled()
    return (await stage.takes(thread))[0]


async def put(stage: Set, take: Take, person: str, emoji: str, order: int = 1) -> dict[str, Any]:
    """Somebody reacts on the clip; the record of it."""
    assert take.clip_ref is not None
    await stage.reacts(person, emoji, take.clip_ref, order=order)
    await stage.settled()
    return (await stage.archive.feedback_on(take.id))[-1]


async def test_the_channels_sense_comes_before_the_workspaces_and_the_lexicons(stage: Set, take: Take) -> None:
    now = stage.crew.clock()
    assert (await put(stage, take, DP, "skull"))["valence"] is None, "the lexicon says that it goes both ways"
    await stage.archive.set_emoji(TEAM, "", DISLIKED, PA, now)
    assert (await put(stage, take, PA, "skull"))["valence"] == -0.7
    await stage.archive.set_emoji(TEAM, CHANNEL, LIKED, DIRECTOR, now)
    assert (await put(stage, take, DIRECTOR, "skull"))["valence"] == 0.7
    valences = [r["valence"] for r in await stage.archive.feedback_on(take.id)]
    assert valences == [None, -0.7, 0.7], "reactions from before keep what they meant"


async def test_skin_tones_and_aliases_are_stripped_before_the_sense_is_looked_up(stage: Set, take: Take) -> None:
    sense = EmojiSense(name="+1", known=True, valence=-0.7, intent="defect")
    await stage.archive.set_emoji(TEAM, CHANNEL, sense, DIRECTOR, stage.crew.clock())
    assert (await put(stage, take, DP, "thumbsup::skin-tone-3"))["valence"] == -0.7


async def test_an_emoji_with_an_aspect_speaks_of_that_craft(stage: Set, take: Take) -> None:
    await stage.archive.set_emoji(TEAM, CHANNEL, BAD_LIGHT, DIRECTOR, stage.crew.clock())
    record = await put(stage, take, DP, "bulb")
    assert (record["aspect"], record["sentiment"], record["intent"]) == ("lighting", "neg", "defect")


async def test_a_verdict_by_a_sense_of_ones_own_is_still_only_the_directors(stage: Set, take: Take) -> None:
    await stage.archive.set_emoji(TEAM, CHANNEL, CIRCLED, DIRECTOR, stage.crew.clock())
    assert (await put(stage, take, PA, "clapper"))["verdict"] is None
    assert (await stage.archive.take_view(take.id)).verdict is None
    assert (await put(stage, take, DIRECTOR, "clapper"))["verdict"] == "circle"
    assert (await stage.archive.take_view(take.id)).verdict == "circle"


async def test_an_emoji_that_means_nothing_here_enters_no_rate(stage: Set, take: Take) -> None:
    from graphs.research.figures import left_out

    await stage.archive.set_emoji(TEAM, CHANNEL, NOTHING, DIRECTOR, stage.crew.clock())
    record = await put(stage, take, DP, "fire")
    assert left_out(record) == "not_a_judgement"
    assert (await stage.archive.take_view(take.id)).liking == 0


async def test_another_channel_reads_by_the_lexicon(stage: Set, take: Take) -> None:
    await stage.archive.set_emoji(TEAM, "C2", LIKED, DIRECTOR, stage.crew.clock())
    assert (await put(stage, take, DP, "skull"))["valence"] is None


async def test_taking_back_a_reaction_works_whatever_its_emoji_means_by_then(stage: Set, take: Take) -> None:
    assert take.clip_ref is not None
    await put(stage, take, DP, "fire")
    await stage.archive.set_emoji(TEAM, CHANNEL, NOTHING, DIRECTOR, stage.crew.clock())
    await stage.reacts(DP, "fire", take.clip_ref, order=2, put=False)
    await stage.settled()
    [record] = await stage.archive.feedback_on(take.id)
    assert record["retracted_at"]


async def test_unknown_emoji_are_listed_until_they_get_a_sense(stage: Set, take: Take) -> None:
    production = await stage.archive.production_in(TEAM, CHANNEL)
    assert production
    await put(stage, take, DP, "our_own")
    await put(stage, take, PA, ":our_own:")
    await put(stage, take, DP, "skull")
    assert await stage.archive.unknown_emoji(production.id) == [("our_own", 2), ("skull", 1)]
    await stage.archive.set_emoji(TEAM, "", LIKED, DIRECTOR, stage.crew.clock())
    assert await stage.archive.unknown_emoji(production.id) == [("our_own", 2)]


async def test_a_reaction_on_a_note_is_not_asked_about(stage: Set, take: Take) -> None:
    thread = Ref.of((await stage.archive.shot(take.shot)).thread.key)
    at = await stage.says(DP, "love the light", thread)
    await stage.until(lambda: (at, "logged") in stage.chat.marks, "the mark")
    await stage.reacts(PA, "our_own", at, order=1)
    await stage.settled()
    production = await stage.archive.production_in(TEAM, CHANNEL)
    assert production
    assert await stage.archive.unknown_emoji(production.id) == []


async def test_an_emoji_inside_words_means_what_it_means_here(stage: Set, take: Take) -> None:
    thread = (await stage.archive.shot(take.shot)).thread

    async def told(text: str) -> list[tuple[str, str]]:
        before = len(await stage.archive.feedback_on(take.id))
        await stage.says(DP, text, thread)
        await stage.settled()
        return [(r["aspect"], r["sentiment"]) for r in (await stage.archive.feedback_on(take.id))[before:]]

    assert await told("hands :clapper: light :fire:") == [("anatomy", "neg"), ("lighting", "pos")]
    await stage.archive.set_emoji(TEAM, "", NOTHING, DIRECTOR, stage.crew.clock())
    await stage.archive.set_emoji(TEAM, CHANNEL, BAD_LIGHT, DIRECTOR, stage.crew.clock())
    await stage.archive.set_emoji(TEAM, CHANNEL, CIRCLED, DIRECTOR, stage.crew.clock())
    assert await told("hands :clapper: light :bulb:") == [("anatomy", "pos"), ("lighting", "neg")]


@pytest.mark.parametrize("words", [":skull:", "\U0001f480", ":joy: :joy:", "\U0001f914"])
async def test_a_message_of_emoji_that_say_nothing_is_in_no_rate(stage: Set, take: Take, words: str) -> None:
    at = await stage.says(DP, words, await thread_of(stage, take))
    await stage.settled()
    assert await stage.archive.feedback_from(at) == []
    assert (at, "logged") not in stage.chat.marks


async def test_a_message_of_emoji_means_what_they_mean_here(stage: Set, take: Take) -> None:
    skull = EmojiSense(name="skull", known=True, valence=1.0, intent="praise")
    await stage.archive.set_emoji(TEAM, CHANNEL, skull, DIRECTOR, stage.crew.clock())
    at = await stage.says(DP, ":skull:", await thread_of(stage, take))
    await stage.settled()
    assert [(r["aspect"], r["sentiment"]) for r in await stage.archive.feedback_from(at)] == [("overall", "pos")]


async def thread_of(stage: Set, take: Take) -> Ref:
    return (await stage.archive.shot(take.shot)).thread
