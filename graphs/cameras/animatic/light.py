"""Light by time of day and by the gaffer's words: key, sky, air and lamps as plain numbers. Draws nothing.

Colours are linear RGB. Directions come as two angles: `side` (degrees from the camera's axis, 0 behind the camera,
180 facing it) and `height` (degrees over the horizon). Night is lit as films do: a moon behind, a lifted ground.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from graphs.cameras.animatic.plan import Plan

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Light:
    """One moment's light. `lamps` is how much practical lamps and windows glow, 0 to 1; `haze` is fog per metre."""

    side: float
    height: float
    key: Colour
    zenith: Colour
    horizon: Colour
    ground: Colour
    back: Colour
    exposure: float
    lamps: float
    haze: float
    sun_disc: float
    stars: float = 0.0
    flicker: float = 0.0
    warm_lamp: float = 0.0
    coloured: float = 0.0


DAYLIGHT = {
    "dawn": Light(112, 7, (1.9, 1.0, 0.62), (0.22, 0.29, 0.47), (0.95, 0.60, 0.48), (0.23, 0.20, 0.20),
                  (0.34, 0.26, 0.26), 1.10, 0.5, 0.009, 0.7),
    "morning": Light(58, 24, (2.7, 2.25, 1.7), (0.24, 0.42, 0.75), (0.78, 0.80, 0.80), (0.27, 0.25, 0.22),
                     (0.25, 0.25, 0.28), 1.08, 0.0, 0.005, 0.8),
    "midday": Light(35, 66, (3.3, 3.15, 2.9), (0.20, 0.40, 0.80), (0.66, 0.77, 0.88), (0.33, 0.32, 0.29),
                    (0.2, 0.2, 0.2), 1.15, 0.0, 0.003, 0.0),
    "day": Light(48, 42, (3.0, 2.8, 2.45), (0.21, 0.41, 0.78), (0.70, 0.79, 0.86), (0.30, 0.29, 0.26),
                 (0.22, 0.23, 0.26), 1.10, 0.0, 0.004, 0.0),
    "afternoon": Light(66, 30, (2.9, 2.3, 1.65), (0.24, 0.41, 0.70), (0.84, 0.80, 0.72), (0.29, 0.26, 0.22),
                       (0.28, 0.24, 0.2), 1.08, 0.0, 0.005, 0.6),
    "golden_hour": Light(108, 11, (3.5, 1.95, 0.80), (0.30, 0.36, 0.50), (1.15, 0.72, 0.38), (0.33, 0.25, 0.18),
                         (0.9, 0.52, 0.24), 1.06, 0.1, 0.007, 1.0),
    "sunset": Light(132, 6, (2.8, 1.15, 0.42), (0.24, 0.24, 0.42), (1.12, 0.48, 0.24), (0.27, 0.20, 0.19),
                    (0.8, 0.36, 0.2), 0.98, 0.4, 0.008, 1.0),
    "dusk": Light(122, 14, (0.70, 0.52, 0.58), (0.13, 0.16, 0.32), (0.56, 0.36, 0.40), (0.16, 0.15, 0.19),
                  (0.36, 0.28, 0.38), 1.00, 0.8, 0.008, 0.0, 0.1),
    "blue_hour": Light(118, 30, (0.34, 0.48, 0.82), (0.06, 0.11, 0.27), (0.22, 0.33, 0.55), (0.11, 0.135, 0.21),
                       (0.26, 0.34, 0.56), 1.00, 0.85, 0.009, 0.0, 0.25),
    "night": Light(112, 36, (0.50, 0.64, 0.95), (0.016, 0.028, 0.075), (0.055, 0.080, 0.155), (0.075, 0.092, 0.145),
                   (0.36, 0.47, 0.72), 1.05, 1.0, 0.009, 0.0, 1.0),
}  # fmt: skip
# Rooms have their own light: what the day sends in through the window, and the lamps.
INDOORS = {"room"}


def light_for(plan: Plan) -> Light:
    """The light of a plan: its hour, then its weather, then the gaffer's words."""
    light = DAYLIGHT[plan.time_of_day]
    light = _weathered(light, plan.weather)
    if plan.place in INDOORS:
        light = _indoors(light)
    elif plan.place == "stage":
        light = replace(light, stars=0.0, sun_disc=0.0)
    for word in plan.lighting:
        light = GAFFER[word](light)
    side = light.side if plan.rng("light side").random() < 0.5 else -light.side
    return replace(light, side=side + plan.rng("light angle").uniform(-8, 8))


def _scaled(colour: Colour, factor: float) -> Colour:
    return (colour[0] * factor, colour[1] * factor, colour[2] * factor)


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    return (
        one[0] + (other[0] - one[0]) * share,
        one[1] + (other[1] - one[1]) * share,
        one[2] + (other[2] - one[2]) * share,
    )


def _overcast(light: Light) -> Light:
    level = sum(light.horizon) / 3
    grey = (level * 0.82, level * 0.86, level * 0.9)
    return replace(
        light,
        key=_scaled(_mixed(light.key, grey, 0.5), 0.42),
        zenith=_mixed(light.zenith, grey, 0.75),
        horizon=_mixed(light.horizon, grey, 0.7),
        ground=_scaled(light.ground, 1.1),
        sun_disc=0.0,
        stars=light.stars * 0.1,
    )


def _weathered(light: Light, weather: tuple[str, ...]) -> Light:
    if weather:
        light = _overcast(light)
    if "fog" in weather:
        light = replace(light, haze=light.haze + 0.045)
    if "rain" in weather:
        light = replace(light, haze=light.haze + 0.010, exposure=light.exposure * 0.92)
    if "snow" in weather:
        light = replace(light, haze=light.haze + 0.016, ground=_scaled(light.ground, 1.6))
    return light


def _indoors(light: Light) -> Light:
    """A window's share of the day as the key, and lamps from dusk on. By night the lamps carry the room."""
    night = light.lamps > 0.6
    key = (1.15, 0.80, 0.46) if night else _mixed(light.key, (1.9, 1.8, 1.65), 0.45)
    sky = _mixed(light.zenith, (0.30, 0.29, 0.28), 0.6 if not night else 0.35)
    return replace(
        light,
        side=58,
        height=32 if not night else 40,
        key=key,
        zenith=_scaled(sky, 0.85),
        ground=_mixed(light.ground, (0.17, 0.15, 0.13), 0.5),
        back=_mixed(light.back, (0.30, 0.32, 0.38), 0.5),
        exposure=0.98 if not night else 0.92,
        lamps=max(light.lamps, 0.15),
        haze=0.002,
        sun_disc=0.0,
        stars=0.0,
        warm_lamp=1.0 if night else 0.25,
    )


def _dimmed(light: Light) -> Light:
    """The general light brought down, so that what is lit stands out."""
    zenith, horizon, ground = _scaled(light.zenith, 0.4), _scaled(light.horizon, 0.6), _scaled(light.ground, 0.4)
    return replace(light, zenith=zenith, horizon=horizon, ground=ground)


def _low_key(light: Light) -> Light:
    return replace(_dimmed(light), side=84, key=_scaled(light.key, 0.95), exposure=light.exposure * 0.85)


def _high_key(light: Light) -> Light:
    ground, zenith = _mixed(light.ground, (0.62, 0.61, 0.60), 0.6), _mixed(light.zenith, (0.8, 0.8, 0.8), 0.5)
    return replace(light, side=30, height=50, ground=ground, zenith=zenith)


def _silhouette(light: Light) -> Light:
    ground, zenith = _scaled(light.ground, 0.16), _scaled(light.zenith, 0.22)
    dark = replace(light, ground=ground, zenith=zenith, warm_lamp=0.0, back=(0.05, 0.05, 0.05))
    return replace(dark, side=176, height=14, sun_disc=1.0, exposure=light.exposure * 1.25)


def _backlight(light: Light) -> Light:
    return replace(light, side=158, height=30, back=_scaled(_mixed(light.back, light.key, 0.6), 1.6))


def _side_light(light: Light) -> Light:
    return replace(light, side=90, height=22, ground=_scaled(light.ground, 0.7))


def _top_light(light: Light) -> Light:
    return replace(light, height=84, ground=_scaled(light.ground, 0.7))


def _hard(light: Light) -> Light:
    return replace(light, key=_scaled(light.key, 1.2), ground=_scaled(light.ground, 0.8))


def _moonlight(light: Light) -> Light:
    return replace(light, key=(0.42, 0.54, 0.82), side=132, height=40, exposure=light.exposure * 0.95)


def _neon(light: Light) -> Light:
    return replace(_dimmed(light), coloured=1.0, lamps=max(light.lamps, 0.9))


def _flame(light: Light) -> Light:
    return replace(_dimmed(light), key=_scaled(light.key, 0.25), flicker=1.0, warm_lamp=2.2)


def _practical(light: Light) -> Light:
    return replace(_dimmed(light), key=_scaled(light.key, 0.5), lamps=1.0, warm_lamp=1.4)


def _fluorescent(light: Light) -> Light:
    return replace(light, key=(1.25, 1.5, 1.35), height=80, side=20)


def _flashlight(light: Light) -> Light:
    return replace(_dimmed(light), key=(1.9, 1.95, 2.0), side=8, height=4, exposure=light.exposure * 0.85)


def _volumetric(light: Light) -> Light:
    return replace(light, haze=light.haze + 0.03)


def _as_it_is(light: Light) -> Light:
    return light


GAFFER: dict[str, Callable[[Light], Light]] = {
    "natural": _as_it_is,
    "sunlight": _hard,
    "overcast": _overcast,
    "moonlight": _moonlight,
    "soft": _overcast,
    "hard": _hard,
    "backlight": _backlight,
    "rim": _backlight,
    "silhouette": _silhouette,
    "side_light": _side_light,
    "top_light": _top_light,
    "low_key": _low_key,
    "high_key": _high_key,
    "neon": _neon,
    "candlelight": _flame,
    "firelight": _flame,
    "practical": _practical,
    "fluorescent": _fluorescent,
    "flashlight": _flashlight,
    "volumetric": _volumetric,
}
