"""What `dailies doctor` says of Google's cameras: key or project, region, model, quota, terms; one line each.

It asks Google for the model's page, which costs nothing. A quota is only ever told by a roll.
"""

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
QUOTA = "quota: told only by a roll; a camera that is busy (429) is waited for, and nothing is charged"


async def examine(access: Access, model: Model) -> list[Finding]:
    """The lines for one model, asked over the network."""
    line = Line(access, ASKING_S)
    try:
        reached = await _reached(line, model)
    finally:
        await line.aclose()
    return [
        _credentials(access, reached),
        _region(access, model),
        _served(model, reached),
        (True, QUOTA),
        _terms(access),
    ]


async def _reached(line: Line, model: Model) -> str | None:
    """None where the model answers; else the kind of trouble."""
    try:
        client = await line.open()
        await client.aio.models.get(model=model.id)
    except Exception as error:
        trouble = trouble_of(error)
        if trouble is None and not isinstance(error, ValueError):
            raise
        return trouble.kind if trouble else "access"  # the SDK's ValueError: credentials that cannot be right
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
