"""Who may reach the workspace: this machine's programs and its own page, nobody else's."""

import asyncio

import pytest
from aiohttp import WSServerHandshakeError

from tests.backlot.running import Backlot


@pytest.mark.parametrize(("name", "value"), [
    ("Host", "evil.example"),
    ("Host", "evil.example:{port}"),
    ("Host", "127.0.0.1:1"),
    ("Host", "127.0.0.1.evil.example:{port}"),
    ("Origin", "https://evil.example"),
    ("Origin", "http://127.0.0.1:1"),
    ("Origin", "http://127.0.0.1.evil.example:{port}"),
    ("Origin", "null"),
    ("Sec-Fetch-Site", "cross-site"),
    ("Sec-Fetch-Site", "same-site"),
])  # fmt: skip
async def test_a_page_of_another_site_reaches_nothing(lot: Backlot, name: str, value: str) -> None:
    headers = {name: value.format(port=lot.port), "Authorization": f"Bearer {lot.token('dp')}"}
    doors = [
        ("GET", "/"), ("GET", "/backlot/session"), ("POST", "/api/auth.test"), ("POST", "/backlot/interact"),
        ("POST", "/upload/v1/x"), ("GET", "/control/calls"), ("POST", "/response/x"),
    ]  # fmt: skip
    for verb, path in doors:
        async with lot.session.request(verb, f"{lot.url}{path}", headers=headers) as response:
            assert response.status == 403, path
    for path in (f"/backlot/live?token={lot.token('dp')}", "/link/?ticket=x"):
        with pytest.raises(WSServerHandshakeError) as refused:
            await lot.session.ws_connect(f"{lot.url}{path}", headers=headers)
        assert refused.value.status == 403


async def test_its_own_page_and_plain_programs_are_let_in(lot: Backlot) -> None:
    for headers in (
        {},
        {"Origin": lot.url, "Sec-Fetch-Site": "same-origin"},
        {"Host": f"localhost:{lot.port}", "Origin": f"http://localhost:{lot.port}"},
    ):
        async with lot.session.get(f"{lot.url}/backlot/session", headers=headers) as response:
            assert response.status == 200
    async with lot.session.ws_connect(f"{lot.url}/backlot/live?token={lot.token('dp')}", origin=lot.url) as page:
        assert (await page.receive_json(timeout=5))["type"] == "app_connected"


async def test_a_link_from_elsewhere_still_opens_the_page(lot: Backlot) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    async with lot.session.get(f"{lot.url}/archives/C1/p1", headers=headers, allow_redirects=False) as response:
        assert response.status == 302


async def test_the_page_may_load_nothing_from_elsewhere_and_is_never_kept(lot: Backlot) -> None:
    async with lot.session.get(f"{lot.url}/") as response:
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.content_type == "text/html"


@pytest.mark.parametrize(
    "path", ["/page/../server.py", "/page/%2e%2e/server.py", "/page/..%2fserver.py", "/page//etc/passwd"]
)
async def test_nothing_outside_the_page_is_given_out(lot: Backlot, path: str) -> None:
    reader, writer = await connection(lot)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{lot.port}\r\nConnection: close\r\n\r\n".encode())
    head = await reader.readline()
    writer.close()
    await writer.wait_closed()
    assert b" 404 " in head


async def connection(lot: Backlot) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    return await asyncio.open_connection("127.0.0.1", lot.port)
