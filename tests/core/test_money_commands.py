"""`dailies spend`, `stop` and `go` on a database of their own."""

import asyncio
import json
from pathlib import Path

from graphs.vocabulary.money import Held
from graphs.vocabulary.production import Production
from storage.archive import SqlArchive
from storage.database import open_database
from tests.contracts.till import a_till
from tests.core.test_settings_and_logs import dailies
from tests.sqlite import migrated


async def a_spending_production(folder: Path) -> Production:
    """One take rolls, at $0.49."""
    archive = SqlArchive(open_database(await migrated(folder)))
    till = await a_till(archive)
    await till.rolling()
    await archive.aclose()
    return till.production


async def asked_again(folder: Path) -> object:
    """What a further take is answered."""
    archive = SqlArchive(open_database(f"sqlite+aiosqlite:///{folder / 'dailies.db'}"))
    till = await a_till(archive, None)
    till.opened = 50
    answer = await till.reserve(await till.take())
    await archive.aclose()
    return answer


def test_where_nobody_invited_the_bot_nothing_can_be_stopped(tmp_path: Path) -> None:
    for command in ("spend", "stop", "go"):
        done = dailies(command, DAILIES_DATA=str(tmp_path))
        assert done.returncode == 2
        assert "no production here yet" in done.stderr


def test_stop_holds_for_a_bot_that_runs_and_go_ends_it(tmp_path: Path) -> None:
    asyncio.run(a_spending_production(tmp_path))
    stopped = dailies("stop", DAILIES_DATA=str(tmp_path))
    assert stopped.returncode == 0, stopped.stderr
    assert "nothing more is paid for anywhere" in stopped.stdout
    assert "already rolling: Shot 1 take 1, $0.49" in stopped.stdout
    assert asyncio.run(asked_again(tmp_path)) == Held("halted", 49, everywhere=True)
    assert "go on" in dailies("go", DAILIES_DATA=str(tmp_path)).stdout
    assert "Nothing was stopped" in dailies("go", DAILIES_DATA=str(tmp_path)).stdout
    assert not isinstance(asyncio.run(asked_again(tmp_path)), Held)


def test_spend_is_for_people_and_programs(tmp_path: Path) -> None:
    production = asyncio.run(a_spending_production(tmp_path))
    for_people = dailies("spend", DAILIES_DATA=str(tmp_path))
    assert for_people.stdout.startswith("scene-14 ")
    assert "of $15.00 spent" in for_people.stdout
    [month] = json.loads(dailies("spend", "--production", "scene-14", "--json", DAILIES_DATA=str(tmp_path)).stdout)
    assert (month["production"], month["limit_cents"], month["active"]) == (production.id, 1_500, True)
    assert "there is scene-14" in dailies("stop", "--production", "other", DAILIES_DATA=str(tmp_path)).stderr
