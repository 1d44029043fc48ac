"""A wish is made, and taken up: by words ("yes, what he said"), by its card's button, or by the slate's."""

from dataclasses import replace

from langgraph.runtime import Runtime

from graphs import words
from graphs.crew import Crew
from graphs.crew.entries import SlateEntry, TakeEntry
from graphs.crew.room import Choice
from graphs.hearing import member_of
from graphs.material import billed, going_with
from graphs.prompting import words_of, write_prompt
from graphs.resting import DONE, FlowState, Step
from graphs.review.choosing import stated_by
from graphs.review.opening import open_takes
from graphs.review.thread import current_act, has_say, shots_of
from graphs.revising import SAID, fill_in, revise, seed_for, told_changes, whole
from graphs.showing import show_shot
from graphs.vocabulary.acts import Act
from graphs.vocabulary.requests import MOST_TAKES, Reading
from graphs.vocabulary.shots import Shot, Take
from graphs.vocabulary.spoken import money
from graphs.wanting import over
from graphs.wishes import granted, open_wishes


async def make_wish(crew: Crew, act: Act, shot: Shot, reading: Reading) -> None:
    """A free previs of the slate with what the words state put over it, under their author's name."""
    stated = stated_by(reading)
    revision = revise(whole(shot.request, shot.filled), stated)
    changes = told_changes(revision, stated, act.text) or (act.text.strip()[:SAID] or "as said",)
    entry = TakeEntry(
        kind="previs",
        request=revision.request,
        prompt=write_prompt(revision.request, f"{shot.text}. {act.text}"),
        seed=seed_for(shot.id, "previs", "0"),
        camera=crew.previs,
        changes=changes,
        already=revision.already,
        unread=reading.unread,
        fallback=reading.fallback,
    )
    await open_takes(crew, act, shot, [entry])
    await show_shot(crew, shot.id)


async def newest_wish(crew: Crew, shot: Shot) -> Take | None:
    """The wish on a shot that an agreement means."""
    wishes = open_wishes(shot, await crew.archive.takes_of(shot.id))
    return wishes[-1] if wishes else None


async def take_up(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Somebody with the say agreed with the newest wish of the thread; with the word in it, it rolls."""
    crew = runtime.context
    act = await current_act(state, crew)
    for shot in reversed(await shots_of(crew, act)):
        if wish := await newest_wish(crew, shot):
            if not has_say(await member_of(crew, act), shot):
                break  # they agree, and it is somebody else's to take up
            reading = Reading.model_validate(state["carry"]["reading"])
            await grant(crew, act, shot, wish, rolls=reading.order == "roll", takes=reading.message.n_takes)
            break
    return DONE


async def grant(crew: Crew, act: Act, shot: Shot, wish: Take, *, rolls: bool, takes: int | None = None) -> None:
    """Take a wish up. On a shot with takes it rolls from the take that it changes; else the slate changes.

    Agreement alone pays for nothing: without the word a paid roll is offered.
    """
    there = [t for t in await crew.archive.takes_of(shot.id) if t.kind == "take"]
    camera = crew.cameras[crew.camera]
    if there and camera.paid and not rolls:
        along = await going_with(crew, crew.camera, wish.request, wish.material)
        offer = words.ready_to_roll(wish, money(camera.estimate(billed(wish.request, along)).cents))
        await crew.room.say(f"answer:{act.key}", act.thread, offer, (Choice("Roll it", "roll", f"take:{wish.id}"),))
    elif there:
        parent = wish.parent or there[-1].id
        entry = TakeEntry(
            "take",
            wish.request,
            wish.prompt,
            wish.seed,
            crew.camera,
            parent,
            wish.changes,
            wish.already,
            material=wish.material,
            unread=wish.unread,
            fallback=wish.fallback,
        )
        more = [replace(entry, seed=seed_for(wish.id, str(i))) for i in range(1, min(takes or 1, MOST_TAKES))]
        await open_takes(crew, act, shot, [entry, *more], key=f"wish:{wish.id}")
    else:
        await rewrite_as_wished(crew, act, shot, wish, rolls=rolls, takes=takes)


async def rewrite_as_wished(crew: Crew, act: Act, shot: Shot, wish: Take, *, rolls: bool, takes: int | None) -> None:
    """The slate says what was wished; with the word it rolls."""
    production = await crew.archive.production((await member_of(crew, act)).production)
    asked = granted(shot, wish)
    slate = SlateEntry(
        words_of(wish.prompt), asked, fill_in(asked, production.defaults), shot.slate,
        tuple(dict.fromkeys((*shot.unread, *wish.unread))), fallback=wish.fallback or shot.fallback,
        material=over(shot.material, wish.material),
    )  # fmt: skip
    await crew.archive.rewrite_slate(shot.id, slate, shot.reading)
    if rolls:
        await crew.archive.give_word(shot.id, act.person, takes)
    await crew.archive.reopen(f"shot:{shot.id}")
    await crew.wake(f"shot:{shot.id}")
