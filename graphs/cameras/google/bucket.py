"""A bucket of Cloud Storage, where Vertex puts what is too large for an answer. Read through its JSON API.

Source: https://cloud.google.com/storage/docs/json_api/v1/objects/get (read 2026-11-22).
"""

from pathlib import Path
from urllib.parse import quote

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
        import aiohttp

        bucket, _, name = uri.removeprefix("gs://").partition("/")
        address = f"{self._address}/storage/v1/b/{quote(bucket, safe='')}/o/{quote(name, safe='')}"
        headers = {"Authorization": f"Bearer {token}"}
        timeout = aiohttp.ClientTimeout(total=self._timeout_s)
        async with aiohttp.ClientSession(headers=headers, timeout=timeout) as session:
            async with session.get(address, allow_redirects=False) as answer:
                _check(answer)
                size = (await answer.json()).get("size")
            async with session.get(address, params={"alt": "media"}, allow_redirects=False) as answer:
                _check(answer)
                with to.open("wb") as file:
                    async for chunk in answer.content.iter_chunked(CHUNK):
                        file.write(chunk)
        return int(size) if size is not None else None


def _check(answer: "object") -> None:
    """Raise for anything but 200, redirects among it."""
    import aiohttp

    assert isinstance(answer, aiohttp.ClientResponse)
    if answer.status != 200:
        raise aiohttp.ClientResponseError(answer.request_info, (), status=answer.status, headers=answer.headers)
