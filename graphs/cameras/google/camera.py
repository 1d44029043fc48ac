"""A camera of Google's: what Omni and Veo have in common. Each adds how its wire is asked (`submit`, `look`, `stop`).

A submit goes out at most once for an attempt, unless Google said that it took nothing; the journal remembers.
"""

import asyncio
import random
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from graphs.cameras import fitting
from graphs.cameras.along import fates
from graphs.cameras.google import faults, images
from graphs.cameras.google.arriving import BROKEN, Arrived, NotYet, arrive
from graphs.cameras.google.bucket import Bucket
from graphs.cameras.google.journal import Journal
from graphs.cameras.google.line import Line
from graphs.cameras.google.planning import Plan, plan
from graphs.cameras.google.retiring import PlannedOn, Serving
from graphs.cameras.google.troubles import Trouble, trouble_of
from graphs.crew.camera import Clip, Estimate, Fate, Finish, Keeps, Offered, RollOrder, StillRolling
from graphs.errors import Busy, CameraFault, CannotTell, UnknownOperation
from graphs.prompting.dialects import Dialect
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.spoken import counted

if TYPE_CHECKING:
    from google.genai import Client

LONGEST_RENDER_S = 3600.0
MOST_TURNED_AWAY = 16  # with waits that double up to five minutes: about an hour
MOST_FETCHES = 6
MOST_UPLOADED = 2 * 2**30  # bytes of one of Google's files
APART = ("at", "cents", "operation", "model", "clip")  # of the journal, not of the recipe
LOST = "The camera does not know the render any more. Whether it cost can't be told."
NEVER = "The render did not end within an hour. Whether it cost can't be told."


@dataclass(frozen=True, slots=True)
class Landed:
    """A render that ended with a clip: its bytes or address, the model that made it, and what was used."""

    where: str | bytes
    model: str | None = None
    used: dict[str, Any] = field(default_factory=dict)
    tokens: int | None = None


class GoogleCamera(ABC):
    """Omni or Veo behind the Camera protocol. `poll_s` is how often a render is looked at, at first."""

    name: str
    told_as: ClassVar[str]
    dialect: ClassVar[Dialect]
    poll_s: ClassVar[float]
    paid = True

    def __init__(
        self,
        folder: Path,
        line: Line,
        serving: Serving,
        *,
        draft: str = "720p",
        places: int = 2,
        bucket: Bucket | None = None,
        first_wait_s: float = faults.FIRST_WAIT_S,
        poll_s: float | None = None,
    ) -> None:
        self.places = places
        self._journal = Journal(folder)
        self._line = line
        self._serving = serving
        self._draft = draft
        self._bucket = bucket or Bucket()
        self._first_wait_s = first_wait_s
        self._poll_s = poll_s or self.poll_s
        self._looks: dict[str, int] = {}
        self._troubled: dict[str, int] = {}

    @property
    def model(self) -> str:
        """The model that the next attempt is made with."""
        return self._serving.now().id

    def estimate(self, request: ShotRequest) -> Estimate:
        return fitting.estimate(self._serving.now(), self.told_as, request, self._draft)

    def refusal(self, request: ShotRequest) -> str | None:
        return fitting.refused(self._serving.now(), self.told_as, request, self._draft)

    def nearest(self, request: ShotRequest) -> ShotRequest | None:
        return fitting.nearest(self._serving.now(), request, self._draft)

    def keeps(self, before: ShotRequest, request: ShotRequest, duration_s: float | None) -> Keeps | None:
        return fitting.strongest(self._serving.now(), before, request, duration_s, self._draft)

    def along(self, request: ShotRequest, offered: Sequence[Offered]) -> list[Fate]:
        return fates(self._serving.now(), self.told_as, request, offered, self._draft, self.largest_clip)

    @property
    def largest_clip(self) -> int:
        """Bytes of a clip that goes along: within a request, or with an API key as one of Google's files."""
        return images.MOST_BYTES if self._line.access.vertex else MOST_UPLOADED

    def finish(self, request: ShotRequest, size: str | None, duration_s: float | None) -> Finish | None:
        return fitting.finish(self._serving.now(), request, size, duration_s)

    def recipe(self, order: RollOrder) -> dict[str, Any]:
        return self._plan(order).told(order.seed)

    async def roll(self, order: RollOrder) -> str:
        if rolled := await self.find(order.attempt):
            return rolled
        planned = self._plan(order)
        if not order.insisted and (asks := self._serving.asks(planned, self._on(order))):
            raise CameraFault(f"{planned.model.id} is asked about", words=asks)
        asked = await self.prepare(order, planned)
        try:
            client = await self._line.open()
        except Exception as error:
            raise self._fault(order.attempt, error) from error
        about = {**planned.told(order.seed), "model": planned.model.id, "cents": planned.cents, "at": time.time()}
        await asyncio.to_thread(self._journal.begin, order.attempt, about)
        try:
            operation = await self.submit(client, asked)
        except Exception as error:
            raise self._turned_down(order, planned, error) from error
        await asyncio.to_thread(self._journal.accepted, order.attempt, operation)
        return operation

    async def find(self, attempt: str) -> str | None:
        return await asyncio.to_thread(self._journal.find, attempt)

    async def collect(self, operation: str) -> StillRolling | Clip:
        try:
            about = self._journal.about(operation)
        except UnknownOperation:
            about = {}  # the folder may be lost; Google knows its own
        if "clip" in about and self._journal.clip(operation).exists():
            return Clip(self._journal.clip(operation), **about["clip"])
        try:
            landed = await self.look(await self._line.open(), operation, about)
            if landed is None:
                return self._rolls_on(operation, about)
            arrived = await self._arrive(operation, about, landed)
        except NotYet as reason:
            return self._fetch_again(operation, about, reason)
        except Exception as error:
            if isinstance(error, CameraFault) or (trouble := trouble_of(error)) is None:
                raise
            return self._poll_again(operation, about, trouble)
        return self._kept(operation, about, landed, arrived)

    async def cancel(self, operation: str) -> bool:
        try:
            return await self.stop(await self._line.open(), operation)
        except Exception as error:
            if trouble_of(error) is None:
                raise
            return False

    async def aclose(self) -> None:
        await self._line.aclose()

    @abstractmethod
    async def prepare(self, order: RollOrder, planned: Plan) -> Any:
        """The request with all that goes along, as `submit` takes it. Raises CameraFault; nothing goes out yet."""

    @abstractmethod
    async def submit(self, client: "Client", asked: Any) -> str:
        """Ask for the render; its name. Errors come as the SDK raises them."""

    @abstractmethod
    async def look(self, client: "Client", operation: str, about: dict[str, Any]) -> Landed | None:
        """How a render stands; None while it runs. Raises CameraFault where it ended without a clip."""

    @abstractmethod
    async def stop(self, client: "Client", operation: str) -> bool:
        """Stop a render, where the wire can."""

    def _plan(self, order: RollOrder) -> Plan:
        return plan(self._serving.now(), self.told_as, order, self.dialect, self._draft)

    def _on(self, order: RollOrder) -> PlannedOn:
        """The order as another model would be asked."""
        return lambda model: plan(model, model.id, order, self.dialect, self._draft)

    def _turned_down(self, order: RollOrder, planned: Plan, error: Exception) -> CameraFault:
        """What becomes of an attempt whose submit brought no operation."""
        trouble = trouble_of(error)
        if trouble is None or trouble.kind == "unclear":
            return CannotTell(f"submit of {order.attempt}: {type(error).__name__}")
        if trouble.kind == "missing":
            self._journal.not_taken(order.attempt, busy=False)
            return self._serving.retire(planned, self._on(order))
        return self._fault(order.attempt, error, trouble)

    def _fault(self, attempt: str, error: Exception, trouble: Trouble | None = None) -> CameraFault:
        """The fault of a submit that was certainly not taken."""
        trouble = trouble or trouble_of(error) or Trouble("access", None, type(error).__name__)
        turned = self._journal.not_taken(attempt, busy=trouble.kind in ("busy", "unreached"))
        fault = faults.fault_of_submit(trouble, max(turned - 1, 0), self._first_wait_s)
        if isinstance(fault, Busy) and turned >= MOST_TURNED_AWAY:
            return CameraFault(str(fault), words=faults.STILL_BUSY)
        return fault if not isinstance(fault, CannotTell) else CameraFault(str(fault), words=faults.ACCESS)

    async def _arrive(self, operation: str, about: dict[str, Any], landed: Landed) -> Arrived:
        """Bring the clip here. Where that fails for good, it was rendered and so has cost."""
        try:
            return await arrive(self._line, self._bucket, landed.where, self._journal.clip(operation))
        except CameraFault as fault:
            cents = int(about.get("cents", 0))
            raise CameraFault(str(fault), words=faults.with_cost(fault.said, cents), cost_cents=cents) from fault

    def _rolls_on(self, operation: str, about: dict[str, Any]) -> StillRolling:
        self._troubled.pop(operation, None)
        self._check_age(about)
        looks = self._looks[operation] = self._looks.get(operation, 0) + 1
        return StillRolling(None, self._poll_s * min(1.1**looks, 3.0) * random.uniform(0.8, 1.2))

    def _poll_again(self, operation: str, about: dict[str, Any], trouble: Trouble) -> StillRolling:
        """A look that failed: again later, unless Google says that looking is of no use."""
        if trouble.kind == "missing" or (trouble.kind == "refused" and not about):
            lost = counted(LOST, about.get("cents"))
            raise UnknownOperation(f"{operation}: {trouble.message}", words=lost, cost_cents=about.get("cents"))
        if trouble.kind in ("access", "refused"):
            raise _untold(f"look: {trouble.status} {trouble.message}", faults.ACCESS_WHILE_ROLLING, about)
        self._check_age(about)
        return StillRolling(None, faults.wait_s(self._count(operation), trouble.after_s, self._first_wait_s))

    def _fetch_again(self, operation: str, about: dict[str, Any], reason: NotYet) -> StillRolling:
        tries = self._count(operation)
        if tries >= MOST_FETCHES and reason.after_s is None:
            cents = int(about.get("cents", 0))
            raise CameraFault(f"{operation}: {reason}", words=faults.with_cost(BROKEN, cents), cost_cents=cents)
        return StillRolling(0.99, faults.wait_s(tries, reason.after_s, self._first_wait_s / 5))

    def _count(self, operation: str) -> int:
        self._troubled[operation] = self._troubled.get(operation, 0) + 1
        return self._troubled[operation] - 1

    def _check_age(self, about: dict[str, Any]) -> None:
        if time.time() - float(about.get("at", time.time())) > LONGEST_RENDER_S:
            raise _untold("the render never ended", NEVER, about)

    def _kept(self, operation: str, about: dict[str, Any], landed: Landed, arrived: Arrived) -> Clip:
        """The clip with what it was made with and what it cost, remembered for the next who asks."""
        self._looks.pop(operation, None)
        self._troubled.pop(operation, None)
        served = str(landed.model or about.get("model") or self.model)
        kept = {name: value for name, value in about.items() if name not in APART} | landed.used
        cents = self._cost(about, landed, arrived)
        if about:
            self._journal.note(operation, clip={"model": served, "parameters": kept, "cost_cents": cents})
        return Clip(arrived.path, served, kept, cents)

    def _cost(self, about: dict[str, Any], landed: Landed, arrived: Arrived) -> int:
        """By the tokens that Google reports where they have a price, else by the seconds that were asked for."""
        facts = self._serving.facts(landed.model or about.get("model"))
        if landed.tokens and facts.cents_per_million_tokens:
            return round(landed.tokens * facts.cents_per_million_tokens / 1e6)
        if "cents" in about and landed.model in (None, about.get("model")):
            return int(about["cents"])
        return fitting.cents(facts, arrived.duration_s, about.get("resolution", self._draft))


def _untold(message: str, words: str, about: dict[str, Any]) -> CameraFault:
    """A fault of a render that may have cost: what was planned counts, or the attempt's estimate where that is lost."""
    cents: int | None = about.get("cents")
    return CameraFault(message, words=counted(words, cents), cost_cents=cents)
