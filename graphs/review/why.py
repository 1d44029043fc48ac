"""Verdict, then why: an NG without words is asked about once, of its author alone; its reason goes with it."""

from datetime import datetime, timedelta

from graphs import words
from graphs.crew import Crew
from graphs.crew.entries import Shown
from graphs.crew.questions import REASONS
from graphs.quiet import quietly
from graphs.review.putting import put
from graphs.review.records import bench, from_answer
from graphs.showing import show_take
from graphs.vocabulary.acts import Act
from graphs.vocabulary.feedback import press_id, stands
from graphs.vocabulary.lists import aspects
from graphs.vocabulary.questions import Question
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Take

LATELY = timedelta(minutes=2)
IN_WORDS = "in_words"  # the answer of who wrote a note rather than tapping a reason
GENERAL = ("overall", "none")


async def ask_why(crew: Crew, act: Act, take: Take, verdict: str) -> None:
    """Ask who gave an NG (record `verdict`) why: once for a take and person, not where they said so lately."""
    if await gave_a_reason(crew, act, take):
        return
    shot = await crew.archive.shot(take.shot)
    question = await crew.archive.ask(
        f"why:{take.id}:{act.person}", "why", shot.production, shot.thread, shot.id, take.id, act.person, verdict,
        REASONS, crew.clock(),
    )  # fmt: skip
    await put(crew, question, shot, take)


async def gave_a_reason(crew: Crew, act: Act, take: Take) -> bool:
    """Whether somebody noted a fault on the take in the minutes before."""
    return any(
        r["rater_id"] == act.person
        and r["sentiment"] in ("neg", "mixed")
        and r["aspect"] not in GENERAL
        and act.at - datetime.fromisoformat(r["created_at"]) <= LATELY
        for r in await crew.archive.feedback_on(take.id)
        if stands(r)
    )


async def answered_in_words(crew: Crew, act: Act, take: Take | None) -> None:
    """A note that names a fault is the reason that its author was asked for."""
    if take is None:
        return
    for question in await crew.archive.open_questions_to(act.ref.team, act.person):
        if question.kind == "why" and question.take == take.id and await gave_a_reason(crew, act, take):
            await crew.archive.answer_question(question.id, IN_WORDS, act.person, crew.clock())


async def follow_emoji(crew: Crew, act: Act, shown: Shown) -> None:
    """After an emoji was put on a take or taken away: ask about the NG that stands, drop what was asked of one gone."""
    if shown.take is None:
        return
    for record in await crew.archive.feedback_from(act.ref):
        if record["source"] != "reaction" or record["rater_id"] != act.person or record.get("verdict") != "ng":
            continue
        if stands(record):
            await ask_why(crew, act, await crew.archive.take(shown.take), record["record_id"])
        else:
            await taken_back(crew, [record["record_id"]], act.person)


async def follow_deletion(crew: Crew, ref: Ref, person: str) -> None:
    """A message is gone: so is what was asked about its verdicts and its notes."""
    gone = [r["record_id"] for r in await crew.archive.feedback_from(ref) if r.get("retracted_at")]
    await taken_back(crew, gone, person)


async def taken_back(crew: Crew, records: list[str], by: str) -> None:
    """Records were retracted: what was asked about them is closed, and reasons that were given go with their NG."""
    for record in records:
        await crew.archive.close_questions(record)
    await crew.archive.retract([press_id(reason_key(record)) for record in records], by, crew.clock())


async def nothing_to_look_at(crew: Crew, take: Take) -> None:
    """A take's clip was deleted: its verdicts and their reasons stay, and nobody is asked for more."""
    for record in await crew.archive.feedback_on(take.id):
        await crew.archive.close_questions(record["record_id"])


def reason_key(verdict: str) -> str:
    """The key of the reason that was given for a verdict."""
    return f"why:{verdict}"


async def answer_why(crew: Crew, act: Act, question: Question, value: str) -> None:
    """The reason, tapped or typed, becomes a record on the take."""
    if question.take is None or value not in aspects():
        return
    given = await crew.archive.answer_question(question.id, value, act.person, crew.clock())
    if given is None:
        await quietly(crew, act, words.ANSWERED_ALREADY)
        return
    take = await crew.archive.take(question.take)
    at = await bench(crew, act, Shown(take.kind, take.id, take.shot, take.id, act.ref))
    quote, typed = act.fields.get("words") or None, act.kind == "answered"
    record = await from_answer(crew, at, value, good=False, quote=quote, typed=typed)
    await crew.archive.record_press(reason_key(question.about), record, crew.clock())
    if (await crew.archive.question(question.id)).closed:  # the NG went while its reason came
        await taken_back(crew, [question.about], act.person)
    await show_take(crew, take.id)
