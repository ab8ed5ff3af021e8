"""Step 1: reads the sources, cleans them, holds documentation out, and writes train.tsv and the held-out sets."""

import itertools
import pathlib
import random

from tqdm import tqdm

from . import augment, clean, debian, dictionaries, handbooks, manpages, messages, sources
from .packages import of_kind

PARAGRAPHS = ("docs", "handbooks", "messages", "stories")  # split into sentences where those pair up
JOINING = {"handbooks": "docs", "phrases": "everyday"}  # after holding out: what is measured stays of the same kind
MEASURING = ("newstest2016", "newstest2017", "newstest2018")


def arguments(parser):
    parser.add_argument("--data", required=True, help="folder with tatoeba-deu, tatoeba-test, newstest")
    parser.add_argument("--packages", required=True, help="folder with the unpacked Debian packages (README)")
    parser.add_argument("--held-out", type=int, default=1000, help="documentation pairs held out")
    parser.add_argument("--dev", type=int, default=600, help="pairs a category taken out for development")


def run(options):
    chance, data = random.Random(options.seed), pathlib.Path(options.data)
    work = pathlib.Path(options.work)
    banned = _test_keys(data)
    raw = _read(data, options.packages)
    pairs = {category: _cleaned(category, found, banned) for category, found in raw.items()}
    held = _hold_out(pairs, options.held_out, chance)
    _write(work / "heldout-documentation.tsv", [pair for pair, _ in held])
    _drop_known(pairs, held)
    dev = {category: _dev(pairs, category, options.dev, chance) for category in ("everyday", "news", "docs")}
    for category, found in dev.items():
        _write(work / f"dev-{category}.tsv", found)
    _drop_developing(pairs, dev)
    for category, larger in JOINING.items():
        pairs[larger] = _joined(pairs[larger], pairs.pop(category))
    pairs["copied"] = _augmented(pairs, chance)
    with open(work / "train.tsv", "w", encoding="utf-8") as file:
        for category, found in pairs.items():
            print(f"{category}: {len(found)} pairs, {sum(len(g.split()) for _, g in found)} German words")
            file.writelines(f"{category}\t{english}\t{german}\n" for english, german in found)


def _read(data, packages):
    news = [p for p in sorted((data / "newstest").glob("*.tsv")) if not p.name.startswith(MEASURING)]
    root = pathlib.Path(packages)
    said = lambda kind: messages.spoken(root / name for name in of_kind(kind))
    manuals = (handbooks.books, handbooks.manuals, debian.descriptions, debian.questions, manpages.manuals)
    return {
        "everyday": sources.tab_separated(data / "tatoeba-deu" / "deu.txt"),
        "news": (pair for path in news for pair in sources.tab_separated(path)),
        "docs": (pair for reader in (sources.libreoffice, sources.pages) for pair in reader(packages)),
        "catalogue": sources.catalogues(packages),
        "handbooks": itertools.chain.from_iterable(reader(packages) for reader in manuals),
        "phrases": dictionaries.phrases(packages),
        "messages": said("programs"),
        "stories": said("games"),
        "dictionary": itertools.chain(dictionaries.entries(packages), messages.named(packages)),
    }


def _test_keys(data):
    tests = [data / "tatoeba-test" / "v2021-08-07.en-de.tsv"]
    tests += [data / "newstest" / f"{year}.en-de.tsv" for year in MEASURING]
    tests.append(pathlib.Path(__file__).parent.parent / "data" / "own-news.tsv")
    return {clean.key(text) for path in tests for pair in sources.tab_separated(path) for text in pair}


def _cleaned(category, raw, banned):
    """Pairs that fit, each once, and at most four translations a sentence."""
    seen, often, kept = set(), {}, []
    for english, german in tqdm(raw, desc=f"clean {category}", unit=" pairs"):
        english, german = clean.normalized(english), clean.normalized(german)
        if not clean.fits(english, german):
            continue
        for pair in clean.split(english, german) if category in PARAGRAPHS else [(english, german)]:
            keys = clean.key(pair[0]), clean.key(pair[1])
            if keys in seen or keys[0] in banned or keys[1] in banned or often.get(keys[0], 0) >= 4:
                continue
            seen.add(keys)
            often[keys[0]] = often.get(keys[0], 0) + 1
            kept.append(pair)
    return kept


def _hold_out(pairs, count, chance):
    """Prose for measuring: documentation sentences of 8 to 60 words that end as sentences do."""
    prose = [
        (pair, number)
        for number, pair in enumerate(pairs["docs"])
        if 8 <= len(pair[0].split()) <= 60 and pair[0][-1] in ".!?" and pair[1][-1] in ".!?"
    ]
    return chance.sample(prose, min(count, len(prose)))


def _drop_known(pairs, held):
    """Takes out of every category what equals, or nearly equals, a held-out sentence on either side."""
    english = clean.NearDuplicates([pair[0] for pair, _ in held])
    german = clean.NearDuplicates([pair[1] for pair, _ in held])
    known = {clean.key(text) for pair, _ in held for text in pair}
    for category, found in pairs.items():
        near = category not in ("everyday", "news")
        pairs[category] = [
            (a, b)
            for a, b in tqdm(found, desc=f"hold out {category}", unit=" pairs")
            if clean.key(a) not in known and clean.key(b) not in known and not (near and (a in english or b in german))
        ]


def _dev(pairs, category, count, chance):
    """Pairs for development, all translations of their English sentences taken out of training."""
    chosen = chance.sample(pairs[category], count)
    keys = {clean.key(english) for english, _ in chosen}
    pairs[category] = [pair for pair in pairs[category] if clean.key(pair[0]) not in keys]
    return chosen


def _drop_developing(pairs, dev):
    """Takes development sentences of any category out of all: a phrase book may have what the others have."""
    known = {clean.key(text) for found in dev.values() for pair in found for text in pair}
    for category, found in pairs.items():
        pairs[category] = [(a, b) for a, b in found if clean.key(a) not in known and clean.key(b) not in known]


def _joined(pairs, more):
    keys = {(clean.key(english), clean.key(german)) for english, german in pairs}
    return pairs + [(a, b) for a, b in more if (clean.key(a), clean.key(b)) not in keys]


def _augmented(pairs, chance):
    made = [augment.bare(chance) for _ in range(8000)]
    for category, share in (("everyday", 0.6), ("news", 0.6), ("docs", 0.3)):
        for pair in pairs[category]:
            turns = 3 if clean.digits(pair[0]) else int(chance.random() < share)
            made += filter(None, (augment.replaced(*pair, chance) for _ in range(turns)))
    return made


def _write(path, pairs):
    path.write_text("".join(f"{english}\t{german}\n" for english, german in pairs), encoding="utf-8")
