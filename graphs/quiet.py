"""One sentence for whoever acted, seen by nobody else."""

from graphs.crew import Crew
from graphs.vocabulary.acts import Act


async def quietly(crew: Crew, act: Act, sentence: str, under: str = "press") -> None:
    """Tell whoever acted. An act gets one sentence `under` a name: an answer to a press, or to words."""
    await crew.room.whisper(f"{under}:{act.key}", act.thread, act.person, sentence)
