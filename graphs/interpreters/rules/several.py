"""Several shots in one message: where one ends and the next begins."""

import re

from graphs.interpreters.rules.slip import Slip

_NUMBERED = re.compile(r"(?:^|(?<=\n)|(?<=[\s:;,.]))(?:\(?\d{1,2}[).]|[-*\u2022])(?=\s+\S)")
_BESIDE_A_SIZE = ("two_shot", "over_the_shoulder", "pov", "establishing")
_ARROWS = ("\u2192", ">", "\u27a1", "\u21d2")
_SLATED = re.compile(r"(?:^|(?<=\n)|(?<=[.;]\s))[ \t]*(?:\S+\s)?#?\d{1,3}[A-Za-z]{0,2}\s?[:.\-](?=\s)")


def shots(slip: Slip) -> list[tuple[int, int]]:
    """Word ranges, one for each shot asked for; one range where the message asks for one shot."""
    whole = [(0, len(slip.words))]
    if len(slip.words) < 4:
        return whole
    for cuts in (_labelled(slip), _listed(slip), _counted(slip), _sequenced(slip)):
        parts = _ranges(slip, cuts)
        if len(parts) > 1:
            return parts
    return whole


def _ranges(slip: Slip, cuts: list[int]) -> list[tuple[int, int]]:
    """The words between cuts; what stands before the first cut belongs to all and is left to the caller."""
    ends = [*cuts[1:], len(slip.words)]
    return [(a, b) for a, b in zip(cuts, ends, strict=False) if b > a]


def shared(slip: Slip, parts: list[tuple[int, int]]) -> tuple[int, int]:
    """The words before the first shot: facts that all of them share."""
    return 0, parts[0][0]


def _labelled(slip: Slip) -> list[int]:
    """Parts that start with `shot 1`, `first shot`, `14A:`; at least two."""
    found = []
    for hit in slip.find(slip.language.kinds):
        if hit.field != "firm_label" or not _starts_part(slip, hit.first):
            continue
        if hit.last < len(slip.words) and slip.words[hit.last].kind == "number":
            found.append(hit.first)
    start = slip.words[0].start
    slated = [slip.at(m.start()) for m in _SLATED.finditer(slip.passage.text, start, slip.words[-1].end)]
    slated = [at for at in slated if at < len(slip.words) and slip.free(at, at + 1) and _films(slip, at)]
    return found if len(found) > 1 else slated if len(slated) > 1 else []


def _starts_part(slip: Slip, at: int) -> bool:
    return at == 0 or slip.stops(at - 1) or slip.norm_at(at - 1) in slip.language.lists["conjunctions"]


def _listed(slip: Slip) -> list[int]:
    """`1) ... 2) ...`, bullets on lines of their own."""
    text, start = slip.passage.text, slip.words[0].start
    at = [slip.at(m.start()) for m in _NUMBERED.finditer(text, start, slip.words[-1].end)]
    at = [a for a in at if a < len(slip.words) and slip.free(a, a + 1)]
    numbers = [slip.words[a].norm for a in at if slip.words[a].kind == "number"]
    if numbers and numbers == [str(i + 1) for i in range(len(numbers))] and len(numbers) > 1:
        return [a for a in at if slip.words[a].kind == "number"]
    bullets = [a for a in at if slip.words[a].kind == "mark" and (a == 0 or slip.words[a - 1].kind == "line")]
    return bullets if len(bullets) > 1 and _each_a_shot(slip, bullets) else []


def _each_a_shot(slip: Slip, bullets: list[int]) -> bool:
    """Whether bullets list shots, and not the facts of one: two sizes at least, or a sentence in each."""
    parts = [slip.part(a, b) for a, b in _ranges(slip, bullets)]
    sized = sum(any(h.field == "shot_size" for h in part.find(slip.language.shots)) for part in parts)
    return sized > 1 or (not sized and all(sum(w.kind == "word" for w in part.words) > 3 for part in parts))


def _counted(slip: Slip) -> list[int]:
    """`three shots: a, b and c`: as many parts as were counted, cut at the marks that give that number."""
    counted = count(slip)
    if counted is None:
        return []
    total, told_at, first = counted
    last = len(slip.words)
    if told_at > 3 and not any(_films(slip, at) for at in range(first, last)):
        first, last = 0, told_at  # `a -> b -> c, three shots`
    for marks in ((";",), ("\n",), _ARROWS, ("\n", ";", "."), (",", ";", "\n"), (",", ";", "\n", "and", ".")):
        cuts = _cuts(slip, first, last, marks)
        films = [c for c in cuts if _films(slip, c)]
        if len(cuts) == total or len(films) == total:
            return cuts if len(cuts) == total else films
    films = [c for c in _sequenced(slip) if c >= first]
    return films if len(films) > 1 else []


def _cuts(slip: Slip, first: int, last: int, marks: tuple[str, ...]) -> list[int]:
    """Where parts start in [first, last) if the marks stand between them."""
    lists = slip.language.lists
    cuts = [first]
    for at in range(first, last - 1):
        here = slip.norm_at(at)
        if (here in marks or (here in lists["and"] and "and" in marks)) and not slip.taken[at]:
            nxt = at + 1
            while nxt < last and (slip.norm_at(nxt) in lists["joins"] or slip.norm_at(nxt) in _ARROWS):
                nxt += 1
            if nxt < last and nxt > cuts[-1] + 1 and not slip.stops(nxt):
                cuts.append(nxt)
    return cuts


def count(slip: Slip) -> tuple[int, int, int] | None:
    """How many shots are announced, where that is said, and where the first of them starts."""
    lists = slip.language.lists
    if lists["plural_shots"].isdisjoint(slip.norms):
        return None
    for at in range(len(slip.words) - 2):
        value = slip.language.numbers.get(slip.norm_at(at))
        if value is None and slip.words[at].kind == "number" and slip.norm_at(at).isdigit():
            value = float(slip.norm_at(at))
        unit = at + 1
        while slip.norm_at(unit) in lists["figure_glue"] | lists["plural_heads"] and unit < at + 3:
            unit += 1
        if value and 2 <= value <= 9 and slip.norm_at(unit) in lists["plural_shots"]:
            colon = next(
                (i for i in range(unit + 1, min(unit + 14, len(slip.words))) if _opens_list(slip, i)),
                None,
            )
            first = colon + 1 if colon is not None else unit + 1
            while first < len(slip.words) and slip.stops(first):
                first += 1
            return int(value), at, first
    return None


def _opens_list(slip: Slip, at: int) -> bool:
    """A colon, dash or line end after the count; not the colon of a ratio or a time."""
    if slip.norm_at(at) not in (":", "-", "\n"):
        return False
    follows = slip.words[at + 1 : at + 2]
    return not (follows and slip.words[at].glued and follows[0].glued and follows[0].kind == "number")


def _sequenced(slip: Slip) -> list[int]:
    """Parts after `then`, `followed by`, `;` or a line end that each start with a shot size of their own."""
    lists = slip.language.lists
    if any(slip.norm_at(i) in lists["one_shot"] for i in range(len(slip.words))):
        return []
    cuts: list[int] = []
    denied = {h.last for h in slip.find(slip.language.sounds) if h.field == "negation" and h.value in ("no", "dont")}
    sizes = [h for h in slip.find(slip.language.shots) if h.field == "shot_size" and h.first not in denied]
    undone = [h.first for h in slip.find_all(slip.language.kinds) if h.field == "takes_back"]
    last_values: set[str] = set()
    for hit in sizes:
        start = hit.first
        while start > 0 and (
            slip.norm_at(start - 1) in lists["determiners"]
            or slip.norm_at(start - 1) in lists["joins"]
            or slip.norm_at(start - 1) in lists["light_start"]
        ):
            start -= 1
        if not cuts:
            cuts.append(start)
            last_values = {hit.value}
            continue
        before = slip.norm_at(start - 1) if start else "^"
        joined = any(slip.norm_at(i) in lists["joins"] for i in range(start, hit.first)) or before in (
            ";",
            "\n",
            ".",
            ",",
            "+",
        )
        if (
            joined
            and not any(cuts[-1] < at < hit.first for at in undone)
            and not _one_picture(last_values | {hit.value})
            and not _camera_goes(slip, cuts[-1], start)
            and hit.value not in last_values
            and _long_enough(slip, cuts[-1], start)
        ):
            cuts.append(start)
            last_values = {hit.value}
        else:
            last_values.add(hit.value)
    return cuts if len(cuts) > 1 else []


def _one_picture(values: set[str]) -> bool:
    """Whether the values go together in one picture: who is in it and from where, with at most one size."""
    return len(values - set(_BESIDE_A_SIZE)) < 2


def _camera_goes(slip: Slip, first: int, last: int) -> bool:
    """Whether the part before says that one shot moves on: `starts wide and ends in a close-up`."""
    travels = slip.language.lists["travels"]
    return any(slip.norm_at(i) in travels for i in range(max(0, last - 6), last)) or any(
        slip.norm_at(i) in travels for i in range(first, min(first + 3, last))
    )


def _long_enough(slip: Slip, first: int, last: int) -> bool:
    """A part that is a shot of its own names more than its size."""
    return sum(slip.words[i].kind == "word" for i in range(first, last)) >= 2


def _films(slip: Slip, at: int) -> bool:
    """Whether a shot term stands among the next seven words."""
    part = slip.part(at, min(at + 9, len(slip.words)))
    return any(h.field in ("shot_size", "camera_angle", "camera_movement") for h in part.find(slip.language.shots))
