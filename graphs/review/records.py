"""Feedback records: what one judgement is stored as, with the whole chain behind it and what its author could see."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from graphs.crew import Crew
from graphs.crew.entries import Shown
from graphs.crew.reading import Extractor, extractor_of
from graphs.crew.room import clip_key
from graphs.hearing import member_of, production_of, takes_in
from graphs.review.parts import timecodes_of
from graphs.review.thread import pointed_at
from graphs.vocabulary.acts import Act
from graphs.vocabulary.feedback import SCHEMA_VERSION, stands
from graphs.vocabulary.lists import taxonomy
from graphs.vocabulary.notes import EmojiSense, NoteItem, NoteReading, TakeWord, Verdict
from graphs.vocabulary.production import Member, Production
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Shot, Take

JUST_BEFORE = timedelta(seconds=20)
UNSURE = 0.5
RAW_KINDS = {"said": "message", "edited": "message_edit", "reacted": "reaction_added", "pressed": "action"}


@dataclass(frozen=True, slots=True)
class Bench:
    """What a judgement is written down with: who, where, on what, and which takes could be seen."""

    act: Act
    thread: Ref  # the shot's: a reaction comes without one
    production: Production
    member: Member
    shot: Shot | None
    take: Take | None
    seen: tuple[Take, ...]
    subject: str
    extractor: Extractor
    unsure: bool = False  # another take had landed moments before the words


async def bench(
    crew: Crew,
    act: Act,
    shown: Shown | None,
    named: TakeWord = None,
    points: Sequence[int] = (),
    stays: str | None = None,
) -> Bench:
    """Bind an act to what it judges: what it was put on, else the take it names, else the newest it could see.

    Words may name the shots that they speak of, by slate or by place (`points`). `stays` is the take that words which
    name none are about, where that was settled before.
    """
    thread = (await crew.archive.shot(shown.shot)).thread if shown and shown.shot else act.thread
    shots = [s for s in await crew.archive.shots_in(thread) if s.state not in ("heard", "not_a_shot")]
    if shown is None:
        shots = pointed_at(shots, act.text, points)
    takes = await takes_in(crew, shots)
    seen = tuple(t for t in takes if t.clip_ref and (shown or t.clip_ref < act.ref))
    if shown and shown.take:
        take: Take | None = await crew.archive.take(shown.take)
    elif shown:
        take = None
    elif stays and named is None:
        take = await crew.archive.take(stays)
    else:
        take = which_take(seen, named)
    shot_id = take.shot if take else (shown.shot if shown else (shots[-1].id if shots else None))
    return Bench(
        act=act,
        thread=thread,
        production=await production_of(crew, act),
        member=await member_of(crew, act),
        shot=await crew.archive.shot(shot_id) if shot_id else None,
        take=take,
        seen=seen,
        subject=what_is_judged(take, shown),
        extractor=crew.interpreter.extractor,
        unsure=shown is None and named is None and stays is None and await landed_just_before(crew, act, seen),
    )


async def landed_just_before(crew: Crew, act: Act, seen: tuple[Take, ...]) -> bool:
    """Whether the newest of several takes landed so shortly before the words that they may mean the one before."""
    standing = [t for t in seen if t.state == "screened" and t.kind == "take"]
    if len(standing) < 2:
        return False
    shown = await crew.archive.posting(clip_key(standing[-1].id, 0))
    return shown is not None and act.at - shown.intended_at < JUST_BEFORE


def what_is_judged(take: Take | None, shown: Shown | None) -> str:
    """A reaction on a note is agreement with the note, never a judgement of the take."""
    if shown and shown.subject in ("digest", "note"):
        return shown.subject
    return take.kind if take else "card"


def which_take(seen: tuple[Take, ...], named: TakeWord) -> Take | None:
    """The take that words mean: the one they name, else the newest that could be seen, a deleted one last."""
    if isinstance(named, int):
        return next((t for t in reversed(seen) if t.kind == "take" and t.number == named), None)
    standing = [t for t in seen if t.state == "screened" and t.kind == "take"]
    if named == "previous":
        before = [t for t in standing if t.shot == standing[-1].shot][:-1]
        return before[-1] if before else None
    standing = standing or [t for t in seen if t.state == "screened"] or list(seen)
    return standing[-1] if standing else None


async def others_visible(crew: Crew, bench: Bench) -> int:
    """How many judgements of other people stood on the take already."""
    if bench.take is None:
        return 0
    records = await crew.archive.feedback_on(bench.take.id)
    return sum(stands(r) and r["rater_id"] != bench.act.person for r in records)


async def from_reaction(crew: Crew, bench: Bench, sense: EmojiSense) -> dict[str, Any]:
    """The record of an emoji. A verdict only from who decides, and only on a take; else it is liking."""
    judged = bench.subject in ("take", "previs")
    verdict = sense.verdict if bench.member.decides and bench.subject == "take" else None
    intent = sense.intent
    if sense.verdict and not verdict:
        intent = "praise" if (sense.valence or 0) > 0 else "defect" if (sense.valence or 0) < 0 else None
    record = await _common(crew, bench, source="reaction")
    return record | {
        "aspect": (sense.aspect or "overall") if judged else "none",
        "sentiment": _sentiment(sense.valence),
        "valence": sense.valence,
        "intent": intent,
        "verdict": verdict,
        "quote": None,
        "lang": None,
        "confidence": 1.0 if sense.known else 0.0,
        "raw_ref": record["raw_ref"] | {"emoji_raw": bench.act.emoji},
    }


async def from_note(crew: Crew, bench: Bench, reading: NoteReading, takes: list[Take]) -> list[dict[str, Any]]:
    """The records of a note, one an item, in the order they were said, each with who read it.

    An item that names another take of the shot is that take's: `take 1: the light ..., take 2: her hands ...`.
    """
    bench = replace(bench, extractor=extractor_of(crew.interpreter, reading.read_by))
    common: dict[str | None, dict[str, Any]] = {}  # by take: what all of its records hold, looked up once
    records = []
    for item in reading.items:
        own = on_its_take(bench, item)
        at = own.take.id if own.take else None
        if at not in common:
            common[at] = await _common(crew, own, source="text")
        record = common[at] | _from_item(own, item, reading.lang, takes)
        if item.part and own.take and record["verdict"] == "circle":
            record["timecodes"] = await timecodes_of(crew, own.take, item.part)
        records.append(record)
    return records


def on_its_take(bench: Bench, item: NoteItem) -> Bench:
    """The bench at the take of the same shot that an item names, where there is one that could be seen."""
    at, named = bench.take, item.ref_take
    if at is None or not isinstance(named, int) or named == at.number:
        return bench
    other = which_take(tuple(take for take in bench.seen if take.shot == at.shot), named)
    return replace(bench, take=other, subject=what_is_judged(other, None)) if other else bench


async def from_press(crew: Crew, bench: Bench, verdict: Verdict) -> dict[str, Any]:
    """The record of a verdict given by button."""
    praise = {"circle": ("pos", "approval", 1.0), "hold": ("neutral", None, 0.0), "ng": ("neg", "rejection", -1.0)}
    sentiment, intent, valence = praise[verdict]
    common = await _common(crew, bench, source="button")
    return common | {
        "aspect": "overall",
        "sentiment": sentiment,
        "intent": intent,
        "valence": valence,
        "verdict": verdict,
        "quote": None,
        "lang": None,
        "confidence": 1.0,
    }


async def from_answer(
    crew: Crew, bench: Bench, aspect: str, *, good: bool, quote: str | None, typed: bool = False
) -> dict[str, Any]:
    """The record of an answer that was tapped, or typed into a form: one aspect of a take is right, or at fault."""
    common = await _common(crew, bench, source="modal" if typed else "button")
    return common | {
        "aspect": aspect,
        "sentiment": "pos" if good else "neg",
        "intent": "praise" if good else "defect",
        "valence": 1.0 if good else -1.0,
        "verdict": None,
        "quote": quote,
        "lang": None,
        "confidence": 1.0,
    }


def _from_item(bench: Bench, item: NoteItem, lang: str | None, takes: list[Take]) -> dict[str, Any]:
    raw_ref = {"span": list(item.span)} if item.span else {}
    return {
        "aspect": item.aspect,
        "sentiment": item.sentiment,
        "valence": {"pos": 1.0, "neg": -1.0, "mixed": 0.0, "neutral": None}[item.sentiment],
        "intent": item.intent,
        "severity": item.severity,
        "severity_source": "stated" if item.severity else None,
        "timecodes": [t.model_dump(mode="json") for t in item.timecodes],
        "preference": _preference(bench, item, takes),
        "requested_change": item.requested_change,
        "verdict": item.verdict if bench.member.decides and bench.subject == "take" else None,
        "quote": item.quote or bench.act.text,
        "lang": lang,
        "confidence": min(item.confidence, UNSURE) if bench.unsure else item.confidence,
        "raw_ref": _raw_ref(bench.act) | raw_ref,
    }


def _preference(bench: Bench, item: NoteItem, takes: list[Take]) -> dict[str, Any] | None:
    if item.preference is None or bench.take is None:
        return None
    numbers = {t.number: t.id for t in takes if t.kind == "take" and t.shot == bench.take.shot}
    before = numbers.get(bench.take.number - 1)
    named = {"this": bench.take.id, "previous": before, None: None}

    def of(word: Any) -> str | None:
        return numbers.get(word) if isinstance(word, int) else named[word]

    winner, loser = of(item.preference.preferred_take), of(item.preference.over_take)
    if winner is None:
        return None
    return {"preferred_take_id": winner, "over_take_ids": [loser] if loser else [], "strength": None, "tie": False}


async def _common(crew: Crew, bench: Bench, source: str) -> dict[str, Any]:
    act, take, shot = bench.act, bench.take, bench.shot
    attempts = await crew.archive.attempts_of(take.id) if take else []
    visible = [t for t in bench.seen if t.state == "screened" and t.kind == "take"]
    return {
        "schema_version": SCHEMA_VERSION,
        "taxonomy_version": taxonomy()["version"],
        "workspace_id": act.ref.team,
        "production_id": bench.production.id,
        "thread_id": bench.thread.key,
        "shot_id": shot.id if shot else None,
        "take_id": take.id if take else None,
        "rater_id": act.person,
        "rater_role": bench.member.craft,
        "permission_role": bench.member.role,
        "source": source,
        "raw_ref": _raw_ref(act),
        "extractor": {
            "name": bench.extractor.name,
            "version": bench.extractor.version,
            "prompt_hash": bench.extractor.prompt_hash,
            "model": bench.extractor.model,
        },
        "consent": bench.production.consent,
        "created_at": act.at.isoformat(),
        "subject": bench.subject,
        "attribution": None,
        "exposure": {
            "blind": False,
            "others_visible": await others_visible(crew, bench),
            "previs_seen": any(t.kind == "previs" for t in bench.seen),
            "take_last_visible": visible[-1].id if visible else None,
        },
        "chain": {
            "reading": shot.reading if shot else None,
            "defaults": shot.id if shot else None,
            "prompt": take.id if take else None,
            "attempt": attempts[-1].id if attempts else None,
        },
    }


def _raw_ref(act: Act) -> dict[str, Any]:
    return {
        "team": act.ref.team,
        "channel": act.ref.channel,
        "ts": act.ref.ts,
        "kind": RAW_KINDS.get(act.kind, "action"),
        "event_id": act.event_id,
    }


def _sentiment(valence: float | None) -> str:
    if valence is None or valence == 0:
        return "neutral"
    return "pos" if valence > 0 else "neg"
