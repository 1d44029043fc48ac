"""What processes of tests/ready.py begin with: the bot and the workspace imported, English and the weights read."""

import gc

from sqlalchemy.orm import configure_mappers

import backlot.server
import bot.cli.up
import bot.main
import tests.journeys.priced
from graphs.interpreters.rules import RulesInterpreter

__all__ = ["backlot", "bot", "tests"]

reader = RulesInterpreter()
reader.prepare()
reader.read_message_sync("Wide shot of the pier at dawn, 8 seconds")  # patterns are made with the first message
configure_mappers()
gc.freeze()  # what is shared stays shared
