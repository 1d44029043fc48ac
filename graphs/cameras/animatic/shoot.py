"""A shoot: one operation's clip from spec to mp4, in one process or two. Runs in worker processes only.

With two, the first draws the first half and leads, the second the rest; each writes a negative of its own, and the
leader splices them. The inner scale is chosen once, by the leader, from what a frame costs here.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np

from graphs.cameras.animatic.burnin import BurnIn, Planes
from graphs.cameras.animatic.gl import open_context, renderer
from graphs.cameras.animatic.moves import speed_of_turn
from graphs.cameras.animatic.operations import Operation
from graphs.cameras.animatic.plan import Plan, plan_shot
from graphs.cameras.animatic.renderer import Renderer
from graphs.cameras.animatic.scene import Scene, set_up
from graphs.cameras.animatic.sound import ambience
from graphs.cameras.film import Negative, splice
from graphs.errors import CameraFault

SCALES = (1.0, 0.75, 0.5)
# Processor seconds that one frame may cost a process at full scale, encoding apart, so that 24 come in a second of two.
FRAME_BUDGET_S = 0.062
SHORT_FRAMES = 36  # not worth a second process
PARTNER_PATIENCE_S = 90.0
BLUR_DEGREES = 1.5
NO_PARTNER = "The camera's second renderer stopped. Nothing was charged; trying again may help."


class Cancelled(Exception):
    """Somebody stopped the roll while it was drawn."""


def lead(operation: Operation) -> None:
    """Make the operation's clip. The caller holds its lock. Raises CameraFault, Cancelled."""
    started = time.monotonic()
    operation.start_over()
    order, stock = operation.order()
    plan = plan_shot(order, stock)
    context = open_context()
    software = any(name in renderer(context).lower() for name in ("llvmpipe", "softpipe", "swrast"))
    parts = 2 if software and plan.frames > SHORT_FRAMES and (os.cpu_count() or 1) > 1 else 1
    partner = _call_partner(operation) if parts == 2 else None
    scene = set_up(plan)
    drawing = Renderer(context, scene)
    scale = stock.scale or _affordable(drawing, plan)
    drawing.rescale(scale)
    middle = plan.frames // 2 if partner else plan.frames
    negatives = [operation.folder / f".negative-{index}.{uuid4().hex}.mp4" for index in range(parts)]
    if partner and partner.stdin:
        task = {"scale": scale, "first": middle, "last": plan.frames, "negative": str(negatives[1])}
        partner.stdin.write(f"{json.dumps(task)}\n".encode())
        partner.stdin.flush()
    operation.report(1, 0, plan.frames - middle)
    _expose(operation, drawing, scene, (0, middle), negatives[0], part=0)
    sound = ambience(plan)
    if partner is not None:
        _await_partner(operation, partner)
    joined = operation.folder / f".clip.{uuid4().hex}.mp4"
    splice(negatives, sound, joined)
    seconds = time.monotonic() - started
    operation.write_used(
        {"seed": order.seed, "scale": scale, "width": plan.width, "height": plan.height, "frames": plan.frames,
         "place": plan.place, "focal_mm": plan.focal_mm, "renderer": renderer(context), "seconds": round(seconds, 2)}
    )  # fmt: skip
    if operation.cancelled:
        raise Cancelled
    joined.replace(operation.clip)
    for negative in negatives:
        negative.unlink()
    _keep_rate(operation.folder.parent, seconds / plan.frames)


def second(operation: Operation, task: str) -> None:
    """Draw the part of the clip that the leader's task names."""
    order, stock = operation.order()
    scene = set_up(plan_shot(order, stock))
    drawing = Renderer(open_context(), scene)
    wanted = json.loads(task)
    drawing.rescale(wanted["scale"])
    _expose(operation, drawing, scene, (wanted["first"], wanted["last"]), Path(wanted["negative"]), part=1)


def _expose(
    operation: Operation, drawing: Renderer, scene: Scene, frames: tuple[int, int], path: Path, part: int
) -> None:
    plan = scene.plan
    burn_in = BurnIn(plan)
    negative = Negative(path, plan.width, plan.height)
    for frame in range(*frames):
        planes = _blurred(drawing, scene, frame)
        burn_in.set_in(planes, frame)
        negative.expose(planes)
        if frame % 3 == 0:
            operation.report(part, frame - frames[0], frames[1] - frames[0])
            if operation.cancelled:
                raise Cancelled
    negative.close()
    operation.report(part, frames[1] - frames[0], frames[1] - frames[0])


def _blurred(drawing: Renderer, scene: Scene, frame: int) -> Planes:
    """A frame, or the mean of moments within its open shutter (180 degrees) where the view turns fast."""
    turn = speed_of_turn(scene.rig_at(frame), scene.rig_at(frame + 0.5))
    if turn < BLUR_DEGREES:
        return drawing.draw(frame)
    moments = min(6, 2 + int(turn / 1.2))
    total: Any = 0
    for index in range(moments):
        total = total + drawing.draw(frame + 0.5 * index / moments).astype(np.uint16)
    return np.asarray((total + moments // 2) // moments, np.uint8)


def _affordable(drawing: Renderer, plan: Plan) -> float:
    """The largest inner scale whose frames stay within the budget, by processor time: other work does not count."""
    drawing.draw(0)
    costs = []
    for part in (0.2, 0.5, 0.9):
        begun = time.process_time()
        drawing.draw(round(part * (plan.frames - 1)))
        costs.append(time.process_time() - begun)
    cost = sorted(costs)[1]
    # A part of the cost does not shrink with the picture: geometry, shadows, planes.
    for scale in SCALES:
        if cost * (0.35 + 0.65 * scale * scale) <= FRAME_BUDGET_S:
            return scale
    return SCALES[-1]


def _call_partner(operation: Operation) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "graphs.cameras.animatic.worker", str(operation.folder), "--second"],
        stdin=subprocess.PIPE,
    )


def _await_partner(operation: Operation, partner: subprocess.Popen[bytes]) -> None:
    """Wait for the second renderer as long as it gets on. Raises CameraFault where it died or stands still."""
    done, since = operation.progress()[0], time.monotonic()
    while (code := partner.poll()) is None:
        if operation.cancelled:
            raise Cancelled
        now_done = operation.progress()[0]
        if now_done > done:
            done, since = now_done, time.monotonic()
        if time.monotonic() - since > PARTNER_PATIENCE_S:
            partner.kill()
            raise CameraFault("the second renderer stands still", words=NO_PARTNER, again=True)
        time.sleep(0.02)
    if code:
        raise CameraFault(f"the second renderer ended with {code}", words=NO_PARTNER, again=True)


def _keep_rate(folder: Path, seconds_per_frame: float) -> None:
    """Remember what a frame takes on this machine: the mean of the old rate and the new."""
    path = folder / "rate.json"
    if path.exists():
        seconds_per_frame = (json.loads(path.read_text())["seconds_per_frame"] + seconds_per_frame) / 2
    draft = folder / f".rate.{uuid4().hex}"
    draft.write_text(json.dumps({"seconds_per_frame": round(seconds_per_frame, 5)}))
    draft.replace(path)
