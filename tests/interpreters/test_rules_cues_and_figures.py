"""Sounds that no list knows, speakers beside a line, figures as crews say them, and what a revision wants less of."""

from typing import Any

import pytest

from graphs.crew.reading import ReadingContext
from graphs.interpreters.rules import RulesInterpreter
from graphs.vocabulary.requests import Line, ShotRequest

READER = RulesInterpreter()
IN_A_THREAD = ReadingContext(takes_in_thread=4, shots_in_thread=1)


def asked(text: str, context: ReadingContext | None = None) -> ShotRequest:
    return READER.read_message_sync(text, context).message


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Two shot on the tow path, overcast. Geese, water lapping.", ("Geese", "water lapping")),
        ("wide of the skate park, fisheye. wheels on concrete, hip hop beat.", ("wheels on concrete", "hip hop")),
        (
            "contre-plongée sur le procureur. Toux, parquet qui grince.",
            ("Toux", "parquet qui grince"),
        ),
    ],
)
def test_what_stands_in_a_row_with_a_sound_is_one_without_being_known(text: str, heard: tuple[str, ...]) -> None:
    assert set(heard) <= set(asked(text).audio)


def test_a_row_of_things_to_be_seen_is_no_row_of_sounds() -> None:
    request = asked("wide of the market hall: fish stalls, an old scale, a boy with a crate")
    assert request.audio == ()
    assert "old scale" in request.subject_keywords


def test_weather_that_a_revision_brings_in_is_seen() -> None:
    request = asked("same but at night and rain", IN_A_THREAD)
    assert (request.subject_keywords, request.audio) == (("rain",), ())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            'MS of two men on a bench. "You first," says Benny. "And you lost," says Roth.',
            Line(speaker="Roth", line="And you lost"),
        ),
        (
            'Cowboy shot on Delphine in the doorway. She says, barely audible, "Is he gone?"',
            Line(speaker="Delphine", line="Is he gone?"),
        ),
        (
            'Pan across the classroom while Teacher O.S. says "Eyes on your own paper"',
            Line(speaker="Teacher", line="Eyes on your own paper"),
        ),
        (
            'shot of the courier at the lift doors. MARGE (O.S.): "Fourth floor, love." Courier says zilch.',
            Line(speaker="MARGE", line="Fourth floor, love."),
        ),
        (
            "PROCUREUR : Levez-vous. / ACCUSÉE (hors champ) : Je suis debout, monsieur.\ncontre-plongée",
            Line(speaker="ACCUSÉE", line="Je suis debout, monsieur."),
        ),
        ("wide\nTOM\n(beat) I did. I never posted them.", Line(speaker="TOM", line="I did. I never posted them.")),
        (
            "two shot at a table, and the widow says quote you already sold it unquote",
            Line(speaker="widow", line="you already sold it"),
        ),
    ],
)
def test_who_says_a_line_is_read_over_what_stands_between(text: str, line: Line) -> None:
    assert line in asked(text).dialogue


@pytest.mark.parametrize("text", ["あと台詞を「ただいま」に変えてください", "T3の台詞を「ただいま」に差し替えて"])
def test_the_word_for_a_line_and_a_take_say_nothing(text: str) -> None:
    assert asked(text, IN_A_THREAD).dialogue == (Line(speaker=None, line="ただいま"),)


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("wide of a man, eleven seconds in UHD", "duration_s", 11),
        ("white horse through frame, locked off, 20 sec, no, say 14", "duration_s", 14),
        ("NADIA (20s, bleached hair) sits on a dryer, wide", "duration_s", None),
        ("When you get a sec, a full shot of the bridesmaid", "duration_s", None),
        ("hero product, hundred mil macro at T eight", "t_stop", 8),
        ("two shot, T one point four on the eighty-five, shallow", "focal_length_mm", 85),
        ("TELE 300, harter Schwenk auf den Trainer", "focal_length_mm", 300),
        ("Plan américain du shérif. Au 40.", "focal_length_mm", 40),
        ("handheld in the locker room, 16mm documentary feel", "focal_length_mm", None),
        ("空撮、工場地帯の夜景。テイク3つください。", "n_takes", 3),
        ("Two set-ups please: first an aerial of the vineyard, second an insert of the cork", "n_shots", 2),
    ],
)
def test_figures_are_read_as_crews_say_them(text: str, field: str, value: Any) -> None:
    assert getattr(asked(text), field) == value


@pytest.mark.parametrize(
    ("text", "take"),
    [
        ("re-render the second take in vertical", 2),
        ("rework t4: he picks up the phone before sitting down", 4),
        ("version 2, only make it black and white", 2),
        ("keep 4, but make it a two-shot", 4),
    ],
)
def test_a_take_is_named_in_many_ways(text: str, take: int) -> None:
    assert asked(text, IN_A_THREAD).ref_take == (take,)


@pytest.mark.parametrize(
    ("text", "field", "aspect"),
    [
        ("same but less neon", "lighting", "lighting"),
        ("take 2 with less handheld", "camera_movement", "camera_movement"),
        ("la même mais moins de néon", "lighting", "lighting"),
        ("noch mal, aber weniger Neon", "lighting", "lighting"),
        ("同じで、ネオン控えめに", "lighting", "lighting"),
    ],
)
def test_what_is_to_be_less_is_altered_and_not_stated(text: str, field: str, aspect: str) -> None:
    request = asked(text, IN_A_THREAD)
    assert getattr(request, field) == ()
    assert aspect in request.changes


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "plano medio de Clara, mit langer Brennweite, la nuit, 雨, 6 s",
            {"shot_size": ("medium",), "lens": ("telephoto",), "time_of_day": ("night",), "duration_s": 6},
        ),
        (
            "wide of the harbour, de noche, mit Regen und Neonlicht, 6 seconds",
            {"shot_size": ("wide",), "lighting": ("neon",), "time_of_day": ("night",)},
        ),
    ],
)
def test_languages_that_are_mixed_in_one_message_are_read_each(text: str, stated: dict[str, Any]) -> None:
    request = asked(text)
    assert {name: getattr(request, name) for name in stated} == stated
