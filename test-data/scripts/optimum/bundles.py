"""Writes test-data/optimum: tiny models as Hugging Face Optimum exports them, and what the reference makes of texts.

Run by hand when a bundle is added (some minutes on two cores):

    pip install -r requirements.txt
    python bundles.py ../../optimum [BUNDLE...]

`expected.json` of a bundle: `cases` with the text, the ids that the encoder reads (`source`), and what is written
greedily and with four beams, without the last end token. `alone` says that a graph rounds over a whole batch, so
that the reference read each text alone. `attention` is that of the last decoder layer, the mean of its heads, a row
for each greedy token, from the model before it was rounded.

The reference is `generate` of transformers; of 8-bit and half precision graphs it is the same `generate` over these
graphs in Python's ONNX Runtime. A text is kept only if 32 and 64 bits choose the same tokens, or for graphs, if they
choose the same with and without the runtime's optimizations: where two candidates are nearly equal, nobody is right.
"""

import copy
import json
import pathlib
import shutil
import sys
import tempfile

import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from optimum.exporters.onnx import main_export
from optimum.onnxruntime import ORTModelForSeq2SeqLM, ORTQuantizer
from optimum.onnxruntime.configuration import AutoQuantizationConfig
from transformers import AutoTokenizer

import tiny

TEXTS = [
    "Snow",
    "Who keeps the second key?",
    "  Three   gaps, one\ttab, and an end ",
    "The clerk wrote 24 letters before noon, then he slept.",
    'He asked: "where is the boat?", and nobody knew — not even Ann…',
    "ﬂat ¼ naïve cafe\u0301 ＷＩＤＥ ②",
    "SHOUTING is rare in a letter.",
    "See <i>the map</i>, [page 9] & {note} _two_ ~ #3 @work.",
    "About 7.5 % of €3,400.00 (since 2011), isn't it ?",
    "The Δelta line ☂ ran past the 駅 at dawn.",
    "Grandma\u00a0waves 🙂👩\u200d👧 from\u200bthe pier.",
    "The mayor opened the market, the band played twice, and the rain stopped.",
]
MAX_NEW = 20
PAST = "text2text-generation-with-past"


def bundle(name, what, make, prompt="", settings=None, languages=None, finish=None, **facts):
    return dict(
        name=name, what=what, make=make, prompt=prompt, settings=settings or {}, languages=languages, finish=finish, facts=facts
    )


def cli_quantized(folder):
    """As `optimum-cli onnxruntime quantize --avx512_vnni` does; it leaves out generation_config.json."""
    config = AutoQuantizationConfig.avx512_vnni(is_static=False, per_channel=False)
    for graph in ("encoder_model", "decoder_model", "decoder_with_past_model"):
        quantizer = ORTQuantizer.from_pretrained(folder, file_name=f"{graph}.onnx")
        quantizer.quantize(save_dir=folder, quantization_config=config)
    for left in ("encoder_model.onnx", "decoder_model.onnx", "decoder_with_past_model.onnx", "decoder_model_merged.onnx"):
        (folder / left).unlink(missing_ok=True)
    for left in ("generation_config.json", "ort_config.json"):
        (folder / left).unlink(missing_ok=True)


def merged_quantized(folder):
    """As transformers.js lays it out: both branches of the merged decoder in 8 bits, under onnx/."""
    (folder / "onnx").mkdir()
    for graph in ("encoder_model", "decoder_model_merged"):
        quantize_dynamic(
            folder / f"{graph}.onnx",
            folder / "onnx" / f"{graph}_quantized.onnx",
            weight_type=QuantType.QInt8,
            extra_options={"EnableSubgraph": True, "MatMulConstBOnly": True},
        )
    split(folder, keep=())


def half(folder):
    """As `optimum-cli export onnx --dtype fp16` does."""
    only("spiece.model")(folder)


def only(*files):
    """Takes away what a folder without `tokenizer.json` lacks."""

    def finish(folder):
        for file in files:
            (folder / file).unlink(missing_ok=True)
        split(folder)

    return finish


def split(folder, keep=("encoder_model", "decoder_model_merged")):
    for path in folder.glob("*.onnx"):
        if path.stem not in keep:
            path.unlink()


MARIAN = {"num_beams": 4, "max_length": 50, "renormalize_logits": False}
BUNDLES = [
    bundle(
        "bart-cli-quantized",
        "optimum-cli onnxruntime quantize: attention behind a DynamicQuantizeLinear; no generation_config.json",
        lambda folder: tiny.bart(folder, fast=True),
        finish=cli_quantized,
        suffix="quantized",
        alone=True,
        summarize=True,
        tolerance=0.08,
    ),
    bundle(
        "bart-vocab-and-merges-only",
        "vocab.json and merges.txt without tokenizer.json",
        lambda folder: tiny.bart(folder, encoder=2),
        settings={"num_beams": 4, "min_length": 5, "max_length": 40, "no_repeat_ngram_size": 3, "length_penalty": 2.0}
        | {"early_stopping": True, "forced_bos_token_id": 0},
        finish=only("tokenizer.json"),
        summarize=True,
    ),
    bundle(
        "m2m100-no-language-list",
        "languages named by language_codes only",
        tiny.m2m100,
        settings={"num_beams": 5, "max_length": 40, "early_stopping": True, "forced_bos_token_id": "__de__"},
        languages=("en", "de"),
        translate=True,
    ),
    bundle(
        "madlad-target",
        "<2de> before the text says what to write",
        tiny.madlad,
        prompt="<2de> ",
        languages=("en", "de"),
        finish=only("spiece.model"),
        tolerance=None,
    ),
    bundle(
        "marian-merged-quantized",
        "onnx/ with an 8-bit merged decoder, tied embedding",
        tiny.marian,
        settings=MARIAN,
        languages=("en", "de"),
        finish=merged_quantized,
        suffix="quantized",
        alone=True,
        tolerance=0.08,
    ),
    bundle(
        "marian-renormalize",
        "the settings of OPUS-MT, renormalize_logits among them",
        lambda folder: tiny.marian(folder, decoder=2),
        settings=MARIAN | {"renormalize_logits": True},
        languages=("en", "de"),
        translate=True,
    ),
    bundle(
        "marian-two-vocabularies",
        "separate vocabularies of two sizes",
        lambda folder: tiny.marian(folder, separate=True),
        settings=MARIAN,
        languages=("en", "de"),
    ),
    bundle(
        "mbart50-sentencepiece-only",
        "sentencepiece.bpe.model without tokenizer.json",
        tiny.mbart50,
        settings={"num_beams": 5, "max_length": 40, "early_stopping": True, "forced_bos_token_id": "de_DE"},
        finish=only("tokenizer.json"),
    ),
    bundle(
        "t5-fp16",
        "half precision in and out",
        tiny.t5,
        finish=half,
        tolerance=0.008,
    ),
]


def settle(model, tokenizer, settings):
    """The generation settings that the folder will name."""
    for key, value in settings.items():
        chosen = tokenizer.convert_tokens_to_ids(value) if isinstance(value, str) else value
        setattr(model.generation_config, key, chosen)
    if model.config.model_type == "marian":
        model.generation_config.bad_words_ids = [[model.config.decoder_start_token_id]]


def write(each, root):
    folder = root / each["name"]
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory() as made, tempfile.TemporaryDirectory() as saved:
        torch.manual_seed(29)
        tokenizer, model = each["make"](pathlib.Path(made))
        tiny.train(tokenizer, model, each["prompt"])
        settle(model, tokenizer, each["settings"])
        model.save_pretrained(saved)
        tokenizer.save_pretrained(saved)
        dtype = "fp16" if each["finish"] is half else "fp32"
        main_export(saved, folder, task=PAST, dtype=dtype, do_validation=False)
        if each["finish"]:
            each["finish"](folder)
        else:
            split(folder)
        # Beam search takes the width of a row from vocab_size, which may be the source's only.
        model.config.vocab_size = getattr(model.config, "decoder_vocab_size", None) or model.config.vocab_size
        # What people get who name no class, which is not always the class that was trained.
        texts = cases(each, folder, AutoTokenizer.from_pretrained(saved), model)
        expected = {"what": each["what"], "verify": True, "suffix": None, "from": None, "to": None}
        if each["languages"]:
            expected["from"], expected["to"] = each["languages"]
        expected |= {"max_new_tokens": MAX_NEW, "alone": False, "translate": False, "summarize": False}
        expected |= {key: value for key, value in each["facts"].items() if key != "tolerance"}
        expected["cases"] = texts
        tolerance = each["facts"].get("tolerance", 0.001)
        if tolerance is not None:
            longest = max(texts, key=lambda case: len(case["greedy"]["tokens"]))
            weights = attention(model, longest)
            expected["attention"] = {"input": longest["input"], "tolerance": tolerance, "weights": weights}
    dump(folder / "expected.json", expected)
    kinds = len({tuple(case["greedy"]["tokens"]) for case in texts})
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    print(f"{each['name']}: {len(texts)} of {len(TEXTS)} texts, {kinds} different, {size / 1000:.0f} kB", flush=True)


def cases(each, folder, tokenizer, model):
    kept = []
    for text in TEXTS:
        ids = tokenizer(each["prompt"] + text).input_ids
        case = {"input": text, "source": ids}
        whole = True
        for key, beams in (("greedy", 1), ("beam4", 4)):
            first, second = (written(one, ids, beams) for one in references(each, folder, model))
            whole &= first == second
            case[key] = {"tokens": first, "text": tokenizer.decode(first, skip_special_tokens=True)}
        if whole:
            kept.append(case)
    return kept


REFERENCES = {}


def references(each, folder, model):
    """Two that must agree: 32 and 64 bits, or the graphs with and without the runtime's optimizations."""
    if each["name"] not in REFERENCES:
        REFERENCES[each["name"]] = graphs(each, folder) if each["finish"] in (cli_quantized, merged_quantized, half) else doubled(model)
    return REFERENCES[each["name"]]


def doubled(model):
    return [model, copy.deepcopy(model).double()]


def graphs(each, folder):
    files = {}  # a merged decoder is found by its name
    if each["finish"] is cli_quantized:
        graphs_of = ("encoder_model", "decoder_model", "decoder_with_past_model")
        keys = ("encoder_file_name", "decoder_file_name", "decoder_with_past_file_name")
        files = {key: f"{graph}_quantized.onnx" for key, graph in zip(keys, graphs_of)}
    loaded = []
    for level in (onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL, onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL):
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = level
        options.intra_op_num_threads = 1
        loaded.append(
            ORTModelForSeq2SeqLM.from_pretrained(
                folder,
                subfolder="onnx" if (folder / "onnx").exists() else "",
                session_options=options,
                use_io_binding=False,
                dtype=torch.float16 if each["finish"] is half else torch.float32,
                **files,
            )
        )
    return loaded


def written(model, ids, beams):
    """The ids after the start, without the first end and what is behind it."""
    with torch.no_grad():
        out = model.generate(
            torch.tensor([ids]),
            attention_mask=torch.ones(1, len(ids), dtype=torch.long),
            max_new_tokens=MAX_NEW,
            num_beams=beams,
            do_sample=False,
        )[0].tolist()[1:]
    end = model.config.eos_token_id
    return out[: out.index(end)] if end in out else out


def attention(model, case):
    tokens = case["greedy"]["tokens"]
    with torch.no_grad():
        model.set_attn_implementation("eager")
        out = model(
            input_ids=torch.tensor([case["source"]]),
            decoder_input_ids=torch.tensor([[model.config.decoder_start_token_id] + tokens[:-1]]),
            output_attentions=True,
        )
    rows = out.cross_attentions[-1][0].double().mean(0)
    return [[round(weight, 6) for weight in row] for row in rows.tolist()]


def dump(path, expected):
    """One line a case, so that a change can be read."""
    parts = {key: json.dumps(value, ensure_ascii=False) for key, value in expected.items() if key != "cases"}
    lines = ",\n".join("  " + json.dumps(case, ensure_ascii=False) for case in expected["cases"])
    parts["cases"] = f"[\n{lines}\n ]"
    path.write_text("{\n" + ",\n".join(f' "{key}": {value}' for key, value in parts.items()) + "\n}\n", encoding="utf-8")


def main():
    root = pathlib.Path(sys.argv[1])
    for each in BUNDLES:
        if len(sys.argv) < 3 or each["name"] in sys.argv[2:]:
            write(each, root)


if __name__ == "__main__":
    main()
