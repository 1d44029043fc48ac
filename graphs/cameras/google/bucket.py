"""A bucket of Cloud Storage, where Vertex puts what is too large for an answer. Read through its JSON API.

Source: https://cloud.google.com/storage/docs/json_api/v1/objects (get and list).
"""

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from aiohttp import ClientSession

GOOGLE = "https://storage.googleapis.com"
CHUNK = 1 << 20


class Bucket:
    """Where clips are put (`gs://bucket/folder`, None for nowhere) and fetched from."""

    def __init__(self, uri: str | None = None, address: str | None = None, timeout_s: float = 120.0) -> None:
        self.uri = uri.rstrip("/") if uri else None
        self._address = (address or GOOGLE).rstrip("/")
        self._timeout_s = timeout_s

    def folder(self, attempt: str) -> str | None:
        """Where the clip of an attempt is to be put."""
        return f"{self.uri}/{attempt}" if self.uri else None

    async def fetch(self, token: str, uri: str, to: Path) -> int | None:
        """Write an object to a file; its size as Google tells it. Raises aiohttp's errors; redirects are errors."""
        bucket, _, name = uri.removeprefix("gs://").partition("/")
        address = f"{self._objects(bucket)}/{quote(name, safe='')}"
        async with self._session(token) as session:
            async with session.get(address, allow_redirects=False) as answer:
                _check(answer)
                size = (await answer.json()).get("size")
            async with session.get(address, params={"alt": "media"}, allow_redirects=False) as answer:
                _check(answer)
                with to.open("wb") as file:
                    async for chunk in answer.content.iter_chunked(CHUNK):
                        file.write(chunk)
        return int(size) if size is not None else None

    async def look(self, token: str) -> None:
        """List one object at most, which costs no render. Raises aiohttp's errors; redirects are errors."""
        assert self.uri is not None, "there is a bucket to look into"
        address = self._objects(self.uri.removeprefix("gs://").partition("/")[0])
        async with (
            self._session(token) as session,
            session.get(address, params={"maxResults": "1"}, allow_redirects=False) as answer,
        ):
            _check(answer)

    def _objects(self, bucket: str) -> str:
        return f"{self._address}/storage/v1/b/{quote(bucket, safe='')}/o"

    def _session(self, token: str) -> "ClientSession":
        import aiohttp

        timeout = aiohttp.ClientTimeout(total=self._timeout_s)
        return aiohttp.ClientSession(headers={"Authorization": f"Bearer {token}"}, timeout=timeout)


def _check(answer: "object") -> None:
    """Raise for anything but 200, redirects among it."""
    import aiohttp

    assert isinstance(answer, aiohttp.ClientResponse)
    if answer.status != 200:
        raise aiohttp.ClientResponseError(answer.request_info, (), status=answer.status, headers=answer.headers)
