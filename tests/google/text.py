"""Routes of generateContent: with an API key, with a Vertex project, and with a key on Vertex ("express")."""

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
    return [web.post(path, google.take) for path in PATHS]
