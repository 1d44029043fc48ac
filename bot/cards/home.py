"""App Home: how to start, and one person's recent shots with where they stand and what they can do now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.cards import actions as act
from bot.cards.blocks import Block, actions, button, divider, header, quiet, safe, section
from bot.cards.help import help_blocks
from bot.cards.questions import Asked, home_questions
from bot.cards.slate import state_line
from bot.cards.spend import home_spend
from bot.cards.words import camera_words
from graphs.vocabulary.money import Spend
from graphs.vocabulary.shots import Shot, Take

MOST = 10


@dataclass(frozen=True, slots=True)
class HomeShot:
    """One shot on somebody's home: how it stands, its circled takes, and a link to where it was asked."""

    shot: Shot
    takes: tuple[Take, ...]
    previs: tuple[Take, ...]
    circled: tuple[Take, ...]
    link: str


def home_view(
    shots: Sequence[HomeShot], questions: Sequence[Asked] = (), spends: Sequence[Spend] = ()
) -> dict[str, Any]:
    """The published view: what waits for this person's answer comes first, and what was spent after their shots."""
    blocks: list[Block] = [*home_questions(questions), header("Your shots")]
    for shot in shots[:MOST]:
        blocks += _shot(shot)
    if not shots:
        blocks.append(
            section("Nothing asked for yet. Invite me to a channel with `/invite @Dailies`, or write to me here.")
        )
    if spends:
        blocks += [divider(), header("Money"), *home_spend(spends)]
    blocks += [divider(), header("How it works"), *help_blocks()]
    return {"type": "home", "blocks": blocks}


def _shot(entry: HomeShot) -> list[Block]:
    blocks: list[Block] = [section(shot_line(entry))]
    if entry.circled:
        blocks.append(quiet("circled: " + ", ".join(take.label for take in entry.circled[:20])))
    if entry.shot.state == "waiting":
        blocks.append(actions([button(act.ROLL, act.of_shot(entry.shot.id), style="primary")]))
    return blocks


def shot_line(entry: HomeShot) -> str:
    """One shot in one line, linked to where it was asked."""
    name = safe(entry.shot.name, 60)
    asked = safe(", ".join(camera_words(entry.shot.request)) or entry.shot.text, 120)
    linked = f"<{entry.link}|{name}>" if entry.link else name
    return f"*{linked}*  {asked}: {state_line(entry.shot, entry.takes, entry.previs)}"
