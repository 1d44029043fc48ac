"""How often a whole-message order is to be done: `roll it x2`, `roll 3 takes`. The phrases are in pointing.toml."""

import re
from functools import cache

from graphs.interpreters.rules.language import load, tell
from graphs.interpreters.rules.words import passage

LONGEST = 80  # characters; an order says little
_DIGIT = r"[2-9]"


def counted(text: str) -> tuple[int, str] | None:
    """How often, and the words without that; None where they say nothing of it."""
    if len(text) > LONGEST:
        return None
    code = tell(passage(text).words)
    found = _pattern(code).search(text)
    if found is None:
        return None
    said = next((n for n in found.groups() if n), "")
    many = int(said) if said.isdigit() else _figures(code).get(said.casefold(), 2)
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return many, " ".join(rest.split()).strip(" ,;:")


@cache
def _figures(code: str) -> dict[str, int]:
    """The figures that are said in letters."""
    return dict(load(code, "pointing")["figures"])


@cache
def _pattern(code: str) -> re.Pattern[str]:
    data = load(code, "pointing")
    figure = f"({_DIGIT}|{'|'.join(map(re.escape, data['figures']))})"
    ways = [re.escape(way).replace(r"\{n\}", figure) for way in sorted(data["times"], key=len, reverse=True)]
    ways += [re.escape(way) for way in data["twice"]]
    joined = "|".join(ways)
    return re.compile(joined if code == "ja" else rf"(?<!\w)(?:{joined})(?!\w)", re.I)
