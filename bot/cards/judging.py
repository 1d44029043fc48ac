"""How one item of a note was read, in words, and the ways to put it right: its blocks, its history, its form.

The view that lists items is in notes.py.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.cards import actions as act
from bot.cards.blocks import Block, actions, button, clip, clip_safe, plain, quiet, safe, section
from bot.cards.words import SENTIMENTS, aspect, capital, moments, timecode
from graphs.vocabulary.lists import taxonomy
from graphs.vocabulary.notes import Verdict
from graphs.vocabulary.requests import Fallback, read_without
from graphs.vocabulary.shots import Take

Record = dict[str, Any]

QUOTE = 1_500
TOLD = 3  # judgements in the history line, the latest
UNSURE = 0.5
MOST_TAKES = 100
NOT_SAID = "-"
VERDICTS: dict[Verdict, str] = {"circle": "circled", "hold": "on hold", "ng": "NG"}
READERS = {"rules": "the rules", "gemini": "the language model"}
HOWS = {
    ("pos", "praise"): "liked",
    ("neg", "defect"): "at fault",
    ("neg", "change_request"): "at fault, to be changed",
    ("neutral", "change_request"): "to be changed",
    ("mixed", "praise"): "liked and at fault",
    ("neutral", "question"): "a question",
    ("pos", "approval"): "approved",
    ("neg", "rejection"): "turned down",
    ("pos", "preference"): "preferred to another take",
    ("neg", "preference"): "another take preferred",
    ("neutral", "off_topic"): "not about the take",
}
FAULTS = {
    "reading": "our reading",
    "default": "a default of ours",
    "prompt": "our prompt",
    "model": "the model",
    "brief": "the brief",
}
MOST_FRAMES = 3  # of one item: a view holds 100 blocks
FAULTY = ("defect", "change_request", "rejection")


@dataclass(frozen=True, slots=True)
class NoteShown:
    """One item as the view shows it.

    `take` is what it is on, `takes` all of that shot; `other` is the take that it may mean instead, where unsure.
    `fallback` says why not the reader that usually reads has read it.
    `agree` and `differ` count people's reactions on the message, `history` is its events, `frames` the files of
    pictures by their time in seconds.
    """

    record: Record
    take: Take | None
    takes: tuple[Take, ...]
    other: Take | None
    agree: int
    differ: int
    history: Sequence[Mapping[str, Any]]
    may_judge: bool
    frames: Mapping[float, str] = field(default_factory=dict)
    fallback: Fallback | None = None


def item_blocks(note: NoteShown) -> list[Block]:
    """The quoted words, how they were read, frames at their times, what was said of the reading, and the buttons."""
    record = note.record
    subject = act.of_record(record["record_id"])
    told = history_line(note)
    if record["review"] == "rejected":
        back = button(act.CONFIRM, subject, "It is a note") if note.may_judge else None
        return [_named(section(quoted(record), back), note, "back"), quiet(told or "not a note")]
    blocks = [section(quoted(record)), quiet(". ".join([read_as(note), *counted(note)]))]
    if doubt := unsure(note):
        blocks.append(doubt)
    blocks += [picture(note, at, note.frames[at]) for at in sorted(note.frames)]
    if told:
        blocks.append(quiet(told))
    if note.may_judge:
        right = [] if record["review"] == "confirmed" else [button(act.CONFIRM, subject)]
        row = actions([*right, button(act.CORRECTING, subject), button(act.REJECT, subject)])
        blocks.append(_named(row, note, "judge"))
    return blocks


def _named(block: Block, note: NoteShown, name: str) -> Block:
    """A block whose id stays while the view is shown anew: a button pressed meanwhile is still known."""
    return block | {"block_id": f"{note.record['record_id']}:{name}"}


def quoted(record: Record) -> str:
    """The words, as a quotation."""
    words = safe(record["quote"] or "(no words)", QUOTE)
    return clip_safe("\n".join(f"> {line}" for line in words.splitlines()), 2_900)


def read_as(note: NoteShown) -> str:
    """Who said it, on which take and when in it, and how it was read, and by whom."""
    record = note.record
    where = f"on {note.take.label}" if note.take else "on no take"
    if when := moments(record.get("timecodes") or ()):
        where += f", {clip(when, 100)}"
    read = f"{aspect(record['aspect'])}: {how(record)}"
    if record.get("verdict"):
        read += f", {VERDICTS[record['verdict']]}"
    if record.get("requested_change"):
        read += f", wants {safe(record['requested_change'], 200)}"
    if record.get("attribution"):
        read += f"; where it arose: {FAULTS[record['attribution']]}"
    reader = str(record["extractor"]["name"])
    alone = f", {read_without(note.fallback)}" if note.fallback else ""
    return f"<@{record['rater_id']}> {where}, read as {read}; by {READERS.get(reader) or safe(reader, 40)}{alone}"


def how(record: Mapping[str, Any]) -> str:
    """Judgement and kind in film words."""
    known = HOWS.get((record["sentiment"], record["intent"]))
    if known:
        return known
    kind = str(record["intent"] or "").replace("_", " ")
    return ", ".join(word for word in (SENTIMENTS[record["sentiment"]], kind) if word)


def counted(note: NoteShown) -> Iterable[str]:
    """What others made of the note."""
    if note.agree:
        yield f"{note.agree} {'agrees' if note.agree == 1 else 'agree'}"
    if note.differ:
        yield f"{note.differ} {'does not' if note.differ == 1 else 'do not'}"


def unsure(note: NoteShown) -> Block | None:
    """Doubt, told once and only where it is: nobody has looked, and the reader itself was not sure."""
    record = note.record
    if record["review"] != "machine" or record["confidence"] > UNSURE:
        return None
    if note.other is None or note.take is None:
        return quiet("unsure how it was meant")
    subject = f"{act.of_record(record['record_id'])} take {note.other.id}"
    move = button(f"{act.CORRECT}:take", subject, f"On {note.other.label}")
    doubt = f"Unsure which take: {note.take.label}, or {note.other.label}."
    return _named(section(doubt, move if note.may_judge else None), note, "take")


def picture(note: NoteShown, at_s: float, file: str) -> Block:
    """The frame at one of the note's times."""
    label = note.take.label if note.take else "the take"
    return {"type": "image", "slack_file": {"id": file}, "alt_text": f"{label} at {timecode(at_s)}"}


def history_line(note: NoteShown) -> str:
    """What people said of the reading, the latest last; empty where nobody did."""
    labels = {take.id: take.label for take in note.takes}
    first = note.history[0]["body"] if note.history else note.record
    told = ["edited by its author"] if first["raw_ref"]["kind"] == "message_edit" else []
    stood = dict(first)
    judged = []
    for event in note.history[1:]:
        who = f"<@{event['by']}>"
        match event["kind"]:
            case "confirmed":
                judged.append(f"found right by {who}")
            case "rejected":
                judged.append(f"not a note, says {who}")
            case "corrected":
                judged.append(f"corrected by {who}: {', '.join(changes(stood, event['body'], labels))}")
                stood |= event["body"]
    return clip_safe("; ".join([*told, *judged[-TOLD:]]), 900)


def changes(before: Mapping[str, Any], now: Mapping[str, Any], labels: Mapping[str, str]) -> Iterable[str]:
    """What a correction changed, each as "was -> is", in film words."""
    after = {**before, **now}
    if "aspect" in now:
        yield f"{aspect(before['aspect'])} -&gt; {aspect(now['aspect'])}"
    if "sentiment" in now or "intent" in now:
        yield f"{how(before)} -&gt; {how(after)}"
    if "take_id" in now:
        was, is_now = (labels.get(str(each.get("take_id")), "no take") for each in (before, now))
        yield f"{was} -&gt; {is_now}"
    if "attribution" in now:
        yield f"where it arose: {FAULTS.get(now['attribution'], 'not said')}"
    if "timecodes" in now:
        yield f"at {moments(now['timecodes']) or 'no time'}"


def correct_form(note: NoteShown, metadata: str) -> dict[str, Any]:
    """The form: one select for each thing that can be put right, as it stands; each acts as it is chosen."""
    record = note.record
    blocks: list[Block] = [section(quoted(record)), quiet(read_as(note))]
    if told := history_line(note):
        blocks.append(quiet(told))
    blocks.append(_choice(record, "aspect", "What it is about", aspect_options(), record["aspect"]))
    blocks.append(_choice(record, "how", "How it was meant", how_options(record), how_value(record)))
    if takes := [(take.id, take.label) for take in note.takes if take.clip_ref][-MOST_TAKES:]:
        blocks.append(_choice(record, "take", "On which take", takes, record.get("take_id")))
    if record["sentiment"] in ("neg", "mixed") or record["intent"] in FAULTY:
        options = [*FAULTS.items(), (NOT_SAID, "not said")]
        blocks.append(_choice(record, "fault", "Where the fault arose", options, record.get("attribution") or NOT_SAID))
    blocks.append(quiet("Each choice counts at once; a later one takes its place."))
    return {
        "type": "modal",
        "title": plain("Correct"),
        "close": plain("Back"),
        "private_metadata": metadata,
        "blocks": blocks,
    }


def gone_form(metadata: str) -> dict[str, Any]:
    """In the form's place where the item was edited or deleted meanwhile."""
    words = "That note was edited or deleted meanwhile, so there is nothing to correct."
    close = {"title": plain("Correct"), "close": plain("Back"), "private_metadata": metadata}
    return {"type": "modal", **close, "blocks": [section(words)]}


def aspect_options() -> list[tuple[str, str]]:
    """All craft aspects in the order of the taxonomy."""
    return [(each["id"], aspect(each["id"]) if each["id"] != "none" else "none of them") for each in _aspects()]


def _aspects() -> Sequence[Mapping[str, Any]]:
    listed: Sequence[Mapping[str, Any]] = taxonomy()["aspects"]
    return listed


def how_options(record: Record) -> list[tuple[str, str]]:
    """The ways in which words are meant; one that stands and is none of them comes first."""
    options = [(f"{sentiment}/{intent}", words) for (sentiment, intent), words in HOWS.items()]
    value = how_value(record)
    return options if value in dict(options) else [(value, how(record)), *options]


def how_value(record: Record) -> str:
    return f"{record['sentiment']}/{record['intent']}"


def _choice(record: Record, field: str, label: str, options: Sequence[tuple[str, str]], stands: Any) -> Block:
    subject = act.of_record(record["record_id"])
    made = [
        {"text": plain(safe(capital(words), 75)), "value": f"{subject} {field} {value}"} for value, words in options
    ]
    chosen = next((option for option, (value, _) in zip(made, options, strict=True) if value == stands), None)
    select: Block = {"type": "static_select", "action_id": f"{act.CORRECT}:{field}", "options": made}
    select |= {"initial_option": chosen} if chosen else {"placeholder": plain("not said")}
    # The id changes with what stands, so that the chat forgets what was chosen before; other choices keep theirs.
    return section(f"*{label}*", select) | {"block_id": f"{field}:{stands}"}
