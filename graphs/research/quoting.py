"""The week's top notes: what people wrote on takes, message by message, with the way back to each."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from graphs.research.figures import Record, faulty, left_out, said_at
from graphs.vocabulary.feedback import stands
from graphs.vocabulary.refs import Ref

TOP = 5
LONGEST_QUOTE = 220
WEIGHT = {"blocker": 3, "major": 2, "minor": 1}


def top_notes(records: Sequence[Record], takes: Mapping[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The five notes that weigh most, as JSON: by severity, by how many agreed, faults first, then the oldest.

    `takes` are told takes by id. Each note has quote, rater, role, take, timecodes, aspects, agreed and ref (a key).
    """
    messages: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        if record["source"] == "text" and record.get("quote") and left_out(record) in (None, "our_fault"):
            messages[message_of(record)].append(record)
    agreed = agreement(records)
    ranked = sorted(messages.items(), key=lambda m: _rank(m[1], agreed[m[0]]))
    return [_note(items, takes, agreed[key]) for key, items in ranked[:TOP]]


def agreement(records: Sequence[Record]) -> Counter[str]:
    """How many persons agreed with each note by a reaction on it, by the note's message."""
    agreeing = {
        (message_of(r), r["rater_id"])
        for r in records
        if r.get("subject") == "note" and r["source"] == "reaction" and stands(r) and (r.get("valence") or 0) > 0
    }
    return Counter(message for message, _ in agreeing)


def message_of(record: Record) -> str:
    """The key of the message that a record comes from."""
    raw = record["raw_ref"]
    return Ref(raw["team"], raw["channel"], raw["ts"]).key


def _rank(items: list[Record], agreed: int) -> tuple[int, int, bool, Any]:
    severity = max(WEIGHT.get(r.get("severity") or "", 0) for r in items)
    return -severity, -agreed, not any(faulty(r) for r in items), min(said_at(r) for r in items)


def _note(items: list[Record], takes: Mapping[str, dict[str, Any]], agreed: int) -> dict[str, Any]:
    items = sorted(items, key=lambda r: (r["raw_ref"].get("span") or [0])[0])
    quote = " ... ".join(dict.fromkeys(" ".join(str(r["quote"]).split()) for r in items))
    first = items[0]
    return {
        "quote": quote if len(quote) <= LONGEST_QUOTE else quote[: LONGEST_QUOTE - 3].rstrip() + "...",
        "rater": first["rater_id"],
        "role": first.get("rater_role", "unknown"),
        "may": first.get("permission_role", "unknown"),
        "take": takes.get(first["take_id"]),
        "timecodes": _timecodes(items),
        "aspects": list(dict.fromkeys(r["aspect"] for r in items)),
        "fault": any(faulty(r) for r in items),
        "agreed": agreed,
        "ref": message_of(first),
    }


def _timecodes(items: list[Record]) -> list[float | list[float]]:
    """Moments in seconds, ranges as [from, to], each once."""
    found: list[float | list[float]] = []
    for code in (code for r in items for code in r.get("timecodes") or ()):
        told = code["in_s"] if code.get("out_s") is None else [code["in_s"], code["out_s"]]
        if told not in found:
            found.append(told)
    return found
