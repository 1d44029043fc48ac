"""The table of video models: what it holds, how it is overridden, what it makes of a request."""

import json
from pathlib import Path

import pytest

from graphs.cameras.fitting import cents, estimate, fit, nearest, references_refused, refused, strongest
from graphs.cameras.models import Model, read_models
from graphs.errors import Misconfigured
from graphs.vocabulary.requests import ShotRequest
from tests.core.test_settings_and_logs import dailies

OMNI, FAST, LITE = "gemini-omni-1.2-flash", "veo-3.1-fast-generate-001", "veo-3.1-lite-generate-001"


def model(id: str) -> Model:
    return read_models()[id]


def test_every_price_and_ability_has_a_date_and_a_source() -> None:
    for each in read_models().values():
        assert each.date and each.source, each.id
        assert each.replacement is None or each.replacement in read_models()


@pytest.mark.parametrize(
    ("id", "asked", "said"),
    [
        (FAST, {"duration_s": 7}, "Veo takes 4, 6 or 8 seconds; 7 becomes 8?"),
        (FAST, {"duration_s": 3}, "Veo takes 4, 6 or 8 seconds; 3 becomes 4?"),
        (OMNI, {"duration_s": 20}, "Veo takes 3 to 15 seconds; 20 becomes 15?"),
        (LITE, {"resolution": "4k"}, "Veo renders 720p or 1080p; 4k becomes 1080p?"),
        (FAST, {"aspect_ratio": "8:1"}, "Veo can't frame 8:1; 2.39:1 is the widest in use, 9:16 the tallest."),
        (FAST, {"aspect_ratio": "2.39:1", "duration_s": 8}, None),
    ],
)
def test_what_a_model_cannot_do_is_refused_with_the_nearest(
    id: str, asked: dict[str, object], said: str | None
) -> None:
    request = ShotRequest.model_validate(asked)
    assert refused(model(id), "Veo", request, "720p") == said
    taken = nearest(model(id), request, "720p")
    assert (taken is None) is (said is None)
    assert taken is None or refused(model(id), "Veo", taken, "720p") is None


def test_a_draft_size_that_a_model_has_not_becomes_the_nearest() -> None:
    assert refused(model(FAST), "Veo", ShotRequest(), "360p") is None
    assert fit(model(FAST), ShotRequest(), "360p").resolution == "720p"
    assert fit(model(OMNI), ShotRequest(), "360p").resolution == "360p"


def test_reference_images_are_bound_by_number_and_length() -> None:
    assert references_refused(model(FAST), "Veo", 3, 8) is None
    assert "3 reference images; 4 become the first 3" in str(references_refused(model(FAST), "Veo", 4, 8))
    assert "6 becomes 8?" in str(references_refused(model(FAST), "Veo", 1, 6))
    assert "no reference images" in str(references_refused(model(LITE), "Veo", 1, 8))


def test_a_wide_format_is_framed_inside_and_said() -> None:
    wide = ShotRequest(aspect_ratio="2.39:1", duration_s=8)
    assert fit(model(OMNI), wide, "720p").format == "16:9"
    told = estimate(model(OMNI), "Omni", wide, "720p")
    assert told.cents == 56
    assert told.notes == ("2.39:1 is framed inside 16:9, which is what Omni renders, with frame-lines",)
    assert fit(model(OMNI), ShotRequest(aspect_ratio="4:5"), "720p").format == "9:16"


def test_a_price_is_rounded_up_and_a_longer_clip_takes_longer() -> None:
    assert cents(model(OMNI), 3, "360p") == 7  # 6.9
    assert cents(model(OMNI), 10, "360p") == 23
    short, long = (estimate(model(OMNI), "Omni", ShotRequest(duration_s=s), "720p").seconds for s in (4, 12))
    assert 24 <= short < long <= 90


def test_a_picture_is_kept_in_the_strongest_way_that_the_model_has() -> None:
    before = ShotRequest(shot_size=("medium",), duration_s=8)
    wider, later = (before.model_copy(update=u) for u in ({"shot_size": ("wide",)}, {"time_of_day": ("night",)}))
    longer = before.model_copy(update={"duration_s": 10, "shot_size": ("wide",)})
    assert strongest(model(OMNI), before, wider, 8.0, "720p") == "edit"
    assert strongest(model(OMNI), before, longer, 8.0, "720p") == "frames"
    assert strongest(model(FAST), before, wider, 8.0, "720p") == "frames"
    assert strongest(model(LITE), before, later, 8.0, "720p") == "frames"
    assert strongest(model(LITE), before, wider, 8.0, "720p") == "new"


def test_settings_override_a_price_and_add_a_model(tmp_path: Path) -> None:
    table = read_models({OMNI: {"cents_per_second": {"720p": 5}}, "new-1": {**_fields(FAST), "replacement": OMNI}})
    assert table[OMNI].cents_per_second == {"720p": 5}
    assert (table[OMNI].source, table[OMNI].date) == ("DAILIES_MODELS", "as set")
    assert table["new-1"].replacement == OMNI
    with pytest.raises(Misconfigured, match=f"{OMNI}: cents"):
        read_models({OMNI: {"cents": 5}})


def _fields(id: str) -> dict[str, object]:
    return model(id).model_dump(by_alias=True, exclude={"id"})


def test_the_command_shows_the_table_with_what_is_set(tmp_path: Path) -> None:
    override = tmp_path / "models.json"
    override.write_text(json.dumps({OMNI: {"cents_per_second": {"720p": 5}, "date": "2027-01-02"}}))
    shown = dailies("models", DAILIES_MODELS=str(override), DAILIES_VEO_MODEL=LITE)
    assert shown.returncode == 0, shown.stderr
    assert "$0.05 at 720p" in shown.stdout and "2027-01-02" in shown.stdout
    assert f"{LITE}  (chosen)" in shown.stdout
    as_json = json.loads(dailies("models", "--json", DAILIES_MODELS=override.read_text()).stdout)
    assert as_json[OMNI]["cents_per_second"] == {"720p": 5}
    assert as_json[FAST]["seconds"]["only"] == [4, 6, 8]
    wrong = dailies("models", DAILIES_MODELS="{not json")
    assert wrong.returncode == 2 and wrong.stderr.startswith("DAILIES_MODELS is neither JSON nor a file")
