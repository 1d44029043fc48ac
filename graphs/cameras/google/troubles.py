"""What Google's SDK raises, told apart by what it means for a roll. What people read of it is in `faults.py`.

The SDK has two families of errors that share no base: `errors.APIError`, and the interactions' own. Either may be
stood before by aiohttp, httpx or google-auth.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Literal

# refused: the request is wrong. access: key, billing, region. missing: no such model, operation or file.
# busy: not taken, later. unreached: it never went out. unclear: it may have been taken (5xx, disconnect, timeout).
Kind = Literal["refused", "access", "missing", "busy", "unreached", "unclear"]
DELAY = re.compile(r"(\d+(?:\.\d+)?)s")


@dataclass(frozen=True, slots=True)
class Trouble:
    """One failed request: what it means, its status and Google's own words (for the log), when to come back."""

    kind: Kind
    status: int | None = None
    message: str = ""
    after_s: float | None = None


def trouble_of(error: BaseException) -> Trouble | None:
    """What an error means; None where it is none of Google's, of HTTP's or of the network's."""
    import aiohttp
    from google.auth.exceptions import GoogleAuthError

    if isinstance(error, GoogleAuthError):
        return Trouble("unreached" if error.retryable else "access", None, type(error).__name__)
    status = getattr(error, "code", None) if _is_family_a(error) else getattr(error, "status_code", None)
    if isinstance(status, int):
        return _by_status(status, error)
    if isinstance(error, aiohttp.ClientResponseError):
        return _by_status(error.status, error)
    if isinstance(error, aiohttp.ClientConnectorError) or _never_connected(error):
        return Trouble("unreached", None, type(error).__name__)
    if isinstance(error, aiohttp.ClientError | OSError) or _is_family_b(error) or _is_http(error):
        return Trouble("unclear", None, type(error).__name__)
    return None


def _by_status(status: int, error: BaseException) -> Trouble:
    body = getattr(error, "details", None) if _is_family_a(error) else getattr(error, "body", None)
    message = _message(body)
    match status:
        case 401 | 403:
            kind: Kind = "access"
        case 400 if "API_KEY_INVALID" in str(body):
            kind = "access"
        case 404:
            kind = "missing"
        case 429:
            kind = "busy"
        case 408:
            kind = "unclear"
        case _:
            kind = "unclear" if status >= 500 or status < 400 else "refused"
    return Trouble(kind, status, message, _after(error, body))


def _message(body: Any) -> str:
    """Google's own sentence, where the body is JSON as documented; HTML and the rest stay unread."""
    inner = body.get("error", body) if isinstance(body, Mapping) else None
    message = inner.get("message") if isinstance(inner, Mapping) else None
    return message[:500] if isinstance(message, str) and "<" not in message else ""


def _after(error: BaseException, body: Any) -> float | None:
    """Seconds until Google wants to be asked again: Retry-After (seconds or a date), else RetryInfo."""
    headers = getattr(getattr(error, "response", None), "headers", None)
    told = headers.get("Retry-After") if headers is not None else None
    if told and (seconds := _seconds(told)) is not None:
        return seconds
    inner = body.get("error", body) if isinstance(body, Mapping) else None
    details = inner.get("details") if isinstance(inner, Mapping) else None
    for detail in details if isinstance(details, list) else ():
        delay = DELAY.fullmatch(str(detail.get("retryDelay", ""))) if isinstance(detail, Mapping) else None
        if delay:
            return float(delay[1])
    return None


def _seconds(told: str) -> float | None:
    if told.strip().isdigit():
        return float(told)
    try:
        until = parsedate_to_datetime(told)
    except ValueError:
        return None
    return max((until - datetime.now(UTC)).total_seconds(), 0.0) if until.tzinfo else None


def _is_family_a(error: BaseException) -> bool:
    from google.genai.errors import APIError

    return isinstance(error, APIError)


def _is_family_b(error: BaseException) -> bool:
    """The interactions' errors; their base class has no public name, so it is known by its own."""
    return any(kind.__name__ == "GeminiNextGenAPIClientError" for kind in type(error).__mro__)


def _is_http(error: BaseException) -> bool:
    """An httpx or httpx2 error that came through as it was."""
    return any(kind.__module__.split(".")[0] in ("httpx", "httpx2", "httpcore") for kind in type(error).__mro__)


def _never_connected(error: BaseException) -> bool:
    """Whether the connection was never there, so that nothing can have been taken."""
    seen: BaseException | None = error
    while seen is not None:
        if type(seen).__name__ in ("ConnectError", "ConnectTimeout", "ClientConnectorError"):
            return True
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return False
