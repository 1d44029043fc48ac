"""App Home: published when somebody opens it."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.cards.home import MOST, HomeShot, home_view
from bot.listeners.asked import questions_to
from bot.listeners.edge import Edge, runs_money
from graphs.vocabulary.money import Spend
from graphs.vocabulary.shots import Shot

LOOKED_AT = 100  # shots of a production that are looked through for somebody's own
ENDED = ("dropped", "not_a_shot", "heard")


def listen(app: AsyncApp, edge: Edge) -> None:
    """Register on the app."""

    @app.event("app_home_opened")
    async def opened(event: dict[str, Any]) -> None:
        if event.get("tab") == "home":
            await publish(edge, event["user"])


async def publish(edge: Edge, person: str, answered: str | None = None) -> None:
    """Publish somebody's home as it stands; `answered` is a question that was answered this moment."""
    shots = [await as_it_stands(edge, shot) for shot in await shots_by(edge, person)]
    asked = await questions_to(edge, person, answered)
    await edge.client.views_publish(user_id=person, view=home_view(shots, asked, await spends_of(edge, person)))


async def spends_of(edge: Edge, person: str) -> list[Spend]:
    """What is spent where paid rolls are on: in the productions of somebody, in all of them for who runs the money."""
    found, runs_all = [], await runs_money(edge, person)
    for production in await edge.archive.productions():
        if production.team != edge.us.team or production.closed_at:
            continue
        places = {m.person: m for m in await edge.archive.members(production.id)}
        if runs_all or (person in places and not places[person].looks_only):
            found.append(await edge.archive.spend(production.id, edge.clock()))
    return [spend for spend in found if spend.active]


async def shots_by(edge: Edge, person: str) -> list[Shot]:
    """Somebody's latest shots over all productions, newest first."""
    own = [
        shot
        for production in await edge.archive.productions()
        if production.team == edge.us.team and not production.closed_at
        for shot in await edge.archive.shots_of(production.id, LOOKED_AT)
        if shot.asked_by == person and shot.state not in ENDED
    ]
    return sorted(own, key=lambda shot: shot.created_at, reverse=True)[:MOST]


async def as_it_stands(edge: Edge, shot: Shot) -> HomeShot:
    """A shot with its takes, which of them are circled, and a link."""
    opened = await edge.archive.takes_of(shot.id)
    takes = tuple(t for t in opened if t.kind == "take")
    circled = [t for t in takes if t.state == "screened" and (await edge.archive.take_view(t.id)).verdict == "circle"]
    previs = tuple(t for t in opened if t.kind == "previs")
    return HomeShot(shot, takes, previs, tuple(circled), await edge.room.permalink(shot.asked_in))
