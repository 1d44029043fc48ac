"""Socket Mode: the app's open sockets, and envelopes that travel over exactly one of them until acknowledged.

Events wait in the store while no socket is open. An event without an acknowledgement in time is sent again, three
times at most; one whose socket closed goes out again without counting against it, so a restarted app loses nothing.
https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import contextlib
import json
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from backlot.faults import Faults
from backlot.ids import new_secret
from backlot.store import Row, Store

RETRIES = 3
KEPT_S = 3600.0
TICKET_S = 30.0
MOST_SOCKETS = 10
BATCH = 100

Payload = dict[str, Any]


class NoAnswer(Exception):
    """The app did not acknowledge in time, or no socket was open."""


@dataclass(eq=False)
class Socket:
    """One open connection of the app, and what is on its way over it."""

    number: int
    leaving: bool = False
    line: asyncio.Queue[str | None] = field(default_factory=asyncio.Queue)


@dataclass
class Sent:
    """An envelope that waits for its acknowledgement: an event's row, or somebody who waits."""

    socket: Socket
    timer: asyncio.TimerHandle
    event: Row | None = None
    answer: asyncio.Future[Payload | None] | None = None


class Link:
    """The app's end of the workspace. `noticed` is told when the first socket opens and the last one closes."""

    def __init__(self, store: Store, faults: Faults, ack_seconds: float, noticed: Callable[[bool], None]) -> None:
        self._store = store
        self._faults = faults
        self._ack_s = ack_seconds
        self._noticed = noticed
        self._sockets: list[Socket] = []
        self._opened = 0
        self._turn = 0
        self._tickets: dict[str, float] = {}
        self._sent: dict[str, Sent] = {}
        self._woken = asyncio.Event()
        store.run("UPDATE events SET state = 'open', attempt = MIN(attempt + 1, ?) WHERE state = 'sent'", RETRIES)
        store.run("UPDATE events SET state = 'open' WHERE state = 'held'")  # what held them ended with its process

    @property
    def connected(self) -> bool:
        """Whether the app has a socket open."""
        return bool(self._sockets)

    @property
    def full(self) -> bool:
        """Whether no further socket may open."""
        return len(self._sockets) >= MOST_SOCKETS

    @property
    def _taking(self) -> list[Socket]:
        """Sockets that are not told to go."""
        return [socket for socket in self._sockets if not socket.leaving]

    def ticket(self) -> str:
        """A secret that opens one socket once, soon."""
        ticket = new_secret(40)
        self._tickets[ticket] = time.monotonic() + TICKET_S
        return ticket

    def takes(self, ticket: str) -> bool:
        """Whether a ticket opens a socket now; it never does again."""
        return self._tickets.pop(ticket, 0.0) > time.monotonic()

    def wake(self) -> None:
        """There may be something to deliver."""
        self._woken.set()

    async def deliver(self) -> None:
        """Send events as they fall due, for as long as the workspace runs."""
        while True:
            self._woken.clear()
            pause = self._send_due() if self._taking else None
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), pause)

    def _send_due(self) -> float | None:
        """Send what is due; how long until the next one, None where nothing waits."""
        now = time.time()
        self._store.run("UPDATE events SET state = 'dropped' WHERE state = 'open' AND at < ?", now - KEPT_S)
        sql = "SELECT * FROM events WHERE state = 'open' AND due <= ? ORDER BY due, seq LIMIT ?"
        for event in self._store.all(sql, now, BATCH):
            self._store.run("UPDATE events SET state = 'sent' WHERE seq = ?", event["seq"])
            self._send("events_api", json.loads(event["body"]), event["kind"], event=event)
        due = self._store.value("SELECT MIN(due) FROM events WHERE state = 'open'")
        return None if due is None else max(0.0, due - time.time())

    async def ask(self, type: str, kind: str, payload: Payload) -> Payload | None:
        """Send an interaction or command and wait for its acknowledgement: what it carries. Raises NoAnswer."""
        if not self._taking:
            raise NoAnswer
        answer: asyncio.Future[Payload | None] = asyncio.get_running_loop().create_future()
        self._send(type, payload, kind, answer=answer)
        return await answer

    def _send(
        self, type: str, payload: Payload, kind: str, *, event: Row | None = None,
        answer: asyncio.Future[Payload | None] | None = None,
    ) -> None:  # fmt: skip
        self._turn += 1
        taking = self._taking
        socket = taking[self._turn % len(taking)]
        name = str(uuid.uuid4())
        attempt = event["attempt"] if event else 0
        envelope: Payload = {
            "envelope_id": name,
            "type": type,
            "payload": payload,
            "accepts_response_payload": not event,
        }
        if event:
            envelope |= {"retry_attempt": attempt, "retry_reason": "timeout" if attempt else ""}
        self._store.run(
            "INSERT INTO envelopes (envelope_id, type, kind, event_id, socket, attempt, sent_at, outcome, payload)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 'sent', ?)",
            name, type, kind, event and event["event_id"], socket.number, attempt, time.time(), json.dumps(payload),
        )  # fmt: skip
        timer = asyncio.get_running_loop().call_later(self._ack_s, self._late, name)
        self._sent[name] = Sent(socket, timer, event, answer)
        socket.line.put_nowait(json.dumps(envelope))

    def _acknowledged(self, id: str, payload: Payload | None) -> None:
        sent = self._sent.get(id)
        if sent is None or (sent.event and self._faults.strike("lose_ack")):
            return
        del self._sent[id]
        sent.timer.cancel()
        self._store.run("UPDATE envelopes SET acked_at = ?, outcome = 'acked' WHERE envelope_id = ?", time.time(), id)
        if sent.event:
            self._store.run("UPDATE events SET state = 'done' WHERE seq = ?", sent.event["seq"])
        if sent.answer and not sent.answer.done():
            sent.answer.set_result(payload)

    def _late(self, id: str, outcome: str = "timeout") -> None:
        """No acknowledgement came: an event goes out again, somebody who waits is told."""
        sent = self._sent.pop(id)
        sent.timer.cancel()
        self._store.run("UPDATE envelopes SET outcome = ? WHERE envelope_id = ?", outcome, id)
        if sent.answer and not sent.answer.done():
            sent.answer.set_exception(NoAnswer())
        if sent.event:
            given_up = outcome == "timeout" and sent.event["attempt"] >= RETRIES
            self._store.run(
                "UPDATE events SET state = ?, attempt = ?, due = ? WHERE seq = ?",
                "dropped" if given_up else "open", min(sent.event["attempt"] + 1, RETRIES), time.time(),
                sent.event["seq"],
            )  # fmt: skip
            self.wake()

    async def serve(self, ws: web.WebSocketResponse, app_id: str, host: str) -> None:
        """Greet a socket and keep it until either side ends it."""
        self._opened += 1
        socket = Socket(self._opened)
        socket.line.put_nowait(json.dumps(self._hello(app_id, host)))
        writing = asyncio.create_task(_write(socket, ws))
        self._sockets.append(socket)
        if len(self._sockets) == 1:
            self._noticed(True)
        self.wake()
        try:
            async for message in ws:
                if message.type is WSMsgType.TEXT:
                    self._heard(message.data)
        finally:
            self._closed(socket)
            writing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writing

    def _hello(self, app_id: str, host: str) -> Payload:
        return {
            "type": "hello",
            "num_connections": len(self._sockets) + 1,
            "debug_info": {"host": host, "build_number": 1, "approximate_connection_time": int(KEPT_S)},
            "connection_info": {"app_id": app_id},
        }

    def _heard(self, text: str) -> None:
        try:
            said = json.loads(text)
        except ValueError:
            return
        if isinstance(said, dict) and isinstance(said.get("envelope_id"), str):
            payload = said.get("payload")
            self._acknowledged(said["envelope_id"], payload if isinstance(payload, dict) else None)

    def _closed(self, socket: Socket) -> None:
        self._sockets.remove(socket)
        for name in [name for name, sent in self._sent.items() if sent.socket is socket]:
            self._late(name, "closed")
        if not self._sockets:
            self._noticed(False)

    def disconnect(self, reason: str) -> None:
        """Tell every socket to go and close it."""
        for socket in self._sockets:
            socket.leaving = True
            socket.line.put_nowait(
                json.dumps({"type": "disconnect", "reason": reason, "debug_info": {"host": "backlot"}})
            )
            socket.line.put_nowait(None)


async def _write(socket: Socket, ws: web.WebSocketResponse) -> None:
    while (text := await socket.line.get()) is not None:
        try:
            await ws.send_str(text)
        except ConnectionError:
            return
    await ws.close()
