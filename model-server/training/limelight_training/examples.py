"""Training pairs as token numbers and links: how they are stored, drawn, joined and batched."""

import dataclasses
import itertools

import numpy as np
import torch

from .model import EOS, PAD

CATEGORIES = ("everyday", "news", "docs", "catalogue", "messages", "stories", "dictionary", "copied")


def ragged(parts, dtype):
    """One flat array and the offsets of its parts."""
    offsets = np.zeros(len(parts) + 1, np.int64)
    np.cumsum([len(part) for part in parts], out=offsets[1:])
    flat = np.concatenate(parts) if offsets[-1] else np.zeros(0)
    return flat.astype(dtype), offsets


@dataclasses.dataclass
class Example:
    """Token numbers of both sides without an end, and links as rows (source token, target token)."""

    source: np.ndarray
    target: np.ndarray
    links: np.ndarray

    def joined(self, other):
        shift = np.array([len(self.source), len(self.target)], np.int16)
        return Example(
            np.concatenate([self.source, other.source]),
            np.concatenate([self.target, other.target]),
            np.concatenate([self.links, other.links + shift]),
        )

    def reversed(self):
        return Example(self.target, self.source, self.links[:, ::-1])

    def size(self):
        return max(len(self.source), len(self.target)) + 1


class Examples:
    """What `align` wrote, and batches drawn from it."""

    def __init__(self, path, weights, reverse=False, joined=0.15, longest=180):
        self.arrays, self.reverse = dict(np.load(path)), reverse
        self.weights, self.joined, self.longest = weights, joined, longest
        self.members = [np.flatnonzero(self.arrays["category"] == i) for i in range(len(CATEGORIES))]

    def __getitem__(self, n):
        part = lambda name: self.arrays[name][self.arrays[name + "_at"][n] : self.arrays[name + "_at"][n + 1]]
        example = Example(part("source"), part("target"), part("links").reshape(-1, 2))
        return example.reversed() if self.reverse else example

    def epoch(self, seed, worker=0, workers=1):
        """A worker's examples of one pass in a random order: each category as often as its weight says."""
        random = np.random.default_rng(seed)
        drawn = [self._draw(random, members, self.weights[i]) for i, members in enumerate(self.members)]
        chosen = np.concatenate(drawn)
        random.shuffle(chosen)
        random = np.random.default_rng([seed, worker])
        for n in chosen[worker::workers]:
            example = self[n]
            if random.random() < self.joined:
                example = self._join(random, n, example)
            if 1 < example.size() <= self.longest:
                yield example

    @staticmethod
    def _draw(random, members, weight):
        whole = np.repeat(members, int(weight))
        rest = random.permutation(members)[: int(len(members) * (weight % 1))]
        return np.concatenate([whole, rest])

    def _join(self, random, n, example):
        """One to three more: the next ones of a document, or others at random for single sentences."""
        category = self.arrays["category"][n]
        members = self.members[category]
        for step in range(1, random.integers(2, 5)):
            follows = CATEGORIES[category] in ("news", "docs") and n + step <= members[-1]
            more = self[n + step if follows else random.choice(members)]
            if example.size() + more.size() > self.longest:
                break
            example = example.joined(more)
        return example



class Batches(torch.utils.data.IterableDataset):
    """Endless batches of at most `tokens` padded positions a side, lengths alike; each worker has its share."""

    def __init__(self, examples, seed, tokens, pool=30000):
        self.examples, self.seed, self.tokens, self.pool = examples, seed, tokens, pool

    def __iter__(self):
        info = torch.utils.data.get_worker_info()
        worker, workers = (info.id, info.num_workers) if info else (0, 1)
        for turn in itertools.count():
            seed, waiting = self.seed + 1000 * turn, []
            for example in self.examples.epoch(seed, worker, workers):
                waiting.append(example)
                if len(waiting) == self.pool:
                    yield from _packed(np.random.default_rng([seed, worker]), waiting, self.tokens)
                    waiting = []
            yield from _packed(np.random.default_rng([seed, worker]), waiting, self.tokens)

    def loader(self, workers, pinned):
        """Batches made beside the training by `workers` processes, or in it by none; the same for every run."""
        ahead = dict(prefetch_factor=4, pin_memory=pinned) if workers else {}
        return torch.utils.data.DataLoader(self, batch_size=None, num_workers=workers, **ahead)


def _packed(random, examples, tokens):
    examples = sorted(examples, key=lambda e: (e.size(), len(e.source)))
    packs, pack = [], []
    for example in examples:
        if pack and example.size() * (len(pack) + 1) > tokens:
            packs.append(pack)
            pack = []
        pack.append(example)
    packs += [pack] if pack else []
    for n in random.permutation(len(packs)):
        yield batch(packs[n])


def batch(examples):
    """Tensors: source, decoder inputs, labels, and target rows of attention (normalized, or zero)."""
    source = np.full((len(examples), max(len(e.source) for e in examples) + 1), PAD, np.int64)
    labels = np.full((len(examples), max(len(e.target) for e in examples) + 1), PAD, np.int64)
    links = np.zeros((len(examples), labels.shape[1], source.shape[1]), np.float32)
    for row, example in enumerate(examples):
        s, t = len(example.source), len(example.target)
        source[row, :s], source[row, s] = example.source, EOS
        labels[row, :t], labels[row, t] = example.target, EOS
        links[row, example.links[:, 1], example.links[:, 0]] = 1
        links[row, t, s] = 1  # the end attends to the end
    links /= np.maximum(links.sum(2, keepdims=True), 1)
    inputs = np.concatenate([np.full((len(examples), 1), PAD), labels[:, :-1]], 1)
    return tuple(torch.from_numpy(a) for a in (source, inputs, labels, links))
