"""What clauses of a note say together: exclamations before a name, lists that share one judgement, unknown words."""

from itertools import pairwise

from graphs.interpreters.rules.clauses import Clause
from graphs.interpreters.rules.slip import Slip

_HERALD = 4  # words of an exclamation before what it is about


def share(slip: Slip, cut: list[Clause]) -> None:
    """Let clauses share their judgements, then presume those that no word tells. Changes the clauses in place."""
    _merge(cut)
    _enumerate(slip, cut)
    _head(slip, cut)
    _wonder(cut)
    _presume(cut)


def _merge(cut: list[Clause]) -> None:
    """An exclamation only heralds what is named next: `nice, the bokeh is lovely`; `wow, that shadow`."""
    for clause, following in pairwise(cut):
        said = {s for _, s in [*following.strong, *following.weak]} | following.judged
        named = bool(following.topics or following.strong)
        herald = clause.bare or (clause.last - clause.first <= _HERALD and not clause.topics and not clause.strong)
        if herald and named and following.sentence == clause.sentence and not following.contrast:
            if not said:
                following.judged |= clause.judged & {"praise", "fault"}
            clause.judged -= (said or clause.judged) & {"praise", "fault"}


def _enumerate(slip: Slip, cut: list[Clause]) -> None:
    """A list shares one judgement: `love the light, the palette, the coat`; `the light and the music are great`."""
    listing = slip.language.lists["and"] | {",", "&", "+", "/"}
    for clause, following in reversed(list(pairwise(cut))):
        if clause.told or not clause.topics or clause.open or slip.norm_at(clause.last) not in listing:
            continue
        said = following.judged | {s for _, s in following.weak}
        if following.topics and following.sentence == clause.sentence and not following.contrast:
            clause.judged |= said & {"praise", "fault"}
    for clause, following in pairwise(cut):
        if following.told or not following.topics or following.contrast or following.sentence != clause.sentence:
            continue
        said = {s for _, s in [*clause.strong, *clause.weak]} | clause.judged
        named = {a for a, _ in [*clause.strong, *clause.weak]} | set(clause.topics)
        if said == {"ask"} and slip.norm_at(clause.last) in listing:
            following.judged.add("ask")
        elif said & {"praise", "fault"} and named and (not following.open or named & set(following.topics)):
            following.judged |= said & {"praise", "fault"}


def _head(slip: Slip, cut: list[Clause]) -> None:
    """A heading names what follows: `Continuity: blue tie when he enters, red when he sits`."""
    heading: Clause | None = None
    for clause in cut:
        if heading and clause.sentence == heading.sentence and not clause.told and clause.open:
            clause.topics, clause.judged, clause.presumed = heading.topics[:1], {"fault"}, True
        elif clause.topics and not clause.told and slip.norm_at(clause.last) == ":":
            heading = clause
        else:
            heading = None


def _wonder(cut: list[Clause]) -> None:
    """What a sentence that ends in a question mark names and does not judge is asked about."""
    asking = {c.sentence for c in cut if c.asks_back}
    for clause in cut:
        if clause.sentence in asking and clause.topics and not clause.told:
            clause.judged.add("question")


def _presume(cut: list[Clause]) -> None:
    """Words that say something unknown of a craft aspect find fault with it: praise is said in known words.

    Not where the next clause goes on about it: `light: gorgeous`.
    """
    for at, clause in enumerate(cut):
        following = next((c for c in cut[at + 1 : at + 3] if c.told or c.topics), None)
        goes_on = following is not None and following.sentence == clause.sentence and not following.contrast
        if clause.told or not clause.topics or clause.placed or not clause.open or clause.asks_back:
            continue
        if not (goes_on and following is not None and (following.told or following.topics)):
            clause.judged.add("fault")
            clause.presumed = True
