"""What came of a tap on a reason to drop a shot, told in the form that was tapped."""

import asyncio

import structlog
from slack_sdk.errors import SlackApiError

from bot.cards.dropping import MAY_NOT, dropped_line, told_view
from bot.interactions import Press
from bot.listeners.edge import Edge
from bot.slack_client import code_of

log = structlog.get_logger()

LOOK_S = 0.1
LOOKS = 30


async def tell_dropped(edge: Edge, press: Press, view: str) -> None:
    """Wait for the shot to be dropped, shortly, and say so in the form; or that it was not theirs to drop."""
    named = press.subject.partition(":")[2]
    shot = await edge.archive.shot(named)
    for _ in range(LOOKS):
        if shot.state == "dropped":
            break
        await asyncio.sleep(LOOK_S)
        shot = await edge.archive.shot(named)
    told = dropped_line(shot) if shot.state == "dropped" else MAY_NOT
    try:
        await edge.client.views_update(view_id=view, view=told_view(shot, told))
    except SlackApiError as error:
        log.info("form_closed", action="drop", code=code_of(error))
