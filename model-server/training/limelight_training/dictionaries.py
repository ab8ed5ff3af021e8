"""Readers of bilingual dictionaries: entries, and the sentences among their examples."""

import gzip
import html
import pathlib
import re

NOTE = re.compile(r"\{[^}]*\}|\[[^\]]*\]|\([^)]*\)|<[^>]*>|(?<=\s)/[^/;|]*/(?=$|\s)")
OTHER = re.compile(r"(?<=[\w.])/\s?[\w.’']+")  # `was/were`: the first of two words
SHORT = {"sb": "someone", "sth": "something", "jd": "jemand", "jdm": "jemandem", "jdn": "jemanden", "jds": "jemandes", "etw": "etwas"}
SHORTENED = re.compile(rf"\b({'|'.join(SHORT)})\.")
SPACED = re.compile(r"\s+(?=[,.!?])")
SENTENCE = re.compile(r"^[\"'A-ZÄÖÜ].*[.!?][\"']?$")
SENSES = 3


def entries(packages):
    """Words and phrases with their first translations."""
    return (pair for pair in _pairs(packages) if not _is_sentence(*pair))


def phrases(packages):
    """Whole sentences, which dictionaries give as examples."""
    return (pair for pair in _pairs(packages) if _is_sentence(*pair))


def _is_sentence(english, german):
    return bool(len(english.split()) > 2 and SENTENCE.match(english) and SENTENCE.match(german))


def _pairs(packages):
    for path in sorted(pathlib.Path(packages).glob("trans-de-en/usr/share/trans/de-en*")):
        for line in _lines(path):
            yield from _ding(line)


def _lines(path):
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        yield from (line.rstrip("\n") for line in lines if not line.startswith("#"))


def _ding(line):
    """An entry `German; other {m} | phrase :: English; other | phrase`: its parts answer to each other in order."""
    german, _, english = line.partition(" :: ")
    ours, theirs = english.split(" | "), german.split(" | ")
    if len(ours) == len(theirs):
        for a, b in zip(ours, theirs):
            yield from _senses(_words(a), _words(b))


def _words(text):
    """What stands between semicolons, without notes on grammar, use and region, one of alternatives alone."""
    for part in text.split(";"):
        part = OTHER.sub("", NOTE.sub(" ", html.unescape(part)))
        part = SHORTENED.sub(lambda found: SHORT[found[1]], part).replace("’", "'")
        part = SPACED.sub("", " ".join(part.split()))
        if part and not set(part) & set("/{}[]()<>|"):
            yield part


def _senses(english, german):
    """The first word of each side with the first ones of the other; sentences one to one."""
    english, german = list(english), list(german)
    if len(english) == len(german) and all(map(_is_sentence, english, german)):
        return zip(english, german)
    return [(a, b) for b in german[:1] for a in english[:SENSES]] + [(a, b) for a in english[:1] for b in german[1:SENSES]]
