"""Cards say what VOICE asks, escape what people wrote, and stay within Block Kit's limits for any input."""

from dataclasses import replace
from typing import Any

import pytest

from bot.cards import answers
from bot.cards.greeting import greeting_card
from bot.cards.help import help_blocks
from bot.cards.home import home_view
from bot.cards.recipe import original_view, prompt_view
from bot.cards.slate import slate_card
from bot.cards.take import take_card
from bot.cards.words import about, camera_words, money, ordinal, timecode
from graphs.crew.camera import Estimate
from graphs.vocabulary.refs import FileRef
from graphs.vocabulary.requests import Line, ShotRequest
from graphs.vocabulary.shots import Kept, TakeState
from tests.edges.nouns import PRODUCTION, a_shot, a_take, doubt_about, shot_view, take_view, words_of


def labels(blocks: Any) -> list[str]:
    """What stands on the buttons, in order; the [...] menu's entries last."""
    found = []
    for block in blocks:
        for element in [*block.get("elements", ()), *([block["accessory"]] if "accessory" in block else [])]:
            if element["type"] == "button":
                found.append(element["text"]["text"])
            if element["type"] == "overflow":
                found += [option["text"]["text"] for option in element["options"]]
    return found


@pytest.mark.parametrize(
    ("keeps", "line"),
    [
        ("edit", "edit of take 1, keeps the picture; changed: medium -&gt; wide"),
        ("frames", "from take 1's frames; changed: medium -&gt; wide"),
        ("new", "new roll after take 1, will look different; changed: medium -&gt; wide"),
        (None, "from take 1; changed: medium -&gt; wide"),
    ],
)
def test_a_revisions_card_names_how_it_keeps_the_picture(keeps: Kept | None, line: str) -> None:
    take = a_take(2, keeps=keeps, parent="take1", changes=("medium -> wide",))
    assert line in words_of(take_card(take_view(take, parent=a_take(1))).blocks)


def test_a_wide_format_is_told_on_the_slate_card() -> None:
    noted = replace(shot_view(), estimate=Estimate(56, 40, ("2.39:1 is framed inside 16:9",)))
    assert "2.39:1 is framed inside 16:9" in words_of(slate_card(noted).blocks)


def test_the_slate_card_reads_the_request_back() -> None:
    said = words_of(slate_card(shot_view(None, a_take(1, "rolling"))).blocks)
    assert "*Shot 3*  (unslated)" in said
    assert "animatic: free, about 12 s" in said
    assert "*Medium, low angle, dolly in, 40 mm, 8 s.* Courier, rain, neon." in said
    assert 'Courier: \\"You\'re late.\\"' in said
    assert "filled in: night, 16:9" in said
    assert "rolling take 1" in said


def test_a_slated_shot_is_called_by_its_slate() -> None:
    said = words_of(slate_card(shot_view(a_shot(slate="14C"))).blocks)
    assert "*14C*" in said
    assert "unslated" not in said


def test_what_could_not_be_read_is_said_once_and_quietly() -> None:
    blocks = slate_card(shot_view(a_shot(unread=("swirly",)))).blocks
    assert [b["type"] for b in blocks if "swirly" in words_of([b])] == ["context"]


def test_an_image_that_came_along_is_named() -> None:
    photo = FileRef("F1", "<waitress>.jpg", "image/jpeg", 10, "https://chat.example/F1")
    said = words_of(slate_card(shot_view(a_shot(references=(photo,)))).blocks)
    assert "kept as reference: &lt;waitress&gt;.jpg; the animatic does not look at it" in said


def test_roll_it_stands_only_while_the_word_is_waited_for() -> None:
    waiting = slate_card(shot_view(a_shot(state="waiting"), a_take(1, kind="previs")))
    assert labels(waiting.blocks) == ["Roll it", "Edit", "Full prompt", "Drop"]
    assert "waits for the word; previs P1 below, not rolled yet" in words_of(waiting.blocks)
    assert "Roll it" not in labels(slate_card(shot_view(None, a_take())).blocks)


def test_each_rolling_take_can_be_cancelled_from_the_slate() -> None:
    one = slate_card(shot_view(None, a_take(1, "rolling")))
    assert labels(one.blocks) == ["Cancel", "Edit", "Full prompt", "Drop"]
    four = slate_card(shot_view(None, *(a_take(n, "rolling") for n in (1, 2, 3, 4))))
    assert labels(four.blocks) == [
        "Cancel take 1",
        "Cancel take 2",
        "Edit",
        "Cancel take 3",
        "Cancel take 4",
        "Full prompt",
        "Drop",
    ]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("open", "take 1 is next"),
        ("queued", "take 1 queued, 2nd in line"),
        ("rolling", "rolling take 1"),
        ("collected", "take 1 is rendered, on its way here"),
        ("screened", "take 1 is in"),
        ("cancelled", "take 1 cancelled"),
        ("failed", "take 1 failed: The lens cap was on"),
    ],
)
def test_the_slate_card_says_where_the_shot_stands(state: TakeState, words: str) -> None:
    view = shot_view(None, a_take(1, state, trouble="The lens cap was on."), place=2)
    assert words in words_of(slate_card(view).blocks)


def test_a_wish_stands_on_the_slate_under_its_authors_name_and_can_be_taken_up() -> None:
    wish = a_take(2, kind="previs", asked_by="U_DP", changes=("40 mm -> 135 mm",))
    view = replace(shot_view(a_shot(state="waiting"), a_take(1, kind="previs"), wish), wishes=(wish,))
    card = slate_card(view)
    assert "<@U_DP> wishes: 40 mm -&gt; 135 mm (P2)" in words_of(card.blocks)
    assert labels(card.blocks) == ["Roll it", "Take it up", "Edit", "Full prompt", "Drop"]


def test_doubt_is_said_once_with_the_other_meaning_to_tap() -> None:
    card = slate_card(shot_view(a_shot(doubt=doubt_about("low"))))
    assert "I read “low” as low angle." in words_of(card.blocks)
    assert "Low key instead" in words_of(card.blocks)


def test_a_reading_without_the_language_model_is_said_quietly() -> None:
    card = slate_card(shot_view(a_shot(fallback="slow")))
    assert "read without the language model (slow)" in words_of(card.blocks)


def test_a_take_that_waits_for_another_says_so() -> None:
    view = take_view(a_take(3, "open", changes=("medium -> wide",)), parent=a_take(2, "rolling"))
    assert "waits for the picture of take 2" in words_of(take_card(view).blocks)


def test_a_render_that_could_not_be_stopped_says_what_it_cost() -> None:
    view = take_view(a_take(3, "cancelled", ended_by="U_DIR", cost_cents=49))
    assert "cancelled by <@U_DIR>; the camera could not stop it, so $0.49 counts as spent" in words_of(
        take_card(view).blocks
    )


def test_the_original_comes_with_the_recipe_of_its_take() -> None:
    shown = words_of(original_view(take_view(a_take(prompt="a courier")), None, "https://chat.example/F1")["blocks"])
    for part in ("the file as it left the camera", "prompt: a courier", "seed: 1", "shot size: medium"):
        assert part in shown


def test_words_too_long_for_the_card_are_behind_edit() -> None:
    lines = tuple(Line(speaker="Courier", line="late " * 60) for _ in range(40))
    card = slate_card(shot_view(a_shot(request=courier_with(dialogue=lines))))
    assert "full text behind Edit" in words_of(card.blocks)


def courier_with(**changes: Any) -> ShotRequest:
    return a_shot().request.model_copy(update=changes)


def test_a_take_card_says_cost_and_time_as_they_were() -> None:
    card = take_card(take_view())
    assert "*14C take 1*, free, 12 s" in words_of(card.blocks)
    assert labels(card.blocks) == ["Circle", "Again", "Hold", "NG", "Notes", "Circle a part", "Original"]
    paid = take_card(take_view(a_take(cost_cents=56, rolled_in_s=38)))
    assert "*14C take 1*, $0.56, 38 s" in words_of(paid.blocks)


def test_a_circled_take_says_so_in_its_first_line() -> None:
    card = take_card(take_view(verdict="circle", verdict_by="U_DIR", notes=2, liked=2, liking=3))
    assert card.blocks[0]["text"]["text"] == "*Circled by the director*"
    assert labels(card.blocks)[:3] == ["Uncircle", "Again", "Notes 2"]
    assert "Notes 2, liked 2 of 3" in words_of(card.blocks)


def test_a_revision_says_where_it_comes_from_and_what_it_changed() -> None:
    take = a_take(2, changes=("medium -> wide",), already=("night",))
    said = words_of(take_card(take_view(take, parent=a_take(1))).blocks)
    assert "from take 1; changed: medium -&gt; wide" in said
    assert "already night, so nothing to change there" in said


def test_an_older_take_shrinks_to_a_line_and_keeps_its_actions() -> None:
    card = take_card(take_view(newest=False, verdict="circle", notes=1))
    assert len(card.blocks) == 1
    assert "*14C take 1*, free, 12 s, Circled by the director, Notes 1" in words_of(card.blocks)
    assert labels(card.blocks) == ["Uncircle", "Again", "Circle a part", "Notes", "Original"]


def test_a_failed_take_says_why_and_offers_another_try() -> None:
    card = take_card(take_view(a_take(1, "failed", trouble="The camera failed. Nothing was charged.")))
    assert "*14C take 1* failed: The camera failed. Nothing was charged." in words_of(card.blocks)
    assert labels(card.blocks) == ["Try again", "Edit"]


def test_a_deleted_take_is_one_line_without_buttons() -> None:
    card = take_card(take_view(a_take(1, "deleted")))
    assert len(card.blocks) == 1
    assert labels(card.blocks) == []


def test_the_greeting_is_three_lines_and_says_what_is_kept() -> None:
    card = greeting_card(PRODUCTION)
    assert len(card.blocks) == 3
    said = words_of(card.blocks)
    for part in ("Type", "React", "Kept", "/dailies help"):
        assert part in said


def test_nothing_the_bot_says_has_an_exclamation_mark() -> None:
    cards = [
        *greeting_card(PRODUCTION).blocks,
        *help_blocks(),
        *home_view([])["blocks"],
        *slate_card(shot_view()).blocks,
        *take_card(take_view()).blocks,
        *original_view(take_view(), None, None)["blocks"],
        *prompt_view(a_shot(), None)["blocks"],
        *(
            answers.__dict__[name]
            for name in dir(answers)
            if name.isupper() and isinstance(answers.__dict__[name], str)
        ),
    ]
    said = words_of(cards).lower()
    for word in ("!", "oops", "please", "sorry"):
        assert word not in said


def test_film_words_money_and_times_are_for_people() -> None:
    assert camera_words(ShotRequest(shot_size=("medium_close_up",), camera_angle=("worms_eye",), t_stop=2.8)) == [
        "medium close-up",
        "worm's-eye view",
        "T2.8",
    ]
    assert (money(0), money(56), money(123456)) == ("free", "$0.56", "$1,234.56")
    assert (about(12.4), about(40), about(170), about(0)) == ("about 12 s", "about 40 s", "about 3 min", "about 1 s")
    assert (timecode(3), timecode(62.5), timecode(59.98)) == ("0:03", "1:02.5", "1:00")
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 21, 113)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "21st", "113th",
    ]  # fmt: skip
