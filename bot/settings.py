"""Settings, and the only place that reads the environment. Parts get values as arguments."""

import os
from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from graphs.errors import Misconfigured


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

    @field_validator("slack_api_url")
    @classmethod
    def _api_url(cls, value: str) -> str:
        if not value.startswith(("https://", "http://")) or not value.endswith("/api/"):
            raise ValueError("SLACK_API_URL has to be a web address that ends in /api/")
        return value

    @field_validator("camera")
    @classmethod
    def _camera(cls, value: str) -> str:
        if value not in CAMERAS:
            raise ValueError(f"DAILIES_CAMERA knows {', '.join(CAMERAS)}, not {value!r}")
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


CAMERAS = ("animatic",)


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
