"""Film of any camera: what is written can be measured and developed; what is no film is said to be none."""

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from graphs.cameras import film
from graphs.cameras.frame_lines import band
from graphs.errors import CameraFault
from tests.journeys.priced import drawn


def ramp(width: int, height: int, frame: int) -> np.ndarray:
    """NV12 planes of a picture that gets brighter with every frame."""
    planes = np.full((height * 3 // 2, width), 128, np.uint8)
    planes[:height] = 30 + frame * 4
    return planes


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """Two seconds in two negatives of 20 and 28 frames, with a quiet noise under them."""
    negatives = []
    for index, frames in enumerate((range(20), range(20, 48))):
        path = tmp_path / f"negative-{index}.mp4"
        negative = film.Negative(path, 320, 180)
        for frame in frames:
            negative.expose(ramp(320, 180, frame))
        negative.close()
        negatives.append(path)
    sound = np.random.default_rng(1).normal(0, 0.02, (2, 96_000)).astype(np.float32)
    film.splice(negatives, sound, tmp_path / "clip.mp4")
    return tmp_path / "clip.mp4"


@pytest.fixture
def foreign_clip(tmp_path: Path) -> Iterator[Path]:
    """A clip that another camera might bring: upright, MPEG-4 part 2, 30 fps, no sound."""
    path = tmp_path / "foreign.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=30)
        stream.width, stream.height, stream.pix_fmt = 180, 320, "yuv420p"
        for frame in range(45):
            picture = av.VideoFrame.from_ndarray(np.full((320, 180, 3), frame * 5, np.uint8), format="rgb24")
            container.mux(stream.encode(picture))
        container.mux(stream.encode(None))
    yield path


def test_spliced_negatives_are_one_film_with_sound(clip: Path) -> None:
    measures = film.probe(clip)
    assert (measures.codec, measures.pixel_format, measures.sound) == ("h264", "yuv420p", "aac")
    assert (measures.width, measures.height, measures.fps) == (320, 180, 24.0)
    assert (measures.frames, measures.duration_s) == (48, 2.0)


def test_no_frame_is_lost_or_doubled_at_the_splice(clip: Path) -> None:
    with av.open(str(clip)) as container:
        levels = [float(frame.to_ndarray()[:180].mean()) for frame in container.decode(video=0)]
    assert np.allclose(levels, [30 + 4 * frame for frame in range(48)], atol=2.0)


def test_the_index_comes_before_the_film(clip: Path) -> None:
    data = clip.read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")


def test_colour_is_tagged_bt709_in_video_range(clip: Path) -> None:
    with av.open(str(clip)) as container:
        context = container.streams.video[0].codec_context
        assert (context.colorspace, context.color_primaries, context.color_trc) == (1, 1, 1)
        assert context.color_range == 1


def test_sound_is_as_long_as_the_picture(clip: Path) -> None:
    with av.open(str(clip)) as container:
        sound = container.streams.audio[0]
        assert sound.duration is not None and sound.time_base is not None
        assert float(sound.duration * sound.time_base) == pytest.approx(2.0, abs=0.05)


async def test_developing_gives_poster_strip_and_measures(clip: Path, tmp_path: Path) -> None:
    made = await film.develop(clip, tmp_path / "lab")
    assert await film.measure(clip) == 2.0
    with Image.open(made.poster) as poster, Image.open(made.filmstrip) as strip:
        assert poster.size == (320, 180)
        assert strip.size == (320 * 8, 180)
        levels = np.asarray(strip.convert("L"), int)[90, 160::320].tolist()
    assert levels == sorted(levels)
    assert levels[-1] > levels[0] + 100


async def test_a_clip_of_another_camera_is_developed_too(foreign_clip: Path, tmp_path: Path) -> None:
    made = await film.develop(foreign_clip, tmp_path / "lab")
    measures = film.probe(foreign_clip)
    assert (measures.width, measures.height, measures.fps, measures.sound) == (180, 320, 30.0, None)
    assert await film.measure(foreign_clip) == pytest.approx(1.5, abs=0.05)
    with Image.open(made.filmstrip) as strip:
        assert strip.height == film.STRIP_HEIGHT_PX


@pytest.mark.parametrize(
    ("seconds", "frame"),
    [(0.0, 0), (0.02, 0), (1 / 24, 1), (0.5, 12), (20 / 24, 20), (1.02, 24), (1.99, 47), (60.0, 47), (-1.0, 0)],
)
async def test_the_frame_at_a_time_is_the_one_that_shows_then(
    clip: Path, tmp_path: Path, seconds: float, frame: int
) -> None:
    made = await film.frame_at(clip, seconds, tmp_path / "lab" / "frame.jpg")
    with Image.open(made) as picture:
        assert (picture.format, picture.size) == ("JPEG", (320, 180))
        level = float(np.asarray(picture.convert("L"), float).mean())
    luma = 30 + 4 * frame
    assert level == pytest.approx((luma - 16) * 255 / 219, abs=2.0)


async def test_a_wide_frame_is_made_640_px_wide(tmp_path: Path) -> None:
    negative = film.Negative(tmp_path / "wide.mp4", 1280, 720)
    negative.expose(ramp(1280, 720, 5))
    negative.close()
    with Image.open(await film.frame_at(tmp_path / "wide.mp4", 0, tmp_path / "frame.jpg")) as picture:
        assert picture.size == (640, 360)


async def test_the_liveliest_moment_is_where_the_picture_changes_most(tmp_path: Path) -> None:
    path = tmp_path / "wipe.mp4"
    negative = film.Negative(path, 320, 180)
    for frame in range(48):
        picture = ramp(320, 180, frame // 4)
        if frame >= 30:
            picture[:180, 160:] = 220  # a lorry drives in
        negative.expose(picture)
    negative.close()
    assert await film.liveliest(path) == pytest.approx(30 / 24, abs=0.01)


async def test_a_picture_that_never_changes_is_liveliest_at_its_start(tmp_path: Path) -> None:
    negative = film.Negative(tmp_path / "still.mp4", 320, 180)
    for _ in range(24):
        negative.expose(ramp(320, 180, 3))
    negative.close()
    assert await film.liveliest(tmp_path / "still.mp4") == 0.0


@pytest.mark.parametrize("junk", [b"", b"no film at all" * 50, b"\x00\x00\x00\x20ftypisom" + b"\x00" * 400])
async def test_a_file_that_is_no_film_is_a_camera_fault(junk: bytes, tmp_path: Path) -> None:
    path = tmp_path / "junk.mp4"
    path.write_bytes(junk)
    with pytest.raises(CameraFault) as fault:
        await film.develop(path, tmp_path / "lab")
    assert fault.value.said == film.NO_FILM
    with pytest.raises(CameraFault):
        await film.frame_at(path, 1.0, tmp_path / "frame.jpg")
    with pytest.raises(CameraFault):
        await film.liveliest(path)


async def test_a_film_without_its_frames_and_a_file_that_is_not_there_are_camera_faults(
    clip: Path, tmp_path: Path
) -> None:
    half = tmp_path / "half.mp4"
    data = clip.read_bytes()
    half.write_bytes(data[: data.index(b"mdat") + 8])
    with pytest.raises(CameraFault):
        await film.develop(half, tmp_path / "lab")
    with pytest.raises(CameraFault):
        await film.develop(tmp_path / "never-there.mp4", tmp_path / "lab")


def test_a_wide_format_is_marked_on_poster_and_strip_and_its_own_format_is_not(tmp_path: Path) -> None:
    from PIL import Image

    clip = drawn(tmp_path / "clip.mp4", 1)  # 192 x 108
    plain = Image.open(film.poster(clip, tmp_path / "plain.jpg", "16:9")).convert("L")
    wide = Image.open(film.poster(clip, tmp_path / "wide.jpg", "2.39:1")).convert("L")
    corner, middle = (2, 2), (2, 54)
    assert band(192, 108, "2.39:1") == (0, 14, 191, 93)
    assert band(192, 108, "9:16") == (65, 0, 125, 107)
    assert band(192, 108, "16:9") is None

    def grey(picture: Image.Image, at: tuple[int, int]) -> int:
        value = picture.getpixel(at)
        assert isinstance(value, int)
        return value

    assert grey(wide, corner) < grey(plain, corner) - 15
    assert abs(grey(wide, middle) - grey(plain, middle)) < 6
    strip = Image.open(film.filmstrip(clip, tmp_path / "strip.jpg", framed="2.39:1")).convert("L")
    assert grey(strip, corner) < grey(strip, (2, 90)) - 10
