"""Camera moves as they are seen: measured in drawn frames by optical flow and phase correlation."""

from typing import Any

import numpy as np
import pytest

from graphs.cameras.animatic.framing import projected, view_matrix
from graphs.cameras.animatic.moves import MOVES, eased
from graphs.cameras.animatic.scene import Scene
from graphs.vocabulary.lists import allowed
from tests.cameras.drawing import boards_drawn, drawn, drift, growth, near_and_far, scene, shift


def moving(move: str, **asked: Any) -> Scene:
    return scene("forest", camera_movement=(move,), shot_size=("wide",), duration_s=4, **asked)


def test_every_move_of_the_list_is_known() -> None:
    assert set(MOVES) == allowed("camera_movement")


def test_a_static_camera_does_not_move(gl: Any) -> None:
    first, second = drawn(gl, moving("static"), 0.1, 0.9, figures=False)
    # Clouds and leaves may stir; the frame as a whole does not.
    assert max(np.abs(drift(first, second))) < 0.05
    assert abs(growth(first, second)) < 0.001


@pytest.mark.parametrize(
    ("move", "axis", "sign"),
    [
        ("pan_left", 0, 1),
        ("pan_right", 0, -1),
        ("truck_left", 0, 1),
        ("truck_right", 0, -1),
        ("tilt_up", 1, 1),
        ("tilt_down", 1, -1),
        ("pedestal_up", 1, 1),
        ("pedestal_down", 1, -1),
    ],
)
def test_the_picture_goes_against_the_move(gl: Any, move: str, axis: int, sign: int) -> None:
    first, second = drawn(gl, moving(move), 0.49, 0.51, figures=False)
    gone = drift(first, second)
    assert gone[axis] * sign > 0.3
    assert abs(gone[axis]) > 2.5 * abs(gone[1 - axis])


@pytest.mark.parametrize(
    ("move", "sign"),
    [("dolly_in", 1), ("dolly_out", -1), ("zoom_in", 1), ("zoom_out", -1), ("fpv", 1), ("crane_up", -1)],
)
def test_the_picture_grows_on_the_way_in_and_shrinks_on_the_way_out(gl: Any, move: str, sign: int) -> None:
    first, second = drawn(gl, moving(move), 0.46, 0.54, figures=False)
    assert growth(first, second) * sign > 0.004


def test_a_crane_up_shows_the_ground_from_above(gl: Any) -> None:
    still = moving("crane_up")
    low, high = still.pose_at(0), still.pose_at(still.plan.frames - 1)
    assert high.at[1] > low.at[1] + 1.0
    assert high.forward[1] < low.forward[1] - 0.1


@pytest.mark.parametrize("move", ["truck_left", "truck_right"])
def test_under_a_truck_near_things_pass_faster_than_far_ones(gl: Any, move: str) -> None:
    boards, (near_rows, far_rows) = near_and_far(move)
    first, second = boards_drawn(gl, boards, 0.495, 0.505)
    near, far = shift(first, second, near_rows)[0], shift(first, second, far_rows)[0]
    assert abs(near) > 2.0
    assert near / far == pytest.approx(12.0 / 1.5, rel=0.35)


@pytest.mark.parametrize("move", ["pan_left", "pan_right"])
def test_under_a_pan_near_and_far_things_pass_alike(gl: Any, move: str) -> None:
    boards, (near_rows, far_rows) = near_and_far(move)
    first, second = boards_drawn(gl, boards, 0.495, 0.505)
    near, far = shift(first, second, near_rows)[0], shift(first, second, far_rows)[0]
    assert abs(near) > 2.0
    assert near == pytest.approx(far, rel=0.08)


def test_under_a_dolly_near_things_grow_faster_and_under_a_zoom_alike(gl: Any) -> None:
    gone = {}
    for move in ("dolly_in", "zoom_in"):
        boards, (near_rows, far_rows) = near_and_far(move)
        first, second = boards_drawn(gl, boards, 0.48, 0.52)
        # The near board lies below the axis and goes down as it grows, the far one above goes up.
        gone[move] = shift(first, second, near_rows)[1], -shift(first, second, far_rows)[1]
    assert gone["dolly_in"][0] > 1.0
    assert gone["dolly_in"][0] > 3 * gone["dolly_in"][1]
    assert gone["zoom_in"][0] > 1.0
    assert gone["zoom_in"][0] == pytest.approx(gone["zoom_in"][1], rel=0.25)


@pytest.mark.parametrize("move", ["truck_right", "pan_right"])
def test_drawn_shifts_are_those_of_a_pinhole(gl: Any, move: str) -> None:
    boards, (near_rows, _) = near_and_far(move)
    last = boards.plan.frames - 1
    first, second = boards_drawn(gl, boards, 0.495, 0.505)
    middle = boards.pose_at(last / 2)
    half = boards.gate.height / 2 / middle.focal_mm * 1.5
    point = np.array([middle.at + middle.forward * 1.5 - middle.up * half * 0.5])
    size = boards.plan.picture_width // 2, boards.plan.picture_height // 2
    places = [
        projected(point, view_matrix(boards.pose_at(part * last), boards.gate), *size)[0] for part in (0.495, 0.505)
    ]
    assert shift(first, second, near_rows)[0] == pytest.approx(float(places[1][0] - places[0][0]), abs=0.5)


def test_an_orbit_goes_around_the_subject_at_one_distance() -> None:
    around = moving("orbit")
    last = around.plan.frames - 1
    ends = [around.pose_at(0), around.pose_at(last)]
    target = np.array(around.rig.target)
    start, end = (np.array((pose.at - target)[[0, 2]]) for pose in ends)
    cosine = float(start @ end / np.linalg.norm(start) / np.linalg.norm(end))
    assert np.degrees(np.arccos(cosine)) > 35
    assert np.linalg.norm(start) == pytest.approx(np.linalg.norm(end), rel=0.05)


def test_under_an_orbit_what_is_behind_the_subject_goes_against_what_is_before_it(gl: Any) -> None:
    boards, (near_rows, far_rows) = near_and_far("orbit")
    assert 1.6 < boards.rig.distance < 11
    first, second = boards_drawn(gl, boards, 0.495, 0.505)
    near, far = shift(first, second, near_rows)[0], shift(first, second, far_rows)[0]
    assert near * far < 0
    assert abs(far) > 1.0


def test_a_dolly_zoom_keeps_the_subject_and_changes_the_lens() -> None:
    vertigo = moving("dolly_zoom")
    start, end = vertigo.rig_at(0), vertigo.rig_at(vertigo.plan.frames - 1)
    assert start.distance / end.distance > 1.8
    assert start.distance / start.focal_mm == pytest.approx(end.distance / end.focal_mm)


def test_a_whip_pan_is_over_in_a_third_of_a_second_and_ends_on_the_subject() -> None:
    whip = moving("whip_pan")
    yaws = np.array([whip.rig_at(frame).yaw for frame in range(whip.plan.frames)])
    turning = np.abs(np.diff(yaws)) > 0.01
    assert 6 <= turning.sum() <= 10
    assert abs(yaws[0]) > 45
    assert yaws[-1] == 0


def test_handheld_trembles_and_a_roll_turns_the_horizon() -> None:
    hand = moving("handheld")
    yaws = [hand.rig_at(frame).yaw for frame in range(0, hand.plan.frames, 4)]
    assert 0.1 < np.std(yaws) < 3
    roll = moving("roll")
    assert abs(roll.rig_at(roll.plan.frames - 1).roll - roll.rig_at(0).roll) > 25


@pytest.mark.parametrize("move", ["tracking", "steadicam"])
def test_a_following_camera_travels_with_its_walker(move: str) -> None:
    follow = scene("field", camera_movement=(move,), shot_size=("full",), duration_s=4)
    walked = np.array(follow.figures[0].walks) * (follow.plan.frames - 1) / 24
    start, end = follow.pose_at(0), follow.pose_at(follow.plan.frames - 1)
    assert np.linalg.norm(walked) > 4
    assert np.linalg.norm((end.at - start.at)[[0, 2]] - walked[[0, 2]]) < 2.5


def test_moves_hold_at_both_ends_and_never_jerk() -> None:
    way = np.array([eased(frame / 24, 8.0) for frame in range(192)])
    assert (way[:12] == 0).all()
    assert (way[-12:] == 1).all()
    assert (np.diff(way) >= 0).all()
    assert np.abs(np.diff(way, 2)).max() < 0.001


def test_two_moves_at_once_are_both_there() -> None:
    both = scene("forest", camera_movement=("dolly_in", "pan_left"), duration_s=4)
    start, end = both.rig_at(0), both.rig_at(both.plan.frames - 1)
    assert end.distance < start.distance * 0.8
    assert end.yaw < start.yaw - 5


def test_slow_is_less_and_fast_is_more() -> None:
    ways = []
    for word in ("slow", "", "fast"):
        pushed = scene(f"{word} push in", camera_movement=("dolly_in",), duration_s=4)
        ways.append(pushed.rig_at(0).distance - pushed.rig_at(95).distance)
    assert ways == sorted(ways)
    assert ways[0] < 0.75 * ways[1]
