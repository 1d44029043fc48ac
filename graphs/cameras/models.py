"""The video models as data: what each can do, costs and is replaced by. `models.json` holds it, settings override it.

What a camera makes of these facts (refusals, prices of a request) is in `fitting.py`.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graphs.errors import Misconfigured

Way = Literal["key", "vertex"]  # how Google is reached: with an API key, or with a project on Vertex
Sound = Literal["always", "choice", "never"]


class Fact(BaseModel):
    """Frozen, and strict on names: a misspelt override is a fault, not a silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Seconds(Fact):
    """Lengths that a model renders: every one between two, or only some. Seconds."""

    shortest: float | None = Field(default=None, alias="from", gt=0)
    longest: float | None = Field(default=None, alias="to", gt=0)
    only: tuple[float, ...] = ()

    def takes(self, seconds: float) -> bool:
        """Whether a clip of that length can be rendered."""
        if self.only:
            return seconds in self.only
        return (self.shortest or 0) <= seconds <= (self.longest or seconds)

    def nearest(self, seconds: float) -> float:
        """The nearest length that can be rendered; of two as near, the longer one."""
        if self.only:
            return min(self.only, key=lambda one: (abs(one - seconds), -one))
        return min(max(seconds, self.shortest or seconds), self.longest or seconds)

    def told(self) -> str:
        """In words: "4, 6 or 8 seconds", "3 to 15 seconds"."""
        if self.only:
            *first, last = [f"{one:g}" for one in self.only]
            return f"{', '.join(first)} or {last} seconds" if first else f"{last} seconds"
        return f"{self.shortest:g} to {self.longest:g} seconds"


class References(Fact):
    """How many reference images and videos go along; `seconds` and `alone` bind what else may be asked with them.

    `video_s` is the longest that such a video may be, in seconds.
    """

    images: int = Field(default=0, ge=0)
    videos: int = Field(default=0, ge=0)
    video_s: float | None = Field(default=None, gt=0)
    seconds: tuple[float, ...] = ()
    alone: bool = False


class Extending(Fact):
    """By how many seconds a clip can be made longer (least, most), and how long the whole may become."""

    by: tuple[float, float]
    whole: float


class Editing(Fact):
    """The longest clip that can be edited, in seconds."""

    longest: float


class Model(Fact):
    """One video model. `cents_per_second` by resolution, in US cents; `unsure` names what nobody has verified.

    `cents_per_million_tokens` prices the video tokens that a model reports; where it is None, seconds are counted.
    """

    id: str
    camera: str
    serves: dict[Way, tuple[str, ...]]
    seconds: Seconds
    cents_per_second: dict[str, float]
    cents_per_million_tokens: float | None = None
    formats: tuple[str, ...]
    references: References = References()
    first_frame: bool = False
    last_frame: bool = False
    extend: Extending | None = None
    edit: Editing | None = None
    per_call: int = 1
    seed: bool = False
    negative_prompt: bool = False
    sound: Sound = "always"
    fps: int = 24
    wait_s: tuple[float, float]
    replacement: str | None = None
    unsure: tuple[str, ...] = ()
    source: str
    date: str


Models = Mapping[str, Model]


@cache
def shipped() -> dict[str, Any]:
    """The table as it comes with this version."""
    loaded: dict[str, Any] = json.loads(files("graphs.cameras").joinpath("models.json").read_text(encoding="utf-8"))
    return loaded


def read_models(overrides: Mapping[str, Mapping[str, Any]] | None = None) -> Models:
    """All models by id, with `overrides` (id -> fields) put over the table; a new id is a new model.

    An override's own `source` and `date` stand, else it is told as a setting's. Raises Misconfigured with the model
    and the field.
    """
    table: dict[str, dict[str, Any]] = dict(shipped()["models"])
    for name, fields in (overrides or {}).items():
        if not isinstance(fields, Mapping):
            raise Misconfigured(f"DAILIES_MODELS: {name} has to hold fields")
        table[name] = {**table.get(name, {}), "source": "DAILIES_MODELS", "date": "as set", **fields}
    read = {}
    for name, fields in table.items():
        try:
            read[name] = Model.model_validate({"id": name, **fields})
        except ValidationError as error:
            raise Misconfigured(f"DAILIES_MODELS: {name}: {_first(error)}") from None
    return read


def _first(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_input=False)[0]
    return f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}"
