"""A model that is no longer served: its replacement rolls by itself only where that costs the same or less."""

from dataclasses import replace
from pathlib import Path

import pytest

from graphs.cameras.contract import order, until_clip
from graphs.cameras.google.planning import Plan, plan
from graphs.cameras.google.retiring import LASTS_S, Serving
from graphs.cameras.models import Model, read_models
from graphs.errors import CameraFault, Misconfigured
from graphs.prompting.dialects import VEO as DIALECT
from tests.google.cameras import FAST, OMNI, VEO, a_film, omni, veo
from tests.google.replies import refused
from tests.google.server import Google

GONE = refused(404, "NOT_FOUND", message="Publisher Model `x` was not found")
EIGHT = order(text="a lighthouse", duration_s=8)


async def test_a_cheaper_replacement_rolls_the_next_attempt_and_is_named(google: Google, tmp_path: Path) -> None:
    google.renders.film = a_film(8)
    camera = veo(google, tmp_path / "o")
    google.renders.fault("submit", GONE)
    with pytest.raises(CameraFault) as fault:
        await camera.roll(EIGHT)
    assert fault.value.said == f"{VEO} is not served here any more. {FAST} makes this take for $0.80."
    assert fault.value.again
    assert camera.model == FAST and camera.estimate(EIGHT.request).cents == 80
    clip = await until_clip(camera, await camera.roll(replace(EIGHT, attempt="second")))
    assert (clip.model, clip.cost_cents) == (FAST, 80)
    assert [post.path.rpartition("/")[2].partition(":")[0] for post in google.renders.posts] == [VEO, FAST]
    await camera.aclose()
    later = veo(google, tmp_path / "o")
    assert later.model == FAST
    await later.aclose()


async def test_a_dearer_replacement_asks_with_its_price_until_somebody_says_so(google: Google, tmp_path: Path) -> None:
    models = read_models({FAST: {"replacement": VEO}, VEO: {"replacement": None}})
    camera = veo(google, tmp_path, model=FAST, models=models)
    google.renders.fault("submit", GONE)
    for attempt in ("first", "second"):
        with pytest.raises(CameraFault) as fault:
            await camera.roll(replace(EIGHT, attempt=attempt))
        assert fault.value.said.endswith(f"{VEO} makes this take for $3.20; it was $0.80. *Try again* rolls it so.")
        assert not fault.value.again
    assert len(google.renders.posts) == 1
    assert await camera.roll(replace(EIGHT, attempt="third", insisted=True))
    assert VEO in google.renders.posts[1].path
    await camera.aclose()


async def test_without_a_replacement_the_setting_is_named(google: Google, tmp_path: Path) -> None:
    camera = omni(google, tmp_path)
    google.renders.fault("submit", refused(404, "NOT_FOUND"))
    with pytest.raises(CameraFault) as fault:
        await camera.roll(EIGHT)
    assert f"{OMNI} is not served" in fault.value.said and "DAILIES_OMNI_MODEL" in fault.value.said
    await camera.aclose()


async def test_a_replacement_that_cannot_roll_the_shot_says_what_it_can(google: Google, tmp_path: Path) -> None:
    camera = veo(google, tmp_path, model=FAST)
    google.renders.fault("submit", GONE)
    with pytest.raises(CameraFault) as fault:
        await camera.roll(order(text="x", duration_s=8, resolution="4k"))
    assert "4k becomes 1080p?" in fault.value.said
    await camera.aclose()


def test_a_missing_model_is_asked_for_again_the_next_day_and_elsewhere_at_once(tmp_path: Path) -> None:
    time = [1000.0]

    def serving(where: str = "us-central1") -> Serving:
        return Serving(tmp_path, read_models(), VEO, "veo", where, lambda: time[0])

    def on(model: Model) -> Plan:
        return plan(model, "Veo", EIGHT, DIALECT, "720p")

    serving().retire(on(serving().now()), on)
    assert serving().now().id == FAST
    assert serving("global").now().id == VEO
    time[0] += LASTS_S
    assert serving().now().id == VEO


@pytest.mark.parametrize(("model", "said"), [("veo-9", "nothing is known of veo-9"), (OMNI, "is a model of omni")])
def test_a_model_that_nothing_is_known_of_is_not_opened(tmp_path: Path, model: str, said: str) -> None:
    with pytest.raises(Misconfigured, match=said):
        Serving(tmp_path, read_models(), model, "veo", "global")
