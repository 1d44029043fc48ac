"""What is worth saying first about a counted week: its findings and the one sentence to forward."""

from collections.abc import Mapping
from typing import Any

FINDINGS = 3

Summary = Mapping[str, Any]


def findings(summary: Summary) -> list[dict[str, Any]]:
    """The three things to say first: each a kind, `k` of `n`, the rate with its interval where there is one, and the
    takes behind it. Fewer where a week has fewer."""
    faults = summary["defects"]
    found = [_approval(summary), _fault(summary, 0), _liking(summary), _fault(summary, 1)]
    if not faults:
        found[1] = _no_fault(summary)
    return [f for f in (*found, _coverage(summary)) if f][:FINDINGS]


def headline(summary: Summary) -> str:
    """The one sentence that a researcher would forward, with its counts."""
    cover, number = summary["coverage"], int(summary["week"][-2:])
    if not cover["takes"] and not cover["takes_with_feedback"]:
        return _nothing(summary)
    parts = [_of_verdicts(summary, number), _of_faults(summary)]
    sentence = ", and ".join(p for p in parts if p)
    figures = [summary["approval"], *summary["defects"][:1]]
    if cover["takes_with_feedback"] and all(figure["rate"] is None for figure in figures):
        sentence += "; too few for a rate"
    return f"{'' if cover['takes'] else 'No new takes. '}{sentence}."


def spoken_aspect(aspect: str) -> str:
    """An aspect as people say it: "camera movement"."""
    return aspect.replace("_", " ")


def counted(n: int, noun: str) -> str:
    """A number with its noun: "1 take", "3 takes"; what has no plural of its own stays ("3 previs")."""
    plural = noun if noun in ("previs", "people") else f"{noun}s"
    singular = "person" if noun == "people" else noun
    return f"{n} {singular if n == 1 else plural}"


def _of_verdicts(summary: Summary, number: int) -> str:
    figure, cover = summary["approval"], summary["coverage"]
    if figure["n"]:
        return f"In week {number} the director circled {figure['k']} of {counted(figure['n'], 'take')} with a verdict"
    if not cover["takes"]:
        return f"In week {number} no take got a verdict"
    return f"In week {number} none of {counted(cover['takes'], 'take')} has a verdict yet"


def _of_faults(summary: Summary) -> str:
    faults, judged = summary["defects"], len(summary["coverage"]["takes_with_feedback"])
    if not judged:
        return "nobody has said what they think of them"
    if not faults:
        return f"no fault was named on {counted(judged, 'take')} with feedback"
    first = faults[0]
    level = [spoken_aspect(f["aspect"]) for f in faults if f["k"] == first["k"]]
    count = f"{first['k']} of {counted(first['n'], 'take')} with feedback"
    if len(level) == 1:
        return f"the commonest fault was {level[0]}: {count}"
    if len(level) <= FINDINGS:
        return f"the commonest faults were {', '.join(level[:-1])} and {level[-1]}: {count} each"
    return f"faults spread over {len(faults)} aspects, none on more than {count}"


def _nothing(summary: Summary) -> str:
    volume = summary["volume"]
    made = [counted(volume[key], noun) for key, noun in (("shots", "shot"), ("previs", "previs")) if volume[key]]
    there = f" There {'is' if made[0].startswith('1 ') else 'are'} {' and '.join(made)}." if made else ""
    return f"No takes this week.{there}{not_shown(volume)}"


def not_shown(volume: Mapping[str, Any]) -> str:
    """A sentence on the week's takes that are not in their thread, with a blank before it; empty where all are."""
    states = [f"{n} {state}" for state, n in volume["not_landed"].items()]
    return f" Takes not shown: {', '.join(states)}." if states else ""


def _approval(summary: Summary) -> dict[str, Any] | None:
    figure = summary["approval"]
    takes = summary["verdicts"]["takes"]
    shown = takes["circle"] or takes["ng"] or takes["hold"]
    return {"kind": "approval", **figure, "takes": shown} if figure["n"] else None


def _liking(summary: Summary) -> dict[str, Any] | None:
    figure = summary["liking"]
    return {"kind": "liking", **figure, "takes": summary["coverage"]["takes_liked"]} if figure["n"] else None


def _fault(summary: Summary, place: int) -> dict[str, Any] | None:
    faults = summary["defects"]
    return {"kind": "defect", **faults[place]} if len(faults) > place else None


def _no_fault(summary: Summary) -> dict[str, Any] | None:
    judged = summary["coverage"]["takes_with_feedback"]
    return {"kind": "no_defect", "k": 0, "n": len(judged), "takes": judged} if judged else None


def _coverage(summary: Summary) -> dict[str, Any] | None:
    cover = summary["coverage"]
    if not cover["takes"]:
        return None
    unseen = summary["verdicts"]["takes"]["none"]
    return {"kind": "coverage", "k": cover["with_feedback"], "n": cover["takes"], "takes": unseen}
