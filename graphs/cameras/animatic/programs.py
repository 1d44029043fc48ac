"""Shader programs and the one texture they share: compiled from `shaders/`, kept for the life of a renderer."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

GRAIN_SIZE = 256
GRAIN_SEED = 7
LINEAR, LINEAR_MIPMAP_NEAREST = 0x2601, 0x2701  # of OpenGL


class Programs:
    """The programs of one renderer by the names of their shader files."""

    def __init__(self, context: Any) -> None:
        self._gl = context
        self._made: dict[str, Any] = {}

    def made(self, vertex: str, fragment: str, *, lit: bool = False) -> Any:
        """The program of two shader files, compiled once; `lit` ones get the common light before their own text."""
        name = f"{vertex}+{fragment}"
        if name not in self._made:
            head = "#version 330 core\n"
            light = _source("light.glsl") if lit else ""
            self._made[name] = self._gl.program(
                vertex_shader=head + _source(vertex), fragment_shader=head + light + _source(fragment)
            )
        return self._made[name]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._made.values())


def put(program: Any, name: str, value: Any) -> None:
    """Set a uniform of any shape. Matrices come transposed: OpenGL reads them column by column."""
    if isinstance(value, int):
        program[name].value = value
    else:
        program[name].write(np.ascontiguousarray(value, np.float32).tobytes())


def grain_texture(context: Any) -> Any:
    """The noise of rough surfaces, as a texture of the context."""
    texture = context.texture((GRAIN_SIZE, GRAIN_SIZE), 4, _grain())
    texture.build_mipmaps()
    # The nearer of two sizes instead of a blend of both: half the fetches for a grain nobody looks at.
    texture.filter = (LINEAR_MIPMAP_NEAREST, LINEAR)
    return texture


@cache
def _grain() -> bytes:
    """Two layers of tiling noise, four octaves each, as RGBA pixels: the same on every machine."""
    rng = np.random.default_rng(GRAIN_SEED)
    layers = np.zeros((GRAIN_SIZE, GRAIN_SIZE, 4), np.float32)
    for layer in range(2):
        for octave, weight in ((8, 0.4), (16, 0.28), (48, 0.2), (128, 0.2)):
            coarse = rng.random((octave, octave))
            at = np.arange(GRAIN_SIZE) * octave / GRAIN_SIZE
            low = at.astype(int)
            part = at - low
            part = part * part * (3 - 2 * part)
            high = (low + 1) % octave
            rows = coarse[low] * (1 - part)[:, None] + coarse[high] * part[:, None]
            layers[..., layer] += weight * (rows[:, low] * (1 - part) + rows[:, high] * part)
    flat = layers[..., :2]
    layers[..., :2] = (flat - flat.min((0, 1))) / (flat.max((0, 1)) - flat.min((0, 1)))
    return (layers * 255).astype(np.uint8).tobytes()


def _source(name: str) -> str:
    return files("graphs.cameras.animatic").joinpath("shaders").joinpath(name).read_text(encoding="utf-8")
