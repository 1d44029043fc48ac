"""Answers to `/dailies`, seen by who asked alone: shots, status, roles, settings, and what is said to a wrong word."""

from collections.abc import Sequence

from bot.cards.blocks import Block, clip, quiet, safe, section
from bot.cards.home import HomeShot, shot_line
from bot.cards.words import listed, money
from graphs.vocabulary.production import CRAFTS, ROLES, Member, Production

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
GRANTED = tuple(role for role in ROLES if role != "guest")
COMMANDS = ("help", "shots", "status", "digest", "roles", "settings")
MOST = 10

NO_PRODUCTION = "There is no production here yet. Invite me with `/invite @Dailies`; whoever does becomes its director."
MAY_NOT_SET = "Roles and settings are for the director, the producer or whoever invited me to change."
LOOKS_ONLY = "Guests look on here. The director can let you in with `/dailies roles @you crew`."
DIGEST_COMES = "Counting the week so far; it comes into the channel in a moment."
WHICH_PERSON = "Name somebody with @, then a role: `/dailies roles @Mara director craft dp`."
NOT_A_BOT = "Bots hold no role here."
WHICH_ROLE = f"A role is one of {listed(GRANTED)}; `guest` takes it away."
WHICH_CRAFT = f"A craft is one of {listed(c.replace('_', ' ') for c in CRAFTS)}."
WHICH_SETTING = "Settings are `word on|off`, `digest monday 09:00` and `timezone Europe/Paris`."
WHICH_WORD = "`/dailies settings word on` has every shot wait for the word; `off` rolls at once."
WHICH_DIGEST = "A digest falls on a weekday at a full hour: `/dailies settings digest monday 09:00`."
WHICH_ZONE = "A time zone is named like `Europe/Paris`."


def unknown(word: str) -> str:
    """A word that is no command."""
    return f"`/dailies {safe(word, 40)}` is none of mine: {listed(f'`{c}`' for c in COMMANDS)} are."


def shots_answer(shots: Sequence[HomeShot], more: bool) -> tuple[Block, ...]:
    """The latest shots, one line each."""
    if not shots:
        return (section("No shots here yet. Mention me with one to begin."),)
    lines = [section(shot_line(shot)) for shot in shots]
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
    day = DAYS[production.digest_day - 1].capitalize()
    return (
        f"*{safe(production.name, 80)}*  {word}; {limit};"
        f" digest {day} {production.digest_hour:02d}:00, {safe(production.timezone, 60)}."
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
