"""Which model serves: the one that was set, or, once it is gone, its replacement from the table.

A replacement rolls by itself only where the same order costs the same or less, with all that went along; else somebody
is asked first.
"""

import json
import time
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from graphs.cameras.google.planning import Plan
from graphs.cameras.models import Model, Models
from graphs.errors import CameraFault, Misconfigured
from graphs.vocabulary.spoken import money

LASTS_S = 86_400.0  # a model that was missing is asked for again the next day: a wrong region may be put right
PlannedOn = Callable[[Model], Plan]  # the same order on another model; raises CameraFault where that can't
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
        """The model that serves now: the first that was not missing, along the replacements."""
        missing = self._missing()
        model, seen = self._models[self._chosen], set[str]()
        while model.id in missing and (following := self._models.get(model.replacement or "")):
            if following.id in seen:
                return model  # they replace each other, and none of them is served
            seen.add(model.id)
            model = following
        return model

    def facts(self, id: str | None) -> Model:
        """What is known of a model; of one that is in no table, what is known of the one that serves."""
        return self._models.get(id or "") or self.now()

    def asks(self, planned: Plan, planned_on: PlannedOn) -> str | None:
        """The question before a replacement that costs more or takes less along; None where nobody needs to be asked.

        The same order is planned on the model that was set: what that one cannot do was never promised of it.
        """
        chosen = self._models[self._chosen]
        if planned.model.id == chosen.id:
            return None
        try:
            before = planned_on(chosen)
        except CameraFault:
            return None
        return _told(before, planned) if _is_less(before, planned) else None

    def retire(self, planned: Plan, planned_on: PlannedOn) -> CameraFault:
        """A model was not found: remember it, and say what takes its place for the same order, and for how much."""
        gone = planned.model
        self._forget(gone)
        following = self.now()
        if following.id in self._missing():
            return CameraFault(f"{gone.id} is gone", words=GONE.format(model=gone.id, setting=self._setting))
        try:
            instead = planned_on(following)
        except CameraFault as fault:
            return CameraFault(f"{gone.id} is gone", words=f"{gone.id} is not served here any more. {fault.said}")
        again = not _is_less(planned, instead)
        return CameraFault(f"{gone.id} is gone; {following.id}", words=_told(planned, instead), again=again)

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


def _is_less(before: Plan, instead: Plan) -> bool:
    """Whether a replacement costs more, or takes less along."""
    return instead.cents > before.cents or bool(_left_out(before, instead))


def _left_out(before: Plan, instead: Plan) -> list[str]:
    """What went along before and does not with the replacement, in words."""
    goes = {instead.first, instead.last, *instead.images, *instead.videos}
    ends = {"its first frame": before.first, "its last frame": before.last}
    lost = [name for name, frame in ends.items() if frame and frame not in goes]
    for kind, files in (("image", before.images), ("video", before.videos)):
        most, gone = len(files), sum(file not in goes for file in files)
        if gone:
            which = "its" if gone == most else f"{gone} of its {most}"
            lost.append(f"{which} reference {kind}{'s' * (most > 1)}")
    return lost


def _told(before: Plan, instead: Plan) -> str:
    """What takes a model's place, with what changes; where that is for the worse, how to have it all the same."""
    said = (
        f"{before.model.id} is not served here any more. {instead.model.id} makes this take for {money(instead.cents)}"
    )
    if not _is_less(before, instead):
        return f"{said}."
    lost = _left_out(before, instead)
    without = f", without {' and '.join(lost)}" if lost else ""
    return f"{said}{without}; it was {money(before.cents)}. *Try again* rolls it so."
