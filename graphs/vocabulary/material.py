"""What goes along with a roll beside the words: images, videos and frames, what part each plays, and whose it may be.

How files are made of it when a take rolls is in graphs/material.py; what a camera takes of it is the camera's to say.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from graphs.vocabulary.refs import FileRef, Ref

# cleared: whoever is to be seen agreed to it. synthetic: nobody real is to be seen.
Rights = Literal["cleared", "not_cleared", "synthetic"]
MaterialKind = Literal["image", "video"]
# first_frame, last_frame: the clip starts or ends on it. reference: what somebody or something looks like. source: the
# clip that is changed. extend: the clip that goes on. composition: where things stand, not how they look.
# left_out: somebody said that it does not go along.
Plays = Literal["first_frame", "last_frame", "reference", "source", "extend", "composition", "left_out"]
SHAPES: tuple[Plays, ...] = ("first_frame", "last_frame", "source", "extend")  # what a take can have one of
RIGHTS: dict[Rights, str] = {"cleared": "cleared", "not_cleared": "not cleared", "synthetic": "synthetic"}
NOT_SAID = "rights not said"
ARTICLE = re.compile(r"(?:the|a|an|der|die|das|den|dem|le|la|les|el|los|las)\s+|l['’]", re.I)
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Material:
    """An image or video that somebody gave a production; its bytes are in the vault. `rights` None: nobody said."""

    id: str
    production: str
    kind: MaterialKind
    file: FileRef
    sha256: str
    by: str
    ref: Ref | None
    at: datetime
    duration_s: float | None = None
    rights: Rights | None = None
    rights_by: str | None = None

    @property
    def free(self) -> bool:
        """Whether it may be sent to a paid camera."""
        return self.rights in ("cleared", "synthetic")


@dataclass(frozen=True, slots=True)
class Stated:
    """What somebody said about the rights of a material, and when."""

    rights: Rights
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody (or something) of the cast library: what words call them, and the image of them."""

    name: str
    material: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that is to go along: a material, or a moment of a take's clip, and the part that it plays.

    `label` is what it is called on cards ("12B take 2", "phone.mov"); `name` who it shows ("waitress"), where somebody
    said so. Of a clip `at_s` is the moment in seconds, or `end` its last frame. An extension is `seconds` longer.
    `said_in` is the key of the message that asked for it, empty where no message did: it is no part of what it is.
    """

    plays: Plays
    label: str = ""
    name: str = ""
    material: str | None = None
    take: str | None = None
    at_s: float | None = None
    end: bool = False
    seconds: float | None = None
    said_in: str = field(default="", compare=False)


def moment_of(piece: Piece) -> str:
    """The frame that a piece is of a clip: "the last frame", "the first frame", "0:03"."""
    if piece.end:
        return "the last frame"
    if not piece.at_s:
        return "the first frame"
    whole = f"{int(piece.at_s // 60)}:{int(piece.at_s % 60):02d}"
    rest = round(piece.at_s % 1, 2)
    return whole + (f"{rest:g}"[1:] if rest else "")


def named(piece: Piece) -> str:
    """What a piece is, as a noun: "the last frame of 12B take 2", "waitress", "phone.mov"."""
    if piece.take and piece.plays not in ("extend", "composition"):
        frame = f"{moment_of(piece)} of {piece.label}"
        return f"{frame} as {piece.name}" if piece.name else frame
    return piece.name or piece.label


def of_the_cast(piece: Piece) -> bool:
    """Whether a piece goes along because words name somebody: it is called by that name, not by a file's."""
    return piece.material is not None and bool(piece.name) and piece.label == piece.name


def told(piece: Piece) -> str:
    """What a piece changes, as a card says it: "starts on the last frame of 12B take 2"."""
    match piece.plays:
        case "first_frame":
            return f"starts on {named(piece)}"
        case "last_frame":
            return f"ends on {named(piece)}"
        case "extend":
            by = f" {piece.seconds:g} s" if piece.seconds else ""
            return f"goes on{by} after {piece.label}"
        case "source":
            return f"made from {named(piece)}"
    return f"with {named(piece)}"


def rights_told(material: Material) -> str:
    """The rights of a material in words."""
    return RIGHTS[material.rights] if material.rights else NOT_SAID


def cast_key(name: str) -> str:
    """What a name is looked up by: no article, no case, one space."""
    return " ".join(ARTICLE.sub("", name.strip(), count=1).split()).casefold()


def names_in(text: str, cast: Iterable[Character]) -> list[Character]:
    """Those of the cast whom words name, in the order of the library. A name is found as whole words."""
    return [one for one in cast if is_named(text, one.name)]


def is_named(text: str, name: str) -> bool:
    """Whether words name somebody."""
    return _names(" ".join(text.split()).casefold(), cast_key(name))


def _names(text: str, key: str) -> bool:
    """Whether a name stands in words; where words have no spaces between them, anywhere."""
    if not key:
        return False
    spaced = key.isascii() or " " in key or all(ord(sign) < 0x2E80 for sign in key)
    edge, after = (r"(?<!\w)", r"(?:'?s)?(?!\w)") if spaced else ("", "")
    return re.search(f"{edge}{re.escape(key)}{after}", text) is not None
