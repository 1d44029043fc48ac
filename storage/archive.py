"""The Archive on SQLAlchemy: all its parts on one database. Each part is in a module of its own."""

from storage.asking import SqlQuestionBook
from storage.countdowns import SqlCountdowns
from storage.digests import SqlDigestBook
from storage.emoji import SqlEmojiBook
from storage.feedback import SqlFeedbackBook
from storage.held import SqlHeld
from storage.inbox import SqlInbox
from storage.material import SqlMaterialBook
from storage.money import SqlMoneyBook
from storage.postings import SqlOutbox
from storage.productions import SqlCallSheet
from storage.rolls import SqlRolls
from storage.shots import SqlShotBook
from storage.silence import SqlSilence
from storage.takes import SqlTakes
from storage.works import SqlWorkBook


class SqlArchive(
    SqlInbox,
    SqlWorkBook,
    SqlCallSheet,
    SqlShotBook,
    SqlTakes,
    SqlRolls,
    SqlMoneyBook,
    SqlMaterialBook,
    SqlCountdowns,
    SqlOutbox,
    SqlFeedbackBook,
    SqlHeld,
    SqlEmojiBook,
    SqlSilence,
    SqlQuestionBook,
    SqlDigestBook,
):
    """All that is remembered, on SQLite or PostgreSQL. The database is opened by `open_database` and closed here."""

    async def aclose(self) -> None:
        """Close all connections."""
        await self.database.aclose()
