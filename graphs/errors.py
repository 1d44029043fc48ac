"""The error tree. A class's docstring is its default message; `words` is what a person in the thread reads."""

from typing import ClassVar


class DailiesError(Exception):
    """Something went wrong in Dailies."""

    words: ClassVar[str] = "Something went wrong here, and it is logged."

    def __init__(self, message: str | None = None, *, words: str | None = None) -> None:
        super().__init__(message or (self.__doc__ or "").strip())
        self.said = words or self.words


class NotFound(DailiesError):
    """No row has that id."""

    words = "I can't find that any more."


class Misconfigured(DailiesError):
    """A setting is missing or wrong."""


class DataFolderBusy(Misconfigured):
    """Another process works on this data folder."""


class CameraFault(DailiesError):
    """The camera could not make the clip.

    `again` says whether another attempt may help, `at_most` after how many in all no more are made, `after_s` how long
    to wait before the next. `cost_cents` is what the failure cost all the same, in US cents; None where nobody can
    tell, and the attempt's estimate counts as spent.
    """

    words = "The camera failed. Nothing was charged."

    def __init__(
        self,
        message: str | None = None,
        *,
        words: str | None = None,
        again: bool = False,
        at_most: int = 3,
        after_s: float | None = None,
        cost_cents: int | None = 0,
    ) -> None:
        super().__init__(message, words=words)
        self.again = again
        self.at_most = at_most
        self.after_s = after_s
        self.cost_cents = cost_cents


class Busy(CameraFault):
    """The camera took nothing now; the same attempt may be rolled again after `after_s` seconds."""

    words = "The camera is busy. Nothing was charged."


class UnknownOperation(CameraFault):
    """The camera does not know that operation. What it cost nobody can tell, unless `cost_cents` says so."""

    words = "The camera lost the render."

    def __init__(self, message: str | None = None, *, words: str | None = None, cost_cents: int | None = None) -> None:
        super().__init__(message, words=words, cost_cents=cost_cents)


class CannotTell(CameraFault):
    """Whether the submit was accepted cannot be known. What it may have cost, and the question whether to roll again,
    are said beside its words."""

    words = "I can't tell whether it rolled."


class ScreeningFault(DailiesError):
    """The chat did not take what was to be shown."""

    words = "The clip is rendered, but it could not be shown here."


class NotAnImage(DailiesError):
    """A file that was offered as a reference is no image."""


class NotAVideo(DailiesError):
    """A file that was offered as footage is no video, or too large."""
