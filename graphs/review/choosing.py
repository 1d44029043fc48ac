"""Which take a revision starts from: the one it names, the only one it can mean, else one question and nothing paid."""

from collections.abc import Sequence

from graphs import words
from graphs.crew import Crew
from graphs.crew.entries import TakeEntry
from graphs.crew.room import Choice
from graphs.hearing import member_of, read, takes_in
from graphs.prompting import words_of, write_prompt
from graphs.quiet import quietly
from graphs.review.opening import open_takes
from graphs.review.thread import called, shots_meant
from graphs.revising import SAID, longer, revise, seed_for, takes_wanted, told_changes
from graphs.rights import tell_given
from graphs.starting import as_drafted, as_long_as_rolls
from graphs.vocabulary.acts import Act
from graphs.vocabulary.production import Member
from graphs.vocabulary.questions import Possible, Question
from graphs.vocabulary.requests import Reading, ShotRequest
from graphs.vocabulary.shots import Shot, Take
from graphs.vocabulary.spoken import CARRIED
from graphs.wanting import along_with, own_words, wanting

MOST_OFFERED = 5


def named_take(reading: Reading, takes: list[Take]) -> Take | None:
    """The take whose number the words name."""
    ref = next((ref for ref in reading.message.ref_take if isinstance(ref, int)), None)
    return next((t for t in reversed(takes) if t.number == ref), None) if ref is not None else None


def could_be_meant(takes: list[Take]) -> list[Take]:
    """The takes that words without a number may mean: the newest that was seen, and those that roll since."""
    seen = [t for t in takes if t.state == "screened"]
    rolling = [t for t in takes if not t.ended and not t.master and (not seen or t.created_at > seen[-1].created_at)]
    return ([*seen[-1:], *rolling] or takes[-1:])[:MOST_OFFERED]


def waits_last(shot: Shot, takes: list[Take]) -> bool:
    """Whether a shot was asked for after all that rolled, and nothing of it has: words without a slate mean it."""
    seen = [t.clip_ref for t in takes if t.clip_ref]
    others = all(t.shot != shot.id for t in takes) and all(t.ended or t.clip_ref for t in takes)
    return others and all(ref < shot.asked_in for ref in seen)


def names_only_a_take(reading: Reading) -> bool:
    """`2 sorry`: a number and nothing to change. With a question open it is the answer."""
    stated = stated_by(reading)
    changes = any(getattr(stated, field) for field in CARRIED) or stated.n_takes
    return not changes and any(isinstance(ref, int) for ref in reading.message.ref_take)


def stated_by(reading: Reading) -> ShotRequest:
    """What a revision's words state."""
    return reading.shots[0] if reading.shots else reading.message


async def ask_which(crew: Crew, act: Act, row: int, reading: Reading, meant: list[Take], shots: Sequence[Shot]) -> None:
    """Ask once, with a free previs from the take that everybody has seen. `shots` are those that the takes are of."""
    shots = [s for s in shots if any(take.shot == s.id for take in meant)]
    shot = next(s for s in shots if s.id == meant[0].shot)
    possible = [Possible(label_of(take, shots), take.id) for take in meant]
    question = await crew.archive.ask(
        which_take_key(act), "which_take", shot.production, act.thread, shot.id, meant[0].id, None, str(row),
        possible, crew.clock(),
    )  # fmt: skip
    await put(crew, act, reading, question, meant[0], shot)


async def put(crew: Crew, act: Act, reading: Reading, question: Question, seen: Take, shot: Shot) -> None:
    """Say a question that is asked, and draw the previs of its first answer; a second time does nothing."""
    possible = question.possible
    await crew.room.say(
        f"question:{question.id}",
        act.thread,
        words.which_take([p.label for p in possible]),
        tuple(
            Choice(p.label[:1].upper() + p.label[1:], "reply", f"question:{question.id} {p.value}") for p in possible
        ),
    )
    if seen.state == "screened":
        await open_revision(crew, act, reading, seen, shot, rolls=False, suffix=":previs")


def which_take_key(act: Act) -> str:
    """The key of the question which take an act meant."""
    return f"which_take:{act.key}"


async def acted_on(crew: Crew, act: Act, reading: Reading) -> bool:
    """Whether an earlier look at an act, broken off, opened its takes or asked about them.

    The thread looks otherwise since: decided anew, the same words would be asked about their own take. What that look
    left undone is done.
    """
    question = await crew.archive.question_asked(which_take_key(act))
    if question and question.open and question.shot and question.take:
        seen = await crew.archive.take(question.take)
        await put(crew, act, reading, question, seen, await crew.archive.shot(question.shot))
    takes = await crew.archive.takes_opened_by(act.key, [s.id for s in await crew.archive.shots_in(act.thread)])
    for take in takes:
        await crew.wake(f"take:{take.id}")
    return bool(question or takes)


def label_of(take: Take, shots: Sequence[Shot]) -> str:
    return called(take, shots) if take.ended else f"{called(take, shots)} (rolling)"


async def asked_which(crew: Crew, act: Act) -> list[Question]:
    """The open questions of the thread which take was meant."""
    return [q for q in await crew.archive.open_questions_in(act.thread) if q.kind == "which_take"]


async def answer_by_number(crew: Crew, act: Act, reading: Reading, takes: list[Take]) -> bool:
    """Whether words that name a take and nothing else answered an open question of the thread.

    A number that several of the offered takes have is asked about once more.
    """
    asked = await asked_which(crew, act)
    take = named_take(reading, takes)
    if not asked or take is None:
        return False
    offered = {possible.value for possible in asked[-1].possible}
    same = [t for t in takes if t.number == take.number and t.id in offered]
    if len(same) > 1:
        labels = [label for t in same if (label := asked[-1].label_of(t.id))]
        await quietly(crew, act, words.which_take(labels), under="answer")
        return True
    await answer_which_take(crew, act, asked[-1], (same or [take])[0].id)
    return True


async def answer_which_take(crew: Crew, act: Act, question: Question, value: str) -> None:
    """Somebody with the say chose the take that a revision starts from: it is rolled as it was asked for."""
    asked = await crew.archive.act(int(question.about))
    if asked is None or question.shot is None:
        return
    source = await crew.archive.take(value)
    shot = await crew.archive.shot(source.shot)  # takes of several shots may have been offered
    member = await member_of(crew, act)
    if not (member.may_roll or act.person in (shot.asked_by, asked.person)):
        await quietly(crew, act, words.may_not_roll(shot))
        return
    if await crew.archive.answer_question(question.id, value, act.person, crew.clock()) is None:
        return
    reading, _ = await read(crew, asked)
    await open_revision(crew, asked, reading, source, shot, rolls=True)
    await crew.room.resay(
        f"question:{question.id}", question.thread, words.from_take(source, await as_offered(crew, question, source))
    )


async def as_offered(crew: Crew, question: Question, take: Take) -> str:
    """A take's name among those that a question offered."""
    offered = [await crew.archive.take(possible.value) for possible in question.possible]
    shots = [await crew.archive.shot(key) for key in dict.fromkeys(t.shot for t in (*offered, take))]
    return called(take, shots)


async def may_set_rolling(crew: Crew, act: Act, shot: Shot) -> bool:
    """Whether what somebody says may roll: said to the bot, or by those with the say."""
    member: Member = await member_of(crew, act)
    return act.addressed or act.direct or member.may_roll or act.person == shot.asked_by


async def open_revision(
    crew: Crew, act: Act, reading: Reading, source: Take, shot: Shot, *, rolls: bool, suffix: str = ""
) -> None:
    """Open the takes that a revision asks for, or (`rolls` False) a free previs of it under its author's name."""
    stated, said = stated_by(reading), own_words(act, reading)
    wants = await wanting(crew, act, reading, shot.production, [shot], await crew.archive.takes_of(shot.id))
    if wants.trouble:
        await tell_given(crew, act, shot, wants)
        return
    along = await along_with(crew, wants, source, shot)
    revision = longer(revise(await as_drafted(crew, source), stated), along.longer_s)
    if not any(piece.plays in ("source", "extend") for piece in along.material):  # a clip has its own length
        revision = as_long_as_rolls(crew, source, revision)
    prompt = write_prompt(revision.request, ". ".join(filter(None, [words_of(source.prompt), said])))
    changes = (*along.changes, *told_changes(revision, stated, said))
    if not rolls:
        changes = changes or (act.text.strip()[:SAID] or "as said",)
    entries = [
        TakeEntry(
            kind="take" if rolls else "previs",
            request=revision.request,
            prompt=prompt,
            seed=source.seed if changes and i == 0 else seed_for(shot.id, act.key, str(i)),
            camera=crew.camera if rolls else crew.previs,
            parent=source.id,
            changes=changes,
            already=revision.already,
            material=along.material,
            unread=reading.unread,
            fallback=reading.fallback,
        )
        for i in range(takes_wanted(stated) if rolls else 1)
    ]
    await open_takes(crew, act, shot, entries, suffix)
    await tell_given(crew, act, shot, wants)


async def takes_meant(crew: Crew, act: Act, points: Sequence[int]) -> tuple[list[Shot], list[Take]]:
    """The shots that an act is about, and their takes that a revision may start from, oldest first."""
    shots = await shots_meant(crew, act, points)
    takes = [t for t in await takes_in(crew, shots) if t.kind == "take" and t.state not in ("failed", "cancelled")]
    return shots, takes
