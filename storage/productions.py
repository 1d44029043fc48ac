"""The call sheet: productions, people, and what each person may do."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from graphs.errors import NotFound
from graphs.vocabulary.production import DEFAULTS, Craft, Member, Person, Production, Role
from storage.book import Book, new_id
from storage.database import insert_new, reads, writes
from storage.nouns import as_member, as_person, as_production, plain_request
from storage.tables import MemberRow, PersonRow, ProductionRow

MONDAY, NINE = 1, 9


class SqlCallSheet(Book):
    """The archive's productions and people."""

    @writes
    async def open_production(
        self, session: AsyncSession, team: str, channel: str, name: str, by: str, timezone: str, now: datetime
    ) -> Production:
        production = new_id()
        opened = await insert_new(
            session, ProductionRow, id=production, team=team, channel=channel, name=name, timezone=timezone,
            defaults=plain_request(DEFAULTS), paid_limit_cents=0, waits_for_word=False, consent="stats_only",
            digest_day=MONDAY, digest_hour=NINE, opened_by=by, opened_at=now, closed_at=None,
        )  # fmt: skip
        if opened and by:
            await insert_new(
                session,
                MemberRow,
                production=production,
                person=by,
                role="director",
                craft="director",
                set_by=by,
                set_at=now,
            )
        row = await _in_channel(session, team, channel)
        assert row is not None, "it was inserted, or was there"
        row.closed_at = None
        return as_production(row)

    @writes
    async def close_production(self, session: AsyncSession, id: str, now: datetime) -> None:
        row = await production_row(session, id)
        row.closed_at = row.closed_at or now

    @reads
    async def production(self, session: AsyncSession, id: str) -> Production:
        return as_production(await production_row(session, id))

    @reads
    async def production_in(self, session: AsyncSession, team: str, channel: str) -> Production | None:
        row = await _in_channel(session, team, channel)
        return as_production(row) if row else None

    @reads
    async def productions(self, session: AsyncSession) -> list[Production]:
        rows = await session.scalars(select(ProductionRow).order_by(ProductionRow.opened_at, ProductionRow.id))
        return [as_production(row) for row in rows]

    @writes
    async def change_production(
        self,
        session: AsyncSession,
        id: str,
        *,
        timezone: str | None = None,
        waits_for_word: bool | None = None,
        digest_day: int | None = None,
        digest_hour: int | None = None,
        master_size: str | None = None,
        master_camera: str | None = None,
        autoroll_s: int | None = None,
    ) -> Production:
        row = await production_row(session, id, lock=True)
        row.timezone = row.timezone if timezone is None else timezone
        row.waits_for_word = row.waits_for_word if waits_for_word is None else waits_for_word
        row.digest_day = row.digest_day if digest_day is None else digest_day
        row.digest_hour = row.digest_hour if digest_hour is None else digest_hour
        row.master_size = row.master_size if master_size is None else master_size or None
        row.master_camera = row.master_camera if master_camera is None else master_camera or None
        row.autoroll_s = row.autoroll_s if autoroll_s is None else autoroll_s or None
        return as_production(row)

    @writes
    async def keep_person(self, session: AsyncSession, person: Person) -> None:
        values = {"name": person.name, "timezone": person.timezone}
        marks = {"bot": person.bot, "guest": person.guest, "stranger": person.stranger}
        new = await insert_new(session, PersonRow, team=person.team, id=person.id, **values, **marks)
        if new is None:
            row = await session.get_one(PersonRow, (person.team, person.id), with_for_update=True)
            row.name, row.timezone = person.name, person.timezone
            row.bot, row.guest, row.stranger = person.bot, person.guest, person.stranger

    @reads
    async def person(self, session: AsyncSession, team: str, id: str) -> Person | None:
        row = await session.get(PersonRow, (team, id))
        return as_person(row) if row else None

    @reads
    async def member(self, session: AsyncSession, production: str, person: Person) -> Member:
        found = await _member(session, production, person)
        await production_row(session, production)
        return found

    @reads
    async def member_in(self, session: AsyncSession, team: str, channel: str, person: str) -> Member | None:
        row = await _in_channel(session, team, channel)
        known = await session.get(PersonRow, (team, person)) if row and not row.closed_at else None
        return await _member(session, row.id, as_person(known)) if row and known else None

    @reads
    async def members(self, session: AsyncSession, production: str) -> list[Member]:
        await production_row(session, production)
        rows = await session.scalars(
            select(MemberRow).where(MemberRow.production == production).order_by(MemberRow.set_at, MemberRow.person)
        )
        return [as_member(row) for row in rows]

    @writes
    async def set_member(
        self,
        session: AsyncSession,
        production: str,
        person: str,
        role: Role,
        craft: Craft | None,
        by: str,
        now: datetime,
    ) -> Member:
        await production_row(session, production, lock=True)
        row = await session.get(MemberRow, (production, person))
        if row is None:
            row = MemberRow(production=production, person=person, craft="unknown")
            session.add(row)
        row.role, row.set_by, row.set_at = role, by, now
        row.craft = row.craft if craft is None else craft
        return as_member(row)


async def production_row(session: AsyncSession, id: str, *, lock: bool = False, fresh: bool = False) -> ProductionRow:
    """A production's row; `fresh` reads it anew within a transaction. Raises NotFound."""
    row = await session.get(ProductionRow, id, with_for_update=lock or None, populate_existing=fresh)
    if row is None:
        raise NotFound(f"no production is called {id}")
    return row


async def _member(session: AsyncSession, production: str, person: Person) -> Member:
    row = await session.get(MemberRow, (production, person.id))
    return (
        as_member(row) if row else Member(production, person.id, "guest" if person.guest or person.stranger else "crew")
    )


async def _in_channel(session: AsyncSession, team: str, channel: str) -> ProductionRow | None:
    found: ProductionRow | None = await session.scalar(
        select(ProductionRow).where(ProductionRow.team == team, ProductionRow.channel == channel)
    )
    return found
