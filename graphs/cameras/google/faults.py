"""Troubles as faults with words for the thread: what happened, whether it cost, what to do. Google's words stay out."""

import random
import re

from graphs.cameras.google.troubles import Trouble
from graphs.errors import Busy, CameraFault, CannotTell
from graphs.vocabulary.spoken import money

ACCESS = "Dailies can't reach the model; an admin must look at key, billing or region. Nothing was charged."
ACCESS_WHILE_ROLLING = (
    "Dailies can't reach the model any more; an admin must look at key, billing or region. The render may have cost."
)
UNCLEAR = "I can't tell whether it rolled. Roll again?"
NOT_TAKEN = "The camera did not take the request{about}. Nothing was charged."
STILL_BUSY = "The camera's quota is used up, and it took nothing for an hour. Nothing was charged."
PARAMETERS = {
    r"duration": "the length",
    r"aspect.?ratio": "the format",
    r"resolution": "the resolution",
    r"seed": "the seed",
    r"reference": "the reference images",
    r"last.?frame": "the last frame",
    r"image|frame": "the image that goes along",
    r"video": "the clip that goes along",
    r"person.?generation": "people in the picture",
    r"negative": "what must not be seen",
    r"prompt|text|input": "the words",
    r"bucket|gcs|storage": "the bucket; an admin must look at it",
}
FIRST_WAIT_S, LONGEST_WAIT_S = 5.0, 300.0


def wait_s(tries: int, told_s: float | None, first_s: float = FIRST_WAIT_S) -> float:
    """How long to wait after so many failures: doubled each time, with jitter, never before Google wants it."""
    grown = min(first_s * 2.0 ** min(tries, 16), LONGEST_WAIT_S)
    jittered = grown * random.uniform(0.75, 1.25)
    return max(jittered, told_s * random.uniform(1.0, 1.1)) if told_s is not None else jittered


def fault_of_submit(trouble: Trouble, tries: int, first_s: float = FIRST_WAIT_S) -> CameraFault:
    """What a submit's trouble becomes. A missing model is the camera's to judge and does not come here."""
    about = f"submit: {trouble.kind} {trouble.status or ''} {trouble.message}"
    match trouble.kind:
        case "busy" | "unreached":
            return Busy(about, after_s=wait_s(tries, trouble.after_s, first_s))
        case "access":
            return CameraFault(about, words=ACCESS)
        case "unclear":
            return CannotTell(about, words=UNCLEAR)
        case _:
            return CameraFault(about, words=NOT_TAKEN.format(about=named(trouble.message)))


def with_cost(words: str, cents: int) -> str:
    """A sentence with what it cost all the same, where that is known."""
    return f"{words} It cost {money(cents)}." if cents else words


def named(message: str) -> str:
    """Which parameter Google's sentence is about, in our words: ": it is about the length"; empty where unknown."""
    for pattern, word in PARAMETERS.items():
        if re.search(pattern, message, re.I):
            return f": it is about {word}"
    return ""
