import numpy as np
import pytest
import torch

from limelight_training.examples import CATEGORIES, Batches, Example, Examples, ragged
from limelight_training.model import EOS, PAD


@pytest.fixture
def stored(tmp_path):
    random, arrays = np.random.default_rng(3), {"category": np.arange(200, dtype=np.int8) % len(CATEGORIES)}
    sizes = random.integers(2, 20, (200, 2))
    parts = {
        "source": [random.integers(3, 90, s) for s, _ in sizes],
        "target": [random.integers(3, 90, t) for _, t in sizes],
        "links": [np.array([[0, 0], [s - 1, t - 1]]).ravel() for s, t in sizes],
    }
    for name, found in parts.items():
        arrays[name], arrays[name + "_at"] = ragged(found, np.int16)
    np.savez(tmp_path / "train.npz", **arrays)
    return tmp_path / "train.npz"


def first(loader, count=12):
    return [batch for batch, _ in zip(loader, range(count))]


def test_a_seed_gives_the_same_batches_again_and_another_gives_others(stored):
    examples = Examples(stored, [1] * len(CATEGORIES))
    for workers in (0, 2):
        one, same, other = (first(Batches(examples, seed, 100).loader(workers, False)) for seed in (1, 1, 2))
        assert all(torch.equal(a, b) for x, y in zip(one, same) for a, b in zip(x, y))
        assert not all(a.shape == b.shape and torch.equal(a, b) for x, y in zip(one, other) for a, b in zip(x, y))


def test_workers_share_a_pass_so_that_each_example_comes_once(stored):
    examples = Examples(stored, [1] * len(CATEGORIES), joined=0)
    whole = [e.source.tolist() for e in examples.epoch(5)]
    shared = [e.source.tolist() for worker in range(3) for e in examples.epoch(5, worker, 3)]
    assert len(whole) == 200 and sorted(whole) == sorted(shared)


def test_batches_stay_within_their_tokens_and_end_each_row(stored):
    for source, inputs, labels, links in first(Batches(Examples(stored, [1] * len(CATEGORIES)), 1, 120).loader(0, False)):
        assert max(source.numel(), labels.numel()) <= 120 or len(source) == 1
        assert (source == EOS).sum(1).eq(1).all() and (labels == EOS).sum(1).eq(1).all()
        assert inputs[:, 0].eq(PAD).all() and torch.equal(inputs[:, 1:], labels[:, :-1])
        assert torch.all((links.sum(2) - 1).abs()[links.sum(2) > 0] < 1e-6)


def test_the_other_direction_swaps_both_sides_and_the_links(stored):
    there, back = (Examples(stored, [1] * len(CATEGORIES), reverse)[7] for reverse in (False, True))
    assert np.array_equal(there.source, back.target) and np.array_equal(there.target, back.source)
    assert np.array_equal(there.links[:, ::-1], back.links)


def test_joined_links_point_into_their_own_part():
    one = Example(np.array([5, 6]), np.array([7]), np.array([[1, 0]], np.int16))
    assert one.joined(one).links.tolist() == [[1, 0], [3, 1]]
