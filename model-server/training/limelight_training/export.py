"""Step 6: writes the averaged weights as a transformers model and as fp32 ONNX graphs in Optimum's layout."""

import json
import pathlib
import shutil

import onnx
import torch
from transformers import GenerationConfig

from . import graphs
from . import model as models

TOKENIZER = ("source.spm", "target.spm", "vocab.json", "tokenizer_config.json")
# Beam search settings that were chosen on the development sets; see README.md.
GENERATION = dict(num_beams=4, length_penalty=1.0, no_repeat_ngram_size=5, repetition_penalty=1.0, max_length=256)


def arguments(parser):
    parser.add_argument("--bundle", required=True, help="folder to write")
    parser.add_argument("--checkpoint", help="instead of the one in --work")


def run(options):
    work, bundle = pathlib.Path(options.work), pathlib.Path(options.bundle)
    bundle.mkdir(parents=True, exist_ok=True)
    model, guided = load(options.checkpoint or work / "checkpoint.pt", work)
    source, target = model.config.limelight_languages
    del model.config.limelight_languages
    model.config.limelight = {
        "alignment": {"layer": guided[0], "head": guided[1]},
        "languages": {"source": [source], "target": [target]},
    }
    model.generation_config = GenerationConfig(
        **GENERATION,
        pad_token_id=models.PAD,
        eos_token_id=models.EOS,
        forced_eos_token_id=models.EOS,
        decoder_start_token_id=models.PAD,
        bad_words_ids=[[models.PAD]],
    )
    model.save_pretrained(bundle)
    for name in TOKENIZER:
        shutil.copyfile(work / "tokenizer" / name, bundle / name)
    config = json.loads((bundle / "tokenizer_config.json").read_text(encoding="utf-8"))
    named = {**config, "source_lang": source, "target_lang": target}
    (bundle / "tokenizer_config.json").write_text(json.dumps(named, indent=2) + "\n", encoding="utf-8")
    write(model, bundle)


def load(checkpoint, work):
    """The model with the averaged weights of a checkpoint, and (layer, head) of its guided attention.

    Its configuration's `limelight_languages` are those that it reads and writes.
    """
    state = torch.load(checkpoint, map_location="cpu")
    options = state["options"]
    vocabulary = len(json.loads((work / "tokenizer" / "vocab.json").read_text(encoding="utf-8")))
    model = models.build(
        vocabulary,
        options["width"],
        options["encoder_layers"],
        options["decoder_layers"],
        options["heads"],
        options["feed_forward"],
    )
    weights = [w for w in model.parameters() if w.requires_grad]
    with torch.no_grad():
        for weight, mean in zip(weights, state["average"], strict=True):
            weight.copy_(mean)
    model.config.limelight_languages = ["de", "en"] if options.get("reverse") else ["en", "de"]
    return model.eval(), (options["decoder_layers"] - 1, 0)


def write(model, bundle):
    """encoder_model, decoder_model, decoder_with_past_model and decoder_model_merged."""
    first, cached = graphs.decoder(model, past=False), graphs.decoder(model, past=True)
    found = {
        "encoder_model": graphs.encoder(model),
        "decoder_model": first,
        "decoder_with_past_model": cached,
        "decoder_model_merged": graphs.merged(first, cached, model.config),
    }
    for name, graph in found.items():
        onnx.checker.check_model(graph)
        onnx.save(graph, str(bundle / f"{name}.onnx"))
