"""SQLite files with our tables: copies of one that was migrated once in this process."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.migrate import migrate

FILE = "dailies.db"


@cache
def _folder() -> TemporaryDirectory[str]:
    """Where the migrated file waits; it goes with this process."""
    return TemporaryDirectory(prefix="dailies-tests-")


async def migrated(folder: Path) -> str:
    """The address of a database in `folder` with our tables and nothing in them."""
    template = Path(_folder().name) / FILE
    if not template.exists():
        await migrate(f"sqlite+aiosqlite:///{template}")
    shutil.copy(template, folder / FILE)
    return f"sqlite+aiosqlite:///{folder / FILE}"
