"""Vault: files by the SHA-256 of their bytes, kept once, never overwritten."""

import asyncio
import hashlib
from pathlib import Path

import pytest

from graphs.crew import Vault
from graphs.errors import NotFound
from storage.vault import FolderVault

CLIP = bytes(range(256)) * 4096


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def vault(folder: Path) -> Vault:
    return FolderVault(folder)


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "clip.mp4"
    path.write_bytes(CLIP)
    return path


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


async def test_a_file_is_kept_by_the_hash_of_its_bytes(vault: Vault, clip: Path, folder: Path) -> None:
    sha256 = await vault.keep(clip)
    assert sha256 == hashlib.sha256(CLIP).hexdigest()
    path = await vault.local(sha256, ".mp4")
    assert path.read_bytes() == CLIP
    assert path.suffix == ".mp4"
    assert path.is_relative_to(folder)


async def test_the_same_bytes_are_stored_once(vault: Vault, clip: Path, tmp_path: Path, folder: Path) -> None:
    copy = tmp_path / "copy.mp4"
    copy.write_bytes(CLIP)
    first = await vault.keep(clip)
    [stored] = files(folder)
    before = stored.stat()
    assert await vault.keep(copy) == first
    [after] = files(folder)
    assert (after.stat().st_ino, after.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


async def test_what_is_kept_outlives_its_source(vault: Vault, clip: Path) -> None:
    sha256 = await vault.keep(clip)
    clip.write_bytes(b"other")
    clip.unlink()
    assert (await vault.local(sha256, ".mp4")).read_bytes() == CLIP


async def test_many_keep_the_same_file_at_once(vault: Vault, clip: Path, folder: Path) -> None:
    assert len(set(await asyncio.gather(*(vault.keep(clip) for _ in range(20))))) == 1
    assert len(files(folder)) == 1


async def test_a_file_that_a_power_cut_left_empty_is_made_whole(vault: Vault, clip: Path, folder: Path) -> None:
    sha256 = await vault.keep(clip)
    [stored] = files(folder)
    stored.write_bytes(b"")
    assert await vault.keep(clip) == sha256
    assert (await vault.local(sha256, ".mp4")).read_bytes() == CLIP


async def test_one_file_may_be_read_under_several_names(vault: Vault, clip: Path) -> None:
    sha256 = await vault.keep(clip)
    paths = [await vault.local(sha256, suffix) for suffix in (".mp4", ".bin", ".mp4", "")]
    assert len(set(paths)) == 3
    assert all(path.read_bytes() == CLIP for path in paths)


async def test_another_vault_on_the_folder_finds_it(vault: Vault, clip: Path, folder: Path) -> None:
    sha256 = await vault.keep(clip)
    assert (await FolderVault(folder).local(sha256, ".mp4")).read_bytes() == CLIP


@pytest.mark.parametrize("key", ["0" * 64, "", "../../etc/passwd", "a" * 63, "A" * 64, "0" * 64 + "/.."])
async def test_what_is_not_there_is_not_found(vault: Vault, key: str) -> None:
    with pytest.raises(NotFound):
        await vault.local(key, ".mp4")
