"""The yardstick: a bare Bolt app with default settings that answers each message with one word, or uploads a clip."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient


async def main(clip: Path) -> None:
    client = AsyncWebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = AsyncApp(client=client)

    @app.event("message")
    async def answer(event: dict[str, Any], client: AsyncWebClient) -> None:
        if "upload" in event.get("text", ""):
            await client.files_upload_v2(
                channel=event["channel"], thread_ts=event["ts"], file=str(clip), filename="clip.mp4", title="clip"
            )
        elif not event.get("bot_id") and not event.get("thread_ts"):
            await client.chat_postMessage(channel=event["channel"], thread_ts=event["ts"], text="ok")

    @app.event("app_mention")
    async def mention() -> None:
        return None

    handler = AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"])
    await handler.connect_async()  # type: ignore[no-untyped-call]
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
