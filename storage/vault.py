"""The vault: clips, posters and strips by the SHA-256 of their bytes. Which take a file belongs to is in the tables."""

import asyncio
import hashlib
import os
import re
from contextlib import suppress
from pathlib import Path

from obstore import put_async
from obstore.exceptions import AlreadyExistsError
from obstore.store import LocalStore

from graphs.errors import NotFound

SHA256 = re.compile(r"[0-9a-f]{64}")


class FolderVault:
    """A vault in a local folder: `ab/cdef...`, written whole or not at all, never overwritten."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._store = LocalStore(folder, mkdir=True)

    async def keep(self, path: Path) -> str:
        """Store a file and return its SHA-256 (hex). The same bytes are stored once."""
        content = await asyncio.to_thread(path.read_bytes)
        sha256 = hashlib.sha256(content).hexdigest()
        try:
            await put_async(self._store, _key(sha256), content, mode="create", use_multipart=False)
        except AlreadyExistsError:
            if await asyncio.to_thread(self._is_whole, sha256):
                return sha256
            # A power cut can leave a file with its name and without its bytes: that is no content of this address.
            await put_async(self._store, _key(sha256), content, use_multipart=False)
        return sha256

    async def local(self, sha256: str, suffix: str) -> Path:
        """A local path to read the file from, ending in `suffix` (".mp4"). Raises NotFound."""
        if not SHA256.fullmatch(sha256):
            raise NotFound("that is no key of the vault")
        return await asyncio.to_thread(self._named, sha256, suffix)

    def _named(self, sha256: str, suffix: str) -> Path:
        kept = self._folder / _key(sha256)
        named = kept.with_name(kept.name + suffix)
        try:
            with suppress(FileExistsError):
                os.link(kept, named)
        except FileNotFoundError:
            raise NotFound(f"the vault has no file {sha256}") from None
        return named

    def _is_whole(self, sha256: str) -> bool:
        with (self._folder / _key(sha256)).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256


def _key(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256[2:]}"
