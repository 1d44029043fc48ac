"""Trouble that a test asks for: what is to go wrong, how often, and what waits for release. Routes: control.py."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

KINDS = (
    "share_nothing", "hold_answer", "drop_answer", "error", "lose_ack",
    "delay_events", "hold_events", "duplicate_events", "disconnect",
)  # fmt: skip


@dataclass
class Fault:
    """One asked-for trouble. `left` is how often it still strikes; None is until cleared."""

    kind: str
    left: int | None
    about: dict[str, Any] = field(default_factory=dict)


class Faults:
    """The troubles of this process; a restart clears them."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._release = asyncio.Event()

    def add(self, fault: Fault) -> None:
        """Ask for one more."""
        self._faults.append(fault)

    def clear(self) -> None:
        """No more trouble; what waits goes on."""
        self._faults.clear()
        self.release()

    def strike(self, kind: str, method: str | None = None) -> Fault | None:
        """The trouble that strikes now, counted; None where all is well."""
        fault = next((f for f in self._faults if f.kind == kind and f.about.get("method") in (None, method)), None)
        if fault and fault.left is not None:
            fault.left -= 1
            if fault.left <= 0:
                self._faults.remove(fault)
        return fault

    def standing(self, kind: str) -> Fault | None:
        """The trouble of this kind that is asked for, without counting."""
        return next((f for f in self._faults if f.kind == kind), None)

    def lift(self, kind: str) -> None:
        """End the troubles of one kind."""
        self._faults = [f for f in self._faults if f.kind != kind]

    def release(self) -> None:
        """Let every held answer go."""
        self._release.set()
        self._release = asyncio.Event()

    async def held(self, seconds: float | None) -> None:
        """Wait for the release, or so many seconds."""
        waiting = self._release.wait()
        try:
            await asyncio.wait_for(waiting, seconds)
        except TimeoutError:
            return
