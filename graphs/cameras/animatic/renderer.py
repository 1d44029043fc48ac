"""The renderer: a scene drawn into video planes with OpenGL 3.3. It decides nothing about the shot.

Passes of a frame: shadow map, set, figures, sea, sky, weather, then the picture as luma and chroma planes (NV12).
"""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphs.cameras.animatic.focus import Focus
from graphs.cameras.animatic.framing import Matrix, Pose, view_matrix
from graphs.cameras.animatic.maquettes import CLOTH, SHIRT, TINTS, maquette
from graphs.cameras.animatic.places.shapes import Lamp, joined, quad
from graphs.cameras.animatic.plan import FPS
from graphs.cameras.animatic.programs import Programs, grain_texture, put
from graphs.cameras.animatic.scene import STILL, WIDE_SIZES, Scene

SHADOW_SIZE = 1024
RAINDROPS, SNOWFLAKES = 1500, 2600
BLACK_LUMA, NO_CHROMA = 16, 128
Planes = NDArray[np.uint8]


class Renderer:
    """Draws one scene. `scale` is the inner resolution, 0 to 1, of the picture that fills the plan's frame."""

    def __init__(self, context: Any, scene: Scene, scale: float = 1.0) -> None:
        import moderngl

        self._gl, self._scene = context, scene
        self._modes = moderngl
        self._grain = grain_texture(context)
        self._shadow = context.depth_texture((SHADOW_SIZE, SHADOW_SIZE))
        self._shadow.compare_func = "<="
        self._shadow.repeat_x = self._shadow.repeat_y = False
        self._shadow_frame = context.framebuffer(depth_attachment=self._shadow)
        self._still_shadows: Matrix | None = None
        self._still_cast = 0
        self._programs = Programs(context)
        self._set = self._dress()
        self._figures = [self._sculpted(figure.tint) for figure in scene.figures]
        self._sky = context.vertex_array(self._programs.made("whole.vert", "sky.frag", lit=True), [])
        self._sea = self._water()
        self._weather = [self._falling(kind) for kind in scene.plan.weather if kind in ("rain", "snow")]
        plan = scene.plan
        size = (plan.picture_width, plan.picture_height)
        self._luma = context.simple_framebuffer((size[0] // 4, size[1]), 4)
        self._chroma = context.simple_framebuffer((size[0] // 4, size[1] // 2), 4)
        self._chroma_pass = context.vertex_array(self._programs.made("whole.vert", "chroma.frag"), [])
        self.rescale(scale)

    def rescale(self, scale: float) -> None:
        """Draw the picture at another inner resolution from now on."""
        plan = self._scene.plan
        size = (max(16, round(plan.picture_width * scale)), max(16, round(plan.picture_height * scale)))
        # Drawn small, edges soften as the picture is enlarged; at full size they are smoothed.
        luma = "luma_edges.frag" if scale == 1.0 else "luma.frag"
        self._luma_pass = self._gl.vertex_array(self._programs.made("whole.vert", luma), [])
        self._picture = self._gl.texture(size, 4)
        self._picture.filter = (self._modes.LINEAR, self._modes.LINEAR)
        self._picture.repeat_x = self._picture.repeat_y = False
        depth = self._gl.depth_texture(size)
        depth.compare_func = ""
        self._frame = self._gl.framebuffer(color_attachments=[self._picture], depth_attachment=depth)
        self._focus = Focus(self._gl, self._programs, self._picture, depth) if plan.shallow else None

    def draw(self, frame: float, *, figures: bool = True) -> Planes:
        """One moment of the shot as NV12 planes, uint8 of shape (height * 3 / 2, width), mattes black.

        `frame` counts from 0 and may lie between frames; `figures` False leaves the cast out.
        """
        scene, gl = self._scene, self._gl
        pose = scene.pose_at(frame)
        view = view_matrix(pose, scene.gate)
        seconds = frame / FPS
        bones = [figure.matrices(seconds, scene.middle_s) for figure in scene.figures] if figures else []
        gl.enable(self._modes.DEPTH_TEST | self._modes.CULL_FACE)
        gl.disable(self._modes.BLEND)
        shadow_view = self._shadows(bones)
        self._light(pose, view, shadow_view, seconds)
        self._frame.use()
        self._frame.clear(depth=1.0)
        self._shadow.use(0)
        self._grain.use(1)
        for array, matrices in zip(self._figures, bones, strict=False):
            put(array["look"].program, "bones", matrices.transpose(0, 2, 1))
            put(array["look"].program, "shirt", array["shirt"])
            array["look"].render()
        self._set["look"].render()
        if self._sea is not None:
            self._sea.render()
        gl.depth_func = "<="
        self._sky.render(vertices=3)
        gl.depth_func = "<"
        if self._weather:
            self._pour(pose, view, seconds)
        gl.disable(self._modes.DEPTH_TEST | self._modes.CULL_FACE | self._modes.BLEND)
        picture = self._picture
        if self._focus is not None:
            picture = self._focus.applied(pose.focal_mm, scene.plan.t_stop, scene.focus_at(frame))
        return self._develop(picture)

    def release(self) -> None:
        """Give back what the graphics driver holds."""
        self._gl.release()

    def _develop(self, picture: Any) -> Planes:
        plan = self._scene.plan
        picture.use(0)
        wide, high = plan.picture_width, plan.picture_height
        for target, array in ((self._luma, self._luma_pass), (self._chroma, self._chroma_pass)):
            target.use()
            put(array.program, "size", (wide, high))
            put(array.program, "vignette", 0.32)
            array.render(vertices=3)
        luma = np.frombuffer(self._luma.read(components=4), np.uint8).reshape(high, wide)
        chroma = np.frombuffer(self._chroma.read(components=4), np.uint8).reshape(high // 2, wide)
        planes = np.full((plan.height * 3 // 2, plan.width), NO_CHROMA, np.uint8)
        planes[: plan.height] = BLACK_LUMA
        top, left = (plan.height - high) // 2, (plan.width - wide) // 2
        planes[top : top + high, left : left + wide] = luma
        if not plan.monochrome:
            below = plan.height + top // 2
            planes[below : below + high // 2, left : left + wide] = chroma
        return planes

    def _light(self, pose: Pose, view: Matrix, shadow_view: Matrix, seconds: float) -> None:
        """Tell every program what it may ask about the light and the view."""
        light, place = self._scene.light, self._scene.place
        key_to, back_to = _direction(light.side, light.height), _direction(180 - light.side * 0.35, 35)
        gate = self._scene.gate
        half = (gate.width / 2 / pose.focal_mm, gate.height / 2 / pose.focal_mm)
        look = np.stack([pose.right * half[0], pose.up * half[1], pose.forward])
        values: dict[str, Any] = {
            "eye": pose.at, "view": view.T, "shadow_view": shadow_view.T,
            "key_to": key_to, "key_colour": light.key, "back_to": back_to, "back_colour": light.back,
            "zenith": light.zenith, "horizon": light.horizon, "ground_light": light.ground, "air": self._air(),
            "exposure": light.exposure, "haze": light.haze, "shadow_map": 0, "grain_map": 1,
            "grain": place.grain, "glow_level": 0.3 + 1.1 * light.lamps, "look": look,
            "sun_disc": light.sun_disc, "stars": light.stars, "clouds": 1.0 - 0.6 * light.stars,
            "drift": seconds * 0.006, "open_sky": 1.0 if place.open_sky and place.name != "stage" else 0.0,
            "shore": place.sea or 0.0,
        }  # fmt: skip
        values |= self._lamps(seconds)
        for program in self._programs:
            for name, value in values.items():
                if name in program:
                    put(program, name, value)

    def _air(self) -> NDArray[np.float64]:
        """The colour of what is far away: the horizon's, or a stage's dark."""
        light, place = self._scene.light, self._scene.place
        if place.name == "room":
            return np.array((0.012, 0.012, 0.014))  # behind the walls of a set it is dark
        if place.name == "stage":
            return np.array(place.ground) * (np.array(light.horizon) * 0.5 + 0.25)
        return np.array(light.horizon) * 0.92

    def _lamps(self, seconds: float) -> dict[str, Any]:
        light = self._scene.light
        lit: list[Lamp] = []
        colours = []
        plain = 1.0 - 0.65 * light.coloured  # coloured lamps rule where they are asked for
        for index, lamp in enumerate(self._scene.place.lamps):
            level = light.coloured * 3.2 if lamp.coloured else plain * max(light.lamps * 1.6, light.warm_lamp * 1.4)
            if lamp.flickers:
                level = light.warm_lamp * 1.6
                waver = math.sin(seconds * 9.1 + index) * 0.5 + math.sin(seconds * 15.7) * 0.3
                level *= 1 + 0.22 * light.flicker * waver
            if level > 0.02 and len(lit) < 4:
                lit.append(lamp)
                colours.append(np.array(lamp.colour) * level)
        dark = [Lamp((0.0, -50.0, 0.0), (0.0, 0.0, 0.0))] * (4 - len(lit))
        return {
            "lamp_count": len(lit),
            "lamp_at": np.array([lamp.at for lamp in lit + dark]),
            "lamp_colour": np.array(colours + [lamp.colour for lamp in dark]),
            "lamp_reach": np.array([1 / lamp.reach**2 for lamp in lit + dark]),
        }

    def _shadows(self, bones: list[Matrix]) -> Matrix:
        """The map of this frame's shadows. Where nobody walks one map serves the whole shot: breath casts none."""
        scene = self._scene
        if scene.figures[0].walks != STILL:
            return self._cast_shadows(bones)
        if self._still_shadows is None or self._still_cast != len(bones):
            middle = [figure.matrices(scene.middle_s, scene.middle_s) for figure in scene.figures]
            self._still_shadows, self._still_cast = self._cast_shadows(middle if bones else []), len(bones)
        return self._still_shadows

    def _cast_shadows(self, bones: list[Matrix]) -> Matrix:
        """Draw the shadow map around the lead, and say how the world maps into it."""
        lead = self._scene.figures[0]
        reach = min(26.0, max(4.5, self._scene.rig.distance * 1.1))
        at = np.array((lead.x, 1.0, lead.z)) + np.array(self._scene.rig.carried)
        key_to = _direction(self._scene.light.side, max(7.0, self._scene.light.height))
        right = np.cross((0.0, 1.0, 0.0), key_to)
        right = right / np.linalg.norm(right)
        up = np.cross(key_to, right)
        view = np.eye(4)
        view[0, :3], view[1, :3], view[2, :3] = right / reach, up / reach, -key_to / 60.0
        view[:3, 3] = -view[:3, :3] @ at
        self._shadow_frame.use()
        self._shadow_frame.clear(depth=1.0)
        for array, matrices in zip(self._figures, bones, strict=False):
            program = array["shadow"].program
            put(program, "view", view.T)
            put(program, "bones", matrices.transpose(0, 2, 1))
            array["shadow"].render()
        put(self._set["shadow"].program, "view", view.T)
        self._set["shadow"].render()
        return view

    def _dress(self) -> dict[str, Any]:
        """The set's triangles on the graphics side: nearest pieces first, so that hidden pixels are not shaded."""
        scene = self._scene
        at = scene.pose_at(0).at
        pieces = sorted(scene.pieces, key=lambda piece: math.hypot(piece.x - at[0], piece.z - at[2]))
        e, far = scene.place.extent, -scene.place.extent if scene.place.sea is None else scene.place.sea - 3
        floor = quad([(-e, 0, e), (e, 0, e), (e, 0, far), (-e, 0, far)], scene.place.ground)
        # What only faces inwards (walls, floors) casts nothing; the rest is in both passes.
        look = joined([piece.solid for piece in pieces] + [floor])
        casts = joined([piece.solid for piece in pieces if piece.casts and not piece.backdrop] or [floor])
        buffer = self._gl.buffer(look.tobytes())
        layout = [(buffer, "3f 3f 3f 1f", "in_at", "in_normal", "in_colour", "in_glow")]
        shadow = [(self._gl.buffer(np.ascontiguousarray(casts[:, :3]).tobytes()), "3f", "in_at")]
        return {
            "look": self._gl.vertex_array(self._programs.made("surface.vert", "surface.frag", lit=True), layout),
            "shadow": self._gl.vertex_array(self._programs.made("shadow.vert", "shadow.frag"), shadow),
        }

    def _sculpted(self, tint: int) -> dict[str, Any]:
        size = self._scene.plan.size
        fineness = 2.2 if size in WIDE_SIZES - {"full"} else 1.35 if size in ("full", "medium_wide", "medium") else 1.0
        figure = maquette(fineness)
        colours = np.array(TINTS[tint], np.float32)[figure.zones] * figure.shade[:, None]
        coat = (figure.zones == CLOTH) & (figure.normals[:, 2] > -0.2)
        carried = [figure.bones, figure.weights[:, None], coat[:, None]]
        packed = np.concatenate([figure.points, figure.normals, colours, *carried], axis=1).astype(np.float32)
        buffer = self._gl.buffer(packed.tobytes())
        index = self._gl.buffer(figure.triangles.astype(np.int32).tobytes())
        names = ("in_at", "in_normal", "in_colour", "in_bones", "in_weight", "in_coat")
        look = [(buffer, "3f 3f 3f 2f 1f 1f", *names)]
        shadow = [(buffer, "3f 24x 2f 1f 4x", "in_at", "in_bones", "in_weight")]
        return {
            "look": self._gl.vertex_array(self._programs.made("figure.vert", "figure.frag", lit=True), look, index),
            "shadow": self._gl.vertex_array(self._programs.made("figure_shadow.vert", "shadow.frag"), shadow, index),
            "shirt": TINTS[tint][SHIRT],
        }

    def _water(self) -> Any:
        sea = self._scene.place.sea
        if sea is None:
            return None
        e = self._scene.place.extent
        corners = quad([(-e, 0.0, sea + 3), (e, 0.0, sea + 3), (e, 0.0, -e), (-e, 0.0, -e)], (0.0, 0.0, 0.0))
        points = np.ascontiguousarray(corners[:, :3]) + np.array((0, 0.03, 0), np.float32)
        buffer = self._gl.buffer(points.astype(np.float32).tobytes())
        return self._gl.vertex_array(self._programs.made("sea.vert", "sea.frag", lit=True), [(buffer, "3f", "in_at")])

    def _falling(self, kind: str) -> tuple[str, Any]:
        rng = np.random.default_rng(self._scene.plan.seed % 2**32)
        starts = rng.random((RAINDROPS if kind == "rain" else SNOWFLAKES, 4)).astype(np.float32)
        corners = np.array([(-1, -1), (1, -1), (-1, 1), (1, 1)], np.float32)
        layout = [
            (self._gl.buffer(corners.tobytes()), "2f", "in_corner"),
            (self._gl.buffer(starts.tobytes()), "4f/i", "in_start"),
        ]
        return kind, self._gl.vertex_array(self._programs.made("weather.vert", "weather.frag"), layout)

    def _pour(self, pose: Pose, view: Matrix, seconds: float) -> None:
        gl, light = self._gl, self._scene.light
        gl.enable(self._modes.BLEND)
        gl.disable(self._modes.CULL_FACE)
        self._frame.depth_mask = False
        gl.blend_func = self._modes.ONE, self._modes.ONE_MINUS_SRC_ALPHA
        bright = min(0.95, 0.30 + 0.55 * math.sqrt(max(light.horizon) * light.exposure))
        for kind, array in self._weather:
            rain = kind == "rain"
            program = array.program
            put(program, "view", view.T)
            put(program, "eye", pose.at)
            put(program, "side", pose.right)
            put(program, "fall", (0.9, -8.5, 0.3) if rain else (0.35, -1.1, 0.15))
            put(program, "size", (0.0035, 0.17, 0.0) if rain else (0.018, 0.018, 1.0))
            put(program, "tint", (bright * 0.93, bright * 0.96, bright, 0.34 if rain else 0.85))
            put(program, "seconds", seconds)
            array.render(mode=self._modes.TRIANGLE_STRIP, vertices=4, instances=RAINDROPS if rain else SNOWFLAKES)
        self._frame.depth_mask = True


def _direction(side: float, height: float) -> Matrix:
    """The unit vector towards a light; `side` 0 is behind the camera (+Z), 180 before it."""
    a, h = math.radians(side), math.radians(height)
    return np.array((math.sin(a) * math.cos(h), math.sin(h), math.cos(a) * math.cos(h)))
