"""Sculpting: smooth solids described by distance, turned into triangle meshes. Knows nothing of people or scenes.

Distances are metres, negative inside. Surface nets after S. Gibson, "Constrained Elastic Surface Nets" (1998).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Point = tuple[float, float, float]
Distance = Callable[[Floats], Floats]  # points (n, 3) -> distances (n,)


@dataclass(frozen=True, slots=True)
class Mesh:
    """`points` and `normals` are float32 of shape (n, 3), `triangles` int32 of shape (m, 3)."""

    points: Floats
    normals: Floats
    triangles: NDArray[np.int32]


def limb(start: Point, end: Point, start_radius: float, end_radius: float, flat: float = 1.0) -> Distance:
    """A rod that tapers from one radius to the other; `flat` below 1 thins it from front to back."""
    squash = np.array([1.0, 1.0, 1.0 / flat], np.float32)
    first = np.array(start, np.float32) * squash
    along = np.array(end, np.float32) * squash - first
    length = float(along @ along)

    def distance(points: Floats) -> Floats:
        offset = points * squash - first
        part = np.clip(offset @ along / length, 0, 1)
        gap = np.linalg.norm(offset - part[:, None] * along, axis=1)
        return np.asarray(gap - (start_radius + (end_radius - start_radius) * part), np.float32)

    return distance


def egg(centre: Point, radii: Point) -> Distance:
    """An ellipsoid. The distance is the usual first-order bound, exact at the surface."""
    middle, size = np.array(centre, np.float32), np.array(radii, np.float32)

    def distance(points: Floats) -> Floats:
        scaled = (points - middle) / size
        near = np.linalg.norm(scaled, axis=1)
        slope = np.linalg.norm(scaled / size, axis=1) + 1e-6
        return np.asarray(near * (near - 1) / slope, np.float32)

    return distance


def melt(solids: Sequence[Distance], blend: float) -> Distance:
    """The union of solids, their seams filled over about `blend` metres."""

    def distance(points: Floats) -> Floats:
        whole = solids[0](points)
        for solid in solids[1:]:
            other = solid(points)
            share = np.clip(0.5 + 0.5 * (other - whole) / blend, 0, 1)
            whole = other + (whole - other) * share - blend * share * (1 - share)
        return np.asarray(whole, np.float32)

    return distance


def carve(solid: Distance, tool: Distance, blend: float) -> Distance:
    """`solid` with `tool` taken out of it, the edge rounded."""

    def distance(points: Floats) -> Floats:
        whole, hole = solid(points), -tool(points)
        share = np.clip(0.5 - 0.5 * (whole - hole) / blend, 0, 1)
        return np.asarray(whole + (hole - whole) * share + blend * share * (1 - share), np.float32)

    return distance


def skin(solid: Distance, low: Point, high: Point, cell: float) -> Mesh:
    """The surface of `solid` within a box, in cells of `cell` metres, with normals from the distance itself."""
    axes = [np.arange(a, b + cell, cell, dtype=np.float32) for a, b in zip(low, high, strict=True)]
    grid = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
    values = solid(grid.reshape(-1, 3)).reshape(grid.shape[:3])
    inside = values < 0
    corners = [np.array(((i >> 2) & 1, (i >> 1) & 1, i & 1)) for i in range(8)]
    shape = np.array(inside.shape) - 1
    count = sum(_shifted(inside, corner, shape).astype(np.int8) for corner in corners)
    crossed = np.argwhere((count > 0) & (count < 8))
    points = _net_points(values, crossed, corners) * cell + np.array(low, np.float32)
    ids = np.full(tuple(shape), -1, np.int32)
    ids[tuple(crossed.T)] = np.arange(len(crossed), dtype=np.int32)
    points = points.astype(np.float32)
    slope = _slope(solid, points, cell * 0.5)
    # One step along the slope takes the net's points onto the true surface.
    points = points - slope * solid(points)[:, None]
    return Mesh(points, _slope(solid, points, cell * 0.4), _net_faces(inside, ids))


def _shifted(field: NDArray[np.bool_], corner: NDArray[np.int64], shape: NDArray[np.int64]) -> NDArray[np.bool_]:
    x, y, z = corner
    return field[x : x + shape[0], y : y + shape[1], z : z + shape[2]]


def _net_points(values: Floats, cells: NDArray[np.int64], corners: list[NDArray[np.int64]]) -> Floats:
    """The mean of the crossings of each cell's edges, in cell units."""
    total = np.zeros((len(cells), 3), np.float32)
    crossings = np.zeros(len(cells), np.float32)
    for first in range(8):
        for axis in (1, 2, 4):
            second = first | axis
            if second == first:
                continue
            a = values[tuple((cells + corners[first]).T)]
            b = values[tuple((cells + corners[second]).T)]
            cut = (a < 0) != (b < 0)
            part = np.where(cut, a / np.where(a == b, 1, a - b), 0)[:, None]
            point = corners[first] + part * (corners[second] - corners[first])
            total += np.where(cut[:, None], point, 0)
            crossings += cut
    return np.asarray(cells + total / crossings[:, None], np.float32)


def _net_faces(inside: NDArray[np.bool_], ids: NDArray[np.int32]) -> NDArray[np.int32]:
    """Two triangles across every grid edge that the surface cuts, wound to face outwards."""
    triangles = []
    for axis in range(3):
        ahead = np.roll(inside, -1, axis)
        cut = inside != ahead
        u, v = (axis + 1) % 3, (axis + 2) % 3
        keep: list[slice] = [slice(None)] * 3
        keep[axis], keep[u], keep[v] = slice(0, -1), slice(1, -1), slice(1, -1)
        offset = [0, 0, 0]
        offset[u] = offset[v] = 1
        edges = np.argwhere(cut[tuple(keep)]) + np.array(offset)
        leaving = inside[tuple(edges.T)]
        step_u, step_v = np.eye(3, dtype=np.int64)[u], np.eye(3, dtype=np.int64)[v]
        quad = np.stack(
            [ids[tuple((edges - a * step_u - b * step_v).T)] for a, b in ((1, 1), (0, 1), (0, 0), (1, 0))], 1
        )
        quad = np.where(leaving[:, None], quad, quad[:, ::-1])
        triangles += [quad[:, [0, 1, 2]], quad[:, [0, 2, 3]]]
    return np.ascontiguousarray(np.concatenate(triangles), np.int32)


def _slope(solid: Distance, points: Floats, step: float) -> Floats:
    gradient = np.empty_like(points)
    for axis in range(3):
        shift = np.zeros(3, np.float32)
        shift[axis] = step
        gradient[:, axis] = solid(points + shift) - solid(points - shift)
    return np.asarray(gradient / (np.linalg.norm(gradient, axis=1, keepdims=True) + 1e-9), np.float32)
