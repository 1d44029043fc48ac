"""The notes view: every standing note on a take, who gave it, where in the take, and how it was read."""

from collections.abc import Sequence
from typing import Any

from bot.cards.blocks import VIEW_BLOCKS, Block, clip_safe, plain, quiet, safe, section
from bot.cards.words import SENTIMENTS, aspect, moments
from graphs.vocabulary.feedback import stands
from graphs.vocabulary.notes import Verdict
from graphs.vocabulary.shots import Shot, Take

QUOTE = 1_500
MOST = (VIEW_BLOCKS - 2) // 2
VERDICTS: dict[Verdict, str] = {"circle": "circled", "hold": "on hold", "ng": "NG"}


def notes_view(shot: Shot, take: Take, records: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The view, newest last. `records` are projected; what was taken back or rejected is left out."""
    notes = [r for r in records if r["source"] in ("text", "modal") and stands(r)]
    shown = notes[-MOST:]
    blocks: list[Block] = []
    if len(notes) > MOST:
        blocks.append(quiet(f"the latest {MOST} of {len(notes)}"))
    for record in shown:
        blocks += [section(_quoted(record)), quiet(_read_as(take, record))]
    return {
        "type": "modal",
        "title": plain("Notes"),
        "close": plain("Close"),
        "blocks": blocks
        or [section(f"No notes on {safe(shot.name, 60)} {take.label} yet. A reply in the thread is one.")],
    }


def _quoted(record: dict[str, Any]) -> str:
    words = safe(record["quote"] or "(no words)", QUOTE)
    return clip_safe("\n".join(f"> {line}" for line in words.splitlines()), 2_900)


def _read_as(take: Take, record: dict[str, Any]) -> str:
    when = moments(record.get("timecodes") or ())
    where = f"on {take.label}" + (f", {when}" if when else "")
    read = f"{aspect(record['aspect'])}: {SENTIMENTS[record['sentiment']]}"
    if record.get("verdict"):
        read += f", {VERDICTS[record['verdict']]}"
    if record.get("requested_change"):
        read += f", wants {safe(record['requested_change'], 200)}"
    return f"<@{record['rater_id']}> {where}, read as {read}"
