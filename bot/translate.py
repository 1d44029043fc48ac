"""Slack's events, files and users as our nouns; buttons and forms are in interactions.py. Nothing else reads its dicts.

What cannot start work comes back as None.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from graphs.vocabulary.acts import Act
from graphs.vocabulary.production import Person
from graphs.vocabulary.refs import FileRef, Ref

Payload = Mapping[str, Any]

SPOKEN = (None, "file_share", "thread_broadcast", "me_message")  # subtypes of a message that somebody wrote
MARKUP = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
FILE_ID = re.compile(r"\w{1,40}")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who we are in one workspace: the team, our bot's user id and its bot id."""

    team: str
    user: str
    bot: str


def instant(ts: str) -> datetime:
    """Slack's time as UTC."""
    return datetime.fromtimestamp(float(ts), UTC)


def spoken(event: Payload, us: Identity, event_id: str | None = None) -> Act | None:
    """A `message` or `app_mention` event; None for what is not a person's doing, or nothing to us.

    The twins of one text have one key.
    """
    subtype = event.get("subtype")
    if event.get("type") == "app_mention" and event.get("edited"):
        return _edited(event, event, us, event_id)
    match subtype:
        case "message_changed":
            return _changed(event, us, event_id)
        case "message_deleted":
            return _deleted(event, event.get("previous_message") or {}, us, event_id)
    if subtype not in SPOKEN or not _a_persons(event, us):
        return _own_clip(event, us, event_id)
    ref = Ref(us.team, event["channel"], event["ts"])
    return Act(
        key=f"said:{ref.channel}:{ref.ts}",
        kind="said",
        ref=ref,
        thread=Ref(us.team, ref.channel, event.get("thread_ts") or ref.ts),
        person=event["user"],
        at=instant(ref.ts),
        text=words(event.get("text") or "", us),
        addressed=_addresses(event, us),
        direct=_direct(event),
        files=files(event.get("files") or ()),
        event_id=event_id,
    )


def _a_persons(message: Payload, us: Identity) -> bool:
    return bool(message.get("user")) and message["user"] != us.user and not message.get("bot_id")


def _addresses(message: Payload, us: Identity) -> bool:
    return message.get("type") == "app_mention" or f"<@{us.user}" in (message.get("text") or "")


def _direct(event: Payload) -> bool:
    return event.get("channel_type") == "im" or event["channel"].startswith("D")


def _changed(event: Payload, us: Identity, event_id: str | None) -> Act | None:
    """An edit by a person, of words or files. Link previews and our own edits are none; a tombstone is a deletion."""
    now, before = event.get("message") or {}, event.get("previous_message") or {}
    if now.get("subtype") == "tombstone" or _lost_its_file(now, before):
        return _deleted(event, {**before, "ts": now["ts"]}, us, event_id)
    if now.get("subtype") not in SPOKEN or not _a_persons(now, us):
        return None
    if now.get("edited") and now.get("text") != before.get("text"):
        return _edited(event, now, us, event_id)
    if len(files(now.get("files") or ())) < len(files(before.get("files") or ())):  # somebody took one out
        return _edited(event, {**now, "edited": {"ts": event["event_ts"]}}, us, event_id)
    return None


def _lost_its_file(now: Payload, before: Payload) -> bool:
    kept = [f for f in now.get("files") or () if f.get("mode") != "tombstone"]
    return bool(before.get("files")) and not kept and not now.get("text")


def _edited(event: Payload, message: Payload, us: Identity, event_id: str | None) -> Act | None:
    if not _a_persons(message, us):
        return None
    ref = Ref(us.team, event["channel"], message["ts"])
    edit_ts = message["edited"]["ts"]
    return Act(
        key=f"edited:{ref.channel}:{ref.ts}:{edit_ts}",
        kind="edited",
        ref=ref,
        thread=Ref(us.team, ref.channel, message.get("thread_ts") or ref.ts),
        person=message["user"],
        at=instant(edit_ts),
        text=words(message.get("text") or "", us),
        addressed=_addresses(message, us),
        direct=_direct(event),
        fields={"edit_ts": edit_ts},
        files=files(message.get("files") or ()),
        event_id=event_id,
    )


def _deleted(event: Payload, before: Payload, us: Identity, event_id: str | None) -> Act:
    """A message is gone. Slack does not say who deleted it: its author, where that is a person, else nobody."""
    ref = Ref(us.team, event["channel"], event.get("deleted_ts") or before["ts"])
    return Act(
        key=f"deleted:{ref.channel}:{ref.ts}",
        kind="deleted",
        ref=ref,
        thread=Ref(us.team, ref.channel, before.get("thread_ts") or ref.ts),
        person=before["user"] if _a_persons(before, us) else "",
        at=instant(event["event_ts"]),
        direct=_direct(event),
        event_id=event_id,
    )


def _own_clip(event: Payload, us: Identity, event_id: str | None) -> Act | None:
    """Our own file's message: its clip is there. Nothing else of ours says anything new."""
    shown = files(event.get("files") or ())
    if event.get("user") != us.user or event.get("subtype") != "file_share" or not shown:
        return None
    ref = Ref(us.team, event["channel"], event["ts"])
    thread = Ref(us.team, ref.channel, event.get("thread_ts") or ref.ts)
    key = f"shared:{shown[0].id}:{ref.ts}"
    return Act(key, "shared", ref, thread, us.user, instant(ref.ts), subject=shown[0].id, event_id=event_id)


def file_shared(event: Payload, us: Identity, event_id: str | None = None) -> Act | None:
    """A file of ours was shared somewhere."""
    if event.get("user_id") != us.user:
        return None
    ref = Ref(us.team, event["channel_id"], event["event_ts"])
    key = f"shared:{event['file_id']}:{ref.channel}"
    return Act(key, "shared", ref, ref, us.user, instant(ref.ts), subject=event["file_id"], event_id=event_id)


def reaction(event: Payload, us: Identity, event_id: str) -> Act | None:
    """An emoji put on a message or taken away. Its thread is not told: the message stands for it."""
    item = event["item"]
    if item.get("type") != "message" or event.get("user") in (None, us.user):
        return None
    ref = Ref(us.team, item["channel"], item["ts"])
    return Act(
        key=f"reaction:{event_id}",
        kind="reacted" if event["type"] == "reaction_added" else "unreacted",
        ref=ref,
        thread=ref,
        person=event["user"],
        at=instant(event["event_ts"]),
        emoji=event["reaction"],
        fields={"order": event["event_ts"]},
        event_id=event_id,
    )


def joined(event: Payload, us: Identity, event_id: str | None = None) -> Act | None:
    """We were brought into a channel; `person` is empty where Slack names no inviter."""
    if event.get("user") != us.user:
        return None
    ref = Ref(us.team, event["channel"], event["event_ts"])
    key = f"invited:{ref.channel}:{ref.ts}"
    person = event.get("inviter") or ""
    return Act(key, "invited", ref, ref, person, instant(ref.ts), fields={"inviter": person}, event_id=event_id)


def stopped(event: Payload, us: Identity, event_id: str | None = None) -> Act:
    """Slack's own stop button in a thread."""
    thread = Ref(us.team, event["channel"], event["thread_ts"])
    key = f"stopped:{thread.channel}:{thread.ts}:{event['event_ts']}"
    return Act(key, "stopped", thread, thread, event["user"], instant(event["event_ts"]), event_id=event_id)


def files(shared: Sequence[Payload]) -> tuple[FileRef, ...]:
    """The files of a message: only what is needed to fetch them. A file that was deleted since is left out."""
    return tuple(
        FileRef(
            id=file["id"],
            name=str(file.get("name") or file.get("title") or "a file"),
            mime=str(file.get("mimetype") or ""),
            size=int(file.get("size") or 0),
            url=str(file.get("url_private_download") or ""),
        )
        for file in shared
        if file.get("mode") != "tombstone" and FILE_ID.fullmatch(str(file.get("id") or ""))
    )


def words(text: str, us: Identity) -> str:
    """Slack's text as people read it: our own mention gone, others as names, links as their words, nothing escaped."""

    def unmarked(found: re.Match[str]) -> str:
        mark, target, label = found.groups()
        match mark:
            case "@":
                return "" if target == us.user else f"@{label or target}"
            case "#":
                return f"#{label or target}"
            case "!":
                return label or f"@{target.partition('^')[0]}"
        return label or target.removeprefix("mailto:")

    ours = re.compile(rf"<@{re.escape(us.user)}(\|[^<>]*)?>[:,]?[ \t]?")
    plain = MARKUP.sub(unmarked, ours.sub("", text))
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def person(user: Payload, us: Identity) -> Person:
    """A `users.info` user as a person."""
    profile = user.get("profile") or {}
    name = profile.get("display_name") or profile.get("real_name") or user.get("real_name") or user.get("name")
    return Person(
        team=us.team,
        id=user["id"],
        name=name or user["id"],
        timezone=user.get("tz") or "UTC",
        bot=bool(user.get("is_bot")),
        guest=bool(user.get("is_restricted") or user.get("is_ultra_restricted")),
        stranger=bool(user.get("is_stranger")) or user.get("team_id", us.team) != us.team,
        admin=bool(user.get("is_admin") or user.get("is_owner")),
    )
