"""What a pair must satisfy to be trained on, and what makes two sentences the same."""

import re
import unicodedata

ENGLISH = set("the a an of to and is are was were you your he she it his her this that in for on with not have has do does did be will can i we they if by from or as at my what".split())
GERMAN = set("der die das den dem des ein eine einen einem einer und ist sind war sie er es ich nicht zu mit auf für im von wird werden wir ihr ihre sich hat haben oder wenn auch als an bei dass daß mein was kann können".split())
WORD = re.compile(r"\w+")
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”“)»]*\s+(?=[\"'„“(«A-ZÄÖÜ0-9])")
ABBREVIATED = re.compile(r"(?:\b(?:[A-Za-z]|\d+|Mr|Mrs|Ms|Dr|St|Prof|etc|bzw|usw|ca|Nr|No|vs|ggf|evtl|Abb|Jan|Feb|Aug|Sept?|Okt|Oct|Nov|De[cz]))\.$")


def normalized(text):
    """Unicode NFC, one space between words, plain spaces and no control characters."""
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    return " ".join("".join(c for c in text if c.isspace() or unicodedata.category(c)[0] != "C").split())


def key(text):
    """What is left of a sentence when case, punctuation and spacing do not count."""
    return " ".join(WORD.findall(text.lower()))


def digits(text):
    """The numbers of a text without their separators, which differ between languages, sorted."""
    return sorted(re.sub(r"\D", "", number) for number in NUMBER.findall(text))


def fits(english, german, longest=120):
    """Whether a pair looks like a translation: length, ratio, language, letters, the same numbers."""
    ours, theirs = WORD.findall(english.lower()), WORD.findall(german.lower())
    if not ours or not theirs or max(len(ours), len(theirs)) > longest:
        return False
    if max(len(word) for word in english.split() + german.split()) > 60:
        return False
    a, b = len(english), len(german)
    if max(a, b) > 2.2 * min(a, b) + 12:
        return False
    if ours == theirs and len(ours) > 3:
        return False
    if sum(c.isalpha() or c.isspace() for c in english) < 0.6 * a:
        return False
    return digits(english) == digits(german) and _speaks(ours, ENGLISH, GERMAN) and _speaks(theirs, GERMAN, ENGLISH)


def _speaks(words, own, other):
    mine, foreign = sum(w in own for w in words), sum(w in other for w in words)
    return foreign <= mine or foreign < 2


def sentences(text):
    """The sentences of a paragraph; a dot after an abbreviation or a number ends none."""
    found = [""]
    for part in SENTENCE_END.split(text):
        if found[-1] and ABBREVIATED.search(found[-1]):
            found[-1] += " " + part
        else:
            found.append(part)
    return [part for part in found if part]


def split(english, german):
    """The sentence pairs of a paragraph, or the paragraph itself where the sentences do not pair up."""
    ours, theirs = sentences(english), sentences(german)
    if 1 < len(ours) == len(theirs) and all(fits(a, b) for a, b in zip(ours, theirs)):
        return list(zip(ours, theirs))
    return [(english, german)]


class NearDuplicates:
    """Finds sentences that share most of their word trigrams with one of a held-out set."""

    def __init__(self, held_out, share=0.6):
        self.share, self.index = share, {}
        for number, text in enumerate(held_out):
            for gram in self._grams(text):
                self.index.setdefault(gram, []).append(number)

    @staticmethod
    def _grams(text):
        words = re.sub(r"\d+", "0", key(text)).split()
        return {tuple(words[i : i + 3]) for i in range(max(1, len(words) - 2))}

    def __contains__(self, text):
        grams, hits = self._grams(text), {}
        for gram in grams:
            for number in self.index.get(gram, ()):
                hits[number] = hits.get(number, 0) + 1
        return bool(hits) and max(hits.values()) >= self.share * len(grams)
