"""EmojiBook: senses of a channel and a workspace, and emoji that have none."""

import pytest

from graphs.errors import NotFound
from graphs.vocabulary.notes import EmojiSense
from graphs.vocabulary.refs import Ref
from storage.archive import SqlArchive
from tests.contracts.studio import CHANNEL, DIRECTOR, DP, NOW, PA, TEAM, Studio, at, reaction

LIKED = EmojiSense(name="skull", known=True, valence=0.7, intent="praise")
CIRCLED = EmojiSense(name="skull", known=True, valence=1.0, intent="approval", verdict="circle")
BAD_LIGHT = EmojiSense(name="bulb", known=True, valence=-0.5, intent="defect", aspect="lighting")


async def test_a_channels_own_sense_comes_before_the_workspaces(archive: SqlArchive) -> None:
    assert await archive.emoji_sense(TEAM, CHANNEL, "skull") is None
    await archive.set_emoji(TEAM, "", LIKED, DIRECTOR, NOW)
    assert await archive.emoji_sense(TEAM, CHANNEL, "skull") == LIKED
    await archive.set_emoji(TEAM, CHANNEL, CIRCLED, DIRECTOR, NOW)
    assert await archive.emoji_sense(TEAM, CHANNEL, "skull") == CIRCLED
    assert await archive.emoji_sense(TEAM, "C2", "skull") == LIKED
    assert await archive.emoji_sense("T2", CHANNEL, "skull") is None


async def test_a_sense_given_again_takes_the_place_of_the_first(archive: SqlArchive) -> None:
    for sense in (LIKED, CIRCLED, LIKED):
        await archive.set_emoji(TEAM, CHANNEL, sense, DIRECTOR, NOW)
    assert await archive.emoji_senses(TEAM, CHANNEL) == [(LIKED, True)]


async def test_a_sense_taken_back_lets_the_one_behind_it_hold(archive: SqlArchive) -> None:
    await archive.set_emoji(TEAM, "", LIKED, DIRECTOR, NOW)
    await archive.set_emoji(TEAM, CHANNEL, CIRCLED, DIRECTOR, NOW)
    assert await archive.forget_emoji(TEAM, CHANNEL, "skull")
    assert not await archive.forget_emoji(TEAM, CHANNEL, "skull")
    assert await archive.emoji_sense(TEAM, CHANNEL, "skull") == LIKED


async def test_all_that_holds_in_a_channel_is_listed_once_by_name(archive: SqlArchive) -> None:
    await archive.set_emoji(TEAM, "", LIKED, DIRECTOR, NOW)
    await archive.set_emoji(TEAM, "", BAD_LIGHT, DIRECTOR, NOW)
    await archive.set_emoji(TEAM, CHANNEL, CIRCLED, DP, NOW)
    await archive.set_emoji(TEAM, "C2", LIKED.model_copy(update={"name": "art"}), DP, NOW)
    assert await archive.emoji_senses(TEAM, CHANNEL) == [(BAD_LIGHT, False), (CIRCLED, True)]


async def test_emoji_without_a_sense_are_counted_as_they_stand(studio: Studio, archive: SqlArchive) -> None:
    shot = await studio.shot()
    take = await studio.screened(shot, "2.1")
    clip = at("2.1")

    async def reacts(person: str, name: str, valence: float | None = None, message: Ref = clip, **more: str) -> None:
        put = reaction(shot, take, message, valence, rater_id=person, **more)
        await archive.weigh_reaction(message, person, name, "1", put, NOW)

    for person in (DP, PA, DIRECTOR):
        await reacts(person, "our_own")
    await reacts(DP, "skull")
    await reacts(PA, "skull")
    await reacts(DP, "fire", 0.9)
    await reacts(DIRECTOR, "o", None, verdict="circle")
    await reacts(DP, "melting_face", None, at("3.1"), subject="note")
    assert await archive.unknown_emoji(shot.production) == [("our_own", 3), ("skull", 2)]
    await archive.weigh_reaction(clip, DP, "our_own", "2", None, NOW)
    await archive.set_emoji(TEAM, CHANNEL, LIKED, DIRECTOR, NOW)
    assert await archive.unknown_emoji(shot.production) == [("our_own", 2)]
    other = await studio.production("C2")
    assert await archive.unknown_emoji(other.id) == []


async def test_no_production_has_no_emoji(archive: SqlArchive) -> None:
    with pytest.raises(NotFound):
        await archive.unknown_emoji("none")
