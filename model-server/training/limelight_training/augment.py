"""Pairs with other names and numbers: what must be copied is learnt from strings never seen before."""

import re

from .clean import digits

ONSETS = (
    "b b br bl c ch cr d d dr dj f f fl fr g g gr gl h h j k k kl kr kn l l l m m m n n n p p pr pf ph qu r r r "
    "s s s sch sh sk sl sm sp st str sz t t t th tr tsch v v w w wl x y z zh"
).split() + [""] * 4
VOWELS = "a a a a a e e e e e i i i i o o o o u u u ä ö ü ai au ei ie ou ea oo é á í ó ø y".split()
CODAS = "b ck d ff g k l ll m n nn ng nk nd nt p r rd rg rk rt s ss sch sk st t tz x z ń š ž".split() + [""] * 14
TAILS = "son sen ski wicz ov ova enko mann berg feld burg ton ley man er stein idis akis escu ez ini elli ic wood well ham".split()
ALONE = re.compile(r"(?<![\w.,:/-])\d+(?![\w/-]|[.,:]\d)")  # no part of a longer number, a date or a name
NAME = re.compile(r"\b[A-Z][a-zäöüß]{2,}\b")
EVERYDAY = {"Tom", "Maria", "John", "Jack", "Boston", "Bill", "Tokyo", "Ken", "Mary", "Bob", "Jim", "Peter", "Alice"}


def name(random):
    """A name that nobody bears, spelled the way people spell."""
    parts = []
    for _ in range(random.choice([1, 1, 2, 2, 2, 2, 3])):
        parts += [random.choice(ONSETS), random.choice(VOWELS), random.choice(CODAS)]
    if random.random() < 0.3:
        parts.append(random.choice(TAILS))
    made = "".join(parts)
    return made[:1].upper() + made[1:] if len(made) > 2 else name(random)


def number(random, old, alone=False):
    """Another number with as many digits, or, where it stands alone and has two or more, sometimes with others."""
    length = random.randint(2, 7) if alone and len(old) > 1 and random.random() < 0.4 else len(old)
    first = "0" if old.startswith("0") else random.choice("123456789")
    return first + "".join(random.choice("0123456789") for _ in range(length - 1))


def shared_names(english, german):
    """Capitalized words that stand on both sides exactly once, the opening words left out."""
    found = []
    for match in NAME.finditer(english):
        word = match.group()
        alone = len(re.findall(rf"\b{word}\b", english)) == len(re.findall(rf"\b{word}\b", german)) == 1
        if alone and (match.start() > 0 and not german.startswith(word) or word in EVERYDAY):
            found.append(word)
    return found


def replaced(english, german, random):
    """The pair with other names and other numbers on both sides, or None where there is neither."""
    swaps = {}
    for word in shared_names(english, german):
        made = name(random)
        swaps[word] = made if random.random() < 0.7 else f"{made} {name(random)}"
    ours, theirs = re.findall(r"\d+", english), re.findall(r"\d+", german)
    if ours and sorted(ours) == sorted(theirs):
        alone = set(ALONE.findall(english)) - set(re.findall(r"\d+", ALONE.sub("", english + " " + german)))
        swaps.update({old: number(random, old, old in alone) for old in ours})
    if not swaps:
        return None
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(old)}(?!\w)" for old in swaps))
    swap = lambda text: pattern.sub(lambda match: swaps[match.group()], text)
    pair = swap(english), swap(german)
    return pair if digits(pair[0]) == digits(pair[1]) else None


def bare(random):
    """A name, a number, or a few of both, which are their own translations but for the marks between digits."""
    if random.random() < 0.5:
        return written_number(random)
    text = " ".join(name(random) for _ in range(random.choice([1, 1, 2, 3])))
    if random.random() < 0.3:
        text += f" {number(random, '1' * random.randint(1, 6))}"
    return text, text


MONTHS = (
    "January:Januar February:Februar March:März April:April May:Mai June:Juni July:Juli August:August "
    "September:September October:Oktober November:November December:Dezember"
).split()
AMOUNTS = [
    ("{} people", "{} Menschen"), ("{} percent", "{} Prozent"), ("{} %", "{} %"), ("{}%", "{} %"), ("{} euros", "{} Euro"),
    ("${}", "{} Dollar"), ("{} dollars", "{} Dollar"), ("£{}", "{} Pfund"), ("€{}", "{} Euro"), ("{} kilometers", "{} Kilometer"),
    ("{} metres", "{} Meter"), ("{} degrees", "{} Grad"), ("{} million", "{} Millionen"), ("{} billion", "{} Milliarden"),
    ("${} million", "{} Millionen Dollar"), ("${} billion", "{} Milliarden Dollar"), ("{} years", "{} Jahre"),
    ("about {} tons", "etwa {} Tonnen"), ("more than {}", "mehr als {}"), ("in {}", "im Jahr {}"), ("{}", "{}"),
]  # fmt: skip


def written_number(random):
    """An amount or a date as each language writes it: 1,234.5 and 1.234,5, May 3, 1998 and 3. Mai 1998."""
    if random.random() < 0.25:
        month, monat = random.choice(MONTHS).split(":")
        day, year = random.randint(1, 31), random.randint(1400, 2100)
        english = random.choice([f"{month} {day}, {year}", f"{day} {month} {year}", f"on {month} {day}", f"in {month} {year}"])
        if english.startswith("on"):
            return english, f"am {day}. {monat}"
        return english, f"im {monat} {year}" if english.startswith("in") else f"{day}. {monat} {year}"
    whole = random.randint(2, 10 ** random.randint(1, 7))
    english = f"{whole:,}" if random.random() < 0.7 else str(whole)
    if random.random() < 0.3:
        english += f".{random.randint(1, 99)}"
    own, other = random.choice(AMOUNTS)
    return own.format(english), other.format(english.translate(str.maketrans(",.", ".,")))
