"""What becomes of a request or a revision whose message is edited or deleted after it was acted on."""

from tests.flows.along import edits, rolled
from tests.flows.stage import DIRECTOR, DP, PricedCamera, Set

THREE = (
    "three setups for sc 22: wide of the diner at night. then medium close-up of the waitress in the booth."
    " then ECU on a hand on the table"
)
ONE = "low angle on the courier under the neon, slow push in, rain, 40mm, 8 seconds"


async def test_each_shot_of_an_edited_message_follows_its_own_new_words(paid_stage: Set) -> None:
    thread = await paid_stage.says(DIRECTOR, THREE)
    await paid_stage.settled()
    words = THREE.replace("medium close-up of the waitress", "wide of the waitress at dawn")
    await edits(paid_stage, thread, words)
    first, second, third = await paid_stage.archive.shots_in(thread)
    assert (second.slate, second.request.shot_size, second.request.time_of_day) == ("22B", ("wide",), ("dawn",))
    assert first.request.time_of_day == ("night",) and third.request.shot_size == ("extreme_close_up",)
    assert "booth" in second.text and "diner" not in second.text and not second.text.startswith(".")


async def test_an_edit_that_asks_for_another_number_of_shots_changes_none_and_says_so(paid_stage: Set) -> None:
    thread = await paid_stage.says(DIRECTOR, THREE)
    await paid_stage.settled()
    before = [s.request for s in await paid_stage.archive.shots_in(thread)]
    await edits(paid_stage, thread, "wide of the diner at dawn")
    assert [s.request for s in await paid_stage.archive.shots_in(thread)] == before
    said = "That asked for 3 shots and now reads as 1; *Edit* on a card changes its shot."
    assert paid_stage.chat.whispers[-1] == (DIRECTOR, said)


async def test_an_edited_revision_is_no_note_and_its_take_keeps_its_words(
    paid_stage: Set, priced: PricedCamera
) -> None:
    thread = await rolled(paid_stage, ONE)
    reply = await paid_stage.says(DIRECTOR, "same but wider", thread)
    await paid_stage.settled()
    await edits(paid_stage, reply, "same but tighter", thread=thread, addressed=False)
    assert await paid_stage.archive.feedback_from(reply) == []
    said = "Take 2 keeps the words that it was asked with; write the new ones for another take."
    assert paid_stage.chat.whispers[-1] == (DIRECTOR, said)
    assert len(priced.rolled) == 2


async def test_a_deleted_revision_cancels_its_take_where_it_still_rolls(paid_stage: Set, priced: PricedCamera) -> None:
    thread = await rolled(paid_stage, ONE)
    priced.looks = 10_000
    reply = await paid_stage.says(DIRECTOR, "same but wider", thread)
    await paid_stage.until(lambda: len(priced.rolled) == 2, "take 2 on its way")
    await paid_stage.does("deleted", DIRECTOR, reply, thread)
    await paid_stage.settled()
    assert [t.state for t in await paid_stage.takes(thread) if t.kind == "take"] == ["screened", "cancelled"]
    assert len(priced.cancelled) == 1


async def test_an_edited_note_says_which_moment_its_take_does_not_have(paid_stage: Set) -> None:
    thread = await rolled(paid_stage, ONE)
    note = await paid_stage.says(DP, "her hand melts at 0:03", thread)
    await paid_stage.settled()
    await edits(paid_stage, note, "her hand melts at 0:45", thread=thread, person=DP, addressed=False)
    standing = [r for r in await paid_stage.archive.feedback_from(note) if not r.get("superseded_by")]
    assert standing[-1]["timecodes"] == []
    assert "0:45" in paid_stage.chat.said[-1]


async def test_a_note_that_is_too_long_is_read_in_part_and_says_so(paid_stage: Set) -> None:
    thread = await rolled(paid_stage, ONE)
    note = await paid_stage.says(DP, "her hand melts at 0:03. " + "the light is lovely. " * 600, thread)
    await paid_stage.settled()
    assert {r["aspect"] for r in await paid_stage.archive.feedback_from(note)} == {"anatomy", "lighting"}
    said = "I did not read what follows the first 8,000 characters; write the rest as a note of its own."
    assert paid_stage.chat.whispers[-1] == (DP, said)


async def test_an_edited_card_says_that_the_take_on_its_way_keeps_its_words(
    paid_stage: Set, priced: PricedCamera
) -> None:
    priced.looks = 10_000
    thread = await paid_stage.says(DIRECTOR, ONE)
    await paid_stage.settled()
    await paid_stage.says(DIRECTOR, "roll it", thread)
    await paid_stage.until(lambda: priced.rolled, "take 1 on its way")
    shot = await paid_stage.shot(thread)
    await paid_stage.answers(DIRECTOR, f"shot:{shot.id}", {"request": {"shot_size": ["wide"]}, "text": ONE})
    said = "Take 1 keeps the words that it was asked with; write the new ones for another take."
    await paid_stage.until(lambda: (DIRECTOR, said) in paid_stage.chat.whispers, "the sentence")
    assert len(priced.rolled) == 1
