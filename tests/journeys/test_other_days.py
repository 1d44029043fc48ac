"""Four days with the same mess, in French, Spanish, German and Japanese."""

from pathlib import Path

from graphs.research.figures import standing_verdicts
from tests.journeys.cards import read
from tests.journeys.day import Day, a_day, judgements


async def test_a_french_day_of_a_list_one_of_it_dropped_and_a_note_that_judges_both_ways(tmp_path: Path) -> None:
    async with a_day(tmp_path, camera="priced") as day:
        asked = await day.says(
            "director",
            "@Dailies 3 plans:\n- plan large du quai au petit matin, 1 seconde\n- gros plan du violon, 1 seconde\n"
            "- insert sur la montre, pas de musique, 1 seconde",
        )
        await day.settled()
        cards = await day.slates()
        shots = await day.shots()
        assert [s.request.shot_size for s in shots] == [("wide",), ("close_up",), ("insert",)]
        assert [s.asked_in for s in shots] == [day.ref(asked)] * 3
        assert shots[0].request.time_of_day == ("morning",)
        assert "musique" in " ".join(shots[2].request.negatives)
        assert [len(await day.takes("previs", at)) for at in range(3)] == [1, 1, 1]
        assert all("waits for the word; previs P1 below" in read(card) for card in cards)
        talk = await day.says("dp", "on mange quand ? j'ai la dalle mdr")
        await day.settled()
        assert await day.records(talk) == []

        await drop_the_second(day)
        await day.presses("director", "Roll it", cards[0])
        await day.until_clip("take 1")
        assert [s["request"]["shot_size"] for s in day.company.submits()] == [["wide"]]
        note = await day.says(
            "dp", "la lumière est sublime mais la main fond à 0:01, et le son est parfait :ok_hand: mdr"
        )
        await day.settled()
        assert await judgements(day, note) == {
            ("lighting", "pos", ()),
            ("anatomy", "neg", (1.0,)),
            ("sound", "pos", ()),
        }
        [take] = await day.takes(shot=0)
        for record in await day.records(note):
            assert (record["take_id"], record["verdict"], record["lang"]) == (take.id, None, "fr")
            assert record["rater_id"] == day.company.backlot.person("dp")
        assert await day.receipts(note) == {"memo"}
        assert await day.receipts(talk) == set()
        assert await day.new_words() == []
        assert [s.state for s in await day.shots()] == ["open", "dropped", "waiting"]


async def drop_the_second(day: Day) -> None:
    """Behind the [...] of its card, with a reason by tap; the card becomes one line with the way back."""
    await day.presses("director", "Drop", (await day.slates())[1])
    form = await day.form()
    [reason] = [b for b in form.blocks if "Cut from the script" in read({"blocks": [b]})]
    await day.taps("director", "Drop", form.within(reason))
    await day.settled()
    dropped = (await day.shots())[1]
    director = day.company.backlot.person("director")
    assert (dropped.state, dropped.dropped_why, dropped.dropped_by) == ("dropped", "cut_from_script", director)
    card = (await day.slates())[1]
    assert read(card).splitlines()[0] == f"*{dropped.name}*  dropped by <@{director}>: cut from the script"
    assert len(card["blocks"]) == 1


async def test_a_spanish_day_of_a_wish_taken_up_and_a_misspelt_chain(tmp_path: Path) -> None:
    async with a_day(tmp_path, camera="priced") as day:
        await day.says("director", "@Dailies 8B - plano medio de la cocinera en la azotea, atardecer, 1 segundo")
        await day.settled()
        [card] = await day.slates()
        assert read(card).startswith("*8B*")
        talk = await day.says("pa", "jaja qué frío, ¿quién trae café?")
        wish = await day.says("dp", "yo la haría con un 85, y de noche")
        await day.until_clip("P2")
        dp = day.company.backlot.person("dp")
        [line] = [words for words in read((await day.slates())[0]).splitlines() if "wishes" in words]
        assert line.startswith(f"<@{dp}> wishes:")
        assert "85 mm" in line
        assert "night" in line
        assert await day.records(talk) + await day.records(wish) == []
        assert day.company.submits() == []

        await day.says("director", "lo que dijo él, rueden")
        await day.until_clip("take 1")
        [submit] = day.company.submits()
        assert submit["request"]["focal_length_mm"] == 85
        assert submit["request"]["time_of_day"] == ["night"]
        assert submit["request"]["shot_size"] == ["medium"]

        await day.says("director", "igual pero mas avierto")
        await day.until_clip("take 2")
        await day.says("director", "otra vez igual pero con lluvia")
        await day.until_clip("take 3")
        first, second, third = await day.takes()
        assert (second.parent, third.parent) == (first.id, second.id)
        assert (second.request.shot_size, second.request.focal_length_mm) == (("wide",), 85)
        assert third.request.shot_size == ("wide",)
        assert "lluvia" in third.prompt
        assert [t.cost_cents for t in (first, second, third)] == [49, 49, 49]
        two, three = await day.card("take 2"), await day.card("take 3")
        assert two
        assert three
        assert "*8B take 2*" in read(two)
        assert "from take 2; changed:" in read(three)
        assert await day.new_words() == []


async def test_a_german_day_of_a_voice_over_and_an_ng_with_its_reason(tmp_path: Path) -> None:
    async with a_day(tmp_path) as day:
        await day.says(
            "director",
            "@Dailies Halbnah, Anna am Bahnsteig, langsame Ranfahrt, 1 Sekunde. ANNA (V.O.): „Ich komme nicht zurück.“"
            ' Auf der Anzeigetafel steht "ENTFÄLLT". keine Musik',
        )
        clip = await day.until_clip("take 1")
        [shot] = await day.shots()
        assert [(line.speaker, line.line) for line in shot.request.dialogue] == [("ANNA", "Ich komme nicht zurück.")]
        assert shot.request.camera_movement == ("dolly_in",)
        assert "Musik" in " ".join(shot.request.negatives)
        assert 'ANNA: "Ich komme nicht zurück."' in read((await day.slates())[0])
        assert '"ENTFÄLLT"' not in read((await day.slates())[0])

        await day.reacts("pa", "+1", clip["ts"])
        await day.settled()
        assert await day.whispers("pa") == [], "a thumb asks nobody"
        await day.reacts("director", "x", clip["ts"])
        await day.settled()
        [take] = await day.takes()
        assert [r["verdict"] for r in standing_verdicts(await day.logged()).values()] == ["ng"]
        [question] = await day.whispers("director")
        assert question["text"] == "NG on Shot 1 take 1: what is wrong with it?"
        await day.presses("director", "Hands, faces, bodies", question)
        await day.settled()
        reasons = [r for r in await day.logged() if r["source"] == "button"]
        assert [(r["aspect"], r["sentiment"], r["take_id"]) for r in reasons] == [("anatomy", "neg", take.id)]
        assert "NG, says the director" in read(await day.card_there("take 1"))

        await day.unreacts("director", "x", clip["ts"])
        await day.settled()
        assert [(r["rater_id"], r["verdict"]) for r in await day.logged()] == [(day.company.backlot.person("pa"), None)]
        assert "NG" not in read(await day.card_there("take 1")).splitlines()[0]
        assert len(await day.whispers("director")) == 1, "asked once"
        assert await day.new_words() == []


async def test_a_japanese_day_from_the_request_to_the_ok_take(tmp_path: Path) -> None:
    async with a_day(tmp_path, camera="priced") as day:
        await day.says("director", "@Dailies 刑事のクローズアップ、夜の路地、固定、1秒")
        await day.until_clip("P1")
        talk = await day.says("pa", "お昼は13時です")
        await day.says("director", "もう少し引きで")
        await day.until_clip("P2")
        [card] = await day.slates()
        [shot] = await day.shots()
        assert shot.request.shot_size not in ((), ("close_up",)), "wider than the close-up"
        assert (shot.request.time_of_day, shot.request.duration_s) == (("night",), 1)
        assert "previs P2 below" in read(card)
        assert await day.takes() == []
        assert day.company.submits() == []

        await day.says("director", "回して")
        clip = await day.until_clip("take 1")
        assert len(day.company.submits()) == 1
        note = await day.says("director", "OKです、これで")
        await day.settled()
        [take] = await day.takes()
        [record] = await day.records(note)
        assert (record["verdict"], record["take_id"], record["lang"]) == ("circle", take.id, "ja")
        assert "Circled by the director" in read(await day.card_there("take 1"))
        await day.reacts("dp", "fire", clip["ts"])
        await day.settled()
        assert "liked 1 of 1" in read(await day.card_there("take 1"))
        assert set(standing_verdicts(await day.logged())) == {take.id}
        assert await day.records(talk) == []
        assert await day.new_words() == []
