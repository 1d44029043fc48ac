"""What goes along with a roll, on its card: each thing with its rights, what stays here and why; the form's choice."""

from collections.abc import Iterable

from bot.cards.blocks import Block, plain, quiet, safe
from bot.cards.words import listed
from graphs.crew.room import AlongLine, ShotView
from graphs.vocabulary.shots import Shot

NAME = 80
WHY = 300
MOST = 8
COMPOSITION = "composition"  # the input of the edit form
WITH, WITHOUT = "with", "without"
CHOICES = {WITHOUT: "the words alone", WITH: "the previs's frame, for where things stand"}


def along(view: ShotView) -> Iterable[Block]:
    """A quiet line for what goes, one for each reason why something stays."""
    shown = view.along[:MOST]
    if going := [named(line) for line in shown if line.goes and not line.why]:
        yield quiet(f"goes along: {listed(going)}")
    for why in dict.fromkeys(line.why for line in shown if line.why):
        names = [named(line) for line in shown if line.why == why]
        goes = any(line.goes for line in shown if line.why == why)
        yield quiet(f"{'goes along' if goes else 'stays here'}: {listed(names)}; {safe(why, WHY)}")


def named(line: AlongLine) -> str:
    """A thing with its rights, where it has some: "waitress (cleared)"."""
    return safe(line.what, NAME) + (f" ({line.rights})" if line.rights else "")


def composition_input(shot: Shot, element_id: str) -> Block:
    """The choice whether the previs's frame goes along; off until somebody turns it on."""
    chosen = WITH if any(piece.plays == "composition" for piece in shot.material) else WITHOUT
    options = {value: {"text": plain(label), "value": value} for value, label in CHOICES.items()}
    return {
        "type": "input",
        "block_id": COMPOSITION,
        "optional": True,
        "label": plain("Composed from"),
        "element": {
            "type": "static_select",
            "action_id": element_id,
            "options": list(options.values()),
            "initial_option": options[chosen],
        },
    }
