"""The flow of a shot: read what was asked, write the slate, show it, wait for the word if one is wanted, open takes."""

from typing import Literal

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime

from graphs import words
from graphs.casting import adds_to_cast
from graphs.composing import draws_first
from graphs.countdown import count_down, next_tick_s
from graphs.crew import Crew
from graphs.crew.entries import SlateEntry, TakeEntry
from graphs.hearing import member_of, person_of, production_of, read
from graphs.prompting import write_prompt
from graphs.resting import DONE, FOR_A_PERSON, FlowState, Step, after, subject
from graphs.revising import fill_in, seed_for, takes_wanted, whole
from graphs.rights import tell_given
from graphs.showing import show_shot
from graphs.vocabulary.acts import Act
from graphs.vocabulary.production import Production
from graphs.vocabulary.requests import Reading, ShotRequest
from graphs.vocabulary.shots import Shot, TakeKind
from graphs.wanting import NOTHING_WANTED, Wanting, wanting
from graphs.wishes import is_wish

READING = "Reading the shot"


async def where_it_stands(state: FlowState, runtime: Runtime[Crew]) -> Literal["acknowledge", "go_on", "rest"]:
    """A shot that was only heard is read first; a written one goes on where it was left."""
    shot = await runtime.context.archive.shot(subject(state))
    if shot.state == "heard":
        return "acknowledge"
    return "rest" if shot.state in ("dropped", "not_a_shot") else "go_on"


async def go_on(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """A shot that waits for the word may roll by itself, where its production has set it so."""
    await count_down(runtime.context, await runtime.context.archive.shot(subject(state)))
    return {}


async def acknowledge(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """The receipt on the message: it was read."""
    shot = await runtime.context.archive.shot(subject(state))
    await runtime.context.room.mark(shot.asked_in, "read")
    return {}


async def tell_busy(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """The chat's own status in the thread."""
    shot = await runtime.context.archive.shot(subject(state))
    await runtime.context.room.busy(shot.thread, READING)
    return {}


async def read_request(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Read the message, and keep how it was read."""
    act = await heard(subject(state), runtime.context)
    if (await person_of(runtime.context, act)).bot:
        return {"carry": {"turned_away": "silently"}}
    if (await member_of(runtime.context, act)).looks_only:
        return {"carry": {"turned_away": "told"}}
    if adds_to_cast(act.text):
        return {"carry": {"reading": Reading(message=ShotRequest(kind="chatter")).model_dump(mode="json")}}
    reading, row = await read(runtime.context, act)
    reading = as_asked_with(act, reading)
    return {"carry": {"reading": reading.model_dump(mode="json"), "row": row}}


def what_was_asked(state: FlowState) -> Literal["write_up", "hand_over", "turn_away"]:
    """Only a request for a shot is written up; the rest of what people say is the review's."""
    carry = state["carry"]
    if carry.get("turned_away"):
        return "turn_away"
    if carry["reading"]["off_record"]:
        return "hand_over"  # the review keeps nothing of it
    return "write_up" if carry["reading"]["message"]["kind"] == "new_shot" else "hand_over"


async def write_up(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Write the slates of all shots that the message asks for."""
    crew = runtime.context
    act = await heard(subject(state), crew)
    reading = Reading.model_validate(state["carry"]["reading"])
    production = await production_of(crew, act)
    wants = await wanting(crew, act, reading, production.id)
    shots = await crew.archive.write_slates(
        act.key, subject(state), act.ref, act.thread, production.id, act.person, state["carry"]["row"],
        slate_entries(reading, act.text, production, wants), wants.images, crew.clock(),
    )  # fmt: skip
    await show_in_order(crew, shots)
    for shot in shots[1:]:
        await crew.wake(f"shot:{shot.id}")
    return {"carry": {"given": bool(act.files or wants.trouble), "reading": state["carry"]["reading"]}}


async def show_in_order(crew: Crew, shots: list[Shot]) -> None:
    """The cards of several shots stand in the thread as they were asked for: people count them ("the second one")."""
    for shot in shots if len(shots) > 1 else ():
        await show_shot(crew, shot.id)


async def open_takes(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Open the first takes, or a previs where the word is waited for: a paid camera never rolls without it."""
    crew = runtime.context
    shot = await crew.archive.shot(subject(state))
    if shot.state in ("dropped", "not_a_shot"):
        return {}
    production = await crew.archive.production(shot.production)
    previs_first = production.waits_for_word or crew.cameras[crew.camera].paid
    waits = previs_first and not shot.word_by
    if shot.state != "open":
        await crew.archive.set_shot_state(shot.id, "waiting" if waits else "open")
    takes = await crew.archive.takes_of(shot.id)
    if waits or draws_first(shot, takes, previs_first=previs_first):
        drawn = [t for t in takes if t.kind == "previs"]
        [entry] = first_takes(shot, "previs", crew)
        if not drawn or (drawn[-1].request, drawn[-1].prompt) != (entry.request, entry.prompt):
            await open_first(crew, shot, "previs", sum(not is_wish(t) for t in drawn))
    if not waits:
        await open_first(crew, shot, "take")
    return {}


async def open_first(crew: Crew, shot: Shot, kind: TakeKind, version: int = 0) -> None:
    """Open a slate's takes, or the `version`th drawing of its previs, once."""
    takes = await crew.archive.open_takes(
        shot.id, f"first:{kind}:{version}", first_takes(shot, kind, crew), who_rolls(shot, kind), shot.asked_in,
        crew.clock(),
    )  # fmt: skip
    for take in takes:
        await crew.wake(f"take:{take.id}")


async def show(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """The slate card, as the shot stands; none for a request that was withdrawn before it was read."""
    shot = await runtime.context.archive.shot(subject(state))
    if shot.number is not None:
        await show_shot(runtime.context, shot.id)
    return {}


async def tell_of_files(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """One message about what came along: what is of no use, and whose the rest is."""
    crew, carry = runtime.context, state.get("carry", {})
    if carry.get("given"):
        act = await heard(subject(state), crew)
        shot = await crew.archive.shot(subject(state))
        wants = await wanting(crew, act, Reading.model_validate(carry["reading"]), shot.production)
        await tell_given(crew, act, shot, wants)
    return {}


async def rest(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """The shot waits for its people, or its countdown; its takes are works of their own."""
    shot = await runtime.context.archive.shot(subject(state))
    if tick := next_tick_s(shot, runtime.context.clock()):
        return after(tick)
    return DONE if shot.state in ("dropped", "not_a_shot") else FOR_A_PERSON


async def hand_over(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """The message asked for no shot: it is reviewed like anything else that people say."""
    work = await runtime.context.archive.not_a_shot(subject(state))
    await runtime.context.wake(work)
    return DONE


async def turn_away(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Guests look on: one sentence for them alone. Other bots start nothing and are told nothing."""
    crew = runtime.context
    shot = await crew.archive.shot(subject(state))
    if state["carry"]["turned_away"] == "told":
        await crew.room.whisper(f"looks:{shot.id}", shot.thread, shot.asked_by, words.LOOKS_ONLY)
    await crew.archive.set_shot_state(shot.id, "not_a_shot")
    return DONE


def as_asked_with(act: Act, reading: Reading) -> Reading:
    """A message that opens a thread with a picture and wants it changed ("the same street, at night"): it is a shot."""
    if reading.kind != "revision" or not act.gives_pictures:
        return reading
    asked = {"kind": "new_shot", "ref_take": (), "changes": ()}
    shots = tuple(shot.model_copy(update=asked) for shot in reading.shots)
    return reading.model_copy(update={"message": reading.message.model_copy(update=asked), "shots": shots})


async def heard(shot_id: str, crew: Crew) -> Act:
    """The message that a shot was asked in."""
    shot = await crew.archive.shot(shot_id)
    act = await crew.archive.said(shot.asked_in)
    assert act is not None, "a heard shot's message is kept"
    return act


def slate_entries(
    reading: Reading, text: str, production: Production, wants: Wanting = NOTHING_WANTED
) -> list[SlateEntry]:
    """One entry for each shot of a reading, with what the production's defaults fill in and what is to go along."""
    return [
        SlateEntry(
            text=reading.texts[i] if i < len(reading.texts) else text,
            request=request,
            filled=fill_in(request, production.defaults),
            slate=reading.slates[i] if i < len(reading.slates) else None,
            unread=reading.unread,
            doubt=reading.doubt,
            fallback=reading.fallback,
            material=wants.of_words(reading.texts[i] if len(reading.shots) > 1 and i < len(reading.texts) else None),
        )
        for i, request in enumerate(reading.shots or (reading.message,))
    ]


def first_takes(shot: Shot, kind: TakeKind, crew: Crew) -> list[TakeEntry]:
    """The takes that a request opens: as many as it asks for, one previs."""
    request = whole(shot.request, shot.filled)
    camera = crew.camera if kind == "take" else crew.previs
    return [
        TakeEntry(kind, request, write_prompt(request, shot.text), seed_for(shot.id, kind, str(i)), camera)
        for i in range(takes_wanted(request) if kind == "take" else 1)
    ]


def who_rolls(shot: Shot, kind: TakeKind) -> str:
    """Whose first takes these are: of who gave the word, since it is their word that spends."""
    return shot.word_by or shot.asked_by if kind == "take" else shot.asked_by


def flow() -> StateGraph[FlowState, Crew]:
    """The flow, to be compiled with a saver."""
    graph = StateGraph(FlowState, context_schema=Crew)
    for node in (
        go_on,
        acknowledge,
        tell_busy,
        read_request,
        write_up,
        open_takes,
        show,
        tell_of_files,
        rest,
        hand_over,
        turn_away,
    ):
        graph.add_node(node.__name__, node)
    graph.add_conditional_edges(START, where_it_stands)
    graph.add_edge("go_on", "open_takes")
    graph.add_edge("acknowledge", "tell_busy")
    graph.add_edge("tell_busy", "read_request")
    graph.add_conditional_edges("read_request", what_was_asked)
    graph.add_edge("write_up", "open_takes")
    graph.add_edge("open_takes", "show")
    graph.add_edge("show", "tell_of_files")
    graph.add_edge("tell_of_files", "rest")
    for last in ("rest", "hand_over", "turn_away"):
        graph.add_edge(last, END)
    return graph
