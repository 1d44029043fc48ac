"""A slate that is changed by hand: in its form, or by a doubt that was cleared. Before rolling it changes the slate,
whose previs is drawn anew; after it the next takes follow. Who may do so is asked in presses.py."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from graphs import words
from graphs.crew import Crew
from graphs.crew.entries import SlateEntry, TakeEntry
from graphs.prompting import without_lines, write_prompt
from graphs.quiet import quietly
from graphs.review.opening import open_takes
from graphs.revising import Revision, differences, fill_in, meant_instead, seed_for, takes_wanted, whole
from graphs.starting import as_long_as_rolls
from graphs.vocabulary.acts import Act
from graphs.vocabulary.requests import Doubt, ShotRequest
from graphs.vocabulary.shots import Shot, Take
from graphs.vocabulary.versions import Version, as_it_stands, drafted
from graphs.wanting import carried, with_composition


async def edit_slate(crew: Crew, act: Act, shot: Shot) -> None:
    """The form was handed in: what was changed in it is changed, and nothing else."""
    takes = await crew.archive.takes_of(shot.id)
    stands = as_it_stands(shot, takes)
    changed = changed_fields(stands.request, act.fields)
    count = changed.pop("n_takes", None) if stands.newest else None
    asked = stands.request.model_copy(update=changed)
    told = act.fields.get("text")
    text = _without_gone(stands, asked) if told is None else str(told)
    label = act.fields.get("slate")
    production = await crew.archive.production(shot.production)
    entry = SlateEntry(
        text, asked, fill_in(asked, production.defaults), shot.slate if label is None else label or None,
        shot.unread if told is None and not changed else (),
        None if told is not None or _settles(changed, shot.doubt) else shot.doubt,
        shot.fallback, with_composition(shot, act.fields),
    )  # fmt: skip
    await _rewrite(crew, act, shot, entry, takes, count)


async def mean_instead(crew: Crew, act: Act, shot: Shot) -> None:
    """The slate's doubtful words meant the other thing."""
    if shot.doubt is None:
        return
    takes = await crew.archive.takes_of(shot.id)
    stands = as_it_stands(shot, takes)
    asked = meant_instead(stands.request, shot.doubt)
    production = await crew.archive.production(shot.production)
    entry = SlateEntry(
        stands.text, asked, fill_in(asked, production.defaults), shot.slate, shot.unread,
        fallback=shot.fallback, material=shot.material,
    )  # fmt: skip
    await _rewrite(crew, act, shot, entry, takes)


async def _rewrite(
    crew: Crew, act: Act, shot: Shot, entry: SlateEntry, takes: list[Take], count: int | None = None
) -> None:
    """Write the slate anew and, where it has rolled, open its next takes; `count`: as many as somebody chose."""
    written = await crew.archive.rewrite_slate(shot.id, entry, shot.reading)
    if written.state == "open":
        await _roll(crew, act, written, takes, count)
    await crew.archive.reopen(f"shot:{shot.id}")
    await crew.wake(f"shot:{shot.id}")


async def _roll(crew: Crew, act: Act, shot: Shot, takes: list[Take], count: int | None) -> None:
    """The takes of an edited slate, from the newest that landed; none where nothing of the picture was changed and no
    number of them chosen. A take that is on its way keeps its words."""
    last = as_it_stands(shot, takes).newest
    if last is None:
        if on_its_way := [t for t in takes if t.kind == "take" and not t.ended]:
            sentence = words.keeps_its_words(on_its_way[-1])
            await quietly(crew, act, sentence)
        return
    before, request = drafted(last, takes), whole(shot.request, shot.filled)
    changes = differences(before, request)
    same = not changes and last.words == shot.text
    if same and count is None:
        return
    material = last.material if same else carried(last)
    revision = Revision(request.model_copy(update={"n_takes": 1}), changes, ())
    if not any(piece.plays in ("source", "extend") for piece in material):  # a clip has its own length
        revision = as_long_as_rolls(crew, last, revision)
    prompt = write_prompt(revision.request, shot.text)
    seeds = [seed_for(shot.id, act.key, str(i)) for i in range(takes_wanted(ShotRequest(n_takes=count)))]
    entry = TakeEntry(
        "take", revision.request, prompt, seeds[0] if same else last.seed, crew.camera, last.id, revision.changes,
        material=material,
    )  # fmt: skip
    await open_takes(crew, act, shot, [entry, *(replace(entry, seed=seed) for seed in seeds[1:])])


def changed_fields(before: ShotRequest, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What a form changes of a request: validated, emptied fields empty, and what it ruled out beside its own."""
    stated: dict[str, Any] = fields["request"]
    read = ShotRequest.model_validate(stated)
    changed = {name: getattr(read, name) for name in stated}
    if ruled_out := fields.get("ruled_out"):
        kept = changed.get("negatives", before.negatives)
        changed["negatives"] = tuple(dict.fromkeys([*kept, *ruled_out]))
    return changed


def _settles(changed: Mapping[str, Any], doubt: Doubt | None) -> bool:
    """Whether somebody changed a field that was in doubt."""
    return doubt is not None and not changed.keys().isdisjoint({doubt.field, doubt.instead_field})


def _without_gone(stands: Version, asked: ShotRequest) -> str:
    """The words without the lines that are spoken no more."""
    return without_lines(stands.text, [line for line in stands.request.dialogue if line not in asked.dialogue])
