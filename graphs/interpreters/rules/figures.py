"""Numbers as words and figures say them: `8`, `6-8`, `half a`, `a couple of`. What they count is in measures.py."""

from graphs.interpreters.rules.slip import Slip

_LONGEST_FIGURE = 8  # words: `one and a half of a good minute`


def counted(slip: Slip) -> list[int]:
    """Where a word or a figure says a number."""
    numbers = slip.language.numbers
    return [at for at, word in enumerate(slip.words) if word.kind == "number" or word.norm in numbers]


def number(slip: Slip, at: int) -> float | None:
    """The number that the word at `at` says in digits or letters."""
    if not 0 <= at < len(slip.words):
        return None
    word = slip.words[at]
    if word.kind == "number":
        try:
            return float(word.norm.replace(",", "."))
        except ValueError:
            return None
    return slip.language.numbers.get(word.norm)


def figure(slip: Slip, at: int) -> tuple[float | None, int]:
    """A number that starts at `at` and the place after it: `8`, `6-8` (its end), `half a`, `a couple of`, `20 five`."""
    value = number(slip, at)
    if value is None:
        return None, at
    last = at + 1
    lists = slip.language.lists
    if slip.norm_at(last) in lists["range_to"] and (upper := number(slip, last + 1)) and upper > value:
        return upper, last + 2
    if slip.words[at].kind == "word" and value >= 20 and value % 10 == 0:
        ones_at = last + (slip.norm_at(last) in lists["and"])
        if (ones := number(slip, ones_at)) and ones < 10 and slip.words[ones_at].kind == "word":
            return value + ones, ones_at + 1
    if slip.words[at].kind == "word":
        while last - at < _LONGEST_FIGURE and slip.norm_at(last) in lists["figure_glue"] and not slip.stops(last):
            if slip.norm_at(last) in slip.language.numbers and value == 1:
                value = slip.language.numbers[slip.norm_at(last)]
            elif slip.norm_at(last) in lists["dozens"]:
                value *= slip.language.numbers[slip.norm_at(last)]
            last += 1
    return value, last


def unit_end(slip: Slip, unit: int) -> int:
    """The place after a unit; where each character is a word, over the rest of it: `50ミリ`, `2テイク`."""
    last = unit + 1
    while slip.norm_at(last) in slip.language.lists["tails"] and not slip.taken[last]:
        last += 1
    return last
