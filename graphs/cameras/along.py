"""What a video model takes along with a render, and what it does not, each with the nearest thing. Pure.

Facts of a model go in; what becomes of each thing that is wanted comes out. Files are read by nobody here.
"""

from collections.abc import Sequence

from graphs.cameras.fitting import extension_refused, fit, left_to_extend, listed, nearest_extension
from graphs.cameras.models import Model
from graphs.crew.camera import Fate, Offered
from graphs.vocabulary.requests import ShotRequest

USUAL_LONGER_S = 5.0
LONGER_BY_ROUNDING_S = 0.5
NO_END = 2**62  # bytes


def fates(
    model: Model, name: str, request: ShotRequest, offered: Sequence[Offered], draft: str, largest: int = NO_END
) -> list[Fate]:
    """What becomes of each; `largest` are the bytes of a clip that can be sent.

    A clip that is changed or made longer goes alone; a frame goes without references.
    """
    for at, each in enumerate(offered):
        if each.plays in ("extend", "source"):
            clip = extended(model, name, each) if each.plays == "extend" else changed(model, name, each, largest)
            if clip.refused or clip.goes in ("edit", "extend"):
                does = "goes on from a clip" if each.plays == "extend" else "changes a clip"
                alone = f"{name} takes nothing else along where it {does}"
                return [clip if i == at else Fate(None, alone) for i in range(len(offered))]
    return _pictures(model, name, request, offered, draft, largest)


def extended(model: Model, name: str, offered: Offered) -> Fate:
    """A clip that goes on, by as much as was asked for; else as usual, or as far as it can where that is less."""
    length = offered.length_s or 0.0
    wanted = offered.seconds
    if wanted is None:
        least, most = model.extend.by if model.extend else (0.0, 0.0)
        left = left_to_extend(model, length)
        wanted = min(max(USUAL_LONGER_S, least), most, left if left >= least else most)
    why = extension_refused(model, name, length, wanted)
    if why:
        return Fate(None, why, refused=True, seconds=nearest_extension(model, length, wanted))
    return Fate("extend", seconds=wanted)


def changed(model: Model, name: str, offered: Offered, largest: int) -> Fate:
    """A clip that somebody gave: changed as it is, else its first frame."""
    if model.edit is None:
        why = f"{name} takes no video"
    elif offered.length_s and offered.length_s > model.edit.longest + LONGER_BY_ROUNDING_S:
        why = f"{name} changes clips of {model.edit.longest:g} s at most, and this one has {offered.length_s:.0f} s"
    elif offered.size > largest:
        why = f"{name} takes files up to {largest / 2**20:.0f} MB here, and this one has {offered.size / 2**20:.0f}"
    else:
        return Fate("edit")
    if model.first_frame:
        return Fate("first_frame", f"{why}; its first frame goes")
    return _refused(f"{_capital(why)}; a take can roll from the words.")


def _pictures(
    model: Model, name: str, request: ShotRequest, offered: Sequence[Offered], draft: str, largest: int
) -> list[Fate]:
    """Frames first; references where no frame goes, as many as the model takes."""
    has_first = model.first_frame and any(each.plays in ("first_frame", "source") for each in offered)
    seconds = fit(model, request, draft).seconds
    found: list[Fate] = []
    images = videos = sent = 0
    for each in offered:
        match each.plays:
            case "source":
                found.append(changed(model, name, each, largest))
            case "first_frame":
                found.append(Fate("first_frame") if model.first_frame else _no_frame(model, name, "start from"))
            case "last_frame":
                found.append(_last(model, name, has_first))
            case _ if has_first:
                found.append(Fate(None, f"{name} takes no references beside a first frame"))
            case _ if each.video and not (why := _no_video(model, name, videos + 1, each, sent, largest)):
                found.append(Fate("reference_video"))
                videos, sent = videos + 1, sent + each.size
            case _:
                no_video = f"{_no_video(model, name, videos + 1, each, sent, largest)}; its first frame goes"
                why = _no_reference(model, name, images + 1, seconds)
                found.append(Fate(None, why) if why else Fate("reference", no_video if each.video else ""))
                images += not why
    return found


def _last(model: Model, name: str, has_first: bool) -> Fate:
    if not model.last_frame:
        return _no_frame(model, name, "end on")
    if not has_first:
        return _refused(f"{name} ends on a frame only where it starts on one as well; name a frame to start from.")
    return Fate("last_frame")


def _no_frame(model: Model, name: str, does: str) -> Fate:
    nearest = "it can go along as a reference" if model.references.images else "a take can roll from the words"
    return _refused(f"{name} can't {does} a picture; {nearest}.")


def _no_reference(model: Model, name: str, images: int, seconds: float) -> str:
    """Why one more reference image does not go; empty where it does."""
    most, lengths = model.references.images, model.references.seconds
    if not most:
        return f"{name} takes no reference images"
    if images > most:
        return f"{name} takes {most} reference images"
    if lengths and seconds not in lengths:
        return f"{name} takes reference images with {listed([f'{one:g}' for one in lengths])} seconds only"
    return ""


def _no_video(model: Model, name: str, videos: int, offered: Offered, sent: int, largest: int) -> str:
    """Why one more clip does not go along as a reference, after `sent` bytes of others; empty where it does."""
    most, longest = model.references.videos, model.references.video_s
    if not most:
        return f"{name} takes no reference videos"
    if videos > most:
        return f"{name} takes {most} reference videos"
    if longest and offered.length_s and offered.length_s > longest + LONGER_BY_ROUNDING_S:
        return f"{name} takes reference videos of {longest:g} s at most, and this one has {offered.length_s:.0f} s"
    if sent + offered.size > largest:
        return f"{name} takes {largest / 2**20:.0f} MB of videos here, and this would be more"
    return ""


def _refused(why: str) -> Fate:
    return Fate(None, why, refused=True)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
