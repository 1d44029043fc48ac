"""Which records enter a figure, and what becomes of a rate when somebody thinks again."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from graphs.research.figures import left_out
from graphs.vocabulary.lists import feedback_schema
from tests.research.week import Week, fault, summary, told, verdict


@pytest.fixture
def week() -> Week:
    """One shot with one take."""
    week = Week()
    week.shot("14C")
    week.take("14C")
    return week


TAKE = "t-14C-1"


def test_the_records_of_these_tests_are_records(week: Week) -> None:
    week.says(TAKE, "U2")
    week.says(TAKE, "U2", **fault(), severity="major")
    week.says(TAKE, "U1", **verdict("circle"))
    week.reacts(TAKE, "U3", "fire", 0.9)
    for record in week.rows.feedback:
        Draft202012Validator(feedback_schema()).validate(record)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, None),
        ({"permission_role": "researcher"}, "researcher"),
        ({"consent": "none"}, "no_consent"),
        ({"subject": "previs"}, "previs"),
        ({"subject": "note"}, "no_take"),
        ({"subject": "digest"}, "no_take"),
        ({"take_id": None}, "no_take"),
        ({"intent": "off_topic", "aspect": "none"}, "not_a_judgement"),
        ({"source": "reaction", "valence": None}, "not_a_judgement"),
        ({"attribution": "reading"}, "our_fault"),
        ({"attribution": "default"}, "our_fault"),
        ({"attribution": "prompt"}, "our_fault"),
        ({"attribution": "model"}, None),
        ({"attribution": "brief"}, None),
    ],
)
def test_a_record_enters_a_figure_or_says_why_not(week: Week, changed: dict[str, Any], reason: str | None) -> None:
    week.says(TAKE, "U2", **(fault() | changed))
    assert left_out(week.rows.feedback[0]) == reason
    counted = summary(week)["defects"]
    assert [d["k"] for d in counted] == ([1] if reason is None else [])


@pytest.mark.parametrize("kind", ["retracted", "superseded", "rejected"])
def test_what_is_taken_back_leaves_every_count(week: Week, kind: str) -> None:
    record = week.says(TAKE, "U2", **fault())
    before = summary(week)
    week.insert(record, kind)
    after = summary(week)
    assert (before["defects"][0]["k"], before["volume"]["notes"], before["volume"]["people"]) == (1, 1, 1)
    assert (after["defects"], after["volume"]["notes"], after["volume"]["people"]) == ([], 0, 0)
    assert after["quality"]["left_out"] == {"taken_back": 1}


def test_a_correction_moves_a_fault_to_its_aspect(week: Week) -> None:
    record = week.says(TAKE, "U2", **fault())
    week.insert(record, "corrected", {"aspect": "pacing"})
    assert [(d["aspect"], d["k"]) for d in summary(week)["defects"]] == [("pacing", 1)]
    assert summary(week)["quality"]["readings_checked"] == 1


def test_a_reading_found_right_counts_as_before(week: Week) -> None:
    record = week.says(TAKE, "U2", **fault())
    week.insert(record, "confirmed")
    found = summary(week)
    assert [(d["aspect"], d["k"]) for d in found["defects"]] == [("camera_movement", 1)]
    assert (found["quality"]["readings_checked"], found["quality"]["left_out"]) == (1, {})


@pytest.mark.parametrize("whose", ["reading", "default", "prompt"])
def test_a_fault_that_is_put_down_to_us_leaves_the_figures_and_comes_back_with_the_next_word(
    week: Week, whose: str
) -> None:
    record = week.says(TAKE, "U2", **fault())
    week.insert(record, "corrected", {"attribution": whose})
    ours = summary(week)
    week.insert(record, "corrected", {"attribution": "model"})
    assert (ours["defects"], ours["quality"]["left_out"]) == ([], {"our_fault": 1})
    assert [d["k"] for d in summary(week)["defects"]] == [1]


def test_a_note_that_was_moved_counts_on_the_take_that_it_was_moved_to(week: Week) -> None:
    second = week.take("14C", 2)
    record = week.says(TAKE, "U2", **fault())
    week.insert(record, "corrected", {"take_id": second})
    assert [t["name"] for t in summary(week)["defects"][0]["takes"]] == ["14C take 2"]
    previs = week.take("14C", 3, kind="previs")
    week.insert(record, "corrected", {"take_id": previs, "subject": "previs"})
    assert (summary(week)["defects"], summary(week)["quality"]["left_out"]) == ([], {"previs": 1})


def test_a_verdict_that_was_none_after_all_leaves_the_approval_rate(week: Week) -> None:
    record = week.says(TAKE, "U1", **verdict("circle"))
    week.insert(record, "corrected", {"intent": "praise", "verdict": None})
    assert (summary(week)["approval"]["n"], summary(week)["verdicts"]["circle"]) == (0, 0)


def test_only_faults_are_faults(week: Week) -> None:
    week.says(TAKE, "U2")
    week.says(TAKE, "U2", aspect="framing", intent="change_request", sentiment="neutral")
    week.says(TAKE, "U2", aspect="sound", intent="question", sentiment="neutral")
    week.says(TAKE, "U2", aspect="pacing", intent="change_request", sentiment="neg")
    week.reacts(TAKE, "U3", "bug", -0.5, intent="defect", aspect="artefacts", sentiment="neg")
    assert [(d["aspect"], d["k"], d["n"]) for d in summary(week)["defects"]] == [("artefacts", 1, 1), ("pacing", 1, 1)]


def test_dislike_of_the_whole_take_is_no_fault_of_a_craft(week: Week) -> None:
    week.reacts(TAKE, "U3", "x", -1.0, intent="defect")
    week.says(TAKE, "U4", aspect="overall", intent="defect", sentiment="neg")
    found = summary(week)
    assert found["defects"] == []
    assert (found["liking"]["k"], found["liking"]["n"]) == (0, 2)


def test_a_fault_named_by_three_people_is_one_take(week: Week) -> None:
    week.take("14C", 2)
    for person in ("U2", "U3", "U4"):
        week.says(TAKE, person, **fault())
    week.says("t-14C-2", "U2")
    (found,) = summary(week)["defects"]
    assert (found["k"], found["n"], found["rate"]) == (1, 2, None)
    assert [t["name"] for t in found["takes"]] == ["14C take 1"]


def test_the_latest_verdict_of_the_director_is_the_verdict(week: Week) -> None:
    week.says(TAKE, "U1", **verdict("ng"))
    circled = week.says(TAKE, "U1", **verdict("circle"))
    assert [summary(week)["verdicts"][w] for w in ("circle", "hold", "ng", "none")] == [1, 0, 0, 0]
    week.insert(circled, "retracted")
    assert [summary(week)["verdicts"][w] for w in ("circle", "hold", "ng", "none")] == [0, 0, 1, 0]


def test_nobody_but_the_director_decides(week: Week) -> None:
    week.says(TAKE, "U2", **(verdict("circle") | {"permission_role": "producer"}))
    assert summary(week)["verdicts"]["none"] == 1
    assert summary(week)["approval"]["n"] == 0


def test_a_verdict_on_what_we_got_wrong_is_told_but_enters_no_rate(week: Week) -> None:
    week.says(TAKE, "U1", **verdict("ng"), attribution="reading")
    assert summary(week)["verdicts"]["ng"] == 1
    assert summary(week)["approval"]["n"] == 0


def test_liking_and_verdicts_are_never_pooled(week: Week) -> None:
    for person in ("U2", "U3", "U4"):
        week.reacts(TAKE, person, "+1", 0.8)
    week.reacts(TAKE, "U1", "x", -1.0, **verdict("ng"))
    found = summary(week)
    assert (found["approval"]["k"], found["approval"]["n"]) == (0, 1)
    assert (found["liking"]["k"], found["liking"]["n"]) == (3, 3)


def test_somebodys_several_likings_of_a_take_are_one(week: Week) -> None:
    week.reacts(TAKE, "U2", "fire", 0.9)
    week.reacts(TAKE, "U2", "heart", 0.8)
    week.reacts(TAKE, "U3", "+1", 0.8)
    week.reacts(TAKE, "U3", "-1", -0.8)
    week.says(TAKE, "U4", aspect="overall", sentiment="neg", intent="rejection")
    found = summary(week)["liking"]
    assert (found["k"], found["n"]) == (1, 2)


def test_words_on_one_aspect_are_no_liking_of_the_take(week: Week) -> None:
    week.says(TAKE, "U2")
    assert summary(week)["liking"]["n"] == 0


def test_rates_cluster_by_shot() -> None:
    week = Week()
    for name in ("1A", "1B", "1C"):
        week.shot(name)
        for number in range(1, 11):
            take = week.take(name, number)
            week.says(take, "U1", **verdict("circle" if name == "1A" else "ng"))
    found = summary(week)["approval"]
    assert (found["k"], found["n"], found["clusters"]) == (10, 30, 3)
    assert found["n_eff"] == pytest.approx(2.0)
    assert found["rate"] is None


def test_a_master_is_no_other_try_and_enters_no_figure(scene: Week) -> None:
    before = summary(scene)
    scene.take("14C", 3, master_of="t-14C-1")
    scene.says("t-14C-3", "U_DIR", **verdict("ng"))
    after = summary(scene)
    assert (after["approval"], after["defects"]) == (before["approval"], before["defects"])
    assert (after["volume"]["takes"], after["volume"]["masters"]) == (before["volume"]["takes"], 1)
    assert after["quality"]["left_out"]["master"] == 1
    assert "1 master" in told(scene)
