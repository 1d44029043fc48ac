"""The command line as scripts use it: JSON out, one sentence on errors, exit codes."""

import json
from pathlib import Path

import pytest

from bot.cli.digest import link
from graphs.vocabulary.refs import Ref
from tests.core.test_settings_and_logs import dailies


def test_interpret_prints_only_what_the_words_state() -> None:
    done = dailies("interpret", "low angle on the courier, slow push in, 40mm, 8 seconds")
    assert done.returncode == 0
    assert json.loads(done.stdout) == {
        "kind": "new_shot",
        "camera_angle": ["low_angle"],
        "camera_movement": ["dolly_in"],
        "focal_length_mm": 40.0,
        "duration_s": 8.0,
        "subject_keywords": ["courier"],
    }


def test_note_prints_items_with_their_moments() -> None:
    done = dailies("note", "love the light, but the push is too fast at 0:03")
    items = {item["aspect"]: item for item in json.loads(done.stdout)["items"]}
    assert items["lighting"]["sentiment"] == "pos"
    assert items["camera_movement"]["timecodes"] == [3.0]


@pytest.mark.parametrize(
    ("name", "valence", "intent"),
    [("+1::skin-tone-4", 0.7, "praise"), ("thumbsup", 0.7, "praise"), ("zork", None, None)],
)
def test_emoji_strips_the_skin_tone_and_never_guesses(name: str, valence: float | None, intent: str | None) -> None:
    sense = json.loads(dailies("emoji", name).stdout)
    assert (sense["valence"], sense.get("intent")) == (valence, intent)


def test_json_lines_come_back_with_their_ids_and_context_is_used(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "text": "same but wider", "context": {"takes_in_thread": 2}},
        {"id": "b", "text": "wide of the pier at dawn", "lang": "en"},
    ]
    done = dailies("interpret", "--jsonl", given="\n".join(json.dumps(line) for line in lines) + "\n")
    read = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in read] == ["a", "b"]
    assert [line["kind"] for line in read] == ["revision", "new_shot"]


@pytest.mark.parametrize(
    ("line", "said"), [("{", "Line 1 is not JSON."), ('{"id": 1}', 'Line 1 needs a text under "text".')]
)
def test_a_bad_line_is_named(line: str, said: str) -> None:
    done = dailies("note", "--jsonl", given=line + "\n")
    assert done.returncode == 2
    assert done.stderr.strip() == said


def test_nothing_to_read_is_a_usage_error() -> None:
    assert dailies("interpret").returncode == 2


def test_migrate_makes_the_database_and_may_be_repeated(tmp_path: Path) -> None:
    for _ in range(2):
        done = dailies("migrate", DAILIES_DATA=str(tmp_path))
        assert done.returncode == 0, done.stderr
        assert "up to date (SQLite)" in done.stderr
    assert (tmp_path / "dailies.db").exists()


def test_a_digest_of_nothing_says_what_to_do(tmp_path: Path) -> None:
    done = dailies("digest", "--week", "2026-W47", DAILIES_DATA=str(tmp_path))
    assert done.returncode == 2
    assert "invite the bot to a channel first" in done.stderr


def test_the_doctor_names_what_is_missing(tmp_path: Path) -> None:
    done = dailies("doctor", DAILIES_DATA=str(tmp_path))
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert any(line.startswith("ok") and "animatic: " in line for line in lines)
    assert any(line.startswith("missing") and "Set SLACK_BOT_TOKEN" in line for line in lines)


def test_help_lists_the_commands() -> None:
    done = dailies("--help")
    for command in ("up", "demo", "interpret", "note", "emoji", "digest", "spend", "stop", "go", "doctor", "migrate"):
        assert command in done.stdout


def test_a_digests_links_open_where_the_workspace_is() -> None:
    ref = Ref("T1", "C1", "1700000000.000100")
    assert link("https://slack.com/api/", ref) == "https://slack.com/archives/C1/p1700000000000100"
    assert link("http://127.0.0.1:8900/api/", ref) == "http://127.0.0.1:8900/archives/C1/p1700000000000100"
