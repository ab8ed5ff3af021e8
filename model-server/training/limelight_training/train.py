"""Step 4: trains the model with guided attention; stoppable and resumable at any time."""

import os
import pathlib
import time

import numpy as np
import torch
import torch.nn.functional as F
from tqdm import tqdm

from . import model as models
from . import progress
from .examples import CATEGORIES, Batches, Examples


WEIGHTS = [1.5, 2.5, 0.6, 0.3, 0.3, 0.8, 0.2, 0.4]  # how often an example of each category is drawn in a pass


def arguments(parser):
    parser.add_argument("--minutes", type=float, default=125, help="training time; the learning rate ends with it")
    parser.add_argument("--updates", type=int, help="a number of updates instead of a time: the same for every run")
    parser.add_argument("--device", default="auto", help="auto, cpu or cuda")
    parser.add_argument("--threads", type=int, default=1, help="CPU threads; 1 is best where cores are shared")
    parser.add_argument("--width", type=int, default=320)
    parser.add_argument("--feed-forward", type=int, default=1280)
    parser.add_argument("--heads", type=int, default=5)
    parser.add_argument("--encoder-layers", type=int, default=6)
    parser.add_argument("--decoder-layers", type=int, default=2)
    parser.add_argument("--batch-tokens", type=int, default=2560, help="padded tokens a side; 25000 fills a GPU")
    parser.add_argument("--workers", type=int, default=0, help="processes that make batches; a GPU needs a dozen")
    parser.add_argument("--rate", type=float, default=7e-4)
    parser.add_argument("--warmup", type=int, default=1000)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--smoothing", type=float, default=0.1)
    parser.add_argument("--consistency", type=float, default=0, help="weight of R-Drop's loss; 0 leaves it out")
    parser.add_argument("--guidance", type=float, default=0.2, help="weight of the alignment loss")
    parser.add_argument("--reverse", action="store_true", help="from German to English")
    parser.add_argument("--weights", type=float, nargs=len(CATEGORIES), default=WEIGHTS, help=" ".join(CATEGORIES))
    parser.add_argument("--every", type=int, default=250, help="updates between log lines")
    parser.add_argument("--save-minutes", type=float, default=5)
    parser.add_argument("--measure-sentences", type=int, default=64, help="of each dev set")
    parser.add_argument("--measure-minutes", type=float, default=12, help="time between looks at the dev sets")


def run(options):
    device = options.device
    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.backends.cuda.enable_cudnn_sdp(False)  # it plans anew for every shape, and batches have many
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    Training(options, torch.device(device)).run()


class Training:
    """Model, optimizer, averaged weights and clock; everything that a checkpoint holds."""

    def __init__(self, options, device):
        self.options, self.device = options, device
        self.work = pathlib.Path(options.work)
        tokenizer = progress.pieces(self.work)
        self.model = models.build(
            tokenizer.get_piece_size(),
            options.width,
            options.encoder_layers,
            options.decoder_layers,
            options.heads,
            options.feed_forward,
        ).to(device)
        models.initialize(self.model)
        self.guided = (options.decoder_layers - 1, 0)
        self.lean = models.LeanMarian(self.model, self.guided, dropout=options.dropout)
        self.weights = [w for w in self.model.parameters() if w.requires_grad]
        self.optimizer = torch.optim.Adam(self.weights, options.rate, betas=(0.9, 0.98), eps=1e-9, fused=True)
        self.average = [w.detach().clone() for w in self.weights]
        self.update, self.seconds = 0, 0.0
        self.path = self.work / "checkpoint.pt"
        self._resume()
        examples = Examples(self.work / "train.npz", options.weights, options.reverse)
        stream = Batches(examples, options.seed + self.update, options.batch_tokens)
        self.batches = stream.loader(options.workers, device.type == "cuda")

    def _resume(self):
        if not self.path.exists():
            return
        state = torch.load(self.path, map_location=self.device)
        for own, saved in zip(self.weights + self.average, state["weights"] + state["average"]):
            own.data.copy_(saved)
        self.optimizer.load_state_dict(state["optimizer"])
        self.update, self.seconds = state["clock"]
        torch.set_rng_state(state["random"].cpu())
        print(f"resumed at update {self.update}, after {self.seconds / 60:.1f} minutes")

    def save(self):
        state = {
            "weights": [w.detach() for w in self.weights],
            "average": self.average,
            "optimizer": self.optimizer.state_dict(),
            "clock": (self.update, self.seconds),
            "random": torch.get_rng_state(),
            "options": vars(self.options),
        }
        temporary = self.path.with_suffix(".tmp")
        torch.save(state, temporary)
        os.replace(temporary, self.path)

    def done(self):
        """The share of the training that is behind."""
        if self.options.updates:
            return self.update / self.options.updates
        return self.seconds / 60 / self.options.minutes

    def rate(self):
        """Warm-up by updates, constant for a while, then down in a line to nearly nothing."""
        warm = min(1.0, (self.update + 1) / self.options.warmup)
        return self.options.rate * warm * max(0.02, min(1.0, (1 - self.done()) / 0.7))

    def loss(self, batch):
        """What is learnt from, and for the log: cross entropy, loss of the guided head, target tokens."""
        copies = 2 if self.options.consistency else 1
        real = (batch[2] != models.PAD).flatten().nonzero().squeeze(1)  # before the move: a GPU would have to wait
        source, inputs, labels, links, real = (part.to(self.device, non_blocking=True) for part in (*batch, real))
        states, mask = self.lean.encode(source.repeat(copies, 1))
        hidden, attention = self.lean.decode(inputs.repeat(copies, 1), states, mask)
        hidden = hidden.view(copies, -1, hidden.shape[-1])[:, real]
        logs = F.log_softmax(self.lean.logits(hidden).float(), -1)
        tokens = self._smoothed(logs, labels.flatten()[real])
        guided = -(links * attention.view(copies, *links.shape).clamp(min=-30)).sum() / (copies * links.sum()).clamp(min=1)
        whole = tokens + self.options.guidance * guided
        if self.options.consistency:
            whole = whole + self.options.consistency * _divergence(*logs)
        return whole, tokens.detach(), guided.detach(), len(real)

    def _smoothed(self, logs, labels):
        """Cross entropy with label smoothing of log-probabilities [copies, tokens, vocabulary]."""
        right = logs.gather(2, labels.expand(len(logs), -1)[..., None]).mean()
        return -(1 - self.options.smoothing) * right - self.options.smoothing * logs.mean()

    def step(self, batch):
        for group in self.optimizer.param_groups:
            group["lr"] = self.rate()
        whole, *seen = self.loss(batch)
        self.optimizer.zero_grad()
        whole.backward()
        torch.nn.utils.clip_grad_norm_(self.weights, 1.0)
        self.optimizer.step()
        self.update += 1
        if self.update % 4 == 0:  # an average over about the last 1,000 updates, younger at the start
            torch._foreach_lerp_(self.average, [w.detach() for w in self.weights], max(0.004, 4 / (self.update + 4)))
        return seen

    def run(self):
        log = progress.Log(self)
        started, saved = time.monotonic() - self.seconds, time.monotonic()
        measured = saved
        bar = tqdm(desc="train", unit=" updates", initial=self.update, total=self.options.updates, mininterval=10)
        for batch in self.batches:
            log.add(*self.step(batch))
            self.seconds = time.monotonic() - started
            bar.update()
            if self.update % self.options.every == 0:
                log.write()
            if time.monotonic() - saved > 60 * self.options.save_minutes:
                self.save()
                saved = time.monotonic()
            if time.monotonic() - measured > 60 * self.options.measure_minutes:
                log.measure()
                measured = time.monotonic()
            if self.done() >= 1:
                break
        self.save()


def _divergence(one, other):
    """Mean of both Kullback-Leibler divergences of two dropout passes: R-Drop (Liang et al. 2021)."""
    return ((one.exp() - other.exp()) * (one - other)).sum(-1).mean() / 2
