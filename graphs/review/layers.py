"""What messages put over a slate before it rolls, one over the other: each is kept with how it was read, so that the
slate can be written anew with one of them edited, or gone."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from graphs.crew import Crew
from graphs.crew.entries import SlateEntry
from graphs.hearing import keep
from graphs.review.choosing import stated_by
from graphs.revising import fill_in, revise
from graphs.rights import tell_given
from graphs.vocabulary.acts import Act
from graphs.vocabulary.material import Piece
from graphs.vocabulary.production import Production
from graphs.vocabulary.refs import Ref
from graphs.vocabulary.requests import Reading
from graphs.vocabulary.shots import Shot
from graphs.wanting import Wanting, over, own_words, wanting

LAID = "laid"  # where a reading holds what its words were put over, by shot


@dataclass(frozen=True, slots=True)
class Layer:
    """One message: how it was read (`row` is that reading's) and its words, and the slate below it with the row of the
    reading which that one came from."""

    ref: Ref
    row: str
    reading: Reading
    text: str
    before: SlateEntry
    below: str | None


async def rewrite(
    crew: Crew,
    act: Act,
    reading: Reading,
    shot: Shot,
    row: str,
    later: Sequence[Piece] = (),
    above: Sequence[Layer] = (),
) -> None:
    """Nothing has rolled yet: the slate itself changes, and its previs is drawn anew. Once for a reading (`row`).

    `later` goes along over what the words want, and `above` is put over them: both were said after them.
    """
    if shot.reading != row:
        production = await crew.archive.production(shot.production)
        wants = await wanting(crew, act, reading, shot.production)
        entry = put_over(entry_of(shot), reading, own_words(act, reading), production, wants)
        await keep_laid(crew, act, reading, shot.id, entry_of(shot), entry, shot.reading)
        entry, last = await put_back(crew, shot, production, entry, row, above)
        await crew.archive.rewrite_slate(shot.id, replace(entry, material=over(entry.material, later)), last)
        await tell_given(crew, act, shot, wants)
    await crew.archive.reopen(f"shot:{shot.id}")
    await crew.wake(f"shot:{shot.id}")


def entry_of(shot: Shot) -> SlateEntry:
    """A slate as it stands."""
    return SlateEntry(
        shot.text, shot.request, shot.filled, shot.slate, shot.unread, shot.doubt, shot.fallback, shot.material
    )


def put_over(
    held: SlateEntry, reading: Reading, said: str, production: Production, wants: Wanting | None = None
) -> SlateEntry:
    """A slate with what a message states put over it. `said` are the words that the shot is told with from now on."""
    asked = revise(held.request, stated_by(reading)).request
    return SlateEntry(
        text=f"{held.text}. {said}" if held.text else reading.texts[0],
        request=asked,
        filled=fill_in(asked, production.defaults),
        slate=reading.slate or held.slate,
        unread=tuple(dict.fromkeys((*held.unread, *reading.unread))),
        doubt=reading.doubt,
        fallback=reading.fallback or held.fallback,  # it says what both messages state
        material=over(held.material, wants.pieces) if wants else held.material,
    )


async def keep_laid(
    crew: Crew, act: Act, reading: Reading, shot: str, before: SlateEntry, after: SlateEntry, below: str | None
) -> str:
    """Keep with a reading what its words were put over, and what came of it; the reading's row."""
    laid = {"before": plain(before), "after": plain(after), "below": below, "said": own_words(act, reading)}
    return await keep(crew, act, reading.model_dump(mode="json") | {LAID: {shot: laid}})


async def layers(crew: Crew, shot: Shot) -> list[Layer]:
    """The messages that the slate as it stands was made with, the first one first, as far back as nothing but words
    changed it."""
    found: list[Layer] = []
    row, stands = shot.reading, plain(entry_of(shot))
    while row and (kept := await crew.archive.kept_reading(row)):
        ref, result = kept
        laid = result.get(LAID, {}).get(shot.id)
        if laid is None or laid["after"] != stands:
            break
        told = {field: result[field] for field in Reading.model_fields if field in result}
        layer = Layer(ref, row, Reading.model_validate(told), laid["said"], slates().validate_python(laid["before"]),
                      laid["below"])  # fmt: skip
        found.insert(0, layer)
        row, stands = layer.below, laid["before"]
    return found


async def lay_anew(crew: Crew, act: Act, shot: Shot, found: list[Layer], at: int, reading: Reading | None) -> None:
    """The slate without the message of one layer, or (`reading`) with its new words; what was said later is put over
    that again. A second time does the same."""
    production = await crew.archive.production(shot.production)
    rest = tuple(piece for piece in shot.material if piece.said_in != act.ref.key)
    held, row = replace(found[at].before, material=rest), found[at].below
    if reading:
        wants = await wanting(crew, act, reading, shot.production)
        entry = put_over(held, reading, own_words(act, reading), production, wants)
        row = await keep_laid(crew, act, reading, shot.id, held, entry, row)
        held = entry
    held, row = await put_back(crew, shot, production, held, row, found[at + 1 :])
    await crew.archive.rewrite_slate(shot.id, held, row)
    await crew.archive.reopen(f"shot:{shot.id}")
    await crew.wake(f"shot:{shot.id}")


async def put_back(
    crew: Crew, shot: Shot, production: Production, held: SlateEntry, row: str | None, found: Sequence[Layer]
) -> tuple[SlateEntry, str | None]:
    """A slate (of reading `row`) with layers over it again, and the row of the last one."""
    for layer in found:
        entry = put_over(held, layer.reading, layer.text, production)
        if said := await crew.archive.said(layer.ref):
            row = await keep_laid(crew, said, layer.reading, shot.id, held, entry, row)
        held = entry
    return held, row


def plain(entry: SlateEntry) -> dict[str, Any]:
    """What words change of a slate, as JSON; what goes along knows its message by itself."""
    told: dict[str, Any] = slates().dump_python(replace(entry, material=()), mode="json")
    return told


@cache
def slates() -> TypeAdapter[SlateEntry]:
    """Slates to and from JSON."""
    return TypeAdapter(SlateEntry)
