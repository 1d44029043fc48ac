"""What a message in a thread sets off: decided from how it was read, who wrote it, and what the thread holds. Pure."""

import re
from collections.abc import Sequence
from typing import Literal

from graphs import words
from graphs.review.thread import has_say, ordered
from graphs.revising import revise, whole
from graphs.vocabulary.acts import Act
from graphs.vocabulary.production import Member
from graphs.vocabulary.requests import Reading, ShotRequest
from graphs.vocabulary.shots import Shot, Take, slate_label

SENTENCE = 4  # words; "thanks", "good morning all" are talk
DIGEST_ASKED = re.compile(r"(?:(?:the|a|this week's|weekly)\s+)*digest(?:\s+so far)?(?:,?\s*please)?[.?!]*", re.I)
Way = Literal[
    "come_back",
    "digest_so_far",
    "receipt",
    "note_it",
    "revise_it",
    "another_shot",
    "give_the_word",
    "master_it",
    "drop_it",
    "take_up",
    "recipe",
    "cast_it",
    "take_in",
    "cut",
    "answer",
    "leave",
]
Chosen = tuple[Way, str | None]  # the way, and the sentence that answers


def which_way(
    act: Act,
    reading: Reading,
    member: Member,
    shots: list[Shot],
    takes: list[Take],
    *,
    wished: bool = False,
    dropped: Sequence[Shot] = (),
) -> Chosen:
    """What a message sets off. Talk among the crew that is neither for the bot nor about a take is left alone.

    `wished`: it agrees with what somebody else wished for one of the shots. `dropped`: the thread's shots where all
    of them are; their takes are noted as before, and nothing is rolled.
    """
    if dropped and reading.kind == "feedback":
        return "note_it", None
    if dropped and (reading.kind == "revision" or reading.order in ("roll", "master")):
        return "answer", words.is_dropped(dropped[-1])
    own = [shot for shot in shots if has_say(member, shot)]
    if wished and own and reading.kind != "injection":
        return "take_up", None
    return by_order(act, reading, shots, takes, own) or by_kind(act, reading, shots, takes, bool(own))


def by_order(act: Act, reading: Reading, shots: list[Shot], takes: list[Take], own: list[Shot]) -> Chosen | None:
    """The digest, a recipe, a cut, the word to roll, a drop, a master; None for words that order none of these."""
    if (act.addressed or act.direct) and DIGEST_ASKED.fullmatch(act.text.strip()):
        return "digest_so_far", None
    if reading.recipe is not None and shots:
        missing = missing_number([reading.recipe], takes)
        return ("answer", words.no_such_take(missing, takes)) if missing else ("recipe", None)
    if reading.order == "cut":
        return ("cut", None) if own else ("leave", None)
    others = [shot for shot in ordered(act, reading, shots) if shot not in own]
    if reading.order == "roll":
        if not shots:
            return "answer", words.NO_TAKE_TO_CHANGE
        return ("answer", words.may_not_roll(others[0])) if others else ("give_the_word", None)
    if reading.order == "drop":
        if not shots:
            return "leave", None
        return ("answer", words.may_not_drop(others[0])) if others else ("drop_it", None)
    return to_master(reading, shots, takes, bool(own)) if reading.order == "master" else None


def to_master(reading: Reading, shots: list[Shot], takes: list[Take], may: bool) -> Chosen:
    """ "Master take 2", from those with the say."""
    if not shots:
        return "answer", words.NO_TAKE_TO_CHANGE
    if missing := missing_number(reading.message.ref_take, takes):
        return "answer", words.no_such_take(missing, takes)
    return ("master_it", None) if may else ("answer", words.may_not_roll(shots[-1]))


def by_kind(act: Act, reading: Reading, shots: list[Shot], takes: list[Take], may: bool) -> Chosen:
    """A shot, a revision, a note, a question, or talk."""
    ours = act.addressed or act.direct
    match reading.kind:
        case "new_shot" if reading.slate and any(s.slate == slate_label(reading.slate) for s in shots):
            return "revise_it", None  # a slate that is there is not asked for anew
        case "new_shot" if shots and not names_a_subject(reading.message) and not (reading.material and reading.slate):
            alters = reading.material or changes_something(reading.message, shots, takes)
            return ("revise_it" if alters else "note_it"), None
        case "new_shot" if ours or (may and names_a_camera(reading)):
            return "another_shot", None
        case "revision" if not shots:
            return ("answer", words.NO_TAKE_TO_CHANGE) if ours else ("leave", None)
        case "revision":
            missing = missing_number(reading.message.ref_take, takes)
            return ("answer", words.no_such_take(missing, takes)) if missing else ("revise_it", None)
        case "feedback" if shots:
            return "note_it", None
        case "feedback" | "injection" | "question" if ours:
            answers = {"injection": words.NOT_FOR_WORDS, "question": words.QUESTION}
            return "answer", answers.get(reading.kind, words.NO_TAKE_TO_CHANGE)
        case _:
            return ("answer", words.EMPTY) if ours and no_shot_read(act, shots) else ("leave", None)


def names_a_subject(stated: ShotRequest) -> bool:
    """Whether words say who or what is to be seen. In a thread, "a bit wider" asks for no other shot."""
    return bool(stated.subject_keywords or stated.dialogue or stated.n_shots)


def names_a_camera(reading: Reading) -> bool:
    """Whether words speak of a shot as a camera crew does: "lunch is at noon" in a thread asks for none."""
    fields = ("shot_size", "camera_angle", "camera_movement", "lens", "focal_length_mm", "n_shots")
    return bool(reading.slate) or any(getattr(shot, f) for shot in (reading.message, *reading.shots) for f in fields)


def changes_something(stated: ShotRequest, shots: list[Shot], takes: list[Take]) -> bool:
    """Whether what words state differs from what was asked last: else they only speak of it."""
    before = takes[-1].request if takes else whole(shots[-1].request, shots[-1].filled)
    return bool(revise(before, stated).changes)


def no_shot_read(act: Act, shots: list[Shot]) -> bool:
    """Whether somebody may expect a shot where none was read: nothing typed, or a sentence outside any thread."""
    return not act.text.strip() or (not shots and len(act.text.split()) >= SENTENCE)


def missing_number(named: Sequence[int | str], takes: list[Take]) -> int | None:
    """A take number that the words name and nobody rolled."""
    there = {t.number for t in takes if t.kind == "take"}
    return next((ref for ref in named if isinstance(ref, int) and ref not in there), None)
