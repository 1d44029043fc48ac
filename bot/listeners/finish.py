"""`/dailies settings master ...` and `autoroll ...`: how masters are made, and whether shots roll by themselves."""

from typing import Any

from bot.listeners.edge import Edge
from graphs.vocabulary.lists import allowed

SHORTEST_S, LONGEST_S = 10, 600  # of a countdown that somebody can answer
BEST = ("best", "off", "default")


def master_change(edge: Edge, words: tuple[str, ...]) -> dict[str, Any] | None:
    """What `4k`, `veo-3.1-generate-001 4k` or `best` change of a production; None where the words are none of these.

    What is not named goes back to the camera's own: its best size, the camera that made the draft.
    """
    change = {"master_size": "", "master_camera": ""}
    if len(words) == 1 and words[0].lower() in BEST:
        return change
    for word in words:
        if word.lower() in allowed("resolution") and not change["master_size"]:
            change["master_size"] = word.lower()
        elif word.lower() in edge.finishes and not change["master_camera"]:
            change["master_camera"] = edge.finishes[word.lower()]
        else:
            return None
    return change if words else None


def seconds_in(words: tuple[str, ...]) -> int | None:
    """The seconds that `30` or `off` (0) name; None where the words name none that people can answer within."""
    match [word.lower().removesuffix("s") for word in words]:
        case ["off" | "no" | "0"]:
            return 0
        case [number] if number.isdecimal() and SHORTEST_S <= int(number) <= LONGEST_S:
            return int(number)
    return None


def which_master(edge: Edge) -> str:
    """How the setting is written here."""
    example = next(iter(sorted(edge.finishes)), None)
    model = f", a model (`{example}`) or both" if example else ""
    return f"`/dailies settings master 4k` makes masters in 720p, 1080p or 4k{model}; `best` is the camera's finest."
