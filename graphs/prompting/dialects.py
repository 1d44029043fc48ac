"""A shot in a model's dialect: cinematography, subject, action, context, style, audio, then what must not be.

With a start frame only motion is described, since the frame shows the rest. An edit says what changes and that
everything else stays. Sources: Google's prompting guides for Veo and Omni, read 2026-11-22.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from graphs.crew.camera import RollOrder
from graphs.prompting.cleaning import Moment, cleaned, omni_moment, tidy, veo_moment
from graphs.prompting.shot import unsaid
from graphs.prompting.terms import names, said, terms, verb_before
from graphs.vocabulary.requests import Line, ShotRequest
from graphs.vocabulary.spoken import CARRIED, spoken

LENSES = ("lens", "focal_length_mm", "t_stop")
CINEMATOGRAPHY = ("shot_size", "camera_angle", "camera_movement", *LENSES)
AMBIANCE = ("time_of_day", "lighting", "style")
LISTED = ("audio", "style", "negatives")  # what only goes out of them is told apart
TAKEN_OUT, EMPTIED = ("subject_keywords", "audio", "style"), ("lens", "lighting")
# What an edit cannot mean: the render's own parameters say it.
PARAMETERS = ("duration_s", "resolution", "aspect_ratio")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a family of models is spoken to: where negatives go, how moments are stamped, whether images have tags."""

    name: str
    negatives_apart: bool
    moment: Moment
    tags: bool


@dataclass(frozen=True, slots=True)
class Written:
    """A prompt as a model gets it, and its negative prompt where the model takes one apart."""

    text: str
    negative: str | None = None


@dataclass(frozen=True, slots=True)
class Going:
    """What goes along: whether a first and a last frame do, how many images and videos and who each shows (where
    somebody said), and a format framed inside another."""

    first: bool = False
    last: bool = False
    images: int = 0
    called: tuple[str, ...] = ()
    videos: int = 0
    videos_called: tuple[str, ...] = ()
    framed: str | None = None
    format: str = "16:9"


COMPOSITION = "the composition"  # what a reference is called that shows where things stand
VEO = Dialect("veo", negatives_apart=True, moment=veo_moment, tags=False)
OMNI = Dialect("omni", negatives_apart=False, moment=omni_moment, tags=True)


def write(order: RollOrder, dialect: Dialect, going: Going) -> Written:
    """The prompt of an order in a dialect."""
    match order.mode:
        case "edit":
            return Written(_edit(order, dialect))
        case "upscale":
            return Written("Upscale this clip and change nothing in it.")
        case "extend":
            return Written(_extension(order, dialect))
    sentences = [
        *_tags(dialect, going),
        _cinematography(order.request, motion_only=going.first),
        _capital(cleaned(_told(order, motion_only=going.first), order.request.dialogue, dialect.moment)),
        "" if going.first else _ambiance(order.request),
        *_audio(order),
        *_limits(order, dialect, going),
        "" if going.first and order.source else _what_holds(order),
    ]
    if order.written:
        sentences = [*_tags(dialect, going), order.written]
    negative = ", ".join(order.request.negatives) if dialect.negatives_apart else ""
    return Written(_joined(sentences), negative or None)


def _joined(sentences: list[str]) -> str:
    """Sentences as one text, each with its stop."""
    whole = [text if text.endswith((".", "!", "?", ">", ")", '"')) else f"{text}." for text in sentences if text]
    return " ".join(whole)


def _tags(dialect: Dialect, going: Going) -> list[str]:
    """What each image is, in the dialects that have tags for it; in others, a sentence on the references."""
    if not dialect.tags:
        shown = _shown("image {number}", going.called[: going.images])
        return ["As in the reference images", *shown] if going.images else []
    tags = terms()["tags"]
    frames = [tags["first"]] * going.first + [tags["last"]] * going.last
    images = [tags["image"].format(number=number) for number in range(1, going.images + 1)]
    videos = [tags["video"].format(number=number) for number in range(1, going.videos + 1)]
    if not (frames or images or videos):
        return []
    return [
        " ".join([*frames, *images, *videos]),
        *_shown(tags["image"], going.called[: going.images]),
        *_shown(tags["video"], going.videos_called[: going.videos]),
    ]


def _shown(tag: str, called: Sequence[str]) -> list[str]:
    """Who or what each image or video shows, where somebody said so; a composition is not to be looked like."""
    told = []
    for number, name in enumerate(called, 1):
        image = _capital(tag.format(number=number))
        if name == COMPOSITION:
            told.append(f"{image} is a rough drawing: keep only its framing and where things stand, not its look")
        elif name:
            told.append(f"{image} shows {_with_article(name)}")
    return told


def _with_article(name: str) -> str:
    """A name as a prompt says it: a common noun gets its article."""
    return name if name[:1].isupper() or not name.isascii() or name.startswith("the ") else f"the {name}"


def _cinematography(request: ShotRequest, *, motion_only: bool) -> str:
    fields = ("camera_movement",) if motion_only else CINEMATOGRAPHY
    words: list[str] = []
    for field in fields:
        value = getattr(request, field)
        if field in ("focal_length_mm", "t_stop"):
            words += [spoken(field, value)] if value else []
        else:
            words += map(said, value)
    return _capital(", ".join(words))


def _told(order: RollOrder, *, motion_only: bool) -> str:
    """The requester's words; with a start frame from another take only what was added to that take's."""
    if motion_only and order.source is not None:
        return added(order) or order.text
    more = [] if motion_only else unsaid(order.request.subject_keywords, order.text)
    return ". ".join(filter(None, [order.text, ", ".join(more)]))


def added(order: RollOrder) -> str:
    """The words that a revision added to those of its source; all of them where the source's are not among them."""
    before = order.source.text if order.source else ""
    return order.text.removeprefix(before).lstrip(" .") if before else order.text


def _ambiance(request: ShotRequest) -> str:
    return _capital(", ".join(said(word) for field in AMBIANCE for word in getattr(request, field)))


def _audio(order: RollOrder) -> list[str]:
    """Dialogue with speaker and verb, then sounds by their kind."""
    sentences = [_line(line, order.text) for line in order.request.dialogue]
    kinds: dict[str, list[str]] = {"SFX": [], "Ambient noise": [], "Music": []}
    for sound in order.request.audio:
        kind = "Music" if names(sound, "music") else "Ambient noise" if names(sound, "ambience") else "SFX"
        kinds[kind].append(sound)
    sentences += [f"{kind}: {', '.join(sounds)}" for kind, sounds in kinds.items() if sounds]
    if order.request.dialogue:
        sentences.append(terms()["no_subtitles"])
    return sentences


def _line(line: Line, words: str) -> str:
    return f'{_capital(line.speaker or "A voice")} {verb_before(words, line.line)}: "{line.line}"'


def _limits(order: RollOrder, dialect: Dialect, going: Going) -> list[str]:
    """One shot unless cuts were asked for, the framed format, and the negatives where they stand in the prompt."""
    sentences = []
    if going.framed:
        sentences.append(
            f"Composed for {going.framed} inside the {going.format} picture: "
            "everything that matters stays in the middle band"
        )
    if not names(f"{order.text} {' '.join(order.request.style)}", "cuts"):
        sentences.append(_capital(terms()["one_shot"]))
    if not dialect.negatives_apart:
        sentences += [f"No {thing}" for thing in order.request.negatives]
    return sentences


def _what_holds(order: RollOrder) -> str:
    """Last of all, what the newest words put in the place of older ones that are told as well."""
    return f"What holds now: {'; '.join(order.replaced)}" if order.replaced else ""


def _edit(order: RollOrder, dialect: Dialect) -> str:
    """What changes, field by field and in the requester's words, and that the rest stays."""
    before = order.source.request if order.source else ShotRequest()
    changed = [
        field
        for field in CARRIED
        if field not in (*PARAMETERS, "subject_keywords")
        and getattr(order.request, field)
        and getattr(order.request, field) != getattr(before, field)
        and (field not in LISTED or set(getattr(order.request, field)) - set(getattr(before, field)))
    ]
    apart = ("dialogue", "negatives")
    told = [f"{field.replace('_', ' ')}: {_value(order, field)}" for field in changed if field not in apart]
    lines = [_line(line, order.text) for line in order.request.dialogue] if "dialogue" in changed else []
    words = cleaned(added(order), order.request.dialogue, dialect.moment)
    fresh = [s for s in order.request.subject_keywords if s not in before.subject_keywords]
    more = unsaid(fresh, added(order))
    sentences = [_capital(words), f"Add {', '.join(more)}" if more else "", f"Change {'; '.join(told)}" if told else ""]
    sentences += [*lines, *_taken_out(order.request, before)]
    if lines:
        sentences.append(terms()["no_subtitles"])
    unwanted = [f"No {_value(order, 'negatives')}"] if "negatives" in changed else []
    return _joined([*sentences, *unwanted, terms()["keep"]])


def _taken_out(request: ShotRequest, before: ShotRequest) -> list[str]:
    """What an edit takes out: things, sounds and looks that are asked for no more, and all that was said."""
    gone = [one for field in TAKEN_OUT for one in getattr(before, field) if one not in getattr(request, field)]
    gone += [one for field in EMPTIED if not getattr(request, field) for one in getattr(before, field)]
    silent = bool(before.dialogue) and not request.dialogue
    return [f"Without {', '.join(map(said, gone))}"] * bool(gone) + ["Nobody speaks"] * silent


def _value(order: RollOrder, field: str) -> str:
    """A field as an edit names it; of what is only ever added to, the additions."""
    value = getattr(order.request, field)
    if not isinstance(value, tuple):
        return spoken(field, value)
    before = getattr(order.source.request, field) if order.source else ()
    fresh = [one for one in value if one not in before] or value
    return ", ".join(said(one) for one in fresh)


def _extension(order: RollOrder, dialect: Dialect) -> str:
    length = f" for {order.extend_s:g} seconds" if order.extend_s else ""
    words = cleaned(added(order), order.request.dialogue, dialect.moment)
    return _joined([f"Continue the shot{length}", _capital(words), *_audio(order), _capital(terms()["one_shot"])])


def _capital(text: str) -> str:
    text = tidy(text)
    return text[:1].upper() + text[1:]
