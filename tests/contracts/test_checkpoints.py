"""Checkpoints: flows are taken up where they were left, plain values come back, ended threads leave nothing."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

import pytest
from langgraph.graph import END, START, StateGraph

from storage.checkpoints import Checkpoints, open_checkpoints


class State(TypedDict, total=False):
    passed: list[str]
    carry: Any


@dataclass
class Foreign:
    """A class that no checkpoint may bring to life."""

    name: str


@pytest.fixture
async def address(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """Where the checkpoints live."""
    async with AsyncExitStack() as stack:
        if kind == "sqlite":
            yield str(tmp_path / "checkpoints.db")
        else:
            yield await stack.enter_async_context(request.getfixturevalue("postgres").empty())


@pytest.fixture
async def checkpoints(address: str) -> AsyncIterator[Checkpoints]:
    async with open_checkpoints(address) as opened:
        yield opened


class Broken(Exception):
    """The process ends here."""


def flow(broken: list[bool]) -> Any:
    """Two steps, the second of which fails while `broken` says so."""

    async def first(state: State) -> State:
        return {"passed": [*state.get("passed", []), "first"]}

    async def second(state: State) -> State:
        if broken:
            raise Broken
        return {"passed": [*state.get("passed", []), "second"]}

    graph = StateGraph(State)
    graph.add_node("first", first)
    graph.add_node("second", second)
    graph.add_edge(START, "first")
    graph.add_edge("first", "second")
    graph.add_edge("second", END)
    return graph.compile()


def of(thread: str) -> dict[str, Any]:
    return {"configurable": {"thread_id": thread}}


async def test_a_flow_is_taken_up_where_it_broke_by_another_run(checkpoints: Checkpoints) -> None:
    broken = [True]
    with pytest.raises(Broken):
        await flow(broken).copy({"checkpointer": checkpoints.saver()}).ainvoke({}, of("take:1"), durability="sync")
    broken.clear()
    again = flow(broken).copy({"checkpointer": checkpoints.saver()})
    assert (await again.aget_state(of("take:1"))).tasks
    done = await again.ainvoke(None, of("take:1"), durability="sync")
    assert done["passed"] == ["first", "second"]
    assert not (await again.aget_state(of("take:1"))).tasks


async def test_what_was_kept_outlives_the_process(address: str) -> None:
    async with open_checkpoints(address) as before:
        saver = before.saver()
        await flow([]).copy({"checkpointer": saver}).ainvoke({"carry": {"row": 1}}, of("shot:1"), durability="sync")
    async with open_checkpoints(address) as after:
        state = await flow([]).copy({"checkpointer": after.saver()}).aget_state(of("shot:1"))
    assert state.values == {"passed": ["first", "second"], "carry": {"row": 1}}


async def test_a_foreign_class_is_not_rebuilt(checkpoints: Checkpoints) -> None:
    kept = flow([]).copy({"checkpointer": checkpoints.saver()})
    await kept.ainvoke({"carry": {"who": Foreign("x"), "n": 1}}, of("note:1"), durability="sync")
    values = (await flow([]).copy({"checkpointer": checkpoints.saver()}).aget_state(of("note:1"))).values
    assert not isinstance(values["carry"]["who"], Foreign)
    assert values["carry"]["n"] == 1


async def test_a_thread_that_ended_is_forgotten_and_the_others_stay(checkpoints: Checkpoints) -> None:
    kept = flow([]).copy({"checkpointer": checkpoints.saver()})
    for thread in ("note:1", "note:2"):
        await kept.ainvoke({}, of(thread), durability="sync")
    await checkpoints.forget("note:1")
    await checkpoints.forget("note:1")
    left = [c.config["configurable"]["thread_id"] async for c in checkpoints.saver().alist(None)]
    assert set(left) == {"note:2"}


async def test_many_flows_run_beside_each_other(checkpoints: Checkpoints) -> None:
    compiled = flow([])

    async def run(i: int) -> Any:
        return await compiled.copy({"checkpointer": checkpoints.saver()}).ainvoke({}, of(f"shot:{i}"))

    done = await asyncio.gather(*(run(i) for i in range(20)))
    assert all(state["passed"] == ["first", "second"] for state in done)


async def test_replicas_that_start_at_once_set_up_the_tables_together(address: str) -> None:
    async def start(i: int) -> None:
        async with open_checkpoints(address) as opened:
            await flow([]).copy({"checkpointer": opened.saver()}).ainvoke({}, of(f"shot:{i}"), durability="sync")

    await asyncio.gather(*(start(i) for i in range(3)))


@pytest.mark.parametrize("kind", ["postgresql"])
async def test_each_run_gets_a_saver_of_its_own(checkpoints: Checkpoints) -> None:
    assert checkpoints.saver() is not checkpoints.saver()
