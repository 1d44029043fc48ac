"""Words that hold no more. A shot is told in all the words that were said of it, oldest first: "medium ... wider".

What the newer ones replace is said once, last, so that no model has to choose between the two.
"""

from collections.abc import Sequence

from graphs.prompting.terms import said
from graphs.vocabulary.requests import Line, ShotRequest
from graphs.vocabulary.spoken import spoken

# One value of each holds. Lengths, formats and focal lengths are cleaned out of the words (`cleaning.py`).
REPLACED = ("shot_size", "camera_angle", "camera_movement", "lens", "t_stop", "time_of_day", "lighting")


def replaced(request: ShotRequest, before: Sequence[ShotRequest]) -> tuple[str, ...]:
    """What holds in the place of what: "wide shot, in place of medium shot".

    `before` are the versions whose words are among those of `request`, oldest first.
    """
    told = []
    for field in REPLACED:
        now = _values(field, request)
        was = [value for version in before for value in _values(field, version) if value not in now]
        if now and was:
            told.append(f"{', '.join(now)}, in place of {' or '.join(dict.fromkeys(was))}")
    return tuple(told)


def gone_lines(request: ShotRequest, before: Sequence[ShotRequest]) -> list[Line]:
    """Lines of the versions before that are spoken no more."""
    now = {line.line for line in request.dialogue}
    return [line for version in before for line in version.dialogue if line.line not in now]


def _values(field: str, request: ShotRequest) -> list[str]:
    value = getattr(request, field)
    if isinstance(value, tuple):
        return [said(one) for one in value]
    return [spoken(field, value)] if value else []
