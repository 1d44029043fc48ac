"""One fresh workspace a test, with limits out of the way; tests of the limits start their own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.backlot.running import Backlot, running_backlot


@pytest.fixture
def ack_seconds() -> float:
    """How long the app has to acknowledge: Slack's three seconds, unless a test sets it."""
    return 3.0


@pytest.fixture
async def lot(tmp_path: Path, ack_seconds: float) -> AsyncIterator[Backlot]:
    async with running_backlot(tmp_path, rate_scale=1000, ack_seconds=ack_seconds) as running:
        await running.chance(share_delay=[0.02, 0.05])
        yield running


@pytest.fixture
async def room(lot: Backlot) -> str:
    """#scene-14 with the bot in it."""
    channel = lot.channel("scene-14")
    await lot.client("director").conversations_invite(channel=channel, users=lot.bot_user_id)
    return channel
