"""How a digest tells what it counted."""

import re

import pytest

from graphs.research.digest import refs_in, to_markdown
from tests.research.week import Week, fault, summary, told, verdict


def test_the_digest_reads_as_a_first_assistant_would_say_it(scene: Week) -> None:
    text = told(scene)
    assert text.splitlines()[0] == "**Week 47, 16 to 22 November 2026**"
    assert (
        "In week 47 the director circled 1 of 1 take with a verdict, and the commonest faults were "
        "camera movement and lighting: 1 of 2 takes with feedback each; too few for a rate."
    ) in text
    assert "1. **Circled: 1 of 1** takes with a verdict (too few for a rate): [14C take 1](https://" in text
    assert "2. **Camera movement at fault: 1 of 2** takes with feedback" in text
    assert "3. **Liked: 2 of 2**" in text
    assert "1 shot, 2 takes, 1 previs, 2 notes, 3 reactions, from 3 people" in text
    assert '- "love the light ... the push is too fast", the DP on [14C take 1](' in text
    assert "0:03 ([note](https://film.example/archives/T1/C1/5.5))" in text
    assert '"too dark", the AD on [14C take 2](' in text
    assert "Nothing was blind and nothing randomised" in text
    assert "none of 3 checked by a person" in text
    assert "!" not in text


def test_so_far_is_said(scene: Week) -> None:
    assert told(scene, so_far=True).startswith("**Week 47 so far, 16 to 22 November 2026**")


def test_an_empty_week_is_one_sentence() -> None:
    assert told(Week()) == "**Week 47, 16 to 22 November 2026**\n\nNo takes this week."


def test_a_week_of_words_alone_says_what_there_is() -> None:
    week = Week()
    week.shot("1")
    week.shot("2")
    week.take("1", 1, kind="previs")
    week.take("1", 1, id="t", state="failed")
    assert told(week).endswith("No takes this week. There are 2 shots and 1 previs. Takes not shown: 1 failed.")


def test_a_week_of_feedback_on_older_takes_is_told() -> None:
    week = Week()
    old = week.take("2B", 1, created_at="2026-11-02T10:00:00+00:00")
    week.says(old, "U2", **fault())
    assert "No new takes. In week 47 no take got a verdict, and the commonest fault was camera movement" in told(week)


def test_one_take_that_nobody_judged() -> None:
    week = Week()
    week.shot("1")
    week.take("1")
    text = told(week)
    assert "none of 1 take has a verdict yet, and nobody has said what they think of them." in text
    assert "1. **Feedback reached 0 of 1** takes of the week, all counted; 1 without a verdict: [1 take 1](" in text
    assert "```" not in text


def test_a_take_without_a_message_is_named_without_a_link(scene: Week) -> None:
    text = to_markdown(summary(scene), {}, so_far=False)
    assert "14C take 1" in text
    assert "](" not in text


def test_what_a_person_wrote_does_nothing_in_the_chat(scene: Week) -> None:
    scene.says(
        "t-14C-1", "U4", **fault(quote="<!channel> **all** [take](http://x.example) `code` & more", severity="blocker")
    )
    text = told(scene)
    assert "&lt;!channel&gt; \\*\\*all\\*\\* \\[take\\](http://x.example) \\`code\\` &amp; more" in text


def test_what_the_numbers_cannot_say_is_said(scene: Week) -> None:
    first = "t-14C-1"
    scene.reacts(first, "U2", "joy", None)
    scene.reacts(first, "U2", "our_logo", None)
    scene.says(None, "U2", subject="card", quote="which take did I mean")
    scene.says("p1", "U2", subject="previs")
    scene.says(first, "U9", permission_role="researcher")
    scene.says(first, "U3", **fault("pacing"), attribution="prompt")
    scene.says(first, "U3", exposure={"others_visible": 4})
    scene.insert(scene.says(first, "U4"), "retracted")
    text = told(scene)
    assert "In no rate, as the emoji has no settled sense: 2 reactions (joy 1, our_logo 1)." in text
    assert "1 note could not be bound to a take." in text
    assert "as it is on a previs: 1 record." in text
    assert "as a researcher gave it: 1 record." in text
    assert "as our own reading, defaults or prompt were at fault: 1 record." in text
    assert "as it was taken back or read anew: 1 record." in text
    assert "came with others' in sight" in text


def test_several_models_are_not_pooled_in_silence(scene: Week) -> None:
    other = scene.take("14C", 3, model="omni-1")
    scene.says(other, "U2")
    assert "The rates pool the takes of several models: animatic-1 2, omni-1 1." in told(scene)


def thousand() -> Week:
    """A hundred shots of ten takes, each with a verdict, a liking and a note with a fault in turn."""
    week = Week()
    aspects = ("framing", "lighting", "camera_movement", "pacing", "continuity", "lip_sync", "artefacts")
    for shot in range(100):
        name = f"{shot + 1}A"
        week.shot(name)
        for number in range(1, 11):
            take = week.take(name, number)
            turn = shot * 7 + number
            if word := ("circle", "hold", "ng", None)[turn % 4]:
                week.says(take, "U1", **verdict(word), source="button", quote=None)
            week.reacts(take, f"U{2 + turn % 5}", "fire", 0.9 if turn % 4 else -0.9)
            week.says(take, "U2", **fault(aspects[turn % 7], quote="word " * 100, severity="major"))
    return week


def test_a_thousand_takes_fit_and_carry_firm_rates() -> None:
    week = thousand()
    counted = summary(week)
    assert counted["volume"]["takes"] == 1000
    assert [counted["verdicts"][word] for word in ("circle", "hold", "ng", "none")] == [250] * 4
    assert (counted["approval"]["k"], counted["approval"]["n"]) == (250, 750)
    assert not counted["approval"]["tentative"]
    assert 0 < counted["approval"]["low"] < counted["approval"]["rate"] < counted["approval"]["high"] < 1
    keys = refs_in(counted)
    assert len(keys) == len(set(keys)) == 25
    text = told(week)
    assert len(text) <= 12_000
    assert re.search(r"Circled: 250 of 750\*\* takes with a verdict \(\d+ %, 95 % interval \d+ to \d+ %\): \[", text)
    assert set(re.findall(r"archives/([^)]+)\)", text)) == set(keys)


def test_addresses_that_would_not_fit_are_left_out() -> None:
    counted = summary(thousand())
    links = dict.fromkeys(refs_in(counted), "https://film.example/" + "x" * 2000)
    text = to_markdown(counted, links, so_far=False)
    assert len(text) <= 12_000
    assert "](" not in text
    assert "1A take 1" in text


def test_a_digest_of_nothing_but_marks_still_fits() -> None:
    week = Week()
    for shot in range(40):
        name = "&" * 60 + str(shot)
        week.shot(name)
        take = week.take(name, model="<" * 80 + str(shot))
        week.says(take, "U1", **verdict(("circle", "hold", "ng")[shot % 3]), source="button", quote=None)
        week.says(take, "U2", **fault(quote="<" * 400), extractor={"name": ">" * 90, "version": str(shot)})
        week.reacts(take, "U2", "&" * 50 + str(shot), None)
    text = told(week)
    assert len(text) <= 12_000
    assert "Circled 14" in text


def test_an_address_cannot_break_out_of_its_link(scene: Week) -> None:
    links = dict.fromkeys(refs_in(summary(scene)), "https://film.example/a b)c")
    assert "(https://film.example/a%20b%29c)" in to_markdown(summary(scene), links, so_far=False)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("too *slow*", "too \\*slow\\*"),
        ("_really_ slow_push", "\\_really\\_ slow_push"),
        ("~~no~~ ~3 s", "\\~\\~no\\~\\~ \\~3 s"),
        ("a [link](x) `c` \\", "a \\[link\\](x) \\`c\\` \\\\"),
        ("<@U1> & co", "&lt;@U1&gt; &amp; co"),
    ],
)
def test_marks_that_a_person_typed_are_shown_as_typed(scene: Week, written: str, shown: str) -> None:
    scene.says("t-14C-1", "U4", **fault(quote=written, severity="blocker"))
    assert f'"{shown}"' in told(scene)


def test_length_is_counted_as_the_chat_counts_it() -> None:
    week = Week()
    week.shot("1")
    take = week.take("1")
    for n in range(5):
        week.says(take, f"U{n}", **fault(quote="\N{CLAPPER BOARD}" * 220))
    counted = summary(week)
    for length in range(0, 1200, 25):
        links = dict.fromkeys(refs_in(counted), "https://film.example/" + "x" * length)
        assert len(to_markdown(counted, links, so_far=False).encode("utf-16-le")) // 2 <= 12_000


def test_the_headline_names_the_fault_on_most_takes(scene: Week) -> None:
    scene.says("t-14C-1", "U2", **fault("lighting"))
    assert "the commonest fault was lighting: 2 of 2 takes with feedback; too few for a rate." in told(scene)


def test_faults_spread_thin_are_told_as_such(scene: Week) -> None:
    for aspect in ("pacing", "sound"):
        scene.says("t-14C-1", "U2", **fault(aspect))
    assert "faults spread over 4 aspects, none on more than 1 of 2 takes with feedback" in told(scene)
