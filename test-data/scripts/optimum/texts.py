"""What transformers' tokenizers make of odd texts from a bundle's own files.

    pip install transformers==4.57.6 sentencepiece protobuf
    python texts.py ../../optimum

Writes texts.json there: for each tokenizer its folder's files, texts with their ids as a source, the text of these ids,
and texts in which the names of control tokens are read as such.
"""
import json, os, shutil, sys, tempfile

from transformers import AutoTokenizer, MBartTokenizer, NllbTokenizer

TEXTS = [
    "The light is on.", "", " ", "  two  spaces   at the ends  ", "tab\tand\nnewline\r\nhere", "a\u00a0no-break and\u3000wide space",
    "ﬁne ½ ™ ² Ünïcödé éé", "東京 γ ¥ Ω漢字", "👩‍👩‍👧 and 1️⃣!", "zero\u200bwidth\u00adsoft\ufeff", "don't I'll we've 12345 $%&",
    "UPPER lower MiXeD", "x" * 60, "▁already ▁▁ there", "...!!!???",
]
CONTROL = ["an </s> in a text", "<s>first", "two<pad><pad>pads"]
LANGUAGES = ["eng_Latn", "deu_Latn", "fra_Latn"]


def cases(tokenizer, texts):
    ids = [tokenizer(text)["input_ids"] for text in texts]
    return [{"text": t, "ids": i, "decoded": tokenizer.decode(i, skip_special_tokens=True)} for t, i in zip(texts, ids)]


def described(folder):
    tokenizer = AutoTokenizer.from_pretrained(folder)
    config = json.load(open(os.path.join(folder, "tokenizer_config.json"), encoding="utf-8"))
    return {"config": config, "cases": cases(tokenizer, TEXTS), "control": cases(tokenizer, CONTROL)}


def saved(kind, model, **settings):
    """A folder as save_pretrained of the slow tokenizer writes it."""
    folder = tempfile.mkdtemp()
    shutil.copy(model, os.path.join(folder, "sentencepiece.bpe.model"))
    kind(os.path.join(folder, "sentencepiece.bpe.model"), **settings).save_pretrained(folder)
    return folder


def bare(name, model):
    """A folder that names its class and nothing else, as older ones do."""
    folder = tempfile.mkdtemp()
    shutil.copy(model, os.path.join(folder, "sentencepiece.bpe.model"))
    with open(os.path.join(folder, "tokenizer_config.json"), "w", encoding="utf-8") as out:
        json.dump({"tokenizer_class": name}, out)
    return folder


def main():
    root = sys.argv[1]
    fifty = os.path.join(root, "mbart50-sentencepiece-only")
    model = os.path.join(fifty, "sentencepiece.bpe.model")
    tokenizers = {
        "bart": described(os.path.join(root, "bart-vocab-and-merges-only")),
        "mbart50": described(fifty),
        "mbart50-bare": described(bare("MBart50Tokenizer", model)),
        "mbart": described(saved(MBartTokenizer, model, src_lang="en_XX", tgt_lang="de_DE")),
        "mbart-bare": described(bare("MBartTokenizer", model)),
        "nllb": described(saved(NllbTokenizer, model, src_lang="eng_Latn", additional_special_tokens=LANGUAGES)),
    }
    with open(os.path.join(root, "texts.json"), "w", encoding="utf-8") as out:
        json.dump(tokenizers, out, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
