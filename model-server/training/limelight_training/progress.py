"""What training reports: loss and speed, and now and then a small development set translated."""

import pathlib
import time

import sacrebleu
import sentencepiece
import torch

from . import model as models


def pieces(work):
    return sentencepiece.SentencePieceProcessor(model_file=str(pathlib.Path(work) / "tokenizer" / "source.spm"))


class Averaged:
    """Within it, the model's weights are the averaged ones and nothing is dropped out."""

    def __init__(self, training):
        self.training = training

    def __enter__(self):
        self.own = [w.detach().clone() for w in self.training.weights]
        for weight, mean in zip(self.training.weights, self.training.average):
            weight.data.copy_(mean)
        self.training.lean.training = False

    def __exit__(self, *_):
        for weight, own in zip(self.training.weights, self.own):
            weight.data.copy_(own)
        self.training.lean.training = True


def greedy(lean, source, longest):
    """Greedy translations of a padded batch, without a cache: for a short look only."""
    states, mask = lean.encode(source)
    found = torch.full((len(source), 1), models.PAD, device=source.device)
    ended = torch.zeros(len(source), dtype=torch.bool, device=source.device)
    for _ in range(longest):
        hidden, _ = lean.decode(found, states, mask)
        logits = lean.logits(hidden[:, -1])
        logits[:, models.PAD] = -torch.inf
        following = logits.argmax(-1).masked_fill(ended, models.PAD)
        found = torch.cat([found, following[:, None]], 1)
        ended |= following == models.EOS
        if ended.all():
            break
    return found[:, 1:]


class Log:
    """Sums what the steps return; writes lines to `train.log` and to the terminal."""

    def __init__(self, training):
        self.training, self.sample = training, training.options.measure_sentences
        self.pieces = pieces(training.work)
        self._clear()

    def _clear(self):
        self.sums, self.steps, self.tokens, self.since = [0.0, 0.0], 0, 0, time.monotonic()

    def add(self, loss, guided, tokens):
        self.sums = [self.sums[0] + loss * tokens, self.sums[1] + guided * tokens]
        self.steps, self.tokens = self.steps + 1, self.tokens + tokens

    def write(self):
        training, spent = self.training, time.monotonic() - self.since
        self.say(
            f"update {training.update} minute {training.seconds / 60:.1f} "
            f"loss {self.sums[0] / self.tokens:.3f} alignment {self.sums[1] / self.tokens:.3f} "
            f"rate {training.rate():.2e} tokens/s {self.tokens / spent:.0f} tokens/update {self.tokens / self.steps:.0f}"
        )
        self._clear()

    def say(self, line):
        print(line, flush=True)
        with open(self.training.work / "train.log", "a", encoding="utf-8") as file:
            file.write(line + "\n")

    @torch.no_grad()
    def measure(self):
        """BLEU of greedy translations of a few development sentences a category."""
        with Averaged(self.training):
            parts = [self._measured(name) for name in ("everyday", "news", "docs")]
        self.say(f"dev at update {self.training.update}: " + ", ".join(parts))
        self.since = time.monotonic() if not self.tokens else self.since

    def _measured(self, name):
        rows = (self.training.work / f"dev-{name}.tsv").read_text(encoding="utf-8").splitlines()[: self.sample]
        pairs = zip(*(row.split("\t") for row in rows))
        texts, references = reversed(list(pairs)) if self.training.options.reverse else pairs
        sources = [self.pieces.encode(text)[:80] + [models.EOS] for text in texts]
        longest = max(map(len, sources))
        padded = torch.tensor([s + [models.PAD] * (longest - len(s)) for s in sources], device=self.training.device)
        outputs = greedy(self.training.lean, padded, int(1.3 * longest) + 5)
        clean = [[t for t in row if t > models.EOS] for row in outputs.tolist()]
        found = [self.pieces.decode(row) for row in clean]
        return f"{name} BLEU {sacrebleu.corpus_bleu(found, [list(references)]).score:.1f} ({found[0]})"
