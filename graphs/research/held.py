"""A camera's own record: of the takes that asked for a move or a size, how many were noted as holding it.

A take counts where somebody judged the aspect that the ask belongs to: held where it was praised and nobody named a
fault of it. What nobody spoke of counts neither way, and masters, previs and what enters no figure are left out.
"""

from collections.abc import Iterable, Mapping

from graphs.research.figures import Record, faulty, left_out
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import HeldSoFar

ASPECT_OF = {"camera_movement": "camera_movement", "shot_size": "framing"}
FEWEST = 5  # judged takes; under that there is no record yet


def asks(request: ShotRequest) -> list[tuple[str, str]]:
    """What a request asks for that a camera can hold or not: (field, value)."""
    return [(field, value) for field in ASPECT_OF for value in getattr(request, field)]


def held_so_far(
    request: ShotRequest, takes: Mapping[str, ShotRequest], records: Mapping[str, Iterable[Record]]
) -> tuple[HeldSoFar, ...]:
    """The record for each ask of `request` that has one; `takes` are requests by take id, `records` theirs."""
    found = []
    for field, value in asks(request):
        judged = [
            held
            for take, asked in takes.items()
            if value in getattr(asked, field) and (held := _held(records.get(take, ()), ASPECT_OF[field])) is not None
        ]
        if len(judged) >= FEWEST:
            found.append(HeldSoFar(value, sum(judged), len(judged)))
    return tuple(found)


def _held(records: Iterable[Record], aspect: str) -> bool | None:
    """Whether a take held it; None where nobody judged that."""
    said = [r for r in records if r["aspect"] == aspect and left_out(r) is None]
    if any(faulty(r) for r in said):
        return False
    return True if any(r["sentiment"] == "pos" for r in said) else None
