"""A paid camera that takes material along as a model does, and what people do with it: for the tests of material."""

from collections.abc import Sequence
from pathlib import Path

from graphs.cameras.along import fates
from graphs.cameras.fitting import cents
from graphs.cameras.models import read_models
from graphs.crew.camera import Estimate, Fate, Offered
from graphs.vocabulary.refs import FileRef, Ref
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import Take
from tests.flows.stage import DIRECTOR, PricedCamera, Set

FACE = FileRef("F1", "mara.png", "image/png", 10, "https://chat.example/F1")
CAR = FileRef("F2", "car.jpg", "image/jpeg", 10, "https://chat.example/F2")
REQUEST = "close-up on the waitress at the counter, 8 seconds"


class Fitted(PricedCamera):
    """A paid camera that takes along what a model of the table takes."""

    def __init__(self, clip: Path, model: str = "gemini-omni-1.2-flash") -> None:
        super().__init__(clip)
        self.facts = read_models()[model]

    def estimate(self, request: ShotRequest) -> Estimate:
        return Estimate(cents(self.facts, request.duration_s or 8, "720p"), 40.0)

    def along(self, request: ShotRequest, offered: Sequence[Offered]) -> list[Fate]:
        return fates(self.facts, "Omni" if "omni" in self.facts.id else "Veo", request, offered, "720p")


class Choosy(Fitted):
    """It takes whole eights, and makes the clip of a draft finer."""

    mastering = "upscale"

    def refusal(self, request: ShotRequest) -> str | None:
        seconds = request.duration_s or 8
        return None if seconds == 8 else f"It takes 8 seconds; {seconds:g} becomes 8?"

    def nearest(self, request: ShotRequest) -> ShotRequest | None:
        return request.model_copy(update={"duration_s": 8.0}) if self.refusal(request) else None


async def asks(the_set: Set, person: str, text: str, *files: FileRef, thread: Ref | None = None) -> Ref:
    """Somebody asks for a shot (or says something in a thread) with files."""
    return await the_set.does("said", person, text=text, addressed=True, files=files, thread=thread)


async def newest_take(the_set: Set, thread: Ref) -> Take:
    return [take for take in await the_set.takes(thread) if take.kind == "take"][-1]


async def answers_rights(the_set: Set, person: str, thread: Ref, label: str) -> None:
    """Somebody taps an answer under the newest question about rights."""
    await taps(the_set, person, thread, label)
    await the_set.settled()


async def taps(the_set: Set, person: str, thread: Ref, label: str) -> None:
    """Somebody taps one of the choices that were offered last."""
    offered = next(choices for choices in reversed(the_set.chat.choices) if choices)
    choice = next(c for c in offered if c.label == label)
    await the_set.presses(person, choice.action, choice.subject, thread)


async def edits(
    the_set: Set,
    ref: Ref,
    text: str,
    *files: FileRef,
    thread: Ref | None = None,
    at: str = "9",
    person: str = DIRECTOR,
    addressed: bool = True,
) -> None:
    """Somebody changes the words of a message, with the files that are left in it."""
    edit = {"text": text, "addressed": addressed, "fields": {"edit_ts": at}, "files": files}
    await the_set.does("edited", person, ref, thread or ref, **edit)
    await the_set.settled()


async def rolled(the_set: Set, text: str, *files: FileRef) -> Ref:
    """A shot that the director asked for and had rolled once; its thread."""
    thread = await asks(the_set, DIRECTOR, text, *files)
    await the_set.settled()
    await the_set.says(DIRECTOR, "roll it", thread)
    await the_set.settled()
    return thread
