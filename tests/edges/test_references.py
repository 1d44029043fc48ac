"""References: only images, only from Slack's own hosts, and the token goes nowhere else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bot.references import LARGEST, LARGEST_CLIP, fetch_clip, fetch_image, is_image, own_host
from bot.slack_client import open_slack
from graphs.errors import NotAnImage, NotAVideo
from graphs.vocabulary.refs import FileRef

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
MOV = b"\x00\x00\x00\x14ftypqt  " + bytes(64)
FILES = {"phone.mov": MOV, "ref.png": PNG, "page.html": b"<html>sign in</html>", "huge.png": PNG + bytes(LARGEST)}


class FileHost:
    """A loopback host of files that remembers who asked with which token."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str | None]] = []
        self.moved_to = ""
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        self.asked.append((name, request.headers.get("Authorization")))
        if name == "moved.png":
            raise web.HTTPFound(self.moved_to)
        if name not in FILES:
            raise web.HTTPNotFound
        return web.Response(body=FILES[name])


@asynccontextmanager
async def file_host() -> AsyncIterator[FileHost]:
    host = FileHost()
    app = web.Application()
    app.router.add_get("/files/{name}", host.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield host
    finally:
        await runner.cleanup()


@pytest.fixture
async def home() -> AsyncIterator[FileHost]:
    async with file_host() as host:
        yield host


@pytest.fixture
async def client(home: FileHost) -> AsyncIterator[AsyncWebClient]:
    async with open_slack(f"{home.url}/api/", "the-token") as opened:
        yield opened


def a_file(url: str, size: int = 72) -> FileRef:
    return FileRef(id="F1", name="ref.png", mime="image/png", size=size, url=url)


async def test_an_image_is_copied_with_the_bots_token(client: AsyncWebClient, home: FileHost, tmp_path: Path) -> None:
    await fetch_image(client, a_file(f"{home.url}/files/ref.png"), tmp_path / "F1")
    assert (tmp_path / "F1").read_bytes() == PNG
    assert home.asked == [("ref.png", "Bearer the-token")]


async def test_a_video_is_copied_and_nothing_else_passes_for_one(
    client: AsyncWebClient, home: FileHost, tmp_path: Path
) -> None:
    await fetch_clip(client, a_file(f"{home.url}/files/phone.mov"), tmp_path / "F1")
    assert (tmp_path / "F1").read_bytes() == MOV
    for name in ("ref.png", "page.html"):
        with pytest.raises(NotAVideo):
            await fetch_clip(client, a_file(f"{home.url}/files/{name}"), tmp_path / "F2")
        assert not (tmp_path / "F2").exists()
    with pytest.raises(NotAVideo):
        await fetch_clip(client, a_file(f"{home.url}/files/phone.mov", LARGEST_CLIP + 1), tmp_path / "F2")


@pytest.mark.parametrize("name", ["page.html", "huge.png", "gone.png"])
async def test_what_is_no_image_is_not_kept(client: AsyncWebClient, home: FileHost, tmp_path: Path, name: str) -> None:
    with pytest.raises(NotAnImage):
        await fetch_image(client, a_file(f"{home.url}/files/{name}"), tmp_path / "F1")
    assert not (tmp_path / "F1").exists()


async def test_a_file_said_to_be_too_large_is_not_asked_for(
    client: AsyncWebClient, home: FileHost, tmp_path: Path
) -> None:
    with pytest.raises(NotAnImage):
        await fetch_image(client, a_file(f"{home.url}/files/ref.png", LARGEST + 1), tmp_path / "F1")
    assert home.asked == []


async def test_the_token_goes_to_no_other_host(client: AsyncWebClient, home: FileHost, tmp_path: Path) -> None:
    async with file_host() as other:
        with pytest.raises(NotAnImage):
            await fetch_image(client, a_file(f"{other.url}/files/ref.png"), tmp_path / "F1")
        home.moved_to = f"{other.url}/files/ref.png"
        with pytest.raises(NotAnImage):
            await fetch_image(client, a_file(f"{home.url}/files/moved.png"), tmp_path / "F1")
        assert other.asked == []


async def test_a_redirect_within_the_host_is_followed_but_not_for_ever(
    client: AsyncWebClient, home: FileHost, tmp_path: Path
) -> None:
    home.moved_to = "/files/ref.png"
    await fetch_image(client, a_file(f"{home.url}/files/moved.png"), tmp_path / "F1")
    assert (tmp_path / "F1").read_bytes() == PNG
    home.moved_to = "/files/moved.png"
    with pytest.raises(NotAnImage):
        await fetch_image(client, a_file(f"{home.url}/files/moved.png"), tmp_path / "F2")


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://files.slack.com/files-pri/T1-F1/download/a.png", True),
        ("https://slack.com/a.png", True),
        ("http://files.slack.com/a.png", False),
        ("https://files.slack.com.evil.example/a.png", False),
        ("https://evilslack.com/a.png", False),
        ("https://user@files.slack.com/a.png", False),
        ("https://files.slack.com:8443/a.png", False),
        ("", False),
        ("file:///etc/passwd", False),
    ],
)
def test_own_hosts_are_slacks_alone(url: str, own: bool) -> None:
    assert own_host(url, "https://slack.com/api/") is own


def test_a_loopback_workspace_has_one_host_and_port() -> None:
    assert own_host("http://127.0.0.1:8900/f/a.png", "http://127.0.0.1:8900/api/")
    assert not own_host("http://127.0.0.1:8901/f/a.png", "http://127.0.0.1:8900/api/")
    assert not own_host("http://a.127.0.0.1:8900/f/a.png", "http://127.0.0.1:8900/api/")


@pytest.mark.parametrize("head", [PNG, b"\xff\xd8\xff\xe0", b"GIF89a", b"RIFF\x00\x00\x00\x00WEBPVP8 "])
def test_images_are_known_by_their_first_bytes(head: bytes) -> None:
    assert is_image(head)
    assert not is_image(b"x" + head)


def test_a_sound_file_is_no_image() -> None:
    assert not is_image(b"RIFF\x00\x00\x00\x00WAVEfmt ")
