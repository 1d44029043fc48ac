"""`dailies interpret`, `note` and `emoji`: how words and reactions are read, as JSON, one by one or by the line."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Iterator
from typing import Annotated, Any

import typer

from bot.cli.printing import print_json
from graphs.crew.reading import Interpreter, ReadingContext
from graphs.errors import Misconfigured

Read = Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]
Lines = Annotated[bool, typer.Option("--jsonl", help="Read JSON lines from standard input and write one for each.")]


def register(app: typer.Typer) -> None:
    """Add the three commands."""
    app.command()(interpret)
    app.command()(note)
    app.command()(emoji)


def interpret(text: Annotated[str | None, typer.Argument(help="A message.")] = None, jsonl: Lines = False) -> None:
    """Read a message into the fields of a shot request."""
    reader = _interpreter()

    async def read(line: dict[str, Any]) -> dict[str, Any]:
        return (await reader.read_message(line["text"], context_of(line))).message.stated()

    _answer({"text": text}, jsonl, "text", read)


def note(text: Annotated[str | None, typer.Argument(help="A note on a take.")] = None, jsonl: Lines = False) -> None:
    """Read a note into feedback items."""
    reader = _interpreter()

    async def read(line: dict[str, Any]) -> dict[str, Any]:
        reading = await reader.read_note(line["text"], context_of(line))
        return {"items": [item.stated() for item in reading.items]}

    _answer({"text": text}, jsonl, "text", read)


def emoji(name: Annotated[str | None, typer.Argument(help="A reaction's name.")] = None, jsonl: Lines = False) -> None:
    """Say what a reaction means."""
    reader = _interpreter()

    async def read(line: dict[str, Any]) -> dict[str, Any]:
        return reader.read_emoji(line["name"]).stated()

    _answer({"name": name}, jsonl, "name", read)


def context_of(line: dict[str, Any]) -> ReadingContext:
    """The line's `context` as the reader knows it; what it does not know is left aside.

    A thread that has takes is one where a shot was asked for.
    """
    given = line.get("context") or {}
    if not isinstance(given, dict):
        raise Misconfigured(f"`context` has to be an object, not {given!r}.")
    takes = int(given.get("takes_in_thread", 0))
    length = given.get("take_length_s")
    return ReadingContext(
        takes_in_thread=takes,
        open_takes=int(given.get("open_takes", 0)),
        shots_in_thread=int(given.get("shots_in_thread", 1 if takes else 0)),
        addressed=bool(given.get("addressed", True)),
        speaker_role=str(given.get("speaker_role", "unknown")),
        take_length_s=None if length is None else float(length),
    )


def _interpreter() -> Interpreter:
    from graphs.interpreters.rules import RulesInterpreter

    return RulesInterpreter()


def _answer(single: dict[str, Any], jsonl: bool, wanted: str, read: Read) -> None:
    if not jsonl and single[wanted] is None:
        raise typer.BadParameter(f"give {wanted.upper()}, or --jsonl and lines on standard input")
    asyncio.run(_answer_all(_lines(wanted) if jsonl else iter([single]), read))


async def _answer_all(lines: Iterator[dict[str, Any]], read: Read) -> None:
    for line in lines:
        answer = await read(line)
        print_json(({"id": line["id"]} if "id" in line else {}) | answer)


def _lines(wanted: str) -> Iterator[dict[str, Any]]:
    for number, raw in enumerate(sys.stdin, start=1):
        if not raw.strip():
            continue
        try:
            line = json.loads(raw)
        except ValueError:
            raise Misconfigured(f"Line {number} is not JSON.") from None
        if not isinstance(line, dict) or not isinstance(line.get(wanted), str):
            raise Misconfigured(f'Line {number} needs a text under "{wanted}".')
        yield line
