"""The tables of material: what was given, what was said of its rights, the cast. The rest: tables.py."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from graphs.vocabulary.material import MaterialKind, Rights
from graphs.vocabulary.refs import Ref
from storage import feedback_tables
from storage.columns import Base, Seq, Words


class MaterialRow(Base):
    """An image or video of a production. `file` is the chat's own id of it."""

    __tablename__ = "material"
    __table_args__ = (UniqueConstraint("production", "file"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    production: Mapped[str] = mapped_column(ForeignKey("productions.id"))
    kind: Mapped[MaterialKind] = mapped_column(String)
    file: Mapped[str]
    name: Mapped[str] = mapped_column(Words)
    mime: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    by: Mapped[str]
    ref: Mapped[Ref | None]
    at: Mapped[datetime]
    duration_s: Mapped[float | None]


class RightsRow(Base):
    """What somebody said of a material's rights: only ever inserted into, the newest holds."""

    __tablename__ = "rights"

    seq: Mapped[int] = mapped_column(Seq, primary_key=True, autoincrement=True)
    material: Mapped[str] = mapped_column(ForeignKey("material.id"), index=True)
    rights: Mapped[Rights] = mapped_column(String)
    by: Mapped[str]
    at: Mapped[datetime]


class CastRow(Base):
    """Who is meant by a name: only ever inserted into, the newest holds. Without a material nobody is any more."""

    __tablename__ = "cast_entries"

    seq: Mapped[int] = mapped_column(Seq, primary_key=True, autoincrement=True)
    production: Mapped[str] = mapped_column(ForeignKey("productions.id"), index=True)
    key: Mapped[str] = mapped_column(Words)
    name: Mapped[str] = mapped_column(Words)
    material: Mapped[str | None] = mapped_column(ForeignKey("material.id"))
    by: Mapped[str]
    at: Mapped[datetime]


TABLES = feedback_tables.TABLES
