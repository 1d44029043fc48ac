"""A camera's own record: held where it was praised and no fault named, of the takes on which somebody judged it."""

from typing import Any

from graphs.research.held import FEWEST, held_so_far
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import HeldSoFar
from tests.research.week import Week

ORBIT = ShotRequest(camera_movement=("orbit",), shot_size=("close_up",))
GOOD: dict[str, Any] = {"aspect": "camera_movement", "sentiment": "pos", "intent": "praise"}
BAD: dict[str, Any] = {"aspect": "camera_movement", "sentiment": "neg", "intent": "defect"}


def record_of(week: Week, request: ShotRequest = ORBIT) -> tuple[HeldSoFar, ...]:
    by_take: dict[str, list[Any]] = {}
    for record in week.rows.feedback:
        by_take.setdefault(record["take_id"], []).append(record)
    return held_so_far(request, {t["id"]: ORBIT for t in week.takes}, by_take)


def judged(*said: dict[str, Any]) -> Week:
    """Takes of one shot, each judged so by the DP."""
    week = Week()
    week.shot("9")
    for number, each in enumerate(said, start=1):
        week.says(week.take("9", number), "U_DP", **each)
    return week


def test_faults_and_praise_of_the_move_are_counted_and_other_aspects_are_not() -> None:
    week = judged(GOOD, GOOD, BAD, BAD, BAD, {"aspect": "lighting"})
    assert record_of(week) == (HeldSoFar("orbit", 2, 5),), "nobody judged its framing, and the sixth not its move"


def test_one_fault_outweighs_praise_and_what_is_taken_back_or_a_researchers_counts_not() -> None:
    week = judged(*[GOOD] * FEWEST)
    week.says("t-9-1", "U_ED", **BAD)
    week.says("t-9-2", "U_R", **BAD, permission_role="researcher")
    gone = week.says("t-9-3", "U_ED", **BAD)
    week.insert(gone, "retracted")
    assert record_of(week) == (HeldSoFar("orbit", FEWEST - 1, FEWEST),)


def test_with_few_judged_takes_there_is_no_record() -> None:
    assert record_of(judged(*[GOOD] * (FEWEST - 1))) == ()
    assert record_of(judged(*[GOOD] * FEWEST), ShotRequest(camera_movement=("pan",))) == ()
