"""Notes views at work: opened from a card and by shortcut, judged in, and shown anew."""

from pathlib import Path

import pytest

from graphs.crew.reading import Extractor
from graphs.vocabulary.refs import Ref
from tests.backlot.running import until
from tests.contracts.studio import reaction, record
from tests.edges.conftest import Desk, now
from tests.edges.doing import choose, who
from tests.edges.noting import Record, a_noted_take, asks_how, latest, showing, tap, working

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_one_tap_is_stored_and_the_view_shows_what_came_of_it(desk: Desk, tmp_path: Path) -> None:
    async with working(desk, tmp_path):
        noted = await a_noted_take(desk, tmp_path)
        await choose(desk, "director", noted.card, "Notes")
        await tap(desk, "director", await latest(desk), "confirm", 1)
        view = await showing(desk, f"found right by <@{who(desk, 'director')}>", "'image'")
        [(_, row)] = desk.woken
        act = await desk.archive.act(row or 0)
        assert act is not None
        assert (act.kind, act.action, act.subject) == ("pressed", "confirm", f"record:{noted.items[1]['record_id']}")
        assert (act.ref, act.thread, act.person) == (noted.note, noted.shot.thread, who(desk, "director"))
        await tap(desk, "director", view, "reject", 0)
        await showing(desk, f"not a note, says <@{who(desk, 'director')}>", "It is a note")


async def test_a_correction_is_one_tap_in_a_form_on_top_and_both_views_follow(desk: Desk, tmp_path: Path) -> None:
    async with working(desk, tmp_path):
        noted = await a_noted_take(desk, tmp_path)
        await choose(desk, "dp", noted.card, "Notes")
        await tap(desk, "dp", root := await latest(desk), "correcting", 1)
        form = await showing(desk, "What it is about")
        assert form["id"] != root["id"]
        await tap(desk, "dp", form, "correct:aspect", option="Pacing")
        told = f"corrected by <@{who(desk, 'dp')}>: camera movement -&gt; pacing"

        async def both() -> bool:
            updates = [c for c in await desk.calls("views.update") if c["ok"] and told in str(c["args"]["view"])]
            return {call["answer"]["view"] for call in updates} == {form["id"], root["id"]}

        await until(both)
        await tap(desk, "dp", form, "correct:fault", option="Our prompt")
        judged = await until(lambda: corrected(desk, noted.items[1], "attribution", "prompt"))
        assert (judged["aspect"], judged["review"]) == ("pacing", "corrected")


async def corrected(desk: Desk, item: Record, field: str, value: str) -> Record | None:
    found = await desk.archive.feedback_record(item["record_id"])
    return found if found and found[field] == value else None


async def test_who_may_not_judge_sees_the_notes_without_buttons(desk: Desk, tmp_path: Path) -> None:
    async with working(desk, tmp_path):
        noted = await a_noted_take(desk, tmp_path)
        for person in ("pa", "guest"):
            await choose(desk, person, noted.card, "Notes")
            view = await showing(desk, "is for its author, the director", "the push is too fast")
            assert "'button'" not in str(view["blocks"])


async def test_a_tap_on_a_note_that_was_edited_meanwhile_only_shows_it_anew(desk: Desk, tmp_path: Path) -> None:
    async with working(desk, tmp_path):
        noted = await a_noted_take(desk, tmp_path)
        await choose(desk, "director", noted.card, "Notes")
        view = await showing(desk, "'image'")
        fresh = record(noted.shot, noted.take, noted.note, quote="the push is fine now", rater_id=who(desk, "dp"))
        await desk.archive.record_note(noted.note, "9", [fresh], who(desk, "dp"), now())
        await tap(desk, "director", view, "confirm", 0)
        await showing(desk, "the push is fine now")
        assert desk.woken == []


async def test_a_note_says_that_the_model_which_usually_reads_was_out_of_reach(desk: Desk, tmp_path: Path) -> None:
    async with working(desk, tmp_path):
        noted = await a_noted_take(desk, tmp_path)
        how = {"note": {"read_by": "rules", "fallback": "unavailable"}}
        await desk.archive.keep_reading(noted.note, "", Extractor("rules", "1"), how, now())
        await choose(desk, "director", noted.card, "Notes")
        await showing(desk, "by the rules, read without the language model (out of reach)")


async def test_agreement_is_counted_without_the_author(desk: Desk, tmp_path: Path) -> None:
    async with working(desk, tmp_path):
        noted = await a_noted_take(desk, tmp_path)
        for person, valence in (("director", 1.0), ("ad", 0.5), ("dp", 1.0), ("pa", -1.0)):
            given = reaction(
                noted.shot, noted.take, noted.note, valence, subject="note", rater_id=who(desk, person),
                workspace_id=desk.us.team,
            )  # fmt: skip
            await desk.archive.weigh_reaction(noted.note, who(desk, person), "fire", "1", given, now())
        await choose(desk, "director", noted.card, "Notes")
        await showing(desk, "2 agree. 1 does not")


async def test_older_notes_are_a_page_further(desk: Desk, tmp_path: Path) -> None:
    async with working(desk, tmp_path):
        noted = await a_noted_take(desk, tmp_path)
        for n in range(12):
            ref = Ref(noted.note.team, noted.note.channel, f"18{n:08d}.000000")
            said = record(noted.shot, noted.take, ref, quote=f"note number {n}", rater_id=who(desk, "dp"))
            await desk.archive.record_note(ref, "", [said], who(desk, "dp"), now())
        await choose(desk, "director", noted.card, "Notes")
        newest = await showing(desk, "5 to 14 of 14 items", "note number 11")
        await tap(desk, "director", newest, "older")
        oldest = await showing(desk, "1 to 4 of 14 items", "the push is too fast")
        await tap(desk, "director", oldest, "newer")
        await showing(desk, "5 to 14 of 14 items")


async def test_how_was_this_read_opens_what_one_message_gave(desk: Desk, tmp_path: Path) -> None:
    async with working(desk, tmp_path):
        noted = await a_noted_take(desk, tmp_path)
        await asks_how(desk, "editor", noted.note)
        await showing(desk, "this message, 2 items", "on take 1, 0:00.5, read as camera movement")
        await asks_how(desk, "editor", noted.card)
        await showing(desk, "14C take 1, 2 items")
        await asks_how(desk, "editor", noted.shot.asked_in)
        await showing(desk, "This message was read as a request, 14C; its slate card says how.")
        await asks_how(desk, "editor", await desk.post("pa", "lunch is at one"))
        await showing(desk, "Nothing was read out of this message")


async def test_dont_log_this_is_heard_with_its_message(desk: Desk, tmp_path: Path) -> None:
    async with working(desk, tmp_path):
        noted = await a_noted_take(desk, tmp_path)
        await asks_how(desk, "dp", noted.note, "dont_log")
        [(_, row)] = desk.woken
        act = await desk.archive.act(row or 0)
        assert act is not None
        assert (act.kind, act.action, act.subject, act.person) == (
            "pressed", "dont_log", noted.note.key, who(desk, "dp"),
        )  # fmt: skip
        assert (act.ref, act.thread) == (noted.note, noted.shot.thread)


async def test_dont_log_this_where_we_were_never_invited_keeps_nothing(desk: Desk, tmp_path: Path) -> None:
    async with working(desk, tmp_path):
        elsewhere = await desk.new_channel()
        said = await desk.lot.client("dp").chat_postMessage(channel=elsewhere, text="between us")
        await asks_how(desk, "dp", Ref(desk.us.team, elsewhere, said["ts"]), "dont_log")
        await showing(desk, "Nothing is kept of that message")
        assert desk.woken == []
