"""What was rolled, exactly: a slate's full prompt, a take's original with its recipe. Views that change nothing."""

from typing import Any

from bot.cards.blocks import SECTION, VIEW_BLOCKS, Block, clip, divider, plain, quiet, safe, section
from graphs.crew.room import TakeView
from graphs.vocabulary.shots import Attempt, Shot, Take
from graphs.vocabulary.spoken import recipe_lines, told

STEP = SECTION // 5  # an escaped sign takes up to five


def prompt_view(shot: Shot, newest: Take | None) -> dict[str, Any]:
    """The prompt as the camera gets it, what was asked, and what was filled in."""
    blocks: list[Block] = []
    if newest:
        blocks += [quiet(f"as written for {newest.label}, on {safe(newest.camera, 40)}"), *_words(newest.prompt)]
    else:
        blocks.append(quiet("no prompt is written yet; these are the words"))
        blocks += _words(shot.text or "no words")
    for name, request in (("asked", shot.request), ("filled in", shot.filled)):
        if lines := told(request):
            blocks += [divider(), quiet(name), *_words("\n".join(lines))]
    return _view(clip(f"Prompt of {shot.name}", 24), blocks)


def original_view(view: TakeView, attempt: Attempt | None, link: str | None) -> dict[str, Any]:
    """The file as it left the camera (`link` None: the chat has it no more), and all that it was rolled from."""
    take = f"{safe(view.shot.name, 60)} {view.take.label}"
    words = "The clip is not here any more."
    if link:
        words = f"<{link}|{take}, the file as it left the camera>. What plays in the thread is encoded anew."
    blocks: list[Block] = [section(words), divider(), quiet(f"the recipe of {take}")]
    for line in recipe_lines(view.take, attempt):
        blocks += _words(line)
    return _view("Original", blocks)


def _words(text: str) -> list[Block]:
    """Somebody's words as they are, over as many sections as they need."""
    pieces = [text[at : at + STEP] for at in range(0, len(text), STEP)]
    return [{"type": "section", "text": plain(safe(piece, SECTION))} for piece in pieces if piece.strip()]


def _view(title: str, blocks: list[Block]) -> dict[str, Any]:
    return {"type": "modal", "title": plain(title), "close": plain("Close"), "blocks": blocks[:VIEW_BLOCKS]}
