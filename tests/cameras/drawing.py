"""Drawing single frames in the test's own process, and measuring them."""

from dataclasses import replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from graphs.cameras.animatic.framing import Pose
from graphs.cameras.animatic.operations import Stock
from graphs.cameras.animatic.places.shapes import Piece, Solid, joined, quad
from graphs.cameras.animatic.plan import Plan, plan_shot
from graphs.cameras.animatic.renderer import Renderer
from graphs.cameras.animatic.scene import Scene, set_up
from tests.cameras.orders import order

Picture = NDArray[np.float32]
WIDTH = 480


def plan(text: str = "", *, seed: int = 1, width: int = WIDTH, **asked: Any) -> Plan:
    return plan_shot(order(text=text, seed=seed, **asked), Stock(width=width))


def scene(text: str = "", *, seed: int = 1, width: int = WIDTH, **asked: Any) -> Scene:
    return set_up(plan(text, seed=seed, width=width, **asked))


def drawn(gl: Any, scene: Scene, *parts: float, figures: bool = True) -> list[Picture]:
    """The luma of frames at parts (0 to 1) of the shot, float32 of the frame's shape."""
    renderer = Renderer(gl, scene)
    height = scene.plan.height
    last = scene.plan.frames - 1
    return [renderer.draw(part * last, figures=figures)[:height].astype(np.float32) for part in parts]


def flow(first: Picture, second: Picture) -> NDArray[np.float32]:
    """Dense optical flow from one frame to the other in pixels, shape (h, w, 2): x to the right, y down."""
    start = np.zeros((*first.shape, 2), np.float32)
    field = cv2.calcOpticalFlowFarneback(
        first.astype(np.uint8), second.astype(np.uint8), start, 0.5, 4, 31, 4, 7, 1.5, 0
    )
    return np.asarray(field, np.float32)


def drift(first: Picture, second: Picture) -> tuple[float, float]:
    """Where the picture as a whole goes: the median flow."""
    field = flow(first, second)
    return float(np.median(field[..., 0])), float(np.median(field[..., 1]))


def growth(first: Picture, second: Picture) -> float:
    """Mean outward flow: above 0 where the picture grows, in shares of its size."""
    field = flow(first, second)
    height, width = first.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = x - width / 2, y - height / 2
    return float((field[..., 0] * x + field[..., 1] * y).sum() / (x * x + y * y).sum())


def silhouette(gl: Any, scene: Scene, part: float = 0.5) -> NDArray[np.bool_]:
    """Where the cast is in the picture: what changes when it leaves."""
    with_cast, without = drawn(gl, scene, part), drawn(gl, scene, part, figures=False)
    changed = (np.abs(with_cast[0] - without[0]) > 5).astype(np.uint8)
    # Shadows change the picture too; they are no part of the body's tall middle block.
    cleaned = cv2.morphologyEx(changed, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    return np.asarray(cleaned > 0)


def board(pose: Pose, depth: float, height: float, width_m: float, height_m: float, seed: int) -> Piece:
    """A board of random patches square to the lens, `depth` m before it, `height` m over its axis."""
    rng = np.random.default_rng(seed)
    centre = pose.at + pose.forward * depth + pose.up * height
    patches: list[Solid] = []
    across, down = 40, 14
    # Uneven edges: even ones would all fall on the same part of a pixel and move in whole pixels only.
    columns, rows = ((np.arange(count + 1) + rng.uniform(-0.3, 0.3, count + 1)) / count for count in (across, down))
    for i in range(across):
        for j in range(down):
            level = float(rng.uniform(0.02, 0.9))
            corners = []
            for di, dj in ((0, 0), (1, 0), (1, 1), (0, 1)):
                point = centre + pose.right * (columns[i + di] - 0.5) * width_m
                point = point + pose.up * (rows[j + dj] - 0.5) * height_m
                corners.append((float(point[0]), float(point[1]), float(point[2])))
            patches.append(quad(corners, (level, level, level)))
    return Piece(joined(patches), float(centre[0]), float(centre[2]), 0.0, backdrop=True)


def near_and_far(move: str) -> tuple[Scene, tuple[slice, slice]]:
    """A scene of two boards alone: one near in the lower half of the picture, one far in the upper, and the rows."""
    base = scene("field", camera_movement=(move,), duration_s=4, camera_angle=("eye_level",), width=2 * WIDTH)
    pose = base.pose_at((base.plan.frames - 1) / 2)
    half = base.gate.height / 2 / pose.focal_mm
    boards = []
    for index, (depth, where) in enumerate(((1.5, -0.5), (12.0, 0.5))):
        size = depth * half
        boards.append(board(pose, depth, where * size, 8 * size, 1.1 * size, index))
    height = base.plan.height // 2
    rows = (slice(int(height * 0.60), int(height * 0.90)), slice(int(height * 0.10), int(height * 0.40)))
    return replace(base, pieces=tuple(boards)), rows


def boards_drawn(gl: Any, boards: Scene, *parts: float) -> list[Picture]:
    """Frames of a scene of boards at half size, so that edges move by parts of a pixel too."""
    halved = []
    for picture in drawn(gl, boards, *parts, figures=False):
        height, width = picture.shape
        halved.append(cv2.resize(picture, (width // 2, height // 2), interpolation=cv2.INTER_AREA).astype(np.float32))
    return halved


def shift(first: Picture, second: Picture, rows: slice) -> tuple[float, float]:
    """How far the middle of a band of rows moved, in pixels."""
    middle = slice(first.shape[1] * 7 // 16, first.shape[1] * 9 // 16)
    centre, quarter = (rows.start + rows.stop) // 2, (rows.stop - rows.start) // 4
    field = flow(first, second)[centre - quarter : centre + quarter, middle]
    return float(np.median(field[..., 0])), float(np.median(field[..., 1]))
