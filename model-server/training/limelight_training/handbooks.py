"""Readers of handbooks: those of GNOME's and KDE's programs, and manuals in HTML that name their language in the path."""

import pathlib
import re

from . import sources

PLACES = (("usr/share/help/C", "usr/share/help/de"), ("usr/share/doc/HTML/en", "usr/share/doc/HTML/de"), ("usr/share/gnome/help/C", "usr/share/gnome/help/de"))
GERMAN = (("/de-DE/", "/en-US/"), ("/de/", "/en/"), (".de.html", ".en.html"), (".de.html", ".html"))
REPEATED = "big-page"  # a whole manual once more, in one file
GLUED = re.compile(r"[a-zäöüß](?:[A-ZÄÖÜ][a-zäöü]|[A-Z]$)|\b(?:Ctrl|Strg|Alt|Shift|Umschalt)[A-Z0-9]|\b[LRM]MB\b")


def books(packages):
    """Blocks of programs' handbooks; those with menus or keys in a row are left out, whose names are glued together."""
    for package in sorted(pathlib.Path(packages).iterdir()):
        for english, german in PLACES:
            for page in sorted((package / english).rglob("*")):
                other = package / german / page.relative_to(package / english)
                if page.suffix in (".page", ".docbook", ".xml") and page.is_file() and other.is_file():
                    yield from _unglued(sources.aligned(page, other))


def _unglued(pairs):
    return ((a, b) for a, b in pairs if not GLUED.search(a) and not GLUED.search(b))


def manuals(packages):
    """Blocks of manuals in HTML; the English pages may be in another package than the German ones."""
    root = pathlib.Path(packages)
    found = (page for page in sorted(root.glob("*/usr/share/doc/**/*.html")) if page.is_file() and REPEATED not in page.name)
    pages = {str(page.relative_to(root)).partition("/")[2]: page for page in found}
    for name, page in pages.items():
        original = next((pages[o] for o in _originals(name) if o in pages), None)
        if original:
            yield from _told(sources.aligned(original, page))


def _told(pairs):
    """Without titles and the links between pages, which are alike everywhere, and what nobody translated."""
    return ((a, b) for a, b in pairs if len(a.split()) > 3 and a != b and a[0] not in "[\\")


def _originals(name):
    return [name.replace(german, english) for german, english in GERMAN if german in name]
