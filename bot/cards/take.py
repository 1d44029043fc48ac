"""The take card: verdict, what the take is and came from, what it cost, its notes, and what can be done with it."""

from collections.abc import Iterable
from typing import Any

from bot.cards import actions as act
from bot.cards.blocks import Block, Card, actions, button, clip_safe, option, overflow, plain, quiet, safe, section
from bot.cards.slate import ended
from bot.cards.words import listed, money, seconds
from graphs.crew.room import TakeView
from graphs.vocabulary.shots import Take

NAME = 60
CHANGES = 1_200
TROUBLE = 900
VERDICTS = {"circle": "Circled by the director", "hold": "On hold, says the director", "ng": "NG, says the director"}


def take_card(view: TakeView) -> Card:
    """The card of a take (or previs) as it stands; one line once a newer one is in."""
    take = view.take
    if take.state in ("deleted", "cancelled"):
        again = button(act.AGAIN, act.of_take(take.id)) if take.state == "cancelled" and take.kind == "take" else None
        return _one_line(f"*{name(view)}*  {ended(take)}", again)
    if not view.newest and take.state == "screened":
        line = ", ".join([f"*{name(view)}*", *facts(take), *standing(view)])
        return _one_line(line, overflow(list(folded(view))))
    blocks: list[Block] = []
    if view.verdict:
        blocks.append(section(f"*{VERDICTS[view.verdict]}*"))
    blocks.append(section(headline(view)))
    if lineage := came_from(view):
        blocks.append(quiet(lineage))
    if take.already:
        blocks.append(quiet(f"already {safe(listed(take.already), CHANGES)}, so nothing to change there"))
    if words := _counts(view):
        blocks.append(quiet(", ".join(words)))
    blocks.append(actions(row(view)))
    return Card(clip_safe(headline(view).replace("*", ""), 300), tuple(blocks))


def _one_line(line: str, accessory: Block | None) -> Card:
    return Card(clip_safe(line.replace("*", ""), 300), (section(line, accessory),))


def name(view: TakeView) -> str:
    """As people call it: "14C take 1", "Shot 3 P1"."""
    return f"{safe(view.shot.name, NAME)} {view.take.label}"


def headline(view: TakeView) -> str:
    """The line that says what became of it: cost and time as they really were, or what happened instead."""
    take = view.take
    match take.state:
        case "screened":
            return ", ".join([f"*{name(view)}*", *facts(take)])
        case "failed":
            return f"*{name(view)}* failed: {safe(take.trouble or 'the camera gave no reason', TROUBLE)}"
        case "collected":
            return f"*{name(view)}* is rendered, on its way here"
        case "rolling":
            return f"rolling *{name(view)}*"
        case _:
            return f"*{name(view)}* is next"


def facts(take: Take) -> Iterable[str]:
    """Cost and time, as they were."""
    if take.cost_cents is not None:
        yield money(take.cost_cents)
    if take.rolled_in_s is not None:
        yield seconds(max(round(take.rolled_in_s), 1))


def came_from(view: TakeView) -> str:
    """The lineage: which take it comes from, and what was changed."""
    if view.parent is None:
        return ""
    origin = f"from {view.parent.label}"
    if not view.take.changes:
        return f"{origin}; the same request with another seed" if not view.take.already else origin
    return f"{origin}; changed: {safe(', '.join(view.take.changes), CHANGES)}"


def standing(view: TakeView) -> Iterable[str]:
    """What people made of it, in few words."""
    if view.verdict:
        yield VERDICTS[view.verdict]
    yield from _counts(view)


def _counts(view: TakeView) -> list[str]:
    """Counts stand beside every rate: "liked 2 of 3"."""
    words = [f"Notes {view.notes}"] if view.notes else []
    return words + ([f"liked {view.liked} of {view.liking}"] if view.liking else [])


def row(view: TakeView) -> list[Block]:
    """The buttons of the newest take: three in sight, the rest behind [...]."""
    take, subject = view.take, act.of_take(view.take.id)
    if take.state == "failed":
        return [button(act.RETRY, subject, style="primary"), button(act.EDIT, act.of_shot(take.shot))]
    if take.state != "screened":
        return [button(act.CANCEL, subject)]
    if take.kind == "previs":
        hidden = [option(act.NOTES, subject), option(act.ORIGINAL, subject)]
        return [button(act.EDIT, act.of_shot(take.shot)), overflow(hidden)]
    shown = [button(_circling(view), subject), button(act.AGAIN, subject)]
    if view.notes:
        shown.append(button(act.NOTES, subject, f"Notes {view.notes}"))
    hidden = [option(act.HOLD, subject), option(act.NG, subject), option(act.NOTES, subject)]
    return [*shown, overflow([*hidden, option(act.ORIGINAL, subject)])]


def folded(view: TakeView) -> Iterable[Block]:
    """All actions of an earlier take stay, behind [...]."""
    subject = act.of_take(view.take.id)
    names: tuple[str, ...] = (act.NOTES, act.ORIGINAL)
    if view.take.kind == "take":
        names = (_circling(view), act.AGAIN, act.HOLD, *names)
    return [option(each, subject) for each in names]


def _circling(view: TakeView) -> str:
    return act.UNCIRCLE if view.verdict == "circle" else act.CIRCLE


def original_view(view: TakeView, link: str | None) -> dict[str, Any]:
    """The way to the file as it left the camera; `link` is None where the chat has it no more."""
    words = "The clip is not here any more."
    if link:
        words = f"<{link}|{name(view)}, the file as it left the camera>. What plays in the thread is encoded anew."
    return {"type": "modal", "title": plain("Original"), "close": plain("Close"), "blocks": [section(words)]}
