"""Settings, and the only place that reads the environment. Parts get values as arguments."""

import json
import os
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from graphs.errors import Misconfigured


@dataclass(frozen=True, slots=True)
class GoogleAccess:
    """How Google's models are reached: an API key, or (`vertex`) a project with the machine's own credentials."""

    api_key: str | None = field(default=None, repr=False)
    vertex: bool = False
    project: str | None = None
    location: str | None = None
    base_url: str | None = None


MODEL_ID = r"^[\w./-]+$"


class Settings(BaseSettings):
    """What can be set from outside; names are the environment's (see the table in README.md)."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True)

    slack_bot_token: SecretStr | None = Field(None, validation_alias="SLACK_BOT_TOKEN")
    slack_app_token: SecretStr | None = Field(None, validation_alias="SLACK_APP_TOKEN")
    slack_signing_secret: SecretStr | None = Field(None, validation_alias="SLACK_SIGNING_SECRET")
    slack_api_url: str = Field("https://slack.com/api/", validation_alias="SLACK_API_URL")
    database_url: SecretStr | None = Field(None, validation_alias="DATABASE_URL")
    data: Path = Field(Path(".dailies"), validation_alias="DAILIES_DATA")
    camera: str = Field("animatic", validation_alias="DAILIES_CAMERA")
    log: str = Field("info", validation_alias="DAILIES_LOG")
    share_patience_s: float = Field(30.0, gt=0, validation_alias="DAILIES_SHARE_PATIENCE")
    camera_places: int = Field(2, ge=1, validation_alias="DAILIES_CAMERA_PLACES")
    omni_model: str = Field("gemini-omni-1.2-flash", pattern=MODEL_ID, validation_alias="DAILIES_OMNI_MODEL")
    veo_model: str = Field("veo-3.1-fast-generate-001", pattern=MODEL_ID, validation_alias="DAILIES_VEO_MODEL")
    draft: Literal["360p", "720p", "1080p", "4k"] = Field("720p", validation_alias="DAILIES_DRAFT")
    bucket: str | None = Field(None, pattern=r"^gs://[a-z0-9][\w./-]+$", validation_alias="DAILIES_GOOGLE_BUCKET")
    storage: str | None = Field(None, validation_alias="STORAGE_EMULATOR_HOST")
    models_set: str | None = Field(None, validation_alias="DAILIES_MODELS")

    admins: str = Field("", pattern=r"^[\w\s,]*$", validation_alias="DAILIES_ADMINS")

    interpreter: Literal["auto", "rules", "gemini"] = Field("auto", validation_alias="DAILIES_INTERPRETER")
    text_model: str = Field("gemini-3.8-flash", pattern=MODEL_ID, validation_alias="DAILIES_TEXT_MODEL")
    read_deadline_s: float = Field(4.0, gt=0, le=60, validation_alias="DAILIES_READ_DEADLINE")
    # the names that Google's own SDK reads, with its rules of precedence (google-genai 3.4)
    google_api_key: SecretStr | None = Field(None, validation_alias="GOOGLE_API_KEY")
    gemini_api_key: SecretStr | None = Field(None, validation_alias="GEMINI_API_KEY")
    google_enterprise: str | None = Field(None, validation_alias="GOOGLE_GENAI_USE_ENTERPRISE")
    google_vertexai: str | None = Field(None, validation_alias="GOOGLE_GENAI_USE_VERTEXAI")
    google_project: str | None = Field(None, validation_alias="GOOGLE_CLOUD_PROJECT")
    google_location: str | None = Field(None, validation_alias="GOOGLE_CLOUD_LOCATION")
    gemini_base_url: str | None = Field(None, validation_alias="GOOGLE_GEMINI_BASE_URL")
    vertex_base_url: str | None = Field(None, validation_alias="GOOGLE_VERTEX_BASE_URL")

    @field_validator("slack_api_url")
    @classmethod
    def _api_url(cls, value: str) -> str:
        if not value.startswith(("https://", "http://")) or not value.endswith("/api/"):
            raise ValueError("SLACK_API_URL has to be a web address that ends in /api/")
        return value

    @field_validator("camera")
    @classmethod
    def _camera(cls, value: str) -> str:
        known = (*CAMERAS, *sorted({point.name for point in entry_points(group=PLUGGED)}))
        if value not in known:
            raise ValueError(f"DAILIES_CAMERA knows {', '.join(known)}, not {value!r}")
        return value

    @field_validator("log")
    @classmethod
    def _log(cls, value: str) -> str:
        if value.lower() not in ("debug", "info", "warning", "error"):
            raise ValueError("DAILIES_LOG is one of debug, info, warning, error")
        return value.lower()

    @property
    def embedded(self) -> bool:
        """SQLite and a queue in this process; False with a PostgreSQL database, which replicas may share."""
        return not self.database().startswith("postgresql")

    def database(self) -> str:
        """The database's address: as set, else a file in the data folder."""
        if self.database_url:
            return self.database_url.get_secret_value()
        return f"sqlite+aiosqlite:///{self.data.resolve() / 'dailies.db'}"

    def money_admins(self) -> frozenset[str]:
        """Ids of people who decide about money beside the workspace's own admins."""
        return frozenset(self.admins.replace(",", " ").split())

    def google(self) -> GoogleAccess | None:
        """How Google is reached by these settings, or None where they give no credentials.

        As in the SDK: ENTERPRISE wins over VERTEXAI, GOOGLE_API_KEY over GEMINI_API_KEY, and with Vertex a project
        over a key. A project is asked for by name; the SDK would look for it among the machine's credentials.
        """
        secret = self.google_api_key or self.gemini_api_key
        key = secret.get_secret_value() if secret else None
        flag = self.google_vertexai if self.google_enterprise is None else self.google_enterprise
        if flag is None or flag.lower() not in ("true", "1"):
            return GoogleAccess(api_key=key, base_url=self.gemini_base_url) if key else None
        if self.google_project:
            location = self.google_location or "global"
            return GoogleAccess(None, True, self.google_project, location, self.vertex_base_url)
        return GoogleAccess(api_key=key, vertex=True, base_url=self.vertex_base_url) if key else None

    def models(self) -> dict[str, Any]:
        """What is set over the table of video models, by model id. Raises Misconfigured where it is no JSON object."""
        if not self.models_set:
            return {}
        text = self.models_set
        try:
            if not text.lstrip().startswith("{"):
                text = Path(text).read_text(encoding="utf-8")
            loaded = json.loads(text)
        except (OSError, ValueError) as error:
            raise Misconfigured(f"DAILIES_MODELS is neither JSON nor a file that holds it: {error}") from None
        if not isinstance(loaded, dict):
            raise Misconfigured("DAILIES_MODELS has to be a JSON object: model id to fields.")
        return loaded

    def reader(self) -> GoogleAccess | None:
        """How the model that reads is reached; None where the rules read. Raises Misconfigured with what to set."""
        if self.interpreter == "rules":
            return None
        access = self.google()
        if access is None and self.interpreter == "gemini":
            raise Misconfigured(
                "DAILIES_INTERPRETER is gemini: set GEMINI_API_KEY, or GOOGLE_GENAI_USE_VERTEXAI=true and "
                "GOOGLE_CLOUD_PROJECT."
            )
        return access

    def rolls_with(self) -> GoogleAccess | None:
        """How the camera that rolls takes is reached where it is Google's. Raises Misconfigured with what to set."""
        if self.camera not in ("omni", "veo"):
            return None
        access = self.google()
        if access is None or (self.camera == "veo" and not access.vertex):
            key = "GEMINI_API_KEY, or " if self.camera == "omni" else ""
            also = "" if self.camera == "omni" else " Veo is served on Vertex only."
            raise Misconfigured(
                f"DAILIES_CAMERA is {self.camera}: set {key}GOOGLE_GENAI_USE_VERTEXAI=true and "
                f"GOOGLE_CLOUD_PROJECT.{also}"
            )
        return access

    def slack_tokens(self) -> tuple[str, str]:
        """Bot and app token. Raises Misconfigured with what to do where one is missing."""
        missing = [
            name
            for name, value in (("SLACK_BOT_TOKEN", self.slack_bot_token), ("SLACK_APP_TOKEN", self.slack_app_token))
            if value is None
        ]
        if self.slack_bot_token is None or self.slack_app_token is None:
            raise Misconfigured(f"Set {' and '.join(missing)}, or run `dailies demo` for a workspace on this machine.")
        return self.slack_bot_token.get_secret_value(), self.slack_app_token.get_secret_value()


CAMERAS = ("animatic", "omni", "veo")
PLUGGED = "dailies.cameras"  # the entry point of packages that bring cameras


def read_settings() -> Settings:
    """The settings from the environment. Raises Misconfigured with one sentence for each wrong one."""
    try:
        return Settings()  # type: ignore[call-arg]  # every field comes from the environment
    except ValueError as error:
        raise Misconfigured(_sentences(error)) from None


def _sentences(error: ValueError) -> str:
    errors = getattr(error, "errors", None)
    if errors is None:
        return str(error)
    told = []
    for each in errors(include_url=False, include_input=False):
        name = each["loc"][0] if each["loc"] else "settings"
        told.append(f"{name}: {each['msg'].removeprefix('Value error, ')}")
    return "; ".join(told)


def child_environment(**overrides: str) -> dict[str, str]:
    """This process's environment with some values over it, for a process that it starts."""
    return {**os.environ, **overrides}
