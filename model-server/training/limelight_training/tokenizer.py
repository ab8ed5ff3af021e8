"""Step 2: trains one SentencePiece model for both languages and writes the bundle's tokenizer files."""

import io
import json
import pathlib
import shutil

import sentencepiece

UNTYPICAL = ("copied", "catalogue", "messages", "dictionary")  # invented names, menus, rare words
ALWAYS = "".join(map(chr, range(33, 127))) + "äöüÄÖÜßéèêáàâíóôúçñåøæřšžčćłńőűğş€£§°–—…„“”‚‘’»«›‹·×²³½"


def arguments(parser):
    parser.add_argument("--vocabulary", type=int, default=8000)


def run(options):
    work = pathlib.Path(options.work)
    folder = work / "tokenizer"
    folder.mkdir(exist_ok=True)
    _train(work / "train.tsv", folder, options)
    _bundle(folder)


def _train(path, folder, options):
    with open(path, encoding="utf-8") as lines:
        texts = [text for line in lines if not line.startswith(UNTYPICAL) for text in line.rstrip("\n").split("\t")[1:]]
    trained = io.BytesIO()  # a model that is written by name carries its path
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_writer=trained,
        model_type="unigram",
        vocab_size=options.vocabulary,
        character_coverage=0.9998,
        byte_fallback=True,  # unknown characters are spelled in bytes, not lost
        required_chars=ALWAYS,
        split_digits=True,  # numbers are copied digit by digit
        pad_id=0,
        eos_id=1,
        unk_id=2,
        bos_id=-1,
        normalization_rule_name="nmt_nfkc",
        input_sentence_size=300_000,  # drawn from all: more change little and cost minutes
        shuffle_input_sentence=True,
        num_threads=1,
        minloglevel=1,
    )
    (folder / "both.model").write_bytes(trained.getvalue())


def _bundle(folder):
    """source.spm, target.spm, vocab.json and tokenizer_config.json, as MarianTokenizer reads them."""
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "both.model"))
    for name in ("source.spm", "target.spm"):
        shutil.copyfile(folder / "both.model", folder / name)
    vocabulary = {pieces.id_to_piece(i): i for i in range(pieces.get_piece_size())}
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False, indent=0), encoding="utf-8")
    config = {
        "tokenizer_class": "MarianTokenizer",
        "source_lang": "en",
        "target_lang": "de",
        "separate_vocabs": False,
        "model_max_length": 512,
        "pad_token": "<pad>",
        "eos_token": "</s>",
        "unk_token": "<unk>",
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
