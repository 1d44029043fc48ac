"""What the check tells: one line a step, with what differs below it, and what to do where Slack refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from slack_sdk.errors import SlackApiError

from bot.live.shapes import Difference
from bot.slack_client import code_of

Mark = Literal["ok", "differs", "failed"]

# What to do, by Slack's name for what went wrong.
REMEDIES = {
    "not_in_channel": "type `/invite @Dailies` in the channel, then run this again",
    "channel_not_found": "type `/invite @Dailies` in the channel, then run this again",
    "is_archived": "name a channel that is not archived",
    "restricted_action": "an admin of the workspace has to let apps post there",
    "invalid_auth": "copy SLACK_BOT_TOKEN (xoxb-) and SLACK_APP_TOKEN (xapp-) from the app's pages anew",
    "not_authed": "set SLACK_BOT_TOKEN and SLACK_APP_TOKEN",
    "account_inactive": "the app was taken out of the workspace: install it again",
    "token_revoked": "install the app again and copy its bot token",
    "not_allowed_token_type": "SLACK_APP_TOKEN has to be an app-level token (xapp-) with `connections:write`",
    "ratelimited": "wait a minute, then run this again",
    "file_uploads_disabled": "an admin of the workspace has to allow uploads",
    "storage_limit_reached": "the workspace's storage is full: an admin has to make room",
}
ELSE = "look the code up at https://docs.slack.dev, then run this again"


@dataclass(frozen=True, slots=True)
class Line:
    """A step: its mark, its name, one sentence; `more` are fields that Slack has in its samples and the backlot not."""

    mark: Mark
    step: str
    words: str
    differences: Sequence[Difference] = ()
    more: Sequence[str] = ()


Tell = Callable[[Line], None]


def advice(error: SlackApiError) -> str:
    """What Slack refused, and what to do about it."""
    data = error.response.data if isinstance(error.response.data, dict) else {}
    code = code_of(error)
    if code == "missing_scope" and data.get("needed"):
        return f"the scope {data['needed']} is missing: take bot/manifest.json for the app, then install it again"
    return f"Slack answers {code}: {REMEDIES.get(code, ELSE)}"


def exit_code(lines: Sequence[Line]) -> int:
    """0 where all is as expected, 1 where a step failed, 3 where all worked and something differs."""
    marks = {line.mark for line in lines}
    return 1 if "failed" in marks else 3 if "differs" in marks else 0
