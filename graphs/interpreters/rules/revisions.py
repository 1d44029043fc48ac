"""What a revision alters: the craft aspects, and sizes that are relative to what was there ("wider")."""

from functools import cache
from itertools import pairwise
from typing import Any

from graphs.crew.reading import ReadingContext
from graphs.interpreters.rules.clauses import Clause
from graphs.interpreters.rules.language import load
from graphs.interpreters.rules.learned.changes import change_marks
from graphs.interpreters.rules.learned.weights import weights
from graphs.interpreters.rules.measures import stretch
from graphs.interpreters.rules.slip import Slip
from graphs.interpreters.rules.terms import Hit, Tree, entry, spelt

LADDER = (
    "extreme_close_up", "close_up", "medium_close_up", "medium", "medium_wide", "full", "wide", "extreme_wide",
)  # fmt: skip
# one word wider or tighter goes to the next size that an audience would call another shot
_WIDER = {
    "extreme_close_up": "close_up", "close_up": "medium", "insert": "medium", "medium_close_up": "medium_wide",
    "medium": "wide", "medium_wide": "wide", "full": "wide", "wide": "extreme_wide", "two_shot": "wide",
}  # fmt: skip
_TIGHTER = {
    "extreme_wide": "wide", "wide": "medium", "establishing": "wide", "full": "medium", "medium_wide": "medium",
    "medium": "close_up", "medium_close_up": "close_up", "close_up": "extreme_close_up", "two_shot": "medium_close_up",
}  # fmt: skip
_ASPECT_OF = {
    "shot_size": "framing", "camera_angle": "framing", "aspect_ratio": "framing", "camera_movement": "camera_movement",
    "lens": "lens_focus", "focal_length_mm": "lens_focus", "t_stop": "lens_focus", "time_of_day": "lighting",
    "lighting": "lighting", "duration_s": "pacing", "dialogue": "dialogue", "audio": "sound", "style": "style_mood",
}  # fmt: skip
# crafts whose name names no thing to be seen
_CRAFTS = (
    "dialogue", "sound", "pacing", "camera_movement", "framing", "performance", "lighting", "lip_sync", "lens_focus",
)  # fmt: skip
DOUBTED, LIKELY = 0.2, 0.45  # how likely a craft is that the rules tell of, and one that they do not
_CUES = ("revision", "previous", "wider", "tighter", "correction", "request")


def relative(slip: Slip, stated: dict[str, Any], context: ReadingContext) -> dict[str, Any]:
    """Sizes and lengths that the words give relative to the last request; without one, "wider" states none."""
    length = _stretched(slip, context.last_request.duration_s if context.last_request else None)
    found: dict[str, Any] = {"duration_s": length} if length and not stated.get("duration_s") else {}
    if stated.get("shot_size"):
        return found
    before = context.last_request.shot_size[0] if context.last_request and context.last_request.shot_size else None
    at, way = _steered(slip)
    size = None
    if before and way:
        size = _step(before, _WIDER if way == "wider" else _TIGHTER, slip, at, 1 if way == "wider" else -1)
    return found | {"shot_size": (size,)} if size else found


def _stretched(slip: Slip, before: float | None) -> float | None:
    """The length in seconds after `two seconds longer`."""
    if before is None:
        return None
    told = (more for at in range(len(slip.words)) if (more := stretch(slip, at)) is not None)
    length = before + next(told, 0.0)
    return length if length > 0 and length != before else None


def _steered(slip: Slip) -> tuple[int, str]:
    """Where the words go wider or tighter, and which; looked for by itself: `mais plus` would hide `plus serré`."""
    hits = slip.find_all(_ways(slip.language.code))
    return (hits[0].first, hits[0].field) if hits else (0, "")


@cache
def _ways(code: str) -> Tree:
    """The phrases that go wider or tighter, and no others."""
    told, tree = load(code, "kinds"), Tree()
    for way in ("wider", "tighter"):
        for words in (words for phrase in told[way] for words in spelt(phrase)):
            tree.put(words, entry(way, "", {}))
    return tree


def _step(before: str | None, steps: dict[str, str], slip: Slip, at: int, way: int) -> str | None:
    """The next size; with "a touch" the next rung of the ladder."""
    if before is None:
        return None
    nearby = {slip.norm_at(i) for i in range(max(0, at - 3), at)}
    if nearby & slip.language.lists["slight"] and before in LADDER:
        rung = LADDER.index(before) + way
        return LADDER[min(max(rung, 0), len(LADDER) - 1)]
    return steps.get(before)


def changed(slip: Slip, stated: dict[str, Any], cut: list[Clause], lessened: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The craft aspects that a revision alters: those that the rules tell of and the weights do not doubt, and those
    that the weights find. `lessened` are fields that it states nothing of and wants less of."""
    chances = weights("change").chances(change_marks(slip, stated))
    sure = {aspect for name, aspect in _ASPECT_OF.items() if stated.get(name)}
    sure |= {_ASPECT_OF[name] for name in lessened if name in _ASPECT_OF}
    if _steered(slip)[1]:
        sure.add("framing")
    if crosses(slip) and not stated.get("camera_movement"):
        sure.add("action")
    told = dict.fromkeys([*_told(slip, stated, cut), *sure])
    kept = [a for a in told if a in sure or chances.get(a, 1.0) >= DOUBTED]
    return tuple(dict.fromkeys([*kept, *(a for a, chance in chances.items() if chance >= LIKELY)]))


def crosses(slip: Slip) -> bool:
    """Whether something goes across the frame: `wipes L to R`, `von links nach rechts`."""
    sides = slip.language.lists["sides"]
    at = [i for i in range(len(slip.words)) if slip.norm_at(i) in sides]
    return any(b - a == 2 and slip.norm_at(a) != slip.norm_at(b) for a, b in pairwise(at))


def _told(slip: Slip, stated: dict[str, Any], cut: list[Clause]) -> tuple[str, ...]:
    """The aspects of the fields that are stated, and those that the words ask about."""
    found = [aspect for name, aspect in _ASPECT_OF.items() if stated.get(name)]
    colours = slip.language.lists["colour_styles"]
    if any(look.lower() in colours for look in stated.get("style", ())):
        found = ["colour" if aspect == "style_mood" else aspect for aspect in found]
    told = bool(found)
    for clause in cut:
        asked = [aspect for aspect, said in clause.strong if said != "praise"]
        if told:  # `change it to 50mm` alters what is named, and nothing besides
            asked = [aspect for aspect in asked if aspect != "prompt_adherence"]
        weak = [aspect for aspect, said in clause.weak if said != "praise"]
        found += asked or (clause.topics if clause.topics else weak)
    if stated.get("subject_keywords") and not any(w.norm in slip.language.lists["mends"] for w in slip.words):
        found = [aspect for aspect in found if aspect != "prompt_adherence"]  # another thing, and not one put right
    things = stated.get("subject_keywords") or (stated.get("negatives") and not found)
    if things and "prompt_adherence" not in found:
        found.append("production_design")
    return tuple(dict.fromkeys(found))


def _asks_of(hit: Hit) -> bool:
    """Whether it asks, or names a craft and no thing: `the accent` in `with the accent toned down`."""
    return hit.value.removeprefix("else_") in ("ask", "keep") or (hit.value == "topic" and hit.field in _CRAFTS)


def asking(slip: Slip) -> list[tuple[int, int]]:
    """Words that ask for the change and name nothing for the picture: `redo`, `slower`, `keep the rest`."""
    kinds = [h for h in slip.find(slip.language.kinds) if h.field in _CUES]
    notes = [h for h in slip.find(slip.language.notes) if _asks_of(h)]
    return [(h.first, h.last) for h in (*kinds, *notes)]
