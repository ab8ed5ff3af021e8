"""Tokenizers for the tiny models, in the files that each architecture has, and what they make of texts."""

import io
import json
import pathlib
import random

import sentencepiece
import tokenizers
import transformers

import models

DOCUMENTS = pathlib.Path(__file__).parents[2] / "documents"
NLLB_CODES = ["deu_Latn", "eng_Latn", "fra_Latn", "zho_Hans", "zho_Hant"]

HOSTILE = [
    "",
    " ",
    " \t\n\r ",
    "\u00a0\u3000\u2028",
    "\x00",
    "a\x00b\x01c\x7f",
    "\u200b\u202e\ufeff",
    "  two  spaces   and more    ",
    "\n\nline\r\nbreaks\n",
    "\u2581under\u2581line\u2581 \u2581\u2581x",
    "\ufffd broken \ufffd\ufffd",
    "emoji \U0001f469\u200d\U0001f469\u200d\U0001f467 and \U0001f1e9\U0001f1ea.",
    "\u5317\u4eac\u5927\u5b66 \u3068 \u6771\u4eac",
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "cafe\u0301 Stra\u00dfe \u00c5ngstr\u00f6m o\u0308",
    "\ufb01ne \uff21\uff22\uff23 \u00bd \u2460 \u2026 \ufdfa",
    "\u1100\u1161 \uac00 \u304b\u3099 \u0e17\u0e33",
    "<0x41><0xE2> <n> it's 'tis don't , . ! ?",
    ">>deu<< Hello >>fra<< there",
    ">>nope<< Hello",
    ">> not closed",
    "----------|-------|=============",
    "1234567890 3.14 10,000 A-B_C/d@e.example",
]
NAMES = ["</s>", "end </s> more", "<s> <pad><unk> <mask>", "de_DE __en__ eng_Latn <extra_id_0>"]
LONG = "x" * 20000


def lines():
    """The lines of the test documents, in order."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.rglob("*.txt"))]
    return [line for text in texts for line in text.splitlines() if line.strip()]


def train(size, language="*", **settings):
    """A SentencePiece model file."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(DOCUMENTS.glob(f"{language}/*.txt"))]
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([line for text in texts for line in text.splitlines() if line.strip()]),
        model_writer=model,
        vocab_size=size,
        minloglevel=2,
        num_threads=1,
        **{"hard_vocab_limit": False, "character_coverage": 0.995, **settings},
    )
    return model.getvalue()


def pieces(model):
    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    ids = range(processor.get_piece_size())
    return [processor.id_to_piece(i) for i in ids if not processor.is_control(i) and not processor.is_unknown(i)]


def dump(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def marian(folder, merged):
    """Split: one language pair, two models. Merged: several targets, unknown characters as bytes."""
    size = models.VOCABULARY
    if merged:
        source = train(size - 10, byte_fallback=True, character_coverage=0.98, user_defined_symbols=["<n>"])
        target, codes = source, [">>deu<<", ">>fra<<", ">>cmn_Hans<<", ">>cmn_Hant<<"]
    else:
        source, target, codes = train(240, "en"), train(240, "de"), []
    both = ["</s>", "<unk>", *dict.fromkeys([*pieces(source), *pieces(target)])][: size - 1 - len(codes)]
    both += [f"\u2581more{i}" for i in range(size - 1 - len(codes) - len(both))]
    both += codes
    vocabulary = {piece: i for i, piece in enumerate(both)}
    vocabulary["<pad>"] = size - 1
    (folder / "source.spm").write_bytes(source)
    (folder / "target.spm").write_bytes(target)
    dump(folder / "vocab.json", vocabulary)
    settings = {"source_lang": "eng", "target_lang": "mul" if merged else "deu"}
    dump(folder / "tokenizer_config.json", {"tokenizer_class": "MarianTokenizer", **settings})
    return transformers.MarianTokenizer.from_pretrained(folder)


def t5(folder, merged):
    extra = 100
    (folder / "spiece.model").write_bytes(
        train(models.VOCABULARY - extra, pad_id=0, eos_id=1, unk_id=2, bos_id=-1, user_defined_symbols=["<n>"])
    )
    dump(folder / "tokenizer_config.json", {"tokenizer_class": "T5Tokenizer", "extra_ids": extra})
    return transformers.T5Tokenizer.from_pretrained(folder)


def pegasus(folder, merged):
    size = models.VOCABULARY - 103
    (folder / "spiece.model").write_bytes(train(size, pad_id=0, eos_id=1, unk_id=2, bos_id=-1))
    dump(folder / "tokenizer_config.json", {"tokenizer_class": "PegasusTokenizer"})
    return transformers.PegasusTokenizer.from_pretrained(folder)


def bart(folder, merged):
    """Pairs of bytes; both layouts have what the library saves."""
    trained = tokenizers.ByteLevelBPETokenizer()
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    trained.train_from_iterator(lines(), vocab_size=models.VOCABULARY - 10, special_tokens=special)
    return saved(transformers.BartTokenizer, folder, **parts(trained))


def mbart(folder, merged):
    """Split: the language behind the text. Merged: mBART-50, before it."""
    own = [("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0)]
    kind = transformers.MBart50Tokenizer if merged else transformers.MBartTokenizer
    # mBART-50's constructor puts its own special tokens for the first three.
    vocabulary = (own[:3] if merged else own) + scored(train(models.VOCABULARY - 70))
    return saved(kind, folder, vocab=vocabulary, src_lang="en_XX", tgt_lang="de_DE")


def m2m100(folder, merged):
    """Split: M2M100, SentencePiece and a vocabulary. Merged: NLLB, pairs."""
    if merged:
        trained = tokenizers.SentencePieceBPETokenizer()
        special = ["<s>", "<pad>", "</s>", "<unk>"]
        trained.train_from_iterator(lines(), vocab_size=models.VOCABULARY - 10, special_tokens=special)
        languages = {"src_lang": "eng_Latn", "tgt_lang": "deu_Latn", "extra_special_tokens": NLLB_CODES}
        return saved(transformers.NllbTokenizer, folder, **parts(trained), **languages)
    codes = transformers.models.m2m_100.tokenization_m2m_100.FAIRSEQ_LANGUAGE_CODES["m2m100"]
    model = train(models.VOCABULARY - len(codes) - 20)
    vocabulary = ["<s>", "<pad>", "</s>", "<unk>", *pieces(model)]
    (folder / "sentencepiece.bpe.model").write_bytes(model)
    dump(folder / "vocab.json", {piece: i for i, piece in enumerate(vocabulary)})
    dump(folder / "special_tokens_map.json", {"additional_special_tokens": [f"__{code}__" for code in codes]})
    dump(folder / "tokenizer_config.json", {"tokenizer_class": "M2M100Tokenizer", "src_lang": "en", "tgt_lang": "de"})
    return transformers.M2M100Tokenizer.from_pretrained(folder)


def parts(trained):
    """Vocabulary and merges of a trained tokenizer, as transformers' constructors take them."""
    model = json.loads(trained.to_str())["model"]
    return {"vocab": model["vocab"], "merges": [tuple(pair) for pair in model["merges"]]}


def scored(model):
    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    ids = range(processor.get_piece_size())
    return [(processor.id_to_piece(i), processor.get_score(i)) for i in ids if not processor.is_control(i) and not processor.is_unknown(i)]


def saved(kind, folder, **settings):
    kind(**settings).save_pretrained(folder)
    return kind.from_pretrained(folder)


MAKERS = {
    "marian": marian,
    "bart": bart,
    "mbart": mbart,
    "pegasus": pegasus,
    "m2m100": m2m100,
    "t5": t5,
    "flan-t5": t5,
}


def write(architecture, folder, merged):
    """Writes the files of a bundle's tokenizer; gives the tokenizer as transformers reads them."""
    tokenizer = MAKERS[architecture](folder, merged)
    model = folder / "spiece.model"
    if merged and model.exists():
        tokenizer.save_pretrained(folder)
        model.unlink()
        tokenizer = type(tokenizer).from_pretrained(folder)
    return tokenizer


def texts(tokenizer):
    """What transformers makes of texts: ids, and what it decodes from them.

    Names of control tokens are left out where transformers turns them into control tokens: Limelight
    does not.
    """
    draw = random.Random(11)
    found = draw.sample(lines(), 40) + HOSTILE + [LONG]
    exact = {"split_special_tokens": True} if not tokenizer.is_fast else {}
    if not tokenizer.is_fast:
        found += NAMES
    cases = []
    for text in found:
        ids = tokenizer(text, **exact).input_ids
        cases.append({"text": text, "ids": ids, "decoded": decode(tokenizer, ids)})
    return cases


def drawn(tokenizer, count=200):
    """Ids that no text has, and what they are decoded to."""
    draw = random.Random(13)
    known = sorted(set(tokenizer.get_vocab().values()))
    lists = [[draw.choice(known) for _ in range(draw.randint(1, 12))] for _ in range(count)]
    return [{"ids": ids, "decoded": decode(tokenizer, ids)} for ids in lists]


def generated(model, tokenizer, longest, count=6):
    """Texts that fit, and what the model writes for them: into the tokenizer's target where it has one."""
    draw, cases = random.Random(17), []
    target = getattr(tokenizer, "tgt_lang", None)
    begin = {}
    if target is not None:
        token = f"__{target}__" if len(target) == 2 else target
        begin = {"forced_bos_token_id": tokenizer.convert_tokens_to_ids(token)}
    for text in draw.sample([line for line in lines() if len(line) < 60], 200):
        words = " ".join(text.split()[: draw.randint(1, 6)])
        inputs = tokenizer(words, return_tensors="pt")
        if inputs.input_ids.shape[1] <= longest and len(cases) < count:
            beams = {"num_beams": draw.choice([1, 4]), "max_new_tokens": 16}
            ids = model.generate(inputs.input_ids, do_sample=False, **beams, **begin)[0].tolist()[1:]
            cases.append({"text": words, "target": target, "settings": beams, "ids": ids, "decoded": decode(tokenizer, ids)})
    return cases


def decode(tokenizer, ids):
    return tokenizer.decode(ids, skip_special_tokens=True)
