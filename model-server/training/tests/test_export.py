"""Exported graphs and our beam search give what transformers gives; stored weights come back nearly whole."""

import json

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from limelight_training import decode, export, graphs, quantize
from limelight_training import model as models

SOURCES = [[5, 6, 7, 9, 1], [8, 1], [9, 9, 4, 1]]


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    torch.manual_seed(3)
    model = models.build(300, width=64, encoder_layers=2, decoder_layers=2, heads=4, feed_forward=512).eval()
    models.initialize(model)
    folder = tmp_path_factory.mktemp("bundle")
    model.save_pretrained(folder)
    (folder / "generation_config.json").write_text(json.dumps({"max_length": 16, "num_beams": 3, "length_penalty": 1.0}))
    export.write(model, folder)
    return model, folder


class Loaded(decode.Translator):
    """Without a tokenizer: token numbers in, token numbers out."""

    def __init__(self, folder, **settings):
        self.folder, self.suffix = folder, settings.pop("suffix", "")
        config = json.loads((folder / "config.json").read_text())
        self.settings = {**json.loads((folder / "generation_config.json").read_text()), **settings}
        self.shape = (config["decoder_attention_heads"], config["d_model"] // config["decoder_attention_heads"])
        self.options = onnxruntime.SessionOptions()
        self.encoder, self.merged = self._open("encoder_model"), True
        self.first = self.later = self._open("decoder_model_merged")


@pytest.mark.parametrize("settings", [{"num_beams": 1}, {"num_beams": 3}, {"num_beams": 3, "no_repeat_ngram_size": 2}])
def test_beam_search_equals_transformers(bundle, settings):
    model, folder = bundle
    ids = torch.zeros(len(SOURCES), max(map(len, SOURCES)), dtype=torch.long)
    for row, source in zip(ids, SOURCES):
        row[: len(source)] = torch.tensor(source)
    wanted = model.generate(ids, attention_mask=(ids != 0).long(), max_length=16, forced_eos_token_id=None,
                            bad_words_ids=[[0]], length_penalty=1.0, **settings)
    found = Loaded(folder, **settings).generate(SOURCES)
    for want, tokens in zip(wanted.tolist(), found):
        assert tokens == [t for t in want[1:] if t != 0]


def test_stored_weights_come_back(bundle):
    model, folder = bundle
    whole = onnx.load(str(folder / "decoder_model_merged.onnx"))
    small = quantize.stored(onnx.load(str(folder / "decoder_model_merged.onnx")), quantize.eight_bits)
    assert small.ByteSize() < 0.6 * whole.ByteSize()  # small weights stay, and most are small here
    for name in ("encoder_model", "decoder_model_merged"):
        graph = quantize.stored(onnx.load(str(folder / f"{name}.onnx")), quantize.eight_bits)
        onnx.save(graph, str(folder / f"{name}_int8.onnx"))
    exact, near = (Loaded(folder, suffix=suffix).encode(SOURCES) for suffix in ("", "_int8"))
    assert np.abs(exact[0] - near[0])[exact[1] == 1].max() < 0.1
    assert np.abs(exact[0] - near[0]).max() > 0


def test_each_weight_is_merged_once(bundle):
    model, _ = bundle
    first, later = graphs.decoder(model, past=False), graphs.decoder(model, past=True)
    merged = graphs.merged(first, later, model.config)
    assert merged.ByteSize() < 1.2 * first.ByteSize()
