"""What `/dailies cast` answers: a line for each of the library, and how somebody gets into it."""

from bot.cards.blocks import safe
from graphs.vocabulary.material import Material, rights_told

NAME = 60
CAST_EMPTY = "Nobody is in the cast yet."
HOW_TO_ADD = (
    "Drop an image into the channel with `@Dailies cast add waitress`; `/dailies cast remove waitress` takes it out,"
    " `/dailies cast cleared waitress` (`uncleared`, `synthetic`) says whose face it is."
)
WHICH_CAST = f"`/dailies cast` lists the library. {HOW_TO_ADD}"
MAY_NOT_CAST = "Rights are for the director, the AD or the producer to state."


def cast_line(name: str, image: Material | None = None) -> str:
    """One of the cast: "*waitress*  mara.png, cleared, says <@U1>"."""
    if image is None:
        return safe(name, NAME)
    by = f", says <@{safe(image.rights_by, 40)}>" if image.rights_by else ""
    return f"*{safe(name, NAME)}*  {safe(image.file.name, NAME)}, {rights_told(image)}{by}"


def add_by_mention(name: str) -> str:
    """No file comes with a command."""
    who = safe(name, NAME) or "waitress"
    return f"A command carries no file: drop the image into the channel with `@Dailies cast add {who}`."
