"""The archive names who really read: the model with its instructions, or the rules that stood in for it."""

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from graphs import hearing
from graphs.interpreters.rules import RulesInterpreter
from graphs.vocabulary.acts import Act
from graphs.vocabulary.refs import Ref
from storage.archive import SqlArchive
from storage.tables import ReadingRow
from tests.flows.stage import CHANNEL, DIRECTOR, TEAM, a_set
from tests.google.conftest import Reader
from tests.google.replies import Reply, answered, blocked
from tests.google.server import Google

GOOD = answered({"kind": "new_shot", "shots": [{"shot_size": ["wide"]}]})


@pytest.mark.parametrize(("reply", "reader_name", "why"), [(GOOD, "gemini", None), (blocked(), "rules", "blocked")])
async def test_a_reading_is_kept_under_the_name_of_who_made_it(
    reply: Reply, reader_name: str, why: str | None, google: Google, reader: Reader, tmp_path: Path
) -> None:
    google.reply(reply)
    gemini = reader()
    async with a_set(tmp_path, tmp_path / "no.mp4") as the_set:
        crew = replace(the_set.crew, interpreter=gemini)
        at = Ref(TEAM, CHANNEL, "77.1")
        act = Act("k", "said", at, at, DIRECTOR, crew.clock(), text="wide shot of a pier", addressed=True)
        reading, kept = await hearing.read(crew, act)
        assert isinstance(the_set.archive, SqlArchive)
        async with the_set.archive.database.begin(writes=False) as session:
            row = await session.get_one(ReadingRow, kept)
            expected = gemini.extractor if reader_name == "gemini" else RulesInterpreter.extractor
            assert row.extractor == asdict(expected)
            assert (row.result["read_by"], row.result["fallback"]) == (reader_name, why)
        assert reading.message.shot_size == ("wide",)


@pytest.mark.parametrize(("result", "name"), [({"read_by": "gemini"}, "gemini"), ({}, "gemini"),
    ({"read_by": "rules"}, "rules"), ({"read_by": "gemini", "note": {"read_by": "rules"}}, "rules"),
    ({"read_by": "rules", "note": {"read_by": "gemini"}}, "gemini")])  # fmt: skip
async def test_of_a_message_and_its_note_the_note_says_who_read(
    result: dict[str, Any], name: str, reader: Reader, tmp_path: Path
) -> None:
    async with a_set(tmp_path, tmp_path / "no.mp4") as the_set:
        crew = replace(the_set.crew, interpreter=reader())
        at = Ref(TEAM, CHANNEL, "77.1")
        kept = await hearing.keep(crew, Act("k", "said", at, at, DIRECTOR, crew.clock()), result)
        assert isinstance(the_set.archive, SqlArchive)
        async with the_set.archive.database.begin(writes=False) as session:
            assert (await session.get_one(ReadingRow, kept)).extractor["name"] == name
