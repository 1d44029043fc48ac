"""What the archive keeps of what was heard, and of the works that it opened. It is part of archive.py's protocol."""

from datetime import datetime
from typing import Protocol

from graphs.crew.entries import Rest, Shown, Standing
from graphs.vocabulary.acts import Act, Hearing
from graphs.vocabulary.refs import Ref


class Inbox(Protocol):
    async def hear(self, act: Act) -> Hearing:
        """Store an act and decide whose work it is. A second call with the same key changes nothing.

        A message that addresses the bot (mention or direct) outside any shot's thread opens a shot in state `heard`
        with work `shot:{id}`; its `production` is the channel's, or "" where there is none yet (write_slates sets
        it), and its request is empty. What belongs to a shot's thread, to something shown or to a message that is
        kept opens work `note:{act id}`. A reaction on an unknown message is kept without content for RECENT and
        opens a note (it may be on a clip whose message is not known yet). Of anything else the key alone is kept. A
        twin of a known message that brings files the first lacked adds them (the mention and the message of one text).
        """
        ...

    async def act(self, id: int) -> Act | None:
        """An act as it was heard; None where only its key is kept."""
        ...

    async def forget_act(self, id: int) -> None:
        """Keep only the key of an act."""
        ...

    async def shown(self, ref: Ref) -> Shown | None:
        """What of ours is shown in that message, if anything."""
        ...

    async def said(self, ref: Ref) -> Act | None:
        """The newest kept version of somebody's own message."""
        ...


class WorkBook(Protocol):
    async def open_work(self, now: datetime, limit: int = 1000) -> list[str]:
        """Ids of works that are neither done nor waiting for a person, due by `now`, oldest first."""
        ...

    async def stands(self, work: str) -> Standing:
        """How a work stands as a step of it begins. Raises NotFound."""
        ...

    async def rest(self, work: str, rest: Rest, dues: int | None = None) -> bool:
        """A step ended. Where the work was made due since it stood at `dues`, it stays due at once: False."""
        ...

    async def stumbled(self, work: str, trouble: str, until: datetime) -> int:
        """Count a failure, rest until then, and return how many there have been in a row."""
        ...

    async def reopen(self, work: str) -> None:
        """Make a resting work due now (a person acted on its row)."""
        ...
