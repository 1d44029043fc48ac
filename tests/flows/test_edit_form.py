"""A slate edited in its form: each field lands in the shot and in what is rolled, before rolling and after it."""

from typing import Any

import pytest

from graphs.crew.camera import RollOrder
from graphs.prompting.dialects import OMNI, Going, write
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.requests import ShotRequest
from graphs.vocabulary.shots import Shot, Take
from tests.flows.stage import DIRECTOR, Set

REQUEST = 'low angle on the courier, rain, neon light, 40mm, T4, no umbrellas. She says "You\'re late." 8 seconds'
CLARA = [{"speaker": "Clara", "line": "Not yet."}]
# field, what the form sends, what the prompt in crew words has of it, what a model is told of it (None: a parameter)
FIELDS: list[tuple[str, Any, str, str | None]] = [
    ("shot_size", ["wide"], "wide", "Wide shot"),
    ("camera_angle", ["high_angle"], "high angle", "high-angle"),
    ("camera_movement", ["crane_up"], "crane up", "crane"),
    ("lens", ["anamorphic"], "anamorphic", "anamorphic"),
    ("focal_length_mm", 85.0, "85 mm", "85 mm"),
    ("t_stop", 1.4, "T1.4", "T1.4"),
    ("time_of_day", ["dusk"], "dusk", "usk"),
    ("lighting", ["candlelight"], "candlelight", "andle"),
    ("aspect_ratio", "9:16", "9:16", None),
    ("resolution", "1080p", "1080p", None),
    ("duration_s", 6.0, "6 s", None),
    ("dialogue", CLARA, "Clara: Not yet.", 'Clara says: "Not yet."'),
    ("audio", ["distant siren"], "sound: distant siren", "SFX: distant siren."),
    ("style", ["film noir"], "look: film noir", "ilm noir"),
    ("negatives", ["cars"], "without cars", "No cars."),
    ("subject_keywords", ["courier", "red bicycle"], "in it: red bicycle", "ed bicycle"),
]
EVERY = pytest.mark.parametrize(("field", "value", "in_crew_words", "told"), FIELDS, ids=[each[0] for each in FIELDS])


async def asked_for(the_set: Set) -> Ref:
    thread = await the_set.says(DIRECTOR, REQUEST)
    await the_set.until(lambda: the_set.chat.takes, "a clip")
    await the_set.settled()
    return thread


async def edit(the_set: Set, shot: Shot, **fields: Any) -> Shot:
    """The form handed in with these fields of the request changed; `text`, `slate` and `ruled_out` are its own."""
    own: dict[str, Any] = {name: fields.pop(name) for name in ("text", "slate", "ruled_out") if name in fields}
    await the_set.answers(DIRECTOR, f"shot:{shot.id}", {"request": fields, **own})
    await the_set.settled()
    return await the_set.archive.shot(shot.id)


def valued(field: str, value: Any) -> Any:
    return getattr(ShotRequest.model_validate({field: value}), field)


def told_to_omni(take: Take) -> str:
    order = RollOrder("a1", "Night Bus", "14C", "TAKE 1", take.request, take.words, "", 7)
    return write(order, OMNI, Going()).text


@EVERY
async def test_a_field_edited_before_rolling_changes_the_slate_and_redoes_the_previs(
    paid_stage: Set, field: str, value: Any, in_crew_words: str, told: str | None
) -> None:
    shot = await paid_stage.shot(await asked_for(paid_stage))
    edited = await edit(paid_stage, shot, **{field: value})
    assert getattr(edited.request, field) == valued(field, value)
    rest = {field: None}
    assert edited.request.model_copy(update=rest) == shot.request.model_copy(update=rest), "nothing else changed"
    first, second = await paid_stage.archive.takes_of(shot.id)
    assert (first.label, second.label, second.state) == ("P1", "P2", "screened")
    assert getattr(first.request, field) != getattr(second.request, field) == valued(field, value)
    assert in_crew_words in second.prompt
    assert told is None or told in told_to_omni(second)


@EVERY
async def test_a_field_edited_after_rolling_is_the_next_take_and_the_first_stays(
    stage: Set, field: str, value: Any, in_crew_words: str, told: str | None
) -> None:
    shot = await stage.shot(await asked_for(stage))
    [before] = await stage.archive.takes_of(shot.id)
    edited = await edit(stage, shot, **{field: value})
    first, second = await stage.archive.takes_of(shot.id)
    assert first == before
    assert getattr(edited.request, field) == valued(field, value)
    assert (second.parent, second.number, getattr(second.request, field)) == (first.id, 2, valued(field, value))
    assert len(second.changes) in (1, 2) and in_crew_words in second.prompt
    assert told is None or told in told_to_omni(second)


async def test_emptied_fields_are_empty_and_the_take_says_so(stage: Set) -> None:
    shot = await stage.shot(await asked_for(stage))
    edited = await edit(stage, shot, focal_length_mm=None, t_stop=None, dialogue=[], negatives=[], lighting=[])
    empty = (edited.request.focal_length_mm, edited.request.t_stop, edited.request.dialogue, edited.request.negatives)
    assert empty == (None, None, (), ())
    take = (await stage.archive.takes_of(shot.id))[-1]
    assert take.changes == (
        "40 mm -> not said", "T4 -> not said", "neon -> not said", "nobody speaks", "allow umbrellas",
    )  # fmt: skip
    assert "You're late" not in take.prompt, "a line that is cut is not in the words either"


async def test_an_emptied_field_is_filled_in_again(stage: Set) -> None:
    shot = await stage.shot(await asked_for(stage))
    edited = await edit(stage, shot, camera_angle=[], duration_s=None)
    assert (edited.request.camera_angle, edited.filled.camera_angle) == ((), ("eye_level",))
    take = (await stage.archive.takes_of(shot.id))[-1]
    assert (take.request.camera_angle, take.changes) == (("eye_level",), ("low angle -> eye level",))


async def test_a_line_that_was_changed_is_told_once(stage: Set) -> None:
    shot = await stage.shot(await asked_for(stage))
    await edit(stage, shot, dialogue=CLARA)
    told = told_to_omni((await stage.archive.takes_of(shot.id))[-1])
    assert "You're late" not in told and told.count("Not yet.") == 1


async def test_what_is_ruled_out_among_sounds_joins_the_negatives(paid_stage: Set) -> None:
    shot = await paid_stage.shot(await asked_for(paid_stage))
    edited = await edit(paid_stage, shot, audio=["siren"], ruled_out=["music"])
    assert (edited.request.audio, edited.request.negatives) == (("siren",), (*shot.request.negatives, "music"))


async def test_the_label_and_the_words_can_be_emptied(paid_stage: Set) -> None:
    shot = await paid_stage.shot(await asked_for(paid_stage))
    labelled = await edit(paid_stage, shot, slate="14C")
    assert (labelled.slate, labelled.text) == ("14C", shot.text)
    bare = await edit(paid_stage, shot, slate="", text="")
    assert (bare.slate, bare.text, bare.request) == (None, "", shot.request)


async def test_the_count_before_rolling_is_how_many_the_word_opens(paid_stage: Set, priced: Any) -> None:
    priced.lands()
    thread = await asked_for(paid_stage)
    await edit(paid_stage, await paid_stage.shot(thread), n_takes=2)
    await paid_stage.says(DIRECTOR, "roll it", thread)
    await paid_stage.until(lambda: len(priced.rolled) == 2, "two takes")


async def test_the_count_after_rolling_rolls_so_many_with_what_was_changed(stage: Set) -> None:
    shot = await stage.shot(await asked_for(stage))
    await edit(stage, shot, shot_size=["wide"], n_takes=3)
    takes = await stage.archive.takes_of(shot.id)
    assert [t.number for t in takes] == [1, 2, 3, 4]
    assert {t.request.shot_size for t in takes[1:]} == {("wide",)}
    assert len({t.seed for t in takes[1:]}) == 3


async def test_a_count_alone_rolls_the_same_again_with_other_seeds(stage: Set) -> None:
    shot = await stage.shot(await asked_for(stage))
    await edit(stage, shot, n_takes=2)
    first, *more = await stage.archive.takes_of(shot.id)
    assert [t.changes for t in more] == [(), ()]
    assert len({t.seed for t in (first, *more)}) == 3
    assert {t.prompt for t in more} == {first.prompt}


async def test_a_form_that_changes_nothing_rolls_nothing_and_keeps_what_was_in_doubt(stage: Set) -> None:
    shot = await stage.shot(await asked_for(stage))
    assert await edit(stage, shot) == shot
    assert len(stage.camera.rolled) == 1


async def test_what_was_not_read_is_settled_by_an_edit_of_a_field(paid_stage: Set) -> None:
    thread = await paid_stage.says(DIRECTOR, "close-up on the courier, 8000 seconds")
    await paid_stage.until(lambda: paid_stage.chat.takes, "the previs")
    await paid_stage.settled()
    shot = await paid_stage.shot(thread)
    assert shot.unread
    assert (await edit(paid_stage, shot)).unread == shot.unread
    assert (await edit(paid_stage, shot, duration_s=8.0)).unread == ()


async def test_an_edit_goes_on_from_what_words_changed(stage: Set) -> None:
    thread = await asked_for(stage)
    shot = await stage.shot(thread)
    await stage.says(DIRECTOR, "same but wider", thread)
    await stage.until(lambda: len(stage.camera.rolled) == 2, "the wider take")
    await stage.settled()
    wider = (await stage.archive.takes_of(shot.id))[-1]
    edited = await edit(stage, shot, t_stop=1.4)
    take = (await stage.archive.takes_of(shot.id))[-1]
    assert (take.parent, take.changes) == (wider.id, ("T4 -> T1.4",)), "the wider size is not taken back"
    assert take.request.shot_size == wider.request.shot_size == edited.request.shot_size
    assert take.words == wider.words


async def test_an_edit_back_to_the_first_take_holds_while_its_take_is_on_its_way(stage: Set) -> None:
    thread = await asked_for(stage)
    shot = await stage.shot(thread)
    await edit(stage, shot, t_stop=1.4)
    stage.camera.looks = 10_000
    await stage.answers(DIRECTOR, f"shot:{shot.id}", {"request": {"t_stop": 4.0}})
    await stage.until(lambda: len(stage.camera.rolled) == 3, "the third take")
    await stage.answers(DIRECTOR, f"shot:{shot.id}", {"request": {"focal_length_mm": 85.0}})
    await stage.until(lambda: len(stage.camera.rolled) == 4, "the fourth take")
    last = (await stage.archive.takes_of(shot.id))[-1]
    assert (last.request.t_stop, last.request.focal_length_mm) == (4.0, 85.0)
    stage.camera.lands()


async def test_a_length_that_the_camera_cannot_roll_is_told_on_the_card(paid_stage: Set) -> None:
    shot = await paid_stage.shot(await asked_for(paid_stage))
    await edit(paid_stage, shot, duration_s=40.0)
    refused = paid_stage.chat.shots[shot.id].refused
    assert refused is not None and refused.said == "This camera rolls at most 20 s; 20 s is the nearest."
    assert refused.nearest == ("20 s",)
