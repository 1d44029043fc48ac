"""Times as Slack writes them: seconds with six digits, each given once and later than the one before."""

import time


class Stamps:
    """Gives message and event times. `last` is the latest that an earlier process gave, in microseconds."""

    def __init__(self, last: int = 0) -> None:
        self._last = last

    def next(self) -> str:
        """A time that no message or event has."""
        self._last = max(time.time_ns() // 1000, self._last + 1)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"


def micros(ts: str) -> int:
    """A stamp as whole microseconds, for comparing. Raises ValueError for what is no stamp."""
    seconds, _, rest = ts.partition(".")
    return int(seconds) * 1_000_000 + int((rest + "000000")[:6])


def padded(ts: str, later: int = 0) -> str:
    """A stamp in the one length that sorts as text, moved by so many microseconds. ValueError for what is no stamp."""
    whole = micros(ts) + later
    return f"{whole // 1_000_000:010d}.{whole % 1_000_000:06d}"
