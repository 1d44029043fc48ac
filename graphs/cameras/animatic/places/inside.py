"""Rooms and the neutral stage. Walls are seen from inside only, as in a studio, so the camera may stand behind them."""

from itertools import pairwise
from random import Random

from graphs.cameras.animatic.places.shapes import (
    Colour,
    Lamp,
    Piece,
    Place,
    Point,
    Solid,
    box,
    dome,
    joined,
    moved,
    quad,
    rod,
    varied,
)

WALLPAPERS: tuple[Colour, ...] = ((0.34, 0.33, 0.29), (0.23, 0.28, 0.29), (0.36, 0.29, 0.22), (0.28, 0.29, 0.24))
WOOD: Colour = (0.17, 0.095, 0.05)
WIDE, DEEP, HIGH = 8.4, 9.4, 3.0  # of a room, in metres


def room(rng: Random, night: bool) -> Place:
    """A living room around the origin: a window, shelves, a sofa, pictures, a table and two lamps."""
    wall = varied(WALLPAPERS[rng.randrange(len(WALLPAPERS))], 0.15, rng.uniform(-1, 1))
    back, left, right = -3.4, -WIDE / 2, WIDE / 2
    mirror = -1 if rng.random() < 0.5 else 1
    pieces = [_shell(wall, back), _window(mirror, left if mirror > 0 else right, night)]
    pieces += [
        _shelf(rng, mirror * 2.6, back + 0.22),
        _picture(rng, mirror * -0.6, back + 0.03),
        _picture(rng, mirror * -2.0, back + 0.03),
        _sofa(mirror * -2.0, back + 0.75, rng),
        _floor_lamp(mirror * -3.5, back + 0.8),
        _table(mirror * 1.9, 0.5, rng),
        _plant(mirror * 3.6, back + 0.7),
        _shelf(rng, mirror * 3.4, 4.6, low=True),
    ]
    pieces += [_rug(rng)]
    lamps = (
        Lamp((mirror * -3.4, 1.75, back + 1.0), (1.0, 0.62, 0.30), 6.5),
        Lamp((mirror * 1.9, 1.15, 0.5), (1.0, 0.58, 0.26), 4.5, flickers=True),
        Lamp((mirror * 3.2, 2.4, -2.4), (0.15, 0.65, 1.0), 7.0, coloured=True),
        Lamp((mirror * -3.2, 2.2, 1.8), (1.0, 0.15, 0.45), 7.0, coloured=True),
    )
    return Place("room", (0.20, 0.125, 0.075), tuple(pieces), lamps, grain=0.35, open_sky=False, extent=DEEP)


def stage(rng: Random, night: bool) -> Place:
    """The neutral stage for places without a set: a marked floor, a curved backing, flats and stands to measure by."""
    del night  # a stage has its own light
    tone = 0.21 + rng.uniform(-0.02, 0.03)
    pieces = [_backing(tone), _marks()]
    for k in range(7):
        side = -1 if k % 2 else 1
        x, z = side * rng.uniform(2.3, 5.2), -2.0 - k * 1.15 + rng.uniform(-0.3, 0.3)
        pieces.append(_prop(rng, x, z))
    for side in (-1, 1):
        pieces.append(_prop(rng, side * rng.uniform(2.6, 3.4), rng.uniform(1.2, 2.4)))
        pieces.append(_stand(side * rng.uniform(4.6, 5.8), rng.uniform(-3.5, -1.0)))
    lamps = (
        Lamp((3.4, 3.4, 1.6), (0.9, 0.85, 0.75), 7.0),
        Lamp((-3.4, 3.4, 1.6), (0.55, 0.65, 0.85), 7.0),
        Lamp((3.0, 2.2, -2.0), (1.0, 0.15, 0.45), 8.0, coloured=True),
        Lamp((-3.0, 2.2, -1.0), (0.12, 0.70, 1.0), 8.0, coloured=True),
    )
    return Place("stage", (tone, tone * 0.985, tone * 0.96), tuple(pieces), lamps, grain=0.25)


def _shell(wall: Colour, back: float) -> Piece:
    """Four walls, a ceiling and skirting boards, all facing inwards."""
    w, front = WIDE / 2, back + DEEP
    ring: list[Point] = [(-w, 0, back), (w, 0, back), (w, 0, front), (-w, 0, front)]
    parts: list[Solid] = []
    for i in range(4):
        a, b = ring[i], ring[(i + 1) % 4]
        for low, high, colour in ((0.0, 0.12, varied(wall, 0.6, 1)), (0.12, HIGH, wall)):
            parts.append(quad([(a[0], low, a[2]), (b[0], low, b[2]), (b[0], high, b[2]), (a[0], high, a[2])], colour))
    ceiling = [(-w, HIGH, back), (w, HIGH, back), (w, HIGH, front), (-w, HIGH, front)]
    parts.append(quad(ceiling, (0.48, 0.47, 0.45)))
    return Piece(joined(parts), 0, 0, 0, HIGH, backdrop=True)


def _window(mirror: int, wall_x: float, night: bool) -> Piece:
    """A tall window with a cross, in the side wall that the key light comes from."""
    x, z, half, low, high = wall_x + mirror * 0.04, -1.6, 0.85, 0.85, 2.4
    pane: Colour = (0.10, 0.15, 0.28) if night else (0.95, 0.97, 1.0)
    front, rear = (z + half, z - half) if mirror > 0 else (z - half, z + half)
    glass = quad([(x, low, front), (x, low, rear), (x, high, rear), (x, high, front)], pane, 0.35 if night else 0.9)
    frame = varied(WOOD, 0.5, 1)
    parts = [glass]
    for y in (low - 0.06, (low + high) / 2, high):
        parts.append(box((x, y, z), (0.1, 0.06, half * 2 + 0.16), frame))
    for dz in (-half, 0.0, half):
        parts.append(box((x, low, z + dz), (0.1, high - low, 0.06), frame))
    for dz in (-half - 0.32, half + 0.32):
        parts.append(box((x, 0.15, z + dz), (0.12, 2.5, 0.5), (0.30, 0.10, 0.08)))
    return Piece(joined(parts), x, z, 0.2, 2.6, backdrop=True)


def _shelf(rng: Random, x: float, z: float, *, low: bool = False) -> Piece:
    rows = 2 if low else 5
    height = rows * 0.42 + 0.06
    parts = [box((x, 0, z - 0.13), (1.5, height, 0.03), varied(WOOD, 0.3, -1))]
    parts += [box((x + side * 0.75, 0, z), (0.04, height, 0.3), WOOD) for side in (-1, 1)]
    for row in range(rows + 1):
        parts.append(box((x, row * 0.42, z), (1.5, 0.035, 0.3), WOOD))
    for row in range(rows):
        at = -0.68
        while at < 0.6:
            wide, tall = rng.uniform(0.035, 0.09), rng.uniform(0.2, 0.33)
            tint = (rng.uniform(0.06, 0.42), rng.uniform(0.06, 0.28), rng.uniform(0.05, 0.24))
            if rng.random() < 0.82:
                parts.append(box((x + at, row * 0.42 + 0.035, z + 0.02), (wide, tall, 0.2), tint))
            at += wide + 0.008
    return Piece(joined(parts), x, z, 0.85, height)


def _picture(rng: Random, x: float, z: float) -> Piece:
    w, h, y = rng.uniform(0.5, 0.8), rng.uniform(0.45, 0.7), rng.uniform(1.5, 1.7)
    tint = (rng.uniform(0.2, 0.5), rng.uniform(0.2, 0.4), rng.uniform(0.15, 0.4))
    parts = [box((x, y - h / 2, z), (w + 0.1, h + 0.1, 0.03), varied(WOOD, 0.3, 1))]
    parts.append(box((x, y - h / 2 + 0.05, z + 0.01), (w, h, 0.03), (0.55, 0.53, 0.48)))
    parts.append(box((x, y - h / 2 + 0.13, z + 0.02), (w - 0.16, h - 0.16, 0.03), tint))
    return Piece(joined(parts), x, z, 0.1, 2.0, backdrop=True)


def _sofa(x: float, z: float, rng: Random) -> Piece:
    cloth = ((0.24, 0.09, 0.07), (0.10, 0.15, 0.17), (0.22, 0.19, 0.13))[rng.randrange(3)]
    parts = [box((x, 0.1, z), (2.0, 0.33, 0.85), cloth), box((x, 0.3, z - 0.36), (2.0, 0.55, 0.2), cloth)]
    parts += [box((x + side * 0.98, 0.1, z), (0.2, 0.52, 0.85), varied(cloth, 0.2, 1)) for side in (-1, 1)]
    parts += [box((x + side * 0.45, 0.43, z + 0.03), (0.84, 0.12, 0.7), varied(cloth, 0.25, 1)) for side in (-1, 1)]
    return Piece(joined(parts), x, z, 1.2, 0.9)


def _floor_lamp(x: float, z: float) -> Piece:
    parts = [
        rod((x, 0, z), 0.03, 0.16, 0.16, (0.05, 0.05, 0.05)),
        rod((x, 0, z), 1.55, 0.015, 0.015, (0.06, 0.06, 0.06), sides=6),
        rod((x, 1.5, z), 0.32, 0.23, 0.14, (1.0, 0.78, 0.50), sides=12, glow=0.8),
    ]
    return Piece(joined(parts), x, z, 0.3, 1.8)


def _table(x: float, z: float, rng: Random) -> Piece:
    parts = [box((x, 0.70, z), (1.3, 0.05, 0.8), WOOD)]
    parts += [box((x + a * 0.58, 0, z + b * 0.34), (0.06, 0.7, 0.06), WOOD) for a in (-1, 1) for b in (-1, 1)]
    parts.append(rod((x + 0.2, 0.75, z), 0.1, 0.035, 0.04, (0.55, 0.53, 0.50)))
    parts.append(box((x - 0.25, 0.75, z + 0.1), (0.26, 0.035, 0.19), (0.3, 0.08, 0.06), yaw=rng.uniform(-30, 30)))
    parts.append(rod((x, 0.75, z - 0.1), 0.16, 0.02, 0.018, (0.85, 0.82, 0.74), sides=8))
    parts.append(dome((x, 0.94, z - 0.1), (0.013, 0.035, 0.013), (1.0, 0.7, 0.3), glow=1.0, sides=6, rings=4))
    return Piece(joined(parts), x, z, 0.85, 1.0)


def _plant(x: float, z: float) -> Piece:
    parts = [rod((x, 0, z), 0.35, 0.15, 0.2, (0.30, 0.14, 0.08))]
    for k in range(5):
        lean = (k - 2) * 0.13
        leaf = (0.07, 0.17, 0.06)
        parts.append(
            dome((x + lean, 0.85 + 0.12 * (k % 3), z + 0.05 * (k % 2)), (0.16, 0.34, 0.10), leaf, rough=0.4, seed=k)
        )
    return Piece(joined(parts), x, z, 0.45, 1.4)


def _rug(rng: Random) -> Piece:
    tint = ((0.26, 0.09, 0.07), (0.12, 0.15, 0.20), (0.24, 0.20, 0.12))[rng.randrange(3)]
    parts = []
    for k, (w, d) in enumerate(((3.2, 2.2), (2.9, 1.9), (2.2, 1.2))):
        y = 0.006 + 0.004 * k
        colour = varied(tint, 0.55, 1 if k == 1 else -0.3)
        parts.append(quad([(-w / 2, y, d / 2), (w / 2, y, d / 2), (w / 2, y, -d / 2), (-w / 2, y, -d / 2)], colour))
    return Piece(moved(joined(parts), (0, 0, -0.3), rng.uniform(-8, 8)), 0, 0, 0, 0.02, backdrop=True)


def _backing(tone: float) -> Piece:
    """A cyclorama: the floor curves up into a plain wall 9 m behind the mark."""
    colour = (tone * 1.02, tone * 1.03, tone * 1.06)
    parts: list[Solid] = []
    profile = [(-8.0, 0.0), (-8.9, 0.22), (-9.5, 0.75), (-9.8, 1.6), (-9.9, 7.0)]
    for (z0, y0), (z1, y1) in pairwise(profile):
        parts.append(quad([(-30, y0, z0), (30, y0, z0), (30, y1, z1), (-30, y1, z1)], colour))
    return Piece(joined(parts), 0, -9, 0, 7, backdrop=True)


def _marks() -> Piece:
    """Metre crosses and the actor's T on the floor."""
    parts: list[Solid] = []
    for x in range(-6, 7, 2):
        for z in range(-6, 11, 2):
            for w, d in ((0.22, 0.02), (0.02, 0.22)):
                parts.append(_tape(x, z, w, d, (0.62, 0.61, 0.58)))
    parts += [_tape(0, 0.34, 0.5, 0.05, (0.77, 0.33, 0.05)), _tape(0, 0.52, 0.05, 0.32, (0.77, 0.33, 0.05))]
    return Piece(joined(parts), 0, 0, 0, 0.01, backdrop=True)


def _tape(x: float, z: float, w: float, d: float, colour: Colour) -> Solid:
    y = 0.008
    return quad(
        [(x - w / 2, y, z + d / 2), (x + w / 2, y, z + d / 2), (x + w / 2, y, z - d / 2), (x - w / 2, y, z - d / 2)],
        colour,
    )


def _prop(rng: Random, x: float, z: float) -> Piece:
    """An apple box, a pillar or a flat, in greys with one warm one among them."""
    grey = rng.uniform(0.16, 0.46)
    tint = (0.42, 0.24, 0.09) if rng.random() < 0.25 else (grey, grey * 0.98, grey * 0.95)
    kind = rng.random()
    if kind < 0.4:
        size = (rng.uniform(0.5, 0.9), rng.uniform(0.3, 0.9), rng.uniform(0.5, 0.9))
        return Piece(box((x, 0, z), size, tint, yaw=rng.uniform(-40, 40)), x, z, 0.65, size[1])
    if kind < 0.75:
        return Piece(rod((x, 0, z), 2.6, 0.2, 0.2, tint, sides=14), x, z, 0.25, 2.6)
    solid = joined([box((x, 0, z), (1.2, 2.4, 0.08), tint, yaw=rng.uniform(-25, 25))])
    return Piece(solid, x, z, 0.7, 2.4)


def _stand(x: float, z: float) -> Piece:
    """A lamp on a stand, pointed at the mark."""
    parts = [rod((x, 0, z), 2.3, 0.03, 0.02, (0.05, 0.05, 0.05), sides=6)]
    parts += [
        rod((x + dx, 0, z + dz), 0.5, 0.02, 0.02, (0.05, 0.05, 0.05), sides=5)
        for dx, dz in ((0.3, 0), (-0.2, 0.25), (-0.2, -0.25))
    ]
    parts.append(dome((x, 2.45, z), (0.2, 0.2, 0.2), (0.06, 0.06, 0.065)))
    parts.append(dome((x - 0.1 * (1 if x > 0 else -1), 2.43, z + 0.1), (0.14, 0.14, 0.14), (1, 0.93, 0.8), glow=0.9))
    return Piece(joined(parts), x, z, 0.4, 2.6)
