"""What a message says and not about a picture: off the record, a take's recipe, its master, a bare take number.

The phrases are data (kinds.toml). Which kind of message it is otherwise is decided in kinds.py.
"""

from graphs.interpreters.rules.language import words_of_all
from graphs.interpreters.rules.slates import take_number
from graphs.interpreters.rules.slip import Slip
from graphs.vocabulary.requests import OffRecord

_LONGEST_RECIPE = 9  # words; a longer message that has a recipe in it tells of a kitchen
_LONGEST_ANSWER = 5
_LONGEST_ORDER = 8
_RECIPE_REACH = 6


def off_record(slip: Slip) -> OffRecord | None:
    """How long the author wants nothing recorded. Claims the words: they judge nothing and rule nothing out."""
    hits = slip.find(slip.language.kinds)
    lasting = {i for h in hits if h.field == "off_scope" for i in (h.first, h.first - 1)}
    said = [h for h in hits if h.field == "off_record" and (h.last in lasting or _about_itself(slip, h.first, h.last))]
    said = [h for h in said if h.value != "soft" or not _tells_a_picture(slip, h.first, h.last)]
    if not said:
        return None
    for hit in said:
        slip.claim(hit.first, hit.last)
    scopes = {h.value for h in hits if h.field == "off_scope" and _near(slip, said[0].first, h.first)}
    return "thread" if "thread" in scopes else "day" if "day" in scopes else "message"


def _about_itself(slip: Slip, first: int, last: int) -> bool:
    """Whether the phrase starts or ends a clause; `a clerk speaks off the record to a nurse` tells a story."""
    return slip.stops(first - 1) or slip.norm_at(first - 1) in slip.language.lists["conjunctions"] or slip.stops(last)


def _tells_a_picture(slip: Slip, first: int, last: int) -> bool:
    """Whether the words around a phrase make it one of a shot: `ANA (en off): ...`, `two shot, a table between us`."""
    cue = slip.norm_at(last) == ":" and not slip.stops(first - 1)
    if cue or slip.norm_at(first - 1) == "(" or True in slip.taken:
        return True
    voices = slip.language.lists["voiced"] | slip.language.lists["somebody"] | slip.language.lists["label_only"]
    if any(slip.norm_at(i) in voices for i in range(first - 2, first)):
        return True
    return any(h.field not in ("nothing", "style") for h in slip.find_all(slip.language.shots))


def _near(slip: Slip, one: int, other: int) -> bool:
    """Whether both stand in one sentence."""
    low, high = sorted((one, other))
    return not any(slip.norm_at(i) in (".", "!", "?", "\n") for i in range(low, high))


def recipe(slip: Slip) -> int | None:
    """The take of `recipe 2`, `what's the recipe of take 2`."""
    longest = _LONGEST_RECIPE * (3 if slip.language.code == "ja" else 1)
    if sum(w.kind in ("word", "number") for w in slip.words) > longest:
        return None
    hit = next((h for h in slip.find(slip.language.kinds) if h.field == "recipe"), None)
    if hit is None:
        return None
    near = [*range(hit.last, hit.last + _RECIPE_REACH), *range(hit.first - 1, hit.first - _RECIPE_REACH, -1)]
    return next((n for at in near if (n := take_number(slip, at)) is not None and _no_article(slip, at)), None)


def _no_article(slip: Slip, at: int) -> bool:
    return slip.words[at].kind == "number" or slip.norm_at(at) not in slip.language.lists["determiners_only"]


def mastered(slip: Slip) -> tuple[int, ...] | None:
    """The take of `master take 2`, none of `master it`; None where the message says anything else.

    A whole-message order, the verb first (in German also last: `take 2 mastern`): `that is the master` is none.
    """
    said = [i for i, w in enumerate(slip.words) if w.kind in ("word", "number")]
    polite, small = slip.language.lists["polite"], words_of_all("beside_answer")
    while said and slip.norm_at(said[0]) in polite:
        said.pop(0)
    if not 1 < len(said) <= _LONGEST_ORDER or any(w.norm == "?" for w in slip.words):
        return None
    if slip.norm_at(said[0]) in words_of_all("master"):
        said.pop(0)
    elif slip.norm_at(said[-1]) in words_of_all("master_last"):
        said.pop()
    else:
        return None
    numbers = [n for i in said if slip.words[i].kind == "number" and (n := take_number(slip, i)) is not None]
    others = [slip.norm_at(i) for i in said if slip.words[i].kind != "number"]
    known = all(word in small | polite for word in others)
    return tuple(numbers) if known and len(numbers) <= 1 else None


def answered(slip: Slip) -> int | None:
    """The take of an answer that is a number and small words: `2 sorry`, `the second one`, `take 2`."""
    if any(w.kind == "mark" and w.norm in "?%:x" for w in slip.words):
        return None
    said = [i for i, w in enumerate(slip.words) if w.kind in ("word", "number")]
    if not said or len(said) > _LONGEST_ANSWER * (3 if slip.language.code == "ja" else 1):
        return None
    numbers = [i for i in said if _no_article(slip, i) and take_number(slip, i) is not None]
    beside = words_of_all("beside_answer")
    if len(numbers) > 1 and slip.norm_at(numbers[-1]) in beside:
        numbers = numbers[:1]  # `the second one`
    if len(numbers) != 1 or any(slip.norm_at(i) not in beside for i in said if i != numbers[0]):
        return None
    return take_number(slip, numbers[0])
