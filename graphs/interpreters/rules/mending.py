"""Typos: the term that a misspelt word stands for, where it is no ordinary word. What terms there are: language.py."""

from functools import cache, lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from graphs.interpreters.rules.language import MENDABLE, language, load
from graphs.interpreters.rules.letters import slipped, squeezed
from graphs.interpreters.rules.words import norm


@cache
def _known(code: str) -> frozenset[str]:
    """Every word that is spelt right as far as this language's data knows."""
    made = language(code)
    trees = made.shots.vocabulary | made.kinds.vocabulary | made.notes.vocabulary | made.sounds.vocabulary
    listed = {w for held in made.lists.values() for phrase in held for w in phrase.split()}
    return frozenset(trees | listed | set(made.numbers) | made.detect)


@cache
def _ordinary(code: str) -> frozenset[str]:
    """Ordinary words that look like misspelt terms and are not."""
    return frozenset(norm(w) for w in load(code, "ordinary")["words"]) if code != "ja" else frozenset()


@lru_cache(maxsize=20_000)
def mend(code: str, word: str) -> str:
    """The term of a language that a misspelt word stands for, else the word."""
    if (
        len(word) < MENDABLE - 1
        or not word.isascii()
        or not word.isalpha()
        or word in _known(code)
        or word in _ordinary(code)
    ):
        return word
    if (calm := _calmed(code, word)) != word:
        return calm
    if len(word) < MENDABLE:
        return word
    made = language(code)
    reach = 1 if len(word) < 9 else 2
    sizes = range(len(word) - reach, len(word) + reach + 1)
    near = [t for size in sizes for t in made.targets.get((size, word[0]), ())]
    near += [t for t in made.jumbled.get("".join(sorted(word)), ()) if t[0] != word[0]]
    single = squeezed(word)
    if same := next((t for t in near if t[-1] == single[-1] and squeezed(t) == single), None):
        return same
    found = extractOne(word, near, scorer=OSA.distance, score_cutoff=reach)
    if not found or found[0] + "s" == word or word + "s" == found[0] or not slipped(word, str(found[0])):
        return word
    return str(found[0])


def _calmed(code: str, word: str) -> str:
    """`loooove` -> `love`: letters drawn out for feeling."""
    twice = "".join(c for i, c in enumerate(word) if word[max(0, i - 2) : i] != c * 2)
    once = squeezed(word)
    if twice == word:
        return word
    known = _known(code)
    return twice if twice in known else once if once in known else twice
