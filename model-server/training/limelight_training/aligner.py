"""A statistical word aligner: IBM model 1, then a hidden Markov model (Vogel et al. 1996), in numpy.

Sentence pairs are grouped by their two lengths, so that every step of the forward-backward pass is one
array operation over all pairs of a group and nothing is padded.
"""

import concurrent.futures
import re

import numpy as np
from tqdm import tqdm

WORD = re.compile(r"\w+|[^\w\s]")
STEM, REACH, NULL, CONCENTRATION = 6, 12, 0.08, 0.01


def words(text):
    """The words and marks of a text as the aligner counts them: (start, end) in characters."""
    return [match.span() for match in WORD.finditer(text)]


def stems(tokens):
    """Lower case and at most six letters: inflected forms share what they mean."""
    return [token.lower()[:STEM] for token in tokens]


def _numbered(sentences):
    index = {}
    return [np.array([index.setdefault(w, len(index)) for w in s], np.int64) for s in sentences], index


def _exp_digamma(x):
    """exp(digamma(x)) for x > 0, near enough for variational counts."""
    shifted = np.zeros_like(x)
    for k in range(5):
        shifted -= 1.0 / (x + k)
    y = x + 5
    return np.exp(shifted + np.log(y) - 0.5 / y - 1 / (12 * y * y))


class Corpus:
    """All word pairs of all sentence pairs, grouped by (target length, source length)."""

    def __init__(self, source, target):
        self.source, self.source_words = _numbered(source)
        self.target, self.target_words = _numbered(target)
        lengths = np.array([(len(t), len(s)) for s, t in zip(self.source, self.target)])
        self.order = np.lexsort((lengths[:, 1], lengths[:, 0]))
        self.groups = self._group(lengths[self.order])
        width = len(self.target_words)
        keys = np.concatenate([self._keys(n, width) for n in self.order])
        self.pairs, self.index = np.unique(keys, return_inverse=True)
        self.index = self.index.astype(np.int32)
        self.pair_source = (self.pairs // width).astype(np.int32)
        self.pair_target = (self.pairs % width).astype(np.int32)
        self.flat_target = np.concatenate([self.target[n] for n in self.order])

    def _keys(self, n, width):
        return (self.target[n][:, None] + self.source[n][None, :] * width).ravel()

    @staticmethod
    def _group(lengths):
        """(first link, first target word, pairs, target length, source length) of each group."""
        edges = np.flatnonzero(np.any(np.diff(lengths, axis=0) != 0, axis=1)) + 1
        groups, link, word = [], 0, 0
        for part in np.split(lengths, edges):
            t, s = part[0]
            groups.append((link, word, len(part), int(t), int(s)))
            link, word = link + len(part) * t * s, word + len(part) * t
        return groups


class Aligner:
    """Posterior probabilities of the links from each target word to the source words."""

    def __init__(self, corpus):
        self.corpus = corpus
        self.table = np.ones(len(corpus.pairs), np.float32)
        source, target = list(corpus.source_words), {w: i for w, i in corpus.target_words.items()}
        same = np.array([target.get(w, -1) for w in source])
        self.table[same[corpus.pair_source] == corpus.pair_target] = 20  # names and numbers
        frequency = np.bincount(corpus.flat_target, minlength=len(target)).astype(np.float32)
        self.null = frequency / frequency.sum()
        self.jumps = np.ones(2 * REACH + 1, np.float32)
        self._normalize(self.table)

    def _normalize(self, counts):
        corpus = self.corpus
        total = np.bincount(corpus.pair_source, counts)
        kinds = np.bincount(corpus.pair_source)
        over = _exp_digamma(total + CONCENTRATION * kinds)
        self.table = (_exp_digamma(counts + CONCENTRATION) / over[corpus.pair_source]).astype(np.float32)

    def train(self, first=4, second=5, label=""):
        for step in tqdm(range(first + second), desc=f"align {label}", unit=" passes"):
            self._pass(hidden=step >= first)
        return self

    def _pass(self, hidden):
        links = np.empty(len(self.corpus.index), np.float32)
        jumps = np.full(2 * REACH + 1, 0.5)
        for group in self.corpus.groups:
            self._expect(group, links, jumps, hidden)
        self._normalize(np.bincount(self.corpus.index, links, len(self.corpus.pairs)))
        if hidden:
            self.jumps = (jumps / jumps.sum()).astype(np.float32)

    def _emissions(self, group):
        link, word, count, t, s = group
        own = self.table[self.corpus.index[link : link + count * t * s]].reshape(count, t, s) * (1 - NULL)
        none = self.null[self.corpus.flat_target[word : word + count * t]].reshape(count, t, 1) * NULL
        return own, own + none

    def _expect(self, group, links, jumps, hidden):
        own, emitted = self._emissions(group)
        if hidden:
            state = self._states(emitted, jumps)
        else:
            state = emitted / emitted.sum(2, keepdims=True)
        link, _, count, t, s = group
        links[link : link + count * t * s] = (state * own / emitted).ravel()

    def _transitions(self, s):
        step = np.clip(np.arange(s)[None, :] - np.arange(s)[:, None], -REACH, REACH) + REACH
        move = self.jumps[step]
        return move / move.sum(1, keepdims=True), step

    def _states(self, emitted, jumps):
        """Posterior of the source position behind each target word; adds what was jumped to `jumps`."""
        count, t, s = emitted.shape
        move, step = self._transitions(s)
        forward, backward = np.empty_like(emitted), np.ones_like(emitted)
        forward[:, 0] = emitted[:, 0] / emitted[:, 0].sum(1, keepdims=True)
        for i in range(1, t):
            here = (forward[:, i - 1] @ move) * emitted[:, i]
            forward[:, i] = here / here.sum(1, keepdims=True)
        moved = np.zeros((s, s))
        for i in range(t - 2, -1, -1):
            ahead = emitted[:, i + 1] * backward[:, i + 1]
            here = ahead @ move.T
            scale = (forward[:, i] * here).sum(1, keepdims=True)
            moved += forward[:, i].T @ (ahead / scale)
            backward[:, i] = here / here.sum(1, keepdims=True)
        np.add.at(jumps, step, moved * move)
        state = forward * backward
        return state / state.sum(2, keepdims=True)

    def posteriors(self):
        """For each sentence pair, in the corpus' own order, a matrix [target words, source words]."""
        links = np.empty(len(self.corpus.index), np.float32)
        for group in self.corpus.groups:
            self._expect(group, links, np.zeros(2 * REACH + 1), True)
        found, place = [None] * len(self.corpus.order), 0
        for link, _, count, t, s in self.corpus.groups:
            block = links[link : link + count * t * s].reshape(count, t, s)
            for matrix in block:
                found[self.corpus.order[place]] = matrix
                place += 1
        return found


def _trained(source, target, label):
    return Aligner(Corpus(source, target)).train(label=label).posteriors()


def align(source, target):
    """Links (source word, target word) of each pair of word lists, both directions agreed upon."""
    ours, theirs = [stems(s) for s in source], [stems(t) for t in target]
    with concurrent.futures.ProcessPoolExecutor(2) as both:
        there, back = both.map(_trained, (ours, theirs), (theirs, ours), ("en-de", "de-en"))
    return [agreed(a, b.T) for a, b in zip(there, back)]


def agreed(there, back, least=0.3):
    """Links where the geometric mean of both directions' posteriors is high, as an array [links, 2].

    Liang et al. 2006 decode so; it needs no loop over links, unlike the growing of a diagonal.
    """
    target, source = np.nonzero(np.sqrt(there * back) >= least)
    return np.stack([source, target], 1).astype(np.int16)
