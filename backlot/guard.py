"""Who may reach the workspace at all: programs and pages of this machine, under its own address. Tokens come after.

A page of another site can send requests to a loopback port; it is told apart by Host (a rebound name), Origin and
Sec-Fetch-Site, and refused.
"""

from collections.abc import Awaitable, Callable

from aiohttp import hdrs, web
from aiohttp.typedefs import Middleware

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HOSTS = ("127.0.0.1", "localhost", "[::1]")
PAGE_POLICY = (
    "default-src 'self'; media-src 'self' blob:; img-src 'self' data: blob:; style-src 'self'; connect-src {connect};"
    " object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def guard(port: int) -> Middleware:
    """The middleware for a workspace on this port."""
    hosts = {f"{host}:{port}" for host in HOSTS} | (set(HOSTS) if port == 80 else set())
    origins = {f"http://{host}" for host in hosts}
    sockets = (f"ws://{host}" for host in sorted(hosts) if not host.startswith("["))  # a policy knows no IPv6 address
    connect = " ".join(["'self'", *sockets])
    policy = PAGE_POLICY.format(connect=connect)

    @web.middleware
    async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not _is_ours(request, hosts, origins):
            return web.Response(status=403, text="This workspace answers its own machine only.\n")
        response = await handler(request)
        if not response.prepared:
            response.headers.setdefault("Content-Security-Policy", policy)
            response.headers.setdefault("Cache-Control", "no-store")
            response.headers["X-Content-Type-Options"] = "nosniff"
            response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return guarded


def _is_ours(request: web.Request, hosts: set[str], origins: set[str]) -> bool:
    if request.headers.get(hdrs.HOST, "").lower() not in hosts:
        return False
    origin = request.headers.get(hdrs.ORIGIN)
    if origin is not None and origin not in origins:
        return False
    site = request.headers.get("Sec-Fetch-Site", "none")
    opened = request.headers.get("Sec-Fetch-Mode") == "navigate" and request.method == "GET"
    return site in ("none", "same-origin") or opened
