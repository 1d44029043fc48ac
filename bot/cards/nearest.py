"""The button beside a refusal: it takes the nearest that the camera can do, and says what that is."""

from collections.abc import Iterable

from bot.cards import actions as act
from bot.cards.blocks import Block, button


def nearest_button(subject: str, nearest: Iterable[str]) -> Block:
    """ "Make it 8 s"."""
    return button(act.NEAREST, subject, f"Make it {', '.join(nearest)}", style="primary")
