"""Rate tiers: refused with 429 and Retry-After, each token's owner for themselves."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler

from backlot.dispatch import METHODS
from backlot.limits import TIER_2, TIER_3, TIER_4
from tests.backlot.apps import error_of
from tests.backlot.running import Backlot, running_backlot


@pytest.fixture
async def strict(tmp_path: Path) -> AsyncIterator[Backlot]:
    async with running_backlot(tmp_path) as running:
        yield running


async def test_limits_are_on_by_default_and_each_person_has_their_own(strict: Backlot) -> None:
    dp, channel = strict.client("dp"), strict.channel("general")
    with pytest.raises(SlackApiError) as refused:
        for _ in range(60):
            await dp.conversations_info(channel=channel)
    assert (error_of(refused), refused.value.response.status_code) == ("ratelimited", 429)
    assert int(refused.value.response.headers["Retry-After"]) >= 1
    used = [call for call in await strict.calls("conversations.info") if call["ok"]]
    assert 50 <= len(used) < 60
    assert (await strict.client("ad").conversations_info(channel=channel))["ok"]
    assert (await dp.conversations_members(channel=channel))["ok"]


async def test_posts_are_about_one_a_second_a_channel_after_a_short_burst(strict: Backlot) -> None:
    dp = strict.client("dp")
    with pytest.raises(SlackApiError) as refused:
        for n in range(8):
            await dp.chat_postMessage(channel=strict.channel("general"), text=str(n))
    assert refused.value.response.headers["Retry-After"] == "1"
    assert len([call for call in await strict.calls("chat.postMessage") if call["ok"]]) < 8
    assert (await dp.chat_postMessage(channel=strict.channel("random"), text="elsewhere"))["ok"]


async def test_who_waits_as_told_gets_through(strict: Backlot) -> None:
    dp = strict.client("dp")
    dp.retry_handlers = [AsyncRateLimitErrorRetryHandler(max_retry_count=3)]
    for n in range(6):
        await dp.chat_postMessage(channel=strict.channel("general"), text=str(n))
    page = await dp.conversations_history(channel=strict.channel("general"))
    assert [m["text"] for m in page["messages"]] == ["5", "4", "3", "2", "1", "0"]


def test_the_tiers_are_slacks() -> None:
    tiers = {
        "chat.update": TIER_3, "chat.delete": TIER_3, "chat.postEphemeral": TIER_4, "reactions.add": TIER_3,
        "reactions.remove": TIER_2, "conversations.list": TIER_2, "conversations.replies": TIER_3,
        "users.list": TIER_2, "users.info": TIER_4, "files.info": TIER_4, "files.completeUploadExternal": TIER_4,
        "views.open": TIER_4, "conversations.create": TIER_2,
    }  # fmt: skip
    assert {name: METHODS[name].a_minute for name in tiers} == tiers
