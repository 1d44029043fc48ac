"""The doors through which a file's bytes come and go. What the files are is in files.py."""

import asyncio
import json
from pathlib import Path

from aiohttp import BodyPartReader, hdrs, web

from backlot import files, people, pictures
from backlot.api.files import LARGEST
from backlot.keys import LOT
from backlot.lot import Lot
from backlot.media import film_facts
from backlot.store import Row

CHUNK = 256 * 1024
PLAYED = ("image/png", "image/jpeg", "image/gif", "image/webp")


async def upload(request: web.Request) -> web.Response:
    """Take the bytes of an expected file; the address is itself the permission."""
    lot = request.app[LOT]
    row = lot.store.one("SELECT * FROM files WHERE upload_token = ?", request.match_info["token"])
    if row is None or row["state"] not in ("expected", "uploaded"):
        raise web.HTTPNotFound(text="no such upload")
    path = files.place(lot, row["id"])
    size = await _kept(request, path)
    facts = await asyncio.to_thread(film_facts, path) if files.mimetype(row) == "video/mp4" else {}
    lot.store.run(
        "UPDATE files SET state = 'uploaded', size = ?, picture = ? WHERE id = ?", size, json.dumps(facts), row["id"]
    )
    return web.Response(text=f"OK - {size}")


async def _kept(request: web.Request, path: Path) -> int:
    source: BodyPartReader | web.Request = request
    if request.content_type == "multipart/form-data":
        part = await (await request.multipart()).next()
        if not isinstance(part, BodyPartReader):
            raise web.HTTPBadRequest(text="no file in the form")
        source = part
    size = 0
    with await asyncio.to_thread(path.open, "wb") as target:
        while chunk := await _read(source):
            size += len(chunk)
            if size > LARGEST:
                raise web.HTTPRequestEntityTooLarge(max_size=LARGEST, actual_size=size)
            await asyncio.to_thread(target.write, chunk)
    return size


async def _read(source: BodyPartReader | web.Request) -> bytes:
    return await (source.content.read(CHUNK) if isinstance(source, web.Request) else source.read_chunk(CHUNK))


async def download(request: web.Request) -> web.StreamResponse:
    """Give the bytes, whole or a range, to somebody who may see the file."""
    lot = request.app[LOT]
    row = files.there(lot.store, request.match_info["file"])
    if row is None:
        raise web.HTTPNotFound(text="no such file")
    person = _who(lot, request)
    if person is None or not pictures.may_see(lot, row, person):
        raise web.HTTPForbidden(text="not yours to see")
    response = web.FileResponse(files.place(lot, row["id"]), headers=_headers(request, row))
    response.content_type = files.mimetype(row)
    return response


def _who(lot: Lot, request: web.Request) -> Row | None:
    scheme, _, token = request.headers.get(hdrs.AUTHORIZATION, "").partition(" ")
    if scheme.lower() != "bearer":
        token = request.query.get("t", "")
    return people.by_token(lot.store, token.strip())


def _headers(request: web.Request, row: Row) -> dict[str, str]:
    """A picture or a film may be shown where it is; anything else is only saved, never run on our pages."""
    kind = files.mimetype(row)
    shown = kind in PLAYED or kind.startswith(("video/", "audio/"))
    how = "inline" if shown and "download" not in request.match_info else "attachment"
    return {"Content-Disposition": how, "Content-Security-Policy": "default-src 'none'; sandbox"}
