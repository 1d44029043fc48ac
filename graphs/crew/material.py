"""The Archive's part for material: images and videos, what was said of their rights, and the cast library."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from graphs.vocabulary.material import Character, Material, Piece, Rights, Stated
from graphs.vocabulary.money import Held
from graphs.vocabulary.shots import Shot, Take


class MaterialBook(Protocol):
    """Material of productions. Rights and the cast are inserted only: who said what, and when, stays."""

    async def keep_material(self, material: Material) -> Material:
        """Store a material, once for its file in a production; as it stands where it was stored before."""
        ...

    async def material(self, ids: Sequence[str]) -> list[Material]:
        """Materials by id, in that order; those that are not there are left out."""
        ...

    async def material_of(self, production: str, files: Sequence[str]) -> list[Material]:
        """Materials by the ids of their files, in that order; those that are not there are left out."""
        ...

    async def material_called(self, production: str, name: str) -> Material | None:
        """The newest material whose file has that name."""
        ...

    async def state_rights(self, ids: Sequence[str], rights: Rights, by: str, now: datetime) -> list[str]:
        """Somebody said what the rights are. Takes that waited for it are due: their works."""
        ...

    async def stated_rights(self, id: str) -> list[Stated]:
        """All that was said of a material's rights, oldest first."""
        ...

    async def cast_add(self, production: str, name: str, material: str, by: str, now: datetime) -> None:
        """Words that name `name` mean that image from now on."""
        ...

    async def cast_remove(self, production: str, name: str, by: str, now: datetime) -> bool:
        """Nobody is meant by that name any more; whether anybody was."""
        ...

    async def cast_of(self, production: str) -> list[Character]:
        """The cast library as it stands, by name."""
        ...

    async def set_pieces(self, shot: str, pieces: Sequence[Piece]) -> Shot:
        """What goes along with all takes of a shot."""
        ...

    async def add_pieces(self, take: str, pieces: Sequence[Piece]) -> Take:
        """More that goes along with one take, or is left out of it. Nothing changes once it has ended."""
        ...

    async def hold_take(self, take: str, held: Held) -> Take:
        """A take may not roll for another reason than money: it says why until it is looked at again."""
        ...

    async def shot_called(self, production: str, slate: str) -> Shot | None:
        """The newest shot of a production with that slate."""
        ...

    async def waiting_on(self, take: str) -> list[str]:
        """Ids of takes that have not rolled and want a picture of that take's."""
        ...
