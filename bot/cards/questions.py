"""Questions to one person: their answers as rows of buttons, their place in App Home, and the form for other reasons.

Their sentences are in graphs/crew/questions.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.cards.actions import SAY_WHY
from bot.cards.blocks import INPUT, VISIBLE, Block, actions, button, divider, header, plain, quiet, safe, section
from bot.cards.words import aspect, capital
from graphs.crew.questions import answers_to
from graphs.crew.room import Choice
from graphs.vocabulary.lists import taxonomy
from graphs.vocabulary.questions import Question

MOST = 5
BLOCK_ID = 255
ASPECT, WORDS = "aspect", "words"
VALUE = "value"  # the action id of every input: the block's id says which field it is
NOT_CRAFT = ("none",)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on somebody's home: its sentence, and a link to the take's thread."""

    question: Question
    words: str
    link: str


def rows(choices: Sequence[Choice]) -> list[Block]:
    """Answers to tap, three in a row. A row keeps its name: a home that is published anew can still be tapped."""
    made = [button(c.action, c.subject, c.label) for c in choices]
    return [
        actions(made[at : at + VISIBLE]) | {"block_id": made[at]["value"][:BLOCK_ID]}
        for at in range(0, len(made), VISIBLE)
    ]


def home_questions(asked: Sequence[Asked]) -> list[Block]:
    """The top of App Home: what waits for this person's answer. Nothing where nothing does."""
    if not asked:
        return []
    blocks: list[Block] = [header("Questions")]
    for each in asked[:MOST]:
        linked = f"  <{each.link}|in its thread>" if each.link else ""
        blocks += [section(f"{safe(each.words, INPUT // 2)}{linked}"), *rows(answers_to(each.question))]
    if len(asked) > MOST:
        blocks.append(quiet(f"{len(asked) - MOST} more when these are answered"))
    return [*blocks, divider()]


def why_form(words: str, metadata: str) -> dict[str, Any]:
    """The form for a reason that is not among those to tap."""
    craft = [each["id"] for each in taxonomy()["aspects"] if each["id"] not in NOT_CRAFT]
    options = [{"text": plain(capital(aspect(each))), "value": each} for each in craft]
    typed = {"type": "plain_text_input", "action_id": VALUE, "multiline": True, "max_length": INPUT}
    return {
        "type": "modal",
        "callback_id": SAY_WHY,
        "private_metadata": metadata,
        "title": plain("What is wrong"),
        "submit": plain("Log it"),
        "close": plain("Leave"),
        "blocks": [
            section(safe(words, INPUT // 2)),
            {
                "type": "input",
                "block_id": ASPECT,
                "label": plain("It is about"),
                "element": {"type": "static_select", "action_id": VALUE, "options": options},
            },
            {
                "type": "input",
                "block_id": WORDS,
                "optional": True,
                "label": plain("In your words"),
                "element": typed,
            },
        ],
    }
