"""`/dailies` and App Home over a real socket."""

from pathlib import Path
from typing import Any

import pytest

from graphs.vocabulary.material import Material
from graphs.vocabulary.refs import FileRef
from tests.backlot.running import until
from tests.edges.conftest import Desk, now
from tests.edges.doing import a_landed_take, command, opened, who

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_commands_without_a_production_say_what_to_do(desk: Desk) -> None:
    async with desk.on_air():
        assert "/invite @Dailies" in await command(desk, "director", "status")
        assert "Ask for a shot" in await command(desk, "director", "help")
        assert "none of mine" in await command(desk, "director", "dance")


async def test_roles_are_listed_and_given_by_those_who_may(desk: Desk) -> None:
    async with desk.on_air():
        production = await opened(desk)
        guest, dp = who(desk, "guest"), who(desk, "dp")
        assert "are for the director" in await command(desk, "dp", f"roles <@{dp}> director")
        assert "craft dp" in await command(desk, "director", f"roles <@{dp}> crew craft dp")
        assert "Name somebody" in await command(desk, "director", "roles dp crew")
        assert "A role is one of" in await command(desk, "director", f"roles <@{dp}> king")
        assert "A craft is one of" in await command(desk, "director", f"roles <@{dp}> crew craft juggling")
        assert "Bots hold no role" in await command(desk, "director", f"roles <@{desk.us.user}> crew")
        person = await desk.room().person(desk.us.team, guest)
        assert (await desk.archive.member(production.id, person)).looks_only
        await command(desk, "director", f"roles <@{guest}|guest> crew")
        assert not (await desk.archive.member(production.id, person)).looks_only
        listed = await command(desk, "pa", "roles")
        assert f"<@{dp}>: crew, craft dp" in listed


async def test_settings_change_by_one_sentence(desk: Desk) -> None:
    async with desk.on_air():
        production = await opened(desk)
        await command(desk, "director", "settings word on")
        await command(desk, "director", "settings digest friday 17:00")
        await command(desk, "director", "settings timezone Europe/Paris")
        assert "masters in 4k" in await command(desk, "director", "settings master 4k")
        assert "masters at the best size" in await command(desk, "director", "settings master best")
        assert "makes masters in 720p, 1080p or 4k" in await command(desk, "director", "settings master omni-9")
        assert "for the producer or an admin" in await command(desk, "director", "settings autoroll 30")
        assert "rolls 30 s after its previs" in await command(desk, "producer", "settings autoroll 30")
        assert "10 to 600 s" in await command(desk, "producer", "settings autoroll 2")
        await command(desk, "producer", "settings autoroll off")
        for wrong in (
            "settings word maybe",
            "settings digest friday 17:30",
            "settings timezone Mars/Base",
            "settings x",
        ):
            assert "`" in await command(desk, "director", wrong)
        assert "are for the director" in await command(desk, "pa", "settings word off")
        changed = await desk.archive.production(production.id)
        assert (changed.waits_for_word, changed.digest_day, changed.digest_hour) == (True, 5, 17)
        assert changed.timezone == "Europe/Paris"
        assert "digest Friday 17:00, Europe/Paris" in await command(desk, "pa", "settings")


async def test_a_digest_is_asked_for_and_woken(desk: Desk) -> None:
    async with desk.on_air():
        await opened(desk)
        assert "week so far" in await command(desk, "researcher", "digest")
        await desk.settled()
        assert any(work.startswith("digest:") for work, _ in desk.woken)
        assert "Guests look on" in await command(desk, "guest", "digest")


async def test_app_home_shows_somebodys_own_shots(desk: Desk) -> None:
    async with desk.on_air():
        await desk.lot.interact("pa", type="app_home_opened")

        async def published() -> list[dict[str, Any]]:
            return await desk.calls("views.publish")

        [call] = await until(published)
        assert call["ok"]
        assert "Nothing asked for yet" in str(call["args"]["view"])


async def test_home_shots_and_status_tell_where_a_shot_stands(desk: Desk, clip: Path) -> None:
    async with desk.on_air():
        await a_landed_take(desk, clip)
        assert "14C" in await command(desk, "pa", "shots")
        assert "Nothing rolls and nothing waits" in await command(desk, "pa", "status")
        await desk.lot.interact("director", type="app_home_opened")

        async def published() -> list[dict[str, Any]]:
            return await desk.calls("views.publish")

        [call] = await until(published)
        assert call["ok"], call["error"]
        assert "take 1 is in" in str(call["args"]["view"])


async def test_a_person_may_be_named_by_handle(desk: Desk) -> None:
    async with desk.on_air():
        production = await opened(desk)
        handle = (await desk.client.users_info(user=who(desk, "guest")))["user"]["name"]
        assert "crew from now on" in await command(desk, "director", f"roles @{handle} crew")
        assert "Name somebody" in await command(desk, "director", "roles @nobody crew")
        assert who(desk, "guest") in {m.person for m in await desk.archive.members(production.id)}


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    path = tmp_path / "clip.mp4"
    path.write_bytes(bytes(2_000))
    return path


async def test_the_cast_is_listed_cleared_and_emptied_by_words(desk: Desk) -> None:
    async with desk.on_air():
        production, dp = await opened(desk), who(desk, "dp")
        assert "Nobody is in the cast yet" in await command(desk, "dp", "cast")
        assert "@Dailies cast add waitress" in await command(desk, "dp", "cast add waitress")
        file = FileRef("F1", "mara.png", "image/png", 9, "")
        image = Material("m1", production.id, "image", file, "a" * 64, dp, None, now())
        await desk.archive.keep_material(image)
        await desk.archive.cast_add(production.id, "waitress", "m1", dp, now())
        assert "*waitress*  mara.png, rights not said" in await command(desk, "dp", "cast")
        assert "are for the director" in await command(desk, "dp", "cast cleared waitress")
        assert "waitress: cleared from now on." in await command(desk, "director", "cast cleared the waitress")
        assert f"cleared, says <@{who(desk, 'director')}>" in await command(desk, "dp", "cast")
        assert "not cleared from now on" in await command(desk, "director", "cast uncleared mara.png")
        assert "neither a diner" in await command(desk, "director", "cast synthetic diner")
        assert "waitress is out of the cast" in await command(desk, "dp", "cast remove waitress")
        assert "no waitress in the cast" in await command(desk, "dp", "cast remove waitress")
        assert "Guests look on" in await command(desk, "guest", "cast remove waitress")
        assert "lists the library" in await command(desk, "dp", "cast dance")
