"""Word alignments read from cross-attention, held against gold, and chosen without it."""

import numpy as np
import torch

from . import align, aligner
from . import model as models

READINGS = ("predicting", "shifted")  # the row that predicts a token, or the one that has just read it
SECOND_FROM = 0.25  # other source words with this share are linked too: what the pipeline does
TIGHT = ".,?!;:"


def gold(english, german, links, german_first):
    """Rows of (English words, German words, sure links, possible links), links 0-based, English first."""
    for source, target, line in zip(english, german, links):
        sure, possible = set(), set()
        for link in line.split():
            ends = tuple(int(end) - 1 for end in link.replace("p", "-").split("-"))
            ends = ends[::-1] if german_first else ends
            possible.add(ends)
            if "p" not in link:
                sure.add(ends)
        yield source.split(), target.split(), sure, possible


def everyday(path):
    """Our own set: `English<TAB>German<TAB>links` a line."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return list(gold(*zip(*rows), german_first=False))


def rwth(folder):
    """The set of RWTH Aachen: three files, German first."""
    read = lambda ending: (folder / f"first254.{ending}").read_text(encoding="utf-8").splitlines()
    return list(gold(read("en"), read("de"), read("gold"), german_first=True))


def error_rate(found, rows):
    """1 - (|A and S| + |A and P|) / (|A| + |S|) over all rows, in percent."""
    hits = total = 0
    for links, (_, _, sure, possible) in zip(found, rows):
        hits += len(links & sure) + len(links & possible)
        total += len(links) + len(sure)
    return 100 * (1 - hits / total)


def diagonal(rows):
    return [
        {(min(round(t * (len(source) - 1) / max(1, len(target) - 1)), len(source) - 1), t) for t in range(len(target))}
        for source, target, _, _ in rows
    ]


def written(words):
    """The words as a text, marks joined to the word before, and the span of each."""
    text, spans = "", []
    for word in words:
        text += "" if not text or word in TIGHT else " "
        spans.append((len(text), len(text) + len(word)))
        text += word
    return text, spans


class Attention:
    """Cross-attention of a MarianMTModel whose output is prescribed."""

    def __init__(self, model, pieces):
        self.model, self.pieces = model, pieces

    @torch.no_grad()
    def maps(self, ours, theirs):
        """{(layer, head, weighting): [target tokens + 1, source tokens + 1]}; head -1 is the mean over heads."""
        source = torch.tensor([[*ours, models.EOS]])
        inputs = torch.tensor([[models.PAD, *theirs]])
        out = self.model(input_ids=source, decoder_input_ids=inputs, output_attentions=True)
        found = {}
        for layer, attention in enumerate(out.cross_attentions):
            norms = self._norms(out.encoder_last_hidden_state, layer)
            for name, weights in (("weights", attention[0]), ("norms", attention[0] * norms[:, None, :])):
                for head in range(len(weights)):
                    found[layer, head, name] = weights[head].numpy()
                found[layer, -1, name] = weights.mean(0).numpy()
        return found

    def _norms(self, states, layer):
        """Length of what each head adds to the output for each source token (Kobayashi et al. 2020)."""
        cross = self.model.model.decoder.layers[layer].encoder_attn
        heads = self.model.config.decoder_attention_heads
        value = cross.v_proj(states)[0].view(states.shape[1], heads, -1)
        out = cross.out_proj.weight.view(-1, heads, value.shape[2])
        return torch.einsum("shd,whd->hsw", value, out).norm(dim=2)

    def words(self, source, target):
        """{(layer, head, weighting, reading): [target words, source words]}, the end dropped, rows sum to 1."""
        ours = align.tokens(self.pieces, *written(source))
        theirs = align.tokens(self.pieces, *written(target))
        found = {}
        for tap, tokens in self.maps(ours[0].tolist(), theirs[0].tolist()).items():
            for reading, first in zip(READINGS, (0, 1)):
                rows = tokens[first : first + len(theirs[0]), : len(ours[0])]
                found[*tap, reading] = _by_word(rows, ours[1], theirs[1], len(source), len(target))
        return found


def _by_word(rows, ours, theirs, sources, targets):
    rows = rows / np.maximum(rows.sum(1, keepdims=True), 1e-9)
    weights = np.zeros((targets, sources))
    for t, row in zip(theirs, rows):
        np.add.at(weights[t], ours[ours >= 0], row[ours >= 0])
    return weights / np.maximum(np.bincount(theirs[theirs >= 0], minlength=targets), 1)[:, None]


def links(weights, second=SECOND_FROM):
    """The brightest source word of each target word, and others with at least `second` of its attention."""
    best = weights.argmax(1)
    found = {(int(s), t) for t, s in enumerate(best)}
    return found | {(int(s), int(t)) for t, s in zip(*np.nonzero(weights >= second))}


def measure(model, pieces, sets, unlabelled):
    """Error rates of every tap on the gold sets, and its agreement with statistical links on training pairs.

    `unlabelled` are (English words, German words, links, links) with the links of the statistical aligner;
    the tap is chosen by them alone.
    """
    reader = Attention(model, pieces)
    found = {}
    for name, rows in {**sets, "agreement": unlabelled}.items():
        read = [reader.words(source, target) for source, target, _, _ in rows]
        for tap in read[0]:
            rate = error_rate([links(words[tap]) for words in read], rows)
            found.setdefault(" ".join(map(str, tap)), {})[name] = round(rate, 1)
        if name in sets:
            found.setdefault("diagonal", {})[name] = round(error_rate(diagonal(rows), rows), 1)
    return found


def statistical(pairs, both):
    """Gold-like rows for pairs, linked by the statistical aligner over `pairs` and the texts of `both`."""
    words = [[[text[a:b] for a, b in aligner.words(text)] for text in pair] for pair in [*pairs, *both]]
    words = [pair for pair in words if all(pair)]
    found = aligner.align([w[0] for w in words], [w[1] for w in words])
    rows = []
    for (source, target), ends in zip(words[: len(pairs)], found):
        known = {(int(s), int(t)) for s, t in ends}
        rows.append((source, target, known, known))
    return rows
