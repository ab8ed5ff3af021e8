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


def number(random, old):
    """Another number with as many digits, no leading zero unless the old one had it."""
    first = "0" if old.startswith("0") else random.choice("123456789")
    return first + "".join(random.choice("0123456789") for _ in old[1:])


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
        swaps.update({old: number(random, old) for old in ours})
    if not swaps:
        return None
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(old)}(?!\w)" for old in swaps))
    swap = lambda text: pattern.sub(lambda match: swaps[match.group()], text)
    pair = swap(english), swap(german)
    return pair if digits(pair[0]) == digits(pair[1]) else None


def bare(random):
    """A name, a number, or a few of both, which are their own translations."""
    text = " ".join(name(random) for _ in range(random.choice([1, 1, 2, 3])))
    if random.random() < 0.3:
        text += f" {number(random, '1' * random.randint(1, 6))}"
    return text, text


