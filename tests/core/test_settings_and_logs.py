"""Settings say what is wrong in one sentence; logs carry no secret."""

import os
import subprocess
from pathlib import Path

import pytest

from bot.logs import scrub
from bot.settings import Settings
from graphs.errors import Misconfigured
from tests import ready


def dailies(*args: str, given: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    ours = ("SLACK_", "DAILIES_", "DATABASE_", "GOOGLE_", "GEMINI_")
    clean = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
    return ready.run("bot", *args, env=clean | environment, given=given)


def test_up_without_tokens_says_which_to_set(tmp_path: Path) -> None:
    done = dailies("up", DAILIES_DATA=str(tmp_path))
    assert done.returncode == 2
    assert done.stderr.strip() == (
        "Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN, or run `dailies demo` for a workspace on this machine."
    )


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SLACK_API_URL", "https://slack.example", "ends in /api/"),
        ("DAILIES_CAMERA", "bolex", "DAILIES_CAMERA knows animatic"),
        ("DAILIES_LOG", "loud", "DAILIES_LOG is one of"),
    ],
)
def test_a_wrong_setting_is_one_sentence(tmp_path: Path, name: str, value: str, said: str) -> None:
    done = dailies("up", DAILIES_DATA=str(tmp_path), **{name: value})
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_database_url_means_the_embedded_one() -> None:
    assert Settings(_env_file=None).embedded  # type: ignore[call-arg]


def test_tokens_are_asked_for_by_name() -> None:
    with pytest.raises(Misconfigured, match="SLACK_APP_TOKEN"):
        Settings(SLACK_BOT_TOKEN="xoxb-1").slack_tokens()  # type: ignore[call-arg]


def test_admins_are_named_by_their_ids() -> None:
    assert Settings(DAILIES_ADMINS="U1, U2 U3,").money_admins() == {"U1", "U2", "U3"}  # type: ignore[call-arg]
    assert Settings().money_admins() == frozenset()  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="DAILIES_ADMINS"):
        Settings(DAILIES_ADMINS="@mara!")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-12-abc",
        "xapp-1-A-b",
        "AIza" + "S" * 35,
        "postgresql://dailies:pa55@db/x",
        "Bearer abc.def",
        "ws://h/?ticket=t1",
    ],
)
def test_no_secret_reaches_a_log_line(secret: str) -> None:
    line = scrub(None, "info", {"event": f"failed with {secret}!"})["event"]
    assert "[secret]" in line
    for part in ("xoxb-12", "xapp-1-A", "AIzaSSS", "pa55", "abc.def", "t1!"):
        assert part not in line.replace("[secret]!", "[secret]") or part not in secret


def test_a_second_up_on_the_same_data_names_the_process_that_holds_it(tmp_path: Path) -> None:
    from filelock import FileLock

    (tmp_path / "dailies.pid").write_text("4711", encoding="utf-8")
    with FileLock(tmp_path / "dailies.lock"):
        done = dailies("up", DAILIES_DATA=str(tmp_path), SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1")
    assert done.returncode == 2
    assert "Process 4711 works on" in done.stderr
