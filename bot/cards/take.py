"""The take card: verdict, what the take is and came from, what it cost, its notes, and what can be done with it."""

from collections.abc import Iterable

from bot.cards import actions as act
from bot.cards.blocks import VISIBLE, Block, Card, actions, button, clip_safe, option, overflow, quiet, safe, section
from bot.cards.heard import heard
from bot.cards.held import held_buttons, held_line
from bot.cards.master import master_label, master_of
from bot.cards.nearest import nearest_button
from bot.cards.slate import cost_untold, ended
from bot.cards.words import capital, listed, money, seconds, timecode
from graphs.crew.room import TakeView
from graphs.vocabulary.material import named
from graphs.vocabulary.shots import Kept, NoteOutcome, Take

NAME = 60
CHANGES = 1_200
TROUBLE = 900
OUTCOME = 300
OUTCOMES: dict[NoteOutcome, str] = {
    "addressed": "addressed",
    "not_addressed": "not addressed",
    "cannot_tell": "can't tell, asked of who noted it",
}
KEPT: dict[Kept, str] = {
    "edit": "edit of {take}, keeps the picture",
    "frames": "from {take}'s frames",
    "new": "new roll after {take}, will look different",
}
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
        proposed = bool(view.part and view.part.proposed)
        setting = button(act.CIRCLE_PART, act.of_take(take.id), "Set the part") if proposed else None
        blocks.append(section(f"*{verdict(view)}*", setting))
    blocks.append(section(headline(view)))
    if lineage := came_from(view):
        blocks.append(quiet(lineage))
    if take.already:
        blocks.append(quiet(f"already {safe(listed(take.already), CHANGES)}, so nothing to change there"))
    if stays := left_behind(view):
        blocks.append(quiet(stays))
    blocks += [quiet(line) for line in heard(take)]
    if view.model and take.cost_cents:
        blocks.append(quiet(f"made by {safe(view.model, NAME)}"))
    if became := list(outcomes(view)):
        blocks.append(quiet("\n".join(became)))
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
            said = safe(take.trouble or "the camera gave no reason", TROUBLE)
            untold = cost_untold(take)
            return f"*{name(view)}* failed: {said}" + (f" {capital(untold)}." if untold else "")
        case "collected":
            return f"*{name(view)}* is rendered, on its way here"
        case "open" | "queued" if take.held:
            return f"*{name(view)}* {held_line(take.held)}"
        case "rolling":
            return f"rolling *{name(view)}*"
        case "open" if view.parent and not view.parent.ended and take.kind == "take":
            return f"*{name(view)}* waits for the picture of {view.parent.label}"
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
    if view.take.master:
        return master_of(view)
    origin = f"from {view.parent.label}"
    if view.take.kind == "previs":
        origin += f", wished by <@{safe(view.take.asked_by, 40)}>"
    if view.take.keeps:
        origin = KEPT[view.take.keeps].format(take=view.parent.label)
    if not view.take.changes:
        same = "the same request at draft size" if view.parent.master else "the same request with another seed"
        return f"{origin}; {same}" if not view.take.already else origin
    return f"{origin}; changed: {safe(', '.join(view.take.changes), CHANGES)}"


def left_behind(view: TakeView) -> str:
    """Who and what was wanted along with an edit of a clip, which takes nothing else."""
    take = view.take
    if take.keeps != "edit" or not take.material or view.parent is None:
        return ""
    names = listed([safe(named(piece), NAME) for piece in take.material])
    return f"stays here: {names}; an edit takes the clip of {view.parent.label} alone"


def standing(view: TakeView) -> Iterable[str]:
    """What people made of it, in few words."""
    if view.verdict:
        yield verdict(view)
    yield from _counts(view)


def verdict(view: TakeView) -> str:
    """The verdict, with the part that is circled: "Circled by the director, 0:03 to 0:06"."""
    words = VERDICTS[view.verdict] if view.verdict else ""
    if view.part is None:
        return words
    start = timecode(view.part.in_s)
    if view.part.proposed:
        return f"{words}, {safe(view.part.proposed, NAME)} ({start}?)"
    return f"{words}, {start} to {'the end' if view.part.out_s is None else timecode(view.part.out_s)}"


def outcomes(view: TakeView) -> Iterable[str]:
    """What became of the notes on the take before, a line for each way."""
    for outcome, told in OUTCOMES.items():
        said = [f"“{safe(note.words, NAME)}”" for note in view.answered if note.outcome == outcome]
        if said:
            yield clip_safe(f"{told}: {', '.join(said)}", OUTCOME)


def _counts(view: TakeView) -> list[str]:
    """Counts stand beside every rate: "liked 2 of 3"."""
    words = [f"Notes {view.notes}"] if view.notes else []
    return words + ([f"liked {view.liked} of {view.liking}"] if view.liking else [])


def row(view: TakeView) -> list[Block]:
    """The buttons of the newest take: three in sight, the rest behind [...]."""
    take, subject = view.take, act.of_take(view.take.id)
    if take.state == "failed" and view.nearest:
        return [nearest_button(subject, view.nearest), button(act.EDIT, act.of_shot(take.shot))]
    if take.state == "failed":
        return [button(act.RETRY, subject, style="primary"), button(act.EDIT, act.of_shot(take.shot))]
    if take.state != "screened":
        return [*held_buttons(take), button(act.CANCEL, subject)]
    if take.kind == "previs":
        hidden = [option(act.NOTES, subject), option(act.ORIGINAL, subject)]
        word = [button(act.ROLL, subject, style="primary")] if take.changes else []
        return [*word, button(act.EDIT, act.of_shot(take.shot)), overflow(hidden)]
    offered = [button(act.MASTER, subject, master_label(view.master), style="primary")] if view.master else []
    shown = [*offered, button(_circling(view), subject)]
    if view.wanted:
        shown.append(button(act.ROLL_WITH, subject, roll_with_label(view)))
    hidden = [] if len(shown) + bool(view.notes) < VISIBLE else [option(act.AGAIN, subject)]
    if not hidden:
        shown.append(button(act.AGAIN, subject))
    hidden += [*([] if view.master else [_verdict_option(view, act.HOLD)]), _verdict_option(view, act.NG)]
    if view.notes and len(shown) < VISIBLE:
        shown.append(button(act.NOTES, subject, f"Notes {view.notes}"))
    else:
        hidden.append(option(act.NOTES, subject))
    return [*shown, overflow([*hidden, option(act.CIRCLE_PART, subject), option(act.ORIGINAL, subject)])]


def roll_with_label(view: TakeView) -> str:
    """The button, with what the take will cost: "Roll take 2 with these notes, $0.56"."""
    cents = view.with_notes.cents if view.with_notes else 0
    return f"Roll take {view.next_number} with these notes" + (f", {money(cents)}" if cents else "")


def _verdict_option(view: TakeView, name: str) -> Block:
    """A verdict to give, or to take back where it stands."""
    subject = act.of_take(view.take.id)
    if view.verdict != name:
        return option(name, subject)
    return option(act.TAKE_BACK, subject, f"Take back {'NG' if name == act.NG else 'hold'}")


def folded(view: TakeView) -> Iterable[Block]:
    """All actions of an earlier take stay, behind [...]."""
    subject = act.of_take(view.take.id)
    names: tuple[str, ...] = (act.NOTES, act.ORIGINAL)
    if view.take.kind == "take":
        after = {"circle": act.CIRCLE_PART, "ng": act.TAKE_BACK, "hold": act.TAKE_BACK}
        names = (_circling(view), act.AGAIN, after.get(view.verdict or "", act.HOLD), *names)
    if view.master:  # five at most
        made = option(act.MASTER, subject, master_label(view.master))
        return [made, *(option(each, subject) for each in names if each != act.AGAIN)]
    return [option(each, subject) for each in names]


def _circling(view: TakeView) -> str:
    return act.UNCIRCLE if view.verdict == "circle" else act.CIRCLE
