"""Rolling with notes: what was chosen becomes one take, and the next take says of each note what became of it."""

from dataclasses import dataclass
from typing import Any

import jsonschema
import pytest

from graphs.crew.camera import Estimate
from graphs.vocabulary.feedback import stands
from graphs.vocabulary.lists import feedback_schema
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.shots import NoteOutcome, Take
from tests.flows.stage import AD, DIRECTOR, DP, PA, TEAM, Set

REQUEST = "low angle on the courier under the neon, slow push in, rain, 40mm, 8 seconds"


@dataclass
class Noted:
    """A take with notes on it: record ids by their words."""

    stage: Set
    take: Take
    thread: Ref
    records: dict[str, str]

    async def rolls_with(self, person: str, *chosen: str) -> None:
        await self.stage.does(
            "answered", person, thread=self.thread, action="roll_with", subject=f"take:{self.take.id}",
            fields={"records": [self.records[words] for words in chosen], "offered": list(self.records.values())},
        )  # fmt: skip
        await self.stage.settled()

    async def newest(self) -> Take:
        return (await self.stage.archive.takes_of(self.take.shot))[-1]

    async def outcomes(self) -> dict[str, NoteOutcome | None]:
        told = {note.record: note.outcome for note in (await self.newest()).notes}
        return {words: told[record] for words, record in self.records.items() if record in told}


async def a_noted_take(stage: Set, *notes: tuple[str, str]) -> Noted:
    thread = await stage.says(DIRECTOR, REQUEST)
    await stage.until(lambda: stage.chat.takes, "a clip")
    await stage.settled()
    if (await stage.takes(thread))[0].kind == "previs":
        await stage.says(DIRECTOR, "roll it", thread)
        await stage.settled()
    take = (await stage.takes(thread))[-1]
    records = {}
    for person, words in notes:
        at = await stage.says(person, words, thread, addressed=False)
        await stage.settled()
        for record in await stage.archive.feedback_from(at):
            records[record["quote"]] = record["record_id"]
    return Noted(stage, take, thread, records)


@pytest.fixture
async def noted(stage: Set) -> Noted:
    """The DP says slower, the director faster, the assistant that the framing is too tight."""
    await stage.archive.keep_person(await stage.chat.person(TEAM, AD))
    return await a_noted_take(stage, (DP, "push slower"), (DIRECTOR, "push faster"), (PA, "wider"))


async def test_a_card_offers_to_roll_with_notes_that_ask_for_a_change(noted: Noted) -> None:
    view = noted.stage.chat.takes[noted.take.id]
    assert (view.wanted, view.next_number) == (3, 2)


async def test_it_says_what_that_take_will_cost(paid_stage: Set) -> None:
    noted = await a_noted_take(paid_stage, (PA, "wider"))
    assert paid_stage.chat.takes[noted.take.id].with_notes == Estimate(49, 40.0)


async def test_the_chosen_notes_become_one_take_from_the_noted_one(noted: Noted) -> None:
    await noted.rolls_with(DIRECTOR, "push faster", "wider")
    take = await noted.newest()
    assert (take.number, take.parent, take.seed) == (2, noted.take.id, noted.take.seed)
    assert take.request.shot_size == ("wide",)
    assert take.changes == ("push faster", "medium -> wide")
    assert "push faster" in take.prompt
    assert "push slower" not in take.prompt
    assert noted.take.request.shot_size == ("medium",)
    assert len(noted.stage.camera.rolled) == 2


async def test_the_next_take_says_of_each_note_what_became_of_it(noted: Noted) -> None:
    await noted.rolls_with(DIRECTOR, "push faster", "wider")
    assert await noted.outcomes() == {
        "push slower": "not_addressed", "push faster": "cannot_tell", "wider": "addressed",
    }  # fmt: skip
    shown = noted.stage.chat.takes[(await noted.newest()).id]
    assert {(note.words, note.by, note.outcome) for note in shown.answered} == {
        ("push slower", DP, "not_addressed"), ("push faster", DIRECTOR, "cannot_tell"), ("wider", PA, "addressed"),
    }  # fmt: skip


async def test_before_it_has_landed_nothing_is_said_of_its_notes(noted: Noted) -> None:
    noted.stage.camera.looks = 10_000
    await noted.stage.does(
        "answered", DIRECTOR, thread=noted.thread, action="roll_with", subject=f"take:{noted.take.id}",
        fields={"records": [noted.records["wider"]], "offered": list(noted.records.values())},
    )  # fmt: skip
    await noted.stage.until(lambda: len(noted.stage.camera.rolled) == 2, "the roll")
    take = await noted.newest()
    assert {note.record: note.outcome for note in take.notes}[noted.records["wider"]] is None
    assert (await noted.stage.archive.take_view(take.id)).answered == ()


async def test_only_the_author_of_what_nobody_can_tell_is_asked(noted: Noted) -> None:
    await noted.rolls_with(AD, "push slower", "wider")
    assert (await noted.newest()).number == 1, "the AD has no place here yet"
    await noted.rolls_with(DIRECTOR, "push slower", "wider")
    assert [person for person, choices in noted.stage.chat.offered if choices] == [DP]
    assert noted.stage.chat.whispers[-1] == (DP, "Did Shot 1 take 2 do what you noted, “push slower”?")
    [question] = await noted.stage.archive.open_questions_to(TEAM, DP)
    assert [p.label for p in question.possible] == ["Yes", "No", "Can't tell"]
    assert await noted.stage.archive.open_questions_to(TEAM, DIRECTOR) == []


@pytest.mark.parametrize(
    ("label", "outcome", "kept"),
    [
        ("Yes", "addressed", [("camera_movement", "pos", "praise")]),
        ("No", "not_addressed", [("camera_movement", "neg", "defect")]),
        ("Can't tell", "cannot_tell", []),
    ],
)
async def test_the_answer_is_the_outcome_and_feedback(noted: Noted, label: str, outcome: str, kept: Any) -> None:
    stage = noted.stage
    await noted.rolls_with(DIRECTOR, "push slower", "wider")
    [choices] = [choices for person, choices in stage.chat.offered if person == DP]
    choice = next(choice for choice in choices if choice.label == label)
    await stage.presses(DP, choice.action, choice.subject, noted.thread)
    await stage.settled()
    assert (await noted.outcomes())["push slower"] == outcome
    take = await noted.newest()
    records = [r for r in await stage.archive.feedback_on(take.id) if stands(r)]
    assert [(r["aspect"], r["sentiment"], r["intent"]) for r in records] == kept
    for record in records:
        jsonschema.validate(record, feedback_schema())
        assert (record["source"], record["subject"], record["rater_id"]) == ("button", "take", DP)
    assert await stage.archive.open_questions_to(TEAM, DP) == []


async def test_somebody_with_two_such_notes_is_asked_one_after_the_other(stage: Set) -> None:
    noted = await a_noted_take(stage, (DP, "push slower"), (DP, "warmer"))
    await noted.rolls_with(DIRECTOR, *noted.records)
    assert len(await stage.archive.open_questions_to(TEAM, DP)) == 2
    [choices] = [choices for person, choices in stage.chat.offered if person == DP]
    await stage.presses(DP, choices[0].action, choices[0].subject, noted.thread)
    await stage.settled()
    assert len([person for person, _ in stage.chat.offered if person == DP]) == 2


async def test_only_who_has_the_say_rolls_with_notes(noted: Noted) -> None:
    await noted.rolls_with(DP, "push slower")
    assert (await noted.newest()).number == 1
    assert "is for whoever asked for it" in noted.stage.chat.whispers[-1][1]


async def test_one_form_rolls_one_take(noted: Noted) -> None:
    for _ in range(2):
        await noted.stage.does(
            "answered", DIRECTOR, thread=noted.thread, action="roll_with", subject=f"take:{noted.take.id}", key="one",
            fields={"records": [noted.records["wider"]], "offered": []},
        )  # fmt: skip
    await noted.stage.settled()
    assert (await noted.newest()).number == 2


async def test_notes_that_were_taken_back_meanwhile_roll_nothing(noted: Noted) -> None:
    await noted.stage.archive.retract([noted.records["push faster"]], DIRECTOR, noted.stage.crew.clock())
    await noted.rolls_with(DIRECTOR, "push faster")
    assert (await noted.newest()).number == 1
    assert noted.stage.chat.whispers[-1] == (DIRECTOR, "Those notes were taken back meanwhile, so nothing rolls.")


async def test_a_fault_is_told_to_the_camera_as_one(stage: Set) -> None:
    noted = await a_noted_take(stage, (DP, "the hands melt"))
    await noted.rolls_with(DIRECTOR, "the hands melt")
    take = await noted.newest()
    assert take.prompt.endswith("fix: the hands melt")
    assert take.request == noted.take.request
    assert await noted.outcomes() == {"the hands melt": "cannot_tell"}


async def test_less_of_something_is_no_wish_for_it(stage: Set) -> None:
    noted = await a_noted_take(stage, (DP, "less shake please, the move is jittery"))
    await noted.rolls_with(DIRECTOR, *noted.records)
    assert (await noted.newest()).request.camera_movement == noted.take.request.camera_movement


async def test_a_length_is_measured_on_any_camera(paid_stage: Set) -> None:
    noted = await a_noted_take(paid_stage, (DP, "too long, make it 6 seconds"), (PA, "wider"))
    await noted.rolls_with(DIRECTOR, *noted.records)
    assert await noted.outcomes() == {"too long, make it 6 seconds": "not_addressed", "wider": "cannot_tell"}, (
        "every clip here is 8 s long, and what a paid camera shows nobody can tell"
    )
