"""ShotBook: readings, slates and the takes that they open."""

from datetime import timedelta

import pytest

from graphs.crew.reading import Extractor
from graphs.errors import NotFound
from graphs.vocabulary.refs import FileRef
from graphs.vocabulary.requests import Line, ShotRequest
from graphs.vocabulary.shots import ShotState
from storage.archive import SqlArchive
from storage.tables import ReadingRow
from tests.contracts.studio import DIRECTOR, DP, FILLED, NOW, REQUEST, Studio, at, entry, take_entry

RULES = Extractor("rules", "1.0", prompt_hash=None, model=None)
WHOLE = ShotRequest(
    shot_size=("wide", "close_up"), focal_length_mm=40, t_stop=2.8, aspect_ratio="2.39:1", resolution="1080p",
    duration_s=7.5, n_takes=2, dialogue=(Line(speaker="Ana", line="We're late."),), ref_take=(2, "previous"),
    subject_keywords=("caf\u00e9", "\u65e5\u672c"),
)  # fmt: skip


async def test_a_heard_message_is_written_up_as_the_productions_next_shot(studio: Studio, archive: SqlArchive) -> None:
    production, heard = await studio.production(), await studio.heard("1.1")
    board = FileRef("F1", "board.png", "image/png", 9, "https://files.example/F1")
    asked = entry("caf\u00e9 \U0001f3ac \x00 \ud800", "14C", WHOLE)
    [shot] = await archive.write_slates(
        "said:1.1", heard.id, at("1.1"), at("1.1"), production.id, DP, "reading-1", [asked], (board,), NOW
    )
    assert (shot.id, shot.number, shot.slate, shot.name, shot.state) == (heard.id, 1, "14C", "14C", "slated")
    assert (shot.request, shot.filled, shot.reading, shot.unread) == (WHOLE, FILLED, "reading-1", ("gaffer",))
    assert (shot.production, shot.asked_by, shot.references) == (production.id, DP, (board,))
    assert shot.text == "caf\u00e9 \U0001f3ac \ufffd \ufffd", "what no database takes is replaced, and all else stays"
    assert await archive.shot(shot.id) == shot


async def test_several_shots_of_one_message_are_numbered_in_order_each_with_its_work(
    studio: Studio, archive: SqlArchive
) -> None:
    production, heard = await studio.production(), await studio.heard("1.1")
    entries = [entry(f"shot {i}") for i in range(5)]
    arguments = ("said:1.1", heard.id, at("1.1"), at("1.1"), production.id, DP, "reading", entries, (), NOW)
    shots = await archive.write_slates(*arguments)
    assert [(s.number, s.text) for s in shots] == [(i + 1, f"shot {i}") for i in range(5)]
    assert shots[0].id == heard.id
    assert await archive.write_slates(*arguments) == shots, "once for its key"
    assert await archive.shots_in(at("1.1")) == shots
    assert set(await studio.due()) == {f"shot:{s.id}" for s in shots}
    assert [s.number for s in await archive.shots_of(production.id, limit=3)] == [5, 4, 3]


async def test_another_shot_in_a_thread_gets_the_next_number(studio: Studio, archive: SqlArchive) -> None:
    first = await studio.shot("1.1")
    [second] = await archive.write_slates(
        "said:1.9", None, at("1.9"), at("1.1"), first.production, DP, "reading", [entry("insert")], (), NOW
    )
    assert (second.number, second.asked_in, second.thread) == (2, at("1.9"), at("1.1"))
    assert [s.id for s in await archive.shots_in(at("1.1"))] == [first.id, second.id]


async def test_each_production_counts_its_own_shots(studio: Studio, archive: SqlArchive) -> None:
    await studio.shot("1.1")
    other = await studio.production("C2")
    [shot] = await archive.write_slates(
        "said:C2", None, at("1.1", "C2"), at("1.1", "C2"), other.id, DP, "reading", [entry()], (), NOW
    )
    assert shot.number == 1


async def test_a_message_that_asked_for_no_shot_is_handed_on_as_a_note(studio: Studio, archive: SqlArchive) -> None:
    hearing = await studio.hears("said", at("1.1"), text="thanks", addressed=True)
    assert hearing.work is not None
    shot = hearing.work.removeprefix("shot:")
    assert await archive.not_a_shot(shot) == await archive.not_a_shot(shot) == f"note:{hearing.act}"
    assert (await archive.shot(shot)).state == "not_a_shot"
    assert await archive.shots_in(at("1.1")) == []
    assert f"note:{hearing.act}" in await studio.due()


async def test_a_shot_that_was_written_up_stays_one(studio: Studio, archive: SqlArchive) -> None:
    shot = await studio.shot()
    await archive.not_a_shot(shot.id)
    assert (await archive.shot(shot.id)).state == "slated"
    assert not [work for work in await studio.due() if work.startswith("note:")]


async def test_a_heard_message_that_ended_meanwhile_is_not_written_up(studio: Studio, archive: SqlArchive) -> None:
    production, heard = await studio.production(), await studio.heard("1.1")
    await archive.set_shot_state(heard.id, "dropped")
    assert (
        await archive.write_slates(
            "said:1.1", heard.id, at("1.1"), at("1.1"), production.id, DP, "reading", [entry(), entry()], (), NOW
        )
        == []
    )
    assert (await archive.shot(heard.id)).state == "dropped"


async def test_a_reading_is_one_row_for_one_version_and_reader(archive: SqlArchive) -> None:
    first = await archive.keep_reading(at("1.1"), "", RULES, {"message": 1}, NOW)
    assert first == await archive.keep_reading(at("1.1"), "", RULES, {"note": 2}, NOW)
    others = [
        await archive.keep_reading(at("1.1"), "2", RULES, {}, NOW),
        await archive.keep_reading(at("1.2"), "", RULES, {}, NOW),
        await archive.keep_reading(at("1.1"), "", Extractor("rules", "1.1"), {}, NOW),
        await archive.keep_reading(at("1.1"), "", Extractor("rules", "1.0", model="m"), {}, NOW),
    ]
    assert len({first, *others}) == 5
    async with archive.database.begin(writes=False) as session:
        row = await session.get_one(ReadingRow, first)
        assert row.result == {"message": 1, "note": 2}, "read for more later, nothing is lost"
        assert row.extractor == {"name": "rules", "version": "1.0", "prompt_hash": None, "model": None}


async def test_a_reading_is_found_by_its_row_with_its_message(archive: SqlArchive) -> None:
    row = await archive.keep_reading(at("1.1"), "", RULES, {"laid": {"s1": {"before": None}}}, NOW)
    assert await archive.kept_reading(row) == (at("1.1"), {"laid": {"s1": {"before": None}}})
    assert await archive.kept_reading("nobody") is None


async def test_of_a_note_the_newest_version_says_why_another_reader_read_it(archive: SqlArchive) -> None:
    model = Extractor("gemini", "2", model="m")
    assert await archive.note_fallback(at("1.1")) is None
    await archive.keep_reading(at("1.1"), "", RULES, {"fallback": "blocked", "note": {"fallback": "slow"}}, NOW)
    await archive.keep_reading(at("1.1"), "", model, {"fallback": None}, NOW + timedelta(seconds=1))
    assert await archive.note_fallback(at("1.1")) == "slow", "a reading that is none of a note says nothing of it"
    await archive.keep_reading(at("1.1"), "9", model, {"note": {"fallback": None}}, NOW + timedelta(seconds=2))
    assert await archive.note_fallback(at("1.1")) is None


async def test_a_take_keeps_how_its_words_were_read(studio: Studio, archive: SqlArchive) -> None:
    shot = await studio.shot()
    plain, odd = await studio.take(shot), await studio.take(shot, "next", unread=("0 s",), fallback="slow")
    assert [(t.unread, t.fallback) for t in await archive.takes_of(shot.id)] == [((), None), (("0 s",), "slow")]
    assert (await archive.take(odd.id), await archive.take(plain.id)) == (odd, plain)


async def test_a_slate_is_rewritten_and_its_takes_keep_theirs(studio: Studio, archive: SqlArchive) -> None:
    shot = await studio.shot()
    take = await studio.take(shot)
    longer = REQUEST.model_copy(update={"duration_s": 9})
    changed = await archive.rewrite_slate(shot.id, entry("longer", "15", longer), "reading-2")
    assert (changed.text, changed.slate, changed.request.duration_s) == ("longer", "15", 9)
    assert (changed.reading, changed.number) == ("reading-2", shot.number)
    assert (await archive.take(take.id)).request == REQUEST
    assert (await archive.rewrite_slate(shot.id, entry(), None)).reading == "reading-2"


STEPS: list[tuple[ShotState, ShotState, ShotState]] = [
    ("slated", "waiting", "waiting"),
    ("waiting", "open", "open"),
    ("open", "waiting", "open"),
    ("open", "slated", "open"),
    ("open", "dropped", "dropped"),
    ("dropped", "open", "dropped"),
    ("open", "not_a_shot", "open"),
]


@pytest.mark.parametrize(("before", "asked", "after"), STEPS)
async def test_a_shots_state_only_goes_onward(
    studio: Studio, archive: SqlArchive, before: ShotState, asked: ShotState, after: ShotState
) -> None:
    shot = await studio.shot()
    await archive.set_shot_state(shot.id, before)
    assert (await archive.set_shot_state(shot.id, asked)).state == after
    assert (await archive.shot(shot.id)).state == after


async def test_a_heard_message_may_be_turned_away(studio: Studio, archive: SqlArchive) -> None:
    heard = await studio.heard()
    assert (await archive.set_shot_state(heard.id, "not_a_shot")).state == "not_a_shot"
    assert (await archive.set_shot_state(heard.id, "open")).state == "not_a_shot"


async def test_the_word_opens_a_shot_and_makes_its_work_due(studio: Studio, archive: SqlArchive) -> None:
    from graphs.crew.entries import Rest

    shot = await studio.shot()
    await archive.set_shot_state(shot.id, "waiting")
    await archive.rest(f"shot:{shot.id}", Rest())
    given = await archive.give_word(shot.id, DIRECTOR)
    assert (given.state, given.word_by) == ("open", DIRECTOR)
    assert await archive.open_work(NOW) == [f"shot:{shot.id}"]
    assert (await archive.give_word(shot.id, DP)).word_by == DIRECTOR, "the first word is the one that counts"


async def test_takes_and_previs_are_numbered_apart_and_opened_once_for_a_key(
    studio: Studio, archive: SqlArchive
) -> None:
    shot = await studio.shot()
    entries = [take_entry(), take_entry("previs"), take_entry(seed=2**31 - 1), take_entry("previs")]
    takes = await archive.open_takes(shot.id, "said:1.1", entries, DP, at("1.1"), NOW)
    assert [(t.kind, t.number, t.label) for t in takes] == [
        ("take", 1, "take 1"), ("previs", 1, "P1"), ("take", 2, "take 2"), ("previs", 2, "P2"),
    ]  # fmt: skip
    assert takes == await archive.open_takes(shot.id, "said:1.1", entries, DP, at("1.1"), NOW + timedelta(hours=1))
    later = await archive.open_takes(shot.id, "said:1.2", [take_entry()], DP, None, NOW)
    assert [t.number for t in later] == [3]
    assert await archive.takes_of(shot.id) == [*takes, *later]
    assert await archive.takes_opened_by("said:1.1", [shot.id]) == takes
    assert await archive.takes_opened_by("said:1.1", []) == []
    assert {f"take:{t.id}" for t in [*takes, *later]} <= set(await studio.due())


async def test_a_take_is_opened_whole(studio: Studio, archive: SqlArchive) -> None:
    shot = await studio.shot()
    first = await studio.take(shot)
    entries = [take_entry(parent=first.id, changes=("medium -> wide",), already=("night",), prompt="a\nb", seed=99)]
    [take] = await archive.open_takes(shot.id, "k", entries, DIRECTOR, at("1.7"), NOW)
    assert await archive.take(take.id) == take
    assert (take.parent, take.changes, take.already) == (first.id, ("medium -> wide",), ("night",))
    assert (take.prompt, take.seed, take.camera, take.state) == ("a\nb", 99, "animatic", "open")
    assert (take.asked_by, take.asked_in, take.created_at, take.request) == (DIRECTOR, at("1.7"), NOW, REQUEST)


async def test_a_shot_that_was_dropped_opens_no_more_takes(studio: Studio, archive: SqlArchive) -> None:
    shot = await studio.shot()
    before = await studio.take(shot)
    await archive.set_shot_state(shot.id, "dropped")
    assert await archive.open_takes(shot.id, "late", [take_entry()], DP, None, NOW) == []
    assert await archive.open_takes(shot.id, "first", [take_entry()], DP, None, NOW) == [before]


async def test_unknown_shots_are_not_found(archive: SqlArchive) -> None:
    for missing in (
        archive.shot("none"),
        archive.not_a_shot("none"),
        archive.give_word("none", DP),
        archive.rewrite_slate("none", entry(), None),
        archive.open_takes("none", "k", [take_entry()], DP, None, NOW),
        archive.write_slates("k", None, at("1"), at("1"), "none", DP, "r", [entry()], (), NOW),
    ):
        with pytest.raises(NotFound):
            await missing
