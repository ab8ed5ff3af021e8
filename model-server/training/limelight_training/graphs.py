"""ONNX graphs of an encoder-decoder model in the layout that Hugging Face Optimum writes."""

import pathlib
import tempfile

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from transformers.cache_utils import DynamicCache, EncoderDecoderCache

OPSET = 17
KINDS = ("decoder.key", "decoder.value", "encoder.key", "encoder.value")


def layers(config):
    """The number of decoder layers; T5 has another name for it than BART and its kin."""
    return getattr(config, "decoder_layers", None) or config.num_decoder_layers


def heads(config):
    """The number of a decoder layer's attention heads, and the width of one."""
    number = getattr(config, "decoder_attention_heads", None) or config.num_heads
    return number, getattr(config, "d_kv", None) or config.d_model // number


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
        self.model, self.past, self.layers = model, past, layers(model.config)

    def forward(self, encoder_attention_mask, input_ids, encoder_hidden_states, *past):
        cache = EncoderDecoderCache(DynamicCache(), DynamicCache())
        for layer in range(self.layers if self.past else 0):
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
        for layer in range(self.layers):
            own = step.past_key_values.self_attention_cache.layers[layer]
            outputs += [own.keys, own.values]
            if not self.past:
                cross = step.past_key_values.cross_attention_cache.layers[layer]
                outputs += [cross.keys, cross.values]
        return tuple(outputs)


def caches(config, prefix, kinds=KINDS):
    return [f"{prefix}.{layer}.{kind}" for layer in range(layers(config)) for kind in kinds]


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
    """The graph of a module, without the inputs that nothing reads and without the exporter's notes."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "graph.onnx"
        torch.onnx.export(
            module.eval(),
            tuple(arguments),
            str(path),
            input_names=inputs,
            output_names=outputs,
            dynamic_axes=axes(inputs + outputs),
            opset_version=OPSET,
            dynamo=False,
        )
        graph = onnx.load(str(path))
    read = {name for node in graph.graph.node for name in node.input}
    for unread in [i for i in graph.graph.input if i.name not in read]:
        graph.graph.input.remove(unread)
    del graph.metadata_props[:]
    for node in graph.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    return graph


def encoder(model):
    ids = torch.tensor([[5, 6, 7, 1], [8, 9, 1, 0]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    return to_onnx(Encoder(model), [ids, mask], ["input_ids", "attention_mask"], ["last_hidden_state"])


def decoder(model, past):
    """The first step (`past` false), which takes any number of tokens, or a later one."""
    config, (number, width) = model.config, heads(model.config)
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    hidden = torch.randn(2, 4, config.d_model)
    ids = torch.tensor([[3], [4]]) if past else torch.tensor([[3, 4], [4, 5]])
    names = caches(config, "past_key_values") if past else []
    cache = [torch.randn(2, number, 3 if ".decoder." in name else 4, width) for name in names]
    return to_onnx(
        Decoder(model, past),
        [mask, ids, hidden, *cache],
        ["encoder_attention_mask", "input_ids", "encoder_hidden_states", *names],
        ["logits", *caches(config, "present", KINDS[:2] if past else KINDS)],
    )


def _rank(name):
    return [None] * (3 if name == "logits" else 4)


def _branch(graph, config, prefix, shared, outputs):
    """A graph as a branch of an If: weights go to `shared`, one copy each; other names get a prefix."""
    inputs = {i.name for i in graph.input} | {"encoder_hidden_states"}
    names = {}
    for weight in graph.initializer:
        content = (weight.data_type, tuple(weight.dims), numpy_helper.to_array(weight).tobytes())
        if content not in shared:
            copy = TensorProto()
            copy.CopyFrom(weight)
            copy.name = f"shared.{len(shared)}"
            shared[content] = copy
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
    known, values = {o.name for o in graph.output}, []
    number, width = heads(config)
    for name in outputs:
        if name not in known:  # the cross-attention cache does not change after the first step
            empty = numpy_helper.from_array(np.zeros((0, number, 1, width), np.float32), prefix + name)
            nodes.append(helper.make_node("Constant", [], [prefix + name], value=empty))
        values.append(helper.make_tensor_value_info(prefix + name, TensorProto.FLOAT, _rank(name)))
    return helper.make_graph(nodes, prefix.strip("/"), [], values)


def merged(first, cached, config):
    """`decoder_model_merged`: one If that chooses by `use_cache_branch`, each weight stored once."""
    outputs, shared = ["logits", *caches(config, "present")], {}
    then = _branch(cached.graph, config, "cached/", shared, outputs)
    other = _branch(first.graph, config, "first/", shared, outputs)
    inputs = {i.name: i for g in (first, cached) for i in g.graph.input}
    order = ["encoder_attention_mask", "input_ids", "encoder_hidden_states", *caches(config, "past_key_values")]
    choice = helper.make_node(
        "If", ["use_cache_branch"], outputs, name="optimum::if", then_branch=then, else_branch=other
    )
    graph = helper.make_graph(
        [choice],
        "merged",
        [inputs[name] for name in order if name in inputs]
        + [helper.make_tensor_value_info("use_cache_branch", TensorProto.BOOL, [1])],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, _rank(name)) for name in outputs],
        list(shared.values()),
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
    model.ir_version = first.ir_version
    onnx.checker.check_model(model)
    return model
