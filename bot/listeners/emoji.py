"""`/dailies emoji`: what emoji mean here, one given a sense of its own, or that sense taken back."""

import re

from bot.cards import answers
from bot.cards.blocks import Block
from bot.listeners.edge import Edge, runs_workspace
from bot.listeners.settings import may_set
from graphs.vocabulary.lists import aspects, emoji_lexicon
from graphs.vocabulary.notes import EmojiSense
from graphs.vocabulary.production import Production

NAME = re.compile(r"[\w+'-]{1,100}")
TONE = re.compile(r"(?:::?skin-tone-[2-6]:?|[\U0001f3fb-\U0001f3ff])+$")
EVERYWHERE = ("everywhere", "workspace")
HERE = ("here", "channel")
BACK = ("lexicon", "default", "reset", "back")
LIKING = EmojiSense(name="", known=True, valence=0.7, intent="praise")
DISLIKING = EmojiSense(name="", known=True, valence=-0.7, intent="defect")
NOTHING = EmojiSense(name="", known=True, valence=0.0, intent="off_topic")  # off topic enters no rate
CIRCLE = EmojiSense(name="", known=True, valence=1.0, intent="approval", verdict="circle")
HOLD = EmojiSense(name="", known=True, valence=0.0, verdict="hold")
NG = EmojiSense(name="", known=True, valence=-1.0, intent="rejection", verdict="ng")
SENSES = {
    **dict.fromkeys(("liking", "like", "liked", "love", "good", "+1"), LIKING),
    **dict.fromkeys(("disliking", "dislike", "disliked", "bad", "-1"), DISLIKING),
    **dict.fromkeys(("nothing", "none", "neutral", "ignore"), NOTHING),
    **dict.fromkeys(("circle", "circled"), CIRCLE),
    **dict.fromkeys(("hold", "held"), HOLD),
    "ng": NG,
}
GOOD, BAD = 0.8, -0.5  # as the lexicon weighs emoji with an aspect
SPELT = {"color": "colour", "artifacts": "artefacts", "artifact": "artefacts"}
# Characters in place of names, where a client sends them so: those that the lexicon knows.
CHARACTERS = """
✅ white_check_mark ✔ heavy_check_mark ☑ ballot_box_with_check 🔥 fire 😍 heart_eyes 🤩 star-struck 💯 100
🏆 trophy 🚢 ship 🔒 lock ❤ heart 👏 clap 🙌 raised_hands 🤌 pinched_fingers 🤯 exploding_head 👍 +1 👎 -1 👌 ok_hand
🎉 tada ⭐ star 🌟 star 🚀 rocket ✨ sparkles 🎯 dart 🙂 slightly_smiling_face 💪 muscle 😂 joy 🤣 rofl ❌ x ✖ x
🚫 no_entry_sign ⛔ no_entry 🗑 wastebasket 🤮 face_vomiting 🤢 nauseated_face 🙅 no_good 🤦 face_palm 😞 disappointed
😡 rage 💩 hankey 🥱 yawning_face 🐛 bug 😕 confused 😬 grimacing 🙄 face_with_rolling_eyes ⚠ warning 🐌 snail
🥴 woozy_face 🔧 wrench 🔁 repeat 🔄 arrows_counterclockwise ✂ scissors 💡 bulb 🎨 art 🔇 mute 🤔 thinking_face
❓ question 👀 eyes 🎬 clapper 🎥 movie_camera 🎞 film_frames 💬 speech_balloon 📝 memo ⏳ hourglass_flowing_sand ⭕ o
🟢 large_green_circle 🔴 red_circle ✋ raised_hand 💀 skull 😭 sob 🫠 melting_face 😅 sweat_smile 🙈 see_no_evil
1⃣ one 2⃣ two 3⃣ three 4⃣ four"""


async def emoji_list(edge: Edge, production: Production, person: str) -> tuple[Block, ...]:
    """What holds here; for who may give a sense also which emoji have none."""
    senses = await edge.archive.emoji_senses(production.team, production.channel)
    senseless = []
    if await may_set(edge, production, person) or await runs_workspace(edge, person):
        found = await edge.archive.unknown_emoji(production.id)
        senseless = [(name, count, by_lexicon(name).known) for name, count in found]
    return answers.emoji_answer(senses, senseless)


async def set_emoji(edge: Edge, production: Production, by: str, words: tuple[str, ...]) -> str:
    """`:skull: liking [everywhere]`, `:skull: lexicon`, or `:skull:` alone: what it means."""
    name = named(words[0])
    if name is None:
        return answers.WHICH_EMOJI
    asked = [word.lower() for word in words[1:]]
    everywhere = bool(asked) and asked[-1] in EVERYWHERE
    if asked and asked[-1] in (*EVERYWHERE, *HERE):
        asked.pop()
    if not asked:
        own = await edge.archive.emoji_sense(production.team, production.channel, name)
        return answers.emoji_means(own or by_lexicon(name))
    takes_back = len(asked) == 1 and asked[0] in BACK
    sense = None if takes_back else sense_of(name, asked)
    if sense is None and not takes_back:
        return answers.which_aspect() if asked[0] in ("good", "bad") else answers.WHICH_SENSE
    if not await (runs_workspace(edge, by) if everywhere else may_set(edge, production, by)):
        return answers.MAY_NOT_SET_EVERYWHERE if everywhere else answers.MAY_NOT_SET_EMOJI
    channel = "" if everywhere else production.channel
    if sense:
        await edge.archive.set_emoji(production.team, channel, sense, by, edge.clock())
        return answers.emoji_set(sense, everywhere=everywhere)
    if not await edge.archive.forget_emoji(production.team, channel, name):
        return answers.no_own_sense(name, everywhere=everywhere)
    left = await edge.archive.emoji_sense(production.team, production.channel, name)
    return answers.emoji_taken_back(left or by_lexicon(name))


def named(word: str) -> str | None:
    """The bare name of an emoji as typed: `:fire:`, `fire` or the character; None where it is no name."""
    stripped = TONE.sub("", word.replace("\ufe0f", "")).strip(":").lower()
    pairs = CHARACTERS.split()
    name = dict(zip(pairs[::2], pairs[1::2], strict=True)).get(stripped, stripped)
    name = emoji_lexicon()["aliases"].get(name, name)
    return name if NAME.fullmatch(name) else None


def by_lexicon(name: str) -> EmojiSense:
    """What the lexicon says of a bare name."""
    entry = next((e for e in emoji_lexicon()["emoji"] if e["name"] == name), None)
    return EmojiSense(known=True, **entry) if entry else EmojiSense(name=name, known=False)


def sense_of(name: str, words: list[str]) -> EmojiSense | None:
    """The sense that words give: liking, circle, `good lighting`; None where they give none."""
    if len(words) == 1:
        sense = SENSES.get(words[0])
        return sense.model_copy(update={"name": name}) if sense else None
    aspect = aspect_of("_".join(words[1:]))
    if words[0] not in ("good", "bad") or aspect is None:
        return None
    good = words[0] == "good"
    return EmojiSense(
        name=name, known=True, valence=GOOD if good else BAD, intent="praise" if good else "defect", aspect=aspect
    )


def aspect_of(typed: str) -> str | None:
    """A craft aspect by its name or a part of it that fits no other: `light` is lighting, `focus` lens focus."""
    known = sorted(aspects() - {"none", "overall"})
    asked = SPELT.get(typed, typed).replace("-", "_")
    if asked in known:
        return asked
    fits = [a for a in known if a.startswith(asked)] or [a for a in known if asked in a]
    return fits[0] if len(fits) == 1 else None
