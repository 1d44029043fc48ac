"""A plan set up as a scene: the place dressed, the cast on their marks, the camera's path, nothing in its way.

Everything is plain numbers; the renderer draws it. The same plan always gives the same scene.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np
from numpy.typing import NDArray

from graphs.cameras.animatic.framing import Gate, Pose, Rig, frame_shot, gate_of, pose_of
from graphs.cameras.animatic.light import Light, light_for
from graphs.cameras.animatic.maquettes import BONES, TINTS
from graphs.cameras.animatic.moves import FOLLOWING, eased, rig_at
from graphs.cameras.animatic.places.inside import room, stage
from graphs.cameras.animatic.places.nature import beach, desert, field, forest
from graphs.cameras.animatic.places.shapes import Piece, Place, box, joined, rod
from graphs.cameras.animatic.places.town import street
from graphs.cameras.animatic.plan import FPS, Plan
from graphs.cameras.animatic.poses import SEAT_HEIGHT, Body, Matrix, body, bone_matrices, speed

PLACES: dict[str, Callable[[Random, bool], Place]] = {
    "street": street,
    "room": room,
    "stage": stage,
    "field": field,
    "desert": desert,
    "forest": forest,
    "beach": beach,
}
NIGHT = frozenset({"night", "blue_hour", "dusk"})
WIDE_SIZES = frozenset({"full", "wide", "extreme_wide", "establishing"})
Vector = tuple[float, float, float]
STILL: Vector = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Figure:
    """One maquette: its mark (x, z) in metres, where it faces (degrees, 0 towards +Z), its pose, tint and gaze."""

    x: float
    z: float
    yaw: float
    pose: str
    variant: int
    tint: int
    gaze: float = 0.0
    tilt: float = 0.0
    walks: Vector = STILL  # metres a second
    tempo: float = 1.0

    def matrices(self, seconds: float, middle_s: float) -> Matrix:
        """Skinning matrices in the world at one moment, shape (bones, 4, 4)."""
        world = np.eye(4)
        c, s = math.cos(math.radians(self.yaw)), math.sin(math.radians(self.yaw))
        world[0, 0], world[0, 2], world[2, 0], world[2, 2] = c, s, -s, c
        gone = travelled(self.walks, seconds, middle_s)
        world[:3, 3] = np.array((self.x, 0.0, self.z)) + np.array(gone)
        bones = bone_matrices(self.pose, self.variant, seconds * self.tempo, self.gaze, self.tilt)
        return np.asarray(world @ bones)


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is before the camera, and the camera's rig at rest."""

    plan: Plan
    place: Place
    pieces: tuple[Piece, ...]
    figures: tuple[Figure, ...]
    light: Light
    rig: Rig
    gate: Gate
    body: Body

    def rig_at(self, frame: float) -> Rig:
        walks = self.figures[0].walks
        gone = travelled(walks, frame / FPS, self.middle_s)
        return rig_at(self.rig, self.plan, self.gate, frame, self.body.eyes, gone)

    def pose_at(self, frame: float) -> Pose:
        return pose_of(self.rig_at(frame))

    def focus_at(self, frame: float) -> float:
        """Metres from the lens to what is sharp: the lead, or at first what is behind them where the focus racks."""
        lead = self.figures[0]
        gone = travelled(lead.walks, frame / FPS, self.middle_s)
        sharp = np.array((lead.x, self.body.eyes, lead.z)) if self.plan.size != "insert" else np.array(self.rig.target)
        pose = self.pose_at(frame)
        distance = max(0.3, float((sharp + np.array(gone) - pose.at) @ pose.forward))
        if not self.plan.racks:
            return distance
        way = eased(frame / FPS, 2 * self.middle_s)
        return float(distance * 4.0 ** (1 - way))

    @property
    def middle_s(self) -> float:
        return self.plan.frames / FPS / 2


def travelled(walks: Vector, seconds: float, middle_s: float) -> Vector:
    """How far somebody has walked from their mark; they pass it in the middle of the shot."""
    time = seconds - middle_s
    return walks[0] * time, walks[1] * time, walks[2] * time


def set_up(plan: Plan) -> Scene:
    """The scene of a plan."""
    rng = plan.rng("cast")
    place = PLACES[plan.place](plan.rng("place"), plan.time_of_day in NIGHT)
    lead = _lead(plan, rng)
    marks = body(lead.pose, lead.variant)
    rig = frame_shot(plan, _turned_body(marks, lead.yaw))
    gate = gate_of(plan.picture_width, plan.picture_height)
    figures = _cast(plan, lead, rig, gate, rng)
    scene = Scene(plan, place, (), figures, light_for(plan), rig, gate, marks)
    scene = replace(scene, figures=_walking(scene))
    pieces = [*_clear_of_camera(scene), *_furniture(scene)]
    return replace(scene, pieces=tuple(pieces))


def _turned_body(marks: Body, yaw: float) -> Body:
    """The body's points as they are once the figure has turned."""
    c, s = math.cos(math.radians(yaw)), math.sin(math.radians(yaw))

    def turned(point: Vector) -> Vector:
        x, y, z = point
        return (x * c + z * s, y, z * c - x * s)

    return replace(marks, eye_point=turned(marks.eye_point), hand=turned(marks.hand))


def _lead(plan: Plan, rng: Random) -> Figure:
    side = 1.0 if rng.random() < 0.5 else -1.0
    pose = "hold" if plan.size == "insert" else plan.pose
    if pose in ("walk", "run") and not (plan.size in WIDE_SIZES or FOLLOWING & set(plan.moves)):
        pose = "stand"  # too close to see legs, and the frame would be left at once
    yaw = side * rng.uniform(14, 30)
    if "profile" in plan.angles:
        yaw = side * 90.0
    elif "from_behind" in plan.angles:
        yaw = 180.0 + side * rng.uniform(4, 16)
    elif plan.size in ("extreme_close_up", "pov", "over_the_shoulder", "insert"):
        yaw = side * rng.uniform(2, 12)
    # Nobody looks into the lens unless it is somebody's eyes.
    gaze = -yaw if plan.size == "pov" else side * rng.uniform(4, 14)
    if "profile" in plan.angles or "from_behind" in plan.angles:
        gaze = 0.0
    return Figure(0.0, 0.0, yaw, pose, rng.randrange(3), rng.randrange(len(TINTS)), gaze)


def _cast(plan: Plan, lead: Figure, rig: Rig, gate: Gate, rng: Random) -> tuple[Figure, ...]:
    """The lead and whoever is with them."""
    other_tint = (lead.tint + 1 + rng.randrange(len(TINTS) - 1)) % len(TINTS)
    if plan.size == "over_the_shoulder":
        return lead, _shoulder(plan, lead, rig, gate, other_tint, rng)
    if plan.people < 2:
        return (lead,)
    apart = 0.46 if lead.pose != "sit" else 0.62
    inward = rng.uniform(58, 74)
    left = replace(lead, x=-apart, yaw=inward, gaze=12.0)
    variant = (lead.variant + 1 + rng.randrange(2)) % 3
    pose = "stand" if lead.pose in ("point", "hold", "lean") else lead.pose
    right = Figure(apart, rng.uniform(-0.12, 0.12), -inward, pose, variant, other_tint, gaze=-12.0)
    return (left, right)


def _shoulder(plan: Plan, lead: Figure, rig: Rig, gate: Gate, tint: int, rng: Random) -> Figure:
    """Whose shoulder it is: 0.8 m before the lens, back to it, at the edge of the picture."""
    pose = pose_of(rig)
    side = 1.0 if rng.random() < 0.5 else -1.0
    ahead = 0.90
    edge = side * (0.98 * math.tan(math.radians(gate.fields(rig.focal_mm)[0] / 2)) * ahead)
    at = pose.at + pose.forward * ahead + pose.right * edge
    yaw = math.degrees(math.atan2(lead.x - at[0], lead.z - at[2]))
    kind = "sit" if lead.pose == "sit" else "stand"
    return Figure(float(at[0]), float(at[2]), yaw, kind, 0, tint, gaze=0.0)


def _walking(scene: Scene) -> tuple[Figure, ...]:
    """Give walkers their way: with the camera where it follows, across the picture where it does not."""
    lead, plan = scene.figures[0], scene.plan
    pace = speed(lead.pose)
    if not pace:
        return scene.figures
    length = plan.frames / FPS
    follows = bool(FOLLOWING & set(plan.moves))
    longest = 6.0 if plan.place == "room" else 60.0
    if not follows:
        visible = 0.62 * scene.rig.distance * scene.gate.width / scene.rig.focal_mm
        longest = min(longest, max(visible, 1.0) * 1.6)
    tempo = min(1.0, longest / (pace * length))
    side = 1.0 if plan.rng("walk").random() < 0.5 else -1.0
    if "from_behind" in plan.angles:
        yaw = 180.0
    elif "profile" in plan.angles:
        yaw = side * 90.0
    elif plan.place in ("street", "room"):
        yaw = side * (14.0 if follows else 32.0)
    else:
        yaw = side * (52.0 if follows else 62.0)
    step = pace * tempo
    walks = (math.sin(math.radians(yaw)) * step, 0.0, math.cos(math.radians(yaw)) * step)
    lead = replace(lead, yaw=yaw, walks=walks, tempo=tempo, gaze=lead.gaze * 0.5)
    beside = [replace(other, yaw=yaw, walks=walks, tempo=tempo, pose=lead.pose) for other in scene.figures[1:]]
    return (lead, *beside)


def _clear_of_camera(scene: Scene) -> list[Piece]:
    """Leave out what stands in the camera's way, where people stand or walk, or between the lens and the lead."""
    frames = np.linspace(0, scene.plan.frames - 1, 9)
    lead = scene.figures[0]
    sights = []
    for frame in frames:
        at = scene.pose_at(float(frame)).at
        gone = travelled(lead.walks, float(frame) / FPS, scene.middle_s)
        sights.append((at, np.array((lead.x + gone[0], scene.body.chest, lead.z + gone[2]))))
    hidden = _in_the_way(scene.place.pieces, sights)
    kept = [piece for piece, hides in zip(scene.place.pieces, hidden, strict=True) if piece.backdrop or not hides]
    return [piece for piece in kept if piece.backdrop or not _stood_on(piece, scene.figures, sights)]


def _in_the_way(pieces: Sequence[Piece], sights: Sequence[tuple[Matrix, Matrix]]) -> NDArray[np.bool_]:
    """For each piece, whether a line of sight from camera to subject passes through it, or a camera stands in it."""
    spots = np.array([(piece.x, piece.z) for piece in pieces]).reshape(-1, 2)
    radii = np.array([piece.radius for piece in pieces])
    heights = np.array([piece.height for piece in pieces])
    hidden = np.zeros(len(pieces), bool)
    for at, subject in sights:
        start, along = at[[0, 2]], (subject - at)[[0, 2]]
        part = np.clip((spots - start) @ along / (along @ along + 1e-9), 0, 1)
        gap = np.linalg.norm(start + part[:, None] * along - spots, axis=1)
        hidden |= (gap < radii + 0.55) & (at[1] + (subject[1] - at[1]) * part < heights + 0.5)
    return hidden


def _stood_on(piece: Piece, figures: tuple[Figure, ...], sights: list[tuple[Matrix, Matrix]]) -> bool:
    marks = [np.array((figure.x, figure.z)) for figure in figures] + [subject[[0, 2]] for _, subject in sights]
    return any(float(np.linalg.norm(mark - (piece.x, piece.z))) < piece.radius + 0.4 for mark in marks)


def _furniture(scene: Scene) -> list[Piece]:
    """What the cast sits on or holds."""
    pieces = []
    for figure in scene.figures:
        if figure.pose == "sit":
            pieces.append(_chair(figure))
        if figure.pose == "hold":
            pieces.append(_prop(figure, scene.plan))
        if figure.pose == "lean":
            pieces.append(_post(figure))
    return pieces


def _placed(figure: Figure, x: float, z: float) -> tuple[float, float]:
    c, s = math.cos(math.radians(figure.yaw)), math.sin(math.radians(figure.yaw))
    return figure.x + x * c + z * s, figure.z + z * c - x * s


def _chair(figure: Figure) -> Piece:
    wood = (0.15, 0.09, 0.055)
    # The hips sit 9 cm behind the mark.
    parts = []
    x, z = _placed(figure, 0, -0.02)
    parts.append(box((x, SEAT_HEIGHT - 0.075, z), (0.46, 0.055, 0.46), wood, yaw=figure.yaw))
    x, z = _placed(figure, 0, -0.26)
    parts.append(box((x, SEAT_HEIGHT + 0.16, z), (0.44, 0.36, 0.04), wood, yaw=figure.yaw))
    for dx in (-0.2, 0.2):
        for dz, tall in ((0.18, SEAT_HEIGHT - 0.05), (-0.26, SEAT_HEIGHT + 0.4)):
            x, z = _placed(figure, dx, dz)
            parts.append(box((x, 0, z), (0.045, tall, 0.045), wood, yaw=figure.yaw))
    return Piece(joined(parts), figure.x, figure.z, 0.4, 0.9)


def _post(figure: Figure) -> Piece:
    x, z = _placed(figure, 0, -0.36)
    return Piece(rod((x, 0, z), 2.7, 0.15, 0.15, (0.28, 0.26, 0.23), sides=14), x, z, 0.2, 2.7)


def _prop(figure: Figure, plan: Plan) -> Piece:
    """A small thing in the right hand: a card, or a cup where the seed says so."""
    matrices = figure.matrices(0.0, 0.0)
    palm = matrices[BONES.index("hand_r")] @ np.array((-0.545, 0.875, 0.012, 1.0))
    x, y, z = float(palm[0]), float(palm[1]), float(palm[2])
    if plan.rng("prop").random() < 0.5:
        solid = rod((x, y - 0.02, z), 0.10, 0.032, 0.038, (0.62, 0.58, 0.50), sides=12)
    else:
        solid = box((x, y - 0.03, z), (0.085, 0.15, 0.012), (0.60, 0.56, 0.46), yaw=figure.yaw)
    return Piece(solid, x, z, 0.1, y)
