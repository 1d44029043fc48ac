"""What an animatic shows: size, angle, light, format, chance of the seed, burn-in. Measured in drawn frames."""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from graphs.cameras.animatic.burnin import BurnIn
from graphs.cameras.animatic.framing import projected, view_matrix
from graphs.cameras.animatic.plan import frame_sizes
from graphs.cameras.animatic.renderer import Renderer
from graphs.cameras.animatic.scene import Scene
from graphs.vocabulary.lists import allowed
from tests.cameras.drawing import drawn, scene, silhouette

BY_SIZE = ["extreme_wide", "wide", "full", "medium_wide", "medium", "medium_close_up", "close_up", "extreme_close_up"]
PLACES = {
    "street": "on a street",
    "room": "in her kitchen",
    "beach": "at the sea",
    "forest": "in the woods",
    "desert": "in the desert",
    "field": "in a meadow",
    "stage": "an astronaut",
}


def subject_height(gl: Any, scene: Scene) -> float:
    """The cast's height in the picture, as a share of the frame's."""
    rows = np.flatnonzero(silhouette(gl, scene).sum(axis=1) >= 2)
    return float(rows[-1] - rows[0] + 1) / scene.plan.height


def head_height(scene: Scene) -> float:
    """Chin to crown in the picture by the renderer's own projection, as a share of the frame's height."""
    pose = scene.pose_at((scene.plan.frames - 1) / 2)
    points = np.array([(0, scene.body.chin, 0), (0, scene.body.head_top, 0)])
    places = projected(points, view_matrix(pose, scene.gate), scene.plan.picture_width, scene.plan.picture_height)
    return float(places[0, 1] - places[1, 1]) / scene.plan.picture_height


@pytest.mark.parametrize(
    ("size", "low", "high"), [("extreme_wide", 0.1, 0.22), ("wide", 0.36, 0.52), ("full", 0.7, 0.95)]
)
def test_a_whole_figure_stands_as_high_as_its_shot_size_says(gl: Any, size: str, low: float, high: float) -> None:
    assert low < subject_height(gl, scene("in the desert", shot_size=(size,), time_of_day=("midday",))) < high


def test_the_tighter_the_size_the_larger_the_figure(gl: Any) -> None:
    shares = []
    for size in BY_SIZE:
        shares.append(silhouette(gl, scene("stage", shot_size=(size,), width=320)).mean())
    # Head and shoulders fill about as much as a head alone; everything else grows plainly.
    assert all(later > 0.9 * earlier for earlier, later in pairwise(shares))
    assert shares[0] < 0.01 and shares[2] < 0.12 and shares[-1] > 0.3


def test_heads_grow_with_the_size() -> None:
    heads = [head_height(scene(shot_size=(size,))) for size in BY_SIZE]
    assert heads == sorted(heads)
    assert 0.2 < heads[BY_SIZE.index("medium")] < 0.34
    assert 0.45 < heads[BY_SIZE.index("close_up")] < 0.7
    assert heads[-1] > 1


@pytest.mark.parametrize("size", ["full", "medium", "close_up"])
def test_every_lens_gives_the_same_size_from_its_own_distance(size: str) -> None:
    wide, long = (scene(shot_size=(size,), focal_length_mm=focal) for focal in (35, 135))
    assert head_height(wide) == pytest.approx(head_height(long), rel=0.09)
    assert long.rig.distance / wide.rig.distance == pytest.approx(135 / 35)


@pytest.mark.parametrize("size", sorted(allowed("shot_size")))
@pytest.mark.parametrize("place", ["street", "room"])
def test_the_subject_is_seen_in_every_size(gl: Any, size: str, place: str) -> None:
    for seed in (1, 2):
        seen = silhouette(gl, scene(PLACES[place], seed=seed, shot_size=(size,), width=320))
        assert seen.mean() > (0.0002 if size in ("extreme_wide", "establishing") else 0.01)


@pytest.mark.parametrize("angle", sorted(allowed("camera_angle")))
@pytest.mark.parametrize("place", ["forest", "street"])
def test_the_subject_is_seen_from_every_angle_and_the_camera_is_never_in_anything(
    gl: Any, angle: str, place: str
) -> None:
    shot = scene(PLACES[place], shot_size=("full",), camera_angle=(angle,), width=320)
    assert silhouette(gl, shot).mean() > (0.0002 if angle == "aerial" else 0.01)
    pose = shot.pose_at(0)
    assert pose.at[1] >= 0.1
    for piece in shot.pieces:
        inside = np.hypot(piece.x - pose.at[0], piece.z - pose.at[2]) < piece.radius and pose.at[1] < piece.height
        assert piece.backdrop or not inside


def look(angle: str) -> tuple[float, float, float]:
    """For an angle: camera height, how steeply it looks up (degrees), and how its horizon leans (degrees)."""
    pose = scene(shot_size=("medium_wide",), camera_angle=(angle,)).pose_at(0)
    return float(pose.at[1]), float(np.degrees(np.arcsin(pose.forward[1]))), float(np.degrees(np.arcsin(pose.right[1])))


def test_angles_are_where_their_names_say() -> None:
    assert abs(look("eye_level")[1]) < 12
    assert look("low_angle")[1] > 15
    assert look("high_angle")[1] < -25
    assert look("overhead")[1] < -85
    assert look("worms_eye")[1] > 25
    assert look("ground_level")[0] < 0.3
    assert look("aerial")[0] > 8
    assert abs(look("dutch")[2]) > 10
    assert abs(look("eye_level")[2]) < 0.01


def test_profile_and_from_behind_turn_the_subject() -> None:
    assert abs(scene(camera_angle=("profile",)).figures[0].yaw) == 90
    assert abs(scene(camera_angle=("from_behind",)).figures[0].yaw - 180) < 20
    assert abs(scene().figures[0].yaw) < 45


def test_two_people_are_both_in_the_picture_and_face_each_other(gl: Any) -> None:
    two = scene(PLACES["room"], shot_size=("two_shot",))
    left, right = two.figures
    assert left.yaw > 30 and right.yaw < -30
    columns = silhouette(gl, two).sum(axis=0) > two.plan.height * 0.3
    half = len(columns) // 2
    assert columns[:half].sum() > 20 and columns[half:].sum() > 20


def test_over_the_shoulder_has_a_shoulder_before_the_lens() -> None:
    shot = scene(shot_size=("over_the_shoulder",))
    pose = shot.pose_at(0)
    subject, shoulder = (np.hypot(f.x - pose.at[0], f.z - pose.at[2]) for f in shot.figures)
    assert shoulder < 1.2 < subject


def mean_light(gl: Any, place: str, hour: str) -> float:
    return float(drawn(gl, scene(PLACES[place], time_of_day=(hour,), width=320), 0.5)[0].mean())


@pytest.mark.parametrize("place", ["field", "street", "beach"])
def test_brightness_follows_the_hour(gl: Any, place: str) -> None:
    levels = [mean_light(gl, place, hour) for hour in ("midday", "golden_hour", "dusk", "night")]
    assert levels == sorted(levels, reverse=True)
    assert levels[0] > 1.35 * levels[-1]


@pytest.mark.parametrize("place", sorted(PLACES))
def test_night_can_be_read(gl: Any, place: str) -> None:
    night = scene(PLACES[place], time_of_day=("night",), width=320)
    frame, empty = drawn(gl, night, 0.5)[0], drawn(gl, night, 0.5, figures=False)[0]
    seen = np.abs(frame - empty) > 5
    assert seen.mean() > 0.03
    assert np.percentile(frame, 99) > 70
    assert frame.std() > 6


def test_every_hour_differs_from_every_other(gl: Any) -> None:
    shots = [scene(PLACES["field"], time_of_day=(hour,), width=320) for hour in sorted(allowed("time_of_day"))]
    pictures = [Renderer(gl, shot).draw(0).astype(np.float32) for shot in shots]
    for index, one in enumerate(pictures):
        for other in pictures[index + 1 :]:
            assert np.abs(one - other).mean() > 0.8


def test_every_lighting_word_can_be_drawn_and_the_strong_ones_show(gl: Any) -> None:
    plain = drawn(gl, scene(PLACES["room"], width=320), 0.5)[0]
    light = {
        word: drawn(gl, scene(PLACES["room"], lighting=(word,), width=320), 0.5)[0] for word in allowed("lighting")
    }
    assert light["low_key"].mean() < plain.mean() < light["high_key"].mean()
    assert light["silhouette"].mean() < plain.mean()
    for word in ("neon", "candlelight", "backlight", "fluorescent", "top_light"):
        assert np.abs(light[word] - plain).mean() > 2, word


@pytest.mark.parametrize("weather", ["rain", "snow", "fog"])
def test_weather_shows_and_moves(gl: Any, weather: str) -> None:
    dry, wet = scene("in a meadow", width=320), scene(f"in a meadow, {weather}", width=320)
    assert np.abs(drawn(gl, dry, 0.5)[0] - drawn(gl, wet, 0.5)[0]).mean() > 3
    if weather != "fog":
        first, second = drawn(gl, wet, 0.4, 0.6, figures=False)
        assert np.abs(first - second).mean() > 0.15


@pytest.mark.parametrize(
    ("ratio", "frame", "picture"),
    [
        (None, (1280, 720), (1280, 720)),
        ("16:9", (1280, 720), (1280, 720)),
        ("2.39:1", (1280, 720), (1280, 536)),
        ("4:3", (1280, 720), (960, 720)),
        ("1:1", (1280, 720), (720, 720)),
        ("9:16", (720, 1280), (720, 1280)),
        ("4:5", (720, 896), (720, 896)),
    ],
)
def test_formats_sit_in_mattes_or_stand_upright(
    ratio: str | None, frame: tuple[int, int], picture: tuple[int, int]
) -> None:
    assert frame_sizes(ratio, 1280) == (*frame, *picture)


def test_mattes_are_black_and_the_picture_between_them_is_not(gl: Any) -> None:
    wide = scene(PLACES["field"], aspect_ratio="2.39:1", width=1280)
    luma = drawn(gl, wide, 0.5)[0]
    top = (720 - wide.plan.picture_height) // 2
    assert (luma[:top] == 16).all() and (luma[-top:] == 16).all()
    assert luma[top : 720 - top].mean() > 50


def planes(gl: Any, shots: Iterable[Scene], frame: float = 10) -> list[bytes]:
    return [Renderer(gl, shot).draw(frame).tobytes() for shot in shots]


def test_the_same_seed_gives_the_same_frame_to_the_bit(gl: Any) -> None:
    one, again = planes(gl, [scene("a street in the rain", seed=5) for _ in range(2)])
    assert one == again


def test_other_seeds_give_other_compositions(gl: Any) -> None:
    shots = [scene("on a street", seed=seed) for seed in range(4)]
    assert len(set(planes(gl, shots))) == 4
    assert len({shot.rig.right for shot in shots}) == 4


def test_black_and_white_has_no_colour(gl: Any) -> None:
    grey, tinted = scene("film noir, in a bar"), scene("in a bar")
    chroma = [Renderer(gl, shot).draw(0)[shot.plan.height :] for shot in (grey, tinted)]
    assert (chroma[0] == 128).all()
    assert chroma[1].std() > 3


def test_the_burn_in_is_sharp_and_the_timecode_runs(gl: Any) -> None:
    shot = scene("on a street", dialogue=({"line": "You're late."},), width=1280, duration_s=2)
    renderer, burn_in = Renderer(gl, shot, scale=0.5), BurnIn(shot.plan)
    clean = renderer.draw(0)
    marked = []
    for frame in (0, 1, 24):
        picture = clean.copy()
        burn_in.set_in(picture, frame)
        marked.append(picture[:720].astype(int))
    slate = marked[0][22:50, 22:200]
    assert slate.max() - slate.min() > 150
    changed = np.argwhere(marked[0] != marked[1])
    assert changed[:, 0].min() > 640 and changed[:, 1].max() < 220
    subtitle = np.abs(marked[2] - clean[:720].astype(int))[560:690, 400:880]
    assert subtitle.max() > 60


def sharpness(picture: np.ndarray) -> float:
    """Mean step between neighbours: falls as a picture is softened."""
    return float(np.abs(np.diff(picture, axis=1)).mean())


def test_a_shallow_lens_softens_what_is_behind_and_a_deep_one_does_not(gl: Any) -> None:
    shots = [scene("on a street", shot_size=("close_up",), lens=(lens,)) for lens in ("shallow_focus", "deep_focus")]
    soft, deep = (drawn(gl, shot, 0.5, figures=False)[0] for shot in shots)
    assert sharpness(soft) < 0.6 * sharpness(deep)


def test_a_focus_that_racks_ends_on_the_subject(gl: Any) -> None:
    shot = scene("in a room", lens=("rack_focus",), t_stop=1.4, duration_s=4)
    start, end = drawn(gl, shot, 0.0, 1.0)
    subject = silhouette(gl, scene("in a room", lens=("deep_focus",), duration_s=4), 1.0)
    columns, rows = np.flatnonzero(subject.any(axis=0)), np.flatnonzero(subject.any(axis=1))
    box = slice(rows[0], rows[-1]), slice(columns[0], columns[-1])
    assert sharpness(end[box]) > 1.2 * sharpness(start[box])
    assert shot.focus_at(0) > 3 * shot.focus_at(shot.plan.frames - 1)
