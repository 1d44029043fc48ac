"""Which focal lengths a kind of lens can have, on a film frame of 35 mm or near it."""

from collections.abc import Iterable

KINDS_MM = {"fisheye": (0, 20), "wide_angle": (0, 40), "telephoto": (60, 2000)}  # shortest, longest; the others: any


def at_odds(kinds: Iterable[str], millimetres: float) -> str | None:
    """The first of these kinds of lens that has no such focal length; None where all may."""
    for kind in kinds:
        shortest, longest = KINDS_MM.get(kind, (0, 2000))
        if not shortest <= millimetres <= longest:
            return kind
    return None
