"""How Google's models are reached, for whoever asks them: the interpreter that reads and the cameras that roll."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Access:
    """An API key, or (`vertex`) a project and location with the machine's own credentials.

    `credentials` stand in the place of the machine's; `base_url` in that of Google's address.
    """

    api_key: str | None = field(default=None, repr=False)
    vertex: bool = False
    project: str | None = None
    location: str | None = None
    base_url: str | None = None
    credentials: Any = field(default=None, repr=False)
