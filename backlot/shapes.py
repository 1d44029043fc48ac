"""Which keys of a message or a file appear where. Slack shows one thing in several shapes, and so do we.

The lists follow Slack's own samples (tests/contracts/slack); a key that a sample does not have is not sent there.
"""

from collections.abc import Iterable
from typing import Any

Shape = frozenset[str]

WHO = ("user", "team", "bot_id", "bot_profile")
WORDS = ("type", "text", "blocks", "attachments", "ts")
THREAD = ("thread_ts", "parent_user_id")
COUNTS = ("reply_count", "reply_users_count", "latest_reply")
UPLOAD = ("files", "upload", "display_as_bot")

HISTORY: Shape = frozenset(
    (
        *WHO,
        *WORDS,
        *THREAD,
        *COUNTS,
        *UPLOAD,
        "reply_users",
        "is_locked",
        "subscribed",
        "reactions",
        "edited",
        "app_id",
        "subtype",
        "client_msg_id",
        "inviter",
        "metadata",
    )
)
REPLIES: Shape = HISTORY - {"subtype", "client_msg_id", "inviter"}
POSTED: Shape = frozenset((*WHO, *WORDS, *THREAD, "subtype", "app_id", "metadata"))
UPDATED: Shape = frozenset((*WHO, *UPLOAD, "type", "text", "blocks", "edited", "app_id", "metadata"))
REACTED: Shape = frozenset((*WHO, "type", "text", "blocks", "ts", "reactions", "permalink", "app_id"))
LISTED: Shape = frozenset(
    (
        *WHO,
        *WORDS,
        *THREAD,
        *COUNTS,
        *UPLOAD,
        "reply_users",
        "is_locked",
        "subscribed",
        "reactions",
        "edited",
        "app_id",
        "subtype",
        "client_msg_id",
        "inviter",
        "permalink",
    )
)
SAID: Shape = frozenset((*WHO, *WORDS, *THREAD, "client_msg_id", "edited", "metadata", "subtype"))
MENTIONED: Shape = frozenset(
    (
        "user",
        "team",
        "bot_id",
        "bot_profile",
        "text",
        "blocks",
        "ts",
        "thread_ts",
        "client_msg_id",
        "edited",
        "subtype",
        "upload",
        "display_as_bot",
    )
)
SHARED: Shape = frozenset((*WORDS, *THREAD, *UPLOAD, "user", "subtype"))
CHANGED: Shape = frozenset(
    (
        *WHO,
        *WORDS,
        *THREAD,
        *COUNTS,
        "upload",
        "display_as_bot",
        "client_msg_id",
        "subtype",
        "edited",
        "is_locked",
        "subscribed",
        "hidden",
    )
)
PRESSED: Shape = HISTORY - {"reactions"}

COMPLETED_FILE: Shape = frozenset(
    (
        "id",
        "title",
        "created",
        "timestamp",
        "name",
        "mimetype",
        "filetype",
        "pretty_type",
        "user",
        "user_team",
        "editable",
        "size",
        "mode",
        "is_external",
        "external_type",
        "is_public",
        "public_url_shared",
        "display_as_bot",
        "username",
        "url_private",
        "url_private_download",
        "permalink",
        "comments_count",
        "is_starred",
        "shares",
        "channels",
        "groups",
        "ims",
        "has_rich_preview",
        "file_access",
        "media_display_type",
        "thumb_360",
    )
)
EVENT_FILE_LACKS: Shape = frozenset(("channels", "groups", "ims"))


def only(thing: dict[str, Any], shape: Iterable[str]) -> dict[str, Any]:
    """The thing with the keys of one shape."""
    return {key: value for key, value in thing.items() if key in shape}
