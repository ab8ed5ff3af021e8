"""Step 8: measures a bundle: quality, collapse, numbers, names and word alignment. Writes figures.json."""

import json
import pathlib
import random
import re
import statistics
import time

import sacrebleu

from . import alignment, clean, export, progress, sources
from .decode import Translator

OWN = pathlib.Path(__file__).parent.parent / "data"
SETS = ("tatoeba-test", "newstest2018", "own-news", "documentation")
PROSE = "newstest2018"  # says how long translations usually are


def arguments(parser):
    parser.add_argument("--bundle", required=True, help="folder to measure")
    parser.add_argument("--data", required=True, help="folder with tatoeba-test, newstest, alignment")
    parser.add_argument("--only", nargs="+", default=[*SETS, "names", "limits", "alignment"], help="what to measure")
    parser.add_argument("--sentences", type=int, default=0, help="measure so many, drawn by --seed; 0 for all")
    parser.add_argument("--beams", type=int, help="instead of what the bundle says")
    parser.add_argument("--checkpoint", help="whose alignment is measured, instead of the one in --work")


def run(options):
    work = pathlib.Path(options.work)
    for name in options.only:
        if name == "alignment":
            found = measure_alignment(options, work)
        else:
            settings = {"num_beams": options.beams} if options.beams else {}
            translator = Translator(options.bundle, **settings)
            own = {"names": _names, "limits": _limits}
            if name == "names" and translator.reverse:
                continue  # the sentences that names are put into are English
            found = own[name](translator) if name in own else _set(translator, name, options, work)
            if name == PROSE:
                _configure(pathlib.Path(options.bundle), length_ratio=found["letters for a letter"])
        print(name, json.dumps(found, ensure_ascii=False), flush=True)
        _record(work / "figures.json", name, found)


def _record(path, name, found):
    known = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps({**known, name: found}, indent=2, ensure_ascii=False) + "\n")


def pairs(name, data, work, reverse):
    """Rows of (source, reference)."""
    paths = {
        "tatoeba-test": data / "tatoeba-test" / "v2021-08-07.en-de.tsv",
        "newstest2018": data / "newstest" / "newstest2018.en-de.tsv",
        "own-news": OWN / "own-news.tsv",
        "documentation": work / "heldout-documentation.tsv",
    }
    return [row[::-1] if reverse else row for row in sources.tab_separated(paths[name])]


def _set(translator, name, options, work):
    rows = pairs(name, pathlib.Path(options.data), work, translator.reverse)
    whole = len(rows)
    if options.sentences and options.sentences < whole:
        rows = random.Random(options.seed).sample(rows, options.sentences)
    texts, references = zip(*rows)
    started = time.monotonic()
    outputs = translator.translate(texts, label=name)
    seconds = time.monotonic() - started
    lines = ("\t".join(row) + "\n" for row in zip(texts, references, outputs))
    (work / f"outputs-{name}.tsv").write_text("".join(lines), encoding="utf-8")
    return {
        "sentences": f"{len(rows)} of {whole}",
        "seconds": round(seconds),
        **scores(outputs, references),
        "copied source": {k: v for k, v in scores(texts, references).items() if k != "signatures"},
        "letters for a letter": round(statistics.median(map(length_ratio, texts, outputs)), 2),
        "collapsed %": percent(collapsed(*pair) for pair in zip(texts, outputs)),
        "numbers kept %": percent(clean.digits(a) == clean.digits(b) for a, b in zip(texts, outputs) if clean.digits(a)),
        "numbers kept by the references %": percent(
            clean.digits(a) == clean.digits(b) for a, b in zip(texts, references) if clean.digits(a)
        ),
        "sentences with a number": sum(bool(clean.digits(text)) for text in texts),
    }


def scores(outputs, references):
    bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
    found = {"BLEU": bleu.corpus_score(outputs, [references]).score, "chrF": chrf.corpus_score(outputs, [references]).score}
    signatures = [str(metric.get_signature()) for metric in (bleu, chrf)]
    return {**{name: round(score, 1) for name, score in found.items()}, "signatures": signatures}


def percent(truths):
    truths = list(truths)
    return round(100 * sum(truths) / len(truths), 1) if truths else None


def repeats(text):
    """How often the most frequent four words in a row stand in a text."""
    words = text.lower().split()
    grams = [tuple(words[i : i + 4]) for i in range(len(words) - 3)]
    return max(map(grams.count, grams), default=1)


def collapsed(source, output):
    return repeats(output) > repeats(source)


def length_ratio(source, output):
    """Letters and digits of an output for one of its source, as Limelight's signals count them."""
    return sum(map(str.isalnum, output)) / max(1, sum(map(str.isalnum, source)))


def _names(translator):
    """Names that no training sentence has, put into sentences: the share that comes out letter for letter."""
    names = (OWN / "names.txt").read_text(encoding="utf-8").split()
    frames = (OWN / "name-sentences.txt").read_text(encoding="utf-8").splitlines()
    made = [(frames[(n + turn * 3) % len(frames)], name) for n, name in enumerate(names) for turn in range(3)]
    outputs = translator.translate([frame.format(name) for frame, name in made], label="names")
    kept = [bool(re.search(rf"\b{name}", output)) for (_, name), output in zip(made, outputs)]
    lost = [output for keep, output in zip(kept, outputs) if not keep]
    return {"sentences": len(made), "copied %": percent(kept), "lost in": lost[:5]}


def _limits(translator):
    """Sentences of our own for the model card, most of them hard: source, output, what a person wrote."""
    rows = [row[::-1] if translator.reverse else row for row in sources.tab_separated(OWN / "limits.tsv")]
    outputs = translator.translate([text for text, _ in rows], label="limits")
    return [[text, output, reference] for (text, reference), output in zip(rows, outputs)]


def measure_alignment(options, work):
    model, guided = export.load(options.checkpoint or work / "checkpoint.pt", work)
    sets = {
        "rwth": alignment.rwth(pathlib.Path(options.data) / "alignment"),
        "everyday": alignment.everyday(OWN / "everyday-alignment.tsv"),
    }
    unlabelled = _linked(work, 150)
    if model.config.limelight_languages[0] == "de":
        sets, unlabelled = {name: turned(rows) for name, rows in sets.items()}, turned(unlabelled)
    taps = alignment.measure(model, progress.pieces(work), sets, unlabelled)
    readable = [tap for tap in taps if " weights " in tap]  # what the engine can take out of a graph
    chosen = min(readable, key=lambda tap: taps[tap]["agreement"])
    _read_from(pathlib.Path(options.bundle), chosen)
    return {"guided": list(guided), "chosen without gold": chosen, "taps": taps}


def _read_from(bundle, tap):
    layer, head, _, reading = tap.split()
    place = {"layer": int(layer), "shifted": reading == "shifted"}
    _configure(bundle, alignment=place if head == "-1" else {**place, "head": int(head)})


def _configure(bundle, **settings):
    """Writes into a bundle's configuration what Limelight alone reads."""
    path = bundle / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["limelight"].update(settings)
    path.write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")


def turned(rows):
    """Gold rows of the other direction."""
    turn = lambda links: {(t, s) for s, t in links}
    return [(target, source, turn(sure), turn(possible)) for source, target, sure, possible in rows]


def _linked(work, count):
    """Development pairs with links of the statistical aligner, which sees them among training pairs."""
    dev = [pair for name in ("everyday", "news", "docs") for pair in sources.tab_separated(work / f"dev-{name}.tsv")][::12]
    with open(work / "train.tsv", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t")[1:] for n, line in enumerate(lines) if n % 15 == 0]
    return alignment.statistical(dev[:count], rows)
