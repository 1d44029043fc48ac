"""What kind of message this is: weighed from the phrases of kinds.toml, the shot terms found and the thread."""

from typing import get_args

from graphs.crew.reading import ReadingContext
from graphs.interpreters.rules.evidence import Evidence
from graphs.interpreters.rules.learned.kinds import kind_marks
from graphs.interpreters.rules.learned.weights import weights
from graphs.interpreters.rules.slip import Slip
from graphs.vocabulary.requests import Kind, Order

_LONGEST_CORRECTION = 12  # words; outside a thread a longer message that starts so asks for a shot
_LONGEST_LESS = 6  # words that leave something out
_LONGEST_RELATIVE = 10  # words that only go wider or tighter
_LEAN = 0.3  # how much the rules' word adds to a kind's share
_FILMED, _LEAN_OF_FILMED = 2, 0.4  # fields of a shot that a message names, and what the rules' word adds to such a shot
_LONGEST_ORDER = 24  # words; Japanese has one for each character


def order(slip: Slip) -> Order | None:
    """A whole-message order: `roll it`, `cut!`; `great cut!` is none."""
    said = [w.norm for w in slip.words if w.kind in ("word", "number")]
    if any(w.norm in ("?", "\uff1f") for w in slip.words) or len(said) > _LONGEST_ORDER:
        return None
    lists, orders = slip.language.lists, slip.language.orders
    if _forms(said, lists["polite"]) & orders["cut"]:
        return "cut"
    return "roll" if _forms(said, lists["polite"] | lists["eager"]) & orders["roll"] else None


def closing_order(slip: Slip) -> Order | None:
    """`yes, what he said. roll it`: a roll as the last sentence of words that ask for nothing else."""
    ends = [i for i, w in enumerate(slip.words) if w.norm in (".", "!", "\n", "\u3002", ",")]
    last = next((i for i in reversed(ends) if i < len(slip.words) - 1), None)
    if last is None:
        return None
    said = order(slip.part(last + 1, len(slip.words)))
    return said if said == "roll" else None


def _forms(said: list[str], polite: frozenset[str]) -> set[tuple[str, ...]]:
    """The words as they are, and without polite ones around them."""
    forms = {tuple(said)}
    while said and said[0] in polite:
        said = said[1:]
        forms.add(tuple(said))
    while said and said[-1] in polite:
        said = said[:-1]
        forms.add(tuple(said))
    return forms


def kind_shares(slip: Slip, seen: Evidence, context: ReadingContext) -> dict[str, float]:
    """How likely the message is of each kind by the learned weights. Words that are claimed before decide little."""
    if seen.length == 0:
        return dict.fromkeys(get_args(Kind), 0.0)
    return weights("kind").shares(kind_marks(slip, seen, context))


def kind(slip: Slip, seen: Evidence, context: ReadingContext, shares: dict[str, float]) -> Kind:
    """What the message is, an attempt to steer apart: what the rules say, unless the weights speak for another kind."""
    by_rules = kind_by_rules(slip, seen, context)
    if certain(seen, context):
        return by_rules
    judges = context.takes_in_thread or (context.addressed and _may_judge(seen, context))
    decides = seen.verdict and not seen.asks_for_change  # `circle 9A take 2 and hold 9B` never rolls a take
    idle = {"injection"} | (set() if judges else {"feedback"}) | ({"revision"} if decides else set())
    kinds: list[Kind] = [k for k in get_args(Kind) if k not in idle]
    waits = context.shots_in_thread and seen.terms and not seen.chatter  # words of film beside a slate are about film
    filmed = by_rules == "new_shot" and (seen.terms >= _FILMED or waits) and not context.takes_in_thread
    lean = _LEAN_OF_FILMED if filmed else _LEAN
    return max(kinds, key=lambda k: shares.get(k, 0.0) + (lean if k == by_rules else 0.0))


def _may_judge(seen: Evidence, context: ReadingContext) -> bool:
    """Whether words may judge where nothing has landed: not a picture that is asked for where no shot is yet."""
    if seen.terms and not (context.shots_in_thread or seen.opens_judging or seen.take_named or seen.verdict):
        return False
    return bool(seen.judged or seen.topics or seen.verdict)


def certain(seen: Evidence, context: ReadingContext) -> bool:
    """Whether the thread decides more than the words: the slate is altered, or the bot itself is told of a picture."""
    landed = context.takes_in_thread > 0
    if _alters(seen, landed, context) or (landed and seen.corrects and seen.lone_number):
        return True
    if landed and _ticks_off(seen):
        return True
    if context.shots_in_thread and seen.lone_number and seen.length <= _LONGEST_CORRECTION and not seen.asks:
        return True  # `attends, 7. et de la pluie`
    if seen.opens_on_a_size and not (landed or seen.judged or seen.asks or seen.revision):
        return True
    told = seen.tells and context.addressed and not landed
    return told and seen.judged < 2 and not (seen.chatter or seen.opens_judging or seen.take_named)


def kind_by_rules(slip: Slip, seen: Evidence, context: ReadingContext) -> Kind:
    """What the counts of known words and the thread say it is."""
    landed = context.takes_in_thread > 0
    if _alters(seen, landed, context) or _leaves_out(seen, landed, context):
        return "revision"
    if landed and _ticks_off(seen):
        return "feedback"
    if seen.length == 0:
        return "feedback" if landed and any(w.kind == "emoji" for w in slip.words) else "chatter"
    return _by_weight(seen, landed, context)


def _alters(seen: Evidence, landed: bool, context: ReadingContext) -> bool:
    """Whether the words alter the slate before anything has landed, or wish for something else."""
    shots = context.shots_in_thread > 0
    steered = seen.should and (seen.relative or seen.shot)  # `B should be tighter` blames nothing that is there
    waits = shots and not landed and not (seen.request or seen.asks)
    if waits and (seen.asked or seen.should) and (steered or not seen.judged):
        return True
    if waits and seen.relative and seen.length <= _LONGEST_RELATIVE and not (seen.judged or seen.chatter):
        return True  # `etwas weiter`, 「もう少し引きで」
    if (
        not landed
        and seen.corrects
        and not seen.request
        and (shots or (seen.shot and seen.length <= _LONGEST_CORRECTION) or seen.lone_number)
    ):
        return True
    return bool(seen.wish and (landed or shots) and _wishes(seen))


def _ticks_off(seen: Evidence) -> bool:
    """Whether crafts are ticked off by emoji, or a moment of the clip is spoken of: that judges a take."""
    asks = seen.request or seen.revision or seen.wish or seen.asks or seen.relative
    return (seen.marked or seen.timed) and not asks


def _leaves_out(seen: Evidence, landed: bool, context: ReadingContext) -> bool:
    """Whether a few polite words leave something out of a slate that nothing was rolled from: `and no rain please`."""
    waits = context.shots_in_thread > 0 and not landed
    return waits and seen.rules_out and seen.length <= _LONGEST_LESS and not (seen.judged or seen.chatter or seen.asks)


def _by_weight(seen: Evidence, landed: bool, context: ReadingContext) -> Kind:
    """What speaks loudest: a question, a verdict, a revision, talk, a judgement, a shot."""
    if _plain_question(seen):
        return "chatter" if seen.chatter and not (seen.shot or seen.take_named) else "question"
    if _rules(seen):
        return "feedback"
    if seen.counted and seen.shot and not landed:
        return "new_shot"
    if seen.revision + (seen.previous if seen.request or seen.shot else 0) and _revises(seen, landed, context):
        return "revision"
    if seen.chatter > landed and seen.chatter >= seen.judged and seen.shot + (seen.named if landed else 0) == 0:
        return "chatter"
    told = seen.tells and context.addressed and not landed
    if told and seen.judged < 2 and not (seen.chatter or seen.opens_judging or seen.take_named):
        return "new_shot"
    if _judges(seen, landed):
        return "feedback" if landed or context.addressed else "chatter"
    if seen.judged and not (context.addressed or landed):
        return "chatter"  # overheard, and it likes or blames something
    return _at_last(seen, landed)


def _at_last(seen: Evidence, landed: bool) -> Kind:
    """Where nothing spoke clearly: talk, words on a take's craft, or a shot."""
    if seen.chatter and seen.chatter >= seen.request and seen.shot < 2 and not seen.opens_on_a_size:
        return "chatter"
    if landed and seen.topics and seen.shot < 2 and not (seen.chatter or seen.request or seen.asks):
        return "feedback"
    if seen.shot:
        return "question" if seen.asks and seen.question and not seen.request else "new_shot"
    return "new_shot" if seen.request and seen.length > 3 else "chatter"


def _wishes(seen: Evidence) -> bool:
    return bool(seen.shot or seen.relative or seen.asked) and not (seen.verdict or seen.asks)


def _rules(seen: Evidence) -> bool:
    """Whether the message gives a verdict, and is neither a request with a verdict's words in it nor talk."""
    asks = seen.request or seen.revision > 1 or seen.shot > 1 or (seen.opens_revising and seen.shot + seen.asked)
    return seen.verdict and not asks and not (seen.chatter > 1 and not seen.judged)


def _plain_question(seen: Evidence) -> bool:
    if seen.opens_asking and seen.shot == 0 and not seen.revision:
        return True  # "what can you do?" asks, whatever else "can you" begins
    return (
        seen.asks and seen.question > 0 and not seen.request and (not seen.revision or seen.shot == 0) and seen.shot < 3
    )


def _revises(seen: Evidence, landed: bool, context: ReadingContext) -> bool:
    revision = seen.revision + seen.previous
    if seen.judged > revision and seen.shot < 2 and not (seen.opens_revising and seen.shot):
        return False
    if seen.opens_judging and seen.judged >= revision and not seen.previous:
        return False
    return landed or context.shots_in_thread > 0 or not seen.request or revision > seen.request


def _judges(seen: Evidence, landed: bool) -> bool:
    judged = seen.judged + (seen.asked if landed else 0)
    weight = judged + 2 * (seen.opens_judging + seen.take_named) if judged else 0
    if not weight:
        return False
    if landed and not seen.request:
        weight += 2
    asked = seen.shot + 2 * seen.request
    return weight > asked or (weight == asked and landed)
