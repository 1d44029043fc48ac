"""The inbox: what people do, stored once, and whose work it is. Talk that is nobody's work leaves its key alone."""

from dataclasses import replace

from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from graphs.crew.archive import Shown
from graphs.vocabulary.acts import Act, Hearing
from graphs.vocabulary.refs import Ref
from storage.book import Book, new_id
from storage.database import insert_new, reads, writes
from storage.nouns import act_body, as_act, plain_files
from storage.postings import shown_in
from storage.tables import ActRow, PostingRow, ProductionRow, ShotRow
from storage.works import open_one

NOTHING = {"kind": None, "ref": None, "thread": None, "person": None, "at": None, "body": None}


class SqlInbox(Book):
    """The archive's inbox."""

    @writes
    async def hear(self, session: AsyncSession, act: Act) -> Hearing:
        row = await insert_new(session, ActRow, key=act.key)
        if row is None:
            return await _heard_before(session, act)
        ours = await _ours(session, act)
        if ours is None:
            return Hearing(new=True, work=None)
        work = await _open_shot(session, ours, row) if await _asks(session, ours) else f"note:{row}"
        await session.execute(
            update(ActRow)
            .where(ActRow.id == row)
            .values(
                kind=ours.kind, ref=ours.ref, thread=ours.thread, person=ours.person, at=ours.at,
                body=act_body(ours), work=work,
            )
        )  # fmt: skip
        await open_one(session, work)
        return Hearing(new=True, work=work, act=row)

    @reads
    async def act(self, session: AsyncSession, id: int) -> Act | None:
        row = await session.get(ActRow, id)
        return as_act(row) if row else None

    @writes
    async def forget_act(self, session: AsyncSession, id: int) -> None:
        await session.execute(update(ActRow).where(ActRow.id == id).values(**NOTHING))

    @reads
    async def shown(self, session: AsyncSession, ref: Ref) -> Shown | None:
        return await shown_in(session, ref)

    @reads
    async def said(self, session: AsyncSession, ref: Ref) -> Act | None:
        newest = (ActRow.at.desc(), ActRow.id.desc())
        row = await session.scalar(_spoken(ref).order_by(*newest).limit(1))
        return as_act(row) if row else None


async def _heard_before(session: AsyncSession, act: Act) -> Hearing:
    """A second delivery, or the twin of a message: only files that the first lacked are new."""
    row = await session.scalar(select(ActRow).where(ActRow.key == act.key).with_for_update())
    assert row is not None, "its key is taken"
    if row.kind is None:
        return Hearing(new=False, work=None)
    if act.files and row.body is not None and not row.body["files"]:
        row.body = {**row.body, "files": plain_files(act.files)}
    return Hearing(new=False, work=row.work, act=row.id)


async def _ours(session: AsyncSession, act: Act) -> Act | None:
    """The act as it is kept; None where it is not ours."""
    match act.kind:
        case "invited" | "pressed" | "answered" | "stopped":
            return act
        case "shared":
            ours = select(PostingRow.key).where(PostingRow.file == act.subject).limit(1)
            return act if await session.scalar(ours) else None
        case "reacted" | "unreacted":
            order = {"order": act.fields["order"]} if "order" in act.fields else {}
            return Act(act.key, act.kind, act.ref, act.thread, act.person, act.at, emoji=act.emoji, fields=order,
                       event_id=act.event_id)  # fmt: skip
        case "deleted":
            return act if await _is_kept(session, act.ref) or await shown_in(session, act.ref) else None
        case "edited" if not await _is_kept(session, act.ref) and (act.addressed or act.direct):
            return replace(act, kind="said")  # the first time that it is for us
        case "edited":
            return act if await _is_kept(session, act.ref) or await _has_shots(session, act.thread) else None
        case "said":
            return act if act.addressed or act.direct or await _has_shots(session, act.thread) else None


async def _asks(session: AsyncSession, act: Act) -> bool:
    """Whether a message may ask for a shot: it is for us, and its thread has none."""
    for_us = act.kind == "said" and (act.addressed or act.direct)
    return for_us and not await _has_shots(session, act.thread)


async def _is_kept(session: AsyncSession, ref: Ref) -> bool:
    return await session.scalar(_spoken(ref).limit(1)) is not None


def _spoken(ref: Ref) -> Select[ActRow]:
    return select(ActRow).where(ActRow.ref == ref, ActRow.kind.in_(("said", "edited")))


async def _has_shots(session: AsyncSession, thread: Ref) -> bool:
    """Whether a thread belongs to a shot, heard ones counted: a message that proved to be none makes no thread ours."""
    found = select(ShotRow.id).where(ShotRow.thread == thread, ShotRow.state != "not_a_shot").limit(1)
    return await session.scalar(found) is not None


async def _open_shot(session: AsyncSession, act: Act, act_id: int) -> str:
    """Open a shot for a message that is for us; its work's id."""
    shot = new_id()
    production = await session.scalar(
        select(ProductionRow.id).where(ProductionRow.team == act.ref.team, ProductionRow.channel == act.ref.channel)
    )
    session.add(
        ShotRow(
            id=shot, act=act_id, production=production, thread=act.thread, asked_in=act.ref, asked_by=act.person,
            text="", request={}, filled={}, state="heard", images=[], unread=[], created_at=act.at,
        )
    )  # fmt: skip
    return f"shot:{shot}"
