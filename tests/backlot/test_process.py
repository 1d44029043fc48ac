"""The process: its line, its tokens, one for each folder, a clean end, and data that outlives it."""

import asyncio
import json
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.backlot.running import Backlot, running_backlot


async def backlot(*arguments: str) -> tuple[int, str, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "backlot", *arguments, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
    )
    out, err = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()


async def tokens_of(folder: Path) -> dict[str, Any]:
    code, out, _ = await backlot("--data", str(folder), "--tokens")
    assert code == 0
    told: dict[str, Any] = json.loads(out)
    return told


async def test_tokens_are_printed_before_the_first_run_and_while_it_runs_and_stay_the_same(tmp_path: Path) -> None:
    before = await tokens_of(tmp_path / "backlot")
    async with running_backlot(tmp_path) as lot:
        during = await tokens_of(tmp_path / "backlot")
        assert during["bot_token"] == before["bot_token"] == lot.tokens["bot_token"]
        assert during["url"] == lot.url
        assert during["api_url"] == f"{lot.url}/api/"
        assert (during["bot_token"][:5], during["app_token"][:5]) == ("xoxb-", "xapp-")
        assert set(during["channels"]) == {"general", "scene-14", "random"}
        assert during["people"]["director"].keys() == {"id", "name", "real_name", "token", "tz"}
        assert (await lot.client("director").auth_test())["user_id"] == during["people"]["director"]["id"]


async def test_many_who_come_first_at_once_find_one_workspace(tmp_path: Path) -> None:
    told = await asyncio.gather(*(tokens_of(tmp_path / "backlot") for _ in range(4)))
    assert len({each["team_id"] for each in told}) == 1
    assert all(len(each["people"]) == 9 for each in told)


async def test_two_folders_share_no_secret(tmp_path: Path) -> None:
    one, two = await asyncio.gather(tokens_of(tmp_path / "a"), tokens_of(tmp_path / "b"))
    for key in ("bot_token", "app_token", "signing_secret", "control_token", "team_id"):
        assert one[key] != two[key]


async def test_what_holds_tokens_is_its_owners_alone(lot: Backlot) -> None:
    path = lot.folder / "backlot.json"
    for kept in (path, lot.folder / "backlot.sqlite3"):
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert json.loads(path.read_text())["pid"] == lot.pid


async def test_a_second_backlot_on_the_same_folder_says_so_in_one_sentence_and_exits_2(lot: Backlot) -> None:
    code, out, err = await backlot("--data", str(lot.folder), "--port", "0")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "Another backlot" in err


async def test_a_taken_port_is_said_in_one_sentence(lot: Backlot, tmp_path: Path) -> None:
    code, _, err = await backlot("--data", str(tmp_path / "other"), "--port", str(lot.port))
    assert (code, err.count("\n")) == (2, 1)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "example.com"])
async def test_only_loopback_can_be_listened_on(host: str, tmp_path: Path) -> None:
    code, _, err = await backlot("--data", str(tmp_path), "--host", host)
    assert code == 2
    assert "invalid choice" in err


async def test_it_ends_cleanly_with_a_page_and_an_app_connected(lot: Backlot) -> None:
    answer = await lot.bot_client.apps_connections_open(app_token=lot.tokens["app_token"])
    live = f"{lot.url}/backlot/live?token={lot.token('dp')}"
    async with lot.session.ws_connect(answer["url"]) as socket, lot.session.ws_connect(live) as page:
        await socket.receive_json(timeout=5)
        ending = asyncio.create_task(lot.stop())
        goodbye = await socket.receive_json(timeout=5)
        assert goodbye["type"] == "disconnect"
        await socket.close()
        await page.close()
        assert await ending == 0


@pytest.mark.parametrize("kill", [False, True])
async def test_a_restart_loses_nothing(lot: Backlot, room: str, kill: bool) -> None:
    director = lot.client("director")
    posted = await director.chat_postMessage(channel=room, text="kept")
    await director.reactions_add(channel=room, timestamp=posted["ts"], name="fire")
    await lot.bot_client.chat_postMessage(
        channel=room, thread_ts=posted["ts"], text="a card",
        metadata={"event_type": "dailies", "event_payload": {"key": "k1"}},
    )  # fmt: skip
    await lot.stop(kill=kill)
    await lot.start()
    page = await lot.client("dp").conversations_replies(channel=room, ts=posted["ts"], include_all_metadata=True)
    root, reply = page["messages"]
    assert root["reactions"] == [{"name": "fire", "users": [lot.person("director")], "count": 1}]
    assert reply["metadata"]["event_payload"] == {"key": "k1"}
    later = await director.chat_postMessage(channel=room, text="next")
    assert float(later["ts"]) > float(reply["ts"])
