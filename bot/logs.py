"""Logs: one structured line for each thing that happened, with its action; secrets never reach a line."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

SECRET = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+|AIza[\w-]{20,}|(?<=://)[^/@\s:]+:[^/@\s]+(?=@)|(?<=ticket=)[\w-]+|(?i:bearer\s+)[\w.-]+"
    r"|ya29\.[\w.-]+"
)
NOISY = (
    "slack_bolt", "slack_sdk", "apscheduler", "pgqueuer", "alembic", "aiosqlite",
    "google_genai", "google.auth", "httpx",
)  # fmt: skip
Event = MutableMapping[str, Any]


def set_up_logs(level: str, *, plain: bool) -> None:
    """Send all logs to standard error at `level`: as JSON lines where `plain`, else for people."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        scrub,
    ]
    renderer = (
        structlog.processors.JSONRenderer() if plain else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, scrub, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for noisy in NOISY:
        logging.getLogger(noisy).setLevel(max(logging.WARNING, root.level))


def scrub(_logger: Any, _name: str, event: Event) -> Event:
    """Put "[secret]" in the place of tokens, keys and passwords in any value of a log line."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = SECRET.sub("[secret]", value)
    return event
