"""Generates greedily with ONNX Runtime from Python, as a careful user writes it.

Keys and values stay in OrtValues between the steps, nothing but the logits is copied, and rows stay
until their batch is over, as in transformers. Reads the work as JSON from the first line of standard
input and answers with the tokens of the first batch, then times the batch size that each further line
names.
"""

import json
import sys
import time

import numpy as np
import onnxruntime as ort


def session(path, threads):
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return ort.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def value(array):
    return ort.OrtValue.ortvalue_from_numpy(array)


class Loop:
    def __init__(self, work):
        self.encoder = session(work["encoder"], work["threads"])
        self.decoder = session(work["decoder"], work["threads"])
        self.start = work["start"]
        self.outputs = [output.name for output in self.decoder.get_outputs()]
        self.own = [name for name in self.outputs if ".encoder." not in name]
        self.past = [i for i in self.decoder.get_inputs() if i.name.startswith("past_key_values.")]
        self.yes, self.no = value(np.array([True])), value(np.array([False]))

    def nothing(self, past, rows):
        kind = np.float16 if "float16" in past.type else np.float32
        return value(np.zeros((rows, past.shape[1], 0, past.shape[3]), kind))

    def generate(self, batch):
        width = max(len(text["source"]) for text in batch)
        ids = np.array([text["source"] + [0] * (width - len(text["source"])) for text in batch])
        mask = np.array([[1] * len(t["source"]) + [0] * (width - len(t["source"])) for t in batch])
        feed = {"input_ids": value(ids), "attention_mask": value(mask)}
        hidden = self.encoder.run_with_ort_values(["last_hidden_state"], feed)[0]
        state = {past.name: self.nothing(past, len(batch)) for past in self.past}
        state.update(encoder_attention_mask=feed["attention_mask"], encoder_hidden_states=hidden)
        state["use_cache_branch"] = self.no
        tokens = np.full((len(batch), 1), self.start)
        written = []
        for _ in range(max(text["target"] for text in batch)):
            state["input_ids"] = value(tokens)
            wanted = self.own if written else self.outputs
            made = dict(zip(wanted, self.decoder.run_with_ort_values(wanted, state)))
            tokens = made.pop("logits").numpy()[:, -1].argmax(-1)[:, None].astype(np.int64)
            state.update((n.replace("present", "past_key_values"), v) for n, v in made.items())
            state["use_cache_branch"] = self.yes
            written.append(tokens)
        rows = np.concatenate(written, 1).tolist()
        return [row[: text["target"]] for row, text in zip(rows, batch)]


def say(answer):
    print(json.dumps(answer), flush=True)


def main():
    work = json.loads(sys.stdin.readline())
    loop = Loop(work)
    say({"version": ort.__version__, "tokens": loop.generate(work["batches"][0][0])})
    for line in sys.stdin:
        start = time.perf_counter()
        for batch in work["batches"][int(line)]:
            loop.generate(batch)
        say({"seconds": time.perf_counter() - start})


main()
