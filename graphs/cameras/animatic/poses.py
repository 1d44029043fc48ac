"""How a maquette stands, sits, walks and looks: bone turns over time, and where its body then is.

Turns are degrees about x (forward is negative), y (to its left) and z, in the frame of the sculpted figure.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graphs.cameras.animatic.maquettes import BONES, CHEST, CHIN, EYES, HEAD_TOP, KNEE, SKELETON, WAIST

Matrix = NDArray[np.float64]
Turns = dict[str, tuple[float, float, float]]

HANGING: Turns = {
    "arm_l": (4, 0, -22),
    "arm_r": (2, 0, 22),
    "forearm_l": (-14, 0, -4),
    "forearm_r": (-10, 0, 4),
    "hand_l": (-6, 0, -4),
    "hand_r": (-6, 0, 4),
}
STANDING: tuple[Turns, ...] = (
    HANGING
    | {
        "hips": (0, 0, 2),
        "spine": (0, 3, -3),
        "thigh_r": (-7, -4, -5),
        "shin_r": (9, 0, 0),
        "thigh_l": (1, 0, 1),
        "foot_r": (-2, -8, 2),
    },
    HANGING
    | {
        "arm_r": (20, 0, 22),
        "forearm_r": (-66, 30, 0),
        "spine": (-2, -6, 2),
        "thigh_l": (-6, 5, 4),
        "shin_l": (8, 0, 0),
        "hand_r": (-10, 0, 0),
    },
    HANGING
    | {
        "arm_l": (-18, 0, -22),
        "forearm_l": (-84, -42, 0),
        "arm_r": (-18, 0, 22),
        "forearm_r": (-88, 46, 0),
        "thigh_r": (-4, -4, -4),
        "shin_r": (5, 0, 0),
        "hand_l": (0, 0, 0),
        "hand_r": (0, 0, 0),
    },
)
SITTING: Turns = {
    "spine": (5, 0, 0),
    "chest": (3, 0, 0),
    "neck": (-5, 0, 0),
    "thigh_l": (-85, 8, 0),
    "thigh_r": (-85, -6, 0),
    "shin_l": (82, 0, 0),
    "shin_r": (88, 0, 0),
    "foot_l": (3, 0, 0),
    "foot_r": (-3, 0, 0),
    "arm_l": (-24, 0, -22),
    "arm_r": (-20, 0, 22),
    "forearm_l": (-52, -26, 0),
    "forearm_r": (-58, 26, 0),
}
LEANING: Turns = HANGING | {
    "hips": (-7, 0, 0),
    "spine": (4, 0, 0),
    "neck": (6, 0, 0),
    "thigh_l": (-5, 0, 2),
    "thigh_r": (-24, 4, -2),
    "shin_r": (52, 0, 0),
    "foot_r": (-20, 0, 0),
    "arm_l": (-16, 0, -22),
    "forearm_l": (-80, -50, 0),
    "arm_r": (-16, 0, 22),
    "forearm_r": (-84, 52, 0),
}
HOLDING: Turns = HANGING | {
    "arm_r": (-22, 0, 22),
    "forearm_r": (-82, 22, 0),
    "hand_r": (-8, 0, 0),
    "thigh_l": (-6, 4, 4),
    "shin_l": (8, 0, 0),
    "head": (10, -8, 0),
}
POINTING: Turns = HANGING | {
    "arm_r": (-66, 0, 10),
    "forearm_r": (-16, 6, 0),
    "hand_r": (6, 0, 0),
    "spine": (2, 10, 0),
    "thigh_l": (-9, 4, 3),
    "shin_l": (8, 0, 0),
}
SEAT_HEIGHT = 0.46
# Metres walked in one double step, and double steps a second.
STRIDE_M, STEPS_PER_S = 1.36, 0.95
RUN_STRIDE_M, RUN_STEPS_PER_S = 2.3, 1.42


@dataclass(frozen=True, slots=True)
class Body:
    """Heights of a posed figure's marks over the ground in metres, and where its right hand is in its own space."""

    head_top: float
    chin: float
    eyes: float
    chest: float
    waist: float
    knee: float
    feet: float
    eye_point: tuple[float, float, float]
    hand: tuple[float, float, float]


def bone_matrices(pose: str, variant: int, seconds: float, gaze: float = 0.0, tilt: float = 0.0) -> Matrix:
    """Skinning matrices of one moment, shape (bones, 4, 4). `gaze` and `tilt` turn the head, degrees left and down."""
    turns = dict(_turns(pose, variant, seconds))
    _breathe(turns, seconds, variant)
    _look(turns, gaze, tilt)
    placed: dict[str, Matrix] = {}
    for bone, (parent, joint, _) in SKELETON.items():
        local = _about(joint, turns.get(bone, (0.0, 0.0, 0.0)))
        placed[bone] = placed[parent] @ local if parent is not None else local
    matrices = np.stack([placed[bone] for bone in BONES])
    lift = np.eye(4)
    lift[1, 3] = _lift(pose, matrices)
    return np.asarray(lift @ matrices)


def body(pose: str, variant: int, seconds: float = 0.0) -> Body:
    """The marks of a posed figure, from its bones."""
    matrices = bone_matrices(pose, variant, seconds)

    def at(bone: str, point: tuple[float, float, float]) -> Matrix:
        return np.asarray(matrices[BONES.index(bone)] @ np.array([*point, 1.0]))

    eye, hand = at("head", (0, EYES, 0.09)), at("hand_r", (-0.55, 0.88, 0.0))
    return Body(
        head_top=float(at("head", (0, HEAD_TOP, 0))[1]),
        chin=float(at("head", (0, CHIN, 0.05))[1]),
        eyes=float(eye[1]),
        chest=float(at("chest", (0, CHEST, 0))[1]),
        waist=float(at("spine", (0, WAIST, 0))[1]),
        knee=float(at("thigh_l", (0.1, KNEE, 0))[1]),
        feet=0.0,
        eye_point=(float(eye[0]), float(eye[1]), float(eye[2])),
        hand=(float(hand[0]), float(hand[1]), float(hand[2])),
    )


def speed(pose: str) -> float:
    """How fast a figure goes, m/s, so that its feet do not slide."""
    if pose == "walk":
        return STRIDE_M * STEPS_PER_S
    return RUN_STRIDE_M * RUN_STEPS_PER_S if pose == "run" else 0.0


def _turns(pose: str, variant: int, seconds: float) -> Turns:
    if pose in ("walk", "run"):
        return _gait(pose, seconds)
    fixed = {"sit": SITTING, "lean": LEANING, "hold": HOLDING, "point": POINTING}
    return fixed.get(pose) or STANDING[variant % len(STANDING)]


def _gait(pose: str, seconds: float) -> Turns:
    """A walk or run: legs swing against arms, knees bend as they pass, hips and chest turn against each other."""
    running = pose == "run"
    phase = 2 * math.pi * seconds * (RUN_STEPS_PER_S if running else STEPS_PER_S)
    swing, bend, reach = (38.0, 78.0, 40.0) if running else (25.0, 46.0, 22.0)
    turns: Turns = {
        "hips": (6.0 if running else 1.0, 4 * math.sin(phase), 0),
        "spine": (3.0 if running else 1.0, -4 * math.sin(phase), 0),
        "chest": (0, -4 * math.sin(phase), 0),
        "neck": (-5.0 if running else -1.0, 2 * math.sin(phase), 0),
    }
    for side, sign in (("l", 1.0), ("r", -1.0)):
        wave = sign * math.sin(phase)
        lifted = max(0.0, sign * math.cos(phase))
        out = 22.0 if side == "r" else -22.0
        turns[f"thigh_{side}"] = (-swing * wave - (8 if running else 3), 0, 0)
        turns[f"shin_{side}"] = (6 + bend * lifted + (10 if running else 0), 0, 0)
        turns[f"foot_{side}"] = (-4 - 10 * max(0.0, wave) + 12 * max(0.0, -wave), 0, 0)
        turns[f"arm_{side}"] = (reach * wave + 4, 0, out)
        turns[f"forearm_{side}"] = (-78.0 if running else -22 - 12 * max(0.0, -wave), 0, 0)
    return turns


def _breathe(turns: Turns, seconds: float, variant: int) -> None:
    """Nobody stands like a post: breath and a little drift of weight."""
    breath = math.sin(seconds * 1.7 + variant)
    drift = math.sin(seconds * 0.53 + variant * 2.1)
    for bone, (x, y, z) in (("chest", (-0.7 * breath, 0.6 * drift, 0.0)), ("head", (0.5 * drift, 2.2 * drift, 0.6))):
        old = turns.get(bone, (0.0, 0.0, 0.0))
        turns[bone] = (old[0] + x, old[1] + y, old[2] + z)


def _look(turns: Turns, gaze: float, tilt: float) -> None:
    """The head turns, the neck and chest help."""
    gaze, tilt = max(-75.0, min(75.0, gaze)), max(-35.0, min(35.0, tilt))
    for bone, share in (("chest", 0.15), ("neck", 0.3), ("head", 0.55)):
        x, y, z = turns.get(bone, (0.0, 0.0, 0.0))
        turns[bone] = (x + tilt * share, y + gaze * share, z)


def _lift(pose: str, matrices: Matrix) -> float:
    """Up or down so far that the lowest sole (or the seat) is where it belongs."""
    lows = []
    for side, sign in (("l", 1.0), ("r", -1.0)):
        for z in (-0.07, 0.17):
            lows.append((matrices[BONES.index(f"foot_{side}")] @ np.array([sign * 0.11, 0.0, z, 1.0]))[1])
    return float(-min(lows))


def _about(joint: tuple[float, float, float], turns: tuple[float, float, float]) -> Matrix:
    """A turn about x, then y, then z, around a joint."""
    x, y, z = (math.radians(angle) for angle in turns)
    cx, sx, cy, sy, cz, sz = math.cos(x), math.sin(x), math.cos(y), math.sin(y), math.cos(z), math.sin(z)
    rx = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    ry = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    rz = np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]])
    matrix = np.eye(4)
    # The arms are brought down (z) before they swing forward (x): z acts first on the figure.
    matrix[:3, :3] = ry @ rx @ rz
    matrix[:3, 3] = np.array(joint) - matrix[:3, :3] @ np.array(joint)
    return matrix
