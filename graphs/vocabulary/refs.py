"""Where a thing was said or shown. Opaque inside: only the chat's edge makes refs and looks into them."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """One message of one channel of one workspace."""

    team: str
    channel: str
    ts: str

    @property
    def key(self) -> str:
        return f"{self.team}/{self.channel}/{self.ts}"

    @classmethod
    def of(cls, key: str) -> Self:
        """The ref that `key` names; ValueError where it has not three parts."""
        team, channel, ts = key.split("/")
        return cls(team, channel, ts)


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file that a person shared: fetched by its address, named as they named it."""

    id: str
    name: str
    mime: str
    size: int
    url: str
