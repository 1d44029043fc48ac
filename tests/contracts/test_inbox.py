"""Inbox: an act is stored once, and what is not ours leaves its key alone."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from graphs.vocabulary.acts import ActKind
from graphs.vocabulary.refs import FileRef
from storage.archive import SqlArchive
from storage.money_tables import TABLES
from tests.contracts.studio import DP, NOW, Studio, act, at

IMAGE = FileRef("F1", "board.png", "image/png", 2048, "https://files.example/F1")
CANARY = "canary-5f3a-nobody-else-s-business"


async def everything(archive: SqlArchive) -> str:
    """All rows of all tables as text."""
    told = []
    async with archive.database.begin(writes=False) as session:
        for table in TABLES.sorted_tables:
            columns = ", ".join(f'"{column.name}"' for column in table.columns)
            rows = await session.execute(text(f'SELECT {columns} FROM "{table.name}"'))
            told += [repr(tuple(row)) for row in rows]
    return "\n".join(told)


async def test_a_mention_opens_a_heard_shot_with_its_work(studio: Studio, archive: SqlArchive) -> None:
    hearing = await studio.hears("said", at("1.1"), text="wide of the pier", addressed=True)
    assert hearing.new and hearing.act is not None
    assert hearing.work is not None and hearing.work.startswith("shot:")
    shot = await archive.shot(hearing.work.removeprefix("shot:"))
    assert (shot.state, shot.asked_in, shot.thread, shot.asked_by) == ("heard", at("1.1"), at("1.1"), DP)
    assert (shot.production, shot.number, shot.request.stated()) == ("", None, {"kind": "new_shot"})
    assert await studio.due() == [hearing.work]


async def test_a_heard_shot_belongs_to_the_channels_production(studio: Studio, archive: SqlArchive) -> None:
    production = await studio.production()
    assert (await studio.heard()).production == production.id


async def test_an_act_comes_back_as_it_was_heard(archive: SqlArchive) -> None:
    whole = act(
        "pressed", at("1.2"), at("1.1"), action="edit", subject="shot:5f", event_id="Ev1", direct=True, addressed=True,
        text="50 % \u00fc \U0001f3ac \x00 \ud800 'quoted'", fields={"request": {"shot_size": ["wide"]}}, files=(IMAGE,),
    )  # fmt: skip
    hearing = await archive.hear(whole)
    assert hearing.act is not None
    assert await archive.act(hearing.act) == whole


async def test_a_second_delivery_changes_nothing(studio: Studio, archive: SqlArchive) -> None:
    first = await studio.hears("said", at("1.1"), text="wide", addressed=True)
    second = await studio.hears("said", at("1.1"), text="other words", addressed=True)
    assert (second.new, second.work, second.act) == (False, first.work, first.act)
    assert len(await studio.due()) == 1
    kept = await archive.said(at("1.1"))
    assert kept is not None and kept.text == "wide"


async def test_a_twin_brings_the_files_that_the_first_lacked(studio: Studio, archive: SqlArchive) -> None:
    first = await studio.hears("said", at("1.1"), text="wide", addressed=True)
    twin = await studio.hears("said", at("1.1"), text="wide", addressed=True, files=(IMAGE,))
    assert not twin.new
    other = replace(IMAGE, id="F2")
    await studio.hears("said", at("1.1"), text="wide", addressed=True, files=(other,))
    assert first.act is not None
    kept = await archive.act(first.act)
    assert kept is not None and kept.files == (IMAGE,)


async def test_what_is_said_in_a_shots_thread_is_a_note_also_while_it_is_only_heard(studio: Studio) -> None:
    await studio.heard("1.1")
    hearing = await studio.hears("said", at("1.2"), at("1.1"), text="love the light")
    assert hearing.work == f"note:{hearing.act}"
    again = await studio.hears("said", at("1.3"), at("1.1"), text="wider", addressed=True)
    assert again.work == f"note:{again.act}"


async def test_a_thread_that_proved_to_be_no_shots_is_nobodys(studio: Studio, archive: SqlArchive) -> None:
    await archive.not_a_shot((await studio.heard("1.1")).id)
    assert (await studio.hears("said", at("1.2"), at("1.1"), text="lunch?")).work is None
    asked = await studio.hears("said", at("1.3"), at("1.1"), text="wide of the pier", addressed=True)
    assert asked.work is not None and asked.work.startswith("shot:")


async def test_direct_messages_need_no_mention_and_keep_their_threads(studio: Studio, archive: SqlArchive) -> None:
    first = await studio.hears("said", at("1.1", "D1"), text="wide of the pier", direct=True)
    reply = await studio.hears("said", at("1.2", "D1"), at("1.1", "D1"), text="love it", direct=True)
    second = await studio.hears("said", at("1.3", "D1"), text="insert of the cup", direct=True)
    assert [h.work and h.work.partition(":")[0] for h in (first, reply, second)] == ["shot", "note", "shot"]


async def test_talk_that_is_not_ours_is_not_kept(studio: Studio, archive: SqlArchive) -> None:
    files = (replace(IMAGE, name=f"{CANARY}.png"),)
    hearing = await studio.hears(
        "said",
        at("7.1"),
        text=CANARY,
        files=files,
        fields={"block": CANARY},
        event_id=f"Ev-{CANARY}",
        person="U_CANARY",
    )
    assert (hearing.new, hearing.work, hearing.act) == (True, None, None)
    await studio.hears("edited", at("7.1"), text=CANARY, fields={"edit_ts": "2"}, person="U_CANARY")
    await studio.hears("deleted", at("7.1"), text=CANARY, person="U_CANARY")
    await studio.hears("said", at("7.2"), at("7.1"), text=CANARY, person="U_CANARY")
    await studio.hears("shared", at("7.3"), subject=CANARY, key="shared:7.3", person="U_CANARY")
    kept = await everything(archive)
    assert "said:7.1" in kept, "the key is there, so that a second delivery is known"
    assert CANARY not in kept and "U_CANARY" not in kept
    assert await studio.due() == []


async def test_a_reaction_on_an_unknown_message_keeps_no_content(studio: Studio, archive: SqlArchive) -> None:
    hearing = await studio.hears(
        "reacted", at("9.1"), emoji="fire", text=CANARY, fields={"order": "5", "more": CANARY}, files=(IMAGE,)
    )
    assert hearing.work == f"note:{hearing.act}" and hearing.act is not None
    kept = await archive.act(hearing.act)
    assert kept is not None
    assert (kept.emoji, kept.ref, kept.person, kept.fields, kept.files) == ("fire", at("9.1"), DP, {"order": "5"}, ())
    assert CANARY not in await everything(archive)


async def test_forgetting_an_act_leaves_its_key(studio: Studio, archive: SqlArchive) -> None:
    hearing = await studio.hears("reacted", at("9.1"), emoji=CANARY, fields={"order": "5"}, key="reaction:Ev9")
    assert hearing.act is not None
    await archive.forget_act(hearing.act)
    assert await archive.act(hearing.act) is None
    assert CANARY not in await everything(archive)
    assert not (await studio.hears("reacted", at("9.1"), emoji="fire", key="reaction:Ev9")).new


@pytest.mark.parametrize("what", ["invited", "pressed", "answered", "stopped"])
async def test_what_is_done_to_us_is_always_ours(studio: Studio, what: ActKind) -> None:
    hearing = await studio.hears(what, at("3.1"))
    assert hearing.work == f"note:{hearing.act}"


async def test_a_shared_file_is_ours_where_we_uploaded_it(studio: Studio, archive: SqlArchive) -> None:
    shot = await studio.shot()
    take = await studio.take(shot)
    await archive.intend("clip", "take", take.id, shot.thread, NOW)
    await archive.has_file("clip", "F_OURS")
    assert (await studio.hears("shared", at("3.1"), subject="F_OURS")).work is not None
    assert (await studio.hears("shared", at("3.2"), subject="F_THEIRS")).work is None


async def test_an_edit_of_a_kept_message_is_ours_and_its_words_are_the_newest(
    studio: Studio, archive: SqlArchive
) -> None:
    await studio.heard("1.1")
    later = NOW + timedelta(minutes=2)
    edit = await studio.hears("edited", at("1.1"), text="very wide", fields={"edit_ts": "3"}, key="e:3", at=later)
    await studio.hears("edited", at("1.1"), text="wider", fields={"edit_ts": "2"}, key="e:2", at=NOW)
    assert edit.work == f"note:{edit.act}"
    newest = await archive.said(at("1.1"))
    assert newest is not None and (newest.text, newest.kind) == ("very wide", "edited")


async def test_an_edit_that_first_mentions_us_is_a_message_to_us(studio: Studio, archive: SqlArchive) -> None:
    await studio.hears("said", at("1.1"), text="wide of the pier")
    hearing = await studio.hears("edited", at("1.1"), text="wide of the pier", addressed=True, fields={"edit_ts": "2"})
    assert hearing.work is not None and hearing.work.startswith("shot:")
    kept = await archive.said(at("1.1"))
    assert kept is not None and (kept.kind, kept.fields) == ("said", {"edit_ts": "2"})


async def test_an_edit_in_a_shots_thread_counts_also_where_the_first_words_were_missed(studio: Studio) -> None:
    await studio.heard("1.1")
    hearing = await studio.hears("edited", at("1.2"), at("1.1"), text="too fast", fields={"edit_ts": "2"})
    assert hearing.work == f"note:{hearing.act}"


async def test_a_deletion_is_ours_where_the_message_was_kept_or_is_our_own(studio: Studio, archive: SqlArchive) -> None:
    shot = await studio.shot("1.1")
    take = await studio.screened(shot, "1.5")
    assert (await studio.hears("deleted", shot.asked_in)).work is not None
    assert take.clip_ref is not None
    assert (await studio.hears("deleted", take.clip_ref)).work is not None
    assert (await studio.hears("deleted", at("8.8"))).work is None


async def test_what_a_message_of_ours_shows_is_known_by_its_ref(studio: Studio, archive: SqlArchive) -> None:
    shot = await studio.shot("1.1")
    take = await studio.screened(shot, "1.5")
    await archive.intend("card", "card", shot.id, shot.thread, NOW)
    await archive.posted("card", at("1.2"), "hash")
    await archive.intend("take", "take", take.id, shot.thread, NOW)
    await archive.posted("take", at("1.6"), "hash")
    await archive.intend("word", "note", "word", shot.thread, NOW)
    await archive.posted("word", at("1.7"), "hash")

    async def shown(ts: str) -> Any:
        found = await archive.shown(at(ts))
        return found and (found.subject, found.id, found.shot, found.take, found.ref)

    assert await shown("1.5") == ("take", take.id, shot.id, take.id, at("1.5"))
    assert await shown("1.6") == ("take", take.id, shot.id, take.id, at("1.6"))
    assert await shown("1.2") == ("card", shot.id, shot.id, None, at("1.2"))
    assert await shown("1.7") == ("note", "word", None, None, at("1.7"))
    assert await shown("1.1") is None


async def test_nothing_is_said_in_an_unknown_message(archive: SqlArchive) -> None:
    assert await archive.said(at("4.4")) is None
    assert await archive.act(4_000) is None
