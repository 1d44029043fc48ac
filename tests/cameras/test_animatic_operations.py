"""The animatic camera as a camera: operations, restarts, crashes, cancelling. What it draws is tested elsewhere."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from graphs.cameras import film
from graphs.cameras.animatic.camera import AnimaticCamera, doctor_line
from graphs.cameras.animatic.operations import Operation, Stock
from graphs.crew.camera import Clip, StillRolling
from graphs.errors import CameraFault
from tests.cameras.orders import order, steps, until_clip, until_drawing, worker_pid

SMALL = Stock(width=320, scale=0.5)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "operations"


@pytest.fixture
async def camera(folder: Path) -> AsyncIterator[AnimaticCamera]:
    camera = AnimaticCamera(folder, stock=SMALL)
    yield camera
    await camera.aclose()


async def test_rolling_twice_logs_one_roll_and_one_worker(camera: AnimaticCamera, folder: Path) -> None:
    operation = await camera.roll(order())
    await camera.roll(order())
    await until_clip(camera, operation)
    await camera.roll(order())
    assert steps(folder, "attempt-1").count("rolled") == 1
    assert steps(folder, "attempt-1").count("worker started") == 1


async def test_a_killed_worker_starts_again_inside_the_same_operation(camera: AnimaticCamera, folder: Path) -> None:
    operation = await camera.roll(order(duration_s=6))
    await until_drawing(camera, operation)
    os.kill(worker_pid(folder, "attempt-1"), signal.SIGKILL)
    clip = await until_clip(camera, operation)
    assert film.probe(clip.path).frames == 144
    assert steps(folder, "attempt-1") == ["rolled", "worker started", "worker started", "done"]


def aged(operation: Path) -> None:
    """Make everything in an operation's folder an hour old."""
    for path in operation.iterdir():
        os.utime(path, (time.time() - 3600, time.time() - 3600))


async def test_a_worker_that_stands_still_is_replaced(camera: AnimaticCamera, folder: Path) -> None:
    operation = await camera.roll(order(duration_s=6))
    await until_drawing(camera, operation)
    os.killpg(worker_pid(folder, "attempt-1"), signal.SIGSTOP)
    aged(folder / operation)
    await until_clip(camera, operation)
    assert steps(folder, "attempt-1") == ["rolled", "worker started", "worker started", "done"]


async def test_an_old_operation_goes_on_without_being_taken_for_a_stuck_one(
    camera: AnimaticCamera, folder: Path
) -> None:
    operation = await camera.roll(order())
    await camera.aclose()
    aged(folder / operation)
    again = AnimaticCamera(folder, stock=SMALL)
    await until_clip(again, operation)
    assert Operation(folder / operation).crashes() == 0
    await again.aclose()


async def test_a_worker_that_keeps_dying_ends_in_one_clear_sentence(camera: AnimaticCamera, folder: Path) -> None:
    operation = await camera.roll(order(duration_s=20))
    killed: set[int] = set()
    with pytest.raises(CameraFault) as fault:
        for _ in range(2000):
            standing = await camera.collect(operation)
            assert isinstance(standing, StillRolling)
            if steps(folder, "attempt-1").count("worker started") > len(killed):
                pid = worker_pid(folder, "attempt-1")
                os.kill(pid, signal.SIGKILL)
                killed.add(pid)
            await asyncio.sleep(0.03)
    assert len(killed) == 3
    assert "three times" in fault.value.said
    assert steps(folder, "attempt-1")[-1] == "failed"


async def test_workers_end_with_their_parent_and_the_next_one_goes_on(folder: Path) -> None:
    folder.mkdir()
    program = (
        "import asyncio, pathlib, sys\n"
        "from graphs.cameras.animatic.camera import AnimaticCamera\n"
        "from graphs.cameras.animatic.operations import Stock\n"
        "from tests.cameras.orders import order\n"
        "async def main():\n"
        "    camera = AnimaticCamera(pathlib.Path(sys.argv[1]), stock=Stock(width=320, scale=0.5))\n"
        "    await camera.roll(order(duration_s=30))\n"
        "    print('rolled', flush=True)\n"
        "    await asyncio.sleep(600)\n"
        "asyncio.run(main())\n"
    )
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, str(folder), stdout=asyncio.subprocess.PIPE
    )
    assert parent.stdout is not None
    await parent.stdout.readline()
    while "worker started" not in steps(folder, "attempt-1"):
        await asyncio.sleep(0.02)
    worker = psutil.Process(worker_pid(folder, "attempt-1"))
    parent.kill()
    await parent.wait()
    await asyncio.to_thread(psutil.wait_procs, [worker], timeout=10)
    assert not worker.is_running()
    async_camera = AnimaticCamera(folder, stock=SMALL)
    assert await async_camera.find("attempt-1") == "attempt-1"
    assert isinstance(await async_camera.collect("attempt-1"), StillRolling)
    await until_drawing(async_camera, "attempt-1")
    assert await async_camera.cancel("attempt-1")
    assert steps(folder, "attempt-1") == ["rolled", "worker started", "worker started", "cancelled"]
    assert Operation(folder / "attempt-1").crashes() == 0
    await async_camera.aclose()


async def test_cancelling_stops_the_worker_and_its_partner_at_once(camera: AnimaticCamera, folder: Path) -> None:
    operation = await camera.roll(order(duration_s=30))
    await until_drawing(camera, operation)
    leader = psutil.Process(worker_pid(folder, "attempt-1"))
    family = [leader, *leader.children(recursive=True)]
    begun = time.monotonic()
    assert await camera.cancel(operation)
    assert time.monotonic() - begun < 1.0
    _, alive = await asyncio.to_thread(psutil.wait_procs, family, timeout=5)
    assert not alive
    assert steps(folder, "attempt-1")[-1] == "cancelled"


async def test_a_roll_waits_where_all_places_are_taken(folder: Path) -> None:
    camera = AnimaticCamera(folder, places=1, stock=SMALL)
    first = await camera.roll(order("first", duration_s=30))
    second = await camera.roll(order("second"))
    await until_drawing(camera, first)
    assert await camera.collect(second) == StillRolling(progress=0.0, again_in_s=0.75)
    assert "worker started" not in steps(folder, "second")
    await camera.cancel(first)
    await until_clip(camera, second)
    await camera.aclose()


async def test_closing_stops_the_workers_and_leaves_the_operation(camera: AnimaticCamera, folder: Path) -> None:
    operation = await camera.roll(order(duration_s=2))
    await until_drawing(camera, operation)
    await camera.aclose()
    assert not Operation(folder / operation).at_work()
    again = AnimaticCamera(folder, stock=SMALL)
    assert isinstance(await until_clip(again, operation), Clip)
    await again.aclose()


async def test_the_estimate_learns_from_what_frames_took_here(camera: AnimaticCamera, folder: Path) -> None:
    request = order(duration_s=60).request
    before = camera.estimate(request).seconds
    await until_clip(camera, await camera.roll(order()))
    rate = json.loads((folder / "rate.json").read_text())["seconds_per_frame"]
    assert camera.estimate(request).seconds == pytest.approx(1.5 + 60 * 24 * rate, abs=0.1)
    assert camera.estimate(request).seconds != before


@pytest.mark.parametrize(
    ("asked", "named"),
    [({"duration_s": 61}, "60 s"), ({"duration_s": 0.4}, "1 s"), ({"aspect_ratio": "1:0"}, "1:0")],
)
async def test_a_refusal_names_the_nearest_thing_that_works(
    camera: AnimaticCamera, asked: dict[str, Any], named: str
) -> None:
    refused = camera.refusal(order(**asked).request)
    assert refused is not None
    assert named in refused


async def test_the_clip_says_how_it_was_made(camera: AnimaticCamera) -> None:
    clip = await until_clip(camera, await camera.roll(order(text="rain on a street", seed=7)))
    assert clip.model == "animatic-1"
    assert clip.parameters["seed"] == 7
    assert clip.parameters["scale"] == 0.5
    assert clip.parameters["place"] == "street"
    assert "OpenGL" in clip.parameters["renderer"]


async def test_the_doctor_names_the_opengl_that_serves() -> None:
    works, line = await doctor_line()
    assert works
    assert "OpenGL" in line


def test_the_bot_does_not_load_what_draws() -> None:
    program = "import sys, graphs.cameras.animatic.camera, graphs.cameras.film; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not {"numpy", "moderngl", "av", "PIL"} & set(loaded)
