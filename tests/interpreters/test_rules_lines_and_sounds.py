"""Lines between dashes and behind names, figures in words, and sounds with what makes them."""

import pytest

from graphs.crew.reading import ReadingContext
from graphs.interpreters.rules import RulesInterpreter
from graphs.vocabulary.requests import Line, ShotRequest

READER = RulesInterpreter()
IN_A_THREAD = ReadingContext(takes_in_thread=3, shots_in_thread=1)


def asked(text: str, context: ReadingContext | None = None) -> ShotRequest:
    return READER.read_message_sync(text, context).message


@pytest.mark.parametrize(
    ("text", "speaker", "line"),
    [
        (
            "Clara de espaldas en el muelle. —No me mires así —dice Clara—. Ya no soy tu hermana. Olas lejanas.",
            "Clara",
            "No me mires así. Ya no soy tu hermana.",
        ),
        (
            "Period piece, drawing room. LADY VANE — One does not refuse the Admiral.",
            "LADY VANE",
            "One does not refuse the Admiral.",
        ),
        ("Plan large, le juge.\n— Vous maintenez ?", None, "Vous maintenez ?"),
        ("**JUNO** (V.O.)\nI counted the exits.\n\nCasino floor, Steadicam", "JUNO", "I counted the exits."),
        ("MUM now says *Pack a bag.* in the hall, wide", "MUM", "Pack a bag."),
        ("Un gamin (hors champ) lance ‹ Attends-moi ! ›. Plan large.", "gamin", "Attends-moi !"),
        ('Claymation insert of a fox. FOX, squeaky: "Rent\'s due!"', "FOX", "Rent's due!"),
        ("wide of a breakfast bar. Voiceover, upbeat: 'Mornings, sorted.'", None, "Mornings, sorted."),
        ('Slow creep in on Dr Bell, CU. Her V.O. over: "We were nine."', "Dr Bell", "We were nine."),
        ("Plano medio de la pescadora. Nos dice: “Aquí el mar ya no paga”.", "pescadora", "Aquí el mar ya no paga"),
        ("plan poitrine, Lou enlève son masque de clown. elle dit « c'était moi »", "Lou", "c'était moi"),
        ("groß, low key, der Kühlschrank spricht, KÜHLSCHRANK: mach die tür zu", "KÜHLSCHRANK", "mach die tür zu"),
        ("肩越しで女将から客へ。女将、小声で『お連れ様は、もう』", "女将", "お連れ様は、もう"),
    ],
)
def test_a_line_is_heard_however_it_is_set(text: str, speaker: str | None, line: str) -> None:
    assert asked(text).dialogue == (Line(speaker=speaker, line=line),)


@pytest.mark.parametrize(
    "text",
    [
        "wide of the pier — long lens — gulls. Six seconds",
        "12 — waitress at payphone, we're across the st, long lens",
        "EXT. PIER — NIGHT. Wide — a man alone.",
        "— wide of the door\n— close on the key",
    ],
)
def test_dashes_between_words_of_a_shot_set_off_no_line(text: str) -> None:
    assert asked(text).dialogue == ()


@pytest.mark.parametrize(
    ("text", "stop", "focal"),
    [
        ("steadi on the dancer, forty mil at a two eight, no cuts", 2.8, 40),
        ("medium on her, f two point eight, lens about an eighty-five", 2.8, 85),
        ("Plano medio corto de la pescadora, de perfil, 85 a T2.", 2.0, 85),
        ("Halbtotale vom Hof, Blende zwei acht, 35er", 2.8, 35),
        ("pano droite le long du frigo ouvert à 3h du mat", None, None),
        ("Gros plan sur Basile, grain 16 mm", None, None),
    ],
)
def test_lenses_and_stops_are_read_in_words_and_figures(text: str, stop: float | None, focal: float | None) -> None:
    shot = asked(text)
    assert (shot.t_stop, shot.focal_length_mm) == (stop, focal)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("crash zoom into the villain's eyebrow, 70s kung fu flick", None),
        ("wide of a disco, 1980s look", None),
        ("an insert of a watch for a 30s spot", 30),
        ("plan large du phare, corne de brume toutes les trois secondes", None),
    ],
)
def test_years_and_what_comes_every_so_often_are_no_length(text: str, seconds: float | None) -> None:
    assert asked(text).duration_s == seconds


def test_longer_and_shorter_count_from_the_take_before() -> None:
    before = ReadingContext(takes_in_thread=1, shots_in_thread=1, last_request=ShotRequest(duration_s=6))
    assert asked("same, but hold the last beat two secs longer", before).duration_s == 8
    assert asked("Wie Take 1, bitte zwei Sekunden kürzer", before).duration_s == 4
    assert asked("same, but hold the last beat two secs longer", IN_A_THREAD).duration_s is None
    assert asked("refais la prise 1, rallonge à 12 secondes", before).duration_s == 12


def test_academy_is_the_ratio_of_sound_film() -> None:
    assert asked("Two-shot in the lift, academy ratio").aspect_ratio == "1.37:1"
    assert asked("Two-shot in the lift, 4:3").aspect_ratio == "4:3"


@pytest.mark.parametrize(
    ("text", "ruled_out"),
    [
        ("Wie Take 1, Cello raus, dafür Regen", ("Cello",)),
        ("die 2 nochmal, die kamera fährt raus", ()),
        ("膝上で農夫。音楽は絶対入れない。", ("音楽",)),
        ("駅のホーム、10秒。人の顔は映さない。", ("人の顔",)),
        ("wide of stragglers. Crowd? No crowd.", ("crowd",)),
        ("profile on the captain, dont move the camera", ()),
        ("pan R across a classroom, any light except neon", ("neon",)),
        ("elle range des flacons, gros plan, sans lever les yeux", ()),
    ],
)
def test_what_is_ruled_out_is_told_from_what_only_sounds_so(text: str, ruled_out: tuple[str, ...]) -> None:
    assert asked(text, IN_A_THREAD if "Take 1" in text or "die 2" in text else None).negatives == ruled_out


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("macro, hear it rattle and then the lid pop", ("it rattle", "lid pop")),
        ("Barrido de la puerta. Silla que cruje, respiración entrecortada.", ("Silla que cruje",)),
        ("wide of a corridor, shoes squeaking on lino", ("shoes squeaking on lino",)),
        ("CU of the mirror, only sound is the fridge hum", ("fridge hum",)),
        ("wide of a man hammering a nail", ()),
    ],
)
def test_a_sound_is_read_with_what_makes_it_and_with_what_its_list_goes_on(text: str, sounds: tuple[str, ...]) -> None:
    heard = asked(text).audio
    assert heard[: len(sounds)] == sounds and (sounds or not heard)


@pytest.mark.parametrize("words", ["and no rain please", "und bitte kein Regen mehr", "y sin lluvia por favor"])
def test_what_is_politely_left_out_alters_a_slate_that_waits(words: str) -> None:
    waiting = ReadingContext(shots_in_thread=1, addressed=False)
    reading = READER.read_message_sync(words, waiting)
    assert (reading.kind, len(reading.message.negatives)) == ("revision", 1)


@pytest.mark.parametrize("words", ["本番回して", "いいね、それで。本番回して", "rodemos", "kann gedreht werden"])
def test_the_word_to_roll_is_heard_as_crews_say_it(words: str) -> None:
    assert READER.read_message_sync(words, ReadingContext(shots_in_thread=1, addressed=False)).order == "roll"


def test_a_japanese_slate_begins_with_its_sign() -> None:
    assert READER.read_message_sync("S#14 雨のバス停、女が立ってる。ミディアム").slates == ("14",)
