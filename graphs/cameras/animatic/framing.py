"""The camera's optics and where it stands: a framing solved from the body, the asked size, the angle and the lens.

Metres and degrees. The camera is a pinhole before a gate of 36 x 20.25 mm. Azimuth 0 is on the +Z side of the
subject, elevation is over the horizon. How a framing changes in time is in `moves.py`.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphs.cameras.animatic.plan import Plan
from graphs.cameras.animatic.poses import Body

Matrix = NDArray[np.float64]
GATE_WIDTH_MM, GATE_HEIGHT_MM = 36.0, 20.25
LOWEST_M = 0.10
NEAREST_M = 0.42
ROOM_SPAN_M = 6.2  # the whole of a room; farther off one would see that it is a set
NEAR_M, FAR_M = 0.08, 700.0


@dataclass(frozen=True, slots=True)
class Rig:
    """A camera placed around a target, then nudged: shifts in metres along its own axes, turns in degrees.

    `yaw` turns right, `pitch` up, `roll` clockwise; `carried` is how far the whole set-up has travelled.
    """

    target: tuple[float, float, float]
    azimuth: float
    elevation: float
    distance: float
    focal_mm: float
    right: float = 0.0
    up: float = 0.0
    forward: float = 0.0
    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    carried: tuple[float, float, float] = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Pose:
    """Where the camera is and looks: position (3,), and its right, up and forward axes (3,), unit length."""

    at: Matrix
    right: Matrix
    up: Matrix
    forward: Matrix
    focal_mm: float


@dataclass(frozen=True, slots=True)
class Gate:
    """The part of the gate that the picture's format uses, in mm."""

    width: float
    height: float

    def fields(self, focal_mm: float) -> tuple[float, float]:
        """Horizontal and vertical angle of view in degrees."""
        across = 2 * math.degrees(math.atan(self.width / 2 / focal_mm))
        return across, 2 * math.degrees(math.atan(self.height / 2 / focal_mm))


def gate_of(width: int, height: int) -> Gate:
    """The gate behind a picture: its full width for wide formats, its full height for narrow, turned for upright."""
    ratio = width / height
    if ratio < 1:
        return Gate(min(GATE_HEIGHT_MM, GATE_WIDTH_MM * ratio), min(GATE_WIDTH_MM, GATE_HEIGHT_MM / ratio))
    if ratio >= GATE_WIDTH_MM / GATE_HEIGHT_MM:
        return Gate(GATE_WIDTH_MM, GATE_WIDTH_MM / ratio)
    return Gate(GATE_HEIGHT_MM * ratio, GATE_HEIGHT_MM)


def framed_heights(size: str, body: Body) -> tuple[float, float]:
    """The lowest and the highest point of the upright that a shot size shows, in metres over the ground.

    After the common definitions: a medium shot cuts at the waist, a medium wide at the knee, and so on.
    """
    tall = body.head_top - body.feet
    middle = body.feet + tall * 0.5
    match size:
        case "extreme_close_up":
            return body.eyes - 0.115, body.eyes + 0.085
        case "close_up":
            return body.chin - 0.13, body.head_top + 0.055
        case "medium_close_up":
            return body.chest - 0.02, body.head_top + 0.09
        case "over_the_shoulder":
            return body.chest - 0.06, body.head_top + 0.12
        case "medium" | "two_shot":
            return body.waist - 0.05, body.head_top + 0.13
        case "medium_wide" | "pov":
            return body.knee - 0.05, body.head_top + 0.16
        case "full":
            return body.feet - 0.12, body.head_top + 0.18
        case "insert":
            return body.hand[1] - 0.20, body.hand[1] + 0.17
        case "wide":
            return middle - tall * 1.15, middle + tall * 1.15
        case "extreme_wide":
            return middle - tall * 3.1, middle + tall * 3.1
        case _:
            return middle - tall * 3.9, middle + tall * 3.9


def frame_shot(plan: Plan, body: Body) -> Rig:
    """The rig that frames a body standing at the origin as the plan asks."""
    gate = gate_of(plan.picture_width, plan.picture_height)
    low, high = framed_heights(plan.size, body)
    span = high - low
    if plan.place == "room":
        span = min(span, ROOM_SPAN_M)
    if "aerial" in plan.angles:
        span = max(span, 16.0)
    if plan.size == "two_shot":
        span = max(span, 1.95 * gate.height / gate.width)
    distance = max(NEAREST_M, span / 2 * plan.focal_mm / (gate.height / 2))
    target = (body.eye_point[0] * 0.4, (low + high) / 2, 0.0)
    if plan.size == "insert":
        target = body.hand
    if "overhead" in plan.angles:
        # From above the head is what is framed, and it must not come near the lens.
        target = (0.0, body.head_top - 0.25, 0.05)
        distance = max(distance, 0.9)
    if plan.size in ("wide", "extreme_wide", "establishing"):
        # Room to look at goes over the figure, not under its feet.
        target = (target[0], target[1] + span * 0.10, target[2])
    azimuth = plan.rng("azimuth").uniform(-7, 7)
    elevation = _elevation(plan, body, target, distance)
    roll = 15.0 * (1 if plan.rng("dutch").random() < 0.5 else -1) if "dutch" in plan.angles else 0.0
    shift = _composition(plan) * span * gate.width / gate.height
    return Rig(target, azimuth, elevation, distance, plan.focal_mm, right=shift, roll=roll)


def _composition(plan: Plan) -> float:
    """How far the subject stands off the middle, as a share of the picture's width; the seed has its say."""
    reach = {"two_shot": 0.02, "insert": 0.03, "extreme_close_up": 0.02, "close_up": 0.05}
    most = reach.get(plan.size, 0.09)
    return plan.rng("composition").uniform(-most, most)


def _elevation(plan: Plan, body: Body, target: tuple[float, float, float], distance: float) -> float:
    """Degrees over the horizon for the asked angle, with the camera kept above the ground."""
    height = target[1]

    def seen_from(y: float) -> float:
        return math.degrees(math.asin(max(-0.97, min(0.97, (y - height) / distance))))

    eye_height = body.eyes if plan.size not in ("wide", "extreme_wide", "establishing", "full") else 1.5
    if plan.size == "establishing":
        eye_height = 4.6
    if plan.size == "insert":
        eye_height = height + distance * 0.42
    elevation = seen_from(min(eye_height, height + distance * 0.6))
    for angle in plan.angles:
        match angle:
            case "low_angle":
                elevation = -30.0
            case "high_angle":
                elevation = 34.0
            case "overhead":
                elevation = 89.0
            case "aerial":
                elevation = 40.0
            case "worms_eye":
                elevation = -62.0
            case "ground_level":
                elevation = max(-40.0, seen_from(0.12))
            case _:
                pass
    return max(elevation, seen_from(max(LOWEST_M, height - distance * 0.92)))


def pose_of(rig: Rig) -> Pose:
    """The camera's place and axes. It never sinks below 10 cm over the ground."""
    azimuth, elevation = math.radians(rig.azimuth), math.radians(rig.elevation)
    out = np.array(
        (math.sin(azimuth) * math.cos(elevation), math.sin(elevation), math.cos(azimuth) * math.cos(elevation))
    )
    right = np.array((math.cos(azimuth), 0.0, -math.sin(azimuth)))
    forward = -out
    up = np.cross(right, forward)
    at = np.array(rig.target) + out * rig.distance + right * rig.right + up * rig.up + forward * rig.forward
    at = at + np.array(rig.carried)
    at[1] = max(at[1], LOWEST_M)
    yaw, pitch, roll = math.radians(rig.yaw), math.radians(rig.pitch), math.radians(rig.roll)
    level = np.array((0.0, 1.0, 0.0)) if abs(forward[1]) < 0.9 else up
    forward, right = _turned(forward, level, -yaw), _turned(right, level, -yaw)
    up = np.cross(right, forward)
    forward = forward * math.cos(pitch) + up * math.sin(pitch)
    up = np.cross(right, forward)
    right, up = right * math.cos(roll) - up * math.sin(roll), up * math.cos(roll) + right * math.sin(roll)
    return Pose(at, right, up, forward, rig.focal_mm)


def _turned(vector: Matrix, axis: Matrix, angle: float) -> Matrix:
    """Rotation about a unit axis (Rodrigues' formula)."""
    return np.asarray(
        vector * math.cos(angle)
        + np.cross(axis, vector) * math.sin(angle)
        + axis * (axis @ vector) * (1 - math.cos(angle))
    )


def view_matrix(pose: Pose, gate: Gate) -> Matrix:
    """World to clip space, shape (4, 4), for column vectors: a pinhole of the pose's focal length."""
    turn = np.eye(4)
    turn[0, :3], turn[1, :3], turn[2, :3] = pose.right, pose.up, -pose.forward
    turn[:3, 3] = -turn[:3, :3] @ pose.at
    lens = np.zeros((4, 4))
    lens[0, 0] = 2 * pose.focal_mm / gate.width
    lens[1, 1] = 2 * pose.focal_mm / gate.height
    lens[2, 2], lens[2, 3] = -(FAR_M + NEAR_M) / (FAR_M - NEAR_M), -2 * FAR_M * NEAR_M / (FAR_M - NEAR_M)
    lens[3, 2] = -1
    return np.asarray(lens @ turn)


def projected(points: Matrix, view: Matrix, width: int, height: int) -> Matrix:
    """Where points (n, 3) land in the picture, in pixels from its upper left corner, shape (n, 2)."""
    clip = np.concatenate([points, np.ones((len(points), 1))], axis=1) @ view.T
    flat = clip[:, :2] / clip[:, 3:4]
    return np.stack([(flat[:, 0] + 1) / 2 * width, (1 - flat[:, 1]) / 2 * height], axis=1)
