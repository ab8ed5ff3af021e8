"""Exports a model as Hugging Face Optimum lays it out, split or merged, names and order included."""

import pathlib

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from transformers.cache_utils import DynamicCache, EncoderDecoderCache

from models import HEAD_SIZE, HEADS, LAYERS

OPSET = 17
KINDS = ("decoder.key", "decoder.value", "encoder.key", "encoder.value")


class Encoder(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.encoder = model.get_encoder()

    def forward(self, input_ids, attention_mask):
        return self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state


class Decoder(torch.nn.Module):
    """One decoder step; with `past` it takes the cache that an earlier step gave."""

    def __init__(self, model, past):
        super().__init__()
        self.model, self.past = model, past

    def forward(self, encoder_attention_mask, input_ids, encoder_hidden_states, *past):
        cache = EncoderDecoderCache(DynamicCache(), DynamicCache())
        for layer in range(LAYERS if self.past else 0):
            key, value, cross_key, cross_value = past[4 * layer : 4 * layer + 4]
            cache.self_attention_cache.update(key, value, layer)
            cache.cross_attention_cache.update(cross_key, cross_value, layer)
            cache.is_updated[layer] = True
        step = self.model(
            encoder_outputs=(encoder_hidden_states,),
            attention_mask=encoder_attention_mask,
            decoder_input_ids=input_ids,
            past_key_values=cache,
            use_cache=True,
        )
        outputs = [step.logits]
        for layer in range(LAYERS):
            own = step.past_key_values.self_attention_cache.layers[layer]
            outputs += [own.keys, own.values]
            if not self.past:
                cross = step.past_key_values.cross_attention_cache.layers[layer]
                outputs += [cross.keys, cross.values]
        return tuple(outputs)


def caches(prefix, kinds=KINDS):
    return [f"{prefix}.{layer}.{kind}" for layer in range(LAYERS) for kind in kinds]


def axes(names):
    """Which axes of each input and output are free, by Optimum's names."""
    free = {}
    for name in names:
        sequence = "decoder_sequence_length" if name in ("input_ids", "logits") else "encoder_sequence_length"
        if "decoder.key" in name or "decoder.value" in name:
            sequence = "past_decoder_sequence_length"
        free[name] = {0: "batch_size", (2 if "key" in name or "value" in name else 1): sequence}
    return free


def to_onnx(module, arguments, inputs, outputs):
    """The graph of a module, without the inputs that nothing reads."""
    path = pathlib.Path("export.tmp.onnx")
    torch.onnx.export(
        module.eval(),  # or the export would leave the model in training mode
        tuple(arguments),
        str(path),
        input_names=inputs,
        output_names=outputs,
        dynamic_axes=axes(inputs + outputs),
        opset_version=OPSET,
        dynamo=False,
    )
    graph = onnx.load(str(path))
    path.unlink()
    read = {name for node in graph.graph.node for name in node.input}
    for unread in [i for i in graph.graph.input if i.name not in read]:
        graph.graph.input.remove(unread)
    del graph.metadata_props[:]
    for node in graph.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    return graph


def encoder(model):
    ids = torch.tensor([[5, 6, 7, 3], [8, 9, 3, 1]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    return to_onnx(Encoder(model), [ids, mask], ["input_ids", "attention_mask"], ["last_hidden_state"])


def decoder(model, past):
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    hidden = torch.randn(2, 4, HEADS * HEAD_SIZE)
    ids = torch.tensor([[3], [4]]) if past else torch.tensor([[3, 4], [4, 5]])
    names = caches("past_key_values") if past else []
    cache = [torch.randn(2, HEADS, 3 if ".decoder." in name else 4, HEAD_SIZE) for name in names]
    return to_onnx(
        Decoder(model, past),
        [mask, ids, hidden, *cache],
        ["encoder_attention_mask", "input_ids", "encoder_hidden_states", *names],
        ["logits", *caches("present", KINDS[:2] if past else KINDS)],
    )


def rank(name):
    return [None] * (3 if name == "logits" else 4)


def branch(graph, prefix, shared, outputs):
    """A graph as a branch of an If: weights go to `shared`, one copy each; names get a prefix."""
    inputs = {i.name for i in graph.input} | {"encoder_hidden_states"}
    names = {}
    for weight in graph.initializer:
        content = (weight.data_type, tuple(weight.dims), numpy_helper.to_array(weight).tobytes())
        if content not in shared:
            weight_copy = onnx.TensorProto()
            weight_copy.CopyFrom(weight)
            weight_copy.name = f"shared.{len(shared)}"
            shared[content] = weight_copy
        names[weight.name] = shared[content].name
    rename = lambda name: names.get(name, name if not name or name in inputs else prefix + name)
    nodes = []
    for node in graph.node:
        copy = onnx.NodeProto()
        copy.CopyFrom(node)
        copy.name = prefix + node.name
        copy.input[:] = [rename(name) for name in node.input]
        copy.output[:] = [rename(name) for name in node.output]
        nodes.append(copy)
    known = {o.name for o in graph.output}
    values = []
    for name, element in outputs:
        if name in known:
            values.append(helper.make_tensor_value_info(rename(name), element, rank(name)))
        else:  # the cross-attention cache does not change after the first step: an empty stand-in
            empty = numpy_helper.from_array(np.zeros((0, HEADS, 1, HEAD_SIZE), np.float32), prefix + name)
            nodes.append(helper.make_node("Constant", [], [prefix + name], value=empty))
            values.append(helper.make_tensor_value_info(prefix + name, element, rank(name)))
    return helper.make_graph(nodes, prefix.strip("/"), [], values)


def merged(first, cached):
    """`decoder_model_merged`: one If that chooses by `use_cache_branch`."""
    outputs = [(name, TensorProto.FLOAT) for name in ["logits", *caches("present")]]
    shared = {}
    then = branch(cached.graph, "cached/", shared, outputs)
    other = branch(first.graph, "first/", shared, outputs)
    inputs = {i.name: i for g in (first, cached) for i in g.graph.input}
    order = ["encoder_attention_mask", "input_ids", "encoder_hidden_states", *caches("past_key_values")]
    graph = helper.make_graph(
        [
            helper.make_node(
                "If",
                ["use_cache_branch"],
                [name for name, _ in outputs],
                name="optimum::if",
                then_branch=then,
                else_branch=other,
            )
        ],
        "merged",
        [inputs[name] for name in order if name in inputs]
        + [helper.make_tensor_value_info("use_cache_branch", TensorProto.BOOL, [1])],
        [helper.make_tensor_value_info(name, element, rank(name)) for name, element in outputs],
        list(shared.values()),
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
    model.ir_version = first.ir_version
    onnx.checker.check_model(model)
    return model
