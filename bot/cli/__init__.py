"""The command line. Each command is a module; errors that a person can mend are one sentence and exit code 2."""

import importlib
import sys

import typer

from bot.cli.printing import complain
from graphs.errors import DailiesError

app = typer.Typer(
    name="dailies",
    help="Shots, takes and notes in Slack: where a film crew's judgement becomes research data.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
COMMANDS = ("up", "demo", "backlot", "reading", "digest", "models", "money", "doctor", "migrate")


def main() -> None:
    """Run one command."""
    for name in COMMANDS:
        importlib.import_module(f"bot.cli.{name}").register(app)
    try:
        app()
    except DailiesError as error:
        complain(str(error))
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
