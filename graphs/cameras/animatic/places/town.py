"""A street: two rows of houses along the camera's axis, lamps, parked cars, shop signs."""

from random import Random

from graphs.cameras.animatic.places.shapes import (
    Colour,
    Lamp,
    Piece,
    Place,
    Solid,
    box,
    dome,
    joined,
    moved,
    quad,
    rod,
    varied,
)

WALLS: tuple[Colour, ...] = (
    (0.30, 0.22, 0.18),
    (0.34, 0.30, 0.26),
    (0.22, 0.24, 0.27),
    (0.38, 0.33, 0.27),
    (0.26, 0.18, 0.16),
)
SIGNS: tuple[Colour, ...] = (
    (1.0, 0.16, 0.42),
    (0.12, 0.75, 1.0),
    (1.0, 0.55, 0.12),
    (0.35, 1.0, 0.55),
    (0.75, 0.25, 1.0),
)
ROAD_HALF, KERB, WALL_X = 3.6, 0.13, 7.2


def street(rng: Random, night: bool) -> Place:
    """The road runs along z through the origin; houses begin 7.2 m to either side."""
    pieces = [_road(), *_houses(rng, night), *_lamps(rng), *_cars(rng), *_furniture(rng)]
    lamps = [
        Lamp((4.4, 4.6, -5.0), (1.0, 0.62, 0.28), 13.0),
        Lamp((-4.4, 4.6, 4.0), (1.0, 0.62, 0.28), 13.0),
        Lamp((6.2, 2.8, -1.5), SIGNS[rng.randrange(5)], 9.0, coloured=True),
        Lamp((-6.2, 2.6, 0.5), SIGNS[rng.randrange(5)], 9.0, coloured=True),
    ]
    return Place("street", (0.10, 0.10, 0.105), tuple(pieces), tuple(lamps), grain=0.7)


def _road() -> Piece:
    """Pavements with kerbs and the dashes of the middle line: marks that tell distance."""
    parts: list[Solid] = []
    for side in (-1, 1):
        parts.append(box((side * (ROAD_HALF + 2.0), 0, -60), (4.0, KERB, 200), (0.23, 0.225, 0.22)))
        for k in range(26):
            z = 36 - k * 5.0
            parts.append(box((side * (ROAD_HALF + 2.0), KERB - 0.006, z), (4.0, 0.008, 0.05), (0.13, 0.13, 0.13)))
    for k in range(24):
        parts.append(_flat(0.0, 34 - k * 6.0, 0.14, 2.4, (0.62, 0.60, 0.55)))
    for k in range(9):
        parts.append(_flat(-3.2 + k * 0.8, -9.0, 0.42, 2.6, (0.60, 0.58, 0.54)))
    return Piece(joined(parts), 0, 0, 0.0, 0.1, backdrop=True)


def _flat(x: float, z: float, width: float, depth: float, colour: Colour) -> Solid:
    w, d, y = width / 2, depth / 2, 0.012
    return quad([(x - w, y, z + d), (x + w, y, z + d), (x + w, y, z - d), (x - w, y, z - d)], colour)


def _houses(rng: Random, night: bool) -> list[Piece]:
    pieces = []
    for side in (-1, 1):
        z = 34.0
        while z > -105:
            width, storeys = rng.uniform(8, 14), rng.randint(3, 7)
            middle = z - width / 2
            solid = moved(_house(rng, width, storeys, night), (side * (WALL_X + 5.0), 0, middle), yaw=-90.0 * side)
            pieces.append(Piece(solid, side * (WALL_X + 5.0), middle, max(6.0, width / 2), storeys * 3.3, casts=False))
            z -= width + (0.0 if rng.random() < 0.8 else 3.5)
    end = box((0, 0, -112), (34, 26, 8), varied(WALLS[2], 0.2, rng.uniform(-1, 1)))
    pieces.append(Piece(end, 0, -112, 12, 26, backdrop=True))
    return pieces


def _house(rng: Random, width: float, storeys: int, night: bool) -> Solid:
    """A house 10 m deep whose front looks along +z: a shop below, windows above, a cornice."""
    wall = varied(WALLS[rng.randrange(len(WALLS))], 0.25, rng.uniform(-1, 1))
    height = 3.9 + (storeys - 1) * 3.1
    parts = [box((0, 0, 0), (width, height, 10), wall)]
    parts.append(box((0, height - 0.35, 5.1), (width, 0.5, 0.5), varied(wall, 0.3, -1)))
    parts.append(box((0, 3.45, 5.08), (width, 0.35, 0.35), varied(wall, 0.35, -1)))
    front = 5.02
    columns = max(2, int(width / 2.6))
    for column in range(columns):
        x = (column + 0.5) * width / columns - width / 2
        for storey in range(1, storeys):
            y = 4.5 + (storey - 1) * 3.1
            lit = rng.random() < (0.42 if night else 0.06)
            glass = (1.0, 0.66, 0.32) if lit else (0.07, 0.085, 0.10)
            glow = rng.uniform(0.25, 0.75) if lit else 0.0
            parts.append(_window(x, y, 1.15, 1.7, front, glass, glow))
            parts.append(box((x, y - 0.12, front), (1.4, 0.12, 0.24), varied(wall, 0.3, 0.8)))
    parts += _shop(rng, width, front, night)
    return joined(parts)


def _shop(rng: Random, width: float, front: float, night: bool) -> list[Solid]:
    lit = night and rng.random() < 0.75
    glass = (1.0, 0.72, 0.42) if lit else (0.10, 0.12, 0.13)
    glow = rng.uniform(0.35, 0.7) if lit else 0.0
    parts = [_window(-width * 0.18, 0.6, width * 0.46, 2.3, front, glass, glow)]
    parts.append(_window(width * 0.30, 0.1, 1.1, 2.5, front, (0.09, 0.06, 0.05), 0.0))
    sign = SIGNS[rng.randrange(len(SIGNS))]
    shine = 0.95 if night else 0.12
    if rng.random() < 0.6:
        parts.append(box((width * 0.05, 3.0, front + 0.1), (width * 0.5, 0.42, 0.16), sign, glow=shine))
    else:
        parts.append(box((width * 0.42, 3.2, front + 0.55), (0.16, 2.2, 0.8), sign, glow=shine))
    if rng.random() < 0.5:
        awning = varied(sign, 0.55, -1)
        a, b = -width * 0.42, width * 0.06
        slope = [(a, 2.75, front + 1.3), (b, 2.75, front + 1.3), (b, 3.15, front), (a, 3.15, front)]
        parts += [quad(slope, awning), quad([*reversed(slope)], varied(awning, 0.4, -1))]
    return parts


def _window(x: float, y: float, width: float, height: float, z: float, colour: Colour, glow: float) -> Solid:
    a, b = x - width / 2, x + width / 2
    return quad([(a, y, z), (b, y, z), (b, y + height, z), (a, y + height, z)], colour, glow)


def _lamps(rng: Random) -> list[Piece]:
    pieces = []
    for k in range(9):
        side = -1 if k % 2 else 1
        z = 13.0 - k * 9.0 + rng.uniform(-0.6, 0.6)
        x = side * (ROAD_HALF + 0.6)
        post = rod((x, KERB, z), 4.7, 0.07, 0.05, (0.05, 0.055, 0.06), sides=6)
        head = box((x - side * 0.5, 4.7, z), (1.1, 0.12, 0.28), (0.06, 0.06, 0.065))
        bulb = box((x - side * 0.75, 4.6, z), (0.5, 0.1, 0.22), (1.0, 0.72, 0.40), glow=1.0)
        pieces.append(Piece(joined([post, head, bulb]), x, z, 0.35, 4.8))
    return pieces


def _cars(rng: Random) -> list[Piece]:
    pieces = []
    paints: tuple[Colour, ...] = (
        (0.30, 0.06, 0.05),
        (0.06, 0.09, 0.14),
        (0.30, 0.30, 0.31),
        (0.05, 0.05, 0.05),
        (0.28, 0.22, 0.08),
    )
    for side in (-1, 1):
        z = rng.uniform(2.0, 7.0)
        while z > -60:
            if rng.random() < 0.72:
                x = side * (ROAD_HALF - 1.05)
                pieces.append(Piece(moved(_car(paints[rng.randrange(5)]), (x, 0, z)), x, z, 2.3, 1.5))
            z -= rng.uniform(5.6, 9.0)
    return pieces


def _car(paint: Colour) -> Solid:
    dark = (0.025, 0.028, 0.03)
    parts = [
        box((0, 0.32, 0), (1.78, 0.50, 4.3), paint),
        box((0, 0.80, -0.15), (1.56, 0.16, 2.7), paint),
        box((0, 0.94, -0.2), (1.42, 0.34, 2.1), dark),
        box((0, 1.27, -0.2), (1.38, 0.07, 1.9), paint),
    ]
    for x in (-0.82, 0.82):
        for z in (-1.35, 1.35):
            parts.append(dome((x, 0.33, z), (0.13, 0.33, 0.33), dark, sides=8, rings=6))
    for x in (-0.62, 0.62):
        parts.append(box((x, 0.55, 2.14), (0.34, 0.14, 0.06), (0.9, 0.88, 0.8), glow=0.25))
        parts.append(box((x, 0.58, -2.14), (0.34, 0.12, 0.06), (0.75, 0.05, 0.04), glow=0.4))
    return joined(parts)


def _furniture(rng: Random) -> list[Piece]:
    """Small things near and far, so that parallax shows: bollards, bins, a hydrant."""
    pieces = []
    for k in range(12):
        side = -1 if k % 2 else 1
        x, z = side * (ROAD_HALF + 0.35), 9.0 - k * 4.1 + rng.uniform(-0.5, 0.5)
        if k % 4 == 3:
            solid = joined([rod((x + side * 2.2, KERB, z), 0.85, 0.26, 0.30, (0.10, 0.13, 0.11))])
            pieces.append(Piece(solid, x + side * 2.2, z, 0.4, 1.0))
        else:
            post = rod((x, KERB, z), 0.8, 0.07, 0.07, (0.12, 0.12, 0.12), sides=8)
            knob = dome((x, KERB + 0.82, z), (0.085, 0.085, 0.085), (0.45, 0.35, 0.08), sides=8, rings=5)
            solid = joined([post, knob])
            pieces.append(Piece(solid, x, z, 0.2, 1.0))
    return pieces
