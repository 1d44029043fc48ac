"""What people take back or set going beside words: edits, deletions, drops, invitations, a stop, a clip that landed."""

from dataclasses import replace

from langgraph.runtime import Runtime

from graphs import words, words_of_edits
from graphs.crew import Crew
from graphs.hearing import edit_of, keep, member_of, note_of, person_of, read, takes_in
from graphs.quiet import quietly
from graphs.resting import DONE, FlowState, Step, subject
from graphs.review import silent
from graphs.review.binding import bound, close_where, tell_where
from graphs.review.emoji_alone import as_meant_here
from graphs.review.layers import lay_anew, layers, rewrite
from graphs.review.records import from_note
from graphs.review.rolling import cancel_all
from graphs.review.said import judgements, show_stopped
from graphs.review.thread import current_act, shots_of
from graphs.review.why import follow_deletion, nothing_to_look_at
from graphs.showing import show_shot, show_take
from graphs.vocabulary.acts import Act
from graphs.vocabulary.feedback import stands
from graphs.vocabulary.material import Piece, of_the_cast
from graphs.vocabulary.notes import NoteReading
from graphs.vocabulary.requests import Kind, Reading, ShotRequest
from graphs.vocabulary.shots import Shot, Take
from graphs.wanting import NOTHING_WANTED, over, wanting
from graphs.wishes import is_wish

TALK: tuple[Kind, ...] = ("chatter", "question", "injection")  # nothing in it is about a take


async def edited(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """A message changed: a request is read again, and a note's new words take the place of the old."""
    crew = runtime.context
    act = await crew.archive.act(int(subject(state)))
    if act is None:
        return DONE  # it was off the record, and is forgotten
    asked = [s for s in await shots_of(crew, act) if s.asked_in == act.ref]
    if asked:
        await reread_request(crew, act, asked)
    elif rolled := await rolled_from(crew, act, wishes=True):
        await quietly(crew, act, words.keeps_its_words(rolled[-1]), under="answer")
    elif found := await slate_changed_by(crew, act):
        await reword_change(crew, act, found)
    elif not await silent.edited_off_record(crew, act):
        await ask_anew(crew, act)
        await reread_note(crew, act)
    return DONE


async def reread_request(crew: Crew, act: Act, asked: list[Shot]) -> None:
    """The slates follow the new words; takes that have rolled keep what they were rolled from.

    Where a message asks for another number of shots than it did, nobody can tell which is which.
    """
    await show_stopped(crew, act)
    heard = await silent.read_on_record(crew, act)
    if heard is None:
        await quietly(crew, act, words_of_edits.went_off_record(asked), under="answer")
        await silent.forget_act(crew, act)
        return
    reading, row = heard
    if said := await why_nothing_changes(crew, reading, asked):
        await quietly(crew, act, said, under="answer")
        return
    for at, shot in enumerate(asked):
        text = act.text if len(asked) == 1 else reading.texts[at]
        one = {"message": reading.shots[at], "shots": reading.shots[at : at + 1], "slates": reading.slates[at : at + 1]}
        fresh = reading.model_copy(update={**one, "texts": (text,)})
        later = await given_elsewhere(crew, act, shot)
        above = [layer for layer in await layers(crew, shot) if layer.ref != act.ref]
        await rewrite(crew, act, fresh, before_it(shot), row, later, above)


async def slate_changed_by(crew: Crew, act: Act) -> Shot | None:
    """The shot of the thread whose slate was made with the message of `act`."""
    for shot in await shots_of(crew, act):
        if any(layer.ref == act.ref for layer in await layers(crew, shot)):
            return shot
    return None


async def reword_change(crew: Crew, act: Act, shot: Shot) -> None:
    """A message that changed a slate says something else: the slate follows until it rolls."""
    rolled = [t for t in await crew.archive.takes_of(shot.id) if t.kind == "take"]
    if rolled:
        await quietly(crew, act, words.keeps_its_words(rolled[-1]), under="answer")
        return
    await show_stopped(crew, act)
    heard = await silent.read_on_record(crew, act)
    if heard is None:
        await quietly(crew, act, words_of_edits.went_off_record([shot]), under="answer")
        await silent.forget_act(crew, act)
        return
    reading, _ = heard
    await without_or_with(crew, act, shot, reading if reading.kind in ("new_shot", "revision") else None)


async def without_or_with(crew: Crew, act: Act, shot: Shot, reading: Reading | None) -> None:
    """The slate with the new words of a message that changed it, or without that message."""
    found = await layers(crew, shot)
    at = next((at for at, layer in enumerate(found) if layer.ref == act.ref), None)
    if at is not None:
        await lay_anew(crew, act, shot, found, at, reading)


async def why_nothing_changes(crew: Crew, reading: Reading, asked: list[Shot]) -> str | None:
    """What is said where the slates of a message cannot follow its new words; None where they can."""
    if reading.kind == "injection":
        return words_of_edits.asks_for_what_words_cannot(asked)
    if reading.kind not in ("new_shot", "revision"):
        landed = any(take.kind == "take" and take.clip_ref for take in await takes_in(crew, asked))
        return words_of_edits.asks_for_nothing(asked, landed=landed)
    if len(reading.shots) != len(asked):
        return words.asks_for_others(len(asked), len(reading.shots))
    return None


def before_it(shot: Shot) -> Shot:
    """A shot without what its message had asked for."""
    return replace(shot, request=ShotRequest(), text="", material=(), unread=(), fallback=None)


async def rolled_from(crew: Crew, act: Act, *, wishes: bool = False) -> list[Take]:
    """The takes that a message of the thread asked for, oldest first; with `wishes` the previs of its wish, too."""
    takes = await takes_in(crew, await shots_of(crew, act))
    return [t for t in takes if t.asked_in == act.ref and (t.kind == "take" or (wishes and is_wish(t)))]


async def given_elsewhere(crew: Crew, act: Act, shot: Shot) -> tuple[Piece, ...]:
    """What goes along with a shot beside what the message of `act` asked for, which its words say anew.

    Of what was kept before pieces knew their message, its files and whom of the cast it named are found out.
    """
    materials = await crew.archive.material([piece.material for piece in shot.material if piece.material])
    came_with_it = {material.id for material in materials if material.ref == act.ref}

    def is_its_own(piece: Piece) -> bool:
        if piece.said_in:
            return piece.said_in == act.ref.key
        return piece.material in came_with_it or of_the_cast(piece)

    return tuple(piece for piece in shot.material if not is_its_own(piece))


async def ask_anew(crew: Crew, act: Act, *, gone: bool = False) -> None:
    """A message of the thread was edited or (`gone`) deleted: of what it gave, what it still asks for stays."""
    for shot in await crew.archive.shots_in(act.thread):
        rest = tuple(piece for piece in shot.material if piece.said_in != act.ref.key)
        if shot.asked_in == act.ref or len(rest) == len(shot.material):
            continue
        wants = NOTHING_WANTED
        if not gone:
            reading, _ = await read(crew, act)
            wants = await wanting(crew, act, reading, shot.production, [shot], await takes_in(crew, [shot]))
        await crew.archive.set_pieces(shot.id, over(rest, wants.pieces))
        await show_shot(crew, shot.id)


async def reread_note(crew: Crew, act: Act) -> None:
    """The items of the new words supersede the old ones, on the take that they were about."""
    before = [r for r in await crew.archive.feedback_from(act.ref) if stands(r)]
    heard, _ = await read(crew, act)
    shots = await shots_of(crew, act)
    asks = heard.kind in ("new_shot", "revision")
    if shots and asks and not before:  # it was acted on, or let pass, as it was written first
        await quietly(crew, act, words_of_edits.CHANGES_NO_SHOT, under="answer")
        return
    reading = NoteReading() if heard.kind in TALK else judgements(await note_of(crew, act, heard))
    reading = await as_meant_here(crew, act, reading)
    takes = await takes_in(crew, shots)
    if not before and not reading.items:
        return
    note = await bound(crew, act, reading, takes, stays=before[0]["take_id"] if before else None)
    at, reading = note.at, note.reading
    await keep(crew, act, heard.model_dump(mode="json") | {"note": reading.model_dump(mode="json")})
    records = await from_note(crew, at, reading, takes)
    new = await crew.archive.record_note(act.ref, edit_of(act), records, act.person, crew.clock())
    if new and not before:
        await crew.room.mark(act.ref, "logged")
    if not records:
        await crew.room.unmark(act.ref, "logged")
    if records and reading.unread:
        await crew.room.whisper(f"unread:{act.key}", act.thread, act.person, words.not_read(reading.unread))
    await close_where(crew, act.ref, words.NOTE_READS_ANEW)
    await tell_where(crew, act, note, kept=bool(records))
    for take in dict.fromkeys([*(r["take_id"] for r in (*before, *records)), at.take.id if at.take else None]):
        if take:
            await show_take(crew, take)


async def deleted(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """A message is gone: a clip of ours, a note, or the request itself."""
    crew = runtime.context
    act = await current_act(state, crew)
    shown = await crew.archive.shown(act.ref)
    if shown and shown.take and shown.subject in ("take", "previs"):
        take = await crew.archive.take(shown.take)
        if take.clip_ref == act.ref:
            await crew.archive.delete_take(take.id, act.person)
            await nothing_to_look_at(crew, take)
            await show_take(crew, take.id)
            await show_shot(crew, take.shot)
        return DONE
    touched = await crew.archive.retract_message(act.ref, act.person, crew.clock())
    await follow_deletion(crew, act.ref, act.person)
    await close_where(crew, act.ref, words.NOTE_TAKEN_BACK)
    for take_id in touched:
        await show_take(crew, take_id)
    if (shot_changed := await slate_changed_by(crew, act)) and shot_changed.state in ("slated", "waiting"):
        await without_or_with(crew, act, shot_changed, None)
    await ask_anew(crew, act, gone=True)
    await take_back_rolls(crew, act)
    for shot in await crew.archive.shots_in(act.thread):
        if shot.asked_in == act.ref:
            await withdraw(crew, act, shot)
    return DONE


async def take_back_rolls(crew: Crew, act: Act) -> None:
    """A message is gone: what it rolls is cancelled, and nobody takes up its wish any more."""
    made = await rolled_from(crew, act, wishes=True)
    await cancel_all(crew, [take for take in made if not take.ended], act)
    for wish in made:
        if is_wish(wish) and wish.state == "screened":
            await crew.archive.delete_take(wish.id, act.person)
            await show_take(crew, wish.id)
            await show_shot(crew, wish.shot)


async def withdraw(crew: Crew, act: Act, shot: Shot) -> None:
    """The request was deleted: what has not landed is cancelled; a shot with no take to show is dropped."""
    if shot.state == "heard":
        await crew.archive.drop_shot(shot.id, "withdrawn", act.person)
        return
    takes = await crew.archive.takes_of(shot.id)
    await cancel_all(crew, takes, act)
    if not any(t.clip_ref for t in takes if t.kind == "take"):
        await crew.archive.drop_shot(shot.id, "withdrawn", act.person)
    await show_shot(crew, shot.id)


async def invited(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """The bot was brought into a channel: it becomes a production, and whoever invited the bot its director."""
    crew = runtime.context
    act = await current_act(state, crew)
    person = await person_of(crew, act)
    name = await crew.room.channel_name(act.ref.team, act.ref.channel)
    await crew.archive.open_production(act.ref.team, act.ref.channel, name, person.id, person.timezone, crew.clock())
    return {}


async def greet(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """The first greeting, once for a channel."""
    crew = runtime.context
    act = await current_act(state, crew)
    production = await crew.archive.production_in(act.ref.team, act.ref.channel)
    assert production is not None, "an invitation opens a production first"
    await crew.room.greet(production)
    return DONE


async def shared(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """A clip of ours got its message: its take goes on at once."""
    crew = runtime.context
    act = await current_act(state, crew)
    posting = await crew.archive.posting_of_file(act.subject)
    if posting and posting.subject in ("take", "previs"):
        await crew.archive.reopen(f"take:{posting.id}")
        await crew.wake(f"take:{posting.id}")
    return DONE


async def stopped(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """The chat's own stop button: what rolls in the thread is cancelled, by those who may."""
    crew = runtime.context
    act = await current_act(state, crew)
    member = await member_of(crew, act)
    for shot in await shots_of(crew, act):
        if member.may_roll or act.person == shot.asked_by:
            await cancel_all(crew, await crew.archive.takes_of(shot.id), act)
    return DONE
