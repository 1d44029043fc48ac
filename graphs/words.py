"""What the bot says in a thread beside its cards: one sentence for each case."""

from graphs.vocabulary.shots import Shot, Take

EMPTY = (
    "Tell me the shot: size, move, who and where. For example: low angle on the courier, slow push in, rain, 8 seconds."
)
QUESTION = "I take shot requests and notes; `/dailies help` shows what to type and what a reaction does."
NO_TAKE_TO_CHANGE = "There is no take here to change. Ask in a take's thread, or describe the shot."
NOT_FOR_WORDS = "Words in a thread can't do that; verdicts and roles are set by the people who hold them."
LOOKS_ONLY = "Guests look on here. The director can let you in with `/dailies roles @you crew`."
LOST_SHARE = "The clip of {take} is rendered, but the chat did not show it. Nothing was charged."
NOT_AN_IMAGE = "{name} is not an image I can read, so it does not go along as a reference; PNG, JPEG or WebP does."
NOT_YOUR_CIRCLE = "That circle is not yours to take back; whoever gave it can."


def no_such_take(number: int, takes: list[Take]) -> str:
    """Somebody named a take that is not there."""
    there = sorted(t.number for t in takes if t.kind == "take")
    if not there:
        return f"There is no take {number} here yet."
    have = f"is take {there[0]}" if len(there) == 1 else f"are takes {there[0]} to {there[-1]}"
    return f"There is no take {number} here; there {have}."


def may_not_roll(shot: Shot) -> str:
    """Somebody without the say wanted a roll."""
    return f"A roll of {shot.name} is for whoever asked for it, the director, the AD or the producer to set off."


def may_not_judge() -> str:
    """Somebody without the say pressed a verdict."""
    return "A verdict is the director's; your reaction or note counts beside it."
