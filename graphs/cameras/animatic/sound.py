"""A quiet bed of sound for a clip: the air of the place and its weather, made of filtered noise. No voice, no music."""

import numpy as np
from numpy.typing import NDArray

from graphs.cameras.animatic.plan import FPS, Plan

SAMPLE_RATE = 48_000
Sound = NDArray[np.float32]
# For each place: bands of noise as (low Hz, high Hz, level dBFS, swell a second; 0 is steady).
BEDS: dict[str, tuple[tuple[float, float, float, float], ...]] = {
    "street": ((30, 160, -36, 0.13), (160, 900, -46, 0.31)),
    "room": ((40, 220, -50, 0.0), (2000, 6000, -66, 0.0)),
    "stage": ((40, 260, -52, 0.0),),
    "field": ((90, 500, -46, 0.21), (1800, 5000, -54, 0.37)),
    "desert": ((60, 380, -43, 0.17), (900, 2400, -56, 0.23)),
    "forest": ((120, 700, -47, 0.19), (2400, 7000, -53, 0.29)),
    "beach": ((60, 400, -40, 0.11), (500, 4200, -41, 0.12)),
}
WEATHER: dict[str, tuple[tuple[float, float, float, float], ...]] = {
    "rain": ((1200, 9000, -38, 0.05), (200, 900, -46, 0.0)),
    "snow": ((200, 800, -47, 0.15),),
    "fog": (),
}


def ambience(plan: Plan) -> Sound:
    """Stereo sound as long as the clip, float32 (2, samples) at 48 kHz; silence where no sound was asked for."""
    samples = plan.frames * SAMPLE_RATE // FPS
    bed = np.zeros((2, samples), np.float32)
    if plan.silent:
        return bed
    rng = np.random.default_rng(plan.seed % 2**32)
    indoors = plan.place == "room"
    for low, high, level, swell in BEDS[plan.place]:
        bed += _band(rng, samples, low, high, level, swell)
    for kind in plan.weather:
        for low, high, level, swell in WEATHER[kind]:
            # Rain on the roof: what is heard inside is lower and duller.
            bed += _band(rng, samples, low, high * (0.3 if indoors else 1.0), level - (8 if indoors else 0), swell)
    fade = min(samples // 2, SAMPLE_RATE // 8)
    ramp = np.linspace(0, 1, fade, dtype=np.float32)
    bed[:, :fade] *= ramp
    bed[:, -fade:] *= ramp[::-1]
    return bed


def _band(rng: np.random.Generator, samples: int, low: float, high: float, level: float, swell: float) -> Sound:
    """Noise between two frequencies at a level in dBFS (RMS), swelling `swell` times a second."""
    frequencies = np.fft.rfftfreq(samples, 1 / SAMPLE_RATE)
    shape = np.exp(-((np.log((frequencies + 1e-3) / np.sqrt(low * high)) / np.log(high / low)) ** 2) * 4)
    noise = rng.standard_normal((2, samples)).astype(np.float32)
    made = np.fft.irfft(np.fft.rfft(noise, axis=1) * shape, samples, axis=1)
    made = made / (np.sqrt((made**2).mean()) + 1e-12) * 10 ** (level / 20)
    if swell:
        seconds = np.arange(samples) / SAMPLE_RATE
        made *= 1 + 0.45 * np.sin(2 * np.pi * swell * seconds + rng.uniform(0, 6.28))
    return np.asarray(made, np.float32)
