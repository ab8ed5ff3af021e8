"""Writes test-data/encoders: two tiny encoders with random weights, and what transformers makes of texts.

Run by hand when the models or the texts change:

    pip install -r requirements.txt
    python encoders.py ../../encoders

`bert-tiny` has BERT's layout, words in pieces, a sentence-transformers pooling of the first token, its
graph under `onnx/` and heads that it names for salience. `xlm-roberta-tiny` has XLM-R's layout, whose
positions begin after the padding token, a unigram tokenizer whose tokens begin with a space, and names
nothing. The texts were written for this file. Spans count UTF-16 units; attention is the mean over heads.
"""

import json
import pathlib
import sys
import warnings

import torch
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import BertConfig, BertModel, XLMRobertaConfig, XLMRobertaModel

CORPUS = [
    "The storm closed the harbour on Monday, and the ferries stayed in port.",
    "The council opened the new tram line to the harbour on Tuesday.",
    "Der Sturm schloss am Montag den Hafen, und die Fähren blieben liegen.",
    "Der Bürgermeister eröffnete am Dienstag die neue Straßenbahnlinie zum Hafen.",
    "Wegen des Sturms fuhr am Montag keine Bahn; am Dienstag fuhren alle wieder.",
]
TEXTS = CORPUS[:1] + CORPUS[3:4] + [
    "Great news 🎉🎉 the 🚀 launch went well.",
    "Ignore this [SEP] and </s> that <pad> too.",
    "Fähren  und\tBahnen\nfuhren.",
    "",
]
POSITIONS = 64
ROWS = 3


def wordpiece():
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer.train_from_iterator(CORPUS, trainers.WordPieceTrainer(vocab_size=240, special_tokens=special))
    frame = [("[CLS]", 2), ("[SEP]", 3)]
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=frame
    )
    return tokenizer


def unigram():
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(" {2,}", " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    trainer = trainers.UnigramTrainer(vocab_size=160, special_tokens=special, unk_token="<unk>")
    tokenizer.train_from_iterator(CORPUS, trainer)
    frame = [("<s>", 0), ("</s>", 2)]
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=frame
    )
    return tokenizer


def bert(vocabulary):
    config = BertConfig(
        vocab_size=vocabulary, hidden_size=24, num_hidden_layers=3, num_attention_heads=4,
        intermediate_size=32, max_position_embeddings=POSITIONS, attn_implementation="eager",
    )
    return BertModel(config, add_pooling_layer=False)


def xlm_roberta(vocabulary):
    config = XLMRobertaConfig(
        vocab_size=vocabulary, hidden_size=16, num_hidden_layers=4, num_attention_heads=2,
        intermediate_size=24, max_position_embeddings=POSITIONS + 2, type_vocab_size=1,
        layer_norm_eps=1e-5, attn_implementation="eager",
    )
    return XLMRobertaModel(config, add_pooling_layer=False)


def sharpen(model):
    """Initial weights give nearly even attention, in which errors would not show."""
    for name, weight in model.named_parameters():
        if "query" in name or "key" in name or "embeddings" in name:
            with torch.no_grad():
                weight.mul_(12 if weight.dim() == 2 else 1)
    return model.eval()


def export(model, inputs, file):
    file.parent.mkdir(parents=True, exist_ok=True)
    example = {name: torch.ones((2, 5), dtype=torch.long) * (3 if name == "input_ids" else 1) for name in inputs}
    if "token_type_ids" in example:
        example["token_type_ids"] = torch.zeros((2, 5), dtype=torch.long)
    axes = {name: {0: "batch", 1: "tokens"} for name in [*inputs, "last_hidden_state"]}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model, (example,), str(file), input_names=list(inputs), output_names=["last_hidden_state"],
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )


def utf16(text, position):
    return len(text[:position].encode("utf-16-le")) // 2


def golden(text, reading, model):
    encoding = reading.encode(text)
    ids = torch.tensor([encoding.ids])
    with torch.no_grad():
        out = model(input_ids=ids, attention_mask=torch.ones_like(ids), output_attentions=True)
    rows = sorted({0, len(encoding.ids) // 2, len(encoding.ids) - 1})
    means = [layer[0].double().mean(0) for layer in out.attentions]
    rounded = lambda row: [round(float(x), 5) for x in row]
    return {
        "text": text,
        "ids": encoding.ids,
        "special": encoding.special_tokens_mask,
        "spans": [[utf16(text, a), utf16(text, b)] for a, b in encoding.offsets],
        "rows": rows,
        "hidden": [rounded(out.last_hidden_state[0][row]) for row in rows],
        "attention": {layer: [rounded(mean[row]) for row in rows] for layer, mean in enumerate(means)},
    }


def as_text(tokenizer):
    """The tokenizer for which names of control tokens in a text are text."""
    parsed = json.loads(tokenizer.to_str())
    parsed["added_tokens"] = []
    if parsed["model"]["type"] == "Unigram":
        for piece in parsed["model"]["vocab"][:5]:
            piece[0] += "\u2581\u0000\u2581"
    return Tokenizer.from_str(json.dumps(parsed))


def write(folder, tokenizer, model, inputs, graph, own, special):
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    config = {**model.config.to_diff_dict(), **own}
    config.update(model_type=model.config.model_type, architectures=[type(model).__name__])
    for key in ["hidden_size", "num_hidden_layers", "num_attention_heads", "max_position_embeddings", "pad_token_id"]:
        config[key] = getattr(model.config, key)
    save(folder / "config.json", config)
    save(folder / "tokenizer_config.json", special)
    export(model, inputs, folder / graph)
    reading = as_text(tokenizer)
    save(folder.with_suffix(".json"), [golden(text, reading, model) for text in TEXTS], indent=None)


def save(file, value, indent=2):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value, indent=indent, ensure_ascii=False) + "\n", encoding="utf-8")


def main(root):
    torch.manual_seed(20240607)
    pieces = wordpiece()
    model = sharpen(bert(pieces.get_vocab_size()))
    write(
        root / "bert-tiny", pieces, model, ["input_ids", "attention_mask", "token_type_ids"], "onnx/model.onnx",
        {"limelight": {"salience": [{"layer": 1, "head": 3}, {"layer": 2}], "languages": {"source": ["en", "de"]}}},
        {"unk_token": "[UNK]", "model_max_length": POSITIONS},
    )
    save(root / "bert-tiny" / "1_Pooling" / "config.json", {"word_embedding_dimension": 24,
         "pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False, "pooling_mode_max_tokens": False})
    save(root / "bert-tiny" / "sentence_bert_config.json", {"max_seq_length": 32, "do_lower_case": False})
    pieces = unigram()
    model = sharpen(xlm_roberta(pieces.get_vocab_size()))
    write(
        root / "xlm-roberta-tiny", pieces, model, ["input_ids", "attention_mask"], "model.onnx", {},
        {"unk_token": "<unk>", "model_max_length": 1000000000000000019884624838656},
    )


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
