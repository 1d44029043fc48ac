"""What the rules interpreter makes of reactions: the lexicon's rules and nothing else."""

from graphs.interpreters.rules import RulesInterpreter
from graphs.vocabulary.lists import emoji_lexicon

READER = RulesInterpreter()


def test_every_emoji_of_the_lexicon_is_read_as_it_says() -> None:
    for entry in emoji_lexicon()["emoji"]:
        sense = READER.read_emoji(entry["name"])
        assert sense.known
        assert (sense.valence, sense.intent, sense.aspect, sense.verdict) == (
            entry["valence"],
            entry.get("intent"),
            entry.get("aspect"),
            entry.get("verdict"),
        )


def test_every_alias_means_what_its_name_means() -> None:
    for alias, name in emoji_lexicon()["aliases"].items():
        assert READER.read_emoji(alias) == READER.read_emoji(name)
        assert READER.read_emoji(alias).known


def test_skin_tones_colons_and_pictures_change_nothing() -> None:
    for entry in emoji_lexicon()["emoji"]:
        plain = READER.read_emoji(entry["name"])
        for tone in range(2, 7):
            assert READER.read_emoji(f"{entry['name']}::skin-tone-{tone}") == plain
        assert READER.read_emoji(f":{entry['name']}:") == plain
    assert READER.read_emoji("+1::skin-tone-4") == READER.read_emoji("thumbsup") == READER.read_emoji("👍🏽")
    assert READER.read_emoji("2️⃣") == READER.read_emoji("two")


def test_what_people_use_in_opposite_senses_enters_no_rate() -> None:
    for name in ("skull", "sob", "joy", "rofl", "melting_face"):
        sense = READER.read_emoji(name)
        assert (sense.known, sense.valence, sense.intent, sense.verdict) == (True, None, None, None)


def test_an_unknown_emoji_is_never_guessed() -> None:
    for name in ("party_parrot", "fire_engine", "thumbs_up_custom", "", ":::"):
        sense = READER.read_emoji(name)
        assert (sense.known, sense.valence, sense.intent, sense.aspect, sense.verdict) == (
            False,
            None,
            None,
            None,
            None,
        )
