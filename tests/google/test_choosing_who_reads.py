"""Who reads, by the settings: the names that Google's SDK knows mean here what they mean there."""

from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from bot.cli.doctor import register
from bot.main import open_readers
from bot.settings import GoogleAccess, read_settings
from graphs.crew.reading import ReadingContext
from graphs.errors import Misconfigured
from tests.google.replies import answered
from tests.google.server import KEY, Google

VERTEX = {"GOOGLE_GENAI_USE_VERTEXAI": "true", "GOOGLE_CLOUD_PROJECT": "proj"}


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests."""
    names = ("GOOGLE_API_KEY", "GEMINI_API_KEY", "GOOGLE_GENAI_USE_ENTERPRISE", "GOOGLE_CLOUD_LOCATION",
             "GOOGLE_GEMINI_BASE_URL", "GOOGLE_VERTEX_BASE_URL", "DAILIES_INTERPRETER", "DAILIES_TEXT_MODEL",
             "DAILIES_READ_DEADLINE", *VERTEX)  # fmt: skip
    for name in names:
        monkeypatch.delenv(name, raising=False)


def chosen(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> GoogleAccess | None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return read_settings().reader()


CHOICES: list[tuple[dict[str, str], GoogleAccess]] = [
    ({"GEMINI_API_KEY": "a"}, GoogleAccess("a")),
    ({"GEMINI_API_KEY": "a", "GOOGLE_API_KEY": "b"}, GoogleAccess("b")),
    ({"GEMINI_API_KEY": "a", "GOOGLE_API_KEY": ""}, GoogleAccess("a")),
    ({"GEMINI_API_KEY": "a", "GOOGLE_CLOUD_PROJECT": "proj"}, GoogleAccess("a")),
    ({"GEMINI_API_KEY": "a", "GOOGLE_GENAI_USE_VERTEXAI": "yes"}, GoogleAccess("a")),
    (VERTEX, GoogleAccess(None, True, "proj", "global")),
    (VERTEX | {"GOOGLE_CLOUD_LOCATION": "us-central1"}, GoogleAccess(None, True, "proj", "us-central1")),
    (VERTEX | {"GEMINI_API_KEY": "a"}, GoogleAccess(None, True, "proj", "global")),
    ({"GOOGLE_GENAI_USE_VERTEXAI": "1", "GEMINI_API_KEY": "a"}, GoogleAccess("a", True)),
    ({"GOOGLE_GENAI_USE_ENTERPRISE": "TRUE", "GOOGLE_CLOUD_PROJECT": "p"}, GoogleAccess(None, True, "p", "global")),
    (VERTEX | {"GOOGLE_GENAI_USE_ENTERPRISE": "false", "GEMINI_API_KEY": "a"}, GoogleAccess("a")),
]  # fmt: skip


@pytest.mark.filterwarnings("ignore:Warning. Both GOOGLE_GENAI_USE:UserWarning")
@pytest.mark.parametrize(("environment", "access"), CHOICES)
def test_credentials_are_chosen_as_the_sdk_would_choose_them(
    environment: dict[str, str], access: GoogleAccess, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert chosen(monkeypatch, environment) == access
    from google.genai import Client

    client = Client()
    own: Any = client._api_client
    assert bool(client.vertexai) == access.vertex
    assert own.api_key == access.api_key
    if access.vertex and access.api_key is None:
        assert (own.project, own.location) == (access.project, access.location)
    client.close()


@pytest.mark.parametrize(
    "environment",
    [{}, {"GOOGLE_CLOUD_PROJECT": "proj"}, {"GOOGLE_GENAI_USE_VERTEXAI": "true"},
     {"GEMINI_API_KEY": "a", "DAILIES_INTERPRETER": "rules"}],
)  # fmt: skip
def test_without_credentials_or_by_wish_the_rules_read(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert chosen(monkeypatch, environment) is None


def test_addresses_belong_to_their_way(monkeypatch: pytest.MonkeyPatch) -> None:
    both = {"GOOGLE_GEMINI_BASE_URL": "https://g.example", "GOOGLE_VERTEX_BASE_URL": "https://v.example"}
    assert chosen(monkeypatch, both | {"GEMINI_API_KEY": "a"}) == GoogleAccess("a", base_url="https://g.example")
    vertex = chosen(monkeypatch, VERTEX)
    assert vertex is not None and vertex.base_url == "https://v.example"


def test_a_key_is_in_no_text_of_its_access(monkeypatch: pytest.MonkeyPatch) -> None:
    assert KEY not in repr(chosen(monkeypatch, {"GEMINI_API_KEY": KEY}))
    assert KEY not in repr(read_settings())


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"DAILIES_INTERPRETER": "gemini"}, "GEMINI_API_KEY"),
        ({"DAILIES_INTERPRETER": "oracle"}, "DAILIES_INTERPRETER"),
        ({"DAILIES_READ_DEADLINE": "0"}, "DAILIES_READ_DEADLINE"),
        ({"DAILIES_TEXT_MODEL": "gemini?key=x"}, "DAILIES_TEXT_MODEL"),
    ],
)
def test_a_wrong_setting_is_named(environment: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Misconfigured, match=told):
        chosen(monkeypatch, environment)


async def test_the_house_reads_with_the_model_of_the_settings(google: Google, monkeypatch: pytest.MonkeyPatch) -> None:
    google.reply(answered({"kind": "chatter", "shots": []}))
    environment = {"GEMINI_API_KEY": KEY, "GOOGLE_GEMINI_BASE_URL": google.url, "DAILIES_TEXT_MODEL": "gemini-9-new"}
    assert chosen(monkeypatch, environment | {"DAILIES_READ_DEADLINE": "30"})
    async with open_readers(read_settings()) as (rules, gemini):
        assert gemini is not None and gemini.fallback is rules
        assert (await gemini.read_message("copy that", ReadingContext())).read_by == "gemini"
        assert gemini.extractor.model == "gemini-9-new"
    [asked] = google.asked
    assert asked.path == "/v1/models/gemini-9-new:generateContent"


async def test_without_a_way_to_a_model_the_house_has_none() -> None:
    async with open_readers(read_settings()) as (_, gemini):
        assert gemini is None


@pytest.mark.parametrize(
    ("environment", "line"),
    [
        ({}, "reads: the rules, on this machine"),
        ({"GEMINI_API_KEY": KEY}, "reads: gemini-3.8-flash with an API key (not asked)"),
        (VERTEX, "reads: gemini-3.8-flash with project proj in global, with this machine's login (not asked)"),
        ({"DAILIES_INTERPRETER": "gemini"}, "reads: DAILIES_INTERPRETER is gemini: set GEMINI_API_KEY"),
    ],
)
def test_the_doctor_says_who_reads(
    environment: dict[str, str], line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    command = typer.Typer()
    register(command)
    done = CliRunner().invoke(command, env={"DAILIES_DATA": str(tmp_path), **environment})
    assert line in done.stdout
    assert KEY not in done.stdout
