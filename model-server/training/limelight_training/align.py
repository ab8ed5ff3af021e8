"""Step 3: aligns the words of the training pairs statistically and writes them, tokenized, to train.npz."""

import pathlib

import numpy as np
import sentencepiece
from tqdm import tqdm

from . import aligner
from .examples import CATEGORIES, ragged


UNLINKED = ("catalogue", "messages", "dictionary")  # too many, and too short to teach alignment


def arguments(parser):
    parser.add_argument("--longest", type=int, default=200, help="tokens a side that an example may have")


def run(options):
    work = pathlib.Path(options.work)
    with open(work / "train.tsv", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    spans = [[aligner.words(text) for text in row[1:]] for row in rows]
    linked = [n for n, row in enumerate(rows) if row[0] not in UNLINKED]
    texts = lambda side: [[rows[n][side + 1][a:b] for a, b in spans[n][side]] for n in linked]
    links = [np.zeros((0, 2), np.int16)] * len(rows)
    for n, found in zip(linked, aligner.align(texts(0), texts(1))):
        links[n] = found
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(work / "tokenizer" / "source.spm"))
    write(work / "train.npz", rows, spans, links, pieces, options.longest)


def write(path, rows, spans, links, pieces, longest):
    """Stores the examples: token numbers of both sides and the links between tokens."""
    parts = {"source": [], "target": [], "links": []}
    category = []
    for row, span, words in tqdm(zip(rows, spans, links), total=len(rows), desc="tokenize", unit=" pairs"):
        ours, theirs = tokens(pieces, row[1], span[0]), tokens(pieces, row[2], span[1])
        if max(len(ours[0]), len(theirs[0])) > longest:
            continue
        parts["source"].append(ours[0])
        parts["target"].append(theirs[0])
        parts["links"].append(token_links(words, ours[1], theirs[1]).ravel())
        category.append(CATEGORIES.index(row[0]))
    arrays = {"category": np.array(category, np.int8)}
    for name, found in parts.items():
        arrays[name], arrays[name + "_at"] = ragged(found, np.int16)
    temporary = path.with_suffix(".tmp.npz")
    np.savez(temporary, **arrays)
    temporary.replace(path)


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
