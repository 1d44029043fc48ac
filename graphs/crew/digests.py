"""The Archive's part for digests: which are due, how each stands, and the plain rows that a week is counted from."""

from datetime import datetime
from typing import Any, Protocol

from graphs.vocabulary.digests import Digest, WeekRows
from graphs.vocabulary.refs import Ref


class DigestBook(Protocol):
    async def open_due_digests(self, now: datetime) -> list[str]:
        """Open a digest for every production whose last due time has passed and has none; work ids of all unposted."""
        ...

    async def open_digest(
        self, production: str, week: str, key: str, by: str, thread: Ref | None, now: datetime
    ) -> str:
        """Open a digest on demand ("so far"), once for its key; its work id."""
        ...

    async def digest(self, id: str) -> Digest: ...

    async def keep_digest(self, id: str, markdown: str, body: dict[str, Any]) -> Digest: ...

    async def digest_posted(self, id: str, ref: Ref) -> Digest: ...

    async def week(self, production: str, start: datetime, end: datetime) -> WeekRows:
        """The plain rows of one production between two instants."""
        ...
