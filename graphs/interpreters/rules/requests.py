"""A message read as a request: kind, shots, labels, orders. The fields of one shot are read in fields.py."""

from typing import Any

from graphs.crew.reading import ReadingContext
from graphs.interpreters.rules.asides import answered, mastered, off_record, recipe
from graphs.interpreters.rules.clauses import clauses
from graphs.interpreters.rules.evidence import Evidence, weigh
from graphs.interpreters.rules.fields import Draft, read_fields
from graphs.interpreters.rules.kinds import certain, closing_order, kind, kind_shares, order
from graphs.interpreters.rules.language import Language
from graphs.interpreters.rules.measures import lone_number
from graphs.interpreters.rules.revisions import changed, relative
from graphs.interpreters.rules.several import shared, shots
from graphs.interpreters.rules.slates import slate, takes_named
from graphs.interpreters.rules.slip import Slip, slip_of
from graphs.interpreters.rules.speech import Spoken, reported, spoken
from graphs.interpreters.rules.steering import injected
from graphs.interpreters.rules.words import beyond
from graphs.vocabulary.requests import CLOSED_LISTS, Kind, Order, Reading, ShotRequest

_FENCE = "```"
_FEW = 2  # words beside a block of code
IN_CODE = "what is set as code"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # of a slate: I and O would be read as figures
_SURELY_TALK = 0.6
_LISTS = (
    *CLOSED_LISTS,
    "dialogue",
    "audio",
    "style",
    "negatives",
    "subject_keywords",
)
# what is said before the first of several shots holds for each of them
_CARRIED = (
    "time_of_day",
    "lighting",
    "style",
    "aspect_ratio",
    "resolution",
    "lens",
    "focal_length_mm",
    "negatives",
    "audio",
)


def read(text: str, context: ReadingContext) -> Reading:
    """The whole reading of a message. Linear in its length; never raises."""
    slip = slip_of(text)
    tongue, unread = slip.language, beyond(slip.passage)
    if (word := order(slip)) is not None:
        return Reading(message=ShotRequest(kind="chatter"), order=word, lang=tongue.code)
    if (takes := mastered(slip)) is not None:
        return Reading(message=ShotRequest(kind="chatter", ref_take=takes), order="master", lang=tongue.code)
    said = spoken(slip)
    seen = weigh(slip)
    shares = kind_shares(slip, seen, context)
    hushed, aside = off_record(slip), _aside(slip, seen, context)
    plain = bool(hushed or aside or closing_order(slip) or certain(seen, context))
    steers = injected(slip, shares["injection"], plain=plain)
    if steers or (_FENCE in text and _steers_in_code(text, context)):
        return _plain("injection", tongue, unread).model_copy(update={"off_record": hushed})
    if _FENCE in text and len(slip.words) <= _FEW:
        return read(text.replace(_FENCE, "\n"), context)  # hardly a word but those that are set as code
    unread += (IN_CODE,) if _FENCE in text else ()
    found = kind(slip, seen, context, shares)
    if found == "chatter" and not context.takes_in_thread and _is_a_scene(seen, said, shares["chatter"]):
        found = "new_shot"
    reading = aside or _asked(slip, said, found, context, unread)
    if reading.kind == "revision" and not (reading.answers or seen.asks_for_change or _changes(reading.message)):
        reading = _plain("feedback" if context.takes_in_thread else "chatter", tongue, unread)
    return reading.model_copy(update={"off_record": hushed}) if hushed else reading


def _changes(message: ShotRequest) -> bool:
    """Whether a revision says what is to be otherwise: `hold 9B`, `we'll take 3` say nothing, and roll nothing."""
    return set(message.stated()) - {"kind", "ref_take"} != set()


def ordered(text: str) -> Order | None:
    """The order that the words give and nothing else."""
    return order(slip_of(text))


def _is_a_scene(seen: Evidence, said: list[Spoken], talk: float) -> bool:
    """Whether a line makes a shot of words that would be talk: not of `then the DP goes "is that my lunch?" lol`.

    `talk` is how likely they are talk by the weights.
    """
    if not any(s.line for s in said):
        return False
    return bool(seen.shot or seen.request) or not (seen.chatter or talk >= _SURELY_TALK)


def _steers_in_code(text: str, context: ReadingContext) -> bool:
    """Whether words that are set as code, which ask for no shot, try to steer."""
    slip = slip_of(text.replace(_FENCE, "\n"))
    return injected(slip, kind_shares(slip, weigh(slip), context)["injection"])


def _aside(slip: Slip, seen: Evidence, context: ReadingContext) -> Reading | None:
    """A message that names a take and nothing of a picture: its recipe is asked for, or it answers which take."""
    if (take := recipe(slip)) is not None and not seen.shot:
        return Reading(message=ShotRequest(kind="question"), recipe=take, lang=slip.language.code)
    if seen.verdict or (take := answered(slip)) is None:
        return None
    there = context.takes_in_thread + context.open_takes
    if not there and slip.words[0].kind == "word":
        return _plain("chatter", slip.language, ())  # `take 2` where nothing was taken
    if not there or take > max(there, 2):
        return None
    one = ShotRequest(kind="revision", ref_take=(take,))
    text = " ".join(slip.passage.text.split())
    return Reading(message=one, shots=(one,), texts=(text,), slates=(None,), lang=slip.language.code, answers=True)


def _asked(slip: Slip, said: list[Spoken], found: Kind, context: ReadingContext, unread: tuple[str, ...]) -> Reading:
    tongue = slip.language
    talk = found == "chatter" or (found == "feedback" and not context.takes_in_thread)
    if talk and context.shots_in_thread and (word := closing_order(slip)) is not None:
        return Reading(message=ShotRequest(kind="chatter"), order=word, lang=tongue.code)
    if found not in ("new_shot", "revision"):
        return _plain(found, tongue, unread)
    return _shots(slip, sorted([*said, *reported(slip, said)], key=lambda s: s.start), found, context, unread)


def _plain(found: Kind, tongue: Language, unread: tuple[str, ...]) -> Reading:
    return Reading(message=ShotRequest(kind=found), lang=tongue.code, unread=unread)


def _shots(slip: Slip, said: list[Spoken], found: Kind, context: ReadingContext, unread: tuple[str, ...]) -> Reading:
    parts = shots(slip) if found == "new_shot" else [(0, len(slip.words))]
    refs: tuple[int | str, ...] = tuple(takes_named(slip)) if found == "revision" else ()
    if len(parts) == 1:
        label = slate(slip)
        length = lone_number(slip) if found == "revision" else None
        if length is not None:
            slip.claim(length[0], length[0] + 1)
        cut = clauses(slip, []) if found == "revision" else []
        draft = read_fields(slip, said, revises=found == "revision")
        if found == "revision":
            if length is not None:
                draft.values.setdefault("duration_s", length[1])
            draft.values |= relative(slip, draft.values, context)
            draft.values["changes"] = changed(slip, draft.values, cut, draft.lessened)
            draft.values["ref_take"] = refs or (("previous",) if not _edits_the_shot(context) else ())
        one = ShotRequest(kind=found, **draft.values)
        text = " ".join(slip.passage.text.split())
        return Reading(
            message=one,
            shots=(one,),
            texts=(text,),
            slates=(label,),
            lang=slip.language.code,
            unread=(*unread, *draft.odd),
        )
    before = slip.part(*shared(slip, parts))
    scene = slate(before)
    head = read_fields(before, said)
    drafts, labels, texts = [], [], []
    for first, last in parts:
        part = slip.part(first, last)
        labels.append(slate(part))
        drafts.append(read_fields(part, said))
        texts.append(_own_words(slip, first, last))
    return _several(slip, found, head, drafts, _set_ups(scene, labels), texts, unread)


def _set_ups(scene: str | None, labels: list[str | None]) -> list[str | None]:
    """The labels of several shots; where only their scene is said (`three setups for sc 22`), 22A, 22B, 22C."""
    if scene is None or not scene.isdigit() or any(labels) or len(labels) > len(_LETTERS):
        return labels
    return [f"{scene}{letter}" for letter in _LETTERS[: len(labels)]]


def _edits_the_shot(context: ReadingContext) -> bool:
    """Before any take, a correction edits the shot that was asked for: there is no earlier take to mean."""
    return context.shots_in_thread > 0 and not context.takes_in_thread and not context.open_takes


def _several(
    slip: Slip,
    found: Kind,
    head: Draft,
    drafts: list[Draft],
    labels: list[str | None],
    texts: list[str],
    unread: tuple[str, ...],
) -> Reading:
    """One request for each shot, with what the message says about all; the message's own reading is their union."""
    carried = {name: value for name, value in head.values.items() if name in _CARRIED}
    for draft in drafts[1:]:
        for name in ("aspect_ratio", "resolution"):
            carried.setdefault(name, draft.values.get(name))
    carried = {name: value for name, value in carried.items() if value is not None}
    every = [ShotRequest(kind=found, **(carried | _single(d.values))) for d in drafts]
    whole = _union([head.values, *(d.values for d in drafts)])
    message = ShotRequest(kind=found, **(whole | {"n_shots": len(drafts)}))
    odd = tuple(o for d in (head, *drafts) for o in d.odd)
    return Reading(
        message=message, shots=tuple(every), texts=tuple(texts), slates=tuple(labels), lang=slip.language.code,
        unread=(*unread, *odd),
    )  # fmt: skip


def _single(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != "n_shots"}


def _union(drafts: list[dict[str, Any]]) -> dict[str, Any]:
    joined: dict[str, Any] = {}
    for values in drafts:
        for name, value in values.items():
            if name in _LISTS:
                joined[name] = tuple(dict.fromkeys([*joined.get(name, ()), *value]))
            else:
                joined.setdefault(name, value)
    return joined


def _own_words(slip: Slip, first: int, last: int) -> str:
    while last > first and slip.norm_at(last - 1) in (",", ";", "\n", "and"):
        last -= 1
    return slip.said(first, last)
