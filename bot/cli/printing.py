"""How commands print: rich for people, plain where the output is piped; JSON always plain."""

import json
import sys
from typing import Any

from rich.console import Console


def people() -> Console:
    """Standard output for people: colours and wrapping on a terminal, plain text in a pipe."""
    return Console(highlight=False, soft_wrap=not sys.stdout.isatty())


def told() -> Console:
    """Standard error for what goes on, so that standard output stays for results."""
    return Console(stderr=True, highlight=False, soft_wrap=not sys.stderr.isatty())


def print_json(value: Any) -> None:
    """One line of JSON on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def complain(sentence: str) -> None:
    """One clear sentence on standard error."""
    told().print(
        f"[red]{_plain(sentence)}[/red]" if sys.stderr.isatty() else _plain(sentence), markup=sys.stderr.isatty()
    )


def _plain(text: str) -> str:
    return text.replace("[", "\\[") if sys.stderr.isatty() else text
