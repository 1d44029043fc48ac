"""Circle a part: from where to where, as handed in by who decides. Reading a part out of words is parts.py's."""

from graphs import words
from graphs.crew import Crew
from graphs.crew.entries import Shown
from graphs.quiet import quietly
from graphs.review.parts import timecodes_of
from graphs.review.records import bench, from_press
from graphs.review.rolling import tell_still_rolling
from graphs.showing import show_take
from graphs.vocabulary.acts import Act
from graphs.vocabulary.feedback import stands
from graphs.vocabulary.notes import Part
from graphs.vocabulary.production import Member


async def answer_part(crew: Crew, act: Act, member: Member, id: str) -> None:
    """The form handed in: the standing circle means that part, or the take is circled with it."""
    if not member.decides:
        await quietly(crew, act, words.may_not_judge())
        return
    take = await crew.archive.take(id)
    part = Part(in_s=act.fields["in_s"], out_s=act.fields["out_s"])
    timecodes = await timecodes_of(crew, take, part)
    circles = [r for r in await crew.archive.feedback_on(id) if stands(r) and r.get("verdict") == "circle"]
    if circles:
        body = {"timecodes": timecodes}
        await crew.archive.judge(circles[-1]["record_id"], "corrected", body, act.person, act.key, crew.clock())
    else:
        at = await bench(crew, act, Shown(take.kind, take.id, take.shot, take.id, act.ref))
        record = await from_press(crew, at, "circle") | {"timecodes": timecodes}
        await crew.archive.record_press(act.key, record, crew.clock())
        await tell_still_rolling(crew, act, take)
    await show_take(crew, id)
