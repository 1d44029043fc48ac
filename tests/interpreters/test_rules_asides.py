"""What messages say about themselves, wishes and short answers; and the journey of a waitress at a payphone."""

import subprocess
import sys

import pytest

from graphs.crew.reading import ReadingContext
from graphs.interpreters.rules import RulesInterpreter
from graphs.vocabulary.requests import Reading, ShotRequest

ASKED = ReadingContext(shots_in_thread=1)
LANDED = ReadingContext(takes_in_thread=1, shots_in_thread=1)
TWO_LANDED = ReadingContext(takes_in_thread=2, shots_in_thread=1, last_request=ShotRequest(shot_size=("medium",)))
ROLLING = ReadingContext(takes_in_thread=1, open_takes=1, shots_in_thread=1)


def read(text: str, context: ReadingContext | None = None) -> Reading:
    return RulesInterpreter().read_message_sync(text, context)


@pytest.mark.parametrize(
    "text",
    ["2 sorry", "sorry, 2", "take 2", "the second one", "la 2, pardon", "perdón, la 2", "die 2 bitte", "2です", "tk2"],
)
def test_a_bare_number_answers_which_take(text: str) -> None:
    reading = read(text, ROLLING)
    assert reading.kind == "revision"
    assert reading.message.ref_take == (2,)
    assert reading.message.changes == ()


def test_words_in_a_thread_load_the_language_that_they_are_in_and_no_other() -> None:
    program = """
from graphs.crew.reading import ReadingContext
from graphs.interpreters.rules import RulesInterpreter
from graphs.interpreters.rules.language import language

for text in ("same but wider, at night", "2 sorry", "love the light, but the push is too fast at 0:03"):
    RulesInterpreter().read_message_sync(text, ReadingContext(takes_in_thread=1, open_takes=1, shots_in_thread=1))
print(language.cache_info().currsize)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


@pytest.mark.parametrize("text", ["2", "take 2", "2 sorry"])
def test_without_takes_a_bare_number_answers_nothing(text: str) -> None:
    assert read(text).kind != "revision"


@pytest.mark.parametrize(
    "text", ["Recipe 2", "recipe for take 2", "what's the recipe of take 2?", "recette 2", "receta de la toma 2",
             "Rezept für Take 2", "テイク2のレシピ"],
)  # fmt: skip
def test_a_recipe_is_asked_for_by_its_take(text: str) -> None:
    reading = read(text, TWO_LANDED)
    assert (reading.kind, reading.recipe) == ("question", 2)


@pytest.mark.parametrize(
    ("text", "takes"),
    [
        ("master take 2", (2,)), ("Master take 2, please", (2,)), ("ok, master it", ()), ("mastere take 2", (2,)),
        ("Take 2 bitte mastern", (2,)), ("masterise la prise 2, s'il te plaît", (2,)), ("masteriza la toma 2", (2,)),
    ],
)  # fmt: skip
def test_a_master_is_ordered_by_the_whole_message(text: str, takes: tuple[int, ...]) -> None:
    reading = read(text, TWO_LANDED)
    assert (reading.order, reading.message.ref_take) == ("master", takes)


@pytest.mark.parametrize(
    "text", ["that's the master", "master take 2?", "master shot of the diner, wide", "master the light", "master"]
)
def test_words_about_a_master_order_none(text: str) -> None:
    assert read(text, TWO_LANDED).order is None


@pytest.mark.parametrize("text", ["close up of a recipe book, 2 eggs beside it", "our lasagna recipe is better"])
def test_a_recipe_of_a_kitchen_is_none(text: str) -> None:
    assert read(text, TWO_LANDED).recipe is None


@pytest.mark.parametrize(
    ("text", "how_long"),
    [
        ("off the record: her face is weird", "message"),
        ("don't log this but the light is awful", "message"),
        ("between us, the hands are a mess", "message"),
        ("off the record for the thread", "thread"),
        ("this thread is off the record", "thread"),
        ("off the record for today", "day"),
        ("everything off the record until tomorrow", "day"),
        ("entre nous, la lumière est moche", "message"),
        ("ne note pas ça : les mains sont ratées", "message"),
        ("ce fil reste entre nous, off the record", "thread"),
        ("entre nosotros, la luz es fea", "message"),
        ("que no conste, pero la mano está fatal", "message"),
        ("hoy extraoficialmente, ¿vale?", "day"),
        ("unter uns: das Licht ist schrecklich", "message"),
        ("bitte nicht protokollieren, die Hände sind furchtbar", "message"),
        ("inoffiziell für heute", "day"),
        ("オフレコで、光が変", "message"),
        ("このスレッドはオフレコで", "thread"),
        ("今日はオフレコで", "day"),
    ],
)
def test_words_may_be_off_the_record_in_every_language(text: str, how_long: str) -> None:
    assert read(text, LANDED).off_record == how_long


def test_what_is_said_off_the_record_is_still_read() -> None:
    assert read("don't log this but the light is awful", LANDED).kind == "feedback"


@pytest.mark.parametrize(
    "text",
    [
        "a clerk speaks off the record to a nurse in the corridor",
        'she says "off the record, he did it", close up',
        "love the light",
    ],
)
def test_a_story_about_secrets_is_on_the_record(text: str) -> None:
    assert read(text).off_record is None


@pytest.mark.parametrize(
    "text",
    [
        "a man walks down the street",
        "a dog chases a ball across the yard",
        "she opens the letter and cries",
        "une femme traverse la rue",
        "un hombre camina por la calle",
        "ein Mann geht die Straße entlang",
        "男が道を歩く",
    ],
)
def test_a_plain_sentence_to_the_bot_is_a_shot(text: str) -> None:
    assert read(text).kind == "new_shot"
    assert read(text, ReadingContext(addressed=False, takes_in_thread=1, shots_in_thread=1)).kind != "new_shot"


@pytest.mark.parametrize("text", ["we walk down to the unit base at six", "my dog ate a whole sandwich on set"])
def test_what_people_tell_of_themselves_is_no_shot(text: str) -> None:
    assert read(text).kind == "chatter"


@pytest.mark.parametrize(
    ("text", "speaker", "line"),
    [
        ("close up, she says you're late", "she", "you're late"),
        ("medium shot, he tells her he's leaving tomorrow", "he", "he's leaving tomorrow"),
        ("gros plan, elle dit que tu es en retard", "elle", "tu es en retard"),
        ("primer plano, ella dice que no vuelve nunca", "ella", "no vuelve nunca"),
        ("Nahaufnahme, sie sagt du bist zu spät", "sie", "du bist zu spät"),
    ],
)
def test_a_line_without_quotation_marks_is_heard_after_a_verb_of_speech(text: str, speaker: str, line: str) -> None:
    assert [(said.speaker, said.line) for said in read(text).message.dialogue] == [(speaker, line)]


@pytest.mark.parametrize("text", ["insert, a sign says keep out", "wide, she says goodbye at the gate"])
def test_signs_and_farewells_are_no_lines(text: str) -> None:
    assert read(text).message.dialogue == ()


def test_a_line_may_stand_under_its_speaker() -> None:
    shot = read("INT. LAB - NIGHT\nMCU, 35mm\nLUNDE\n(whispering)\nThat's not a whale.").message
    assert [(said.speaker, said.line) for said in shot.dialogue] == [("LUNDE", "That's not a whale.")]
    assert shot.negatives == ()


@pytest.mark.parametrize("context", [ASKED, TWO_LANDED])
def test_a_wish_of_the_crew_asks_for_a_change(context: ReadingContext) -> None:
    wider = read("I'd go wider", context)
    assert (wider.kind, wider.message.changes) == ("revision", ("framing",))
    assert wider.message.shot_size == (("wide",) if context.last_request else ())
    lens = read("im more a 135", context)
    assert (lens.kind, lens.message.focal_length_mm, lens.message.changes) == ("revision", 135, ("lens_focus",))


@pytest.mark.parametrize("context", [ASKED, TWO_LANDED])
def test_a_number_in_letters_corrects_the_length(context: ReadingContext) -> None:
    reading = read("hang on make that nine", context)
    assert (reading.kind, reading.message.duration_s) == ("revision", 9)


def test_replies_that_edit_a_take() -> None:
    assert read("go again x3", TWO_LANDED).message.n_takes == 3
    rain = read("take 2 again with rain", TWO_LANDED).message
    assert (rain.ref_take, rain.subject_keywords, rain.changes) == ((2,), ("rain",), ("production_design",))
    assert read("left-handed", TWO_LANDED).kind == "revision"
    assert read("rerun t3 with her in a green coat", TWO_LANDED).message.ref_take == (3,)
    assert read("roll 1 again but at night", TWO_LANDED).message.ref_take == (1,)
    assert read("テイク1のまま、夜でもう一回", TWO_LANDED).message.ref_take == (1,)


def test_the_journey_starts_with_a_shot_and_its_corrections() -> None:
    shot = read(
        "12 - waitress at payphone, we're across the st, long lens, traffic wiping frame. "
        "shes BEEN crying, not crying now. no score. like 6 sec"
    ).message
    assert (shot.kind, shot.lens, shot.duration_s, shot.negatives) == ("new_shot", ("telephoto",), 6, ("score",))
    edit = read("wait 7. and rain", ASKED)
    assert (edit.kind, edit.message.duration_s, edit.message.ref_take) == ("revision", 7, ())
    assert "rain" in edit.message.subject_keywords
    assert read("copy. lunch 12:40, call moved to 6a", ASKED).kind == "chatter"
    wish = read("traffic shd wipe L to R, im more a 135", ASKED)
    assert (wish.kind, wish.message.focal_length_mm) == ("revision", 135)
    word = read("yes what he said. roll it", ASKED)
    assert (word.kind, word.order) == ("chatter", "roll")


def test_the_journey_goes_on_when_a_take_has_landed() -> None:
    note = "light is gorgeous but her hand at 0:04 :grimacing: and thats not a payphone thats a parking meter lol"
    assert read(note, LANDED).kind == "feedback"
    assert read(note.replace("0:04", "0:05"), LANDED).kind == "feedback"
    take = read("one w the payphone fixed, everything else the same, hold the wipe a beat", LANDED)
    assert (take.kind, take.message.ref_take) == ("revision", ("previous",))
    assert set(take.message.changes) == {"prompt_adherence", "pacing"}
    assert read("same but wider", ROLLING).message.changes == ("framing",)
    assert read("2 sorry", ROLLING).message.ref_take == (2,)
    circled = read("2 is the one, circle it, from the wipe on", ROLLING)
    assert (circled.kind, circled.order) == ("feedback", None)
    leave = read("great cut everyone. cut! lunch", ROLLING)
    assert (leave.kind, leave.order) == ("chatter", None)


@pytest.mark.parametrize(
    ("text", "context", "kind"),
    [
        ("12 - la serveuse à la cabine, on est en face, longue focale, pas de musique, genre 6 s", None, "new_shot"),
        ("attends, 7. et de la pluie", ASKED, "revision"),
        ("reçu. déjeuner 12h40", ASKED, "chatter"),
        ("la 2 mais de nuit, le reste pareil", TWO_LANDED, "revision"),
        ("12 - camarera en la cabina, tele, sin música, unos 6 segundos", None, "new_shot"),
        ("espera, 7. y lluvia", ASKED, "revision"),
        ("igual pero más abierto", TWO_LANDED, "revision"),
        ("Kellnerin am Münztelefon, langes Tele, keine Musik, so 6 Sekunden", None, "new_shot"),
        ("nochmal, aber bei Regen", TWO_LANDED, "revision"),
        ("danke euch, Mittag um 12:40", ASKED, "chatter"),
        ("電話ボックスのウェイトレス、望遠、音楽なし、6秒くらい", None, "new_shot"),
        ("同じで、もっと広く", TWO_LANDED, "revision"),
    ],
)
def test_the_same_mess_is_read_in_other_languages(text: str, context: ReadingContext | None, kind: str) -> None:
    assert read(text, context).kind == kind


@pytest.mark.parametrize(
    "words",
    [
        "ANA (en off) : « Je reviens. » plan large de la plage",
        'voz en off: "Nunca volvió." plano general del mar',
        "two shot, a table between us and them, night",
    ],
)
def test_a_voice_off_screen_and_words_of_a_scene_are_on_the_record(words: str) -> None:
    reading = RulesInterpreter().read_message_sync(words)
    assert (reading.kind, reading.off_record) == ("new_shot", None)
