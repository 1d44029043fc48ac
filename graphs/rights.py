"""Whose faces may be sent: what is not cleared stops a roll before it, and somebody is asked.

Previs go on. What was said, by whom and when is kept by the archive.
"""

from collections.abc import Sequence

from graphs import words
from graphs.composing import is_awaited
from graphs.crew import Crew
from graphs.crew.room import AlongLine, Choice
from graphs.hearing import member_of
from graphs.material import Going, billed, going
from graphs.quiet import quietly
from graphs.vocabulary.acts import Act
from graphs.vocabulary.material import RIGHTS, Material, Rights, named, rights_told
from graphs.vocabulary.money import Held
from graphs.vocabulary.questions import Possible, Question
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Shot, Take
from graphs.wanting import Wanting

MAY_BE: tuple[Rights, ...] = ("cleared", "not_cleared", "synthetic")


def not_free(along: Sequence[Going]) -> list[Material]:
    """What would go along and is not cleared, or of which nobody said: the one rule for what may roll, by itself or by
    the word, whatever its camera costs."""
    return list(
        dict.fromkeys(one.material for one in along if one.fate.goes and one.material and not one.material.free)
    )


def called(materials: Sequence[Material], along: Sequence[Going] = ()) -> str:
    """Materials by what they are called: "waitress and phone.png"."""
    names = {one.material.id: named(one.piece) for one in along if one.material}
    return words.listed([names.get(material.id, material.file.name) for material in materials])


async def held_for_rights(crew: Crew, take: Take, along: Sequence[Going]) -> bool:
    """Whether a take may not roll yet, since its camera would be sent what is not free; its row then says why."""
    if take.kind != "take" or not (unclear := not_free(along)):
        return False
    cents = crew.cameras[take.camera].estimate(billed(take.request, along)).cents
    await crew.archive.hold_take(take.id, Held("rights", cents, what=called(unclear, along)))
    return True


async def ask_for_take(crew: Crew, take: Take) -> None:
    """A take waits for rights that nobody stated: asked in its thread, once for each material."""
    along = await going(crew, take)
    open_ = [one for one in not_free(along) if one.rights is None]
    shot = await crew.archive.shot(take.shot)
    if open_:
        await ask_rights(crew, open_, called(open_, along), shot.production, shot.thread, shot.id)


async def ask_rights(
    crew: Crew,
    materials: Sequence[Material],
    names: str,
    production: str,
    thread: Ref,
    shot: str | None,
    before: str = "",
) -> None:
    """Ask what the rights are, once a thread for those materials; nothing is asked where all of them are said.

    `before` is what else there is to say: one act gets one message.
    """
    open_ = [one for one in materials if one.rights is None]
    if not open_:
        return
    about = " ".join(sorted(one.id for one in open_))
    question = await crew.archive.ask(
        f"rights:{about}:{thread.key}", "rights", production, thread, shot, None, None, about,
        [Possible(RIGHTS[each].capitalize(), each) for each in MAY_BE], crew.clock(),
    )  # fmt: skip
    choices = tuple(Choice(p.label, "reply", f"question:{question.id} {p.value}") for p in question.possible)
    said = " ".join(filter(None, [before, words.asks_rights(names, len(open_))]))
    await crew.room.say(f"question:{question.id}", thread, said, choices)


async def tell_given(crew: Crew, act: Act, shot: Shot, wants: Wanting) -> None:
    """What came with a message: a word about what is of no use, and a question about rights, in one message."""
    told = " ".join(filter(None, [*wants.strays, wants.trouble]))
    unsaid = [one for one in wants.given if one.rights is None]
    if unsaid:
        await ask_rights(crew, unsaid, called(unsaid), shot.production, shot.thread, shot.id, told)
    elif told:
        await crew.room.say(f"strays:{act.key}", shot.thread, told)


async def answer_rights(crew: Crew, act: Act, question: Question, value: str) -> None:
    """Somebody said what the rights are: who gave the file, or who has the say."""
    member = await member_of(crew, act)
    materials = await crew.archive.material(question.about.split())
    if value not in RIGHTS or not materials:
        return
    if not (member.may_roll or all(one.by == act.person for one in materials)):
        await quietly(crew, act, words.MAY_NOT_CLEAR)
        return
    answered = await crew.archive.answer_question(question.id, value, act.person, crew.clock())
    if answered is None:
        await quietly(crew, act, words.ANSWERED_ALREADY)
        return
    rights: Rights = value
    await state(crew, materials, rights, act.person)
    person = await crew.archive.person(act.ref.team, act.person)
    said = words.rights_said(called(materials), RIGHTS[rights], person.name if person else "")
    await crew.room.resay(f"question:{question.id}", question.thread, said)


async def state(crew: Crew, materials: Sequence[Material], rights: Rights, by: str) -> None:
    """Keep what somebody said; takes that waited for it go on, and slates that show it are shown anew."""
    for work in await crew.archive.state_rights([one.id for one in materials], rights, by, crew.clock()):
        await crew.wake(work)


def along_lines(along: Sequence[Going]) -> tuple[AlongLine, ...]:
    """What would go along with a shot's next take, as its card tells it."""
    lines = []
    for one in along:
        rights = rights_told(one.material) if one.material else ""
        goes = one.fate.goes is not None
        lines.append(AlongLine(named(one.piece), rights, goes, one.fate.why, goes and is_awaited(one.piece, one.take)))
    return tuple(lines)
