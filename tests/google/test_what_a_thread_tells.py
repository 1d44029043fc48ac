"""What the model gets to know of a thread beside the message: its shots and takes, who speaks by role, and no names."""

from pathlib import Path

from graphs.vocabulary.notes import EmojiSense
from graphs.vocabulary.production import Craft, Role
from tests.flows.stage import AD, CHANNEL, DIRECTOR, DP, PA, TEAM, Set
from tests.google import replies
from tests.google.conftest import Reader
from tests.google.server import Google
from tests.google.stage import asked_for, heard, reading_set, rolled, told

CHATTER = replies.answered({"kind": "chatter", "shots": [], "items": []})
WIDER = replies.answered({"kind": "revision", "shots": [{"shot_size": ["wide"], "changes": ["framing"]}]})


async def is_of_the_crew(the_set: Set, person: str, role: Role, craft: Craft | None) -> None:
    production = await the_set.archive.production_in(TEAM, CHANNEL)
    assert production is not None
    await the_set.archive.set_member(production.id, person, role, craft, DIRECTOR, the_set.crew.clock())


async def test_the_shots_their_takes_and_what_became_of_these(google: Google, reader: Reader, tmp_path: Path) -> None:
    async with reading_set(tmp_path, google, reader) as the_set:
        thread = await rolled(the_set, google)
        await heard(the_set, google, WIDER, DIRECTOR, "same but wider", thread)
        one, _ = [t for t in await the_set.takes(thread) if t.kind == "take"]
        await the_set.presses(DIRECTOR, "circle", f"take:{one.id}", thread)
        await the_set.settled()
        await heard(the_set, google, CHATTER, AD, "lunch in ten", thread)
        known = told(google.asked[-1])["thread"]
        [shot] = known["shots"]
        assert (shot["shot"], shot["state"]) == ("Shot 1", "rolled")
        assert shot["title"].startswith("low angle on the courier")
        assert shot["takes"] == [
            {"take": 1, "state": "landed", "verdict": "circled"},
            {"take": 2, "state": "landed", "from_take": 1, "changed": ["medium -> wide"]},
        ]
        assert known["last_request"]["shot_size"] == ["wide"]


async def test_a_slate_has_its_scene_and_a_note_is_read_with_the_same_thread(
    google: Google, reader: Reader, tmp_path: Path
) -> None:
    async with reading_set(tmp_path, google, reader) as the_set:
        thread = await heard(
            the_set,
            google,
            replies.answered({"kind": "new_shot", "shots": [{"slate": "14C", "shot_size": ["wide"]}]}),
            DIRECTOR,
            "14C: wide of the harbour, 8 seconds",
        )
        await the_set.says(DIRECTOR, "roll it", thread)
        await the_set.settled()
        item = {"aspect": "lighting", "sentiment": "pos", "intent": "praise", "quote": "love the light"}
        await heard(
            the_set,
            google,
            replies.answered({"kind": "feedback", "shots": [], "items": [item]}),
            DP,
            "love the light",
            thread,
        )
        message, note = (told(asked)["thread"] for asked in google.asked[-2:])
        assert message == note
        assert (note["shots"][0]["shot"], note["shots"][0]["scene"]) == ("14C", "14")


async def test_who_speaks_is_told_by_role_and_craft_and_nobody_by_name(
    google: Google, reader: Reader, tmp_path: Path
) -> None:
    async with reading_set(tmp_path, google, reader) as the_set:
        await is_of_the_crew(the_set, DP, "crew", "dp")
        await is_of_the_crew(the_set, AD, "ad", None)
        thread = await asked_for(the_set, google)
        google.reply(CHATTER)
        speakers = []
        for person in (DIRECTOR, AD, DP, PA):
            await the_set.says(person, f"copy that, <@{DIRECTOR}>", thread)
            await the_set.settled()
            speakers.append(told(google.asked[-1])["thread"]["speaker"])
        assert speakers[0]["role"] == "director"
        assert speakers[1:] == [{"role": "ad"}, {"role": "crew", "craft": "dp"}, {"role": "crew"}]
        for asked in google.asked:
            sent = str(asked.body["contents"])
            assert not any(name in sent for name in (DIRECTOR, AD, DP, PA, DIRECTOR.title(), CHANNEL, "scene-14"))


async def test_emoji_with_a_sense_of_their_own_here_are_told(google: Google, reader: Reader, tmp_path: Path) -> None:
    async with reading_set(tmp_path, google, reader) as the_set:
        now = the_set.crew.clock()
        skull = EmojiSense(name="skull", known=True, valence=0.7, intent="praise")
        bulb = EmojiSense(name="bulb", known=True, valence=-0.5, intent="defect", aspect="lighting")
        fire = EmojiSense(name="fire", known=True, valence=0.0, intent="off_topic")
        for sense in (skull, bulb, fire):
            await the_set.archive.set_emoji(TEAM, CHANNEL, sense, DIRECTOR, now)
        thread = await asked_for(the_set, google)
        await heard(the_set, google, CHATTER, DP, "copy that :skull:", thread)
        senses = told(google.asked[-1])["thread"]["emoji"]
        assert senses == {"skull": "likes", "bulb": "dislikes lighting", "fire": "nothing"}
