"""Dropping a shot by its form: the entry behind [...], a tap on a reason; and the mark of what is off the record."""

from typing import Any

import pytest

from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import Shot
from tests.backlot.running import until
from tests.contracts.studio import entry
from tests.edges.conftest import Desk, now
from tests.edges.doing import a_slated_shot, asked_of, choose, opened, who
from tests.edges.nouns import shot_view

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def a_written_shot(desk: Desk) -> tuple[Shot, Ref]:
    """14C of the director's, and its card."""
    production = await opened(desk)
    heard, card = await a_slated_shot(desk)
    [shot] = await desk.archive.write_slates(
        "k", heard.id, heard.asked_in, heard.thread, production.id, heard.asked_by, "r", [entry(slate="14C")], (), now()
    )
    await desk.room().show_shot(shot_view(shot))
    return shot, card


async def tap(desk: Desk, person: str, reason: str) -> None:
    """Somebody taps a reason in the form that was opened last."""
    opening = (await desk.calls("views.open"))[-1]
    assert opening["ok"], opening["error"]
    answer = await desk.lot.interact(
        person, type="block_actions", view_id=opening["answer"]["view"], block_id=reason, action_id=reason
    )
    assert answer["ok"], answer


async def test_a_reason_is_tapped_heard_and_told(desk: Desk) -> None:
    async with desk.on_air():
        shot, card = await a_written_shot(desk)
        assert (await choose(desk, "director", card, "Drop"))["ok"]
        await tap(desk, "director", "drop_shot_for_real")
        act = await asked_of(desk)
        assert (act.kind, act.action, act.subject) == ("pressed", "drop_shot_for_real", f"shot:{shot.id}")
        assert (act.thread, act.person) == (shot.thread, who(desk, "director"))
        await desk.archive.drop_shot(shot.id, "shot_for_real", act.person)

        async def told() -> list[dict[str, Any]]:
            return await desk.calls("views.update")

        [update] = await until(told)
        assert "we shoot it for real" in str(update["args"]["view"])


async def test_the_dropped_card_has_the_way_back(desk: Desk) -> None:
    async with desk.on_air():
        shot, card = await a_written_shot(desk)
        dropped = await desk.archive.drop_shot(shot.id, "cut_from_script", who(desk, "director"))
        await desk.room().show_shot(shot_view(dropped))
        [message] = [m for m in await desk.replies(shot.thread) if m["ts"] == card.ts]
        [block] = message["blocks"]
        assert "cut from the script" in block["text"]["text"]
        answer = await desk.lot.interact(
            "director", type="block_actions", channel=card.channel, message_ts=card.ts, block_id=block["block_id"],
            action_id="pick_up",
        )  # fmt: skip
        assert answer["ok"], answer
        act = await asked_of(desk)
        assert (act.action, act.subject) == ("pick_up", f"shot:{shot.id}")


async def test_what_is_off_the_record_is_marked_with_closed_lips(desk: Desk) -> None:
    at = await desk.post("dp", "off the record: the hands melt")
    for _ in range(2):
        await desk.room().mark(at, "off_record")
    page = await desk.lot.client("dp").conversations_history(channel=at.channel, latest=at.ts, inclusive=True, limit=1)
    assert [r["name"] for r in page["messages"][0]["reactions"]] == ["zipper_mouth_face"]
