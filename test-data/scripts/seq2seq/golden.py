"""Writes test-data/seq2seq: tiny random encoder-decoder models, and what transformers makes of them.

Run by hand when an architecture, a setting or a layout is added (about two minutes):

    pip install -r requirements.txt
    python golden.py ../../seq2seq [ARCHITECTURE...]

A bundle is `<architecture>-split` (encoder_model, decoder_model, decoder_with_past_model) or
`<architecture>-merged` (encoder_model, decoder_model_merged, under onnx/, with a suffix), each with
its config.json and generation_config.json. `<architecture>.json` holds the cases for both.

A case is kept only if 32 and 64 bits, alone and in a batch, choose the same tokens: where two
candidates are nearly equal, nobody is right. `sequences` are the ids after the decoder start token,
the first end-of-sentence included; `logProbabilities` are natural logs of the raw softmax, from a
forward pass over the whole sequence; `crossAttention` is `[target, source]`, the row of the step
that predicts the token. `encoderAttention` is `[source, source]`, a row for each reading token.

`<bundle>-texts.json` holds what transformers' tokenizers make of texts, and what they generate from them.
"""

import copy
import json
import pathlib
import random
import sys

import onnx
import torch

import models
import words

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[3] / "model-server" / "training"))
from limelight_training import graphs  # noqa: E402 - one exporter for the models that ship and for these

MAX_NEW = 16
ATTENTION = [{"layer": models.LAYERS - 1, "head": None}, {"layer": 0, "head": 2}]

SETTINGS = {
    "greedy": {},
    "greedy, repetition penalty": {"repetition_penalty": 1.7},
    "greedy, no repeated bigram": {"no_repeat_ngram_size": 2},
    "greedy, at least 9 tokens": {"min_new_tokens": 9},
    "greedy, at least length 7": {"min_length": 7},
    "greedy, bad words": {"bad_words_ids": "drawn"},
    "greedy, suppressed": {"suppress_tokens": "drawn", "begin_suppress_tokens": "drawn"},
    "greedy, forced": {"forced_bos_token_id": 17, "forced_eos_token_id": "eos"},
    "beam 2": {"num_beams": 2},
    "beam 4": {"num_beams": 4},
    "beam 4, long": {"num_beams": 4, "length_penalty": 2.0},
    "beam 4, short": {"num_beams": 4, "length_penalty": -1.0},
    "beam 4, no length penalty": {"num_beams": 4, "length_penalty": 0.0},
    "beam 4, early stopping": {"num_beams": 4, "early_stopping": True},
    "beam 4, never early": {"num_beams": 4, "early_stopping": "never", "length_penalty": 0.5},
    "beam 4, three returned": {"num_beams": 4, "num_return_sequences": 3},
    "beam 2, all at once": {
        "num_beams": 2,
        "repetition_penalty": 1.3,
        "no_repeat_ngram_size": 3,
        "min_new_tokens": 4,
        "forced_eos_token_id": "eos",
    },
}


def inputs(model):
    """Sources of unequal lengths: nothing but the end, short, middling, as long as there are positions."""
    draw, eos = random.Random(7), model.config.eos_token_id
    words = [i for i in range(4, models.VOCABULARY - 2) if i != eos]
    return [[draw.choice(words) for _ in range(n - 1)] + [eos] for n in (1, 4, 9, models.POSITIONS)]


def drawn(model, settings, greedy):
    """Settings with token ids in them, taken from what greedy search chose, so that they matter."""
    eos = model.config.eos_token_id
    common = [t for t in sorted(set(greedy), key=greedy.count, reverse=True) if t != eos]
    pair = greedy[1:3] if eos not in greedy[:3] and len(greedy) > 2 else [5, 6]
    values = {
        "bad_words_ids": [common[:1], list(pair)],
        "suppress_tokens": common[:1],
        "begin_suppress_tokens": greedy[:1],
    }
    return {k: values[k] if v == "drawn" else eos if v == "eos" else v for k, v in settings.items()}


def trimmed(sequence, eos):
    tokens = sequence.tolist()[1:]
    return tokens[: tokens.index(eos) + 1] if eos in tokens else tokens


def generate(model, sources, settings):
    """Sequences and, for beams, scores of each source; sources are padded on the right."""
    longest = max(map(len, sources))
    pad, eos = model.config.pad_token_id, model.config.eos_token_id
    ids = torch.tensor([source + [pad] * (longest - len(source)) for source in sources])
    mask = torch.tensor([[1] * len(source) + [0] * (longest - len(source)) for source in sources])
    with torch.no_grad():
        out = model.generate(
            ids,
            attention_mask=mask,
            max_new_tokens=MAX_NEW,
            do_sample=False,
            return_dict_in_generate=True,
            output_scores=True,
            **settings,
        )
    each = settings.get("num_return_sequences", 1)
    sequences = [trimmed(s, eos) for s in out.sequences]
    scores = out.sequences_scores.tolist() if out.get("sequences_scores") is not None else [None] * len(sequences)
    return [
        (sequences[i * each : (i + 1) * each], scores[i * each : (i + 1) * each])
        for i in range(len(sources))
    ]


def teacher_forced(model, source, sequence):
    """Log-probabilities and cross-attention of a sequence, by one pass over all of it."""
    start = model.generation_config.decoder_start_token_id
    with torch.no_grad():
        out = model(
            input_ids=torch.tensor([source]),
            decoder_input_ids=torch.tensor([[start] + sequence[:-1]]),
            output_attentions=True,
        )
    logs = torch.log_softmax(out.logits[0].double(), -1)
    chosen = [[tapped(maps, tap) for tap in ATTENTION] for maps in (out.cross_attentions, out.encoder_attentions)]
    return rounded([logs[i, t].item() for i, t in enumerate(sequence)]), *chosen


def tapped(layers, tap):
    maps = layers[tap["layer"]][0].double()
    weights = maps.mean(0) if tap["head"] is None else maps[tap["head"]]
    return {**tap, "weights": rounded(weights.tolist())}


def rounded(value):
    return [rounded(v) for v in value] if isinstance(value, list) else round(value, 6)


def cases(model):
    kept, dropped = [], 0
    double = copy.deepcopy(model).double()
    sources = inputs(model)
    for name, settings in SETTINGS.items():
        greedy = [generate(model, [source], {})[0][0][0] for source in sources]
        settings = drawn(model, settings, max(greedy, key=len))
        batch = generate(model, sources, settings)
        for source, in_batch in zip(sources, batch):
            alone = generate(model, [source], settings)[0]
            exact = generate(double, [source], settings)[0]
            if not alone[0] == exact[0] == in_batch[0]:
                dropped += 1
                continue
            case = {"name": name, "settings": {**settings, "max_new_tokens": MAX_NEW}, "inputIds": source}
            case["sequences"] = alone[0]
            case["scores"] = rounded(alone[1]) if alone[1][0] is not None else None
            traced = [teacher_forced(model, source, sequence) for sequence in alone[0]]
            case["logProbabilities"] = [logs for logs, _, _ in traced]
            if name in ("greedy", "beam 4"):
                case["crossAttention"] = traced[0][1]
            if name == "greedy" and len(source) < 10:
                case["encoderAttention"] = traced[0][2]
            kept.append(case)
    return kept, dropped


def write(model, folder):
    split, joined = folder / f"{model.architecture}-split", folder / f"{model.architecture}-merged"
    files = {
        split / "encoder_model.onnx": graphs.encoder(model),
        split / "decoder_model.onnx": graphs.decoder(model, past=False),
        split / "decoder_with_past_model.onnx": graphs.decoder(model, past=True),
    }
    first, cached = list(files.values())[1:]
    files[joined / "onnx" / "encoder_model_fp32.onnx"] = files[split / "encoder_model.onnx"]
    files[joined / "onnx" / "decoder_model_merged_fp32.onnx"] = graphs.merged(first, cached, model.config)
    for path, graph in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        onnx.save(graph, str(path))
    for bundle in (split, joined):
        model.config.save_pretrained(bundle)
        model.generation_config.save_pretrained(bundle)
        tokenizer = words.write(model.architecture, bundle, bundle == joined)
        dump(
            folder / f"{bundle.name}-texts.json",
            {
                "texts": words.texts(tokenizer),
                "drawn": words.drawn(tokenizer),
                "generated": words.generated(model, tokenizer, models.POSITIONS),
            },
        )


def dump(path, parts):
    """One line a case, so that a change can be read."""
    lists = (f'"{name}": [\n' + ",\n".join(map(compact, cases)) + "\n]" for name, cases in parts.items())
    path.write_text("{\n" + ",\n".join(lists) + "\n}\n", encoding="utf-8")


def compact(case):
    return json.dumps(case, ensure_ascii=True, separators=(",", ":"))


def main():
    folder = pathlib.Path(sys.argv[1])
    for architecture in sys.argv[2:] or models.ARCHITECTURES:
        model = models.build(architecture)
        model.architecture = architecture
        write(model, folder)
        kept, dropped = cases(model)
        text = json.dumps({"attention": ATTENTION, "cases": kept}, separators=(",", ":"))
        (folder / f"{architecture}.json").write_text(text.replace('{"name"', '\n{"name"') + "\n")
        lengths = [len(s) for case in kept for s in case["sequences"]]
        kinds = len({tuple(s) for case in kept for s in case["sequences"]})
        print(f"{architecture}: {len(kept)} cases, {dropped} dropped, {kinds} sequences, lengths {min(lengths)} to {max(lengths)}")


if __name__ == "__main__":
    main()
