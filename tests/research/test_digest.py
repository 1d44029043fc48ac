"""What a digest counts of a week."""

import json

from graphs.research.digest import to_markdown
from tests.research.week import Week, fault, summary, told, verdict


def test_the_volume_of_a_week(scene: Week) -> None:
    scene.take("14C", 3, state="failed", clip_ref=None)
    scene.shot("heard only", state="heard")
    assert summary(scene)["volume"] == {
        "shots": 1,
        "takes": 2,
        "previs": 1,
        "masters": 0,
        "notes": 2,
        "reactions": 3,
        "people": 3,
        "not_landed": {"failed": 1},
    }


def test_takes_of_another_week_count_in_rates_but_not_in_volume(scene: Week) -> None:
    old = scene.take("2B", 1, created_at="2026-11-02T10:00:00+00:00")
    scene.says(old, "U1", **verdict("ng"))
    counted = summary(scene)
    assert counted["volume"]["takes"] == 2
    assert (counted["approval"]["k"], counted["approval"]["n"]) == (1, 2)
    assert counted["verdicts"]["none"] == 1


def test_the_summary_is_plain_json(scene: Week) -> None:
    counted = summary(scene)
    assert json.loads(json.dumps(counted)) == counted


def test_the_week_ends_at_midnight_in_the_productions_zone() -> None:
    week = Week()
    week.shot("1")
    week.take("1", 1, created_at="2026-11-22T22:59:00+00:00")
    week.take("1", 2, created_at="2026-11-22T23:00:00+00:00")
    assert summary(week)["volume"]["takes"] == 1


def test_every_finding_has_its_count_and_a_way_to_the_clips(scene: Week) -> None:
    found = summary(scene)["findings"]
    assert len(found) == 3
    assert all(f["n"] and f["takes"] and all(t["ref"] for t in f["takes"]) for f in found)


def test_a_clip_that_somebody_deleted_is_counted_but_not_linked(scene: Week) -> None:
    scene.says(scene.take("14C", 3, state="deleted"), "U1", **verdict("ng"))
    counted = summary(scene)
    assert counted["volume"]["takes"] == 3
    assert counted["verdicts"]["takes"]["ng"] == [{"id": "t-14C-3", "name": "14C take 3", "ref": None}]


def test_quotes_can_be_left_out(scene: Week) -> None:
    counted = summary(scene, quotes=False)
    assert "too fast" not in json.dumps(counted)
    assert "love the light" not in to_markdown(counted, {}, so_far=False)


def test_agreement_with_a_note_is_counted_beside_it_and_nowhere_else(scene: Week) -> None:
    before = summary(scene)
    raw = {"team": "T1", "channel": "C1", "ts": "5.5", "kind": "reaction_added"}
    for person in ("U3", "U4"):
        scene.reacts("t-14C-1", person, "+1", 0.8, subject="note", raw_ref=raw)
    after = summary(scene)
    assert next(n for n in after["notes"] if n["ref"] == "T1/C1/5.5")["agreed"] == 2
    assert after["liking"] == before["liking"]
    assert "2 agreed" in told(scene)


def test_the_weightiest_notes_come_first_and_five_are_enough(scene: Week) -> None:
    for n in range(6):
        scene.says("t-14C-1", f"U{n}", quote=f"nice {n}")
    scene.says("t-14C-2", "U3", **fault("artefacts", quote="two left hands", severity="blocker"))
    quotes = [n["quote"] for n in summary(scene)["notes"]]
    assert quotes[0] == "two left hands"
    assert len(quotes) == 5
    assert "nice 5" not in quotes


def test_a_shot_of_another_week_is_not_in_the_volume(scene: Week) -> None:
    scene.shots.append({"id": "old", "name": "2B", "state": "open", "created_at": "2026-11-02T10:00:00+00:00"})
    assert summary(scene)["volume"]["shots"] == 1


def test_a_grave_note_comes_before_a_popular_one(scene: Week) -> None:
    raw = {"team": "T1", "channel": "C1", "ts": "5.5", "kind": "reaction_added"}
    scene.reacts("t-14C-1", "U3", "+1", 0.8, subject="note", raw_ref=raw)
    scene.says("t-14C-2", "U3", **fault("artefacts", quote="two left hands", severity="minor"))
    scene.says("t-14C-2", "U3", **fault("physics", quote="the cup floats", severity="major"))
    quotes = [n["quote"] for n in summary(scene)["notes"]]
    assert quotes[:3] == ["the cup floats", "two left hands", "love the light ... the push is too fast"]
