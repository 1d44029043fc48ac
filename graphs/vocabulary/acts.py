"""What people do and say, as heard: the inbox's noun. Reading it is the flows' work."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, Self

from graphs.vocabulary.refs import FileRef, Ref

ActKind = Literal[
    "said", "edited", "deleted", "reacted", "unreacted", "pressed", "answered", "invited", "shared", "stopped"
]
# said: a message. edited, deleted: of a message that somebody sent. reacted, unreacted: an emoji on a message.
# pressed: a button. answered: a form handed in. invited: the bot was brought into a channel.
# shared: a file of ours got its message. stopped: the chat's own stop button in a thread.


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a person did. `key` is its identity (a redelivered event has the same one)."""

    key: str
    kind: ActKind
    ref: Ref
    thread: Ref
    person: str
    at: datetime
    text: str = ""
    addressed: bool = False
    direct: bool = False
    emoji: str = ""
    action: str = ""
    subject: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    files: tuple[FileRef, ...] = ()
    event_id: str | None = None

    @property
    def gives_pictures(self) -> bool:
        """Whether images or videos came along."""
        return any(file.mime.startswith(("image/", "video/")) for file in self.files)

    def with_files(self, files: tuple[FileRef, ...]) -> Self:
        return replace(self, files=files)


@dataclass(frozen=True, slots=True)
class Hearing:
    """What became of an act: whether it was new, which work it woke (None: not ours, nothing kept but its key)."""

    new: bool
    work: str | None
    act: int | None = None
