"""Answers to `/dailies`, seen by who asked alone: shots, status, roles, settings, the record, and wrong words.

What is answered about emoji stands below; what they mean is worked out in listeners/emoji.py.
"""

from collections.abc import Sequence

from bot.cards.blocks import Block, clip, quiet, safe, section
from bot.cards.dropping import dropped_line
from bot.cards.home import HomeShot, shot_line
from bot.cards.words import listed, money
from graphs.vocabulary.lists import aspects
from graphs.vocabulary.notes import EmojiSense
from graphs.vocabulary.production import CRAFTS, ROLES, Member, Production

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
GRANTED = tuple(role for role in ROLES if role != "guest")
COMMANDS = (
    "help", "shots", "status", "digest", "cast", "emoji", "record", "roles", "settings",
    "spend", "limit", "approval", "activate", "stop", "go",
)  # fmt: skip
MOST = 10
MOST_EMOJI = 200

NO_PRODUCTION = "There is no production here yet. Invite me with `/invite @Dailies`; whoever does becomes its director."
MAY_NOT_SET = "Roles and settings are for the director, the producer or whoever invited me to change."
MAY_NOT_MAKE_PRODUCER = "With paid rolls on, a producer is made by a producer or an admin of the workspace."
LOOKS_ONLY = "Guests look on here. The director can let you in with `/dailies roles @you crew`."
DIGEST_COMES = "Counting the week so far; it comes into the channel in a moment."
WHICH_PERSON = "Name somebody with @, then a role: `/dailies roles @Mara director craft dp`."
NOT_A_BOT = "Bots hold no role here."
WHICH_ROLE = f"A role is one of {listed(GRANTED)}; `guest` takes it away."
WHICH_CRAFT = f"A craft is one of {listed(c.replace('_', ' ') for c in CRAFTS)}."
WHICH_SETTING = (
    "Settings are `word on|off`, `digest monday 09:00`, `timezone Europe/Paris`, `master 4k` and `autoroll 30`."
)
WHICH_AUTOROLL = (
    "`/dailies settings autoroll 30` rolls a shot 30 s after its previs unless somebody replies (10 to 600 s); `off`"
    " waits for the word."
)
MAY_NOT_SET_AUTOROLL = "Rolling without the word spends, so it is for the producer or an admin of the workspace to set."
WHICH_WORD = "`/dailies settings word on` has every shot wait for the word; `off` rolls at once."
WHICH_DIGEST = "A digest falls on a weekday at a full hour: `/dailies settings digest monday 09:00`."
WHICH_ZONE = "A time zone is named like `Europe/Paris`."
WHICH_EMOJI = "Name one emoji, then what it means: `/dailies emoji :skull: liking`."
WHICH_SENSE = (
    "An emoji means `liking`, `disliking`, `nothing`, `circle`, `hold`, `ng`, or `good` or `bad` with an aspect;"
    " `lexicon` takes its own sense back."
)
MAY_NOT_SET_EMOJI = "What an emoji means here is for the director, the producer or whoever invited me to set."
MAY_NOT_SET_EVERYWHERE = "What an emoji means `everywhere` is for an admin of the workspace to set; leave the word out."
WHICH_RECORD = "`/dailies record off` keeps today's notes and reactions out of the log, `on` ends that."
ON_THE_RECORD = "On the record: notes and reactions in this channel are logged."
OFF_NOW = "Off the record: your notes and reactions in this channel leave nothing but a count."
STILL_OFF = "Off the record here by somebody else's word, which is theirs to end; it ends at midnight at the latest."


def unknown(word: str) -> str:
    """A word that is no command."""
    return f"`/dailies {safe(word, 40)}` is none of mine: {listed(f'`{c}`' for c in COMMANDS)} are."


def shots_answer(shots: Sequence[HomeShot], more: bool) -> tuple[Block, ...]:
    """The latest shots, one line each."""
    if not shots:
        return (section("No shots here yet. Mention me with one to begin."),)
    lines = [section(dropped_line(s.shot) if s.shot.state == "dropped" else shot_line(s)) for s in shots]
    return (*lines, quiet(f"the latest {len(shots)}")) if more else tuple(lines)


def status_answer(production: Production, rolling: Sequence[HomeShot]) -> tuple[Block, ...]:
    """What rolls or waits, and how the production is set."""
    lines = [section(shot_line(shot)) for shot in rolling] or [section("Nothing rolls and nothing waits.")]
    return (*lines, section(settings_line(production)))


def settings_line(production: Production) -> str:
    """How a production is set."""
    cents = production.paid_limit_cents
    limit = f"up to {money(cents)} for paid cameras" if cents else "no paid cameras"
    word = "every shot waits for the word" if production.waits_for_word else "shots roll at once"
    if production.autoroll_s:
        word = (
            f"a shot that waits for the word rolls {production.autoroll_s} s after its previs, unless somebody replies"
        )
    day = DAYS[production.digest_day - 1].capitalize()
    return (
        f"*{safe(production.name, 80)}*  {word}; {limit};"
        f" digest {day} {production.digest_hour:02d}:00, {safe(production.timezone, 60)}; {masters_line(production)}."
    )


def masters_line(production: Production) -> str:
    """How masters are made: "masters in 4k", "masters at the camera's best"."""
    by = production.master_camera.rpartition(":")[2] if production.master_camera else ""
    return f"masters {f'in {production.master_size}' if production.master_size else 'at the best size'}" + (
        f" by {safe(by, 60)}" if by else ""
    )


def roles_answer(production: Production, members: Sequence[Member]) -> tuple[Block, ...]:
    """Who holds which role; everybody else is crew."""
    lines = [place(member) for member in members]
    shown = [section(clip("\n".join(lines[at : at + 25]), 2_900)) for at in range(0, min(len(lines), 500), 25)]
    return (*shown, quiet(f"<@{production.opened_by}> invited me. Everybody else is crew; guests look on."))


def place(member: Member) -> str:
    """One person's place: "<@U1>: director, craft dp"."""
    craft = "" if member.craft == "unknown" else f", craft {member.craft.replace('_', ' ')}"
    return f"<@{member.person}>: {member.role}{craft}"


def off_the_record(production: Production, *, everybody: bool) -> str:
    """The channel is off the record for today."""
    whose = "the whole crew's" if everybody else "your"
    return (
        f"Off the record until midnight ({safe(production.timezone, 60)}): {whose} notes and reactions in this channel"
        " leave nothing but a count. `/dailies record on` ends it."
    )


def emoji_answer(
    senses: Sequence[tuple[EmojiSense, bool]], senseless: Sequence[tuple[str, int, bool]]
) -> tuple[Block, ...]:
    """What holds in a channel beside the lexicon, and which emoji have no sense: name, how often, if it is known."""
    own = [f"{_name(sense.name)} {meaning(sense)}{'' if here else ', everywhere'}" for sense, here in senses]
    said = own or ["No emoji has a sense of its own here; they mean what the lexicon says."]
    open_ = [
        f"{_name(name)} {_times(count)}, {'used in opposite senses' if known else 'no meaning yet'}"
        for name, count, known in senseless
    ]
    return (*_paragraphs(said), *_paragraphs(open_), quiet(WHICH_EMOJI))


def which_aspect() -> str:
    """`good` and `bad` want an aspect."""
    return f"An aspect is one of {listed(a.replace('_', ' ') for a in sorted(aspects() - {'none', 'overall'}))}."


def emoji_means(sense: EmojiSense) -> str:
    """What one emoji means here."""
    return f"{_name(sense.name)} here: {meaning(sense)}."


def emoji_set(sense: EmojiSense, *, everywhere: bool) -> str:
    """An emoji was given a sense."""
    where = "in every channel without a sense of its own for it" if everywhere else "in this channel"
    return (
        f"{_name(sense.name)} from now on, {where}: {meaning(sense)}. Reactions put before keep what they meant then."
    )


def emoji_taken_back(left: EmojiSense) -> str:
    """An emoji's own sense was taken back; `left` is what holds here now."""
    return f"{_name(left.name)} from now on: {meaning(left)}. Reactions put before keep what they meant then."


def no_own_sense(name: str, *, everywhere: bool) -> str:
    """There was nothing to take back."""
    return f"{_name(name)} has no sense of its own {'for the whole workspace' if everywhere else 'in this channel'}."


def meaning(sense: EmojiSense) -> str:
    """What an emoji means, in few words."""
    if sense.verdict:
        word = {"circle": "a circle", "hold": "a hold", "ng": "an NG"}[sense.verdict]
        return f"{word} from who decides" + (f", {_leaning(sense.valence)} from others" if sense.valence else "")
    if sense.valence is None:
        return "no meaning that is counted; it is used in opposite senses" if sense.known else "no meaning yet"
    if sense.aspect:
        return f"{'good' if sense.valence > 0 else 'bad'} {sense.aspect.replace('_', ' ')}"
    return _leaning(sense.valence)


def _leaning(valence: float) -> str:
    return "liking" if valence > 0 else "disliking" if valence < 0 else "nothing that is counted"


def _name(name: str) -> str:
    return f"`:{safe(name, 100)}:`"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def _paragraphs(lines: Sequence[str]) -> list[Block]:
    """Lines as sections, 25 in each; the most frequent stand first, so that what is beyond the limit is rare."""
    shown = lines[:MOST_EMOJI]
    return [section(clip("\n".join(shown[at : at + 25]), 2_900)) for at in range(0, len(shown), 25)]
