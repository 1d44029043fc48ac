"""The flow of what people say and do: a note, a reaction, a button, an edit -> feedback, a revision, or an answer."""

from typing import Literal

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime

from graphs.crew import Crew
from graphs.resting import FlowState, subject
from graphs.review import changed, dropping, giving, marks, masters, presses, recipes, rolling, said, wishing

Entry = Literal["read_words", "weigh", "press", "edited", "deleted", "invited", "shared", "stopped", "leave"]
ENTRIES: dict[str, Entry] = {
    "said": "read_words",
    "reacted": "weigh",
    "unreacted": "weigh",
    "pressed": "press",
    "answered": "press",
    "edited": "edited",
    "deleted": "deleted",
    "invited": "invited",
    "shared": "shared",
    "stopped": "stopped",
}


async def what_was_done(state: FlowState, runtime: Runtime[Crew]) -> Entry:
    """Where an act goes, by its kind; nothing is done about one whose content is gone."""
    act = await runtime.context.archive.act(int(subject(state)))
    return ENTRIES[act.kind] if act else "leave"


def after_note(state: FlowState) -> Literal["log_mark", "leave"]:
    """Words without a judgement in them are just talk."""
    return "log_mark" if state["carry"]["logged"] else "leave"


def flow() -> StateGraph[FlowState, Crew]:
    """The flow, to be compiled with a saver."""
    graph = StateGraph(FlowState, context_schema=Crew)
    words = (said.read_words, said.come_back, said.receipt, said.answer, said.leave)
    notes = (said.note_it, said.log_mark, said.update_card)
    rolls = (rolling.digest_so_far, rolling.another_shot, rolling.revise_it, rolling.give_the_word, rolling.cut)
    agreed = (wishing.take_up, recipes.recipe, masters.master_it, dropping.drop_it, giving.cast_it, giving.take_in)
    others = (changed.edited, changed.deleted, changed.invited, changed.greet, changed.shared, changed.stopped)
    for node in (*words, *notes, *rolls, *agreed, *others, marks.weigh, presses.press):
        graph.add_node(node.__name__, node)
    graph.add_node("update_marked", marks.update_card)
    graph.add_conditional_edges(START, what_was_done)
    graph.add_conditional_edges("read_words", said.chosen_way)
    graph.add_conditional_edges("receipt", said.after_receipt)
    graph.add_conditional_edges("note_it", after_note)
    graph.add_edge("log_mark", "update_card")
    graph.add_edge("weigh", "update_marked")
    graph.add_edge("invited", "greet")
    last = (
        "digest_so_far",
        "answer",
        "leave",
        "update_card",
        "another_shot",
        "revise_it",
        "give_the_word",
        "master_it",
        "drop_it",
        "take_up",
        "recipe",
        "cast_it",
        "take_in",
        "cut",
        "update_marked",
    )
    for name in (*last, "press", "edited", "deleted", "greet", "shared", "stopped"):
        graph.add_edge(name, END)
    return graph
