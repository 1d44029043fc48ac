"""The Archive's part for shots that roll by themselves unless somebody stops them."""

from datetime import datetime
from typing import Protocol

from graphs.vocabulary.shots import Shot


class Countdowns(Protocol):
    """A countdown runs after a shot's previs. Every reply that is heard in its thread stops it, in `hear` itself."""

    async def begin_countdown(self, shot: str, rolls_at: datetime, cents: int, now: datetime) -> Shot:
        """The shot rolls by itself then, at `cents`; as it stands where it does not wait or somebody replied.

        Where money would keep it from rolling it does not begin, and the shot says why.
        """
        ...

    async def roll_by_itself(self, shot: str, cents: int, now: datetime) -> Shot:
        """Where its time has come and nobody stopped it, the word is given in the name of who asked: the shot opens.

        Where money says no by now, whatever the time, no countdown runs any more, and the shot says why; nor does one
        where the time is long past, since what was said meanwhile may not have been heard.
        """
        ...

    async def stop_countdown(self, shot: str, by: str) -> Shot:
        """The shot waits for the word, by that person's wish ("" where nobody's)."""
        ...
