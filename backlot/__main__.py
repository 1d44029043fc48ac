"""`python -m backlot`: run the workspace, or print its tokens."""

import argparse
import asyncio
import json
import os
import signal
import sys
from pathlib import Path

from filelock import FileLock, Timeout

from backlot.seed import tokens
from backlot.server import Terms, open_store, running

LOOPBACK = ("127.0.0.1", "localhost", "::1")
FACTS = "backlot.json"


def main() -> int:
    """The exit code: 0 when it ended well, 2 where it could not run."""
    asked = _parser().parse_args()
    folder = Path(asked.data).resolve()
    os.umask(0o077)  # the folder holds everybody's tokens
    if asked.tokens:
        print_line(_tokens(folder))
        return 0
    terms = Terms(folder, asked.host, asked.port, asked.rate_scale, asked.ack_seconds, asked.random_seed)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / "backlot.lock", timeout=0):
            return asyncio.run(_serve(terms))
    except Timeout:
        return _refuse(f"Another backlot runs on {folder}.")
    except OSError as error:
        return _refuse(f"The backlot cannot listen on {asked.host}:{asked.port}: {error.strerror or error}.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="backlot", description="A Slack-compatible workspace on this machine.")
    parser.add_argument("--data", required=True, help="the folder that holds the workspace")
    parser.add_argument("--port", type=int, default=8900, help="0 picks a free one (default: %(default)s)")
    parser.add_argument("--host", choices=LOOPBACK, default=LOOPBACK[0], help="loopback only (default: %(default)s)")
    parser.add_argument("--tokens", action="store_true", help="print all tokens as one JSON object, and end")
    parser.add_argument("--rate-scale", type=_positive, default=1.0, help="multiplies all rate limits")
    parser.add_argument("--ack-seconds", type=_positive, default=3.0, help="how long the app has to acknowledge")
    parser.add_argument("--random-seed", type=int, default=None, help="makes what is left to chance repeatable")
    return parser


def _positive(text: str) -> float:
    number = float(text)
    if not number > 0:
        raise argparse.ArgumentTypeError(f"{text} is not above 0")
    return number


def print_line(told: dict[str, object]) -> None:
    """One JSON object on a line of its own."""
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def _refuse(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 2


def _tokens(folder: Path) -> dict[str, object]:
    """All tokens; the address is that of the last run, empty before the first."""
    store = open_store(folder)
    try:
        facts = folder / FACTS
        url = json.loads(facts.read_text(encoding="utf-8"))["url"] if facts.exists() else ""
        return tokens(store, url)
    finally:
        store.close()


async def _serve(terms: Terms) -> int:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    async with running(terms) as lot:
        told = tokens(lot.store, lot.url)
        _write_privately(terms.folder / FACTS, json.dumps({**told, "pid": os.getpid()}, indent=2))
        public = {key: told[key] for key in ("url", "api_url", "team_id", "bot_user_id")}
        print_line({**public, "pid": os.getpid()})
        await ended.wait()
    return 0


def _write_privately(path: Path, text: str) -> None:
    """Nobody else on this machine reads the tokens."""
    new = path.with_suffix(".new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    new.replace(path)


if __name__ == "__main__":
    sys.exit(main())
