"""Buttons and forms: verdicts, another take, the word to roll, a cancel, a changed slate."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from langgraph.runtime import Runtime

from graphs import words
from graphs.crew import Crew
from graphs.crew.entries import Shown, TakeEntry
from graphs.hearing import member_of
from graphs.quiet import quietly
from graphs.resting import DONE, FlowState, Step
from graphs.review.approving import press_approval
from graphs.review.circling import answer_part
from graphs.review.collecting import answer_roll_with
from graphs.review.dropping import DROPS, drop, pick_up
from graphs.review.editing import edit_slate, mean_instead
from graphs.review.giving import press_roll_without
from graphs.review.judged import press_judgement
from graphs.review.masters import press_master
from graphs.review.nearest import press_nearest
from graphs.review.opening import open_takes
from graphs.review.records import bench, from_press
from graphs.review.replies import reply
from graphs.review.rolling import cancel, tell_still_rolling, word_for
from graphs.review.silent import dont_log
from graphs.review.thread import current_act, has_say
from graphs.review.why import ask_why, taken_back
from graphs.review.wishing import grant
from graphs.revising import seed_for
from graphs.showing import show_shot, show_take
from graphs.starting import as_drafted
from graphs.vocabulary.acts import Act
from graphs.vocabulary.feedback import press_id, stands
from graphs.vocabulary.notes import Verdict
from graphs.vocabulary.production import Member
from graphs.vocabulary.shots import Take

PRESSED_TWICE = timedelta(seconds=2)
Press = Callable[[Crew, Act, Member, str], Awaitable[None]]


async def press(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Do what a button or form says, if whoever pressed it may."""
    crew = runtime.context
    act = await current_act(state, crew)
    member = await member_of(crew, act)
    if member.looks_only:
        await quietly(crew, act, words.LOOKS_ONLY)
        return DONE
    await PRESSES[act.action](crew, act, member, act.subject.partition(":")[2])
    return DONE


async def press_roll(crew: Crew, act: Act, member: Member, id: str) -> None:
    """The word, on a slate that waits for it: pressed twice it is one. On a wish's previs, to roll it as wished."""
    if act.subject.startswith("take:"):
        await press_wish(crew, act, member, id, rolls=True)
        return
    shot = await crew.archive.shot(id)
    if not has_say(member, shot):
        await quietly(crew, act, words.may_not_roll(shot))
    elif shot.state in ("slated", "waiting"):
        await word_for(shot, act, crew)


async def press_take_up(crew: Crew, act: Act, member: Member, id: str) -> None:
    """A wish goes into the slate, and nothing rolls yet."""
    await press_wish(crew, act, member, id, rolls=False)


async def press_wish(crew: Crew, act: Act, member: Member, id: str, *, rolls: bool) -> None:
    wish = await crew.archive.take(id)
    shot = await crew.archive.shot(wish.shot)
    if has_say(member, shot):
        await grant(crew, act, shot, wish, rolls=rolls)
    else:
        await quietly(crew, act, words.may_not_roll(shot))


async def press_cancel(crew: Crew, act: Act, member: Member, id: str) -> None:
    """Stop a take, by those with the say; a countdown is stopped by anybody, as by a reply."""
    if act.subject.startswith("shot:"):
        await crew.archive.stop_countdown(id, act.person)
        await show_shot(crew, id)
        return
    take = await crew.archive.take(id)
    shot = await crew.archive.shot(take.shot)
    if has_say(member, shot):
        await cancel(crew, take, act)
    else:
        await quietly(crew, act, words.may_not_roll(shot))


async def press_let_be(crew: Crew, act: Act, member: Member, id: str) -> None:
    """A take that rolls beside a circled one may finish."""
    take = await crew.archive.take(id)
    await crew.room.resay(f"still:{take.id}", act.thread, words.no_longer_rolling(take))


async def press_verdict(crew: Crew, act: Act, member: Member, id: str) -> None:
    verdict: Verdict = act.action  # type: ignore[assignment]  # PRESSES maps the three verdicts here
    if not member.decides:
        await quietly(crew, act, words.may_not_judge())
        return
    take = await crew.archive.take(id)
    at = await bench(crew, act, shown_take(act, take))
    await crew.archive.record_press(act.key, await from_press(crew, at, verdict), crew.clock())
    await show_take(crew, take.id)
    if verdict == "circle":
        await tell_still_rolling(crew, act, take)
    if verdict == "ng":
        await ask_why(crew, act, take, press_id(act.key))


async def press_uncircle(crew: Crew, act: Act, member: Member, id: str) -> None:
    """Take one's own circles on a take back, however they were given."""
    records = await crew.archive.feedback_on(id)
    own = [r for r in records if stands(r) and r.get("verdict") == "circle" and r["rater_id"] == act.person]
    if not own:
        await quietly(crew, act, words.NOT_YOUR_CIRCLE)
        return
    await crew.archive.retract([r["record_id"] for r in own], act.person, crew.clock())
    await show_take(crew, id)


async def press_take_back(crew: Crew, act: Act, member: Member, id: str) -> None:
    """Take one's own NG or hold back, however it was given, with the reason that was given for it."""
    records = await crew.archive.feedback_on(id)
    own = [r["record_id"] for r in records if stands(r) and r["rater_id"] == act.person and r.get("verdict")]
    if not own:
        await quietly(crew, act, words.NOT_YOUR_VERDICT)
        return
    await crew.archive.retract(own, act.person, crew.clock())
    await taken_back(crew, own, act.person)
    await show_take(crew, id)


async def press_again(crew: Crew, act: Act, member: Member, id: str) -> None:
    """Another take of the same request with another seed; a second press at once is the same press."""
    take = await crew.archive.take(id)
    shot = await crew.archive.shot(take.shot)
    if not has_say(member, shot):
        await quietly(crew, act, words.may_not_roll(shot))
        return
    request = await as_drafted(crew, take)
    for made in await crew.archive.takes_of(shot.id):
        same = made.parent == take.id and made.request == request and made.asked_by == act.person
        if same and abs(act.at - made.created_at) < PRESSED_TWICE:
            return
    entry = TakeEntry(
        "take", request, take.prompt, seed_for(take.id, act.key), crew.camera, take.id, material=take.material
    )
    moment = int(act.at.timestamp() / PRESSED_TWICE.total_seconds())  # two flows at once open under one key
    await open_takes(crew, act, shot, [entry], key=f"again:{take.id}:{act.person}:{moment}")


async def press_retry(crew: Crew, act: Act, member: Member, id: str) -> None:
    """Try a failed take again, or one that money kept from rolling."""
    shot = await crew.archive.shot((await crew.archive.take(id)).shot)
    if not has_say(member, shot):
        await quietly(crew, act, words.may_not_roll(shot))
        return
    take = await crew.archive.retry_take(id)
    await crew.wake(f"take:{take.id}")


async def answer_edit(crew: Crew, act: Act, member: Member, id: str) -> None:
    """A slate edited in its form: the slate changes; what has rolled stays, and a new take follows the new words."""
    shot = await crew.archive.shot(id)
    if has_say(member, shot):
        await edit_slate(crew, act, shot)
    else:
        await quietly(crew, act, words.may_not_roll(shot))


async def press_instead(crew: Crew, act: Act, member: Member, id: str) -> None:
    """Words that may mean two things meant the other one."""
    shot = await crew.archive.shot(id)
    if has_say(member, shot):
        await mean_instead(crew, act, shot)
    else:
        await quietly(crew, act, words.may_not_roll(shot))


def shown_take(act: Act, take: Take) -> Shown:
    """The pressed card as what it shows."""
    return Shown(subject=take.kind, id=take.id, shot=take.shot, take=take.id, ref=act.ref)


PRESSES: dict[str, Press] = {
    "roll": press_roll,
    "take_up": press_take_up,
    "cancel": press_cancel,
    "let_be": press_let_be,
    "circle": press_verdict,
    "hold": press_verdict,
    "ng": press_verdict,
    "uncircle": press_uncircle,
    "take_back": press_take_back,
    "again": press_again,
    "master": press_master,
    "nearest": press_nearest,
    "retry": press_retry,
    "approve": press_approval,
    "refuse": press_approval,
    "edit": answer_edit,
    "instead": press_instead,
    "roll_with": answer_roll_with,
    "roll_without": press_roll_without,
    "circle_part": answer_part,
    "reply": reply,
    "confirm": press_judgement,
    "correct": press_judgement,
    "reject": press_judgement,
    "dont_log": dont_log,
    "pick_up": pick_up,
    **dict.fromkeys(DROPS, drop),
}
