"""How the reader's weights are learned, packed and asked: on small samples of the test's own, and on the file."""

from importlib.resources import files

import pytest

from bench.reading.material import Sample
from bench.reading.train import learn, packed
from graphs.interpreters.rules.learned.weights import FILE, MODELS, unpacked, weights

LARGEST = 5 << 18  # bytes of the file


def sample(words: str, *labels: str) -> Sample:
    """A sample whose marks are its words."""
    return Sample(frozenset(words.split()), labels)


COLOURS = [sample("red warm", "fire"), sample("red hot", "fire"), sample("blue cold", "ice"), sample("blue wet", "ice")]


def test_one_of_several_labels_is_learned() -> None:
    model = unpacked("x", packed("x", learn(COLOURS, 1.0, each=False)))
    shares = model.shares(["red", "unheard"])
    assert set(shares) == {"fire", "ice"}
    assert shares["fire"] > 0.6
    assert sum(shares.values()) == pytest.approx(1)


def test_several_labels_of_one_text_are_learned_each_by_itself() -> None:
    both = [*COLOURS, *COLOURS, sample("red blue", "fire", "ice"), sample("green wood"), sample("green moss")]
    model = unpacked("x", packed("x", learn(both, 10.0, each=True)))
    assert min(model.chances(["red", "blue"]).values()) > 0.5
    assert max(model.chances(["green"]).values()) < 0.5


def test_a_mark_that_stands_in_one_text_alone_is_not_learned() -> None:
    assert learn(COLOURS, 1.0, each=False).marks == ("blue", "red")


def test_the_same_samples_give_the_same_weights() -> None:
    one, other = (packed("x", learn(COLOURS, 1.0, each=True)) for _ in range(2))
    assert all((one[name] == other[name]).all() for name in one)


def test_packing_keeps_what_a_model_says() -> None:
    learned = learn(COLOURS, 1.0, each=True)
    model = unpacked("x", packed("x", learned))
    exact = {
        label: learned.bias[i] + learned.coefficients[learned.marks.index("red"), i]
        for i, label in enumerate(learned.labels)
    }
    for label, total in zip(model.labels, model.sums(["red"]), strict=True):
        assert total == pytest.approx(exact[label], abs=0.02)


def test_the_file_is_small_and_holds_every_model() -> None:
    assert (files("graphs.interpreters.rules") / "data" / FILE).read_bytes().__len__() < LARGEST
    for name in MODELS:
        assert len(weights(name).labels) > (name != "steer")  # one alone tells whether or not
        assert len(weights(name).places.keyed) == len(weights(name).rows) - 1
