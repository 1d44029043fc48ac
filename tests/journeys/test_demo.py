"""What a newcomer runs: the demo plays whole, and says so in one line."""

import asyncio
import json
import os
import sys


async def test_the_demo_plays_the_whole_scene_and_prints_one_line() -> None:
    ours = ("SLACK_", "DAILIES_", "DATABASE_", "GOOGLE_", "GEMINI_")
    clean = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
    demo = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--once", env=clean,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, told = await asyncio.wait_for(demo.communicate(), 170)
    assert demo.returncode == 0, told.decode()[-3000:]
    seen = json.loads(out.decode().splitlines()[-1])
    assert {k: seen[k] for k in ("shots", "takes", "notes", "reactions", "digest")} == {
        "shots": 1, "takes": 2, "notes": 1, "reactions": 2, "digest": True,
    }  # fmt: skip
    assert len(seen["first_reply_s"]) == len(seen["clip_s"]) == 2
