"""One question to the model through Google's SDK: an instruction, the data, a schema; JSON comes back, or a reason.

The only file here that knows the SDK, which is imported on the first call: it takes seconds. What an answer means
is not known here, and no word of it or of the question reaches a log.
"""

import asyncio
import json
from typing import TYPE_CHECKING, Any

from graphs.google_access import Access
from graphs.vocabulary.requests import Fallback

if TYPE_CHECKING:
    from google.auth.exceptions import GoogleAuthError
    from google.genai import Client
    from google.genai.errors import APIError
    from google.genai.types import GenerateContentConfig, GenerateContentResponse

LONGEST_ANSWER = 8192  # tokens, those of thinking among them
BLOCKED = ("SAFETY", "RECITATION", "LANGUAGE", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "MODEL_ARMOR")


class NoAnswer(Exception):
    """The model gave nothing to read. `status` is the HTTP status where there was one.

    `refused` says that Google did not take, or did not find, the credentials.
    """

    def __init__(self, reason: Fallback, status: int | None = None, *, refused: bool = False) -> None:
        super().__init__(reason)
        self.reason: Fallback = reason
        self.status = status
        self.refused = refused


class Line:
    """An open line to one model. Opened on first use, within the deadline of whoever waits for it."""

    def __init__(self, access: Access, model: str, deadline_s: float) -> None:
        self._access = access
        self._model = model
        self._deadline_s = deadline_s
        self._client: asyncio.Task[Client] | None = None

    async def ask(self, instruction: str, data: str, schema: dict[str, Any]) -> dict[str, Any]:
        """The JSON object that the model answers. Raises NoAnswer, and nothing else but cancellation."""
        try:
            async with asyncio.timeout(self._deadline_s):
                client = await self._open()
                return _object(await self._generate(client, instruction, data, schema))
        except TimeoutError:
            raise NoAnswer("slow") from None

    async def prepare(self) -> None:
        """Open the line now, so that nobody's first message waits for it. Never raises."""
        await asyncio.wait([self._opening()])

    async def aclose(self) -> None:
        """Close what is open; what still opens is waited for."""
        if self._client is None:
            return
        await asyncio.wait([self._client])
        if self._client.exception() is None:
            client = self._client.result()
            await client.aio.aclose()
            await asyncio.to_thread(client.close)

    async def _open(self) -> "Client":
        """The client; its opening goes on where the one who waits gives up."""
        opening = self._opening()
        try:
            return await asyncio.shield(opening)
        except (OSError, ValueError, *_credentials()):
            if self._client is opening:
                self._client = None  # what is mended meanwhile counts the next time
            raise NoAnswer("unavailable", refused=True) from None

    def _opening(self) -> "asyncio.Task[Client]":
        if self._client is None:
            self._client = asyncio.create_task(asyncio.to_thread(_connect, self._access, self._deadline_s))
        return self._client

    async def _generate(
        self, client: "Client", instruction: str, data: str, schema: dict[str, Any]
    ) -> "GenerateContentResponse":
        import aiohttp
        from google.genai.errors import APIError

        try:
            return await client.aio.models.generate_content(
                model=self._model, contents=data, config=_config(instruction, schema)
            )
        except APIError as error:
            raise _refusal(error) from None
        except TimeoutError:
            raise
        except (aiohttp.ClientError, OSError):
            raise NoAnswer("unavailable") from None
        except _credentials() as error:
            raise NoAnswer("unavailable", refused=not error.retryable) from None
        except (ValueError, TypeError, LookupError, AttributeError, RuntimeError):
            # the SDK reads an answer of a foreign shape with whatever its converters raise
            raise NoAnswer("malformed") from None


def _connect(access: Access, deadline_s: float) -> "Client":
    from google.genai import Client
    from google.genai.types import HttpOptions, HttpRetryOptions

    options = HttpOptions(
        base_url=access.base_url, timeout=round(deadline_s * 1000), retry_options=HttpRetryOptions(attempts=1)
    )
    if not access.vertex:
        return Client(vertexai=False, api_key=access.api_key, http_options=options)
    return Client(
        vertexai=True, api_key=access.api_key, project=access.project, location=access.location,
        credentials=access.credentials, http_options=options,
    )  # fmt: skip


def _config(instruction: str, schema: dict[str, Any]) -> "GenerateContentConfig":
    from google.genai.types import (
        AutomaticFunctionCallingConfig,
        GenerateContentConfig,
        ThinkingConfig,
        ThinkingLevel,
    )

    return GenerateContentConfig(
        system_instruction=instruction,
        automatic_function_calling=AutomaticFunctionCallingConfig(disable=True),  # else a log line for each call
        response_mime_type="application/json",
        response_json_schema=schema,
        thinking_config=ThinkingConfig(thinking_level=ThinkingLevel.LOW),
        max_output_tokens=LONGEST_ANSWER,
    )


def _credentials() -> "tuple[type[GoogleAuthError]]":
    """What Google's credentials raise where they are missing, spent, refused or out of reach."""
    from google.auth.exceptions import GoogleAuthError

    return (GoogleAuthError,)


def _refusal(error: "APIError") -> NoAnswer:
    """An error status as a reason. Google answers a wrong API key with 400 and a detail that says so."""
    wrong_key = error.code == 400 and "API_KEY_INVALID" in json.dumps(error.details, default=str)
    return NoAnswer("unavailable", error.code, refused=wrong_key or error.code in (401, 403))


def _object(response: "GenerateContentResponse") -> dict[str, Any]:
    """The JSON object in a response. Raises NoAnswer: nothing in the SDK raises for a blocked or truncated one."""
    if response.prompt_feedback and response.prompt_feedback.block_reason:
        raise NoAnswer("blocked")
    if not response.candidates:
        raise NoAnswer("malformed")
    candidate = response.candidates[0]
    if candidate.finish_reason == "MAX_TOKENS":
        raise NoAnswer("truncated")
    if candidate.finish_reason in BLOCKED:
        raise NoAnswer("blocked")
    if candidate.finish_reason not in (None, "STOP"):
        raise NoAnswer("malformed")
    parts = candidate.content.parts if candidate.content else None
    text = "".join(part.text for part in parts or () if part.text and not part.thought)
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        raise NoAnswer("malformed") from None
    if not isinstance(answer, dict):
        raise NoAnswer("malformed")
    return answer
