"""Routes of generateContent and of a model's page: with an API key, a Vertex project, a key on Vertex ("express")."""

from collections.abc import Iterable

from aiohttp import web

from tests.google.server import Google

PATHS = (
    "/v1/models/{model}:generateContent",
    "/v1beta1/projects/{project}/locations/{location}/publishers/google/models/{model}:generateContent",
    "/v1beta1/publishers/google/models/{model}:generateContent",
)


def routes(google: Google) -> Iterable[web.RouteDef]:
    """The routes, all answered by the server's replies."""
    pages = [path.removesuffix(":generateContent") for path in PATHS]
    pages[1] = pages[2]  # a model of Google's has its page outside any project
    asked = [web.post(path, google.take) for path in PATHS]
    return [*asked, *(web.get(page, google.take) for page in dict.fromkeys(pages))]
