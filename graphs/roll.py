"""The flow of a take: roll it on its camera, collect the clip, screen it in the thread, develop its pictures."""

from dataclasses import replace
from typing import Literal

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime

from graphs import words
from graphs.attempts import failed, open_attempt, open_operation
from graphs.crew import Crew
from graphs.crew.camera import StillRolling
from graphs.errors import Busy, CameraFault, CannotTell, ScreeningFault
from graphs.following import follow
from graphs.ordering import keep, newest_upload, order
from graphs.paying import ask_for_approval, settle_cancelled, stop_render
from graphs.readying import Readiness, held_up, readiness, reservation
from graphs.resting import DONE, FOR_A_PERSON, FlowState, Step, after, subject
from graphs.review.outcomes import ask_authors, settle_notes
from graphs.rights import ask_for_take
from graphs.showing import show_shot, show_take
from graphs.vocabulary.money import Held
from graphs.vocabulary.shots import InLine
from graphs.vocabulary.spoken import may_have_cost

MOST_UPLOADS = 2
IN_LINE_S = 1.0  # for each place: who is next looks often, who is far behind seldom
LONGEST_IN_LINE_S = 60.0
SHARE_POLL_S = 0.5
SENT: Step = {"carry": {"next": "tell_rolling"}}
BUSY_S = 15.0  # where a busy camera does not say when to come back
FOR_A_SOURCE_S = 15.0  # at the latest; it is woken when its source has landed


async def where_it_stands(
    state: FlowState, runtime: Runtime[Crew]
) -> Literal["announce", "look_for_source", "collect", "screen", "conclude"]:
    """A take goes on from what its row says, whatever was lost. Only a revision has something to announce."""
    take = await runtime.context.archive.take(subject(state))
    match take.state:
        case "open" | "queued" | "rolling":
            if take.state == "rolling" and await open_operation(runtime.context, take):
                return "collect"
            return "announce" if take.parent else "look_for_source"
        case "collected":
            return "screen"
        case _:
            return "conclude"


async def announce(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """A revision is read back on a card of its own before it rolls; a first take is told on the slate card."""
    await show_take(runtime.context, subject(state))
    return {}


async def look_for_source(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """A revision of a take that still rolls waits for its picture; it does not roll by itself where none comes."""
    way = await readiness(runtime.context, await runtime.context.archive.take(subject(state)))
    return {"carry": {"next": way}} | (after(FOR_A_SOURCE_S) if way == "wait_for_source" else {"rest": {}})


def has_its_source(state: FlowState) -> Literal["reserve", "conclude", "hold_back", "__end__"]:
    """Where the source leads."""
    way: Readiness = state["carry"]["next"]
    return "__end__" if way == "wait_for_source" else way


async def reserve(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Store the intent to roll, where the camera has a place."""
    crew = runtime.context
    place = await reservation(crew, await crew.archive.take(subject(state)))
    if isinstance(place, InLine):
        return {"carry": {"next": "wait_in_line", "place": place.place}}
    return {"carry": {"next": "hold_back" if isinstance(place, Held) else "roll" if place else "conclude"}}


def has_a_place(state: FlowState) -> Literal["roll", "wait_in_line", "hold_back", "conclude"]:
    """Where the reservation leads."""
    way: Literal["roll", "wait_in_line", "hold_back", "conclude"] = state["carry"]["next"]
    return way


async def hold_back(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Money keeps it from rolling: the cards say why, what it would cost, and what to do."""
    crew = runtime.context
    take = await crew.archive.take(subject(state))
    await show_shot(crew, take.shot)
    if take.parent:
        await show_take(crew, take.id)
    return FOR_A_PERSON


async def ask_approval(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Those who decide about money are asked, once for a price; at night in the morning, where it is set so.

    Where rights are not said, they are asked about.
    """
    crew = runtime.context
    take = await crew.archive.take(subject(state))
    if take.held and take.held.why == "rights":
        await ask_for_take(crew, take)
    if take.held is None or take.held.why != "approval" or take.ended:
        return {}
    morning_s = await ask_for_approval(crew, take, await crew.archive.shot(take.shot), take.held)
    return {} if morning_s is None else after(morning_s)


async def wait_in_line(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """The camera is busy: the card says so, and the take looks again."""
    take = await runtime.context.archive.take(subject(state))
    await show_shot(runtime.context, take.shot, state["carry"]["place"])
    return after(min(IN_LINE_S * state["carry"]["place"], LONGEST_IN_LINE_S))


async def roll(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Submit the render, at most once for an attempt: after a crash the camera is asked what it took.

    Where paid rolls were stopped since it was reserved, the intent waits; one that no longer holds is made anew.
    """
    crew = runtime.context
    take = await crew.archive.take(subject(state))
    attempt = await open_attempt(crew, take)
    if take.ended or attempt is None or attempt.operation:
        return SENT
    camera = crew.cameras[take.camera]
    try:
        operation = await camera.find(attempt.id)
        if operation is None:
            if way := await held_up(crew, take, attempt):
                return {"carry": {"next": way}}
            operation = await camera.roll(await order(crew, take, attempt.id))
    except CannotTell as fault:  # it may run: its money counts as spent
        said = f"{may_have_cost(fault.said, attempt.estimate_cents)} Roll again?"
        await crew.archive.attempt_failed(attempt.id, said, take_ends=True, cost_cents=attempt.estimate_cents)
        return SENT
    except Busy as busy:
        await crew.archive.turned_away(attempt.id)
        return {"carry": {"next": "tell_rolling", "again_in_s": busy.after_s or BUSY_S}}
    except CameraFault as fault:
        await failed(crew, take, attempt, fault)
        return SENT
    if (await crew.archive.submitted(attempt.id, operation, crew.clock())).state == "cancelled":
        await stop_render(crew, replace(attempt, operation=operation))
    return SENT


def was_sent(state: FlowState) -> Literal["tell_rolling", "hold_back", "look_for_source"]:
    """An intent that waits is told on its cards."""
    way: Literal["tell_rolling", "hold_back", "look_for_source"] = state["carry"]["next"]
    return way


async def tell_rolling(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """The slate card says that it rolls."""
    take = await runtime.context.archive.take(subject(state))
    await show_shot(runtime.context, take.shot)
    return {}


async def collect(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Look how the render stands; a finished clip is measured and kept."""
    crew = runtime.context
    take = await crew.archive.take(subject(state))
    attempt = await open_attempt(crew, take)
    if take.state != "rolling" or attempt is None or attempt.operation is None:
        wait = state.get("carry", {}).get("again_in_s", 1.0)
        return after(wait) if take.state in ("open", "queued", "rolling") else {"rest": {}}
    try:
        found = await crew.cameras[take.camera].collect(attempt.operation)
        if isinstance(found, StillRolling):
            return after(found.again_in_s)
        collected = await keep(crew, attempt, found)
    except CameraFault as fault:
        return after(fault.after_s or 1.0) if await failed(crew, take, attempt, fault) else {"rest": {}}
    await crew.archive.collected(take.id, attempt.id, collected, crew.clock())
    return {"rest": {}}


def is_there(state: FlowState) -> Literal["screen", "__end__"]:
    """A clip that is not there yet ends the run; the rest says when to look again."""
    return "__end__" if "after_s" in state["rest"] else "screen"


async def screen(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Put the clip into the thread and learn which message it became; upload anew if it never does."""
    crew = runtime.context
    take = await crew.archive.take(subject(state))
    if take.state != "collected" or take.clip is None:
        return {"rest": {}}
    shot = await crew.archive.shot(take.shot)
    retry, age_s = await newest_upload(crew, take)
    if age_s > crew.share_patience_s:
        retry += 1
    if retry >= MOST_UPLOADS * (1 + take.failures):
        await crew.archive.fail_take(take.id, words.lost_share(take, f"{shot.name} {take.label}"))
        return {"rest": {}}
    try:
        upload = await crew.room.screen(take, shot, await crew.vault.local(take.clip, ".mp4"), retry)
    except ScreeningFault as fault:
        await crew.archive.fail_take(take.id, fault.said)
        return {"rest": {}}
    if upload.ref is None:
        return after(SHARE_POLL_S)
    await crew.archive.screened(take.id, upload.ref)
    return {"rest": {}}


def is_shown(state: FlowState) -> Literal["conclude", "__end__"]:
    """A clip that nobody sees yet is looked for again."""
    return "__end__" if "after_s" in state["rest"] else "conclude"


async def conclude(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """The slate card says how it ended, and revisions that waited for it go on."""
    crew = runtime.context
    take = await crew.archive.take(subject(state))
    await settle_cancelled(crew, take)
    take = await crew.archive.take(take.id)
    shot = await crew.archive.shot(take.shot)
    await show_shot(crew, shot.id)
    if take.ended:
        await crew.room.resay(f"still:{take.id}", shot.thread, words.no_longer_rolling(take))
        await follow(crew, take)
    return {}


async def show_card(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """The take's own card, with its buttons."""
    take = await runtime.context.archive.take(subject(state))
    if take.clip_ref or take.parent or take.trouble:
        await show_take(runtime.context, take.id)
    return {}


async def develop(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Make poster and filmstrip, once people can see the clip, and put both into the vault."""
    crew = runtime.context
    take = await crew.archive.take(subject(state))
    if take.clip is None or take.poster is not None:
        return {}
    folder = crew.folder / "lab" / take.id
    folder.mkdir(parents=True, exist_ok=True)
    made = await crew.develop(await crew.vault.local(take.clip, ".mp4"), folder, take.request.aspect_ratio)
    await crew.archive.developed(take.id, await crew.vault.keep(made.poster), await crew.vault.keep(made.filmstrip))
    return {}


async def fold_predecessor(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """The card of the take before shrinks to a line once its successor is in."""
    crew = runtime.context
    take = await crew.archive.take(subject(state))
    if take.state == "screened":
        landed = [t for t in await crew.archive.takes_of(take.shot) if t.kind == take.kind and t.clip_ref]
        for earlier in landed[-2:]:
            await show_take(crew, earlier.id)
    return DONE if take.state in ("screened", "cancelled", "deleted") else FOR_A_PERSON


async def give_up(crew: Crew, take_id: str, said: str, tries: int) -> None:
    """So many steps of a take failed in a row, for what is `said`: it ends, and somebody's tap sets it going again."""
    take = await crew.archive.take(take_id)
    await crew.archive.fail_take(take.id, words.gave_up(take, said, tries))


def flow() -> StateGraph[FlowState, Crew]:
    """The flow, to be compiled with a saver."""
    graph = StateGraph(FlowState, context_schema=Crew)
    rolling = (announce, look_for_source, reserve, wait_in_line, hold_back, ask_approval, roll, tell_rolling, collect)
    for node in (*rolling, screen, conclude, show_card, settle_notes, develop, ask_authors, fold_predecessor):
        graph.add_node(node.__name__, node)
    graph.add_conditional_edges(START, where_it_stands)
    graph.add_edge("announce", "look_for_source")
    graph.add_conditional_edges("look_for_source", has_its_source)
    graph.add_conditional_edges("reserve", has_a_place)
    graph.add_edge("wait_in_line", END)
    graph.add_edge("hold_back", "ask_approval")
    graph.add_edge("ask_approval", END)
    graph.add_conditional_edges("roll", was_sent)
    graph.add_edge("tell_rolling", "collect")
    graph.add_conditional_edges("collect", is_there)
    graph.add_conditional_edges("screen", is_shown)
    graph.add_edge("conclude", "show_card")
    graph.add_edge("show_card", "settle_notes")
    graph.add_edge("settle_notes", "develop")
    graph.add_edge("develop", "ask_authors")
    graph.add_edge("ask_authors", "fold_predecessor")
    graph.add_edge("fold_predecessor", END)
    return graph
