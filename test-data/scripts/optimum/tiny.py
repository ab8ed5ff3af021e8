"""Tokenizers and tiny models of the bundles, with a little training so that they write different texts."""

import pathlib
import random
import sys

import torch
import transformers
from tokenizers import ByteLevelBPETokenizer

sys.path.append(str(pathlib.Path(__file__).parents[1] / "seq2seq"))
import words  # noqa: E402  (trains SentencePiece models, knows the lines of the documents)

WIDTH, HEADS, INNER, POSITIONS, STEPS = 16, 2, 24, 96, 500
PLAIN = {"normalization_rule_name": "identity"}  # NFKC's table is 240 kB: one bundle has it


def bart_like(tokenizer, encoder=1, decoder=1, **settings):
    common = dict(
        vocab_size=len(tokenizer),
        d_model=WIDTH,
        encoder_layers=encoder,
        decoder_layers=decoder,
        encoder_attention_heads=HEADS,
        decoder_attention_heads=HEADS,
        encoder_ffn_dim=INNER,
        decoder_ffn_dim=INNER,
        max_position_embeddings=POSITIONS,
    )
    return {**common, **settings}


def t5_like(tokenizer, **settings):
    common = dict(
        vocab_size=len(tokenizer),
        d_model=WIDTH,
        d_kv=6,  # heads times this is not the width, as in many of T5's
        d_ff=INNER,
        num_layers=1,
        num_decoder_layers=1,
        num_heads=HEADS,
        relative_attention_num_buckets=8,
        relative_attention_max_distance=20,
        decoder_start_token_id=0,
    )
    return transformers.T5ForConditionalGeneration(transformers.T5Config(**{**common, **settings}))


def bart(folder, fast=False, encoder=1):
    trained = ByteLevelBPETokenizer()
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    trained.train_from_iterator(words.lines(), vocab_size=300, special_tokens=special)
    trained.add_special_tokens(["<mask>"])
    trained.save_model(str(folder))
    kind = transformers.BartTokenizerFast if fast else transformers.BartTokenizer
    tokenizer = kind(str(folder / "vocab.json"), str(folder / "merges.txt"), model_max_length=POSITIONS)
    config = transformers.BartConfig(**bart_like(tokenizer, encoder=encoder))
    return tokenizer, transformers.BartForConditionalGeneration(config)


def m2m100(folder):
    model = words.train(150, **PLAIN)
    pieces = ["<s>", "<pad>", "</s>", "<unk>", *words.pieces(model)]
    (folder / "in.model").write_bytes(model)
    words.dump(folder / "in.json", {piece: i for i, piece in enumerate(pieces)})
    tokenizer = transformers.M2M100Tokenizer(
        str(folder / "in.json"), str(folder / "in.model"), src_lang="en", tgt_lang="de", model_max_length=POSITIONS
    )
    config = transformers.M2M100Config(
        **bart_like(tokenizer, decoder=2, decoder_start_token_id=2, scale_embedding=True)
    )
    # Languages come behind the pieces, then words that nobody uses; len() counts neither.
    config.vocab_size = len(pieces) + len(tokenizer.lang_code_to_token) + tokenizer.num_madeup_words
    return tokenizer, transformers.M2M100ForConditionalGeneration(config)


def mbart50(folder):
    (folder / "in.model").write_bytes(words.train(170))
    tokenizer = transformers.MBart50Tokenizer(
        str(folder / "in.model"), src_lang="en_XX", tgt_lang="de_DE", model_max_length=POSITIONS
    )
    config = transformers.MBartConfig(**bart_like(tokenizer, decoder_start_token_id=2, scale_embedding=True))
    return tokenizer, transformers.MBartForConditionalGeneration(config)


def marian(folder, separate=False, decoder=1):
    """One vocabulary for both sides, or the target's own, which is smaller."""
    source, target = words.train(150, "en", **PLAIN), words.train(130, "de", **PLAIN)
    (folder / "in.source").write_bytes(source)
    (folder / "in.target").write_bytes(target)
    own, other = words.pieces(source), words.pieces(target)
    both = list(dict.fromkeys(own if separate else [*own, *other]))
    vocabulary(folder / "in.json", both)
    vocabulary(folder / "in.target.json", other)
    tokenizer = transformers.MarianTokenizer(
        str(folder / "in.source"),
        str(folder / "in.target"),
        str(folder / "in.json"),
        target_vocab_file=str(folder / "in.target.json") if separate else None,
        separate_vocabs=separate,
        source_lang="en",
        target_lang="de",
    )
    written = len(other if separate else both) + 3
    settings = bart_like(
        tokenizer,
        decoder=decoder,
        decoder_vocab_size=written,
        pad_token_id=written - 1 if not separate else len(both) + 2,
        decoder_start_token_id=written - 1,
        eos_token_id=0,
        forced_eos_token_id=0,
        activation_function="swish",
        scale_embedding=True,
        share_encoder_decoder_embeddings=not separate,
        tie_word_embeddings=not separate,
    )
    return tokenizer, transformers.MarianMTModel(transformers.MarianConfig(**{**settings, "vocab_size": len(both) + 3}))


def vocabulary(path, pieces):
    words.dump(path, {piece: i for i, piece in enumerate(["</s>", "<unk>", *pieces, "<pad>"])})


T5_PIECES = dict(pad_id=0, eos_id=1, unk_id=2, bos_id=-1, **PLAIN)


def madlad(folder):
    """Texts begin with what language to write; unknown characters are bytes."""
    told = ["<2de>", "<2en>", "<2fr>"]
    model = words.train(410, byte_fallback=True, user_defined_symbols=told, **T5_PIECES)
    (folder / "in.model").write_bytes(model)
    tokenizer = transformers.T5TokenizerFast(str(folder / "in.model"), extra_ids=0, model_max_length=512)
    return tokenizer, t5_like(tokenizer, feed_forward_proj="gated-gelu", tie_word_embeddings=False)


def t5(folder):
    (folder / "in.model").write_bytes(words.train(150, **T5_PIECES))
    tokenizer = transformers.T5TokenizerFast(str(folder / "in.model"), extra_ids=12, model_max_length=512)
    return tokenizer, t5_like(tokenizer, d_kv=WIDTH // HEADS)  # Optimum's own runtime wants it


def train(tokenizer, model, prompt="", seed=31):
    """Some steps of writing a line's words backwards: enough for texts that differ, and for doubts."""
    torch.manual_seed(seed)
    draw = random.Random(seed)
    lines = [line.split() for line in words.lines()]
    optimizer = torch.optim.Adam(model.parameters(), 6e-3)
    model.train()
    for _ in range(STEPS):
        chosen = [line[at : at + 4] for line in draw.sample(lines, 24) for at in [draw.randrange(max(1, len(line) - 3))]]
        texts = [prompt + " ".join(line) for line in chosen]
        backwards = [" ".join(reversed(line)) for line in chosen]
        batch = tokenizer(texts, text_target=backwards, padding=True, truncation=True, max_length=60, return_tensors="pt")
        labels = batch["labels"]
        labels[labels == tokenizer.pad_token_id] = -100
        optimizer.zero_grad()
        model(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"], labels=labels).loss.backward()
        optimizer.step()
    return model.eval()
