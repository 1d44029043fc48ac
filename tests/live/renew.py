"""`python -m tests.live.renew` writes what the check measures by: Slack's samples, and what the backlot says."""

import asyncio
import json
import tempfile
from pathlib import Path
from typing import Any

from bot.live import shapes
from bot.live.shapes import SAMPLES, Difference, Measure, Shape
from tests.backlot.running import Backlot, running_backlot
from tests.contracts.slack_shapes import SAMPLES as SAMPLE_FILES
from tests.live.playing import a_play, somebody_presses


class Recording(Measure):
    """Finds nothing to differ, and keeps what each answer and event looks like."""

    def __init__(self) -> None:
        super().__init__({}, {})
        self.seen: dict[str, Shape] = {}

    def differences(self, step: str, what: str, said: Any) -> list[Difference]:
        shapes.merge(self.seen.setdefault(f"{step}: {what}", {}), shapes.shape(said))
        return []

    def told(self) -> dict[str, dict[str, list[str]]]:
        """As it lies in the file."""
        return {w: {p: sorted(t) for p, t in sorted(paths.items())} for w, paths in sorted(self.seen.items())}


async def recorded(lot: Backlot, folder: Path) -> dict[str, dict[str, list[str]]]:
    """What the backlot says in a check in #scene-14, where the bot is."""
    room, recording = lot.channel("scene-14"), Recording()
    async with somebody_presses(lot, room):
        lines = await a_play(lot, folder, recording).in_channel("#scene-14")
    assert {line.mark for line in lines} == {"ok"}, lines
    return recording.told()


def samples() -> dict[str, Any]:
    """Slack's samples that the check needs."""
    names = sorted({name for names in SAMPLES.values() for name in names})
    return {name: json.loads((SAMPLE_FILES / f"{name}.json").read_text(encoding="utf-8")) for name in names}


async def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        async with running_backlot(Path(name), rate_scale=1000) as lot:
            room = lot.channel("scene-14")
            await lot.client("director").conversations_invite(channel=room, users=lot.bot_user_id)
            told = await recorded(lot, Path(name))
    for name, things in (("backlot", told), ("slack", samples())):
        lines = [f"{json.dumps(each)}: {json.dumps(things[each], separators=(',', ':'))}" for each in sorted(things)]
        (shapes.HERE / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(main())
