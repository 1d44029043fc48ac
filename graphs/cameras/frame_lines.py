"""Frame-lines: a wide format marked inside the picture that a model renders, on posters and filmstrips.

The clip itself stays as it came. A picture that has the format already gets none.
"""

from typing import Any

LINE = (227, 155, 52)  # tungsten, of the design tokens
ALIKE = 0.02  # a format so near is the same


def band(width: int, height: int, format: str) -> tuple[int, int, int, int] | None:
    """The box (left, top, right, bottom, in pixels) of a format inside a picture; None where it fills it."""
    across, down = format.split(":")
    wanted, own = float(across) / float(down), width / height
    if abs(wanted - own) / own <= ALIKE:
        return None
    if wanted > own:
        inside = round(width / wanted)
        top = (height - inside) // 2
        return 0, top, width - 1, top + inside - 1
    inside = round(height * wanted)
    left = (width - inside) // 2
    return left, 0, left + inside - 1, height - 1


def marked(picture: Any, format: str | None) -> Any:
    """A Pillow image with the format's lines on it, what lies outside dimmed; as it is where it needs none."""
    from PIL import Image, ImageDraw

    box = band(picture.width, picture.height, format) if format else None
    if box is None:
        return picture
    left, top, right, bottom = box
    dimmed = Image.blend(picture, Image.new(picture.mode, picture.size), 0.5)
    dimmed.paste(picture.crop((left, top, right + 1, bottom + 1)), (left, top))
    pen = ImageDraw.Draw(dimmed)
    if top:
        pen.line([(0, top), (right, top)], fill=LINE)
        pen.line([(0, bottom), (right, bottom)], fill=LINE)
    else:
        pen.line([(left, 0), (left, bottom)], fill=LINE)
        pen.line([(right, 0), (right, bottom)], fill=LINE)
    return dimmed
