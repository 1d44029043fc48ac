"""Which records enter a figure about takes, and the figures: verdicts, approval, liking, defects.

Records are feedback as it projects (vocabulary/data/feedback_record.schema.json). Words about them are in telling.py.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from graphs.research.statistics import Rate, rate
from graphs.vocabulary.feedback import stands

Record = dict[str, Any]
DECIDING = ("director",)
WHOLE = ("overall", "none")  # aspects that are no craft: what is said of them is liking or a verdict
MASTER = "master"  # what is judged, where the take is a master; as stored it is a take
OUR_FAULT = ("reading", "default", "prompt")


def left_out(record: Record) -> str | None:
    """Why a record enters no figure about takes: None where it enters.

    `taken_back` was retracted, superseded or rejected; `researcher` and `no_consent` go by who said it; `previs`,
    `master` and `no_take` by what was judged (a master is its draft once more, and no other try of the model);
    `not_a_judgement` by what it says; `our_fault` by where the fault arose.
    """
    if not stands(record):
        return "taken_back"
    if record.get("permission_role") == "researcher":
        return "researcher"
    if record.get("consent") == "none":
        return "no_consent"
    if record.get("subject") in ("previs", MASTER):
        return str(record["subject"])
    if record.get("subject") != "take" or not record.get("take_id"):
        return "no_take"
    if record["intent"] == "off_topic" or (record["source"] == "reaction" and no_sense(record)):
        return "not_a_judgement"
    return "our_fault" if record.get("attribution") in OUR_FAULT else None


def no_sense(record: Record) -> bool:
    """Whether a reaction's emoji is unknown, or used in opposite senses."""
    return record.get("valence") is None and not record.get("verdict")


def standing_verdicts(records: Iterable[Record]) -> dict[str, Record]:
    """The verdict on each take, by take id: the latest standing one of the deciding role."""
    latest: dict[str, Record] = {}
    judged = [r for r in records if r.get("verdict") and left_out(r) in (None, "our_fault")]
    for record in sorted(judged, key=said_at):
        if record.get("permission_role") in DECIDING:
            latest[record["take_id"]] = record
    return latest


def approval(verdicts: Mapping[str, Record], shots: Mapping[str, str]) -> Rate:
    """Takes circled of takes with a verdict; one whose fault arose on our side is left out of both."""
    counted = {take: r for take, r in verdicts.items() if left_out(r) is None}
    return rate((shots[take], r["verdict"] == "circle") for take, r in counted.items())


def liking(records: Iterable[Record], shots: Mapping[str, str]) -> Rate:
    """Persons who liked a take of persons who liked or disliked it, over all takes.

    Reactions, and words on the take as a whole; never a verdict. Somebody's several likings of a take are one, their
    mean; who comes out even is left out.
    """
    return rate((shots[take], total > 0) for (take, _), total in _likings(records).items() if total)


def takes_liked(records: Iterable[Record]) -> set[str]:
    """Ids of the takes that somebody liked."""
    return {take for (take, _), total in _likings(records).items() if total > 0}


def _likings(records: Iterable[Record]) -> dict[tuple[str, str], float]:
    totals: dict[tuple[str, str], float] = defaultdict(float)
    for record in records:
        if left_out(record) is None and (valence := liked(record)) is not None:
            totals[record["take_id"], record["rater_id"]] += valence
    return {judged: round(total, 6) for judged, total in totals.items()}


def liked(record: Record) -> float | None:
    """How far the record likes (above 0) or dislikes its take as a whole; None where it is no liking."""
    if record.get("verdict"):
        return None
    if record["source"] == "reaction":
        valence: float | None = record.get("valence")
        return valence
    return {"pos": 1.0, "neg": -1.0}.get(record["sentiment"]) if record["aspect"] == "overall" else None


def takes_with_feedback(records: Iterable[Record]) -> set[str]:
    """Ids of the takes that somebody judged: what a defect rate is a rate of."""
    return {r["take_id"] for r in records if left_out(r) is None}


def faulty(record: Record) -> bool:
    """Whether the record names a fault of a craft: a defect, or a change asked for because something is wrong."""
    intent, sentiment = record["intent"], record["sentiment"]
    return record["aspect"] not in WHOLE and bool(
        intent == "defect" or (intent == "change_request" and sentiment == "neg")
    )


def defects(records: Iterable[Record], shots: Mapping[str, str]) -> dict[str, tuple[Rate, list[str]]]:
    """For each aspect that a fault was named on: its rate among takes with feedback, and the ids of those takes."""
    counted = [r for r in records if left_out(r) is None]
    judged = sorted(takes_with_feedback(counted))
    faults: dict[str, set[str]] = defaultdict(set)
    for record in counted:
        if faulty(record):
            faults[record["aspect"]].add(record["take_id"])
    return {
        aspect: (rate((shots[take], take in named) for take in judged), sorted(named))
        for aspect, named in faults.items()
    }


def said_at(record: Record) -> datetime:
    """When it was said."""
    return instant(record["created_at"])


def instant(value: datetime | str) -> datetime:
    """An instant that a row carries as such or as ISO text; UTC where it names no zone."""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return at if at.tzinfo else at.replace(tzinfo=UTC)
