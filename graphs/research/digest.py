"""A production's week as a digest: counted from plain rows into JSON, then told in markdown.

What may be counted is in figures.py, the arithmetic in statistics.py, the sentences in telling.py.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from graphs.research.figures import (
    MASTER,
    Record,
    approval,
    defects,
    instant,
    left_out,
    liking,
    no_sense,
    standing_verdicts,
    takes_liked,
    takes_with_feedback,
)
from graphs.research.findings import findings, headline
from graphs.research.quoting import message_of, top_notes
from graphs.research.telling import refs_in, to_markdown
from graphs.vocabulary.digests import WeekRows, week_bounds
from graphs.vocabulary.feedback import SCHEMA_VERSION, stands
from graphs.vocabulary.lists import emoji_lexicon, taxonomy

__all__ = ["refs_in", "summarise", "to_markdown"]

LANDED = ("screened", "deleted")
NOT_A_SHOT = ("heard", "not_a_shot")


def summarise(rows: WeekRows, week: str, timezone: str, *, quotes: bool = True) -> dict[str, Any]:
    """The week in plain JSON. Rates are fractions with 95 % intervals; None where too few takes carry one.

    Volume counts what was made or said within the week; a rate covers the takes that the week's feedback is on, of
    whatever week. People are named by id. `quotes=False` leaves everybody's words out.
    """
    start, end = week_bounds(week, timezone)
    masters = {t["id"] for t in rows.takes if t.get("master_of")}
    records = [{**r, "subject": MASTER} if r.get("take_id") in masters else r for r in rows.feedback]
    made = [t for t in rows.takes if start <= instant(t["created_at"]) < end]
    landed = [t for t in made if t["kind"] == "take" and t["state"] in LANDED and t["id"] not in masters]
    told = {t["id"]: _told(t) for t in rows.takes}
    shots = {r["take_id"]: r.get("shot_id") or r["take_id"] for r in records if r.get("take_id")}
    shots |= {t["id"]: t["shot_id"] for t in rows.takes}
    verdicts = standing_verdicts(records)
    judged = takes_with_feedback(records)
    notes = top_notes(records, told)
    summary: dict[str, Any] = {
        "week": week,
        "timezone": timezone,
        "from": start.isoformat(),
        "to": end.isoformat(),
        "volume": _volume(rows, start, end, made, landed),
        "verdicts": _verdicts(verdicts, landed, told),
        "approval": approval(verdicts, shots).plain(),
        "liking": liking(records, shots).plain(),
        "coverage": {
            "takes": len(landed),
            "with_feedback": sum(t["id"] in judged for t in landed),
            "with_verdict": sum(t["id"] in verdicts for t in landed),
            "takes_with_feedback": _named(judged, told),
            "takes_liked": _named(takes_liked(records), told),
        },
        "defects": _defects(records, shots, told),
        "notes": [n if quotes else {**n, "quote": None} for n in notes],
        "quality": _quality(records) | {"off_record": rows.off_record},
        "models": dict(Counter(t["model"] or t["camera"] for t in rows.takes if t["id"] in judged).most_common()),
        "versions": _versions(records),
    }
    return summary | {"headline": headline(summary), "findings": findings(summary)}


def _told(take: Mapping[str, Any]) -> dict[str, Any]:
    label = f"take {take['number']}" if take["kind"] == "take" else f"P{take['number']}"
    clip = None if take["state"] == "deleted" else take["clip_ref"]
    return {"id": take["id"], "name": f"{take['shot_name']} {label}", "ref": clip}


def _named(takes: Iterable[str], told: Mapping[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Takes as the digest tells them, by name."""
    return sorted((told[t] for t in takes if t in told), key=lambda t: (len(t["name"]), t["name"]))


def _volume(
    rows: WeekRows, start: datetime, end: datetime, made: list[dict[str, Any]], landed: list[dict[str, Any]]
) -> dict[str, Any]:
    shots = [s for s in rows.shots if s["state"] not in NOT_A_SHOT and start <= instant(s["created_at"]) < end]
    standing = [r for r in rows.feedback if stands(r)]
    written = {message_of(r) for r in standing if r["source"] == "text" and r["intent"] != "off_topic"}
    takes = [t for t in made if t["kind"] == "take" and not t.get("master_of")]
    elsewhere = Counter(t["state"] for t in takes if t["state"] not in LANDED)
    return {
        "shots": len(shots),
        "takes": len(landed),
        "previs": sum(t["kind"] == "previs" and t["state"] in LANDED for t in made),
        "masters": sum(bool(t.get("master_of")) and t["state"] in LANDED for t in made),
        "notes": len(written),
        "reactions": sum(r["source"] == "reaction" for r in standing),
        "people": len({r["rater_id"] for r in standing}),
        "not_landed": dict(elsewhere),
    }


def _verdicts(
    verdicts: Mapping[str, Record], landed: list[dict[str, Any]], told: Mapping[str, dict[str, Any]]
) -> dict[str, Any]:
    """How many takes stand circled, held or NG; `none` counts the week's takes that nobody decided on."""
    by_word = {
        word: [take for take, r in verdicts.items() if r["verdict"] == word] for word in ("circle", "hold", "ng")
    }
    by_word["none"] = [t["id"] for t in landed if t["id"] not in verdicts]
    return {
        **{word: len(takes) for word, takes in by_word.items()},
        "takes": {word: _named(takes, told) for word, takes in by_word.items()},
    }


def _defects(
    records: list[Record], shots: Mapping[str, str], told: Mapping[str, dict[str, Any]]
) -> list[dict[str, Any]]:
    found = [
        {"aspect": aspect, **figure.plain(), "takes": _named(takes, told)}
        for aspect, (figure, takes) in defects(records, shots).items()
    ]
    return sorted(found, key=lambda d: (-d["k"], d["aspect"]))


def _quality(records: list[Record]) -> dict[str, Any]:
    """What a reader must know before trusting the figures."""
    standing = [r for r in records if stands(r)]
    readings = [r for r in standing if r["source"] == "text"]
    judgements = [r for r in records if left_out(r) is None]
    exposures = [r.get("exposure") or {} for r in judgements]
    senseless = Counter(
        r["raw_ref"].get("emoji_raw") or "?" for r in standing if r["source"] == "reaction" and no_sense(r)
    )
    return {
        "emoji_without_sense": dict(senseless.most_common()),
        "unbound_notes": len({message_of(r) for r in readings if not r.get("take_id")}),
        "readings": len(readings),
        "readings_checked": sum(r["review"] in ("confirmed", "corrected") for r in readings),
        "judgements": len(judgements),
        "blind": sum(bool(e.get("blind")) for e in exposures),
        "seen_others_first": sum((e.get("others_visible") or 0) > 0 for e in exposures),
        "left_out": dict(Counter(reason for r in records if (reason := left_out(r))).most_common()),
    }


def _versions(records: list[Record]) -> dict[str, Any]:
    readers = Counter(f"{r['extractor']['name']} {r['extractor']['version']}" for r in records if stands(r))
    return {
        "feedback_record": SCHEMA_VERSION,
        "taxonomy": f"{taxonomy()['taxonomy']} {taxonomy()['version']}",
        "emoji_lexicon": f"{emoji_lexicon()['lexicon']} {emoji_lexicon()['version']}",
        "extractors": dict(readers.most_common()),
    }
