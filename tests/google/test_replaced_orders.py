"""What takes a retired model's place is compared on the order itself: its real price, and all that goes along."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graphs.cameras.contract import order
from graphs.cameras.google.planning import Plan, plan
from graphs.cameras.google.retiring import Serving
from graphs.cameras.models import Model, Models, read_models
from graphs.crew.camera import RollOrder, Source
from graphs.errors import CameraFault
from graphs.prompting.dialects import VEO as DIALECT
from graphs.vocabulary.requests import ShotRequest
from tests.google.cameras import FAST, OMNI, VEO, omni, veo
from tests.google.replies import refused
from tests.google.server import Google

LITE = "veo-3.1-lite-generate-001"
GONE = refused(404, "NOT_FOUND", message="Publisher Model `x` was not found")


def with_dearer(model: str, cents_per_second: float) -> Models:
    """The table with a replacement for a model that is like it, at another price."""
    like = read_models()[model].model_dump(by_alias=True, exclude={"id"})
    dearer = like | {"cents_per_second": {"720p": cents_per_second}, "replacement": None}
    return read_models({model: {"replacement": "dearer"}, "dearer": dearer})


def extended(clip: Path) -> RollOrder:
    """A take of 8 s made 7 s longer: longer in all than any model renders at once."""
    clip.write_bytes(b"\0\0\0\x20ftypisom" + bytes(100))
    source = Source("take 1", clip, ShotRequest(duration_s=8), "", camera="veo", duration_s=8.0)
    return replace(order(text="on it goes", duration_s=15), mode="extend", source=source, extend_s=7.0)


def on(asked: RollOrder) -> Callable[[Model], Plan]:
    return lambda model: plan(model, model.id, asked, DIALECT, "720p")


async def retired(google: Google, folder: Path, asked: RollOrder, model: str) -> CameraFault:
    """What is told when the model of an order is not found."""
    camera = veo(google, folder, model=model)
    google.renders.fault("submit", GONE)
    with pytest.raises(CameraFault) as fault:
        await camera.roll(asked)
    await camera.aclose()
    return fault.value


async def test_an_extension_is_taken_over_at_the_price_of_what_is_new(google: Google, tmp_path: Path) -> None:
    fault = await retired(google, tmp_path, extended(tmp_path / "clip.mp4"), VEO)
    assert fault.said == f"{VEO} is not served here any more. {FAST} makes this take for $0.70." and fault.again


async def test_what_cannot_take_the_clip_says_the_nearest(google: Google, tmp_path: Path) -> None:
    fault = await retired(google, tmp_path, extended(tmp_path / "clip.mp4"), FAST)
    assert "can't make a clip longer" in fault.said and not fault.again


async def test_fewer_things_that_go_along_are_asked_about(google: Google, tmp_path: Path) -> None:
    faces = tuple(tmp_path / name for name in ("mara.png", "tom.png"))
    for face in faces:
        face.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    fault = await retired(google, tmp_path, replace(order(text="two", duration_s=8), references=faces), FAST)
    assert fault.said.endswith(
        f"{LITE} makes this take for $0.40, without its reference images; it was $0.80. *Try again* rolls it so."
    )
    assert not fault.again


async def test_a_clip_that_was_given_is_asked_about_by_its_own_length(google: Google, tmp_path: Path) -> None:
    clip = tmp_path / "phone.mp4"
    clip.write_bytes(b"\0\0\0\x20ftypisom" + bytes(100))
    given = Source("phone.mp4", clip, ShotRequest(), "", camera="", duration_s=14.0)
    asked = replace(order(text="at night", duration_s=5), mode="edit", source=given)
    camera = omni(google, tmp_path / "o", models=with_dearer(OMNI, 9))
    google.renders.fault("submit", refused(404, "NOT_FOUND"))
    for attempt in ("first", "second"):  # when it is found out, and whenever it would roll by itself
        with pytest.raises(CameraFault) as fault:
            await camera.roll(replace(asked, attempt=attempt))
        assert fault.value.said.endswith("dearer makes this take for $1.26; it was $0.98. *Try again* rolls it so.")
        assert not fault.value.again
    assert len(google.renders.posts) == 1
    await camera.aclose()


def test_an_extension_on_a_dearer_replacement_is_asked_about(tmp_path: Path) -> None:
    asked, serving = (
        on(extended(tmp_path / "clip.mp4")),
        Serving(tmp_path, with_dearer(FAST, 15), FAST, "veo", "global"),
    )
    serving.retire(asked(serving.now()), asked)
    assert "dearer makes this take for $1.05; it was $0.70." in (serving.asks(asked(serving.now()), asked) or "")


def test_models_that_replace_each_other_end_where_none_is_served(tmp_path: Path) -> None:
    asked = on(order(text="a lighthouse", duration_s=8))
    serving = Serving(tmp_path, read_models({FAST: {"replacement": VEO}}), FAST, "veo", "global")
    assert f"{VEO} makes this take" in serving.retire(asked(serving.now()), asked).said
    assert "an admin must set DAILIES_VEO_MODEL" in serving.retire(asked(serving.now()), asked).said
    assert serving.now().id in (FAST, VEO)
