"""The carpenter's parts: boxes, rods, domes and sheets as coloured triangles, and pieces made of them.

A solid is float32 of shape (3 * triangles, 10): position (m), normal, linear colour, glow (0 matt, 1 a lamp).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Solid = NDArray[np.float32]
Colour = tuple[float, float, float]
Point = tuple[float, float, float]
FIELDS = 10
# Corners of the faces, counter-clockwise from outside: a box's feet are 0 to 3 and its lid 4 to 7; a bar's start is
# 0 to 3 and its end 4 to 7.
BOX_FACES = np.array([(0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7), (4, 5, 6, 7)])
BAR_FACES = np.array([(4, 5, 1, 0), (5, 6, 2, 1), (6, 7, 3, 2), (7, 4, 0, 3), (7, 6, 5, 4), (0, 1, 2, 3)])
TWO_TRIANGLES = np.array([0, 1, 2, 0, 2, 3])
YZX, ZXY = [1, 2, 0], [2, 0, 1]


@dataclass(frozen=True, slots=True)
class Piece:
    """A thing on the set. It stands on (`x`, `z`) within `radius`; a `backdrop` stays, whatever the camera does.

    What does not cast (`casts` False) lets the key through, as a gaffer would: a street is not lit from behind a house.
    """

    solid: Solid
    x: float
    z: float
    radius: float
    height: float = 2.0
    backdrop: bool = False
    casts: bool = True


@dataclass(frozen=True, slots=True)
class Lamp:
    """A lamp without a shadow: where it hangs, its linear colour and how far it reaches in metres."""

    at: Point
    colour: Colour
    reach: float = 8.0
    coloured: bool = False  # lit for neon only
    flickers: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A dressed place. `ground` is its floor's colour; `grain` how rough surfaces look, 0 to 1; `open_sky` indoors
    is False; `sea` is the z beyond which water lies; `extent` how far the ground reaches, in metres."""

    name: str
    ground: Colour
    pieces: tuple[Piece, ...]
    lamps: tuple[Lamp, ...] = ()
    grain: float = 0.5
    open_sky: bool = True
    sea: float | None = None
    extent: float = 400.0


def solid(points: NDArray[np.floating], normals: NDArray[np.floating], colour: Colour, glow: float = 0.0) -> Solid:
    """Triangles from corner points (3n, 3) and their normals, in one colour."""
    made = np.empty((len(points), FIELDS), np.float32)
    made[:, 0:3], made[:, 3:6], made[:, 6:9], made[:, 9] = points, normals, colour, glow
    return made


def joined(solids: Sequence[Solid]) -> Solid:
    return np.concatenate(solids) if solids else np.empty((0, FIELDS), np.float32)


def quad(corners: Sequence[Point], colour: Colour, glow: float = 0.0) -> Solid:
    """A flat sheet, its corners counter-clockwise as seen from its front. Its back is not drawn."""
    return _sheets(np.array([corners]), colour, glow)


def box(centre: Point, size: Point, colour: Colour, *, glow: float = 0.0, yaw: float = 0.0) -> Solid:
    """A box standing on `centre` (the middle of its foot), its foot darker where it meets the ground."""
    w, h, d = size[0] / 2, size[1], size[2] / 2
    p = np.array([(x, y, z) for y in (0.0, h) for x, z in ((-w, d), (w, d), (w, -d), (-w, -d))])
    made = _sheets(p[BOX_FACES], colour, glow)
    if not glow:
        made[:, 6:9] *= np.where(made[:, 1:2] < 1e-4, 0.62, 1.0)
    return moved(made, centre, yaw)


def rod(
    foot: Point, height: float, low: float, high: float, colour: Colour, *, sides: int = 10, glow: float = 0.0
) -> Solid:
    """An upright cylinder or cone from radius `low` to `high`, with a lid where it is open."""
    around = np.linspace(0, 2 * math.pi, sides + 1)
    ring = np.stack([np.sin(around), np.zeros_like(around), np.cos(around)], 1)
    lower, upper = ring * low, ring * high + np.array((0, height, 0))
    lean = np.array((0, (low - high) / max(height, 1e-6), 0))
    slope = ring + lean
    slope = slope / np.linalg.norm(slope, axis=1, keepdims=True)
    here, there = slice(None, -1), slice(1, None)
    side = [lower[here], lower[there], upper[there], lower[here], upper[there], upper[here]]
    facing = [slope[here], slope[there], slope[there], slope[here], slope[there], slope[here]]
    if high > 0:
        side += [upper[here], upper[there], np.broadcast_to((0.0, height, 0.0), (sides, 3))]
        facing += [np.broadcast_to((0.0, 1.0, 0.0), (sides, 3))] * 3
    points, normals = (np.stack(each, 1).reshape(-1, 3) for each in (side, facing))
    return moved(solid(points, normals, colour, glow), foot)


def dome(
    centre: Point, radii: Point, colour: Colour, *, sides: int = 10, rings: int = 6, glow: float = 0.0,
    rough: float = 0.0, seed: int = 0,
) -> Solid:  # fmt: skip
    """An ellipsoid; `rough` (0 to 1) makes a boulder or a bush of it."""
    rng = np.random.default_rng(seed)
    bumps = 1 + rough * (rng.random((rings + 1, sides)) - 0.5)
    bumps[0], bumps[-1] = bumps[0, 0], bumps[-1, 0]
    polar = (math.pi * np.arange(rings + 1) / rings)[:, None]
    turn = (2 * math.pi * np.arange(sides + 1) / sides)[None, :]
    unit = [np.sin(polar) * np.sin(turn), np.cos(polar) * np.ones_like(turn), np.sin(polar) * np.cos(turn)]
    grid = np.stack(unit, -1) * bumps[:, np.arange(sides + 1) % sides, None]
    corners = np.stack([grid[:-1, :-1], grid[1:, :-1], grid[1:, 1:], grid[:-1, 1:]], 2)
    triangles = corners[:, :, TWO_TRIANGLES].reshape(-1, 3)
    ups = triangles / radii
    ups = ups / (np.linalg.norm(ups, axis=1, keepdims=True) + 1e-9)
    made = solid(triangles * radii, ups, colour, glow)
    # The underside of foliage and stone sees little sky.
    made[:, 6:9] *= (0.72 + 0.28 * np.clip(made[:, 4:5] + 0.4, 0, 1)) if not glow else 1.0
    return moved(made, centre)


def bar(start: Point, end: Point, thickness: float, colour: Colour, *, glow: float = 0.0) -> Solid:
    """A straight bar of square section from one point to another."""
    a, b = np.array(start), np.array(end)
    along = (b - a) / (np.linalg.norm(b - a) + 1e-9)
    up = np.array((0.0, 1.0, 0.0)) if abs(along[1]) < 0.9 else np.array((1.0, 0.0, 0.0))
    side = np.cross(along, up)
    side = side / np.linalg.norm(side) * thickness / 2
    up = np.cross(side, along)
    up = up / np.linalg.norm(up) * thickness / 2
    ring = np.array([-side - up, side - up, side + up, -side + up])
    return _sheets(np.concatenate([a + ring, b + ring])[BAR_FACES], colour, glow)


def _sheets(corners: NDArray[np.floating], colour: Colour, glow: float) -> Solid:
    """Flat sheets from their corners (n, 4, 3), each counter-clockwise as seen from its front."""
    a, b, d = corners[:, 0], corners[:, 1], corners[:, 3]
    u, v = b - a, d - a
    # numpy's own cross product takes longer than all the rest, thousands of times a set.
    normals = u[:, YZX] * v[:, ZXY] - u[:, ZXY] * v[:, YZX]
    normals = normals / (np.sqrt((normals * normals).sum(1, keepdims=True)) + 1e-9)
    return solid(corners[:, TWO_TRIANGLES].reshape(-1, 3), np.repeat(normals, 6, 0), colour, glow)


def moved(made: Solid, to: Point, yaw: float = 0.0) -> Solid:
    """The same solid, turned by `yaw` degrees about the upright and set down at `to`."""
    c, s = math.cos(math.radians(yaw)), math.sin(math.radians(yaw))
    turn = np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]], np.float32)
    result = made.copy()
    result[:, 0:3] = made[:, 0:3] @ turn.T + np.array(to, np.float32)
    result[:, 3:6] = made[:, 3:6] @ turn.T
    return result


def varied(colour: Colour, by: float, level: float) -> Colour:
    """The colour made lighter or darker: `level` in [-1, 1] times the share `by`."""
    return (colour[0] * (1 + by * level), colour[1] * (1 + by * level), colour[2] * (1 + by * level))
