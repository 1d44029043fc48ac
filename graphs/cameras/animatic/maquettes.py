"""The maquette: a sculpted figure with a blank face, its skeleton and its cloth. How it stands is in `poses.py`.

Metres; the figure faces +Z, its left is +X, its feet are on y = 0, its arms hang 35 degrees out while it is sculpted.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from graphs.cameras.animatic.sculpting import Distance, Floats, Mesh, Point, carve, egg, limb, melt, skin

# Bone: its parent, its joint and its end.
SKELETON: dict[str, tuple[str | None, Point, Point]] = {
    "hips": (None, (0, 0.95, 0), (0, 1.05, 0)),
    "spine": ("hips", (0, 1.05, 0), (0, 1.22, 0)),
    "chest": ("spine", (0, 1.22, 0), (0, 1.45, 0)),
    "neck": ("chest", (0, 1.46, -0.01), (0, 1.55, 0)),
    "head": ("neck", (0, 1.56, 0), (0, 1.74, 0)),
    "arm_l": ("chest", (0.175, 1.415, 0), (0.342, 1.177, 0)),
    "forearm_l": ("arm_l", (0.342, 1.177, 0), (0.485, 0.973, 0)),
    "hand_l": ("forearm_l", (0.485, 0.973, 0), (0.58, 0.837, 0)),
    "thigh_l": ("hips", (0.09, 0.92, 0), (0.10, 0.50, 0.01)),
    "shin_l": ("thigh_l", (0.10, 0.50, 0.01), (0.105, 0.085, -0.015)),
    "foot_l": ("shin_l", (0.105, 0.085, -0.015), (0.115, 0.04, 0.16)),
}
HEAD_TOP, CHIN, EYES, CHEST, WAIST, KNEE = 1.785, 1.545, 1.68, 1.30, 1.03, 0.50
HEM = 0.80
CLOTH, TROUSERS, SKIN, SHOES, SHIRT = range(5)  # the shirt shows in the coat's neck
# Neutral tints of coat, trousers, blank skin, shoes and shirt (linear light).
TINTS: tuple[tuple[Point, Point, Point, Point, Point], ...] = (
    ((0.17, 0.21, 0.27), (0.075, 0.08, 0.095), (0.58, 0.50, 0.42), (0.03, 0.03, 0.035), (0.46, 0.45, 0.43)),
    ((0.30, 0.19, 0.11), (0.10, 0.085, 0.075), (0.56, 0.49, 0.42), (0.04, 0.03, 0.025), (0.40, 0.36, 0.30)),
    ((0.15, 0.23, 0.20), (0.09, 0.09, 0.09), (0.59, 0.51, 0.43), (0.03, 0.03, 0.03), (0.44, 0.43, 0.36)),
    ((0.34, 0.29, 0.22), (0.11, 0.12, 0.15), (0.57, 0.50, 0.43), (0.045, 0.035, 0.03), (0.20, 0.22, 0.25)),
    ((0.24, 0.125, 0.115), (0.08, 0.08, 0.10), (0.58, 0.50, 0.42), (0.03, 0.03, 0.03), (0.36, 0.34, 0.32)),
)


def _mirrored(name: str) -> tuple[str | None, Point, Point]:
    parent, joint, end = SKELETON[name]
    other = parent[:-1] + "r" if parent is not None and parent.endswith("_l") else parent
    return other, (-joint[0], joint[1], joint[2]), (-end[0], end[1], end[2])


SKELETON |= {name[:-1] + "r": _mirrored(name) for name in list(SKELETON) if name.endswith("_l")}
BONES: tuple[str, ...] = tuple(SKELETON)


@dataclass(frozen=True, slots=True)
class Maquette:
    """The figure at rest. `zones` say what each point is made of, `bones` and `weights` the two that carry it.

    `points`, `normals`: float32 (n, 3); `zones`: int (n,); `bones`: float32 (n, 2); `weights`: float32 (n,), the
    share of the first bone; `triangles`: int32 (m, 3); `shade`: float32 (n,), how open the place is to the sky.
    """

    points: Floats
    normals: Floats
    zones: np.ndarray
    bones: Floats
    weights: Floats
    shade: Floats
    triangles: np.ndarray


def _both(start: Point, end: Point, start_radius: float, end_radius: float, flat: float = 1.0) -> list[Distance]:
    return [
        limb((side * start[0], *start[1:]), (side * end[0], *end[1:]), start_radius, end_radius, flat)
        for side in (1.0, -1.0)
    ]


def _coat() -> Distance:
    trunk = melt(
        [
            egg((0, 1.30, -0.008), (0.178, 0.19, 0.118)),
            egg((0, 1.10, 0.0), (0.148, 0.17, 0.104)),
            egg((0, 0.96, 0.0), (0.174, 0.15, 0.124)),
            limb((0, 0.93, 0.0), (0, 0.74, 0.004), 0.150, 0.186, 0.72),
            limb((-0.145, 1.405, -0.01), (0.145, 1.405, -0.01), 0.066, 0.066),
            limb((0, 1.42, -0.012), (0, 1.475, -0.005), 0.082, 0.062),
        ],
        0.06,
    )
    sleeves = [
        *_both(SKELETON["arm_l"][1], SKELETON["arm_l"][2], 0.062, 0.049),
        *_both(SKELETON["forearm_l"][1], (0.475, 0.987, 0), 0.049, 0.041),
    ]
    return carve(melt([trunk, *sleeves], 0.03), lambda points: np.asarray(points[:, 1] - HEM, np.float32), 0.03)


def _trousers() -> Distance:
    return melt(
        [
            egg((0, 0.92, -0.005), (0.158, 0.10, 0.108)),
            *_both((0.088, 0.88, 0), (0.10, 0.50, 0.01), 0.086, 0.064),
            *_both((0.10, 0.50, 0.01), (0.106, 0.09, -0.012), 0.062, 0.052),
        ],
        0.03,
    )


def _head() -> Distance:
    """A head as a sculptor blocks it in: brow, sockets, nose, the turn of the mouth, and no features on them."""
    skull = melt(
        [
            egg((0, 1.688, -0.012), (0.073, 0.098, 0.094)),
            egg((0, 1.612, 0.028), (0.051, 0.070, 0.062)),
            limb((-0.03, 1.699, 0.062), (0.03, 1.699, 0.062), 0.024, 0.024),
            *_both((0.042, 1.640, 0.048), (0.036, 1.622, 0.052), 0.022, 0.018),
        ],
        0.04,
    )
    sockets = melt(_both((0.026, 1.672, 0.108), (0.040, 1.671, 0.100), 0.014, 0.013), 0.008)
    mouth = limb((-0.017, 1.600, 0.108), (0.017, 1.600, 0.108), 0.010, 0.010)
    face = carve(carve(skull, sockets, 0.028), mouth, 0.016)
    features = [
        limb((0, 1.690, 0.082), (0, 1.640, 0.106), 0.008, 0.0125),
        *_both((0.008, 1.636, 0.096), (0.014, 1.634, 0.088), 0.008, 0.007),
        *_both((0.073, 1.668, -0.012), (0.071, 1.64, -0.006), 0.014, 0.009),
        limb((0, 1.49, -0.012), (0, 1.60, -0.005), 0.055, 0.051),
    ]
    return melt([face, *features], 0.018)


def _hand() -> Distance:
    """The left hand: a palm, four fingers a little curled, a thumb."""
    wrist = np.array(SKELETON["hand_l"][1])
    down = np.array(SKELETON["hand_l"][2]) - wrist
    down = down / np.linalg.norm(down)
    side = np.array((0.0, 0.0, 1.0))  # from little finger to thumb
    inward = np.cross(down, side)

    def at(along: float, across: float, curl: float = 0.0) -> Point:
        x, y, z = wrist + down * along + side * across + inward * curl
        return (float(x), float(y), float(z))

    palm = [limb(at(-0.03, 0), at(0.03, 0.002), 0.027, 0.026), limb(at(0.035, -0.02), at(0.075, -0.024), 0.018, 0.016)]
    palm += [limb(at(0.035, 0.018), at(0.08, 0.022), 0.018, 0.016)]
    fingers = []
    for across, length in ((-0.029, 0.145), (-0.010, 0.168), (0.009, 0.172), (0.027, 0.158)):
        bend = at(length * 0.75, across, 0.004)
        fingers += [limb(at(0.085, across), bend, 0.0105, 0.0095), limb(bend, at(length, across, 0.022), 0.0095, 0.008)]
    thumb = [
        limb(at(0.03, 0.03), at(0.075, 0.058, 0.014), 0.014, 0.011),
        limb(at(0.075, 0.058, 0.014), at(0.105, 0.06, 0.026), 0.011, 0.009),
    ]
    return melt([melt(palm, 0.02), melt(thumb, 0.008), *fingers], 0.007)


def _shoe() -> Distance:
    return melt(
        [
            limb((0.107, 0.05, -0.045), (0.112, 0.04, 0.09), 0.048, 0.044),
            limb((0.112, 0.04, 0.09), (0.118, 0.03, 0.165), 0.042, 0.033),
            limb((0.106, 0.13, -0.015), (0.106, 0.07, -0.02), 0.045, 0.05),
        ],
        0.02,
    )


def _mirror(mesh: Mesh) -> Mesh:
    flip = np.array([-1, 1, 1], np.float32)
    return Mesh(mesh.points * flip, mesh.normals * flip, np.ascontiguousarray(mesh.triangles[:, ::-1]))


@cache
def maquette(fineness: float = 1.0) -> Maquette:
    """The figure, sculpted in cells of about 2 cm (face and hands finer), times `fineness`."""
    hand = skin(_hand(), (0.42, 0.76, -0.08), (0.64, 1.01, 0.11), 0.0095 * fineness)
    shoe = skin(_shoe(), (0.03, -0.01, -0.12), (0.19, 0.17, 0.23), 0.019 * fineness)
    parts = [
        (CLOTH, skin(_coat(), (-0.57, 0.74, -0.17), (0.57, 1.58, 0.17), 0.022 * fineness)),
        (TROUSERS, skin(_trousers(), (-0.22, 0.0, -0.16), (0.22, 1.06, 0.16), 0.026 * fineness)),
        (SKIN, skin(_head(), (-0.11, 1.42, -0.13), (0.11, 1.81, 0.14), 0.0125 * fineness)),
        (SKIN, hand),
        (SKIN, _mirror(hand)),
        (SHOES, shoe),
        (SHOES, _mirror(shoe)),
    ]
    starts = np.cumsum([0, *(len(mesh.points) for _, mesh in parts)])
    points = np.concatenate([mesh.points for _, mesh in parts])
    normals = np.concatenate([mesh.normals for _, mesh in parts])
    zones = np.concatenate([np.full(len(mesh.points), zone) for zone, mesh in parts])
    triangles = np.concatenate([mesh.triangles + start for (_, mesh), start in zip(parts, starts, strict=False)])
    bones, weights = _rigging(points, zones)
    return Maquette(points, normals, zones, bones, weights, _openness(points, normals), triangles)


def _rigging(points: Floats, zones: np.ndarray) -> tuple[Floats, Floats]:
    """The two bones nearest to each point, and the share of the nearer. A coat does not go with the legs under it."""
    gaps = np.stack([limb(joint, end, 0, 0)(points) for _, joint, end in SKELETON.values()], axis=1) + 0.004
    legs = [index for index, bone in enumerate(BONES) if bone.startswith(("thigh", "shin", "foot"))]
    gaps[np.ix_(zones == CLOTH, legs)] += 0.09
    nearest = np.argsort(gaps, axis=1)[:, :2]
    first, second = np.take_along_axis(gaps, nearest, 1).T
    pull = (second / first) ** 3
    return nearest.astype(np.float32), np.asarray(pull / (1 + pull), np.float32)


def _openness(points: Floats, normals: Floats) -> Floats:
    """How much of the sky a place on the figure sees, 0.35 to 1: dark under the arms, the chin and between the legs."""
    body = melt([_coat(), _trousers(), _head()], 0.01)
    depth = np.zeros(len(points), np.float32)
    for reach in (0.03, 0.08, 0.15):
        depth += np.clip(1 - body(points + normals * reach) / reach, 0, 1)
    return np.asarray(np.clip(1.0 - 0.3 * depth, 0.3, 1.0), np.float32)
