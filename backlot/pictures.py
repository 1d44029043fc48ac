"""Pictures in blocks that are files of the workspace: which a block may name, and who sees them through it.

https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object
"""

import json
import re
import time
from collections.abc import Iterator
from typing import Any

from backlot import channels, files
from backlot.blocks import Block, InvalidBlocks
from backlot.lot import Lot
from backlot.store import Row

KINDS = ("image/png", "image/jpeg", "image/gif")
OWN = "(only_for IS NULL OR only_for = ?)"
IN_ADDRESS = re.compile(r"/files-pri/\w+?-(F[A-Z0-9]+)/|/files/\w+/(F[A-Z0-9]+)/")


def check(lot: Lot, blocks: list[Block], who: Row) -> None:
    """The files that blocks name are pictures that whoever posts them may see. Raises InvalidBlocks.

    An upload is looked through for a while; before that Slack knows no picture in it.
    """
    for at, named in _named(blocks):
        row = files.there(lot.store, _file(named))
        known = row is not None and files.looked_through(row) and files.mimetype(row) in KINDS
        if row is None or not known or not may_see(lot, row, who):
            raise InvalidBlocks(f"[ERROR] invalid slack file [json-pointer:/blocks/{at}/slack_file]")


def _named(blocks: list[Block]) -> Iterator[tuple[str, dict[str, Any]]]:
    for n, block in enumerate(blocks):
        if block.get("slack_file"):
            yield str(n), block["slack_file"]
        if isinstance(accessory := block.get("accessory"), dict) and accessory.get("slack_file"):
            yield f"{n}/accessory", accessory["slack_file"]
        for m, element in enumerate(block.get("elements") or ()):
            if isinstance(element, dict) and element.get("slack_file"):
                yield f"{n}/elements/{m}", element["slack_file"]


def _file(named: dict[str, Any]) -> str:
    if named.get("id"):
        return str(named["id"])
    found = IN_ADDRESS.search(str(named["url"]))
    return (found[1] or found[2]) if found else ""


def may_see(lot: Lot, row: Row, person: Row) -> bool:
    """Whether somebody may see a file: as `files.may_fetch` says, or because what is before them shows it."""
    if files.may_fetch(lot, row, person):
        return True
    holds = f'%"slack_file"%{row["id"]}%'
    sql = "SELECT 1 FROM views WHERE person = ? AND is_open AND body LIKE ?"
    if lot.store.value(sql, person["id"], holds):
        return True
    shown = lot.store.all(f"SELECT DISTINCT channel FROM messages WHERE body LIKE ? AND {OWN}", holds, person["id"])
    rooms = (channels.channel(lot.store, message["channel"]) for message in shown)
    return any(channels.may_see(lot.store, room, person) for room in rooms if room)


def begin_looking(lot: Lot, row: Row) -> None:
    """A picture that is shared nowhere is looked through for as long as a share takes to appear."""
    if files.mimetype(row).startswith("image/"):
        facts = json.loads(row["picture"]) | {"looked_through": time.time() + lot.chance.uniform(*lot.share_delay)}
        lot.store.run("UPDATE files SET picture = ? WHERE id = ?", json.dumps(facts), row["id"])
