"""What a person typed after a slash command, as the app's manifest asks for it: escaped, with names as references.

Posted messages need none of this: whoever posts sends Slack's own form already.
"""

import re

from backlot.lot import Lot
from backlot.people import everybody

REFERENCE = re.compile(r"<[@#!][^<>]*>")
ROOM = re.compile(r"(?<![\w&#])#([a-z0-9][\w-]*)")


def escaped(lot: Lot, text: str) -> str:
    """`@Mara Voss` as `<@U1|mara.voss>`, `#general` as `<#C1|general>`, `<` as `&lt;`; references stay as they are."""
    parts = REFERENCE.split(text)
    kept = [*REFERENCE.findall(text), ""]
    return "".join(_named(lot, _plain(part)) + reference for part, reference in zip(parts, kept, strict=True))


def _plain(text: str) -> str:
    """Escaped once, also where whoever typed it escaped it already."""
    bare = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return bare.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _named(lot: Lot, text: str) -> str:
    people = {name.lower(): row for row in everybody(lot.store) for name in (row["name"], row["real_name"])}
    longest_first = sorted(people, key=len, reverse=True)
    anybody = re.compile(rf"(?<!\w)@({'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)

    def person(found: re.Match[str]) -> str:
        row = people[found[1].lower()]
        return f"<@{row['id']}|{row['name']}>"

    def room(found: re.Match[str]) -> str:
        known = lot.store.value("SELECT id FROM channels WHERE name = ?", found[1])
        return f"<#{known}|{found[1]}>" if known else found[0]

    return anybody.sub(person, ROOM.sub(room, text))
