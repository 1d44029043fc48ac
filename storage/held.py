"""What a camera's takes came to, as its record is counted from (graphs/research/held.py)."""

from sqlalchemy import String, cast, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from graphs.research.held import asks, held_so_far
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import HeldSoFar
from storage.book import Book
from storage.database import reads
from storage.feedback import records_on_any
from storage.feedback_tables import FeedbackEventRow
from storage.nouns import as_request
from storage.tables import AttemptRow, ProductionRow, ShotRow, TakeRow

LATELY = 200  # takes; a record is of what the model does now


class SqlHeld(Book):
    """The archive's records of cameras."""

    @reads
    async def held_so_far(
        self, session: AsyncSession, team: str, camera: str, model: str, request: ShotRequest
    ) -> tuple[HeldSoFar, ...]:
        wanted = [value for _, value in asks(request)]
        if not wanted:
            return ()
        told = cast(TakeRow.request, String)
        found = await session.execute(
            select(TakeRow.id, TakeRow.request)
            .join(ShotRow, ShotRow.id == TakeRow.shot)
            .join(ProductionRow, ProductionRow.id == ShotRow.production)
            .join(AttemptRow, AttemptRow.take == TakeRow.id)
            .where(
                ProductionRow.team == team, TakeRow.camera == camera, TakeRow.kind == "take", ~TakeRow.master,
                AttemptRow.state == "done",
                func.coalesce(AttemptRow.model_served, AttemptRow.model_asked).startswith(model, autoescape=True),
                or_(*(told.contains(f'"{value}"', autoescape=True) for value in wanted)),
                exists().where(FeedbackEventRow.take == TakeRow.id),
            )
            .order_by(TakeRow.seq.desc())
            .limit(LATELY)
        )  # fmt: skip
        takes = {take: as_request(plain) for take, plain in found}
        return held_so_far(request, takes, await records_on_any(session, sorted(takes)))
