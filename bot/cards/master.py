"""Draft and master on cards: what a master comes from, how it keeps the picture, and the button that makes one."""

from bot.cards import actions as act
from bot.cards.words import money
from graphs.crew.room import Master, TakeView
from graphs.vocabulary.shots import Kept

MADE: dict[Kept, str] = {
    "upscale": "made finer from its clip, keeps the picture",
    "edit": "edit of its clip, keeps the picture",
    "frames": "rolled anew from its first frame, with its seed and words",
    "new": "rolled anew with its seed and words, may look different",
}


def master_of(view: TakeView) -> str:
    """The lineage of a master: "master of take 2 in 4k: made finer from its clip, keeps the picture"."""
    draft = view.parent.label if view.parent else "a draft"
    size = f" in {view.take.request.resolution}" if view.take.request.resolution else ""
    how = f": {MADE[view.take.keeps]}" if view.take.keeps else ""
    return f"master of {draft}{size}{how}"


def master_label(master: Master) -> str:
    """The button, with what it costs: "Master in 4k, $1.68"."""
    size = f" in {master.size}" if master.size else ""
    return f"{LABEL}{size}, {money(master.cents)}"


LABEL = act.LABELS[act.MASTER]
