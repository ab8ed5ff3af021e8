"""Reader of gettext catalogues: what programs and games say, without markup and without placeholders."""

import gettext
import html
import pathlib
import re

PLACEHOLDER = re.compile(r"%[-+#0-9.*$]*(?:[hlzjt]*[a-zA-Z@]|\(|\[)|%\d|[{}<>\\|]|\$[\w(]|@\w+|&\w+;|\w_\w|^[A-Z_0-9.-]+$|://")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
ACCELERATOR = re.compile(r" ?\([_&]\w\)|[_&](?=\w)")
CONTEXT = re.compile(r"^[^^\n]{1,100}\^|^\w+\|")  # games write it into the message


def spoken(folders, shortest=4):
    """Messages of at least so many English words, by paragraph; what is shorter is labels, and there are enough."""
    for path in sorted(path for folder in folders for path in pathlib.Path(folder).rglob("*.mo")):
        for english, german in _entries(path):
            for ours, theirs in _paragraphs(_plain(english), _plain(german)):
                if len(ours.split()) >= shortest and not PLACEHOLDER.search(ours) and not PLACEHOLDER.search(theirs):
                    yield ours, theirs


def named(packages):
    """Names of countries, regions, languages and currencies, however short."""
    for path in sorted((pathlib.Path(packages) / "iso-codes").rglob("iso_*.mo")):
        for english, german in _entries(path):
            if not PLACEHOLDER.search(english + german):
                yield english, german


def _entries(path):
    """Singular forms alone: a compiled catalogue does not keep the English plural apart."""
    try:
        with open(path, "rb") as file:
            catalogue = gettext.GNUTranslations(file)._catalog
    except (OSError, ValueError, LookupError):  # broken, or in an encoding that has no name
        return
    for key, german in catalogue.items():
        english, form = key if isinstance(key, tuple) else (key, 0)
        if english and form == 0:
            yield CONTEXT.sub("", english.rpartition("\x04")[2]), german


def _plain(text):
    text = html.unescape(TAG.sub("", text))
    return ACCELERATOR.sub("", text) if len(ACCELERATOR.findall(text)) == 1 else text


def _paragraphs(english, german):
    ours, theirs = re.split(r"\n\s*\n", english.strip()), re.split(r"\n\s*\n", german.strip())
    if len(ours) == len(theirs):
        return zip(ours, theirs)
    return [(english, german)]
