"""What processes of tests/ready.py begin with: the bot and the workspace imported, and English read."""

import gc

import backlot.server
import bot.cli.up
import bot.main
import tests.journeys.priced
from graphs.interpreters.rules.language import language

__all__ = ["backlot", "bot", "tests"]

language("en")
gc.freeze()  # what is shared stays shared
