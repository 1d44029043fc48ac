"""`/dailies emoji` and `/dailies record` over a real socket, and the words that they take."""

import tomllib
from importlib.resources import files

import pytest

from bot.listeners.emoji import CHARACTERS, aspect_of, by_lexicon, named, sense_of
from graphs.interpreters.rules import RulesInterpreter
from graphs.vocabulary.lists import emoji_lexicon
from graphs.vocabulary.notes import EmojiSense
from graphs.vocabulary.refs import Ref
from tests.contracts.studio import reaction
from tests.edges.conftest import Desk, now
from tests.edges.doing import command, opened, who
from tests.edges.nouns import a_shot, a_take

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize("typed", [":skull:", "skull", "SKULL", "💀"])
async def test_an_emoji_may_be_typed_in_any_of_its_forms(typed: str) -> None:
    assert named(typed) == "skull"


async def test_aliases_tones_and_custom_names_are_known_as_reactions_name_them() -> None:
    assert [named(w) for w in (":thumbsup:", "👍🏽", ":+1::skin-tone-3:", "❤️", ":our_own:", ":café:")] == [
        "+1", "+1", "+1", "heart", "our_own", "café",
    ]  # fmt: skip
    assert [named(w) for w in ("🦑", "::", "<@U1>", "a.b", "x" * 101)] == [None] * 5


async def test_characters_are_those_that_the_rules_read_in_text() -> None:
    table = files("graphs.interpreters.rules") / "data" / "emoji.toml"
    pairs = CHARACTERS.split()
    read = tomllib.loads(table.read_text(encoding="utf-8"))["names"]
    assert dict(zip(pairs[::2], pairs[1::2], strict=True)) == read


async def test_the_lexicon_is_read_here_as_the_interpreter_reads_it() -> None:
    rules = RulesInterpreter()
    for name in [*(e["name"] for e in emoji_lexicon()["emoji"]), "our_own"]:
        assert by_lexicon(name) == rules.read_emoji(name)


async def test_senses_are_given_in_few_words() -> None:
    circle = sense_of("o", ["circle"])
    assert circle and (circle.verdict, circle.name) == ("circle", "o")
    light = sense_of("bulb", ["bad", "light"])
    assert light and (light.aspect, light.intent, light.valence) == ("lighting", "defect", -0.5)
    move = sense_of("dash", ["good", "camera", "movement"])
    assert move and (move.aspect, move.intent) == ("camera_movement", "praise")
    assert [sense_of("x", w) for w in (["fine"], ["good", "everything"], ["liking", "light"])] == [None] * 3


async def test_an_aspect_may_be_named_by_a_part_that_fits_no_other() -> None:
    assert [aspect_of(w) for w in ("color", "focus", "lip_sync", "lip-sync", "camera", "artifacts")] == [
        "colour", "lens_focus", "lip_sync", "lip_sync", "camera_movement", "artefacts",
    ]  # fmt: skip
    assert [aspect_of(w) for w in ("p", "overall", "none", "catering")] == [None] * 4


async def test_an_emoji_gets_a_sense_in_the_channel_and_loses_it(desk: Desk) -> None:
    async with desk.on_air():
        production = await opened(desk)
        team, channel = production.team, production.channel
        assert "no meaning that is counted" in await command(desk, "pa", "emoji :skull:")
        said = await command(desk, "director", "emoji :skull: liking")
        assert "from now on, in this channel: liking" in said and "Reactions put before keep" in said
        sense = await desk.archive.emoji_sense(team, channel, "skull")
        assert sense and (sense.valence, sense.intent) == (0.7, "praise")
        assert "`:skull:` liking" in await command(desk, "pa", "emoji")
        assert "bad lighting" in await command(desk, "director", "emoji 💡 bad lighting")
        assert "an NG from who decides, disliking from others" in await command(desk, "director", "emoji scream ng")
        assert "no meaning that is counted" in await command(desk, "director", "emoji skull lexicon")
        assert "has no sense of its own in this channel" in await command(desk, "director", "emoji skull lexicon")
        assert await desk.archive.emoji_sense(team, channel, "skull") is None


async def test_only_those_who_may_give_a_sense(desk: Desk) -> None:
    async with desk.on_air():
        production = await opened(desk)
        assert "for the director" in await command(desk, "dp", "emoji :skull: liking")
        assert "an admin of the workspace" in await command(desk, "director", "emoji :skull: liking everywhere")
        assert await desk.archive.emoji_senses(production.team, production.channel) == []
        assert "in every channel" in await command(desk, "producer", "emoji :skull: liking everywhere")
        assert "`:skull:` liking, everywhere" in await command(desk, "pa", "emoji")
        assert await desk.archive.emoji_sense(production.team, "C_OTHER", "skull") is not None
        await command(desk, "director", "emoji :skull: bad physics here")
        assert "`:skull:` bad physics" in await command(desk, "pa", "emoji")
        assert "from now on: liking" in await command(desk, "director", "emoji :skull: lexicon")
        assert "no meaning that is counted" in await command(desk, "producer", "emoji :skull: lexicon everywhere")


async def test_wrong_words_get_one_sentence_that_says_what_to_do(desk: Desk) -> None:
    async with desk.on_air():
        await opened(desk)
        assert "Name one emoji" in await command(desk, "director", "emoji 🦑 liking")
        assert "An emoji means `liking`" in await command(desk, "director", "emoji :skull: splendid")
        assert "An aspect is one of action, anatomy" in await command(desk, "director", "emoji :skull: bad catering")


async def test_emoji_without_a_sense_are_listed_for_who_may_give_one(desk: Desk) -> None:
    async with desk.on_air():
        production = await opened(desk)
        clip = Ref(production.team, production.channel, "2.1")
        put = reaction(a_shot(production=production.id), a_take(), clip, None)
        for person in ("U1", "U2"):
            await desk.archive.weigh_reaction(clip, person, "our_own", "1", put | {"rater_id": person}, now())
        await desk.archive.weigh_reaction(clip, "U1", "joy", "1", put, now())
        for person in ("director", "producer"):
            listed = await command(desk, person, "emoji")
            assert "`:our_own:` 2 times, no meaning yet" in listed
            assert "`:joy:` once, used in opposite senses" in listed
        assert "our_own" not in await command(desk, "pa", "emoji")
        await desk.archive.set_emoji(
            production.team, production.channel, EmojiSense(name="our_own", known=True, valence=0.7), "U1", now()
        )
        assert "2 times" not in await command(desk, "director", "emoji")


async def test_the_channel_goes_off_the_record_for_today_and_back(desk: Desk) -> None:
    async with desk.on_air():
        production = await opened(desk)
        place = Ref(production.team, production.channel, "")

        async def off(person: str) -> bool:
            return await desk.archive.is_off_record(place, place, who(desk, person), now())

        assert "On the record" in await command(desk, "dp", "record")
        assert "your notes and reactions" in await command(desk, "dp", "record off")
        assert (await off("dp"), await off("pa")) == (True, False)
        assert "the whole crew's" in await command(desk, "director", "record off")
        assert await off("pa")
        assert "Off the record: your" in await command(desk, "pa", "record")
        assert "by somebody else's word" in await command(desk, "dp", "record on")
        assert await off("dp")
        assert "On the record" in await command(desk, "director", "record on")
        assert not await off("dp")
        assert not await desk.archive.is_off_record(place, place, who(desk, "dp"), production.day_ends(now()))
        assert "`/dailies record off` keeps" in await command(desk, "dp", "record maybe")
        assert "Guests look on" in await command(desk, "guest", "record off")
