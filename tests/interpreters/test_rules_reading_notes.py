"""What the rules interpreter makes of notes and emoji."""

import pytest

from graphs.interpreters.rules import RulesInterpreter
from graphs.vocabulary.lists import aspects
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
        ("flicker f72-f96", (3.0, 4.0)),
        ("flicker, fr. 72", (3.0, None)),
        ("flicker 2s-4s", (2.0, 4.0)),
        ("flicker @3s", (3.0, None)),
        ("flicker 1.5 sec", (1.5, None)),
        ("flicker from second 2 to 4", (2.0, 4.0)),
        ("flicker in the first second", (0.0, 1.0)),
        ("flicker three seconds in", (3.0, None)),
        ("flicker, TC 00:00:03:12", (3.5, None)),
        ("ça scintille à 0'03", (3.0, None)),
        ("ça scintille à la 3e seconde", (3.0, None)),
        ("ça scintille de 2 à 4 s", (2.0, 4.0)),
        ("parpadea entre los 2 y los 4 segundos", (2.0, 4.0)),
        ("parpadea del segundo 2 al 4", (2.0, 4.0)),
        ("es flackert in der 3. Sekunde", (3.0, None)),
        ("es flackert, Sek. 3", (3.0, None)),
        ("es flackert von Sekunde 2 bis 4", (2.0, 4.0)),
        ("3秒あたりでちらつく", (3.0, None)),
        ("48コマ目でちらつく", (2.0, None)),
        ("3秒から5秒までちらつく", (3.0, 5.0)),
    ],
)
def test_moments_are_read_as_people_write_them(text: str, moment: tuple[float, float | None]) -> None:
    (code,) = items(text)["artefacts"].timecodes
    assert (code.in_s, code.out_s) == moment


def test_two_moments_are_two_and_a_length_is_none() -> None:
    assert [t.in_s for t in items("the run stutters at 0:02 and 0:05")["motion"].timecodes] == [2.0, 5.0]
    for text in ("hold 2s longer on her", "trim 2 sec off the pause", "coupe deux secondes plus tôt"):
        assert all(not i.timecodes for i in READER.read_note_sync(text).items)


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


def test_the_directors_note_after_take_one_reads_as_three_items() -> None:
    """Messages 7 and 12 of the journey: the light, the hand at a moment, the wrong thing; no verdict from lol."""
    for stamp, moment in (("0:04", 4.0), ("0:05", 5.0)):
        said = (
            f"light is gorgeous but her hand at {stamp} :grimacing: and thats not a payphone thats a parking meter lol"
        )
        found = items(said)
        assert {a: i.sentiment for a, i in found.items()} == {
            "lighting": "pos",
            "anatomy": "neg",
            "prompt_adherence": "neg",
        }
        assert [t.in_s for t in found["anatomy"].timecodes] == [moment]
        assert found["lighting"].timecodes == found["prompt_adherence"].timecodes == ()
        assert {i.verdict for i in found.values()} == {None}


@pytest.mark.parametrize(
    ("text", "aspect", "severity"),
    [
        ("the melted hand is a deal breaker", "anatomy", "blocker"),
        ("unusable, the whole background swims", "artefacts", "blocker"),
        ("the flicker really bothers me", "artefacts", "major"),
        ("tiny: tie is crooked", "production_design", "minor"),
        ("six fingers. not a big deal", "anatomy", "minor"),
        ("six doigts à la main, c'est rédhibitoire", "anatomy", "blocker"),
        ("l'enseigne est illisible, je chipote", "text_legibility", "minor"),
        ("fallo grave: el abrigo cambia de color", "continuity", "major"),
        ("das Schild ist unleserlich, absolutes No-Go", "text_legibility", "blocker"),
        ("die Musik ist zu laut, nur eine Kleinigkeit", "sound", "minor"),
        ("背景がちらつく、これでは使えない", "artefacts", "blocker"),
        ("the light is lovely", "lighting", None),
    ],
)
def test_a_severity_that_is_stated_belongs_to_its_fault(text: str, aspect: str, severity: str | None) -> None:
    assert {a: i.severity for a, i in items(text).items()} == {aspect: severity}


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("great, six fingers again", "anatomy"),
        ("lovely, another melted face", "anatomy"),
        ("oh great, a third arm. love that for us", "anatomy"),
        ("oh fantastic, teal and orange again", "colour"),
        ("super, encore un étalonnage verdâtre, merci du cadeau", "colour"),
        ("genial, otra vez seis dedos", "anatomy"),
        ("na toll, schon wieder sechs Finger", "anatomy"),
    ],
)
def test_praise_that_the_words_mock_is_none(text: str, aspect: str) -> None:
    assert {a: i.sentiment for a, i in items(text).items()} == {aspect: "neg"}


def test_praise_before_a_fault_stays_where_nothing_mocks_it() -> None:
    found = items("great first half, but the car morphs into a van")
    assert {a: i.sentiment for a, i in found.items()} == {"overall": "pos", "continuity": "neg"}


@pytest.mark.parametrize(
    ("text", "sentiments"),
    [
        ("he moves like a robot", {"motion": "neg"}),
        ("the walker floats an inch off the ground", {"physics": "neg"}),
        ("the camera moves like it's on a boat", {"camera_movement": "neg"}),
        ("she never opens the door", {"action": "neg"}),
        ("two dogs missing", {"prompt_adherence": "neg"}),
        ("her scarf goes from red to green", {"continuity": "neg"}),
        ("an iphone in 1911", {"production_design": "neg"}),
        ("her skin looks like wax", {"artefacts": "neg"}),
        ("wooden acting", {"performance": "neg"}),
        ("she mumbles the line", {"dialogue": "neg"}),
        ("lips are out of sync", {"lip_sync": "neg"}),
        ("footsteps are missing", {"sound": "neg"}),
        ("feels like a perfume commercial", {"style_mood": "neg"}),
        ("the pause drags", {"pacing": "neg"}),
    ],
)
def test_each_fault_goes_to_the_aspect_that_the_taxonomys_rules_give_it(text: str, sentiments: dict[str, str]) -> None:
    assert {a: i.sentiment for a, i in items(text).items()} == sentiments


JUDGED = {
    "en": ("the {} is lovely", "the {} is awful"),
    "fr": ("j'adore {}", "{}, c'est affreux"),
    "es": ("me encanta {}", "{} está fatal"),
    "de": ("{} ist großartig", "{} ist furchtbar"),
    "ja": ("{}が最高", "{}がおかしい"),
}
NAMES = {
    "framing": ("composition", "le cadrage", "el encuadre", "die Kadrage", "構図"),
    "camera_movement": ("camera move", "le travelling", "el travelling", "die Kamerafahrt", "カメラワーク"),
    "lens_focus": ("bokeh", "la mise au point", "el foco", "die Schärfe", "ピント"),
    "lighting": ("light", "la lumière", "la luz", "das Licht", "照明"),
    "colour": ("grade", "l'étalonnage", "el etalonaje", "das Grading", "色味"),
    "performance": ("acting", "le jeu", "la actuación", "das Schauspiel", "芝居"),
    "action": ("blocking", "la chorégraphie", "la coreografía", "die Choreografie", "段取り"),
    "continuity": ("continuity", "le raccord", "el raccord", "der Anschluss", "つながり"),
    "anatomy": ("hand", "la main", "la mano", "die Hand", "指"),
    "physics": ("gravity", "la gravité", "la gravedad", "die Schwerkraft", "重力"),
    "motion": ("gait", "la démarche", "la forma de andar", "der Gang", "歩き方"),
    "pacing": ("pacing", "le rythme", "el ritmo", "der Rhythmus", "テンポ"),
    "artefacts": ("grain", "la texture", "la textura", "die Textur", "質感"),
    "text_legibility": ("caption", "le panneau", "el letrero", "das Schild", "看板"),
    "lip_sync": ("lip sync", "la synchro", "la sincronía", "der Lipsync", "リップシンク"),
    "dialogue": ("accent", "la réplique", "la voz", "die Stimme", "セリフ"),
    "sound": ("music", "la musique", "la música", "die Musik", "音楽"),
    "production_design": ("wardrobe", "le décor", "el vestuario", "das Kostüm", "衣装"),
    "style_mood": ("mood", "l'ambiance", "la atmósfera", "die Stimmung", "雰囲気"),
}


@pytest.mark.parametrize("lang", JUDGED)
@pytest.mark.parametrize("aspect", NAMES)
def test_every_aspect_is_praised_and_blamed_by_name_in_every_language(aspect: str, lang: str) -> None:
    name = NAMES[aspect][list(JUDGED).index(lang)]
    for words, sentiment in zip(JUDGED[lang], ("pos", "neg"), strict=True):
        (item,) = READER.read_note_sync(words.format(name)).items
        assert (item.aspect, item.sentiment) == (aspect, sentiment), words.format(name)


def test_only_what_cannot_be_praised_by_name_is_left_out_above() -> None:
    assert set(aspects()) - set(NAMES) == {"prompt_adherence", "safety_rights", "overall", "none"}


def test_words_in_quotation_marks_judge_nothing() -> None:
    assert {a: i.sentiment for a, i in items('she mumbles "I love this beautiful light"').items()} == {
        "dialogue": "neg"
    }


def test_an_unknown_thing_said_of_an_aspect_is_a_fault_that_the_reader_is_less_sure_of() -> None:
    (guess,) = READER.read_note_sync("the wig remembers the war").items
    (known,) = READER.read_note_sync("the wig is awful").items
    assert (guess.aspect, guess.sentiment) == ("production_design", "neg")
    assert guess.confidence < known.confidence


def test_again_names_no_earlier_take() -> None:
    assert items("six fingers again")["anatomy"].ref_take is None
    assert items("the last take had better light")["lighting"].ref_take == "previous"


@pytest.mark.parametrize(
    "text",
    [
        "take 1: light is great, take 2: hands melt",
        "the light in take 1 is gorgeous but her hands in take 2 melt",
        "prise 1 : lumière superbe, prise 2 : les mains fondent",
    ],
)
def test_each_item_is_on_the_take_that_is_named_with_it(text: str) -> None:
    items = RulesInterpreter().read_note_sync(text).items
    assert [(item.aspect, item.ref_take) for item in items] == [("lighting", 1), ("anatomy", 2)]
