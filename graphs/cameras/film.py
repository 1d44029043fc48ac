"""Film stock: writing, joining, measuring and developing mp4 clips of any camera. The only importer of PyAV.

It knows nothing of scenes or shots. Everything here blocks, `develop` apart, and imports PyAV when it is called.
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphs.cameras.frame_lines import marked
from graphs.crew import Print
from graphs.errors import CameraFault

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FPS = 24
SAMPLE_RATE = 48_000
NO_FILM = "The camera brought back a file that is no film. Nothing was charged."
FRAMES_ON_STRIP = 8
STRIP_HEIGHT_PX = 180
FRAME_WIDTH_PX = 640
SMALL = (64, 36)  # px: frames that are compared
CHANGE_AT_LEAST = 0.5  # of 255 grey levels on average: less is no change
# AVCOL_*_BT709 and AVCOL_RANGE_MPEG (libavutil/pixfmt.h).
BT709 = 1
LIMITED_RANGE = 1
X264 = "colorprim=bt709:transfer=bt709:colormatrix=bt709:threads=1"


@dataclass(frozen=True, slots=True)
class Measures:
    """What a clip is: sizes in pixels, `duration_s` of the picture in seconds, names as FFmpeg gives them."""

    codec: str
    pixel_format: str
    width: int
    height: int
    fps: float
    frames: int
    duration_s: float
    sound: str | None


class Negative:
    """A silent H.264 mp4 being written, frame by frame."""

    def __init__(self, path: Path, width: int, height: int) -> None:
        import av

        self._container = av.open(str(path), "w", format="mp4")
        stream = self._container.add_stream(
            "libx264", rate=FPS, options={"preset": "veryfast", "crf": "21", "x264-params": X264}
        )
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.time_base = Fraction(1, FPS)
        context = stream.codec_context
        context.color_range, context.colorspace = LIMITED_RANGE, BT709
        context.color_primaries, context.color_trc = BT709, BT709
        self._stream = stream
        self._frames = 0

    def expose(self, nv12: "NDArray[np.uint8]") -> None:
        """Add one frame: uint8 of shape (height * 3 / 2, width), the Y plane above interleaved U and V."""
        import av

        frame = av.VideoFrame.from_ndarray(nv12, format="nv12")
        frame.pts, frame.time_base = self._frames, Fraction(1, FPS)
        frame.color_range, frame.colorspace = LIMITED_RANGE, BT709
        self._frames += 1
        self._container.mux(self._stream.encode(frame))

    def close(self) -> None:
        self._container.mux(self._stream.encode(None))
        self._container.close()


def splice(negatives: Sequence[Path], sound: "NDArray[np.float32]", path: Path) -> None:
    """Join negatives of the same size end to end, without encoding again, and lay the sound under them.

    `sound` is float32 in [-1, 1] of shape (2, samples) at 48 kHz; the index goes before the film ("faststart").
    """
    import av

    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        picture: Any = None
        packets: list[Any] = []
        offset = 0
        for negative in negatives:
            with av.open(str(negative)) as source:
                film: Any = source.streams.video[0]
                if picture is None:
                    picture = container.add_stream_from_template(film)
                tick = int(1 / (film.time_base * FPS))
                packet: Any
                for packet in source.demux(film):
                    if packet.dts is None:
                        continue
                    packet.pts, packet.dts = packet.pts + offset * tick, packet.dts + offset * tick
                    packet.stream = picture
                    packets.append(packet)
                offset += film.frames
        packets += _soundtrack(container, sound)
        for packet in sorted(packets, key=lambda packet: packet.dts * packet.time_base):
            container.mux_one(packet)


def _soundtrack(container: Any, sound: "NDArray[np.float32]") -> list[Any]:
    import av
    import numpy as np

    track = container.add_stream("aac", rate=SAMPLE_RATE, layout="stereo")
    track.bit_rate = 96_000
    packets: list[Any] = []
    size = 1024
    for start in range(0, sound.shape[1], size):
        samples = np.ascontiguousarray(sound[:, start : start + size], dtype=np.float32)
        frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, start, Fraction(1, SAMPLE_RATE)
        packets += track.encode(frame)
    packets += track.encode(None)
    return packets


def probe(clip: Path) -> Measures:
    """Measure a clip. Raises CameraFault where the file is no film."""
    with _film(clip) as (container, stream):
        context = stream.codec_context
        rate = stream.average_rate or stream.guessed_rate or FPS
        if stream.duration:
            duration = float(stream.duration * stream.time_base)
        else:
            duration = float((container.duration or 0) / 1_000_000)
        return Measures(
            codec=context.name if context.name != "libx264" else "h264",
            pixel_format=context.pix_fmt or "",
            width=context.width,
            height=context.height,
            fps=float(rate),
            frames=stream.frames or round(duration * float(rate)),
            duration_s=duration,
            sound=container.streams.audio[0].codec_context.name if container.streams.audio else None,
        )


def poster(clip: Path, path: Path, framed: str | None = None) -> Path:
    """Write the frame at 40 % of the clip as JPEG, with `framed`'s frame-lines. CameraFault where it is no film."""
    with _film(clip) as (_, stream):
        marked(_frame_at(stream, 0.4), framed).save(path, quality=88)
    return path


def filmstrip(clip: Path, path: Path, frames: int = FRAMES_ON_STRIP, framed: str | None = None) -> Path:
    """Write evenly spaced frames side by side as one JPEG, 180 px high. Raises CameraFault where it is no film."""
    from PIL import Image

    with _film(clip) as (_, stream):
        pictures = []
        for index in range(frames):
            picture = _frame_at(stream, (index + 0.5) / frames)
            width = max(1, round(picture.width * STRIP_HEIGHT_PX / picture.height))
            pictures.append(marked(picture.resize((width, STRIP_HEIGHT_PX)), framed))
    strip = Image.new("RGB", (sum(picture.width for picture in pictures), STRIP_HEIGHT_PX))
    left = 0
    for picture in pictures:
        strip.paste(picture, (left, 0))
        left += picture.width
    strip.save(path, quality=85)
    return path


async def frame_at(clip: Path, seconds: float, to: Path) -> Path:
    """Write the frame that the clip shows at that time as JPEG, at most 640 px wide; past the end it is the last one.

    Raises CameraFault where it is no film.
    """
    return await asyncio.to_thread(_print_frame, clip, seconds, to)


async def still(clip: Path, seconds: float, to: Path) -> Path:
    """Write the frame that the clip shows at that time as PNG in its own size; past the end it is the last one.

    Raises CameraFault where it is no film.
    """
    return await asyncio.to_thread(_print_still, clip, seconds, to)


def _print_still(clip: Path, seconds: float, to: Path) -> Path:
    with _film(clip) as (_, stream):
        picture = _shown_at(stream, seconds)
    to.parent.mkdir(parents=True, exist_ok=True)
    picture.save(to, format="PNG")
    return to


def _print_frame(clip: Path, seconds: float, to: Path) -> Path:
    with _film(clip) as (_, stream):
        picture = _shown_at(stream, seconds)
    if picture.width > FRAME_WIDTH_PX:
        picture = picture.resize((FRAME_WIDTH_PX, round(picture.height * FRAME_WIDTH_PX / picture.width)))
    to.parent.mkdir(parents=True, exist_ok=True)
    picture.save(to, format="JPEG", quality=88)
    return to


async def measure(clip: Path) -> float:
    """A clip's length in seconds. Raises CameraFault where it is no film."""
    return (await asyncio.to_thread(probe, clip)).duration_s


async def liveliest(clip: Path) -> float:
    """Where the picture changes most from one frame to the next, in seconds; 0 where it never changes.

    Frames are compared small and grey, so that grain and compression weigh nothing. CameraFault where it is no film.
    """
    return await asyncio.to_thread(_liveliest, clip)


def _liveliest(clip: Path) -> float:
    import numpy as np

    before: Any = None
    most, when = CHANGE_AT_LEAST, 0.0
    with _film(clip) as (container, stream):
        stream.thread_type = "AUTO"
        begins = float((stream.start_time or 0) * stream.time_base)
        for frame in container.decode(stream):
            now = frame.reformat(*SMALL, format="gray").to_ndarray().astype(np.float32)
            change = 0.0 if before is None else float(np.abs(now - before).mean())
            if change > most:
                most, when = change, float(frame.time or 0.0) - begins
            before = now
    return max(when, 0.0)


async def develop(clip: Path, folder: Path, framed: str | None = None) -> Print:
    """Poster and filmstrip of a clip in `folder`, with `framed`'s lines. Raises CameraFault where it is no film."""
    return await asyncio.to_thread(_develop, clip, folder, framed)


def _develop(clip: Path, folder: Path, framed: str | None) -> Print:
    folder.mkdir(parents=True, exist_ok=True)
    return Print(
        poster=poster(clip, folder / f"{clip.stem}.poster.jpg", framed),
        filmstrip=filmstrip(clip, folder / f"{clip.stem}.strip.jpg", framed=framed),
    )


@contextmanager
def _film(clip: Path) -> Iterator[tuple[Any, Any]]:
    """The open file and its picture stream; whatever PyAV finds wrong with either becomes a CameraFault."""
    import av

    try:
        with av.open(str(clip)) as container:
            if not container.streams.video:
                raise CameraFault(f"{clip.name} holds no picture", words=NO_FILM)
            yield container, container.streams.video[0]
    except (av.error.FFmpegError, OSError, EOFError) as trouble:
        raise CameraFault(f"{clip.name} is no film: {trouble}", words=NO_FILM) from trouble


def _frame_at(stream: Any, part: float) -> Any:
    """The first frame at or after `part` (0 to 1) of the film, else its last, as a Pillow image."""
    container = stream.container
    length = stream.duration or round((container.duration or 0) / 1_000_000 / stream.time_base)
    wanted = (stream.start_time or 0) + int(part * length)
    container.seek(wanted, stream=stream)
    last = None
    for frame in container.decode(stream):
        last = frame
        if frame.pts is not None and frame.pts >= wanted:
            break
    if last is None:
        raise CameraFault("the film holds no frame", words=NO_FILM)
    return last.to_image()


def _shown_at(stream: Any, seconds: float) -> Any:
    """The last frame that begins at or before a time (the first of all where none does), as a Pillow image."""
    wanted = (stream.start_time or 0) + round(max(seconds, 0.0) / stream.time_base)
    stream.container.seek(wanted, stream=stream)
    shown = None
    for frame in stream.container.decode(stream):
        if shown is not None and frame.pts is not None and frame.pts > wanted:
            break
        shown = frame
    if shown is None:
        raise CameraFault("the film holds no frame", words=NO_FILM)
    return shown.to_image()
