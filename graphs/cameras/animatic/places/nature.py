"""Outdoors: field, desert, forest, beach. Things stand near, middling and far, so that a move shows its depth."""

import math
from random import Random

from graphs.cameras.animatic.places.shapes import (
    Colour,
    Lamp,
    Piece,
    Place,
    Solid,
    bar,
    box,
    dome,
    joined,
    quad,
    rod,
    varied,
)

BARK: Colour = (0.115, 0.075, 0.05)
# A soft light from above, off screen: what makes a night outdoors readable on film.
MOON = Lamp((-2.6, 4.2, 3.0), (0.24, 0.32, 0.50), 11.0)
CAMPFIRE = Lamp((1.6, 0.7, 0.9), (1.0, 0.50, 0.18), 7.0, flickers=True)
NEON = (
    Lamp((3.5, 2.5, -2), (1.0, 0.15, 0.45), 9.0, coloured=True),
    Lamp((-3.5, 2.5, 0), (0.1, 0.7, 1.0), 9.0, coloured=True),
)


def field(rng: Random, night: bool) -> Place:
    """A meadow with a fence, single trees, a barn and hills."""
    del night
    pieces = [_hills(rng, (0.13, 0.19, 0.10), 60.0), _barn(rng)]
    pieces += [_fence(z, rng) for z in (-7.5,)]
    for _ in range(9):
        x, z = _scatter(rng, 6.0, 42.0)
        pieces.append(_round_tree(rng, x, z))
    for _ in range(150):
        x, z = _scatter(rng, 1.6, 22.0)
        pieces.append(_tuft(rng, x, z, (0.20, 0.25, 0.09)))
    for _ in range(7):
        x, z = _scatter(rng, 3.0, 14.0)
        pieces.append(_stone(rng, x, z, (0.25, 0.245, 0.23)))
    lamps = (MOON, CAMPFIRE, *NEON)
    return Place("field", (0.155, 0.195, 0.085), tuple(pieces), lamps, grain=1.0)


def desert(rng: Random, night: bool) -> Place:
    """Sand, a road into the depth, poles, cactus, table mountains."""
    del night
    pieces = [_track(), *_mesas(rng), _hills(rng, (0.42, 0.25, 0.14), 95.0)]
    for k in range(9):
        x, z = 6.2, 14 - k * 13.0
        pole = [rod((x, 0, z), 6.2, 0.11, 0.08, (0.12, 0.085, 0.06), sides=6), box((x, 5.6, z), (1.7, 0.1, 0.1), BARK)]
        pieces.append(Piece(joined(pole), x, z, 0.3, 6.4))
    for _ in range(9):
        x, z = _scatter(rng, 5.0, 34.0)
        pieces.append(_cactus(rng, x, z))
    for _ in range(46):
        x, z = _scatter(rng, 2.0, 26.0)
        pieces.append(_stone(rng, x, z, (0.36, 0.23, 0.14)))
    for _ in range(60):
        x, z = _scatter(rng, 2.4, 24.0)
        pieces.append(_tuft(rng, x, z, (0.30, 0.26, 0.13)))
    return Place("desert", (0.44, 0.275, 0.15), tuple(pieces), (MOON, CAMPFIRE, *NEON), grain=0.9)


def forest(rng: Random, night: bool) -> Place:
    """A clearing between trunks, with ferns, stones and fallen wood."""
    del night
    pieces = [_hills(rng, (0.045, 0.065, 0.04), 48.0)]
    for k in range(74):
        x, z = _scatter(rng, 3.4 if k < 12 else 5.5, 38.0)
        pieces.append(_conifer(rng, x, z) if k % 3 else _trunk(rng, x, z))
    for _ in range(95):
        x, z = _scatter(rng, 1.5, 17.0)
        pieces.append(_tuft(rng, x, z, (0.075, 0.15, 0.055)))
    for _ in range(12):
        x, z = _scatter(rng, 2.2, 13.0)
        pieces.append(_stone(rng, x, z, (0.16, 0.17, 0.15)))
    log = bar((-3.2, 0.24, -2.2), (-0.8, 0.26, -3.6), 0.42, BARK)
    pieces.append(Piece(log, -2.0, -2.9, 1.4, 0.5))
    return Place("forest", (0.095, 0.085, 0.05), tuple(pieces), (MOON, CAMPFIRE, *NEON), grain=1.0)


def beach(rng: Random, night: bool) -> Place:
    """Sand in front, the sea behind it, a pier, a boat, rocks and far cliffs."""
    del night
    side = -1 if rng.random() < 0.5 else 1
    pieces = [_pier(side * 11.0), _boat(side * -4.6, -3.6, rng), _cliffs(side * -60.0, rng)]
    for _ in range(26):
        x, z = _scatter(rng, 2.2, 15.0)
        pieces.append(_stone(rng, x, max(z, -5.5), (0.25, 0.23, 0.21)))
    for _ in range(44):
        x, z = _scatter(rng, 2.6, 22.0)
        if z > -4:
            pieces.append(_tuft(rng, x, z, (0.26, 0.27, 0.13)))
    for k in range(9):
        x, z = -16 + k * 4 + rng.uniform(-1, 1), 1.8 + rng.uniform(-0.5, 0.5)
        if abs(x) > 1.6:
            post = rod((x, 0, z), 0.85, 0.05, 0.045, (0.20, 0.15, 0.10), sides=6)
            pieces.append(Piece(post, x, z, 0.15, 0.9))
    return Place("beach", (0.50, 0.41, 0.29), tuple(pieces), (MOON, CAMPFIRE, *NEON), grain=0.7, sea=-8.0)


def _scatter(rng: Random, near: float, far: float) -> tuple[float, float]:
    """A spot around the origin, more of them near than far and most of them behind the mark."""
    distance = near + (far - near) * rng.random() ** 1.6
    turn = rng.uniform(-125, 125)
    return distance * math.sin(math.radians(turn)), -distance * math.cos(math.radians(turn))


def _tuft(rng: Random, x: float, z: float, colour: Colour) -> Piece:
    """A few crossed blades, seen from both sides."""
    tint = varied(colour, 0.3, rng.uniform(-1, 1))
    parts = []
    for k in range(3):
        turn = math.radians(rng.uniform(0, 360) + 60 * k)
        w, h = rng.uniform(0.05, 0.10), rng.uniform(0.18, 0.42)
        dx, dz = math.cos(turn) * w, math.sin(turn) * w
        lean = rng.uniform(-0.14, 0.14)
        sheet = [(x - dx, 0.0, z - dz), (x + dx, 0.0, z + dz), (x + dx * 0.1 + lean, h, z), (x - dx * 0.1 + lean, h, z)]
        parts += [quad(sheet, tint), quad(sheet[::-1], tint)]
    made = joined(parts)
    made[:, 3:6] = (0, 1, 0)
    made[:, 6:9] *= 0.45 + 0.55 * (made[:, 1:2] > 0.05)
    return Piece(made, x, z, 0.12, 0.4)


def _stone(rng: Random, x: float, z: float, colour: Colour) -> Piece:
    size = rng.uniform(0.1, 0.42)
    radii = (size * rng.uniform(0.9, 1.5), size * rng.uniform(0.5, 0.8), size)
    made = dome(
        (x, size * 0.2, z),
        radii,
        varied(colour, 0.25, rng.uniform(-1, 1)),
        sides=7,
        rings=5,
        rough=0.5,
        seed=rng.randrange(99),
    )
    return Piece(made, x, z, size * 1.4, size)


def _round_tree(rng: Random, x: float, z: float) -> Piece:
    tall = rng.uniform(3.6, 6.0)
    parts: list[Solid] = [rod((x, 0, z), tall * 0.55, 0.22, 0.13, BARK, sides=7)]
    for k in range(4):
        dx, dz = rng.uniform(-0.9, 0.9), rng.uniform(-0.9, 0.9)
        radii = (rng.uniform(1.0, 1.6), rng.uniform(0.8, 1.2), rng.uniform(1.0, 1.6))
        leaf = varied((0.085, 0.15, 0.055), 0.3, rng.uniform(-1, 1))
        parts.append(
            dome(
                (x + dx, tall * (0.62 + 0.1 * k), z + dz),
                radii,
                leaf,
                sides=9,
                rings=6,
                rough=0.4,
                seed=rng.randrange(99),
            )
        )
    return Piece(joined(parts), x, z, 1.9, tall + 1)


def _conifer(rng: Random, x: float, z: float) -> Piece:
    tall = rng.uniform(7, 12)
    parts: list[Solid] = [rod((x, 0, z), tall * 0.5, 0.2, 0.12, BARK, sides=6)]
    leaf = varied((0.05, 0.095, 0.06), 0.35, rng.uniform(-1, 1))
    for k in range(4):
        low = tall * (0.22 + 0.17 * k)
        wide = (1.75 - 0.38 * k) * rng.uniform(0.85, 1.1)
        cone = rod((x, low, z), tall * 0.32, wide, 0.0, leaf, sides=8)
        cone[:, 6:9] *= 0.7 + 0.3 * ((cone[:, 1:2] - low) / (tall * 0.32))
        parts.append(cone)
    return Piece(joined(parts), x, z, 0.9, tall)


def _trunk(rng: Random, x: float, z: float) -> Piece:
    wide = rng.uniform(0.18, 0.34)
    tint = varied(BARK, 0.3, rng.uniform(-1, 1))
    parts: list[Solid] = [rod((x, 0, z), 13.0, wide, wide * 0.6, tint, sides=8)]
    for _ in range(3):
        y, turn, reach = rng.uniform(2.6, 7), rng.uniform(0, 6.28), rng.uniform(0.6, 1.5)
        end = (x + math.cos(turn) * reach, y + reach * 0.5, z + math.sin(turn) * reach)
        parts.append(bar((x, y, z), end, 0.07, tint))
    return Piece(joined(parts), x, z, 0.5, 13)


def _fence(z: float, rng: Random) -> Piece:
    wood = (0.24, 0.19, 0.14)
    parts: list[Solid] = []
    for k in range(17):
        x = -24 + 3.0 * k
        parts.append(box((x, 0, z), (0.13, 1.2, 0.13), wood, yaw=rng.uniform(-8, 8)))
    for y in (0.55, 0.98):
        parts.append(box((0, y, z), (48, 0.1, 0.05), varied(wood, 0.2, 1)))
    return Piece(joined(parts), 0, z, 0.3, 1.3)


def _barn(rng: Random) -> Piece:
    x, z = rng.choice((-1, 1)) * rng.uniform(11, 17), -rng.uniform(26, 34)
    red, roof = (0.27, 0.065, 0.05), (0.10, 0.09, 0.09)
    parts = [box((x, 0, z), (8, 4, 6), red), box((x, 0, z + 3.02), (2.2, 2.6, 0.06), (0.36, 0.33, 0.28))]
    e, top = 4.4, 6.6
    parts.append(quad([(x - e, 3.9, z + 3.3), (x, top, z + 3.3), (x, top, z - 3.3), (x - e, 3.9, z - 3.3)][::-1], roof))
    parts.append(quad([(x + e, 3.9, z - 3.3), (x, top, z - 3.3), (x, top, z + 3.3), (x + e, 3.9, z + 3.3)][::-1], roof))
    parts.append(quad([(x - 4, 4, z + 3), (x + 4, 4, z + 3), (x, top - 0.1, z + 3), (x, top - 0.1, z + 3)], red))
    return Piece(joined(parts), x, z, 5, 6.6)


def _hills(rng: Random, colour: Colour, away: float) -> Piece:
    parts = []
    for k in range(15):
        turn = math.radians(-112 + 16 * k + rng.uniform(-5, 5))
        radii = (rng.uniform(16, 34), rng.uniform(3.5, 10.0), rng.uniform(10, 18))
        x, z = math.sin(turn) * away * 1.25, -math.cos(turn) * away * 1.25
        parts.append(dome((x, -1.5, z), radii, varied(colour, 0.25, rng.uniform(-1, 1)), sides=14, rings=8))
    return Piece(joined(parts), 0, -away, 0, 9, backdrop=True)


def _mesas(rng: Random) -> list[Piece]:
    pieces = []
    for k in range(5):
        x, z = -74 + 37 * k + rng.uniform(-8, 8), -rng.uniform(80, 135)
        wide, tall = rng.uniform(11, 20), rng.uniform(9, 22)
        rock = varied((0.36, 0.17, 0.095), 0.2, rng.uniform(-1, 1))
        parts = [rod((x, 0, z), tall * 0.45, wide * 1.5, wide, varied(rock, 0.2, 1), sides=11)]
        parts.append(rod((x, tall * 0.45, z), tall * 0.55, wide * 0.94, wide * 0.86, rock, sides=11))
        pieces.append(Piece(joined(parts), x, z, wide, tall, backdrop=True))
    return pieces


def _track() -> Piece:
    parts = [quad([(2.2, 0.01, 60), (5.4, 0.01, 60), (5.4, 0.01, -220), (2.2, 0.01, -220)], (0.115, 0.105, 0.10))]
    for k in range(46):
        z = 40 - k * 5.5
        parts.append(
            quad([(3.72, 0.02, z), (3.88, 0.02, z), (3.88, 0.02, z - 2.4), (3.72, 0.02, z - 2.4)], (0.55, 0.43, 0.16))
        )
    return Piece(joined(parts), 0, 0, 0, 0.02, backdrop=True)


def _cactus(rng: Random, x: float, z: float) -> Piece:
    green = varied((0.095, 0.16, 0.075), 0.2, rng.uniform(-1, 1))
    tall = rng.uniform(1.8, 3.6)
    parts: list[Solid] = [
        rod((x, 0, z), tall, 0.2, 0.17, green),
        dome((x, tall, z), (0.17, 0.16, 0.17), green, rings=4),
    ]
    for side in (-1, 1):
        if rng.random() < 0.75:
            y, reach = tall * rng.uniform(0.35, 0.55), rng.uniform(0.4, 0.6)
            parts.append(bar((x, y, z), (x + side * reach, y + 0.12, z), 0.22, green))
            parts.append(rod((x + side * reach, y, z), tall * 0.32, 0.12, 0.1, green, sides=8))
    return Piece(joined(parts), x, z, 0.8, tall)


def _pier(x: float) -> Piece:
    wood = (0.20, 0.155, 0.115)
    parts: list[Solid] = [box((x, 1.7, -26), (2.6, 0.16, 44), wood)]
    for k in range(10):
        for dx in (-1.1, 1.1):
            parts.append(rod((x + dx, -1, -6 - k * 4.4), 3.6, 0.13, 0.12, varied(wood, 0.3, -1), sides=6))
    for dx in (-1.2, 1.2):
        parts.append(box((x + dx, 2.6, -26), (0.08, 0.08, 44), wood))
    return Piece(joined(parts), x, -26, 2.0, 2.8, backdrop=True)


def _boat(x: float, z: float, rng: Random) -> Piece:
    paint = ((0.12, 0.22, 0.30), (0.30, 0.10, 0.07), (0.34, 0.31, 0.25))[rng.randrange(3)]
    hull = dome((x, 0.42, z), (0.75, 0.45, 2.1), paint, sides=14, rings=8)
    # The upper half of the egg is taken down to a gunwale, and a dark floor laid in it.
    hull[:, 1] = hull[:, 1].clip(None, 0.52)
    parts = [
        hull,
        box((x, 0.53, z), (1.05, 0.02, 2.9), (0.09, 0.07, 0.05)),
        box((x, 0.54, z), (1.2, 0.05, 0.28), (0.25, 0.18, 0.11)),
    ]
    return Piece(joined(parts), x, z, 1.7, 0.8)


def _cliffs(x: float, rng: Random) -> Piece:
    parts = []
    for k in range(6):
        radii = (rng.uniform(14, 24), rng.uniform(7, 16), rng.uniform(16, 26))
        rock = varied((0.16, 0.155, 0.13), 0.2, rng.uniform(-1, 1))
        parts.append(dome((x * (0.72 + 0.1 * k), -1, -46 - 24 * k), radii, rock, sides=11, rings=7, rough=0.25, seed=k))
    return Piece(joined(parts), x, -60, 0, 12, backdrop=True)
