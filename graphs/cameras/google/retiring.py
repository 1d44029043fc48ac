"""Which model serves: the one that was set, or, once it is gone, its replacement from the table.

A replacement rolls by itself only where the same request costs the same or less; else somebody is asked first.
"""

import json
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from graphs.cameras import fitting
from graphs.cameras.google.planning import Plan
from graphs.cameras.models import Model, Models
from graphs.errors import CameraFault, Misconfigured
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.spoken import money

LASTS_S = 86_400.0  # a model that was missing is asked for again the next day: a wrong region may be put right
GONE = "{model} is not served here any more, and nothing is set in its place; an admin must set {setting}."


class Serving:
    """The model that was set (`chosen`) and what took its place, remembered in `folder` for all replicas.

    Raises Misconfigured where nothing is known of the model that was set, or it is another camera's.
    """

    def __init__(
        self, folder: Path, models: Models, chosen: str, camera: str, where: str, clock: Callable[[], float] = time.time
    ) -> None:
        self._file = folder / "not-served.json"
        self._models = models
        self._chosen = chosen
        self._setting = f"DAILIES_{camera.upper()}_MODEL"
        self._where = where
        self._clock = clock
        if chosen not in models:
            raise Misconfigured(f"{self._setting}: nothing is known of {chosen}; put its facts into DAILIES_MODELS.")
        if models[chosen].camera != camera:
            raise Misconfigured(f"{self._setting}: {chosen} is a model of {models[chosen].camera}.")

    def now(self) -> Model:
        """The model that serves now."""
        missing = self._missing()
        model = self._models[self._chosen]
        while model.id in missing and (following := self._after(model)):
            model = following
        return model

    def facts(self, id: str | None) -> Model:
        """What is known of a model; of one that is in no table, what is known of the one that serves."""
        return self._models.get(id or "") or self.now()

    def asks(self, planned: Plan, draft: str, request: ShotRequest) -> str | None:
        """The question before a replacement that costs more; None where nobody needs to be asked."""
        chosen = self._models[self._chosen]
        if planned.model.id == chosen.id:
            return None
        before = fitting.estimate(chosen, "", request, draft).cents
        return self._question(chosen, planned.model, before, planned.cents) if planned.cents > before else None

    def retire(self, planned: Plan, draft: str, request: ShotRequest) -> CameraFault:
        """A model was not found: remember it, and say what takes its place and for how much."""
        gone = planned.model
        self._forget(gone)
        following = self._after(gone)
        if following is None:
            return CameraFault(f"{gone.id} is gone", words=GONE.format(model=gone.id, setting=self._setting))
        if refused := fitting.refused(following, following.id, request, draft):
            return CameraFault(f"{gone.id} is gone", words=f"{gone.id} is not served here any more. {refused}")
        price = fitting.estimate(following, "", request, draft).cents
        words = self._question(gone, following, planned.cents, price)
        return CameraFault(f"{gone.id} is gone; {following.id}", words=words, again=price <= planned.cents)

    def _question(self, gone: Model, following: Model, before: int, price: int) -> str:
        said = f"{gone.id} is not served here any more. {following.id} makes this take for {money(price)}"
        return f"{said}; it was {money(before)}. Roll it?" if price > before else f"{said}."

    def _after(self, model: Model) -> Model | None:
        return self._models.get(model.replacement or "")

    def _missing(self) -> set[str]:
        """Models that were lately not found where we ask."""
        try:
            noted: dict[str, dict[str, str | float]] = json.loads(self._file.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return set()
        now = self._clock()
        return {
            model
            for model, about in noted.items()
            if about["where"] == self._where and now - float(about["at"]) < LASTS_S
        }

    def _forget(self, model: Model) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        noted = {name: {"where": self._where, "at": self._clock()} for name in self._missing() | {model.id}}
        draft = self._file.with_name(f".{self._file.name}.{uuid4().hex}")
        draft.write_text(json.dumps(noted), encoding="utf-8")
        draft.replace(self._file)
