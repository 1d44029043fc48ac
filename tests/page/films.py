"""A picture and a clip made on the spot, to be uploaded."""

from pathlib import Path

import av
import numpy as np
from PIL import Image

WIDTH, HEIGHT, FRAMES, RATE = 160, 90, 24, 24


def still(folder: Path) -> Path:
    """A small PNG."""
    path = folder / "frame.png"
    Image.new("RGB", (WIDTH, HEIGHT), (227, 155, 52)).save(path)
    return path


def clip(folder: Path) -> Path:
    """One second of H.264 in an mp4 that brightens from frame to frame."""
    path = folder / "14C take 1.mp4"
    with av.open(str(path), "w", options={"movflags": "faststart"}) as container:
        stream = container.add_stream("libx264", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for number in range(FRAMES):
            pixels = np.full((HEIGHT, WIDTH, 3), number * 8, dtype=np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        container.mux(stream.encode(None))
    return path
