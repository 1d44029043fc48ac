"""Depth of field: which part of a drawn picture is sharp, for a lens of this length, stop and distance."""

from typing import Any

from graphs.cameras.animatic.framing import FAR_M, GATE_WIDTH_MM, NEAR_M
from graphs.cameras.animatic.programs import Programs, put

SOFT_SHARE = 4  # the softened picture is a quarter as wide
SOFTEST_SHARE = 0.012  # its blur, as a share of the picture's width


def confusion(focal_mm: float, t_stop: float, focus_m: float) -> float:
    """Blur at infinity of a thin lens focused at `focus_m`, as a share of the softest that is drawn.

    The circle of confusion is f^2 / (N (s - f)) at infinity and |z - s| / z of that at z (thin-lens equation).
    """
    focus_mm = max(focus_m * 1000, focal_mm * 1.5)
    circle_mm = focal_mm * focal_mm / (t_stop * (focus_mm - focal_mm))
    return circle_mm / GATE_WIDTH_MM / SOFTEST_SHARE


class Focus:
    """The passes that soften a picture of one size by its depth."""

    def __init__(self, context: Any, programs: Programs, picture: Any, depth: Any) -> None:
        size = picture.size
        small = (max(8, size[0] // SOFT_SHARE), max(8, size[1] // SOFT_SHARE))
        self._picture, self._depth = picture, depth
        self._soft = [_target(context, small) for _ in range(2)]
        self._result = _target(context, size)
        self._soften = context.vertex_array(programs.made("whole.vert", "soften.frag"), [])
        self._focus = context.vertex_array(programs.made("whole.vert", "focus.frag"), [])

    def applied(self, focal_mm: float, t_stop: float, focus_m: float) -> Any:
        """The picture with its depth of field, as a texture of the same size."""
        source = self._picture
        for pass_, (x, y) in enumerate(((1, 0), (0, 1), (1, 0), (0, 1))):
            target = self._soft[pass_ % 2]
            source.use(0)
            target.use()
            wide, high = target.size
            put(self._soften.program, "reach", (x / wide, y / high))
            self._soften.render(vertices=3)
            source = target.color_attachments[0]
        self._picture.use(0)
        source.use(1)
        self._depth.use(2)
        self._result.use()
        program = self._focus.program
        for slot, name in enumerate(("picture", "soft_picture", "depth_map")):
            put(program, name, slot)
        put(program, "lens", (NEAR_M, FAR_M))
        put(program, "focus_m", (focus_m,))
        put(program, "blur", (confusion(focal_mm, t_stop, focus_m),))
        self._focus.render(vertices=3)
        return self._result.color_attachments[0]


def _target(context: Any, size: tuple[int, int]) -> Any:
    texture = context.texture(size, 4)
    texture.repeat_x = texture.repeat_y = False
    return context.framebuffer(color_attachments=[texture])
