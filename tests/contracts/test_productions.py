"""CallSheet: productions, people, and who may do what."""

from dataclasses import replace
from datetime import timedelta

import pytest

from graphs.errors import NotFound
from graphs.vocabulary.production import DEFAULTS, Person
from storage.archive import SqlArchive
from tests.contracts.studio import CHANNEL, DIRECTOR, DP, NOW, PA, TEAM, Studio

SOMEBODY = Person(TEAM, DP, "Dana", "Europe/Paris")


async def test_a_channel_becomes_a_production_with_sensible_defaults(studio: Studio, archive: SqlArchive) -> None:
    production = await studio.production()
    assert (production.team, production.channel, production.name) == (TEAM, CHANNEL, "scene-14")
    assert production.defaults == DEFAULTS
    assert production.paid_limit_cents == 0, "nothing is paid for before somebody says so"
    assert production.consent == "stats_only"
    assert (production.waits_for_word, production.digest_day, production.digest_hour) == (False, 1, 9)
    assert (production.opened_by, production.opened_at, production.closed_at) == (DIRECTOR, NOW, None)
    assert await archive.production(production.id) == production
    assert await archive.production_in(TEAM, CHANNEL) == production
    assert await archive.productions() == [production]


async def test_whoever_invites_is_director_until_set_otherwise(studio: Studio, archive: SqlArchive) -> None:
    production = await studio.production()
    [director] = await archive.members(production.id)
    assert (director.person, director.role, director.decides) == (DIRECTOR, "director", True)
    await archive.set_member(production.id, DIRECTOR, "producer", None, DIRECTOR, NOW)
    [producer] = await archive.members(production.id)
    assert (producer.role, producer.craft) == ("producer", "director"), "the craft stays where none was said"


async def test_a_channel_is_one_production_however_often_it_is_opened(studio: Studio, archive: SqlArchive) -> None:
    first = await studio.production()
    await archive.close_production(first.id, NOW + timedelta(hours=1))
    assert (await archive.production(first.id)).closed_at == NOW + timedelta(hours=1)
    again = await archive.open_production(TEAM, CHANNEL, "other", PA, "UTC", NOW + timedelta(hours=2))
    assert again == first
    assert [m.person for m in await archive.members(first.id)] == [DIRECTOR]


async def test_a_production_that_nobody_opened_has_no_director(archive: SqlArchive) -> None:
    production = await archive.open_production(TEAM, CHANNEL, "scene", "", "UTC", NOW)
    assert await archive.members(production.id) == []


async def test_settings_change_one_by_one(studio: Studio, archive: SqlArchive) -> None:
    production = await studio.production()
    await archive.change_production(production.id, waits_for_word=True)
    await archive.change_production(production.id, digest_day=5, digest_hour=0)
    changed = await archive.change_production(production.id, timezone="Asia/Tokyo")
    expected = replace(production, waits_for_word=True, digest_day=5, digest_hour=0, timezone="Asia/Tokyo")
    assert changed == expected == await archive.production(production.id)
    assert not (await archive.change_production(production.id, waits_for_word=False)).waits_for_word


async def test_a_person_is_kept_as_the_chat_says_now(archive: SqlArchive) -> None:
    assert await archive.person(TEAM, DP) is None
    await archive.keep_person(SOMEBODY)
    changed = replace(SOMEBODY, name="Dana \u00d8", guest=True, timezone="UTC")
    await archive.keep_person(changed)
    assert await archive.person(TEAM, DP) == changed
    assert await archive.person("T2", DP) is None


async def test_a_place_is_as_set_else_crew_and_guests_only_look(studio: Studio, archive: SqlArchive) -> None:
    production = await studio.production()
    guest, stranger = replace(SOMEBODY, id="U_G", guest=True), replace(SOMEBODY, id="U_S", stranger=True)
    assert (await archive.member(production.id, SOMEBODY)).role == "crew"
    assert (await archive.member(production.id, guest)).looks_only
    assert (await archive.member(production.id, stranger)).looks_only
    await archive.set_member(production.id, "U_G", "crew", "editor", DIRECTOR, NOW)
    let_in = await archive.member(production.id, guest)
    assert (let_in.role, let_in.craft, let_in.looks_only) == ("crew", "editor", False)


async def test_unknown_productions_are_not_found(archive: SqlArchive) -> None:
    assert await archive.production_in(TEAM, "C_NONE") is None
    for missing in (
        archive.production("none"),
        archive.members("none"),
        archive.member("none", SOMEBODY),
        archive.change_production("none", timezone="UTC"),
        archive.close_production("none", NOW),
        archive.set_member("none", DP, "crew", None, DIRECTOR, NOW),
    ):
        with pytest.raises(NotFound):
            await missing
