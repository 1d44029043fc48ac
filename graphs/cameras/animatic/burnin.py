"""The burn-in: slate, lens, move, timecode and subtitle set into finished video planes, sharp at any inner scale.

It sets what `slate_words.py` says, in the project's monospaced face and colours.
"""

from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graphs.cameras.animatic import slate_words
from graphs.cameras.animatic.plan import Plan
from graphs.vocabulary.lists import tokens

FACE = "JetBrainsMono-Medium.ttf"
DIGITS = "0123456789:"
Planes = NDArray[np.uint8]


class Stamp:
    """A line of type: its coverage (0 to 1), a soft dark edge around it, and its colour as Y, U, V."""

    def __init__(self, text: str, font: Any, colour: str) -> None:
        from PIL import Image, ImageDraw, ImageFilter

        left, top, right, bottom = font.getbbox(text or " ")
        margin = max(2, font.size // 5)
        width, height = int(right - left) + 2 * margin, int(bottom - top) + 2 * margin
        sheet = Image.new("L", (width + width % 2, height + height % 2))
        ImageDraw.Draw(sheet).text((margin - left, margin - top), text, fill=255, font=font)
        edge = sheet.filter(ImageFilter.GaussianBlur(margin * 0.55))
        self.ink = np.asarray(sheet, np.float32) / 255
        self.edge = np.clip(np.asarray(edge, np.float32) / 255 * 1.9, 0, 0.72)
        self.height, self.width = self.ink.shape
        self.yuv = _yuv(colour)

    def put(self, planes: Planes, height: int, left: int, top: int) -> None:
        """Lay the line into NV12 planes whose picture is `height` rows, its corner at an even (left, top)."""
        left, top = left - left % 2, top - top % 2
        rows, columns = slice(top, top + self.height), slice(left, left + self.width)
        luma = planes[rows, columns]
        dark = luma * (1 - self.edge) + 16 * self.edge
        planes[rows, columns] = (dark * (1 - self.ink) + self.yuv[0] * self.ink + 0.5).astype(np.uint8)
        ink = self.ink.reshape(self.height // 2, 2, self.width // 2, 2).mean((1, 3))[:, :, None]
        edge = self.edge.reshape(self.height // 2, 2, self.width // 2, 2).mean((1, 3))[:, :, None]
        below = slice(height + top // 2, height + top // 2 + self.height // 2)
        chroma = planes[below, columns].reshape(self.height // 2, self.width // 2, 2)
        greyed = chroma * (1 - edge) + 128 * edge
        set_in = greyed * (1 - ink) + np.array(self.yuv[1:], np.float32) * ink
        planes[below, columns] = (set_in + 0.5).astype(np.uint8).reshape(self.height // 2, self.width)


class BurnIn:
    """All stamps of one plan, made once and laid into every frame."""

    def __init__(self, plan: Plan) -> None:
        from PIL import ImageFont

        face = str(files("graphs.vocabulary").joinpath("fonts").joinpath(FACE))
        unit = min(plan.width, plan.height * 16 / 9) / 1280
        self._plan, self._pad = plan, round(22 * unit)
        small, plain = ImageFont.truetype(face, round(17 * unit)), ImageFont.truetype(face, round(22 * unit))
        self._speech = ImageFont.truetype(face, round(26 * unit))
        colours = tokens()["colours"]
        self._paper, soft, accent = colours["paper"], colours["hairline"], colours["tungsten"]
        self._slate = Stamp(slate_words.slate_line(plan), plain, self._paper)
        self._production = Stamp(_cut(plan.production, 34), small, soft)
        self._mark = Stamp(slate_words.mark(plan), small, accent)
        self._lens = Stamp(slate_words.lens_line(plan), plain, self._paper)
        self._place = Stamp(slate_words.place_line(plan), small, soft) if slate_words.place_line(plan) else None
        self._move = Stamp(slate_words.move_line(plan), plain, self._paper)
        self._digits = {digit: Stamp(digit, plain, self._paper) for digit in DIGITS}
        self._digit_step = round(plain.getlength("0"))
        self._digit_top = {digit: int(plain.getbbox(digit)[1]) for digit in DIGITS}
        self._lines: dict[str, list[Stamp]] = {}

    def set_in(self, planes: Planes, frame: int) -> None:
        """Burn one frame's words into its planes."""
        plan, pad = self._plan, self._pad
        height, right = plan.height, plan.width - pad
        self._slate.put(planes, height, pad, pad)
        self._production.put(planes, height, pad, pad + self._slate.height)
        self._lens.put(planes, height, right - self._lens.width, pad)
        foot = plan.height - pad - self._move.height
        self._move.put(planes, height, right - self._move.width, foot)
        if self._place is not None:
            self._place.put(planes, height, right - self._place.width, pad + self._lens.height)
        middle = (plan.width - self._mark.width) // 2
        self._mark.put(planes, height, middle, pad)
        self._set_timecode(planes, slate_words.timecode(frame))
        if spoken := slate_words.subtitle(plan, frame):
            self._set_speech(planes, spoken)

    def _set_timecode(self, planes: Planes, timecode: str) -> None:
        base = self._plan.height - self._pad - self._digits["0"].height
        for place, digit in enumerate(timecode):
            drop = self._digit_top[digit] - self._digit_top["0"]
            self._digits[digit].put(planes, self._plan.height, self._pad + place * self._digit_step, base + drop)

    def _set_speech(self, planes: Planes, spoken: str) -> None:
        if spoken not in self._lines:
            wide = int((self._plan.width - 4 * self._pad) / self._speech.getlength("0"))
            self._lines[spoken] = [Stamp(line, self._speech, self._paper) for line in _wrapped(spoken, wide)]
        lines = self._lines[spoken]
        top = self._plan.height - 2 * self._pad - self._digits["0"].height - sum(line.height for line in lines)
        for line in lines:
            line.put(planes, self._plan.height, (self._plan.width - line.width) // 2, top)
            top += line.height


def _yuv(colour: str) -> tuple[float, float, float]:
    """`#rrggbb` as BT.709 video levels."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return 16 + 219 * y, 128 + 224 * (blue - y) / 1.8556, 128 + 224 * (red - y) / 1.5748


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _wrapped(text: str, width: int) -> list[str]:
    """At most two lines of about equal length."""
    if len(text) <= width:
        return [text]
    middle = min((i for i, c in enumerate(text) if c == " "), key=lambda i: abs(i - len(text) / 2), default=width)
    return [_cut(text[:middle].strip(), width), _cut(text[middle:].strip(), width)]
