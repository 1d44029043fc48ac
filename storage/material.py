"""The material book: images and videos, their rights, the cast library, and what goes along with shots and takes."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from graphs.vocabulary.material import Character, Material, Piece, Rights, Stated, cast_key
from graphs.vocabulary.money import Held
from graphs.vocabulary.refs import FileRef
from graphs.vocabulary.shots import Shot, Take
from storage.book import Book
from storage.columns import storable
from storage.database import insert_new, reads, writes
from storage.ledger import plain_held
from storage.material_tables import CastRow, MaterialRow, RightsRow
from storage.nouns import as_shot, as_take, plain_pieces
from storage.productions import production_row
from storage.shots import UNWRITTEN, put_pieces, shot_row
from storage.tables import ShotRow, TakeRow
from storage.takes import OPEN, take_row
from storage.works import make_due

TO_ROLL = ("open", "queued")


class SqlMaterialBook(Book):
    """The archive's material."""

    @writes
    async def keep_material(self, session: AsyncSession, material: Material) -> Material:
        file = material.file
        await insert_new(
            session, MaterialRow, id=material.id, production=material.production, kind=material.kind, file=file.id,
            name=file.name, mime=file.mime, size=file.size, sha256=material.sha256, by=material.by, ref=material.ref,
            at=material.at, duration_s=material.duration_s,
        )  # fmt: skip
        [stored] = await _of_files(session, material.production, [file.id])
        return stored

    @reads
    async def material(self, session: AsyncSession, ids: Sequence[str]) -> list[Material]:
        rows = await session.scalars(select(MaterialRow).where(MaterialRow.id.in_(ids)))
        found = {one.id: one for one in await _with_rights(session, list(rows))}
        return [found[one] for one in dict.fromkeys(ids) if one in found]

    @reads
    async def material_of(self, session: AsyncSession, production: str, files: Sequence[str]) -> list[Material]:
        return await _of_files(session, production, files)

    @reads
    async def material_called(self, session: AsyncSession, production: str, name: str) -> Material | None:
        row = await session.scalar(
            select(MaterialRow)
            .where(MaterialRow.production == production, MaterialRow.name == name)
            .order_by(MaterialRow.at.desc())
            .limit(1)
        )
        return (await _with_rights(session, [row]))[0] if row else None

    @writes
    async def state_rights(
        self, session: AsyncSession, ids: Sequence[str], rights: Rights, by: str, now: datetime
    ) -> list[str]:
        rows = list(await session.scalars(select(MaterialRow).where(MaterialRow.id.in_(ids))))
        for row in rows:
            session.add(RightsRow(material=row.id, rights=rights, by=by, at=now))
        works = []
        for take in await _held_for_rights(session, {row.production for row in rows}):
            await make_due(session, f"take:{take}")
            works.append(f"take:{take}")
        for shot in await _slates_with(session, {row.production for row in rows}, set(ids)):
            await make_due(session, f"shot:{shot}")
            works.append(f"shot:{shot}")
        return works

    @reads
    async def stated_rights(self, session: AsyncSession, id: str) -> list[Stated]:
        rows = await session.scalars(select(RightsRow).where(RightsRow.material == id).order_by(RightsRow.seq))
        return [Stated(row.rights, row.by, row.at) for row in rows]

    @writes
    async def cast_add(
        self, session: AsyncSession, production: str, name: str, material: str, by: str, now: datetime
    ) -> None:
        name = storable(name)
        session.add(CastRow(production=production, key=cast_key(name), name=name, material=material, by=by, at=now))

    @writes
    async def cast_remove(self, session: AsyncSession, production: str, name: str, by: str, now: datetime) -> bool:
        await production_row(session, production, lock=True)
        key = cast_key(storable(name))
        there = next((one for one in await _cast(session, production) if cast_key(one.name) == key), None)
        if there:
            session.add(CastRow(production=production, key=key, name=there.name, material=None, by=by, at=now))
        return there is not None

    @reads
    async def cast_of(self, session: AsyncSession, production: str) -> list[Character]:
        return await _cast(session, production)

    @writes
    async def set_pieces(self, session: AsyncSession, shot: str, pieces: Sequence[Piece]) -> Shot:
        row = await shot_row(session, shot, lock=True)
        put_pieces(row, pieces)
        return as_shot(row)

    @writes
    async def add_pieces(self, session: AsyncSession, take: str, pieces: Sequence[Piece]) -> Take:
        row = await take_row(session, take, lock=True)
        if row.state in OPEN:
            held = as_take(row).material
            row.material = plain_pieces(list(dict.fromkeys([*held, *pieces])))
            await make_due(session, f"take:{take}")
        return as_take(row)

    @writes
    async def hold_take(self, session: AsyncSession, take: str, held: Held) -> Take:
        row = await take_row(session, take, lock=True)
        if row.state in TO_ROLL:
            row.state, row.held = "open", plain_held(held)
        return as_take(row)

    @reads
    async def shot_called(self, session: AsyncSession, production: str, slate: str) -> Shot | None:
        row = await session.scalar(
            select(ShotRow)
            .where(ShotRow.production == production, ShotRow.slate == slate, ShotRow.state.not_in(UNWRITTEN))
            .order_by(ShotRow.seq.desc())
            .limit(1)
        )
        return as_shot(row) if row else None

    @reads
    async def waiting_on(self, session: AsyncSession, take: str) -> list[str]:
        wanting = select(TakeRow).where(TakeRow.state == "open", TakeRow.material.is_not(None))
        shots = select(ShotRow.id).where(ShotRow.material.is_not(None))
        of_shots = select(TakeRow).where(TakeRow.state == "open", TakeRow.shot.in_(shots))
        found = {row.id for row in await session.scalars(wanting) if _wants(row.material, take)}
        for row in await session.scalars(of_shots):
            if _wants((await shot_row(session, row.shot)).material, take):
                found.add(row.id)
        return sorted(found)


def _wants(pieces: list[dict[str, str]] | None, take: str) -> bool:
    return any(piece.get("take") == take for piece in pieces or ())


async def _slates_with(session: AsyncSession, productions: set[str], ids: set[str]) -> list[str]:
    """Slates of some productions that have not rolled yet, and with which one of those materials goes along."""
    rows = await session.scalars(
        select(ShotRow).where(
            ShotRow.production.in_(productions), ShotRow.state == "waiting", ShotRow.material.is_not(None)
        )
    )
    return [row.id for row in rows if any(piece.get("material") in ids for piece in row.material or ())]


async def _held_for_rights(session: AsyncSession, productions: set[str]) -> list[str]:
    """Takes of some productions that wait until something is cleared."""
    rows = await session.scalars(
        select(TakeRow)
        .join(ShotRow, ShotRow.id == TakeRow.shot)
        .where(ShotRow.production.in_(productions), TakeRow.state.in_(OPEN), TakeRow.held.is_not(None))
    )
    return [row.id for row in rows if row.held and row.held["why"] == "rights"]


async def _of_files(session: AsyncSession, production: str, files: Sequence[str]) -> list[Material]:
    asked = select(MaterialRow).where(MaterialRow.production == production, MaterialRow.file.in_(files))
    found = {one.file.id: one for one in await _with_rights(session, list(await session.scalars(asked)))}
    return [found[file] for file in dict.fromkeys(files) if file in found]


async def _with_rights(session: AsyncSession, rows: list[MaterialRow]) -> list[Material]:
    """Materials with what was last said of their rights."""
    said = await session.scalars(
        select(RightsRow).where(RightsRow.material.in_([row.id for row in rows])).order_by(RightsRow.seq)
    )
    newest = {row.material: row for row in said}
    return [_as_material(row, newest.get(row.id)) for row in rows]


def _as_material(row: MaterialRow, said: RightsRow | None) -> Material:
    return Material(
        id=row.id,
        production=row.production,
        kind=row.kind,
        file=FileRef(row.file, row.name, row.mime, row.size, ""),
        sha256=row.sha256,
        by=row.by,
        ref=row.ref,
        at=row.at,
        duration_s=row.duration_s,
        rights=said.rights if said else None,
        rights_by=said.by if said else None,
    )


async def _cast(session: AsyncSession, production: str) -> list[Character]:
    rows = await session.scalars(select(CastRow).where(CastRow.production == production).order_by(CastRow.seq))
    newest = {row.key: row for row in rows}
    return [
        Character(row.name, row.material, row.by, row.at)
        for _, row in sorted(newest.items())
        if row.material is not None
    ]
