"""Step 9: writes the model card, the figures and the notice of a bundle from what the steps before measured."""

import json
import pathlib

import torch

from .packages import table

TITLES = {
    "tatoeba-test": "everyday: Tatoeba test v2021-08-07",
    "newstest2018": "news: newstest2018",
    "own-news": "news-like sentences of our own, plain ones",
    "documentation": "documentation, held out",
}
BARS = {"tatoeba-test": ("44", "58"), "newstest2018": ("18", "42"), "own-news": ("-", "-"), "documentation": ("30", "-")}
STEPS = {"predicting": "step that predicts a token", "shifted": "step after, which has read the token"}
LANGUAGES = {"en": "English", "de": "German"}

HEAD = """---
language:
- {source}
- {target}
license: other
license_name: see-notice
tags:
- translation
- marian
- onnx
library_name: onnx
---
# {name}

Translates {source_name} to {target_name}: a Marian transformer of {parameters:.1f} million parameters ({encoder_layers}
encoder and {decoder_layers} decoder layers, width {width}, {heads} heads, {vocabulary:,} SentencePiece pieces with byte
fallback), trained from nothing for Limelight in {minutes:.0f} minutes. It is small: good for trying Limelight out, and its
word alignments are good; **not for anything that matters**. For real work take a bigger model, such as OPUS-MT.
"""

TRAINED = """
## Training
- **Data**: {pairs}. Sources: Tatoeba (CC BY 2.0 FR, by the contributors of tatoeba.org, as of ManyThings 2018);
  WMT news translations 2008 to 2014 ("released for research"); documentation, messages of programs
  and games, package descriptions and a dictionary from Debian 12 packages, each under a free licence that `NOTICE`
  names. "copied" are pairs made from the others with invented names and other numbers in them.
- **Left out**: every sentence, on either side, of tatoeba-test and newstest 2016 to 2018; held-out documentation
  with whatever shares 60 % of its word trigrams.
- **Hardware and time**: {hardware}; {updates} updates of at most {batch:,} tokens a side, {minutes:.0f} minutes, bf16
  with fp32 weights, Adam, dropout {dropout}, R-Drop {consistency}. The categories {categories} were drawn {weights} times
  a pass. The shipped weights are a running average over the last updates.
- **Alignment**: one head (the first of the last decoder layer's cross-attention) was trained towards links of a
  statistical aligner (IBM 1 + HMM, both directions) that was run over the training data.
- **Recipe**: `model-server/training` in the repository of Limelight; everything here can be made anew with it.
"""

NOTICE = """{name}
The code that made this model is under the Apache License 2.0. The model was trained on texts of others:

- Tatoeba sentences, CC BY 2.0 FR, https://tatoeba.org, by its contributors.
- WMT news translation test sets 2008 to 2014, https://www.statmt.org/wmt14/, released for research purposes.
- Descriptions of Debian packages and their translations by the Debian Description Translation Project.
- Texts in Debian 12 packages, each under the licence that its package names:
{packages}

No text of these is in the model's files, but whether a model is a work derived from its training data is not
settled. Who passes it on or sells it should name these sources, and judge for themselves.
"""


def arguments(parser):
    parser.add_argument("--bundle", required=True, help="folder of the bundle that ships")
    parser.add_argument("--hardware", required=True, help="what it was trained on, in words")


def run(options):
    work, bundle = pathlib.Path(options.work), pathlib.Path(options.bundle)
    figures = json.loads((work / "figures.json").read_text(encoding="utf-8"))
    precisions = work / "precisions.json"
    compared = json.loads(precisions.read_text()) if precisions.exists() else {}
    state = torch.load(work / "checkpoint.pt", map_location="cpu")
    parts = [_head(bundle, state), _quality(figures, state), _behaviour(figures), _alignment(figures["alignment"])]
    parts += [_precisions(compared), _examples(figures["limits"]), _trained(work, state, options.hardware)]
    (bundle / "README.md").write_text("".join(parts), encoding="utf-8")
    (bundle / "figures.json").write_text(
        json.dumps({**figures, "precisions": compared}, indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    listed = "\n".join(f"  {name}: {licence}" for name, _, licence in table())
    (bundle / "NOTICE").write_text(NOTICE.format(name=bundle.name, packages=listed), encoding="utf-8")


def _head(bundle, state):
    config = json.loads((bundle / "config.json").read_text(encoding="utf-8"))
    (source,), (target,) = (config["limelight"]["languages"][side] for side in ("source", "target"))
    return HEAD.format(
        name=bundle.name,
        source=source,
        target=target,
        source_name=LANGUAGES[source],
        target_name=LANGUAGES[target],
        parameters=sum(weight.numel() for weight in state["average"]) / 1e6,
        encoder_layers=config["encoder_layers"],
        decoder_layers=config["decoder_layers"],
        width=config["d_model"],
        heads=config["encoder_attention_heads"],
        vocabulary=config["vocab_size"],
        minutes=state["clock"][1] / 60,
    )


def _quality(figures, state):
    lines = ["\n## Quality", "Measured on the shipped files by the recipe's `evaluate`, beam search as in `generation_config.json`. Samples are drawn at random."]
    lines += ["Beside each figure: what copying the source scores, and what was aimed at.\n"]
    lines += ["| set | sentences | BLEU | copied | aim | chrF | copied | aim |", "|---|---|---|---|---|---|---|---|"]
    for name, title in TITLES.items():
        if name not in figures:
            continue
        found, floor = figures[name], figures[name]["copied source"]
        aim = ("-", "-") if state["options"]["reverse"] else BARS[name]
        lines.append(
            f"| {title} | {found['sentences']} | **{found['BLEU']}** | {floor['BLEU']} | {aim[0]} "
            f"| **{found['chrF']}** | {floor['chrF']} | {aim[1]} |"
        )
    lines.append("\nFor scale, as published by its makers and not measured here: OPUS-MT from English to German, some four times the")
    lines.append("size and trained on hundreds of times the data, has about 47 BLEU on an earlier Tatoeba test set.")
    signatures = next(figures[name]["signatures"] for name in TITLES if name in figures)
    return "\n".join(lines) + "\nSacrebleu: " + ", ".join(f"`{s}`" for s in signatures) + ".\n"


def _behaviour(figures):
    lines = ["\n## Behaviour", "| | figure | aim |", "|---|---|---|"]
    for name, title in TITLES.items():
        if name in figures:
            found = figures[name]
            lines.append(f"| four words repeated more often than in the source, {title} | {found['collapsed %']} % | 1 % |")
            lines.append(
                f"| numbers kept, {title} | {found['numbers kept %']} % of {found['sentences with a number']} "
                f"(people's translations: {found['numbers kept by the references %']} %) | 97 % |"
            )
    names = figures.get("names")
    if names:
        kept = f"{names['copied %']} % of {names['sentences']}"
        lines.append(f"| invented names in plain sentences, copied letter for letter | {kept} | 90 % |")
    return "\n".join(lines) + "\n"


def _alignment(found):
    chosen, taps = found["chosen without gold"], found["taps"]
    layer, head, weighting, reading = chosen.split()
    lines = [
        "\n## Word alignment",
        f"Read from decoder layer {layer}, head {head} (counted from 0), at the {STEPS[reading]}: the reading that agrees best",
        "with the statistical aligner on development pairs, chosen without gold links. Alignment error rate in %:\n",
        "| | RWTH, 254 Europarl sentences (aim 45) | 50 everyday sentences of our own (aim 30) |",
        "|---|---|---|",
        f"| **this reading** | **{taps[chosen]['rwth']}** | **{taps[chosen]['everyday']}** |",
    ]
    guided = " ".join(map(str, found["guided"]))
    other = "predicting" if reading == "shifted" else "shifted"
    others = {
        "weighted by norms": f"{layer} {head} norms {reading}",
        "at the step before" if other == "predicting" else "one step shifted": f"{layer} {head} weights {other}",
        "mean over the layer's heads": f"{layer} -1 weights {reading}",
        "the guided head, at the predicting step": f"{guided} weights predicting",
        "diagonal": "diagonal",
    }
    lines += [f"| {title} | {taps[tap]['rwth']} | {taps[tap]['everyday']} |" for title, tap in others.items()]
    return "\n".join(lines) + "\n"


def _precisions(compared):
    lines = [
        "\n## Precision",
        "Weights are stored in 8 bits with a scale for each output channel and computed with in 32 bits: ONNX Runtime",
        "turns them back when it loads. So the speed is that of fp32, and a text's result does not depend on its batch.\n",
    ]
    if compared:
        keys = list(next(iter(compared.values())))
        lines += ["| | " + " | ".join(keys) + " |", "|---" * (len(keys) + 1) + "|"]
        lines += [f"| {name} | " + " | ".join(str(found[key]) for key in keys) + " |" for name, found in compared.items()]
        lines.append("\nGreedy, on development sentences of all three kinds; speeds are of one thread, the decoding loop in Python included.")
    return "\n".join(lines) + "\n"


def _examples(rows):
    lines = ["\n## What it is bad at", "Rare words, idioms, and long sentences of news, where it invents words."]
    lines.append("Sentences of our own, all that were tried, the easy ones first:\n")
    for source, output, reference in rows:
        lines.append(f"- {source}\n  - here: {output}\n  - a person: {reference}")
    return "\n".join(lines) + "\n"


def _trained(work, state, hardware):
    counts = {}
    with open(work / "train.tsv", encoding="utf-8") as rows:
        for row in rows:
            category = row.split("\t", 1)[0]
            counts[category] = counts.get(category, 0) + 1
    return TRAINED.format(
        pairs=", ".join(f"{count:,} pairs {category}" for category, count in counts.items()),
        hardware=hardware,
        updates=f"{state['clock'][0]:,}",
        minutes=state["clock"][1] / 60,
        categories=", ".join(counts),
        weights=", ".join(str(w) for w in state["options"]["weights"]),
        batch=state["options"]["batch_tokens"],
        dropout=state["options"]["dropout"],
        consistency=state["options"]["consistency"],
    )
