"""How a question is put to one person: its sentence and its answers to tap, the same in a whisper and in App Home.

What an answer does is in graphs/review/replies.py.
"""

from graphs.crew.room import Choice
from graphs.vocabulary.questions import Possible, Question
from graphs.vocabulary.shots import Shot, Take

REPLY = "reply"  # its subject: "question:{id} {value}"
SAY_WHY = "say_why"  # opens the form for any other reason
QUOTE = 160  # characters of a note

# The reasons offered first for an NG; every other aspect is behind "Something else...".
REASONS = (
    Possible("Hands, faces, bodies", "anatomy"),
    Possible("Not what was asked", "prompt_adherence"),
    Possible("Continuity", "continuity"),
    Possible("Performance", "performance"),
    Possible("Camera move", "camera_movement"),
    Possible("Framing", "framing"),
    Possible("Light", "lighting"),
    Possible("Physics", "physics"),
)
DID_IT = (Possible("Yes", "addressed"), Possible("No", "not_addressed"), Possible("Can't tell", "cannot_tell"))


def sentence(question: Question, shot: Shot, take: Take, words: str) -> str:
    """The question in words. `words` are those of the note that it is about, where it is about one."""
    name = f"{shot.name} {take.label}"
    if question.kind == "addressed":
        said = words if len(words) <= QUOTE else f"{words[:QUOTE]}…"
        return f"Did {name} do what you noted, “{said}”?"
    return f"NG on {name}: what is wrong with it?"


def answers_to(question: Question) -> tuple[Choice, ...]:
    """The answers to tap; after the reasons for an NG one more, which asks for words."""
    offered = tuple(Choice(p.label, REPLY, f"question:{question.id} {p.value}") for p in question.possible)
    if question.kind == "why":
        return (*offered, Choice("Something else...", SAY_WHY, f"question:{question.id}"))
    return offered
