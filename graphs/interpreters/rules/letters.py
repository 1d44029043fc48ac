"""What letters tell of a word: the forms of a verb, a slip of the hand, letters drawn out. No language data here."""

from collections.abc import Iterable

_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def forms(verb: str, endings: dict[str, list[str]]) -> Iterable[str]:
    """A verb's forms by the endings of its language, in English by rule; the irregular ones are listed in the data."""
    if endings:
        infinitive = max((e for e in endings if verb.endswith(e)), key=len, default=None)
        if infinitive is None:
            return (verb,)
        stem = verb[: len(verb) - len(infinitive)]
        return [e.replace("_", stem, 1) if "_" in e else stem + e for e in endings[infinitive]]
    if verb.endswith("e"):
        return (verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing")
    if verb.endswith("y") and verb[-2:-1] not in ("a", "e", "o", "u"):
        return (verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
    s = "es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"
    return (verb, f"{verb}{s}", f"{verb}ed", f"{verb}ing", f"{verb}{verb[-1]}ing", f"{verb}{verb[-1]}ed")


def slipped(word: str, meant: str) -> bool:
    """Whether a hand slips so: a key beside the right one, not another word (`clown`, and no misspelt `crown`)."""
    if len(word) != len(meant):
        return abs(len(word) - len(meant)) == 1
    wrong = [(a, b) for a, b in zip(word, meant, strict=True) if a != b]
    return len(wrong) > 1 or any(
        a in row and abs(row.index(a) - row.index(b)) == 1 for a, b in wrong for row in _KEYS if b in row
    )


def squeezed(word: str) -> str:
    """A word with each run of one letter made single."""
    return "".join(c for i, c in enumerate(word) if word[max(0, i - 1) : i] != c)
