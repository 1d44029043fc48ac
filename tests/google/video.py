"""Renders on the loopback server: the wire of Omni (Interactions), Veo (long-running operations), files and buckets.

It accepts what the real SDK sends, ends each render as it was told, and counts what was submitted and what accepted.
`fault` makes the next requests at one point of the wire go wrong. Bodies have the shapes of google-genai 3.4.
"""

import base64
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from aiohttp import web

from tests.google.replies import Reply, body, refused
from tests.google.server import Asked, Google

# submit: before it is accepted. accepted: after it, in place of the answer. object: a bucket's.
Point = Literal["submit", "accepted", "look", "cancel", "file", "download", "object", "bucket"]
VERTEX = "/v1beta1/projects/{project}/locations/{location}"
MODEL = VERTEX + "/publishers/google/models/{model}"
TOKENS = {"output_tokens_by_modality": [{"modality": "video", "tokens": 57920}], "total_output_tokens": 57920}


@dataclass(slots=True)
class Render:
    """One accepted render."""

    name: str
    asked: dict[str, Any]
    seen: int = 0
    cancelled: bool = False


Ending = Callable[["Renders", Render], dict[str, Any]]


@dataclass(slots=True)
class Renders:
    """All renders of the server. `film` are the bytes of every clip; `looks` how often one is seen running."""

    google: Google
    film: bytes = b""
    looks: int = 1
    ends: Ending | None = None
    size: int | None = None  # what files.get says; None: the truth
    uploads: list[dict[str, Any]] = field(default_factory=list)  # each with its headers, then its bytes
    preparing: int = 0  # how often an upload is looked at before it can be used
    posts: list[Asked] = field(default_factory=list)
    renders: dict[str, Render] = field(default_factory=dict)
    faults: dict[Point, deque[Reply]] = field(default_factory=dict)
    served: dict[Point, int] = field(default_factory=dict)

    def fault(self, point: Point, *replies: Reply) -> None:
        """The next requests at that point are answered like this, one each."""
        self.faults.setdefault(point, deque()).extend(replies)

    async def answer(self, point: Point, request: web.Request, reply: Reply) -> web.StreamResponse:
        """Answer as it should be, or with the next fault of that point."""
        self.served[point] = self.served.get(point, 0) + 1
        waiting = self.faults.get(point)
        return await (waiting.popleft() if waiting else reply)(request)

    async def submit(self, request: web.Request, name: str, told: dict[str, Any]) -> web.StreamResponse:
        """A submit: turned away by a fault, else accepted; the answer may be lost on its way."""
        self.posts.append(self.google.asked[-1])
        if self.faults.get("submit"):
            return await self.answer("submit", request, body({}))
        self.renders[name] = Render(name, self.google.asked[-1].body)
        return await self.answer("accepted", request, body(told))

    def ended(self, render: Render, usual: Ending) -> dict[str, Any]:
        return (self.ends or usual)(self, render)


def routes(google: Google) -> Iterable[web.RouteDef]:
    """The routes of both wires, with an API key and on Vertex."""
    renders = google.renders = Renders(google)
    omni, veo, store = Omni(renders), Veo(renders), Store(renders)
    for prefix in ("/v1", VERTEX):
        yield google.route("POST", f"{prefix}/interactions", omni.create)
        yield google.route("GET", prefix + "/interactions/{id}", omni.get)
        yield google.route("POST", prefix + "/interactions/{id}/cancel", omni.cancel)
    yield google.route("POST", MODEL + ":predictLongRunning", veo.start)
    yield google.route("POST", MODEL + ":fetchPredictOperation", veo.fetch)
    yield google.route("GET", "/v1/files/{id}:download", store.download)
    yield google.route("GET", "/v1/files/{id}", store.file)
    yield web.post("/upload/v1/files", store.upload)
    yield google.route("GET", "/storage/v1/b/{bucket}/o", store.objects)
    yield google.route("GET", "/storage/v1/b/{bucket}/o/{name}", store.object)


@dataclass(frozen=True, slots=True)
class Omni:
    """The Interactions API."""

    renders: Renders

    async def create(self, request: web.Request) -> web.StreamResponse:
        name = f"v1_int{len(self.renders.renders) + 1:04d}"
        model = self.renders.google.asked[-1].body.get("model")
        told = {"id": name, "object": "interaction", "status": "in_progress", "model": model, "steps": []}
        return await self.renders.submit(request, name, told)

    async def get(self, request: web.Request) -> web.StreamResponse:
        render = self.renders.renders.get(request.match_info["id"])
        if render is None:
            return await self.renders.answer("look", request, _no_interaction(request.match_info["id"]))
        return await self.renders.answer("look", request, body(self._standing(render)))

    async def cancel(self, request: web.Request) -> web.StreamResponse:
        render = self.renders.renders[request.match_info["id"]]
        if render.seen <= self.renders.looks:
            render.cancelled = True
        return await self.renders.answer("cancel", request, body(self._standing(render)))

    def _standing(self, render: Render) -> dict[str, Any]:
        about = {"id": render.name, "object": "interaction", "model": render.asked["model"], "steps": []}
        if render.cancelled:
            return about | {"status": "cancelled"}
        render.seen += 1
        if render.seen <= self.renders.looks:
            return about | {"status": "in_progress"}
        return about | self.renders.ended(render, omni_clip)


def omni_clip(renders: Renders, render: Render) -> dict[str, Any]:
    """A clip where the request wants it: a file of Google's, in the bucket, or inline."""
    form = render.asked["response_format"]
    if "gcs_uri" in form:
        where = {"uri": f"{form['gcs_uri']}/{render.name}.mp4"}
    elif form.get("delivery") == "uri":
        where = {"uri": f"https://generativelanguage.googleapis.com/v1beta/files/{render.name}:download?alt=media"}
    else:
        where = {"data": base64.b64encode(renders.film).decode()}
    video = {"type": "video", "mime_type": "video/mp4", **where}
    return {"status": "completed", "usage": TOKENS, "steps": [{"type": "model_output", "content": [video]}]}


def omni_ends(status: str, code: str = "", message: str = "", text: str = "", tokens: int | None = 0) -> Ending:
    """An interaction that ends without a clip."""

    def ending(_renders: Renders, _render: Render) -> dict[str, Any]:
        told: dict[str, Any] = {"status": status}
        if tokens is not None:
            told["usage"] = TOKENS if tokens else {"total_output_tokens": 0}
        if code:
            told["errors"] = [{"code": code, "message": message}]
        if text:
            told["steps"] = [{"type": "model_output", "content": [{"type": "text", "text": text}]}]
        return told

    return ending


@dataclass(frozen=True, slots=True)
class Veo:
    """Long-running predictions on Vertex."""

    renders: Renders

    async def start(self, request: web.Request) -> web.StreamResponse:
        at = request.match_info
        model = f"projects/{at['project']}/locations/{at['location']}/publishers/google/models/{at['model']}"
        name = f"{model}/operations/job{len(self.renders.renders) + 1:04d}"
        return await self.renders.submit(request, name, {"name": name})

    async def fetch(self, request: web.Request) -> web.StreamResponse:
        name = str(self.renders.google.asked[-1].body["operationName"])
        render = self.renders.renders.get(name)
        if render is None:
            return await self.renders.answer("look", request, refused(404, "NOT_FOUND", message=f"{name} not found"))
        render.seen += 1
        runs = render.seen <= self.renders.looks
        told = {"name": name} if runs else {"name": name, "done": True} | self.renders.ended(render, veo_clip)
        return await self.renders.answer("look", request, body(told))


def veo_clip(renders: Renders, render: Render) -> dict[str, Any]:
    """One clip, in the bucket where one was named."""
    folder = render.asked.get("parameters", {}).get("storageUri")
    clip: dict[str, Any] = {"mimeType": "video/mp4"}
    if folder:
        clip["gcsUri"] = f"{folder}/{render.name.rpartition('/')[2]}.mp4"
    else:
        clip["bytesBase64Encoded"] = base64.b64encode(renders.film).decode()
    return {"response": {"videos": [clip], "raiMediaFilteredCount": 0}}


def veo_filtered(*codes: str, partly: bool = False, said: str = "Veo could not generate videos.") -> Ending:
    """Held back, whole or in part."""

    def ending(renders: Renders, render: Render) -> dict[str, Any]:
        told: dict[str, Any] = veo_clip(renders, render)["response"] if partly else {}
        reason = f"{said} <b>Support codes: {', '.join(codes)}</b>" if codes else said
        return {"response": told | {"raiMediaFilteredCount": 1, "raiMediaFilteredReasons": [reason]}}

    return ending


def veo_error(code: int, message: str = "no") -> Ending:
    """An operation that failed."""
    return lambda _renders, _render: {"error": {"code": code, "message": message}}


def veo_empty(_renders: Renders, _render: Render) -> dict[str, Any]:
    """Done, and nothing there."""
    return {"response": {}}


@dataclass(frozen=True, slots=True)
class Store:
    """Google's files, and a bucket's objects."""

    renders: Renders

    async def file(self, request: web.Request) -> web.StreamResponse:
        size = self.renders.size if self.renders.size is not None else len(self.renders.film)
        if request.match_info["id"].startswith("up"):
            return await self.renders.answer("file", request, body(self._uploaded(request.match_info["id"])))
        name = f"files/{request.match_info['id']}"
        told = {"name": name, "mimeType": "video/mp4", "sizeBytes": str(size), "state": "ACTIVE", "source": "GENERATED"}
        return await self.renders.answer("file", request, body(told))

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """A resumable upload: what comes, then its bytes piece by piece; those requests show no key."""
        uploads = self.renders.uploads
        if request.headers["X-Goog-Upload-Command"] == "start":
            if self.renders.faults.get("file"):
                return await self.renders.answer("file", request, body({}))
            uploads.append({"headers": dict(request.headers), "asked": await request.json(), "query": {}})
            to = f"{self.renders.google.url}/upload/v1/files?upload_id=up{len(uploads):04d}"
            return web.json_response({}, headers={"X-Goog-Upload-URL": to, "X-Goog-Upload-Status": "active"})
        come = uploads[-1].get("bytes", b"") + await request.read()
        uploads[-1] |= {"bytes": come, "query": dict(request.query), "last": dict(request.headers)}
        if "finalize" not in request.headers["X-Goog-Upload-Command"]:
            return web.json_response({}, headers={"X-Goog-Upload-Status": "active"})
        told = {"file": self._uploaded(f"up{len(uploads):04d}")}
        return web.json_response(told, headers={"X-Goog-Upload-Status": "final"})

    def _uploaded(self, name: str) -> dict[str, Any]:
        state = "PROCESSING" if self.renders.preparing else "ACTIVE"
        self.renders.preparing = max(self.renders.preparing - 1, 0)
        uri = f"https://generativelanguage.googleapis.com/v1beta/files/{name}"
        return {"name": f"files/{name}", "uri": uri, "mimeType": "video/mp4", "state": state, "source": "UPLOADED"}

    async def download(self, request: web.Request) -> web.StreamResponse:
        return await self.renders.answer("download", request, film(self.renders.film))

    async def objects(self, request: web.Request) -> web.StreamResponse:
        return await self.renders.answer("bucket", request, body({"kind": "storage#objects"}))

    async def object(self, request: web.Request) -> web.StreamResponse:
        if request.query.get("alt") == "media":
            return await self.renders.answer("download", request, film(self.renders.film))
        return await self.renders.answer("object", request, body({"size": str(len(self.renders.film))}))


def film(data: bytes) -> Reply:
    """A download of these bytes."""

    async def reply(_request: web.Request) -> web.Response:
        return web.Response(body=data, content_type="video/mp4")

    return reply


def cut_off(data: bytes) -> Reply:
    """A download that ends in the middle."""

    async def reply(request: web.Request) -> web.StreamResponse:
        answer = web.StreamResponse(headers={"Content-Length": str(len(data))})
        await answer.prepare(request)
        await answer.write(data[: len(data) // 2])
        if request.transport is not None:
            request.transport.close()
        return answer

    return reply


def elsewhere(url: str) -> Reply:
    """Sent on to another address."""

    async def reply(_request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": url})

    return reply


def _no_interaction(name: str) -> Reply:
    return refused(404, "not_found", message=f"Interaction {name} not found")
