"""Step 7: writes the bundle that ships, and measures the precisions that were not chosen.

What ships is `int8`: weights are stored as whole numbers of 8 bits with one scale an output channel, and
the graph turns them back (Cast, Mul). ONNX Runtime folds that when it loads, so all arithmetic is done in
32 bits: as fast as fp32, and a text's translation does not depend on which others share its batch.
"""

import json
import pathlib
import shutil
import tempfile
import time

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from .export import TOKENIZER

GRAPHS = ("encoder_model", "decoder_model_merged")
LEAST = 16384  # smaller tensors (biases, norms) stay as they are


def arguments(parser):
    parser.add_argument("--bundle", required=True, help="folder that `export` wrote")
    parser.add_argument("--ship", required=True, help="folder for the bundle that ships")
    parser.add_argument("--compare", action="store_true", help="measure the other precisions too")
    parser.add_argument("--sentences", type=int, default=150, help="of each development set, for --compare")


def run(options):
    bundle, ship = pathlib.Path(options.bundle), pathlib.Path(options.ship)
    ship.mkdir(parents=True, exist_ok=True)
    for name in GRAPHS:
        onnx.save(stored(onnx.load(str(bundle / f"{name}.onnx")), eight_bits), str(ship / f"{name}_int8.onnx"))
    for name in (*TOKENIZER, "generation_config.json"):
        shutil.copyfile(bundle / name, ship / name)
    config = json.loads((bundle / "config.json").read_text())
    config["limelight"]["suffix"] = "_int8"
    (ship / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    print(f"{ship}: {sum(f.stat().st_size for f in ship.iterdir()) / 1e6:.1f} MB")
    if options.compare:
        compare(bundle, pathlib.Path(options.work), options.sentences)


def stored(model, store):
    """The model with its large weights as `store` keeps them, and nodes that bring them back."""
    graph = model.graph
    position = {n for node in _nodes(graph) if node.op_type == "Gather" for n in node.input[:1]}
    nodes, kept, known = [], [], {}
    for weight in graph.initializer:
        array = numpy_helper.to_array(weight)
        if array.dtype != np.float32 or array.ndim != 2 or array.size < LEAST:
            kept.append(weight)
            continue
        twin = known.get(array.T.tobytes())
        if twin:  # the output layer is the embedding, transposed
            nodes.append(helper.make_node("Transpose", [twin], [weight.name], perm=[1, 0]))
            continue
        known[array.tobytes()] = weight.name
        tensors, steps = store(weight.name, array, axis=0 if weight.name in position else 1)
        kept += tensors
        nodes += steps
    rest = list(graph.node)
    del graph.initializer[:], graph.node[:]
    graph.initializer.extend(kept)
    graph.node.extend(nodes + rest)
    onnx.checker.check_model(model)
    return model


def _nodes(graph):
    for node in graph.node:
        yield node
        for attribute in node.attribute:
            if attribute.type == onnx.AttributeProto.GRAPH:
                yield from _nodes(attribute.g)


def eight_bits(name, array, axis):
    """Whole numbers from -127 to 127 and a scale for each index of `axis`."""
    scale = np.maximum(np.abs(array).max(axis=1 - axis, keepdims=True), 1e-12) / 127
    whole = np.clip(np.rint(array / scale), -127, 127).astype(np.int8)
    tensors = [numpy_helper.from_array(whole, name + ".int8"), numpy_helper.from_array(scale, name + ".scale")]
    cast = helper.make_node("Cast", [name + ".int8"], [name + ".cast"], to=TensorProto.FLOAT)
    return tensors, [cast, helper.make_node("Mul", [name + ".cast", name + ".scale"], [name])]


def half(name, array, axis):
    """Floats of 16 bits."""
    cast = helper.make_node("Cast", [name + ".half"], [name], to=TensorProto.FLOAT)
    return [numpy_helper.from_array(array.astype(np.float16), name + ".half")], [cast]


def _dynamic(source, target):
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(source, target, per_channel=True, weight_type=QuantType.QInt8)


def _blocks(bits):
    def write(source, target):
        from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer

        quantizer = MatMulNBitsQuantizer(
            onnx.load(source), bits=bits, block_size=32, is_symmetric=True, accuracy_level=4
        )
        quantizer.process()
        quantizer.model.save_model_to_file(target)

    return write


def _stored(store):
    return lambda source, target: onnx.save(stored(onnx.load(source), store), target)


CANDIDATES = {  # name: (what writes a graph, the decoders that it is tried on)
    "fp32": (shutil.copyfile, GRAPHS[1:]),
    "fp16 stored": (_stored(half), GRAPHS[1:]),
    "int8 stored": (_stored(eight_bits), GRAPHS[1:]),
    "int8 dynamic": (_dynamic, ("decoder_model", "decoder_with_past_model")),
    "8 bits in blocks of 32": (_blocks(8), ("decoder_model", "decoder_with_past_model")),
    "4 bits in blocks of 32": (_blocks(4), ("decoder_model", "decoder_with_past_model")),
}


def compare(bundle, work, sentences):
    """Writes precisions.json: size, speed, BLEU and dependence on batch mates of each candidate."""
    step = -1 if json.loads((bundle / "config.json").read_text())["limelight"]["languages"]["source"] == ["de"] else 1
    rows = [
        row.split("\t")[::step]
        for name in ("everyday", "news", "docs")
        for row in (work / f"dev-{name}.tsv").read_text(encoding="utf-8").splitlines()[:sentences]
    ]
    found = {}
    for name, (write, decoders) in CANDIDATES.items():
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            for graph in ("encoder_model", *decoders):
                write(str(bundle / f"{graph}.onnx"), str(folder / f"{graph}.onnx"))
            for file in (*TOKENIZER, "config.json", "generation_config.json"):
                shutil.copyfile(bundle / file, folder / file)
            found[name] = _measured(folder, rows)
        print(name, found[name], flush=True)
    (work / "precisions.json").write_text(json.dumps(found, indent=2) + "\n")


def _measured(folder, rows):
    import sacrebleu

    from .decode import Translator

    translator = Translator(folder, num_beams=1)
    texts, references = zip(*rows)
    started = time.process_time()
    outputs = translator.translate(texts, batch=16)
    together = time.process_time() - started
    started = time.process_time()
    translator.translate(texts[::10], batch=1)
    return {
        "megabytes": round(sum(f.stat().st_size for f in folder.glob("*.onnx")) / 1e6, 1),
        "BLEU": round(sacrebleu.corpus_bleu(outputs, [list(references)]).score, 2),
        "sentences a CPU second, batches of 16": round(len(rows) / together, 1),
        "sentences a CPU second, alone": round(len(texts[::10]) / (time.process_time() - started), 1),
        "changes with its batch mates": round(_depends(translator, texts[:40]), 3),
    }


def _depends(translator, texts):
    """The greatest change of an encoder state between a text alone and among others of its length."""
    sources = [translator.pieces.encode(text) + [1] for text in texts]
    length = max(set(map(len, sources)), key=list(map(len, sources)).count)
    alike = [s for s in sources if len(s) == length]
    alone = np.concatenate([translator.encode([s])[0] for s in alike])
    return float(np.abs(translator.encode(alike)[0] - alone).max())
