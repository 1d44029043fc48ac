"""What the bot says in a thread beside its cards: one sentence for each case."""

from collections.abc import Sequence

from graphs.prompting import words_of
from graphs.vocabulary.money import Approval, Held, Spend
from graphs.vocabulary.shots import Shot, Take
from graphs.vocabulary.spoken import money

ASKED_FOR = 160  # characters of somebody's own words
EMPTY = (
    "Tell me the shot: size, move, who and where. For example: low angle on the courier, slow push in, rain, 8 seconds."
)
QUESTION = "I take shot requests and notes; `/dailies help` shows what to type and what a reaction does."
NO_TAKE_TO_CHANGE = "There is no take here to change. Ask in a take's thread, or describe the shot."
NOT_FOR_WORDS = "Words in a thread can't do that; verdicts and roles are set by the people who hold them."
ENDED = {"cancelled": "was cancelled", "deleted": "was deleted"}
LOOKS_ONLY = "Guests look on here. The director can let you in with `/dailies roles @you crew`."
LET_GO = "It was not sent in time, and its price or its rights have changed. Nothing was charged."
NOT_MATERIAL = "{name} is no image or video I can read, so it does not go along; PNG, JPEG, WebP, MP4 or MOV does."
MAY_NOT_CLEAR = "Rights are for whoever gave the file, the director, the AD or the producer to state."
NO_PICTURE_GIVEN = "There is no image with those words; drop it into the same message."
NOT_YOUR_CIRCLE = "That circle is not yours to take back; whoever gave it can."
NOT_YOUR_VERDICT = "That verdict is not yours to take back; whoever gave it can."
NOT_YOUR_QUESTION = "That question was put to somebody else."
ANSWERED_ALREADY = "That is answered already, or was taken back."
WHICH_MASTER = "No take is circled here; circle one first, then `master it` rolls."
NO_TAKE_BEFORE = "There is no take before this one."
NOTE_READS_ANEW = "That note was edited; *Notes* on the take's card shows how it reads now."
NOTE_TAKEN_BACK = "That note was taken back."
NOTES_GONE = "Those notes were taken back meanwhile, so nothing rolls."


def no_such_take(number: int, takes: list[Take]) -> str:
    """Somebody named a take that is not there."""
    there = sorted(t.number for t in takes if t.kind == "take")
    if not there:
        return f"There is no take {number} here yet."
    have = f"is take {there[0]}" if len(there) == 1 else f"are takes {there[0]} to {there[-1]}"
    return f"There is no take {number} here; there {have}."


def not_seen_yet(take: Take) -> str:
    """Somebody speaks of a take that nobody has seen."""
    return f"There is no picture of {take.label} yet."


def note_is_on(take: Take, *, for_now: bool = False) -> str:
    """Where a note is whose take is not there, or where somebody moved it."""
    return f"The note is on {take.label}{' for now' if for_now else ''}."


def which_take(labels: list[str]) -> str:
    """Two takes could be meant: the one question. Nothing is paid before its answer."""
    *first, last = labels
    return f"From {', '.join(first)}, or {last}?"


def from_take(take: Take, name: str) -> str:
    """The answer to `which_take`, with the take's name: "take 1", "12B take 1"."""
    waits = "" if take.ended else "; it waits for that picture"
    return f"From {name}{waits}."


def too_long(name: str, length_s: float, longest_s: float) -> str:
    """A video that is not kept."""
    return f"{name} has {length_s:.0f} s, and up to {longest_s:g} s go along; cut to the part that matters it does."


def no_such_shot(slate: str) -> str:
    """Words name a shot that is not in the production."""
    return f"There is no {slate} in this production; a card's first line says what a shot is called."


def which_shot(number: int | None) -> str:
    """Words name a take, and no shot of which it could be."""
    take = f"take {number}" if number else "a take"
    return f"Say whose {take} it is, by its slate: “start from the last frame of 12B {take}”."


def beyond(label: str, duration_s: float, moment: str) -> str:
    """Words want a moment that a take does not have."""
    return f"{moment} is past the end of {label} ({duration_s:g} s), so it does not go along."


def gone_picture(label: str, state: str) -> str:
    """Words want a frame of a take that never landed, or was deleted."""
    return f"There is no picture of {label}, since it {'was ' if state != 'failed' else ''}{state}."


def cast_needs_image(name: str) -> str:
    """Somebody is to be in the cast, and no image came along."""
    return f"Drop an image of {name} into the same message: “@Dailies cast add {name}”; PNG, JPEG or WebP."


def in_the_cast(name: str) -> str:
    """Somebody is in the cast now."""
    return f"In the cast: {name}. Requests that name it take the image along where the camera takes references."


def asks_rights(names: str, count: int) -> str:
    """Nobody said whether what was given may be sent."""
    whose = "Is" if count == 1 else "Are"
    it = "it" if count == 1 else "them"
    return f"{whose} {names} cleared? Until somebody says so, no roll takes {it} along; previs go on."


def rights_said(names: str, rights: str, by: str) -> str:
    """What somebody said of rights."""
    return f"{names}: {rights}" + (f", says {by}." if by else ".")


def listed(names: list[str]) -> str:
    """Names as a person lists them: "a, b and c"."""
    *first, last = names or [""]
    return f"{', '.join(first)} and {last}" if first else last


def past_the_end(moments: list[str], take: Take) -> str:
    """A note names moments that the take does not have."""
    length = f"{take.duration_s:g} s" if take.duration_s else "shorter"
    are = "is" if len(moments) == 1 else "are"
    return f"{', '.join(moments)} {are} past the end of {take.label} ({length}); the note is kept without that time."


def ready_to_roll(wish: Take, price: str) -> str:
    """A wish on a take is agreed with, and nobody said to roll."""
    return f"{wish.label} can roll as a take: {price}."


def still_rolling(take: Take, price: str) -> str:
    """A take is circled while a later one is on its way."""
    return f"{take.label.capitalize()} {'waits to roll' if take.held else 'is rolling'}, {price}."


def no_longer_rolling(take: Take) -> str:
    """What became of a take that rolled while an earlier one was circled."""
    became = {"screened": "is in", "cancelled": "is cancelled", "failed": "failed", "deleted": "was deleted"}
    return f"{take.label.capitalize()} {became.get(take.state, 'rolls on')}."


def lost_share(take: Take, name: str) -> str:
    """The chat took a clip and never showed it."""
    charged = "" if take.cost_cents else " Nothing was charged."  # its card says what it did cost
    return f"The clip of {name} is rendered, but the chat did not show it.{charged}"


def gave_up(take: Take, said: str, tries: int) -> str:
    """The steps of a take failed again and again, and none goes on by itself."""
    return f"{said} {tries} tries did not help; *Try again* {'shows the clip' if take.clip else 'rolls it anew'}."


def no_picture(source: Take, name: str) -> str:
    """A take waited for another one (its name: "take 1", "12B take 1") that did not land."""
    why = "its clip was deleted" if source.state == "deleted" else f"it {ENDED.get(source.state, source.state)}"
    return f"There is no picture of {name} to start from, since {why}. *Try again* rolls from the words."


def rolls_without(previs: Take) -> str:
    """The previs never came whose frame was to go along."""
    return f"{previs.label} {ENDED.get(previs.state, previs.state)}, so takes roll without its frame"


def not_asked_by_you(take: Take, *, on_slate: bool) -> str:
    """Somebody took the nearest that the camera can do, for a roll that somebody else had asked for."""
    if on_slate:
        return "The slate says so now, and nothing rolls by that: `roll it` does."
    return f"{take.label.capitalize()} was asked for by somebody else, whose tap rolls it on."


def is_a_master(take: Take) -> str:
    """Somebody wants the master of a master."""
    return f"{take.label.capitalize()} is a master already."


def has_a_master(take: Take, master: Take) -> str:
    """Somebody wants a master that is there, or on its way."""
    return f"{master.label.capitalize()} is the master of {take.label}."


def no_picture_yet(take: Take) -> str:
    """Somebody wants the master of a take that has not landed."""
    return f"There is no picture of {take.label} to make a master of{'' if take.ended else ' yet'}."


def clip_gone(take: Take) -> str:
    """Somebody wants the master of a take whose clip was deleted."""
    return f"The clip of {take.label} was deleted, so no master is made of it; circle another take."


def no_master_so_long(take: Take, before: Take) -> str:
    """Somebody wants the master of a take that was made longer than its camera rolls at once."""
    length = f"{take.request.duration_s or 0:g} s"
    return (
        f"{take.label.capitalize()} was made {length} long, and the camera makes no master of that length;"
        f" {before.label} can have one."
    )


def circle_first(take: Take) -> str:
    """Somebody wants the master of a take that nobody with the say has circled."""
    return f"{take.label.capitalize()} is not circled; the director circles it first, then `master {take.label}` rolls."


def as_fine_already(take: Take) -> str:
    """Somebody wants a master where the camera has nothing finer."""
    return f"{take.label.capitalize()} is as fine as the camera makes it."


def may_not_roll(shot: Shot) -> str:
    """Somebody without the say wanted a roll."""
    return f"A roll of {shot.name} is for whoever asked for it, the director, the AD or the producer to set off."


def may_not_drop(shot: Shot) -> str:
    """Somebody without the say wanted a shot dropped, or picked up."""
    return f"{shot.name} is for whoever asked for it, the director, the AD or the producer to drop or to pick up."


def why_dropped(shot: Shot) -> str:
    """Somebody wants a shot dropped, in words: the reason is tapped."""
    return f"Drop {shot.name}: why? Its takes and notes stay."


def is_dropped(shot: Shot) -> str:
    """Somebody wants a roll of a shot that was dropped."""
    return f"{shot.name} is dropped; its card has the way back."


def may_not_judge() -> str:
    """Somebody without the say pressed a verdict."""
    return "A verdict is the director's; your reaction or note counts beside it."


def asks_approval(shot: Shot, take: Take, held: Held, asker: str, spend: Spend, link: str = "") -> str:
    """A take costs more than rolls unasked: what it is, who asked, what is left; a link where it is asked elsewhere."""
    words = words_of(take.prompt) or shot.text
    left = f"{money(spend.left_cents)} is" if spend.left_cents else "nothing is"
    return (
        f"{shot.name} {take.label} would cost {money(held.cents)}, and above {money(held.limit_cents)} it takes a yes."
        f" {asker} asked for it: \u201c{words[:ASKED_FOR].strip()}{'...' if len(words) > ASKED_FOR else ''}\u201d."
        f" {left.capitalize()} left of this month's {money(spend.limit_cents)}. Nothing is spent before the yes."
        + (f" {link}" if link else "")
    )


def was_decided(shot: Shot, take: Take, decided: Approval, name: str) -> str:
    """What became of the request for approval."""
    if decided.decision == "approved":
        return f"Approved by {name}, up to {money(decided.cents)}: {shot.name} {take.label} rolls."
    charged = f"it had cost {money(take.cost_cents)}" if take.cost_cents else "nothing was charged"
    return f"Refused by {name}: {shot.name} {take.label} does not roll, and {charged}."


def may_not_approve(shot: Shot) -> str:
    """Somebody who does not decide about money pressed a button that does."""
    return f"What {shot.name} may cost is for the producer to decide, or who stands in; `/dailies approval` names them."


def decided_otherwise(take: Take) -> str:
    """A button for a decision that is not open any more, or at another price."""
    held = take.held
    if held and held.why == "approval":
        return f"The price has changed: {take.label} would cost {money(held.cents)} now; its card has the buttons."
    return f"Nothing waits for that any more: {take.label} {take.state if take.ended else 'goes on'}."


def keeps_its_words(take: Take) -> str:
    """What a take was asked with was edited after that take was opened."""
    kind = "take" if take.kind == "take" else "previs"
    return f"{take.label.capitalize()} keeps the words that it was asked with; write the new ones for another {kind}."


def asks_for_others(before: int, now: int) -> str:
    """An edited message asks for another number of shots than it did."""
    return (
        f"That asked for {before} shot{'s' * (before > 1)} and now reads as {now}; *Edit* on a card changes its shot."
    )


def not_read(parts: Sequence[str]) -> str:
    """A note was too long to be read whole."""
    return f"I did not read {', '.join(parts)}; write the rest as a note of its own."
