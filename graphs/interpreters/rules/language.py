"""The languages: data files read into trees and word lists, the telling apart of languages.

What is done with a term once it is found is elsewhere.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from graphs.interpreters.rules.learned.weights import words_that_tell
from graphs.interpreters.rules.letters import forms
from graphs.interpreters.rules.terms import Tree, entry, spelt
from graphs.interpreters.rules.words import Word, norm, words_of

_FILES = ("shots", "kinds", "notes", "grammar", "speech")
_TREES = ("shots", "kinds", "notes", "sounds")
_ORDERS = ("roll", "cut")
MENDABLE = 5  # letters; shorter words have too many neighbours
_CLEARLY = 0.8  # by how much a few words have to be likelier in another language
_LONG_LOOK = 10


Slots = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """All that one language knows. Word lists hold norms; trees hold phrases by the room that uses them."""

    code: str
    shots: Tree
    kinds: Tree
    notes: Tree
    sounds: Tree
    numbers: dict[str, float]
    lists: defaultdict[str, frozenset[str]]  # a list that the language lacks is empty
    orders: dict[str, frozenset[tuple[str, ...]]]
    labels: tuple[tuple[str, ...], ...]  # words before a slate's label
    firm_labels: frozenset[tuple[str, ...]]
    detect: frozenset[str]
    participles: tuple[str, ...] = ()  # endings with their accents
    # words that a typo may stand for, by their length and first letter, and by their letters in order
    targets: dict[tuple[int, str], list[str]] = field(default_factory=dict)
    jumbled: dict[str, list[str]] = field(default_factory=dict)

    def is_(self, word: Word, *names: str) -> bool:
        """Whether a word is in one of the named lists."""
        return any(word.norm in self.lists[name] for name in names)


@cache
def codes() -> tuple[str, ...]:
    """The languages that data is there for, English first."""
    folders = (files("graphs.interpreters.rules") / "data").iterdir()
    return tuple(sorted((f.name for f in folders if (f / "shots.toml").is_file()), key=lambda c: (c != "en", c)))


@cache
def language(code: str) -> Language:
    """A language by its code. English film terms are heard in every language, its own terms first."""
    data = {name: load(code, name) for name in _FILES}
    base = language("en") if code != "en" else None
    trees = {name: Tree() for name in _TREES}
    strangers = set(data["grammar"].get("not_english", ()))
    if base:
        _plant(trees["shots"], _phrases(load("en", "shots")), leave=strangers)
        _plant(trees["notes"], _phrases(load("en", "loan")))
    for name in ("shots", "kinds", "notes"):
        _plant(trees[name], _phrases(data[name]), instead=base is not None and name == "shots")
    _plant(trees["notes"], _inflected(data["notes"], data["grammar"], frozenset(trees["notes"].root)))
    _plant(trees["sounds"], _phrases({k: data["speech"][k] for k in ("speech", "audio", "negation", "look")}))
    grammar, kinds = data["grammar"], data["kinds"]
    made = Language(
        code=code,
        shots=trees["shots"],
        kinds=trees["kinds"],
        notes=trees["notes"],
        sounds=trees["sounds"],
        numbers={norm(k): float(v) for k, v in grammar["numbers"].items()},
        lists=_lists(grammar, data["speech"], kinds),
        orders={o: frozenset(t for p in kinds[o] for t in spelt(p)) for o in _ORDERS},
        labels=tuple(sorted((words_of(p) for p in kinds["shot_label"] + kinds["firm_label"]), key=len, reverse=True)),
        firm_labels=frozenset(words_of(p) for p in kinds["firm_label"]),
        detect=frozenset(norm(w) for w in grammar["detect"]),
        participles=tuple(grammar.get("participles", {}).get("endings", ())),
    )
    looks = _words_in(data["shots"], "style") | (_words_in(load("en", "shots"), "style") if base else frozenset())
    named = _words_in(data["shots"]) | (_words_in(load("en", "shots")) if base else frozenset())
    _aim(made, looks - named)
    return made


def tell(words: Sequence[Word]) -> str:
    """Which language the words are in; English where nothing else is clearer."""
    if "ja" in codes() and any(
        "\u3040" <= w.norm[0] <= "\u30ff" or "\u4e00" <= w.norm[0] <= "\u9fff" for w in words[:400]
    ):
        return "ja"
    said = [w.norm for w in words[:400] if w.kind == "word"]
    best, most = "en", _likeness("en", said)
    for code in codes():
        if (score := _likeness(code, said)) > most:
            best, most = code, score
    return best


def likelier(words: Sequence[Word], code: str) -> str | None:
    """The language that a few words are clearly in rather than in `code`; None where they are not."""
    said = [w.norm for w in words if w.kind == "word"]
    if code == "ja":
        told = tell(words)
        return told if told != "ja" and said else None
    best = max(codes(), key=lambda other: _likeness(other, said))
    return best if best != code and _likeness(best, said) >= _likeness(code, said) + _CLEARLY else None


def _likeness(code: str, said: Iterable[str]) -> float:
    small, own = _small_words(code), words_that_tell(code)
    return sum(1.0 if word in small else 0.4 if word in own else 0.0 for word in said)


@cache
def _small_words(code: str) -> frozenset[str]:
    """Words by which a language is known at once. Nothing else of it is loaded for them."""
    return frozenset(norm(w) for w in load(code, "grammar")["detect"])


@cache
def words_of_all(name: str) -> frozenset[str]:
    """The words of one list of the grammars, of every language that has it. No language is loaded for them."""
    return frozenset(norm(w) for code in codes() for w in load(code, "grammar")["words"].get(name, ()))


def own_words(code: str) -> list[str]:
    """Words of the terms of `code` that English has not; kept beside the weights, since finding them takes long."""
    if code == "en":
        return []
    told = [phrase for name in ("shots", "notes", "kinds") for _, _, phrase, _ in _phrases(load(code, name))]
    base = language("en")
    heard = base.shots.vocabulary | base.notes.vocabulary | base.kinds.vocabulary | base.detect
    return sorted({token for phrase in told for way in spelt(phrase) for token in way} - heard)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to steer: words that must follow its first word. `same_as_told`: it looks like a story's verb."""

    slots: Slots
    same_as_told: bool


@dataclass(frozen=True, slots=True)
class Steering:
    """How people try to steer the bot, in all languages at once: phrases, and words that follow one another."""

    phrases: Tree
    harmless: Tree  # phrases that only look like it: "all the way round"
    ways: dict[str, tuple[Way, ...]]  # first word -> the ways that start with it
    unparted: tuple[tuple[tuple[str, ...], ...], ...]  # pieces of text in order, for languages without spaces


@cache
def steering() -> Steering:
    """Every language's ways to steer the bot; a message need not be in the language that it seems to be in."""
    phrases, harmless = Tree(), Tree()
    ways: dict[str, tuple[Way, ...]] = {}
    unparted = []
    for code in codes():
        kinds = load(code, "kinds")
        _plant(phrases, _phrases({"injection": kinds["injection"]}))
        _plant(harmless, _phrases({"harmless": kinds.get("harmless", ())}))
        for table in kinds.get("steer", ()):
            if code == "ja":
                unparted.append(tuple(tuple(slot) for slot in table["slots"]))
                continue
            first, *rest = (frozenset(norm(w) for w in slot) for slot in table["slots"])
            for word in first:
                ways[word] = (*ways.get(word, ()), Way(tuple(rest), code != "en"))
    return Steering(phrases, harmless, ways, tuple(unparted))


@dataclass(frozen=True, slots=True)
class Senses:
    """What attempts are made of, in all languages at once, and which senses (`of`, `unless`) together are one."""

    phrases: Tree
    schemes: tuple[tuple[frozenset[str], frozenset[str]], ...]


@cache
def senses() -> Senses:
    """The senses of schemes.py; a sentence need not be in the language of its message."""
    phrases = Tree()
    for code in codes():
        _plant(phrases, _phrases({"sense": load(code, "steering")}))
    made = tomllib.loads((files("graphs.interpreters.rules") / "data" / "schemes.toml").read_text(encoding="utf-8"))
    held = ((frozenset(s["of"]), frozenset(s.get("unless", ()))) for s in made["scheme"])
    return Senses(phrases, tuple(held))


@cache
def load(code: str, name: str) -> dict[str, Any]:
    folder = files("graphs.interpreters.rules") / "data" / code
    return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))


def _phrases(table: dict[str, Any], above: str = "") -> Iterator[tuple[str, str, str, dict[str, list[str]]]]:
    """(field, value, phrase, rules) of every term in a data file: `[field] value = [...]` or `field = [...]`."""
    for name, held in table.items():
        if isinstance(held, dict):
            yield from _phrases(held, f"{above}.{name}" if above else name)
            continue
        if held and isinstance(held[0], dict) and "slots" in held[0]:
            continue
        place, value = (above, name) if above else (name, "")
        for term in held:
            if isinstance(term, str):
                yield place, value, term, {}
            else:
                rule = {key: [norm(w) if w.isalpha() else w for w in ws] for key, ws in term.items() if key != "say"}
                for phrase in term["say"]:
                    yield place, value, phrase, rule


def _plant(
    tree: Tree,
    phrases: Iterable[tuple[str, str, str, dict[str, list[str]]]],
    *,
    instead: bool = False,
    leave: Iterable[str] = (),
) -> None:
    """Put phrases into a tree. `instead`: a phrase that meant something before means only the new."""
    left = {tokens for phrase in leave for tokens in spelt(phrase)}
    renewed: set[tuple[str, ...]] = set()
    for place, value, phrase, rule in phrases:
        made = entry(place, value, rule)
        for tokens in spelt(phrase):
            if left and tokens in left:
                continue
            tree.put(tokens, made, instead=instead and tokens not in renewed)
            if instead:
                renewed.add(tokens)


def _inflected(
    notes: dict[str, Any], grammar: dict[str, Any], told_already: frozenset[str]
) -> Iterator[tuple[str, str, str, dict[str, list[str]]]]:
    """The single words of praise, fault and what is spoken of, with the endings that the language gives them.

    What is spoken of takes no ending that makes another term of it: `beats` says which take is better.
    """
    inflection = grammar.get("inflection", {})
    told = [("judgement", value, notes["judgement"][value]) for value in ("praise", "fault")]
    named = [(aspect, "topic", held["topic"]) for aspect, held in notes.items() if "topic" in held]
    for terms, endings in ((told, inflection.get("endings", ())), (named, inflection.get("topic_endings", ()))):
        for aspect, value, words in terms:
            for word in words:
                for old, new in endings:
                    if not (isinstance(word, str) and word.isalpha() and len(word) > 3 and word.endswith(old)):
                        continue
                    ended = word[: len(word) - len(old)] + new
                    if value != "topic" or ended not in told_already:
                        yield aspect, value, ended, {}


def _lists(grammar: dict[str, Any], speech: dict[str, Any], kinds: dict[str, Any]) -> defaultdict[str, frozenset[str]]:
    lists = {name: frozenset(norm(w) for w in held) for name, held in grammar["words"].items()}
    for name in ("polite", "eager"):
        lists[name] = frozenset(norm(w) for w in kinds.get(name, ()))
    lists |= {f"unit_{name}": frozenset(norm(w) for w in held) for name, held in grammar["units"].items()}
    for part in ("speech", "audio", "negation", "look"):
        lists |= {name: frozenset(" ".join(words_of(w)) for w in held) for name, held in speech[part].items()}
    endings = grammar.get("verb_endings", {})
    verbs = {norm(form) for verb in grammar["words"].get("verbs", ()) for form in forms(verb, endings)}
    lists["verb_forms"] = frozenset(verbs | lists.get("irregular", frozenset()))
    return defaultdict(frozenset, lists)


def _words_in(shots: dict[str, Any], field: str = "") -> frozenset[str]:
    """The words of one field's terms, or of all fields but style."""
    told = [phrase for place, _, phrase, _ in _phrases(shots) if (place == field if field else place != "style")]
    return frozenset(token for phrase in told for tokens in spelt(phrase) for token in tokens)


def _aim(made: Language, looks: frozenset[str]) -> None:
    """Choose the words that a typo may stand for: those of the shot and note terms that are long enough.

    Words of looks are many and ordinary (`musical`, `manga`): only long ones are aimed at.
    """
    words = sorted(made.shots.vocabulary) + sorted(made.notes.vocabulary - made.shots.vocabulary)
    for word in words:
        if word in looks and len(word) < _LONG_LOOK:
            continue
        if len(word) >= MENDABLE and word.isalpha() and word.isascii():
            made.targets.setdefault((len(word), word[0]), []).append(word)
            made.jumbled.setdefault("".join(sorted(word)), []).append(word)
