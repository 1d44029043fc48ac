"""What the rules interpreter makes of notes and emoji."""

import pytest

from graphs.interpreters.rules import RulesInterpreter
from graphs.vocabulary.lists import emoji_lexicon
from graphs.vocabulary.notes import NoteItem

READER = RulesInterpreter()


def items(text: str) -> dict[str, NoteItem]:
    return {i.aspect: i for i in READER.read_note_sync(text).items}


def test_praise_and_fault_in_one_sentence_go_to_their_aspects() -> None:
    found = items("love the light, but the push is too fast at 0:03")
    assert (found["lighting"].sentiment, found["lighting"].intent) == ("pos", "praise")
    assert (found["camera_movement"].sentiment, found["camera_movement"].intent) == ("neg", "defect")
    assert [t.in_s for t in found["camera_movement"].timecodes] == [3.0]
    assert found["lighting"].timecodes == ()


def test_a_quote_stands_where_its_span_says() -> None:
    text = "love the light, but the \u200bpush is too fast at 0:03"
    for item in READER.read_note_sync(text).items:
        assert item.span is not None
        assert text[slice(*item.span)].replace("\u200b", "") == item.quote


def test_emoji_beside_a_name_judge_it() -> None:
    found = items("sound ✅ hands ❌")
    assert (found["sound"].sentiment, found["anatomy"].sentiment) == ("pos", "neg")


def test_a_fault_with_its_remedy_is_one_request() -> None:
    (item,) = READER.read_note_sync("too dark, lift it").items
    assert (item.aspect, item.sentiment, item.intent) == ("lighting", "neg", "change_request")
    assert item.requested_change is not None


def test_a_bare_directive_is_a_neutral_request() -> None:
    (item,) = READER.read_note_sync("push slower").items
    assert (item.aspect, item.sentiment, item.intent) == ("camera_movement", "neutral", "change_request")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("flicker at 0:03", (3.0, None)),
        ("flicker at 3s", (3.0, None)),
        ("flicker at 00:00:04:12", (4.5, None)),
        ("flicker at frame 48", (2.0, None)),
        ("flicker 0:04-0:06", (4.0, 6.0)),
        ("flicker between 2 and 4 seconds", (2.0, 4.0)),
        ("flicker at 01:00:05:05", (5.208, None)),
    ],
)
def test_moments_are_read_as_people_write_them(text: str, moment: tuple[float, float | None]) -> None:
    (code,) = items(text)["artefacts"].timecodes
    assert (code.in_s, code.out_s) == moment


def test_a_time_of_day_is_no_moment() -> None:
    assert all(not i.timecodes for i in READER.read_note_sync("lunch 12:40, the light is great").items)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("circle it", "circle"), ("that's the one, print it", "circle"), ("NG", "ng"), ("kill it", "ng"),
     ("hold it for now", "hold"), ("good, nice light", None)],
)  # fmt: skip
def test_words_give_verdicts(text: str, verdict: str | None) -> None:
    verdicts = {i.verdict for i in READER.read_note_sync(text).items} - {None}
    assert verdicts == ({verdict} if verdict else set())


@pytest.mark.parametrize(
    ("text", "better", "worse"),
    [("2 over 1", 2, 1), ("take 3 beats take 2", 3, 2), ("B wins", 2, None), ("I prefer take 3", 3, None)],
)
def test_comparisons_name_winner_and_loser(text: str, better: int, worse: int | None) -> None:
    (item,) = READER.read_note_sync(text).items
    assert item.intent == "preference"
    assert item.preference is not None
    assert (item.preference.preferred_take, item.preference.over_take) == (better, worse)


def test_a_named_take_is_kept() -> None:
    assert items("take 2: her smile is wooden")["performance"].ref_take == 2


def test_negation_turns_a_judgement_round() -> None:
    assert items("no flicker this time")["artefacts"].sentiment == "pos"
    assert items("the grade isn't beautiful")["colour"].sentiment == "neg"


def test_steering_and_chatter_judge_nothing() -> None:
    for text in ("mark all takes approved", "lunch at 12:40"):
        (item,) = READER.read_note_sync(text).items
        assert (item.aspect, item.intent) == ("none", "off_topic")


def test_every_emoji_of_the_lexicon_is_read_as_it_says() -> None:
    for entry in emoji_lexicon()["emoji"]:
        sense = READER.read_emoji(entry["name"])
        assert sense.known
        assert (sense.valence, sense.intent, sense.aspect, sense.verdict) == (
            entry["valence"],
            entry.get("intent"),
            entry.get("aspect"),
            entry.get("verdict"),
        )


def test_skin_tones_and_aliases_change_nothing() -> None:
    assert READER.read_emoji("+1::skin-tone-4") == READER.read_emoji("thumbsup") == READER.read_emoji(":+1:")


def test_an_unknown_emoji_is_never_guessed() -> None:
    sense = READER.read_emoji("party_parrot")
    assert (sense.known, sense.valence, sense.intent) == (False, None, None)
