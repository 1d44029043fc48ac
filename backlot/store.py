"""The workspace's SQLite file: opening it, and questions to it. What the rows mean is told by the modules that ask.

One process owns the file (see lock.py) and asks from one thread, so each step between two awaits is atomic; a step
that writes more than once does so in a transaction. WAL with synchronous=NORMAL: a killed process loses nothing.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

Row = sqlite3.Row


class Store:
    """The open file. Rows come back as sqlite3.Row."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, timeout=10)
        self._db.row_factory = sqlite3.Row
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=10000"):
            self._db.execute(f"PRAGMA {pragma}")
        self._db.executescript(resources.files("backlot").joinpath("schema.sql").read_text(encoding="utf-8"))

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def run(self, sql: str, *values: Any) -> int:
        """Do one statement; the rowid of the last row put in."""
        return int(self._db.execute(sql, values).lastrowid or 0)

    def changed(self, sql: str, *values: Any) -> int:
        """Do one statement; how many rows it touched."""
        return self._db.execute(sql, values).rowcount

    def one(self, sql: str, *values: Any) -> Row | None:
        """The first row, or None."""
        row: Row | None = self._db.execute(sql, values).fetchone()
        return row

    def all(self, sql: str, *values: Any) -> list[Row]:
        """Every row."""
        return self._db.execute(sql, values).fetchall()

    def value(self, sql: str, *values: Any) -> Any:
        """The first field of the first row, or None."""
        row = self.one(sql, *values)
        return row[0] if row else None

    @contextmanager
    def together(self) -> Iterator[None]:
        """All of it or nothing. Inside another such block it is part of that one."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def fact(self, key: str) -> Any:
        """Something that is true of the whole workspace, such as its team id. KeyError where it is not known."""
        found = self.value("SELECT value FROM meta WHERE key = ?", key)
        if found is None:
            raise KeyError(key)
        return json.loads(found)

    def keep_fact(self, key: str, value: Any) -> None:
        """Remember such a fact."""
        self.run("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", key, json.dumps(value))

    def has_fact(self, key: str) -> bool:
        """Whether it is known."""
        return self.value("SELECT 1 FROM meta WHERE key = ?", key) is not None
