"""Reader of manual pages, whose German translations keep the macros of the English pages."""

import gzip
import pathlib
import re

from . import sources

GERMAN = "usr/share/man/de"
UNWANTED = re.compile(r"[\\{}<>|=]|^\W")
COMMENT = re.compile(r"^[.']\s*\\\"")
FONT = re.compile(r"\\f(?:\w|\(..|\[\w*\])|\\[&,/)%:]")
SPECIAL = (("\\-", "-"), ("\\(aq", "'"), ("\\(cq", "’"), ("\\(oq", "‘"), ("\\(lq", "“"), ("\\(rq", "”"), ("\\(em", "—"), ("\\(bu", ""), ("\\ ", " "), ("\\~", " "), ("\\e", "\\"), ("\\'", "'"))
INLINE = re.compile(r"^\.\s*(?:B|I|BR|BI|IB|IR|RB|RI|SM|SB)\s+(.*)")
UNFILLED = (("nf", "fi"), ("EX", "EE"), ("TS", "TE"))


def manuals(packages):
    """Paragraphs of pages that one package or another has in English."""
    root = pathlib.Path(packages)
    english = {}
    for page in sorted(root.glob("*/usr/share/man/man*/*.gz")):
        english.setdefault((page.parent.name, page.name), page)
    for page in sorted(root.glob(f"*/{GERMAN}/man*/*.gz")):
        original = english.get((page.parent.name, page.name))
        if original:
            for ours, theirs in sources.in_equal_runs(_blocks(original), _blocks(page)):
                if len(ours.split()) > 3 and ours != theirs and not UNWANTED.search(ours) and not UNWANTED.search(theirs):
                    yield ours, theirs


def _blocks(path):
    """Paragraphs with the macro before them; tables and text set as it is are left out."""
    found, macro, lines, until = [], "", [], None
    for line in gzip.decompress(path.read_bytes()).decode("utf-8", "replace").replace("\\\n", "").splitlines():
        name = line[1:].split()[0] if line[:1] in (".", "'") and line[1:].split() else ""
        if until:
            until = None if name == until else until
        elif name in dict(UNFILLED):
            until = dict(UNFILLED)[name]
        elif INLINE.match(line):
            lines.append(_without_quotes(line))
        elif name and not COMMENT.match(line):
            _close(found, macro, lines)
            macro, lines = name, []
        elif not name:
            lines.append(line)
    _close(found, macro, lines)
    return found


def _without_quotes(line):
    """`.BR fork (2)` joins its words, in turns of two fonts; `.B a b` keeps them apart."""
    words = re.findall(r'"([^"]*)"|(\S+)', INLINE.match(line)[1])
    joined = len(line[1:].split()[0]) == 2
    return ("" if joined else " ").join(a or b for a, b in words)


def _close(found, macro, lines):
    text = FONT.sub("", " ".join(lines))
    for escape, character in SPECIAL:
        text = text.replace(escape, character)
    text = " ".join(text.split())
    if text:
        found.append((macro, text))
