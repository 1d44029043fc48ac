"""A take that was made longer than its camera rolls: what is made of it has a length that rolls, and says so."""

from pathlib import Path

from graphs.cameras import fitting
from graphs.crew.camera import Finish, Keeps
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.requests import ShotRequest
from tests.flows.along import REQUEST, Fitted, newest_take, rolled
from tests.flows.stage import DIRECTOR, PA, Set, a_paid_set


class Modelled(Fitted):
    """A paid camera that rolls, keeps and finishes as its model does."""

    def refusal(self, request: ShotRequest) -> str | None:
        return fitting.refused(self.facts, "Veo", request, "720p")

    def nearest(self, request: ShotRequest) -> ShotRequest | None:
        return fitting.nearest(self.facts, request, "720p")

    def keeps(self, before: ShotRequest, request: ShotRequest, duration_s: float | None) -> Keeps | None:
        return fitting.strongest(self.facts, before, request, duration_s, "720p")

    def finish(self, request: ShotRequest, size: str | None, duration_s: float | None) -> Finish | None:
        return fitting.finish(self.facts, request, size, duration_s)


async def extended(the_set: Set) -> Ref:
    """A shot whose second take goes on after its first, 15 s in all; its thread."""
    thread = await rolled(the_set, REQUEST)
    await the_set.says(DIRECTOR, "extend take 1 by 7 seconds", thread)
    await the_set.settled()
    take = await newest_take(the_set, thread)
    assert (take.number, take.state, take.request.duration_s) == (2, "screened", 15)
    return thread


async def test_a_revision_rolls_at_a_length_that_its_camera_has(tmp_path: Path, clip: Path) -> None:
    veo = Modelled(clip, "veo-3.1-fast-generate-001")
    async with a_paid_set(tmp_path, clip, veo) as the_set:
        thread = await extended(the_set)
        await the_set.says(DIRECTOR, "take 2 but wide", thread)
        await the_set.settled()
        take = await newest_take(the_set, thread)
        assert (take.state, take.request.duration_s) == ("screened", 8)
        assert take.changes == ("close up -> wide", "15 s -> 8 s")
        assert veo.rolled[-1].request.duration_s == 8


async def test_a_length_that_the_words_ask_for_is_theirs(tmp_path: Path, clip: Path) -> None:
    veo = Modelled(clip, "veo-3.1-fast-generate-001")
    async with a_paid_set(tmp_path, clip, veo) as the_set:
        thread = await extended(the_set)
        await the_set.says(DIRECTOR, "take 2 but 6 seconds", thread)
        await the_set.settled()
        take = await newest_take(the_set, thread)
        assert (take.state, take.changes) == ("screened", ("15 s -> 6 s",))


async def test_notes_on_it_roll_at_such_a_length_and_at_its_price(tmp_path: Path, clip: Path) -> None:
    veo = Modelled(clip, "veo-3.1-fast-generate-001")
    async with a_paid_set(tmp_path, clip, veo) as the_set:
        thread = await extended(the_set)
        source = await newest_take(the_set, thread)
        said = await the_set.says(PA, "wider", thread, addressed=False)
        await the_set.settled()
        [note] = await the_set.archive.feedback_from(said)
        offered = the_set.chat.takes[source.id].with_notes
        form = {"records": [note["record_id"]], "offered": [note["record_id"]]}
        await the_set.does(
            "answered", DIRECTOR, thread=thread, action="roll_with", subject=f"take:{source.id}", fields=form
        )
        await the_set.settled()
        take = await newest_take(the_set, thread)
        [attempt] = await the_set.archive.attempts_of(take.id)
        assert (take.number, take.state, take.request.duration_s) == (3, "screened", 8)
        assert "15 s -> 8 s" in take.changes
        assert offered and offered.cents == attempt.estimate_cents == 80


async def test_its_master_is_refused_with_what_can_have_one(tmp_path: Path, clip: Path) -> None:
    veo = Modelled(clip, "veo-3.1-fast-generate-001")
    async with a_paid_set(tmp_path, clip, veo) as the_set:
        thread = await extended(the_set)
        take = await newest_take(the_set, thread)
        await the_set.presses(DIRECTOR, "circle", f"take:{take.id}", thread)
        await the_set.settled()
        await the_set.says(DIRECTOR, "master take 2", thread)
        await the_set.settled()
        assert the_set.chat.said[-1] == (
            "Take 2 was made 15 s long, and the camera makes no master of that length; take 1 can have one."
        )
        assert len(veo.rolled) == 2


async def test_a_tap_after_a_length_that_no_roll_has_tells_one_change(tmp_path: Path, clip: Path) -> None:
    veo = Modelled(clip, "veo-3.1-fast-generate-001")
    async with a_paid_set(tmp_path, clip, veo) as the_set:
        thread = await extended(the_set)
        await the_set.says(DIRECTOR, "take 2 but at night, 7 seconds", thread)
        await the_set.settled()
        refused = await newest_take(the_set, thread)
        assert (refused.state, refused.changes) == ("failed", ("day -> night", "15 s -> 7 s"))
        await the_set.presses(DIRECTOR, "nearest", f"take:{refused.id}", thread)
        await the_set.settled()
        take = await newest_take(the_set, thread)
        assert (take.state, take.changes) == ("screened", ("day -> night", "15 s -> 8 s"))
