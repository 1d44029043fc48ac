"""The slate card: the request read back in film words, what was filled in, where the shot stands, what can be done."""

from collections.abc import Iterable, Sequence

from bot.cards import actions as act
from bot.cards.along import along
from bot.cards.blocks import (
    VISIBLE,
    Block,
    Card,
    actions,
    button,
    clip_safe,
    option,
    overflow,
    quiet,
    safe,
    section,
    two_ends,
)
from bot.cards.countdown import waiting_line
from bot.cards.dropping import drop_option, dropped_card
from bot.cards.heard import heard
from bot.cards.held import held_buttons, held_line, refused_line
from bot.cards.nearest import nearest_button
from bot.cards.words import about, camera_words, capital, dialogue, film_word, listed, money, ordinal, subject_words
from graphs.crew.room import ShotView
from graphs.vocabulary.shots import Shot, Take

ASKED = 2_700
NAME = 60
TROUBLE = 600
WISH = 400
MOST_WISHES = 3
MOST_RECORDS = 3
BEHIND_EDIT = "full text behind Edit"
ON_THE_WAY = ("open", "queued", "rolling", "collected")


def slate_card(view: ShotView) -> Card:
    """The card of a shot as it stands."""
    shot = view.shot
    name = safe(shot.name, NAME)
    if shot.state == "dropped":
        return dropped_card(shot)
    if shot.state == "not_a_shot":
        line = f"*{name}*  not a shot"
        return Card(clip_safe(line, 200), (section(line),))
    title = f"*{name}*" if shot.slate else f"*{name}*  (unslated)"
    cost = f"{price(view.estimate.cents, view.wanted)}, {about(view.estimate.seconds)}"
    awaited = any(line.awaited for line in view.along)
    state = state_line(shot, view.takes, view.previs, view.place, view.rolls_in_s, awaited=awaited)
    blocks: list[Block] = [two_ends(title, f"{view.camera}: {cost}"), section(asked(view)), *filled_in(view)]
    if refused := view.refused:
        taken = nearest_button(act.of_shot(shot.id), refused.nearest) if refused.nearest else None
        blocks.append(section(safe(refused.said, TROUBLE), taken))
    blocks.append(section(state))
    blocks += [quiet(wish_line(wish)) for wish in view.wishes[-MOST_WISHES:]]
    if buttons := list(row(view)):
        blocks.append(actions(buttons))
    return Card(clip_safe(f"{name}: {state}", 300), tuple(blocks))


def price(cents: int, takes: int) -> str:
    """What the word costs: "$0.56", of several takes "4 \u00d7 $0.56 = $2.24"."""
    return f"{takes} \u00d7 {money(cents)} = {money(cents * takes)}" if cents and takes > 1 else money(cents)


def asked(view: ShotView) -> str:
    """What was asked, in film words; the requester's own words where none of them was a film word."""
    request = view.shot.request
    camera, subject = ", ".join(camera_words(request)), ", ".join(subject_words(request))
    said = []
    if camera:
        said.append(f"*{safe(capital(camera), ASKED)}.*")
    if subject or not camera:
        said.append(f"{safe(capital(subject or view.shot.text or 'no words').rstrip('.'), ASKED)}.")
    text = " ".join(said + [safe(line, ASKED) for line in dialogue(request)])
    if len(text) <= ASKED:
        return text
    return f"{clip_safe(text, ASKED)} ({BEHIND_EDIT})"


def filled_in(view: ShotView) -> Iterable[Block]:
    """What the bot added, and what it could not read, in quiet text."""
    filled = view.shot.filled.model_copy(update={"n_takes": None})
    sized = view.shot.request.resolution or filled.resolution
    if words := camera_words(filled) + ([f"{view.estimate.size} draft"] if view.estimate.size and not sized else []):
        yield quiet(f"filled in: {safe(', '.join(words), 900)}")
    yield from along(view)
    if view.record:
        told = [f"{film_word(each.value)} held {each.held} of {each.of}" for each in view.record[:MOST_RECORDS]]
        yield quiet(safe(f"{view.camera} so far: {', '.join(told)}", 300))
    if view.shot.references and not view.along:
        names = listed([safe(file.name, NAME) for file in view.shot.references[:8]])
        yield quiet(
            f"kept as reference: {names}" + ("; the animatic does not look at it" if view.camera == "animatic" else "")
        )
    if view.estimate.notes:
        yield quiet(safe("; ".join(view.estimate.notes), 600))
    yield from map(quiet, heard(view.shot))
    if doubt := view.shot.doubt:
        said = f"I read \u201c{safe(doubt.words, NAME)}\u201d as {film_word(doubt.value)}."
        yield section(
            said, button(act.INSTEAD, act.of_shot(view.shot.id), f"{capital(film_word(doubt.instead))} instead")
        )


def wish_line(wish: Take) -> str:
    """What somebody without the say would change, under their name."""
    wished = f"<@{safe(wish.asked_by, 40)}> wishes: {safe(', '.join(wish.changes), WISH)} ({wish.label})"
    return "; ".join([wished, *heard(wish, WISH)])


def state_line(
    shot: Shot,
    takes: Sequence[Take],
    previs: Sequence[Take],
    place: int | None = None,
    rolls_in_s: int | None = None,
    *,
    awaited: bool = False,
) -> str:
    """Where a shot stands, in one line. `place` is the place of its queued take in the camera's line; `awaited`: a
    frame of its previs goes along, which is still being drawn."""
    if shot.state == "waiting":
        return f"{waiting_line(shot, rolls_in_s)}{_previs(previs)}"
    if not takes:
        return "not rolled yet"
    current = [t for t in takes if not t.ended] or [takes[-1]]
    landed = [t for t in takes if t.state == "screened" and t not in current]
    parts = [_state(t, place, previs[-1].label if awaited and previs else "") for t in current[:4]]
    if landed:
        parts.append(f"{_takes(landed)} in")
    return "; ".join(parts)


def _takes(takes: Sequence[Take]) -> str:
    numbers = [str(t.number) for t in takes[-8:]]
    return f"take {numbers[0]} is" if len(numbers) == 1 else f"takes {listed(numbers)} are"


def _previs(previs: Sequence[Take]) -> str:
    if not previs:
        return ""
    last = previs[-1]
    match last.state:
        case "screened":
            return f"; previs {last.label} below, not rolled yet"
        case "failed":
            return f"; previs {last.label} failed: {trouble(last)}"
        case "cancelled" | "deleted":
            return f"; previs {last.label} {last.state}"
        case _:
            return f"; previs {last.label} on its way"


def _state(take: Take, place: int | None, awaited: str = "") -> str:
    match take.state:
        case "open" | "queued" if take.held:
            return f"{take.label} {held_line(take.held)}"
        case "open" if awaited and take.keeps != "edit" and not take.master:  # those take nothing along
            return f"{take.label} waits for {awaited}, whose frame goes along"
        case "open":
            return f"{take.label} is next"
        case "queued":
            return f"{take.label} queued" + (f", {ordinal(place)} in line" if place else "")
        case "rolling":
            return f"rolling {take.label}"
        case "collected":
            return f"{take.label} is rendered, on its way here"
        case "screened":
            return f"{take.label} is in"
        case "failed":
            return f"{take.label} failed: {trouble(take)}{billed(take)}"
        case _:
            return f"{take.label} {ended(take)}"


def trouble(take: Take) -> str:
    """Why a take failed, without the full stop: more may follow."""
    return safe(take.trouble or "the camera gave no reason", TROUBLE).rstrip(". ")


def billed(take: Take) -> str:
    """What a failed take cost all the same; nothing where that is nothing, or the trouble says it."""
    untold = cost_untold(take)
    return f"; {untold}" if untold else ""


def cost_untold(take: Take) -> str:
    """What a failed take cost and its trouble does not tell, since of several attempts it tells the last: "it cost
    $0.40", or what is counted where nobody can tell; empty where there is nothing to add."""
    price, trouble = money(take.cost_cents or 0), take.trouble or ""
    told = (f"It cost {price}.", f"{price} counts as spent.", f"may have cost {price};")
    if not take.cost_cents or any(each in trouble for each in told):
        return ""
    return f"in all {price} counts as spent" if "counts as spent." in trouble else f"it cost {price}"


def ended(take: Take) -> str:
    """How somebody ended a take: "cancelled by @Mara", and what counts where the camera could not stop it."""
    if take.held and take.held.why == "refused":
        return refused_line(take)
    by = f"{take.state} by <@{safe(take.ended_by, 40)}>" if take.ended_by else take.state
    if take.state == "cancelled" and take.cost_cents:
        return f"{by}; the camera could not stop it, so {money(take.cost_cents)} counts as spent"
    return by


def row(view: ShotView) -> Iterable[Block]:
    """The buttons: the word while it waits, the newest wish, a cancel while it rolls, the form; more behind [...]."""
    subject = act.of_shot(view.shot.id)
    rolling = [t for t in (*view.takes, *view.previs) if t.state in ON_THE_WAY]
    takes = [t for t in rolling if t.kind == "take"]
    buttons: list[Block] = []
    if view.shot.state in ("slated", "waiting"):
        buttons.append(button(act.ROLL, subject, style="primary"))
        if view.shot.counting:
            buttons.append(button(act.CANCEL, subject))
        if view.wishes:
            buttons.append(button(act.TAKE_UP, act.of_take(view.wishes[-1].id)))
    held = next((t for t in takes if t.held and t.held.why not in ("halted", "refused")), None)
    if held:
        buttons += held_buttons(held)
    in_sight = max(VISIBLE - 1 - len(buttons), 0)
    for take in takes[:in_sight]:
        label = f"Cancel {take.label}" if len(takes) > 1 else None
        buttons.append(button(act.CANCEL, act.of_take(take.id), label))
    buttons.append(button(act.EDIT, subject))
    hidden = [option(act.CANCEL, act.of_take(t.id), f"Cancel {t.label}") for t in takes[in_sight:][:3]]
    buttons.append(overflow([*hidden, option(act.PROMPT, subject), drop_option(view.shot)]))
    return buttons
