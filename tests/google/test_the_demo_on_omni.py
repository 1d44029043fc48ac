"""`make demo CAMERA=omni`: the scene with Google's SDK on a server that speaks its wire; without a key, a sentence."""

import asyncio
import json
import os
import sys
from pathlib import Path

from tests.google.cameras import a_film
from tests.google.server import KEY, Google

OURS = ("SLACK_", "DAILIES_", "DATABASE_", "GOOGLE_", "GEMINI_")


async def demo(**environment: str) -> tuple[int | None, str, str]:
    """Play it once: exit code, standard output, standard error."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(OURS)}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--once", env=clean | {"DAILIES_CAMERA": "omni"} | environment,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, told = await asyncio.wait_for(process.communicate(), 170)
    return process.returncode, out.decode(), told.decode()


async def test_the_scene_plays_on_omni_once_the_admin_lets_it_spend(google: Google, tmp_path: Path) -> None:
    google.renders.film = a_film(8)
    google.renders.looks = 0
    code, out, told = await demo(GEMINI_API_KEY=KEY, GOOGLE_GEMINI_BASE_URL=google.url)
    assert code == 0, told[-3000:]
    seen = json.loads(out.splitlines()[-1])
    assert (seen["shots"], seen["takes"], seen["notes"], seen["digest"]) == (1, 2, 1, True)
    assert "/dailies activate limit $15" in told
    first, second = (post.body for post in google.renders.posts)
    assert first["generation_config"]["video_config"]["task"] == "text_to_video"
    assert first["response_format"]["resolution"] == "720p", "a draft"
    assert second["generation_config"]["video_config"]["task"] == "edit"
    assert second["previous_interaction_id"] == "v1_int0001"


async def test_without_a_key_it_says_what_is_missing_and_starts_nothing() -> None:
    code, out, told = await demo()
    assert (code, out) == (2, "")
    assert "set GEMINI_API_KEY, or GOOGLE_GENAI_USE_VERTEXAI=true" in " ".join(told.split())
