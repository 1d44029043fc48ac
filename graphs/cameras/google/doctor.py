"""What `dailies doctor` says of Google's cameras: key or project, region, model, quota, terms, bucket; one line each.

It asks Google for the model's page and a bucket's list, which costs no render. A quota is only ever told by a roll.
"""

from collections.abc import Awaitable, Callable

from graphs.cameras.google.bucket import Bucket
from graphs.cameras.google.line import Line
from graphs.cameras.google.troubles import trouble_of
from graphs.cameras.models import Model
from graphs.google_access import Access

ASKING_S = 15.0
Finding = tuple[bool, str]
TERMS_KEY = (
    "terms: with an API key of Google's unpaid tier, what is sent may be used to improve its products and be read "
    "by people; the paid tier and Vertex do not do that. Which tier the key has can't be seen from here"
)
TERMS_VERTEX = "terms: on Vertex what is sent is not used for training"
QUOTA = "quota: what is left is told only by a roll; {known}at most {places} renders of ours are open at a time"
KNOWN = {"veo": "Veo takes 50 requests a minute for a project, and "}  # Google's documentation, 2026-11-22


async def examine(access: Access, model: Model, places: int) -> list[Finding]:
    """The lines for one model, asked over the network; `places` renders of it may be open at a time."""
    reached = await _reached(access, model)
    return [
        _credentials(access, reached),
        _region(access, model),
        _served(model, reached),
        (True, QUOTA.format(known=KNOWN.get(model.camera, ""), places=places)),
        _terms(access),
    ]


async def examine_master(access: Access, model: Model) -> Finding:
    """Whether a model that masters are made by is served, in one line; asked over the network."""
    region = _region(access, model)
    if not region[0]:
        return region
    reached = await _reached(access, model)
    if reached in ("access", "unreached", "unclear", "busy"):
        return _credentials(access, reached)
    good, line = _served(model, reached)
    return good, "served here" if good else line


async def examine_bucket(access: Access, bucket: Bucket) -> Finding:
    """Whether the bucket where clips are put can be read, asked over the network."""
    if not access.vertex or access.api_key:
        return False, f"bucket: {bucket.uri} is for a project on Vertex; with an API key nothing is put there"
    line = Line(access, ASKING_S)

    async def look() -> None:
        await bucket.look(await line.token())

    match await _trouble(line, look):
        case None:
            return True, f"bucket: {bucket.uri} can be read"
        case "missing":
            return False, f"bucket: {bucket.uri}: there is no such bucket"
        case "access" | "refused":
            return False, f"bucket: {bucket.uri}: project {access.project}'s login may not read it; look at its rights"
    return False, f"bucket: {bucket.uri}: Google does not answer; look at the network and the address"


async def _reached(access: Access, model: Model) -> str | None:
    """None where the model answers; else the kind of trouble."""
    line = Line(access, ASKING_S)

    async def look() -> None:
        client = await line.open()
        await client.aio.models.get(model=model.id)

    return await _trouble(line, look)


async def _trouble(line: Line, look: Callable[[], Awaitable[None]]) -> str | None:
    """The kind of trouble that a look over a line runs into, None where there is none; the line is closed after it."""
    try:
        await look()
    except Exception as error:
        trouble = trouble_of(error)
        if trouble is None and not isinstance(error, ValueError):
            raise
        return trouble.kind if trouble else "access"  # the SDK's ValueError: credentials that cannot be right
    finally:
        await line.aclose()
    return None


def _credentials(access: Access, reached: str | None) -> Finding:
    who = "API key" if access.api_key else f"project {access.project}"
    match reached:
        case "access":
            return False, f"{who}: Google does not take it; look at key, billing and rights"
        case "unreached" | "unclear" | "busy":
            return False, f"{who}: Google does not answer; look at the network and the address"
    return True, f"{who}: taken by Google"


def _region(access: Access, model: Model) -> Finding:
    way = "vertex" if access.vertex else "key"
    places = model.serves.get("vertex" if access.vertex else "key")
    if places is None:
        other = "a project on Vertex" if way == "key" else "an API key"
        return False, f"region: {model.id} needs {other}"
    if way == "key" or access.location in places:
        return True, f"region: {access.location or 'global'}"
    return False, f"region: {model.id} serves in {', '.join(places)}, not in {access.location}"


def _served(model: Model, reached: str | None) -> Finding:
    if reached == "missing":
        instead = f"; {model.replacement} takes its place" if model.replacement else ""
        return False, f"model: {model.id} is not served here{instead}"
    return reached is None, f"model: {model.id}" + ("" if reached is None else " (could not be asked)")


def _terms(access: Access) -> Finding:
    return True, TERMS_VERTEX if access.vertex else TERMS_KEY
