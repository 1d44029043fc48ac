"""The outbox: what was to be shown and where it is shown; and the map from messages of ours to what they show."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from graphs.crew.entries import Posting, Shown
from graphs.crew.room import Subject
from graphs.errors import NotFound
from graphs.vocabulary.refs import Ref
from storage.book import Book
from storage.database import insert_new, reads, writes
from storage.nouns import as_posting
from storage.tables import DigestRow, PostingRow, TakeRow
from storage.works import wake_reactions


class SqlOutbox(Book):
    """The archive's outbox."""

    @writes
    async def intend(
        self, session: AsyncSession, key: str, subject: Subject, id: str, thread: Ref, now: datetime
    ) -> Posting:
        await insert_new(session, PostingRow, key=key, subject=subject, subject_id=id, thread=thread, intended_at=now)
        return as_posting(await _row(session, key))

    @writes
    async def began(self, session: AsyncSession, key: str) -> Posting:
        row = await _row(session, key)
        row.tries += 1
        return as_posting(row)

    @writes
    async def has_file(self, session: AsyncSession, key: str, file: str) -> None:
        row = await _row(session, key)
        row.file = file

    @writes
    async def posted(self, session: AsyncSession, key: str, ref: Ref, content: str) -> None:
        row = await _row(session, key)
        is_new = row.ref != ref
        row.ref, row.content = ref, content
        if is_new:
            await wake_reactions(session, ref)

    @reads
    async def posting(self, session: AsyncSession, key: str) -> Posting | None:
        row = await session.get(PostingRow, key)
        return as_posting(row) if row else None

    @reads
    async def posting_of_file(self, session: AsyncSession, file: str) -> Posting | None:
        row = await session.scalar(select(PostingRow).where(PostingRow.file == file).limit(1))
        return as_posting(row) if row else None


async def _row(session: AsyncSession, key: str) -> PostingRow:
    row = await session.get(PostingRow, key, with_for_update=True)
    if row is None:
        raise NotFound(f"nothing was to be shown as {key}")
    return row


async def shown_in(session: AsyncSession, ref: Ref) -> Shown | None:
    """What of ours a message shows: a take or previs, a card, a digest, a sentence; None where it is not ours."""
    take = await session.scalar(select(TakeRow).where(TakeRow.clip_ref == ref).limit(1))
    if take:
        return Shown(take.kind, take.id, take.shot, take.id, ref)
    posting = await session.scalar(select(PostingRow).where(PostingRow.ref == ref).limit(1))
    if posting:
        return await _posted(session, posting, ref)
    digest = await session.scalar(select(DigestRow.id).where(DigestRow.ref == ref).limit(1))
    return Shown("digest", digest, None, None, ref) if digest else None


async def _posted(session: AsyncSession, posting: PostingRow, ref: Ref) -> Shown:
    shot, take = None, None
    if posting.subject in ("take", "previs"):
        take = posting.subject_id
        shot = await session.scalar(select(TakeRow.shot).where(TakeRow.id == take))
    elif posting.subject == "card":
        shot = posting.subject_id
    return Shown(posting.subject, posting.subject_id, shot, take, ref)
