"""One call of a Web API method: its arguments as Slack reads them, and how it is refused."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from backlot import channels
from backlot.limits import SPECIAL
from backlot.lot import Lot
from backlot.messages import FIRST, LAST, Span
from backlot.stamps import padded
from backlot.store import Row

Answer = dict[str, Any]
TRUE = ("1", "true", "True", True, 1)


class Refused(Exception):
    """The method says no: Slack's error code, and `messages` that tell more."""

    def __init__(self, error: str, *messages: str, status: int = 200, retry_after: int | None = None) -> None:
        super().__init__(error)
        self.error = error
        self.messages = messages
        self.status = status
        self.retry_after = retry_after


@dataclass(frozen=True)
class Call:
    """A call by somebody who is known. `app` is true where the app's own level of token was used."""

    method: str
    args: dict[str, Any]
    who: Row
    app: bool = False

    def get(self, name: str) -> str | None:
        """A text argument; None where it is missing or empty."""
        value = self.args.get(name)
        return None if value in (None, "") else str(value)

    def need(self, name: str) -> str:
        """A text argument that must be there."""
        value = self.get(name)
        if value is None:
            raise Refused("invalid_arguments", f"[ERROR] missing required field: {name}")
        return value

    def flag(self, name: str) -> bool:
        """A yes or no; no where it is missing."""
        return self.args.get(name) in TRUE

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number from 1 to `most`."""
        value = self.get(name)
        if value is None:
            return default
        try:
            return max(1, min(most, int(value)))
        except ValueError:
            raise Refused("invalid_arguments", f"[ERROR] must be a number: {name}") from None

    def structure(self, name: str, error: str) -> Any:
        """An object or list, as itself or as JSON text; None where it is missing. `error` is said of broken JSON."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise Refused(error, f"[ERROR] invalid JSON: {name}") from None

    def stamp(self, name: str, default: str) -> str:
        """A time in the form that sorts."""
        value = self.get(name)
        if value is None:
            return default
        try:
            return padded(value)
        except ValueError:
            raise Refused(f"invalid_ts_{name}") from None

    def span(self, default: int) -> Span:
        """Which messages are asked for; a cursor stands for the place where the last page ended."""
        return Span(
            self.stamp("oldest", FIRST), self.stamp("latest", LAST), self.flag("inclusive"),
            self.number("limit", default, 999),
        )  # fmt: skip

    def channel(self, lot: Lot, name: str = "channel") -> Row:
        """The channel that is named, where the caller may see it."""
        given = self.get(name)
        row = channels.channel(lot.store, given) if given else None
        if row is None or not channels.may_see(lot.store, row, self.who):
            raise Refused("channel_not_found")
        return row

    def own_channel(self, lot: Lot, name: str = "channel") -> Row:
        """The channel that is named, where the caller is in it."""
        row = self.channel(lot, name)
        if not channels.is_member(lot.store, row["id"], self.who["id"]):
            raise Refused("not_in_channel")
        return row

    def readable_channel(self, lot: Lot) -> Row:
        """A channel whose messages the caller may read: a bot only where it is, a person also any public one."""
        return self.own_channel(lot) if self.who["is_bot"] else self.channel(lot)


@dataclass(frozen=True)
class Method:
    """A method of the Web API: what it does, how often it may be called, with which tokens, and whether a refusal tells
    more than its code.
    """

    act: Callable[[Lot, Call], Answer]
    a_minute: float = SPECIAL
    tokens: frozenset[str] = frozenset(("bot", "user"))
    explains: bool = False


APP_ONLY = frozenset(("app",))
BOT_ONLY = frozenset(("bot",))
