"""Step 3: aligns the words of the training pairs statistically and writes them, tokenized, to train.npz."""

import pathlib
import random

import numpy as np
import sentencepiece
from tqdm import tqdm

from . import aligner
from .examples import CATEGORIES, ragged


LINKED = ("everyday", "news", "docs", "copied")


def arguments(parser):
    parser.add_argument("--linked", type=int, default=100_000, help="pairs of a category to align, at most; 0 for all")
    parser.add_argument("--longest", type=int, default=200, help="tokens a side that an example may have")


def run(options):
    work = pathlib.Path(options.work)
    with open(work / "train.tsv", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    linked = chosen([row[0] for row in rows], options.linked, random.Random(options.seed))
    spans = [[aligner.words(text) for text in rows[n][1:]] for n in linked]
    texts = lambda side: [[rows[n][side + 1][a:b] for a, b in span[side]] for n, span in zip(linked, spans)]
    found = aligner.align(texts(0), texts(1))
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(work / "tokenizer" / "source.spm"))
    write(work / "train.npz", rows, dict(zip(linked, zip(spans, found))), pieces, options.longest)


def chosen(categories, most, chance):
    """Which rows are aligned: the others are trained on, too, but teach the guided head nothing."""
    found = []
    for category in LINKED:
        members = [n for n, own in enumerate(categories) if own == category]
        found += members if not most or len(members) <= most else chance.sample(members, most)
    return sorted(found)


def write(path, rows, known, pieces, longest):
    """Stores the examples: token numbers of both sides, and the links between tokens of those that are `known`."""
    sides = [pieces.encode([row[side] for row in rows], num_threads=2) for side in (1, 2)]
    parts = {"source": [], "target": [], "links": []}
    category = []
    for n, (row, ours, theirs) in enumerate(tqdm(zip(rows, *sides), total=len(rows), desc="tokenize", unit=" pairs")):
        if max(len(ours), len(theirs)) > longest:
            continue
        parts["source"].append(np.array(ours, np.int16))
        parts["target"].append(np.array(theirs, np.int16))
        parts["links"].append(_links(pieces, row, *known[n]) if n in known else np.zeros(0, np.int16))
        category.append(CATEGORIES.index(row[0]))
    arrays = {"category": np.array(category, np.int8)}
    for name, found in parts.items():
        arrays[name], arrays[name + "_at"] = ragged(found, np.int16)
    temporary = path.with_suffix(".tmp.npz")
    np.savez(temporary, **arrays)
    temporary.replace(path)


def _links(pieces, row, span, words):
    ours, theirs = (tokens(pieces, row[side + 1], span[side])[1] for side in (0, 1))
    return token_links(words, ours, theirs).ravel()


def tokens(pieces, text, spans):
    """Token numbers of a text, and for each the word of `spans` that it lies in, or -1."""
    proto = pieces.encode(text, return_type="proto")
    at = np.concatenate([[0], np.cumsum([len(c.encode()) for c in text])]).astype(int)  # pieces count in bytes
    word_at = np.full(at[-1] + 1, -1, np.int32)
    for n, (start, end) in enumerate(spans):
        word_at[at[start] : at[end]] = n
    ids, words = [], []
    for piece in proto.pieces:
        inside = word_at[piece.begin : piece.end]
        inside = inside[inside >= 0]
        ids.append(piece.id)
        words.append(inside[0] if len(inside) else -1)
    for n in range(len(words) - 2, -1, -1):  # a lone space mark, or the first bytes of a character
        if words[n] < 0:
            words[n] = words[n + 1]
    return np.array(ids, np.int32), np.array(words, np.int32)


def token_links(links, ours, theirs):
    """Every token of a linked source word with every token of the target word."""
    if not len(links) or not len(ours) or not len(theirs):
        return np.zeros((0, 2), np.int16)
    linked = np.zeros((max(ours.max(), links[:, 0].max()) + 2, max(theirs.max(), links[:, 1].max()) + 2), bool)
    linked[links[:, 0], links[:, 1]] = True  # the last row and column, which -1 picks, stay empty
    return np.argwhere(linked[ours][:, theirs]).astype(np.int16)
