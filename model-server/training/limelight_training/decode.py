"""Translates with exported graphs in ONNX Runtime: beam search with a cache, by the rules of transformers."""

import json
import pathlib

import numpy as np
import onnxruntime
import sentencepiece
from tqdm import tqdm

PAD, EOS = 0, 1
WORST = np.float32(-1e9)


class Translator:
    """A bundle that is loaded; `suffix` chooses its graphs as in `config.json`."""

    def __init__(self, folder, suffix=None, threads=1, **settings):
        self.folder = pathlib.Path(folder)
        config = json.loads((self.folder / "config.json").read_text())
        found = json.loads((self.folder / "generation_config.json").read_text())
        self.settings = {**found, **settings}
        self.reverse = config.get("limelight", {}).get("languages", {}).get("source") == ["de"]
        self.suffix = config.get("limelight", {}).get("suffix", "") if suffix is None else suffix
        self.shape = (config["decoder_attention_heads"], config["d_model"] // config["decoder_attention_heads"])
        self.pieces = sentencepiece.SentencePieceProcessor(model_file=str(self.folder / "source.spm"))
        self.options = onnxruntime.SessionOptions()
        self.options.intra_op_num_threads, self.options.log_severity_level = threads, 3
        self.encoder = self._open("encoder_model")
        self.merged = (self.folder / f"decoder_model_merged{self.suffix}.onnx").exists()
        self.first = self._open("decoder_model_merged" if self.merged else "decoder_model")
        self.later = self.first if self.merged else self._open("decoder_with_past_model")

    def _open(self, name):
        path = str(self.folder / f"{name}{self.suffix}.onnx")
        return onnxruntime.InferenceSession(path, self.options, providers=["CPUExecutionProvider"])

    def translate(self, texts, batch=48, label="translate"):
        """The translations, in the order of the texts."""
        sources = [self.pieces.encode(text)[:510] + [EOS] for text in texts]
        order = sorted(range(len(texts)), key=lambda n: -len(sources[n]))
        found, bar = [""] * len(texts), tqdm(total=len(texts), desc=label, unit=" texts", mininterval=10)
        for start in range(0, len(order), batch):
            part = order[start : start + batch]
            for n, tokens in zip(part, self.generate([sources[n] for n in part])):
                found[n] = self.pieces.decode([t for t in tokens if t != EOS])
            bar.update(len(part))
        return found

    def encode(self, sources):
        ids = np.full((len(sources), max(map(len, sources))), PAD, np.int64)
        for row, source in zip(ids, sources):
            row[: len(source)] = source
        mask = (ids != PAD).astype(np.int64)
        return self.encoder.run(None, {"input_ids": ids, "attention_mask": mask})[0], mask

    def generate(self, sources):
        """Token numbers of the best translation of each source, the end included where it was reached."""
        beams = self.settings["num_beams"]
        states, mask = self.encode(sources)
        steps = Steps(self, np.repeat(states, beams, 0), np.repeat(mask, beams, 0))
        search = Beams(len(sources), beams, self.settings)
        longest = min(self.settings["max_length"] - 1, 2 * mask.shape[1] + 20)  # runaways need not run on
        tokens = np.full(len(sources) * beams, PAD)
        for _ in range(longest):
            tokens, rows = search.advance(steps.run(tokens))
            if search.done.all():
                break
            steps.reorder(rows)
        return search.best()


class Steps:
    """Runs the decoder token by token and keeps its cache."""

    def __init__(self, translator, states, mask):
        self.translator, self.states, self.mask, self.cache = translator, states, mask, None

    def run(self, tokens):
        """Log-probabilities [rows, vocabulary] of the token after `tokens` [rows]."""
        session = self.translator.later if self.cache else self.translator.first
        feeds = {
            "input_ids": tokens.astype(np.int64)[:, None],
            "encoder_attention_mask": self.mask,
            "encoder_hidden_states": self.states,
            "use_cache_branch": np.array([self.cache is not None]),
            **(self.cache or self._empty(session)),
        }
        wanted = {i.name for i in session.get_inputs()}
        found = session.run(None, {name: value for name, value in feeds.items() if name in wanted})
        self._keep(dict(zip([o.name for o in session.get_outputs()], found)))
        logits = found[0][:, -1]
        logits = logits - logits.max(1, keepdims=True)
        return logits - np.log(np.exp(logits).sum(1, keepdims=True))

    def _empty(self, session):
        heads, width = self.translator.shape
        names = [i.name for i in session.get_inputs() if i.name.startswith("past_key_values")]
        return {name: np.zeros((len(self.mask), heads, 0, width), np.float32) for name in names}

    def _keep(self, outputs):
        fresh = {n.replace("present", "past_key_values"): v for n, v in outputs.items() if n.startswith("present")}
        if self.cache:
            fresh = {**self.cache, **{n: v for n, v in fresh.items() if ".decoder." in n}}
        self.cache = fresh

    def reorder(self, rows):
        """The rows of one source share what was computed of it, so only the decoder's own cache moves."""
        for name, value in self.cache.items():
            if ".decoder." in name:
                self.cache[name] = value[rows]


class Beams:
    """Beam search over a batch, with `early_stopping` false, as transformers does it."""

    def __init__(self, sources, beams, settings):
        self.beams, self.power = beams, settings["length_penalty"]
        self.ngram = settings.get("no_repeat_ngram_size", 0)
        self.scores = np.full((sources, beams), WORST, np.float32)
        self.scores[:, 0] = 0
        self.tokens = np.zeros((sources * beams, 0), np.int64)
        self.finished = [[] for _ in range(sources)]
        self.done = np.zeros(sources, bool)

    def advance(self, logs):
        """Takes a step; returns the token and the row that it came from, for each row."""
        logs[:, PAD] = -np.inf
        self._forbid(logs)
        sources, vocabulary = len(self.done), logs.shape[1]
        totals = (self.scores.reshape(-1, 1) + logs).reshape(sources, -1)
        top = np.argpartition(-totals, 2 * self.beams - 1, 1)[:, : 2 * self.beams]
        values = np.take_along_axis(totals, top, 1)
        order = np.argsort(-values, 1, kind="stable")
        top, values = np.take_along_axis(top, order, 1), np.take_along_axis(values, order, 1)
        chosen = np.zeros((sources, self.beams), np.int64)
        for n in range(sources):
            chosen[n], self.scores[n] = self._choose(n, top[n], values[n], vocabulary)
        rows = (np.arange(sources)[:, None] * self.beams + chosen // vocabulary).ravel()
        tokens = (chosen % vocabulary).ravel()
        self.tokens = np.concatenate([self.tokens[rows], tokens[:, None]], 1)
        return tokens, rows

    def _choose(self, n, top, values, vocabulary):
        ends = top % vocabulary == EOS
        length = self.tokens.shape[1] + 1
        for place in np.flatnonzero(ends[: self.beams]):
            if not self.done[n]:
                row = n * self.beams + top[place] // vocabulary
                self._finish(n, values[place] / length**self.power, [*self.tokens[row].tolist(), EOS])
        going = np.flatnonzero(~ends)[: self.beams]
        best = values[going[0]] / length**self.power
        self.done[n] |= len(self.finished[n]) == self.beams and self.finished[n][-1][0] >= best
        return top[going], values[going]

    def _finish(self, n, score, tokens):
        found = sorted([*self.finished[n], (float(score), tokens)], key=lambda pair: -pair[0])
        self.finished[n] = found[: self.beams]

    def _forbid(self, logs):
        size = self.ngram
        if not size or self.tokens.shape[1] < size:
            return
        for row, tokens in enumerate(self.tokens.tolist()):
            last = tokens[len(tokens) - size + 1 :]
            starts = range(len(tokens) - size + 1)
            banned = [tokens[i + size - 1] for i in starts if tokens[i : i + size - 1] == last]
            logs[row, banned] = -np.inf

    def best(self):
        for n in np.flatnonzero(~self.done):  # cut off at the greatest length
            for beam in range(self.beams):
                row = n * self.beams + beam
                self._finish(n, self.scores[n, beam] / self.tokens.shape[1] ** self.power, self.tokens[row].tolist())
        return [found[0][1] for found in self.finished]
