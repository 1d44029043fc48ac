"""What follows the end of a take: revisions that waited for it, its shot's countdown, the draft behind a master."""

from graphs.countdown import previs_landed
from graphs.crew import Crew
from graphs.showing import show_take
from graphs.vocabulary.shots import Take


async def follow(crew: Crew, take: Take) -> None:
    """Wake what waited for a take; a draft offers its master again where this one fell through.

    A take may wait for any previs of its shot, whose frame goes along.
    """
    opened = [t for t in await crew.archive.takes_of(take.shot) if t.state == "open"]
    of_shot = [t.id for t in opened if t.parent == take.id or (take.kind == "previs" and t.kind == "take")]
    for waiting in dict.fromkeys([*of_shot, *await crew.archive.waiting_on(take.id)]):
        await crew.archive.reopen(f"take:{waiting}")
        await crew.wake(f"take:{waiting}")
    await previs_landed(crew, take)
    if take.master and take.parent:
        await show_take(crew, take.parent)
