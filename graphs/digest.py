"""The flow of a digest: count the week, find the words, post it once."""

from typing import Literal

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime

from graphs.crew import Crew
from graphs.research.digest import refs_in, summarise, to_markdown
from graphs.resting import DONE, FlowState, Step, subject
from graphs.vocabulary.digests import week_bounds
from graphs.vocabulary.refs import Ref


async def where_it_stands(state: FlowState, runtime: Runtime[Crew]) -> Literal["count", "post", "rest"]:
    """A digest that was counted is not counted again: what was posted is what was kept."""
    digest = await runtime.context.archive.digest(subject(state))
    if digest.ref:
        return "rest"
    return "post" if digest.markdown else "count"


async def count(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Count the production's week, write it up with links to the clips behind each number, and keep both."""
    crew = runtime.context
    digest = await crew.archive.digest(subject(state))
    production = await crew.archive.production(digest.production)
    start, end = week_bounds(digest.week, production.timezone)
    rows = await crew.archive.week(production.id, start, end)
    summary = summarise(rows, digest.week, production.timezone)
    links = {key: await crew.room.permalink(Ref.of(key)) for key in refs_in(summary)}
    await crew.archive.keep_digest(digest.id, to_markdown(summary, links, so_far=digest.so_far), summary)
    return {}


async def post(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """Post it, once."""
    crew = runtime.context
    digest = await crew.archive.digest(subject(state))
    production = await crew.archive.production(digest.production)
    ref = await crew.room.show_digest(f"digest:{digest.id}", production, digest.thread, digest.markdown or "")
    await crew.archive.digest_posted(digest.id, ref)
    return {}


async def rest(state: FlowState, runtime: Runtime[Crew]) -> Step:
    """A posted digest is done."""
    return DONE


def flow() -> StateGraph[FlowState, Crew]:
    """The flow, to be compiled with a saver."""
    graph = StateGraph(FlowState, context_schema=Crew)
    for node in (count, post, rest):
        graph.add_node(node.__name__, node)
    graph.add_conditional_edges(START, where_it_stands)
    graph.add_edge("count", "post")
    graph.add_edge("post", "rest")
    graph.add_edge("rest", END)
    return graph
