"""How a note was read, looked at by a person: right, put right, or no note. Kept as such beside the machine's reading.

The view in which it is done is the bot's (bot/listeners/judging.py).
"""

from typing import Any, Literal, get_args

from graphs.crew import Crew
from graphs.quiet import quietly
from graphs.showing import show_take
from graphs.vocabulary.acts import Act
from graphs.vocabulary.feedback import stands
from graphs.vocabulary.lists import aspects
from graphs.vocabulary.notes import Intent, Sentiment
from graphs.vocabulary.production import Member
from graphs.vocabulary.refs import Ref

Record = dict[str, Any]
Judgement = Literal["confirmed", "corrected", "rejected"]

KINDS: dict[str, Judgement] = {"confirm": "confirmed", "correct": "corrected", "reject": "rejected"}
FAULTS = ("reading", "default", "prompt", "model", "brief")
VALENCES = {"pos": 1.0, "neg": -1.0, "mixed": 0.0, "neutral": None}
VERDICT_OF = {"approval": "circle", "rejection": "ng"}
MAY_NOT = "How a note was read is for its author, the director, the AD, the producer or a researcher to judge."
GONE = "That note was edited or deleted meanwhile; *Notes* shows how it reads now."


def may_judge(member: Member, record: Record) -> bool:
    """Who may say how a note was meant: its author, director, AD, producer, researchers. Guests look on."""
    trusted = member.may_roll or member.role == "researcher" or member.person == record["rater_id"]
    return trusted and not member.looks_only


async def press_judgement(crew: Crew, act: Act, member: Member, id: str) -> None:
    """One tap on one item of a note; the cards of the takes that it touches follow."""
    record = await crew.archive.feedback_record(id)
    if record is None:
        return
    if not may_judge(member, record):
        await quietly(crew, act, MAY_NOT)
        return
    body = await correction(crew, act, record) if act.action == "correct" else {}
    if body or act.action != "correct":
        judged = await crew.archive.judge(id, KINDS[act.action], body, act.person, act.key, crew.clock())
        if judged is None:
            await quietly(crew, act, GONE)
            return
    await update_mark(crew, record)
    for take in await takes_touched(crew, id):
        await show_take(crew, take)


async def takes_touched(crew: Crew, id: str) -> list[str]:
    """The takes that a record is on or was on: after a crash, too, it is known which cards may tell old news."""
    bodies = [event["body"] for event in await crew.archive.history(id)]
    return sorted({body["take_id"] for body in bodies if body.get("take_id")})


async def update_mark(crew: Crew, record: Record) -> None:
    """A message of which nothing is logged any more loses its mark, and gets it again with the first item."""
    raw = record["raw_ref"]
    ref = Ref(raw["team"], raw["channel"], raw["ts"])
    if record["source"] != "text":
        return
    if any(stands(r) and r["source"] == "text" for r in await crew.archive.feedback_from(ref)):
        await crew.room.mark(ref, "logged")
    else:
        await crew.room.unmark(ref, "logged")


async def correction(crew: Crew, act: Act, record: Record) -> Record:
    """What an act puts right, with all that hangs on it; only known values, and only what differs."""
    said, body = act.fields, Record()
    if said.get("aspect") in aspects():
        body["aspect"] = said["aspect"]
    if said.get("sentiment") in get_args(Sentiment) and said.get("intent") in get_args(Intent):
        body |= as_meant(record, said["sentiment"], said["intent"])
    if said.get("take_id"):
        body |= await on_take(crew, record, said["take_id"])
    if "attribution" in said and said["attribution"] in (*FAULTS, None):
        body["attribution"] = said["attribution"]
    return {field: value for field, value in body.items() if record.get(field) != value}


def as_meant(record: Record, sentiment: Sentiment, intent: Intent) -> Record:
    """Judgement and kind of a note. A verdict that the words no longer give goes with them."""
    meant: Record = {"sentiment": sentiment, "valence": VALENCES[sentiment], "intent": intent}
    verdict = record.get("verdict")
    if verdict and intent != record["intent"] and VERDICT_OF.get(intent) != verdict:
        meant["verdict"] = None
    return meant


async def on_take(crew: Crew, record: Record, take_id: str) -> Record:
    """A note on another take of its shot: the chain behind the picture is that take's."""
    if not record.get("shot_id"):
        return {}
    take = next((t for t in await crew.archive.takes_of(record["shot_id"]) if t.id == take_id), None)
    if take is None:
        return {}
    attempts = await crew.archive.attempts_of(take.id)
    chain = {**(record.get("chain") or {}), "prompt": take.id, "attempt": attempts[-1].id if attempts else None}
    moved: Record = {"take_id": take.id, "subject": take.kind, "chain": chain}
    if take.kind != "take":
        moved["verdict"] = None
    return moved
