"""The weekly digest: due by the production's own clock, counted from what stands, posted once."""

from datetime import timedelta

from bot.schedule import Schedule
from graphs.vocabulary.digests import iso_week, last_due
from tests.flows.stage import DIRECTOR, DP, Set

REQUEST = "low angle on the courier under the neon, slow push in, rain, 40mm, 8 seconds"
NOTE = "love the light, but the push is too fast at 0:03"


async def a_week_of_work(stage: Set) -> None:
    thread = await stage.says(DIRECTOR, REQUEST)
    await stage.until(lambda: stage.chat.takes, "take 1")
    await stage.settled()
    [take] = await stage.takes(thread)
    assert take.clip_ref
    await stage.reacts(DIRECTOR, "o", take.clip_ref, order=1)
    await stage.reacts(DP, "fire", take.clip_ref, order=2)
    await stage.says(DP, NOTE, thread)
    await stage.settled()


def past_the_due_hour(stage: Set) -> None:
    """Move the clock an hour past the next time that a digest falls due."""
    now = stage.crew.clock()
    due = last_due(now, "Europe/Paris", 1, 9) + timedelta(days=7)
    stage.time[0] += due - now + timedelta(hours=1)


async def test_the_digest_comes_when_its_hour_has_passed_and_once_only(stage: Set) -> None:
    await a_week_of_work(stage)
    schedule = Schedule(stage.crew)
    await schedule.look()
    await stage.settled()
    assert stage.chat.digests == [], "nothing has fallen due since the production opened"

    past_the_due_hour(stage)
    for _ in range(3):
        await schedule.look()
        await stage.settled()
    assert len(stage.chat.digests) == 1
    [markdown] = stage.chat.digests
    assert "the push is too fast at 0:03" in markdown
    assert "https://chat.example/C1/" in markdown, "each number leads to its clip"


async def test_a_bot_that_slept_through_the_hour_posts_when_it_wakes(stage: Set) -> None:
    await a_week_of_work(stage)
    past_the_due_hour(stage)
    stage.time[0] += timedelta(days=2)
    schedule = Schedule(stage.crew)
    await schedule.start()
    await stage.settled()
    schedule.stop()
    assert len(stage.chat.digests) == 1


async def test_a_digest_on_demand_is_marked_and_leaves_the_weekly_one_alone(stage: Set) -> None:
    await a_week_of_work(stage)
    await stage.says(DIRECTOR, "digest so far")
    await stage.until(lambda: stage.chat.digests, "the digest so far")
    assert "so far" in stage.chat.digests[0]
    past_the_due_hour(stage)
    await Schedule(stage.crew).look()
    await stage.until(lambda: len(stage.chat.digests) == 2, "the weekly digest")
    assert "so far" not in stage.chat.digests[1]


async def test_what_was_taken_back_is_in_no_figure(stage: Set) -> None:
    await a_week_of_work(stage)
    production = (await stage.archive.productions())[0]
    [take] = [t for s in await stage.archive.shots_of(production.id) for t in await stage.archive.takes_of(s.id)]
    assert take.clip_ref
    await stage.reacts(DIRECTOR, "o", take.clip_ref, order=3, put=False)
    await stage.settled()
    await stage.says(DIRECTOR, "digest so far")
    await stage.until(lambda: stage.chat.digests, "the digest so far")
    week = iso_week(stage.crew.clock(), production.timezone)
    work = await stage.archive.open_digest(production.id, week, "again", DIRECTOR, None, stage.crew.clock())
    await stage.floor.wake(work)
    await stage.until(lambda: len(stage.chat.digests) == 2, "the digest again")
    digest = await stage.archive.digest(work.partition(":")[2])
    assert digest.body is not None
    assert digest.body["verdicts"]["circle"] == 0


async def test_what_was_off_the_record_is_counted_and_nothing_else_of_it_told(stage: Set) -> None:
    await a_week_of_work(stage)
    shot = next(iter(stage.chat.shots.values())).shot
    for words in ("off the record: the actor looks drunk here", "off the record, the client hates the coat"):
        await stage.says(DP, words, shot.thread)
    await stage.settled()
    await stage.says(DIRECTOR, "digest please", shot.thread, addressed=True)
    await stage.settled()
    [markdown] = stage.chat.digests
    assert "Off the record so far, in no count: 2 messages and reactions." in markdown
    assert "drunk" not in markdown and "coat" not in markdown


async def test_where_nothing_was_off_the_record_nothing_is_said_of_it(stage: Set) -> None:
    await a_week_of_work(stage)
    shot = next(iter(stage.chat.shots.values())).shot
    await stage.says(DIRECTOR, "digest please", shot.thread, addressed=True)
    await stage.settled()
    assert "ff the record" not in stage.chat.digests[0]
