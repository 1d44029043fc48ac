"""A fresh workspace a test, with the bot in #scene-14 and nobody else's limits in the way."""

from tests.backlot.conftest import ack_seconds, lot, room

__all__ = ["ack_seconds", "lot", "room"]
