"""How nouns lie in columns (instants, refs, words, JSON), and what all tables share. The tables are in tables.py."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Index, Integer, MetaData, String, Text, TypeDecorator, text
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeEngine

from graphs.vocabulary.refs import Ref

NO_SUCH_CHARACTER = "\N{REPLACEMENT CHARACTER}"


def storable(words: str) -> str:
    """Text as every database takes it: NUL and halves of surrogate pairs become U+FFFD."""
    whole = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\x00", NO_SUCH_CHARACTER)


class Utc(TypeDecorator[datetime]):
    """An aware instant, UTC in and out on every database. A naive one is refused."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class RefKey(TypeDecorator[Ref]):
    """A ref as its key, "team/channel/ts": one column, one index."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Ref | None, dialect: Dialect) -> str | None:
        return None if value is None else value.key

    def process_result_value(self, value: str | None, dialect: Dialect) -> Ref | None:
        return None if value is None else Ref.of(value)


class Words(TypeDecorator[str]):
    """Text that people wrote, made storable. What a method gives back at once is made so before it is set."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else storable(value)


class Plain(TypeDecorator[Any]):
    """JSON as text: it keeps whatever characters it was given, on every database. None is NULL."""

    impl = JSON
    cache_ok = True

    def __init__(self) -> None:
        super().__init__(none_as_null=True)


NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
Seq = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows by itself only where the type is INTEGER


class Base(DeclarativeBase):
    """All tables."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Utc(),
        Ref: RefKey(),
        str: String(),
        dict[str, Any]: Plain(),
        list[str]: Plain(),
        list[dict[str, Any]]: Plain(),
    }


def index_where(name: str, where: str, *columns: str, unique: bool = False) -> Index:
    """An index of only the rows for which `where` holds."""
    return Index(name, *columns, unique=unique, postgresql_where=text(where), sqlite_where=text(where))
