"""MaterialBook: what was given, who said what of its rights, who is in the cast, and which takes wait for it."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from graphs.crew.entries import Rest
from graphs.vocabulary.material import Material, Piece, Rights
from graphs.vocabulary.money import Held
from graphs.vocabulary.refs import FileRef
from storage.archive import SqlArchive
from tests.contracts.studio import DIRECTOR, DP, NOW, Studio, at, entry, take_entry


def a_material(production: str, file: str = "F1", id: str = "m1", name: str = "face.png") -> Material:
    return Material(id, production, "image", FileRef(file, name, "image/png", 9, ""), "a" * 64, DP, at("100.1"), NOW)


async def test_a_file_is_kept_once_in_a_production_and_found_by_either_name(
    archive: SqlArchive, studio: Studio
) -> None:
    here = (await studio.production()).id
    kept = await archive.keep_material(a_material(here))
    again = await archive.keep_material(a_material(here, id="m2"))
    assert again == kept and kept.rights is None and not kept.free
    assert await archive.material(["gone", "m1"]) == await archive.material_of(here, ["F1", "F9"]) == [kept]
    assert await archive.material_called(here, "face.png") == kept
    assert await archive.material_called(here, "other.png") is None


async def test_what_was_said_of_rights_stays_with_who_said_it_and_the_newest_holds(
    archive: SqlArchive, studio: Studio
) -> None:
    here = (await studio.production()).id
    await archive.keep_material(a_material(here))
    said: list[tuple[Rights, str]] = [("not_cleared", DP), ("cleared", DIRECTOR)]
    for rights, by in said:
        await archive.state_rights(["m1"], rights, by, NOW)
    [stands] = await archive.material(["m1"])
    assert (stands.rights, stands.rights_by, stands.free) == ("cleared", DIRECTOR, True)
    assert [(s.rights, s.by, s.at) for s in await archive.stated_rights("m1")] == [(r, b, NOW) for r, b in said]
    for change in ("UPDATE rights SET by = 'me'", "DELETE FROM rights", "DELETE FROM cast_entries"):
        await archive.cast_add(here, "waitress", "m1", DP, NOW)
        with pytest.raises(DBAPIError, match="inserted only"):
            async with archive.database.begin(writes=True) as session:
                await session.execute(text(change))


async def test_the_cast_is_by_name_whatever_its_article_and_the_newest_image_stands(
    archive: SqlArchive, studio: Studio
) -> None:
    here = (await studio.production()).id
    for file in ("F1", "F2"):
        await archive.keep_material(a_material(here, file, f"m{file}"))
    await archive.cast_add(here, "the Waitress", "mF1", DP, NOW)
    await archive.cast_add(here, "diner", "mF1", DP, NOW)
    await archive.cast_add(here, "waitress", "mF2", DIRECTOR, NOW)
    assert [(c.name, c.material) for c in await archive.cast_of(here)] == [("diner", "mF1"), ("waitress", "mF2")]
    assert await archive.cast_remove(here, "The waitress", DP, NOW)
    assert not await archive.cast_remove(here, "waitress", DP, NOW)
    assert [c.name for c in await archive.cast_of(here)] == ["diner"]


async def test_a_take_that_waits_for_rights_is_due_once_somebody_has_said_them(
    archive: SqlArchive, studio: Studio
) -> None:
    shot = await studio.shot()
    await archive.keep_material(a_material(shot.production))
    take = await studio.take(shot)
    held = Held("rights", 49, what="face.png")
    assert (await archive.hold_take(take.id, held)).held == held
    await archive.rest(f"take:{take.id}", Rest())
    assert await archive.state_rights(["m1"], "synthetic", DIRECTOR, NOW) == [f"take:{take.id}"]
    assert f"take:{take.id}" in await archive.open_work(NOW)


async def test_pieces_stay_with_shots_and_takes_as_they_were_given(archive: SqlArchive, studio: Studio) -> None:
    first = await studio.shot("100.1", slate="12B")
    source = await studio.take(first)
    frame = Piece("first_frame", "12B take 1", take=source.id, end=True)
    waitress = Piece("reference", "face.png", "waitress", material="m1")
    production = await studio.production()
    heard = await studio.heard("200.1")
    [second] = await archive.write_slates(
        "said:200.1", heard.id, at("200.1"), at("200.1"), production.id, DP, "r",
        [entry(material=(waitress,))], (), NOW,
    )  # fmt: skip
    assert second.material == (waitress,)
    assert await archive.shot_called(production.id, "12B") == await archive.shot(first.id)
    assert await archive.shot_called(production.id, "99Z") is None
    [take] = await archive.open_takes(second.id, "k", [take_entry(material=(frame,))], DP, None, NOW)
    assert (await archive.take(take.id)).material == (frame,)
    assert await archive.waiting_on(source.id) == [take.id]
    out = Piece("left_out", "face.png", material="m1")
    assert (await archive.add_pieces(take.id, [out, out])).material == (frame, out)
    assert (await archive.set_pieces(second.id, [waitress, frame])).material == (waitress, frame)
    later = await studio.take(second, "later")
    assert await archive.waiting_on(source.id) == sorted([take.id, later.id])
