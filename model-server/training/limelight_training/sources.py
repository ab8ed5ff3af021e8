"""Readers: each yields (English, German) texts of one source, uncleaned."""

import difflib
import gettext
import pathlib
import re

from lxml import etree, html

BLOCKS = {"p", "li", "dt", "dd", "td", "th", "title", "h1", "h2", "h3", "h4", "h5", "h6", "item"}
SKIPPED = {"script", "style", "pre", "nav", "code-block", "screen", "info", "code", "table-of-contents"}

# Documentation of Debian packages: name, English folder or file, German one (folders hold like-named files).
PAGES = [
    ("handbook", "debian-handbook/usr/share/doc/debian-handbook/html/en-US", "debian-handbook/usr/share/doc/debian-handbook/html/de-DE"),
    ("gnome", "gnome-user-docs/usr/share/help/C", "gnome-user-docs/usr/share/help/de"),
    ("gimp", "gimp-help-en/usr/share/gimp/2.0/help/en", "gimp-help-de/usr/share/gimp/2.0/help/de"),
    ("reference", "debian-reference-en/usr/share/debian-reference", "debian-reference-de/usr/share/debian-reference"),
    ("faq", "debian-faq/usr/share/doc/debian/FAQ", "debian-faq-de/usr/share/doc/debian/FAQ/de"),
    ("developers", "developers-reference/usr/share/developers-reference", "developers-reference-de/usr/share/developers-reference"),
    ("maintainers", "maint-guide/usr/share/doc/maint-guide/html", "maint-guide-de/usr/share/doc/maint-guide-de/html"),
    ("kicad", "kicad-doc-en/usr/share/doc/kicad/help/en", "kicad-doc-de/usr/share/doc/kicad/help/de"),
    ("edu", "debian-edu-doc-en/usr/share/doc/debian-edu-doc-en", "debian-edu-doc-de/usr/share/doc/debian-edu-doc-de"),
]
ENTITY = re.compile(rb"&([A-Za-z][\w.-]*);")
HELP = "usr/share/libreoffice/help"


def tab_separated(path):
    """Lines `en<TAB>de`, as Tatoeba's and newstest's files have them."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            parts = line.rstrip("\n").split("\t")
            if len(parts) >= 2:
                yield parts[0], parts[1]


def libreoffice(packages):
    """Paragraphs of the LibreOffice help, aligned by file and paragraph id."""
    root = pathlib.Path(packages)
    english = root / "libreoffice-help-en-us" / HELP / "en-US" / "text"
    german = root / "libreoffice-help-de" / HELP / "de" / "text"
    for page in sorted(english.rglob("*.html")):
        other = german / page.relative_to(english)
        if other.exists():
            ours, theirs = _by_id(page), _by_id(other)
            yield from ((text, theirs[key]) for key, text in ours.items() if key in theirs)


def _by_id(path):
    tree = html.fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    found, note = {}, 0
    for element in tree.iter("p", "h1", "h2", "h3", "h4", "h5", "h6"):
        key = element.get("id")
        if key is None:  # notes and tips have no id: count them
            note += 1
            key = f"note{note}"
        found.setdefault(key, _text(element))
    return found


def pages(packages):
    """Blocks of other documentation, aligned by file and by the sequence of their tags."""
    root = pathlib.Path(packages)
    for _, english, german in PAGES:
        for page in sorted((root / english).rglob("*")):
            if page.suffix not in (".html", ".page", ".docbook"):
                continue
            other = root / german / page.relative_to(root / english)
            if "developers" in english or "reference" in english or "faq" in german:
                other = other.with_name(page.name.replace(".en.", ".de."))
            if other.exists() and other != page:
                yield from aligned(page, other)


def aligned(page, other):
    """Blocks of two files of markup that stand in equal runs."""
    yield from in_equal_runs(_blocks(page), _blocks(other))


def in_equal_runs(ours, theirs):
    """Texts of two lists of (key, text) where the keys of both lists run alike."""
    matcher = difflib.SequenceMatcher(None, [k for k, _ in ours], [k for k, _ in theirs], autojunk=False)
    if len(ours) * len(theirs) > 4_000_000 and [k for k, _ in ours] != [k for k, _ in theirs]:
        return
    for a, b, size in matcher.get_matching_blocks():
        yield from ((ours[a + i][1], theirs[b + i][1]) for i in range(size))


def _blocks(path):
    content = path.read_bytes()
    if path.suffix == ".html":
        tree = html.fromstring(content, parser=html.HTMLParser(encoding="utf-8"))
    else:
        tree = etree.fromstring(ENTITY.sub(_named, content), etree.XMLParser(recover=True, huge_tree=True))
    found = []
    _walk(tree, found)
    return found


def _named(entity):
    """KDE's handbooks name programs by entities that are declared elsewhere: `&kate;` is Kate."""
    name = entity[1]
    return entity[0] if name in (b"amp", b"lt", b"gt", b"quot", b"apos") else name[:1].upper() + name[1:]


def _name(element):
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _walk(element, found):
    name = _name(element)
    if name in SKIPPED or not name:
        return
    if name in BLOCKS and not any(_name(child) in BLOCKS for child in element.iterdescendants()):
        text = "" if any(_name(e) == "link" and not _text(e) for e in element.iter()) else _text(element)
        if text:  # the digits of a block are part of its key: they survive translation
            found.append((name + "".join(re.findall(r"\d", text))[:6], text))
        return
    for child in element:
        _walk(child, found)


def _text(element):
    return " ".join(etree.tostring(element, method="text", encoding="unicode", with_tail=False).split())


def catalogues(packages):
    """Messages of the LibreOffice interface, from its compiled message catalogues."""
    for path in sorted((pathlib.Path(packages) / "libreoffice-l10n-de").rglob("*.mo")):
        with open(path, "rb") as file:
            catalogue = gettext.GNUTranslations(file)._catalog
        for key, german in catalogue.items():
            if isinstance(key, str) and key:
                clean = lambda text: re.sub(r"[~_](?=\w)", "", text)
                yield clean(key.rpartition("\x04")[2]), clean(german)
