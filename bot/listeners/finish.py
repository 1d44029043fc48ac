"""`/dailies settings master ...`: in which size, and by which model, a production's masters are made."""

from typing import Any

from bot.listeners.edge import Edge
from graphs.vocabulary.lists import allowed

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


def which_master(edge: Edge) -> str:
    """How the setting is written here."""
    example = next(iter(sorted(edge.finishes)), None)
    model = f", a model (`{example}`) or both" if example else ""
    return f"`/dailies settings master 4k` makes masters in 720p, 1080p or 4k{model}; `best` is the camera's finest."
