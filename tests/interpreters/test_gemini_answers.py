"""What becomes of a model's answer: mapped onto our nouns, or dropped; never passed on as it came."""

import tomllib
from dataclasses import replace
from importlib.resources import files
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.crew.reading import ReadingContext, ShotTold, TakeTold
from graphs.interpreters.gemini import notes, requests
from graphs.interpreters.gemini.values import Words, closed, ratio
from graphs.interpreters.rules import RulesInterpreter
from graphs.vocabulary.lists import allowed, aspects
from graphs.vocabulary.notes import Intent, NoteItem, NoteReading, Preference, Sentiment, Severity
from graphs.vocabulary.requests import CLOSED_LISTS, Doubt, Line, Reading, ShotRequest

TEXT = 'same but wider, drone, no cars, bright scarf. ANNA: "Where are you" at dusk, sound of a far-off radio'
NOTE = "take 2 over 1. The light is lovely from 0:02, but raise the key. his left hand at 0:12!"
THREAD = ReadingContext(takes_in_thread=2, shots_in_thread=1, take_length_s=8)
RULES = RulesInterpreter()


def read(
    shot: dict[str, Any], kind: str = "revision", text: str = TEXT, thread: ReadingContext = THREAD
) -> ShotRequest:
    made = requests.reading({"kind": kind, "shots": [shot]}, Words(text), thread, Reading(message=ShotRequest()))
    assert made is not None
    return made.message


def note(*items: Any, text: str = NOTE, thread: ReadingContext = THREAD) -> tuple[NoteItem, ...]:
    made = notes.reading({"items": list(items)}, Words(text), thread, RULES.read_note_sync(text, thread))
    return made.items if made else ()


def item(aspect: str = "lighting", sentiment: str = "pos", intent: str = "praise", **more: Any) -> dict[str, Any]:
    return {"aspect": aspect, "sentiment": sentiment, "intent": intent, "quote": "", **more}


@pytest.mark.parametrize(
    ("field", "told", "meant"),
    [
        ("shot_size", ["Close-Up", "CU", "close ups"], ("close_up",)),
        ("shot_size", ["Wide Shot", "poster"], ("wide",)),
        ("shot_size", "ECU", ("extreme_close_up",)),
        ("camera_angle", ["Bird's-Eye View", "Drone"], ("overhead", "aerial")),
        ("camera_movement", ["Push In", "locked off", "moonwalk"], ("dolly_in", "static")),
        ("lens", ["shallow depth of field", "85mm"], ("shallow_focus",)),
        ("time_of_day", ["Golden Hour", "NIGHT-TIME", "half past"], ("golden_hour", "night")),
        ("lighting", ["Candle Light", "torch", 7, None, {}], ("candlelight", "flashlight")),
        ("changes", ["color", "artifacts", "Set Design", "overall", "none", "weather"],
         ("colour", "artefacts", "production_design")),
        ("subject_keywords", ["scarf", "brigt scarf", "a helicopter"], ("scarf", "brigt scarf")),
        ("subject_keywords", ["same but wider drone no cars scarf"], ()),
        ("negatives", ["cars", "subtitles"], ("cars",)),
        ("audio", ["far-off radio\n", "\u202eviolins"], ("far-off radio",)),
        ("dialogue", [{"speaker": "Anna", "line": "“where are you?”"}, {"speaker": "Anna", "line": "I love you"}],
         (Line(speaker="Anna", line="where are you?"),)),
        ("dialogue", [{"speaker": "Gustav", "line": "Where are you"}], (Line(line="Where are you"),)),
        ("ref_take", [2, "2", "Take 1", 0, -1, 5.5, "all", 3, 10**9], (2, 1)),
        ("ref_take", [], ("previous",)),
        ("focal_length_mm", "35mm", 35.0), ("focal_length_mm", 2, None), ("focal_length_mm", True, None),
        ("t_stop", "2,8", 2.8), ("t_stop", 64, None),
        ("duration_s", 6, 6.0), ("duration_s", -5, None), ("duration_s", 1e7, None), ("duration_s", float("nan"), None),
        ("duration_s", 10**400, None), ("duration_s", "1e7", None), ("duration_s", "8 seconds", 8.0),
        ("duration_s", [8], None), ("duration_s", {"s": 8}, None), ("duration_s", float("inf"), None),
        ("dialogue", {"speaker": "Anna", "line": "Where are you"}, (Line(speaker="Anna", line="Where are you"),)),
        ("dialogue", [{"speaker": "Anna"}, {"line": None}, {"line": ["Where"]}, 7, None, []], ()),
        ("n_takes", 3, 3), ("n_takes", 2.5, None), ("n_takes", 1, None), ("n_takes", 5000, None),
        ("aspect_ratio", "2.35", "2.39:1"), ("aspect_ratio", "9x16", "9:16"), ("aspect_ratio", "Vertical", "9:16"),
        ("aspect_ratio", "1:0", None), ("aspect_ratio", "99:1", None), ("aspect_ratio", "wide", None),
        ("resolution", "UHD", "4k"), ("resolution", 1080, "1080p"), ("resolution", "8k", None),
    ],
)  # fmt: skip
def test_a_value_is_mapped_or_dropped(field: str, told: Any, meant: Any) -> None:
    assert getattr(read({field: told}), field) == meant


def test_before_any_take_a_correction_means_the_shot_and_no_take() -> None:
    thread = ReadingContext(shots_in_thread=1)
    assert read({"ref_take": ["previous"]}, thread=thread).ref_take == ()


def test_a_new_shot_changes_nothing_and_means_no_take() -> None:
    shot = read({"ref_take": [1], "changes": ["framing"]}, kind="new_shot")
    assert (shot.ref_take, shot.changes) == ((), ())


def test_of_very_many_shots_twelve_are_read_and_the_rest_is_named() -> None:
    answer = {"kind": "new_shot", "shots": [{"shot_size": ["wide"]}] * 40}
    made = requests.reading(answer, Words(TEXT), THREAD, Reading(message=ShotRequest()))
    assert made is not None
    assert len(made.shots) == len(made.texts) == len(made.slates) == made.message.n_shots == 12
    assert made.unread == ("the shots after the twelfth",)


def test_where_the_words_of_a_shot_were_not_written_the_rules_cut_stands() -> None:
    text = "14A: wide of the harbour\n14B: close up on the captain"
    rules = RULES.read_message_sync(text)
    answer = {"kind": "new_shot", "shots": [{"text": "the sea", "slate": "99"}, {"text": "the moon"}]}
    made = requests.reading(answer, Words(text), ReadingContext(), rules)
    assert made is not None
    assert (made.texts, made.slates) == (rules.texts, rules.slates) == (rules.texts, ("14A", "14B"))


@pytest.mark.parametrize(("angle", "kept"), [("low", True), ("high", False)])
def test_a_doubt_of_the_rules_stands_where_the_model_read_the_same(angle: str, kept: bool) -> None:
    doubt = Doubt(words="low", field="camera_angle", value="low_angle", instead_field="lighting", instead="low_key")
    rules = Reading(message=ShotRequest(), doubt=doubt)
    answer = {"kind": "new_shot", "shots": [{"camera_angle": [angle]}]}
    assert (made := requests.reading(answer, Words("low on the dog"), THREAD, rules))
    assert made.doubt == (doubt if kept else None)


def test_a_label_that_was_not_written_is_none() -> None:
    answer = {"kind": "new_shot", "shots": [{"slate": "14C"}]}
    assert (made := requests.reading(answer, Words("wide of 12B"), THREAD, Reading(message=ShotRequest())))
    assert made.slates == (None,)
    answer["shots"] = [{"slate": "12b"}]
    assert (made := requests.reading(answer, Words("wide of 12B"), THREAD, Reading(message=ShotRequest())))
    assert made.slates == ("12b",)


def test_a_quote_has_its_place_in_the_message_and_one_that_was_not_written_the_whole() -> None:
    text = "<@U12> *lovely*  light\u200b, but   RAISE the key"
    found, stray = note(
        item(quote="lovely light"), item("camera_movement", "neg", "defect", quote="too fast"), text=text
    )
    assert found.span is not None and text[slice(*found.span)] == "lovely*  light"
    assert found.quote == "lovely light"
    assert stray.span is not None and text[slice(*stray.span)].endswith("RAISE the key")


def test_moments_beyond_the_take_are_dropped_and_the_others_come_with_their_words() -> None:
    made_up = [{"in_s": 13}, {"in_s": 1e7}, {"in_s": float("nan")}, {"in_s": -1}, "x", {}]
    [one] = note(item(timecodes=[{"in_s": 2}, {"in_s": 3, "out_s": 1}, 4, {"in_s": 5, "out_s": 40}, *made_up]))
    assert [(t.in_s, t.out_s, t.raw) for t in one.timecodes] == [
        (2.0, None, "0:02"), (3.0, None, ""), (4.0, None, ""), (5.0, None, ""),
    ]  # fmt: skip


def test_a_moment_beyond_the_take_that_was_written_is_kept_so_that_its_author_is_told() -> None:
    [one] = note(item("anatomy", "neg", "defect", timecodes={"in_s": 12}))
    assert [(t.in_s, t.raw) for t in one.timecodes] == [(12.0, "0:12")]


def test_items_of_one_aspect_become_one_with_all_moments() -> None:
    [one] = note(item("Lens", timecodes=[{"in_s": 1}]), item("focus", "neg", "defect", timecodes=[{"in_s": 2}]))
    assert (one.aspect, one.sentiment, len(one.timecodes)) == ("lens_focus", "pos", 2)


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        (item("overall", "positive", "approved"), ("overall", "pos", "approval", "circle")),
        (item("overall", "neutral", "approval"), ("overall", "neutral", "approval", "hold")),
        (item("overall", "pos", "reject"), ("overall", "neg", "rejection", "ng")),
        (item("lighting", "pos", "approval"), ("lighting", "pos", "praise", None)),
        (item("lighting", "neg", "praise"), ("lighting", "pos", "praise", None)),
        (item("lighting", "Negative", "Issue"), ("lighting", "neg", "defect", None)),
        (item("none", "neg", "defect"), ("none", "neutral", "off_topic", None)),
    ],
)
def test_sentiment_intent_and_verdict_fit_each_other(told: dict[str, Any], meant: tuple[Any, ...]) -> None:
    [one] = note(told)
    assert (one.aspect, one.sentiment, one.intent, one.verdict) == meant


def test_what_is_about_no_take_goes_where_something_is() -> None:
    assert [i.aspect for i in note(item("none", "neutral", "off_topic"), item())] == ["lighting"]
    assert [i.aspect for i in note()] == ["none"]


def test_an_item_of_no_known_aspect_sentiment_or_intent_is_dropped() -> None:
    assert [i.aspect for i in note(item("weather"), item(sentiment="fine"), item(intent="sue"), "x", item())] == [
        "lighting"
    ]
    assert note(item("weather"), 7) == ()


def test_a_preference_has_the_takes_that_were_named() -> None:
    [one] = note(item("overall", "pos", "preference", preferred_take="2", over_take="THIS", ref_take="previous"))
    assert one.preference is not None
    assert (one.preference.preferred_take, one.preference.over_take, one.ref_take) == (2, "this", "previous")
    [none] = note(item("overall", "pos", "preference", preferred_take="best", over_take=-1))
    assert none.preference is None
    assert note(item("overall", "pos", "preference", preferred_take=9, over_take=1)) == ()
    [half] = note(item("overall", "pos", "preference", preferred_take=2, over_take=9))
    assert half.preference == Preference(preferred_take=2)
    [praise] = note(item(preferred_take=2))
    assert praise.preference is None


def test_a_take_that_only_the_words_or_only_the_thread_know_is_meant() -> None:
    thread = replace(THREAD, shots=(ShotTold("14C", "open", takes=(TakeTold(31, "landed"),)),))
    assert [i.ref_take for i in note(item(ref_take=31), thread=thread)] == [31]
    assert [i.ref_take for i in note(item(ref_take=40), text="love the light in 40")] == [40]
    assert [i.ref_take for i in note(item(ref_take=7), text="love the light in take seven")] == [7]
    assert [i.ref_take for i in note(item(ref_take=4), text="love the light in 40")] == [None]


def test_an_attempt_is_one_whatever_the_answer_says_beside_it() -> None:
    for answer in ({"injection": True}, {"injection": "true", "items": [item()]}, {"injection": True, "items": 7}):
        made = notes.reading(answer, Words(NOTE), THREAD, RULES.read_note_sync(NOTE, THREAD))
        assert made is not None
        assert [i.intent for i in made.items] == ["off_topic"]


def test_a_lone_object_counts_as_a_list_of_one() -> None:
    made = notes.reading({"items": item()}, Words(NOTE), THREAD, RULES.read_note_sync(NOTE, THREAD))
    assert made is not None and [i.aspect for i in made.items] == ["lighting"]
    shot = {"kind": "revision", "shots": {"shot_size": "wide"}}
    asked = requests.reading(shot, Words(TEXT), THREAD, Reading(message=ShotRequest()))
    assert asked is not None and asked.message.shot_size == ("wide",)


def test_a_circled_part_is_named_by_words_that_were_written() -> None:
    [one] = note(item("overall", "pos", "approval", from_words="raise the key", to_words="the wipe"))
    assert one.part is not None
    assert (one.part.from_words, one.part.to_words) == ("raise the key", None)
    [none] = note(item("overall", "pos", "approval", from_words="the wipe"))
    assert none.part is None


def test_a_change_is_asked_in_words_that_were_written() -> None:
    asked = item("lighting", "neg", "change_request", quote="raise the key", requested_change="buy a new lamp")
    assert note(asked)[0].requested_change == "raise the key"
    assert note(asked | {"requested_change": "raise the key"})[0].requested_change == "raise the key"


def test_every_synonym_leads_into_its_list() -> None:
    source = files("graphs.interpreters.gemini").joinpath("data/synonyms.toml").read_text(encoding="utf-8")
    for field, terms in tomllib.loads(source).items():
        for term, value in terms.items():
            assert (ratio(term) if field == "aspect_ratio" else closed(field, term)) == value, (field, term)
            assert field == "aspect_ratio" or closed(field, value) == value, (field, value)


def test_every_value_of_a_list_is_itself() -> None:
    lists = {name: allowed(name) for name in (*CLOSED_LISTS, "kind", "resolution")} | {"aspect": aspects()}
    for name, kind in (("intent", Intent), ("sentiment", Sentiment), ("severity", Severity)):
        lists[name] = frozenset(get_args(kind))
    for name, values in lists.items():
        assert all(closed(name, value) == value for value in values)


NAMES = [*ShotRequest.model_fields, *NoteItem.model_fields, "shots", "items", "text", "slate", "lang", "injection",
         "preferred_take", "from_words", "in_s", "out_s", "speaker", "line"]  # fmt: skip
PLAIN = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30),
    st.sampled_from(["new_shot", "revision", "Close-Up", "previous", "lighting", "pos", "praise", "9:16", "approval"]),
)  # fmt: skip
ANY_JSON = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=8),
    max_leaves=25,
)  # fmt: skip
SHOTS = st.lists(st.dictionaries(st.sampled_from(NAMES), ANY_JSON, max_size=10), max_size=3)
ANSWERS = st.one_of(
    st.dictionaries(st.sampled_from(NAMES), ANY_JSON, max_size=8),
    st.fixed_dictionaries({"kind": st.sampled_from(["new_shot", "revision"]), "shots": SHOTS, "items": SHOTS}),
)
WORDS = st.text(min_size=1, max_size=200).filter(lambda text: not Words(text).empty)


@given(ANSWERS, WORDS)
@settings(max_examples=60, deadline=None)
def test_no_answer_raises_or_leaves_the_lists_in_a_request(answer: dict[str, Any], text: str) -> None:
    made = requests.reading(answer, Words(text), THREAD, RULES.read_message_sync(text, THREAD))
    if made is not None:
        assert Reading.model_validate(made.model_dump()) == made  # the nouns know no other value
        assert len(made.shots) == len(made.texts) == len(made.slates)
        assert made.kind in ("new_shot", "revision") or not made.shots


@given(ANSWERS, WORDS)
@settings(max_examples=60, deadline=None)
def test_no_answer_raises_or_leaves_the_lists_in_a_note(answer: dict[str, Any], text: str) -> None:
    made = notes.reading(answer, Words(text), THREAD, RULES.read_note_sync(text, THREAD))
    if made is not None:
        assert NoteReading.model_validate(made.model_dump()) == made
        assert made.items
        assert len({i.aspect for i in made.items}) == len(made.items)
        for each in made.items:
            assert each.span is not None and 0 <= each.span[0] <= each.span[1] <= len(text)
            assert all(t.in_s <= 8 or t.raw for t in each.timecodes)
