"""The lot: everything that one running workspace is made of, handed to whoever works on it. It does nothing itself."""

import asyncio
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from backlot.faults import Faults
from backlot.limits import Limits
from backlot.link import Link
from backlot.live import Live
from backlot.stamps import Stamps
from backlot.store import Store


@dataclass
class Lot:
    """One workspace. `share_delay` is how long (s, from and to) a file takes until its message is there; `statuses`
    says by channel and thread what the app is doing there, and is lost with the process, as it is soon untrue.
    """

    store: Store
    folder: Path
    url: str
    stamps: Stamps
    chance: random.Random
    live: Live
    link: Link
    limits: Limits
    faults: Faults
    share_delay: tuple[float, float] = (0.2, 0.9)
    statuses: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    to_share: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def team(self) -> str:
        """The team's id."""
        team: str = self.store.fact("team_id")
        return team

    @property
    def bot(self) -> str:
        """The user id of the app's bot."""
        bot: str = self.store.fact("bot_user_id")
        return bot
