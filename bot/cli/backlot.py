"""`dailies backlot`: the workspace in the browser, as a process of its own."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.settings import read_settings


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(backlot)


def backlot(
    data: Annotated[Path | None, typer.Option(help="Its data folder; by default `backlot` in DAILIES_DATA.")] = None,
    port: Annotated[int, typer.Option(help="Its port on this machine; 0 picks a free one.")] = 8900,
    tokens: Annotated[bool, typer.Option("--tokens", help="Print all tokens as one JSON object, and end.")] = False,
) -> None:
    """Run a Slack-compatible workspace on this machine, or print its tokens (also while it runs)."""
    folder = data or read_settings().data / "backlot"
    sys.exit(subprocess.call([sys.executable, "-m", "backlot", *arguments(folder, port, tokens=tokens)]))


def arguments(folder: Path, port: int, *, tokens: bool = False) -> list[str]:
    """The backlot's own arguments."""
    return ["--data", str(folder), *(["--tokens"] if tokens else ["--port", str(port)])]
