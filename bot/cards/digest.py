"""The digest's card: its markdown as blocks that fit one message."""

import re

from bot.cards.blocks import MARKDOWN, Block, Card, clip

CUT = "\n\n… the rest is in `dailies digest`"


def digest_card(markdown: str) -> Card:
    """The whole digest in one markdown block; what passes the limit is cut at a line."""
    return Card(clip(f"Digest: {_first_words(markdown)}", 300), (_block(markdown),))


def _block(markdown: str) -> Block:
    return {"type": "markdown", "text": _fitted(markdown.strip() or "Nothing to tell yet.")}


def _fitted(markdown: str) -> str:
    if clip(markdown, MARKDOWN) == markdown:
        return markdown
    head = clip(markdown, MARKDOWN - len(CUT) - len("\n```"))
    whole = head.rpartition("\n")[0] or head
    fence = "\n```" if whole.count("```") % 2 else ""
    return whole + fence + CUT


def _first_words(markdown: str) -> str:
    lines = [re.sub(r"[*_#`]", "", line).strip() for line in markdown.splitlines()]
    return ": ".join([line for line in lines if line][:2]) or "nothing yet"
