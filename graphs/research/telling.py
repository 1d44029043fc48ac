"""The digest's words: a counted week told in standard markdown. What is said first is chosen in findings.py.

Figures stand in a code block, since not every client draws markdown's tables.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from graphs.research.findings import Summary, counted, not_shown, spoken_aspect

LONGEST = 12_000  # UTF-16 units, as the chat counts one markdown block
LINKED = 25
CLIPS_A_FINDING = 3
CLIPS_A_VERDICT = 5
NAMES_A_LINE = 5
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
CRAFTS = {"dp": "the DP", "vfx": "VFX", "sound": "sound", "script_supervisor": "the script supervisor"}
ROLES = {"ad": "the AD", "producer": "the producer", "director": "the director"}
SPECIAL = re.compile(r"([\\`*~\[\]]|(?<!\w)_|_(?!\w))")  # an underscore within a word marks nothing

Links = Mapping[str, str]


def refs_in(summary: Summary) -> list[str]:
    """The ref keys that the digest links to: each once, what matters most first, at most 25."""
    clips = [take["ref"] for finding in summary["findings"] for take in finding["takes"][:CLIPS_A_FINDING]]
    notes = [key for note in summary["notes"] for key in (note["ref"], (note["take"] or {}).get("ref"))]
    rest = [take["ref"] for takes in summary["verdicts"]["takes"].values() for take in takes[:CLIPS_A_VERDICT]]
    return list(dict.fromkeys(key for key in (*clips, *notes, *rest) if key))[:LINKED]


def to_markdown(summary: Summary, links: Links, *, so_far: bool) -> str:
    """The digest in standard markdown, at most 12,000 characters.

    `links` gives an address for each ref key; what has none is told without a link. Where it would not fit, first the
    addresses and then the quotes are left out.
    """
    text = _told(summary, links, so_far)
    for shorter in (summary, {**summary, "notes": []}):
        if len(text.encode("utf-16-le")) // 2 > LONGEST:
            text = _told(shorter, {}, so_far)
    return text


def _told(summary: Summary, links: Links, so_far: bool) -> str:
    parts = [f"**{_title(summary['week'], so_far)}**", plain(summary["headline"])]
    if summary["coverage"]["takes"] or summary["quality"]["judgements"]:
        parts += [
            "\n".join(f"{place}. {_finding(f, links)}" for place, f in enumerate(summary["findings"], start=1)),
            _volume(summary["volume"]),
            _verdicts(summary["verdicts"], links),
            _table(summary),
            _notes(summary["notes"], links),
            _headed("What these numbers do not know", [f"- {line}" for line in _warnings(summary)]),
        ]
    return "\n\n".join(part for part in parts if part)


def _headed(head: str, lines: Sequence[str]) -> str:
    return "\n".join((f"**{head}**", *lines)) if lines else ""


def _title(week: str, so_far: bool) -> str:
    year, number = int(week[:4]), int(week[-2:])
    first, last = date.fromisocalendar(year, number, 1), date.fromisocalendar(year, number, 7)
    opening = f"{first.day}" if first.month == last.month else f"{first.day} {MONTHS[first.month - 1]}"
    if first.year != last.year:
        opening += f" {first.year}"
    return f"Week {number}{' so far' if so_far else ''}, {opening} to {last.day} {MONTHS[last.month - 1]} {last.year}"


def _finding(finding: Mapping[str, Any], links: Links) -> str:
    count = f"{finding['k']} of {finding['n']}"
    takes = finding["takes"]
    match finding["kind"]:
        case "approval":
            said = f"**Circled: {count}** takes with a verdict"
        case "liking":
            said = f"**Liked: {count}** likes and dislikes, kept apart from verdicts"
        case "defect":
            said = f"**{_capital(spoken_aspect(finding['aspect']))} at fault: {count}** takes with feedback"
        case "no_defect":
            said = f"**No fault named: {count}** takes with feedback"
        case _:
            unseen = f"; {len(takes)} without a verdict" if takes else ""
            return f"**Feedback reached {count}** takes of the week, all counted{unseen}{_clips(takes, links)}"
    return f"{said} ({_certainty(finding)}){_clips(takes, links)}"


def _certainty(figure: Mapping[str, Any]) -> str:
    if figure.get("rate") is None:
        return "too few for a rate"
    tentative = ", tentative" if figure["tentative"] else ""
    return f"{_percent(figure['rate'])}, 95 % interval {_interval(figure)}{tentative}"


def _clips(takes: Sequence[Mapping[str, Any]], links: Links, most: int = CLIPS_A_FINDING) -> str:
    if not takes:
        return ""
    more = f" and {len(takes) - most} more" if len(takes) > most else ""
    return ": " + ", ".join(_linked(take, links) for take in takes[:most]) + more


def _linked(take: Mapping[str, Any], links: Links) -> str:
    return _link(plain(_short(take["name"], 40)), take["ref"], links)


def _link(words: str, key: str | None, links: Links) -> str:
    address = links.get(key) if key else None
    return f"[{words}]({address.replace(' ', '%20').replace(')', '%29')})" if address else words


def _volume(volume: Mapping[str, Any]) -> str:
    told = [counted(volume[f"{noun}s"], noun) for noun in ("shot", "take")]
    told += [counted(volume["previs"], "previs")]
    told += [counted(volume["masters"], "master")] if volume.get("masters") else []
    told += [counted(volume[f"{noun}s"], noun) for noun in ("note", "reaction")]
    return f"{', '.join(told)}, from {counted(volume['people'], 'people')} who gave feedback.{not_shown(volume)}"


def _verdicts(verdicts: Mapping[str, Any], links: Links) -> str:
    words = {"circle": "Circled", "hold": "On hold", "ng": "NG", "none": "No verdict yet"}
    lines = [
        f"- {said} {verdicts[word]}{_clips(verdicts['takes'][word], links, CLIPS_A_VERDICT)}"
        for word, said in words.items()
        if verdicts[word]
    ]
    return _headed("Verdicts", lines)


def _table(summary: Summary) -> str:
    figures = [("circled", summary["approval"]), ("liked", summary["liking"])]
    figures += [(spoken_aspect(d["aspect"]), d) for d in summary["defects"]]
    rows = [_row(name, figure) for name, figure in figures if figure["n"]]
    if not rows:
        return ""
    rows.insert(0, ("", "count", "rate", "95 % interval", ""))
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "```\n" + "\n".join(lines) + "\n```"


def _row(name: str, figure: Mapping[str, Any]) -> tuple[str, ...]:
    count = f"{figure['k']} of {figure['n']}"
    if figure["rate"] is None:
        return name, count, "-", "-", "too few"
    return name, count, _percent(figure["rate"]), _interval(figure), "tentative" if figure["tentative"] else ""


def _percent(fraction: float) -> str:
    return f"{round(100 * fraction)} %"


def _interval(figure: Mapping[str, Any]) -> str:
    return f"{round(100 * figure['low'])} to {round(100 * figure['high'])} %"


def _notes(notes: Sequence[Mapping[str, Any]], links: Links) -> str:
    return _headed("What people wrote", [_note(note, links) for note in notes if note["quote"]])


def _note(note: Mapping[str, Any], links: Links) -> str:
    who = CRAFTS.get(note["role"]) or ROLES.get(note["may"]) or ROLES.get(note["role"]) or "the crew"
    about = [f"on {_linked(note['take'], links)}"] if note["take"] else []
    about += [_clock(code) for code in note["timecodes"][:3]]
    agreed = f"; {note['agreed']} agreed" if note["agreed"] else ""
    return f'- "{plain(note["quote"])}", {who} {", ".join(about)} ({_link("note", note["ref"], links)}){agreed}'


def _clock(code: float | Sequence[float]) -> str:
    """Seconds as people say a moment: 0:03, 0:04-0:06."""
    if isinstance(code, Sequence):
        return "-".join(_clock(moment) for moment in code)
    return f"{int(code) // 60}:{int(code) % 60:02d}"


def _warnings(summary: Summary) -> list[str]:
    quality, versions = summary["quality"], summary["versions"]
    lines = [_blindness(quality), *_readings(quality), *_left_out(quality["left_out"])]
    if quality["emoji_without_sense"]:
        lines.append(_senseless(quality["emoji_without_sense"]))
    if off := quality.get("off_record"):  # digests of before did not count it
        acts = "message or reaction" if off == 1 else "messages and reactions"
        lines.append(f"Off the record so far, in no count: {off} {acts}.")
    if quality["unbound_notes"]:
        lines.append(f"{counted(quality['unbound_notes'], 'note')} could not be bound to a take.")
    if len(summary["models"]) > 1:
        told = ", ".join(f"{plain(_short(m, 40))} {n}" for m, n in list(summary["models"].items())[:NAMES_A_LINE])
        lines.append(f"The rates pool the takes of several models: {told}.")
    readers = ", ".join(plain(_short(name, 60)) for name in list(versions["extractors"])[:NAMES_A_LINE])
    lines.append(
        "Intervals take the takes of one shot as alike; under 10 effective takes there are counts alone. "
        f"Aspects: {versions['taxonomy']}; emoji: {versions['emoji_lexicon']}; read by {readers or 'nobody yet'}."
    )
    return lines


def _blindness(quality: Mapping[str, Any]) -> str:
    n, seen = quality["judgements"], quality["seen_others_first"]
    blind = f"{quality['blind']} of {counted(n, 'judgement')} were blind" if quality["blind"] else "Nothing was blind"
    herd = f"; {seen} of {counted(n, 'judgement')} came with others' in sight" if seen else ""
    return f"{blind} and nothing randomised: take order and model names were not hidden{herd}."


def _readings(quality: Mapping[str, Any]) -> list[str]:
    n, checked = quality["readings"], quality["readings_checked"]
    if not n:
        return []
    by_people = f"a person checked {checked} of {n}" if checked else f"none of {n} checked by a person"
    return [f"What people wrote was read by machine, {by_people}."]


def _left_out(left: Mapping[str, int]) -> list[str]:
    said = {
        "our_fault": "In no rate, as our own reading, defaults or prompt were at fault: {}.",
        "previs": "In no rate, as it is on a previs: {}.",
        "master": "In no rate, as it is on a master, which is its take once more: {}.",
        "researcher": "In no rate, as a researcher gave it: {}.",
        "no_consent": "In no rate, as the person keeps it out: {}.",
        "taken_back": "In no count, as it was taken back or read anew: {}.",
    }
    return [words.format(counted(left[why], "record")) for why, words in said.items() if left.get(why)]


def _senseless(emoji: Mapping[str, int]) -> str:
    shown = ", ".join(f"{plain(_short(name, 40))} {n}" for name, n in list(emoji.items())[:NAMES_A_LINE])
    return f"In no rate, as the emoji has no settled sense: {counted(sum(emoji.values()), 'reaction')} ({shown})."


def plain(text: str) -> str:
    """A person's text with nothing in it that markdown or the chat would act on."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return SPECIAL.sub(r"\\\1", safe)


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 3] + "..."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
