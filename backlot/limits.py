"""How often a method may be called. Each token's owner has a bucket of their own for each method, as in Slack.

Tiers: https://docs.slack.dev/apis/web-api/rate-limits ("1+", "20+", "50+", "100+" a minute; chat.postMessage about one
a second a channel, short bursts allowed).
"""

import math
import time
from dataclasses import dataclass

TIER_1 = 1.0
TIER_2 = 20.0
TIER_3 = 50.0
TIER_4 = 100.0
SPECIAL = 600.0
POSTS_A_MINUTE = 60.0
POST_BURST = 4.0


@dataclass
class Bucket:
    """What is left of an allowance, at a moment of the monotonic clock."""

    left: float
    at: float


class Limits:
    """All buckets. `scale` multiplies every allowance."""

    def __init__(self, scale: float = 1.0) -> None:
        self._scale = scale
        self._buckets: dict[tuple[str, ...], Bucket] = {}

    def take(self, a_minute: float, *key: str, burst: float | None = None) -> int:
        """Take one from the bucket of this key: 0, or the whole seconds to wait before trying again."""
        rate = a_minute * self._scale / 60
        room = max(1.0, (burst or a_minute) * self._scale)
        now = time.monotonic()
        bucket = self._buckets.setdefault(key, Bucket(room, now))
        bucket.left = min(room, bucket.left + (now - bucket.at) * rate)
        bucket.at = now
        if bucket.left >= 1:
            bucket.left -= 1
            return 0
        return max(1, math.ceil((1 - bucket.left) / rate))
