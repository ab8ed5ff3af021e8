"""Readers of what Debian translates itself: the descriptions of its packages and the questions of their installation."""

import itertools
import pathlib
import subprocess

HELPER = "/usr/lib/apt/apt-helper"  # the lists are compressed, in a format that apt chooses
BULLETS = " \t*-•+"


def descriptions(packages):
    """Descriptions of packages, aligned by the checksum of the English one and by paragraph."""
    lists = pathlib.Path(packages) / "lists"
    english = {}
    for path in sorted(lists.glob("*_Translation-en*")):
        english.update((key, text) for key, text in _described(path, "Description-en"))
    for path in sorted(lists.glob("*_Translation-de*")):
        for key, german in _described(path, "Description-de"):
            yield from paragraphs(english.get(key, ""), german)


def _described(path, field):
    for fields in stanzas(subprocess.run([HELPER, "cat-file", str(path)], stdout=subprocess.PIPE, check=True, text=True).stdout):
        if field in fields:
            yield fields["Description-md5"], fields[field]


def questions(packages):
    """Questions and explanations of debconf, whose templates hold both languages."""
    for path in sorted(pathlib.Path(packages).glob("*/DEBIAN/templates")):
        for fields in stanzas(path.read_text(encoding="utf-8", errors="replace")):
            yield from paragraphs(fields.get("Description", ""), fields.get("Description-de.UTF-8", ""))


def stanzas(text):
    """The fields of each stanza of a control file, with the line breaks that their values have."""
    for blank, lines in itertools.groupby(text.splitlines(), lambda line: not line.strip()):
        if not blank:
            yield _fields(lines)


def _fields(lines):
    fields, name = {}, None
    for line in lines:
        if line[0] in " \t" and name:
            fields[name] += "\n" + line[1:]
        elif ":" in line:
            name, _, value = line.partition(":")
            fields[name] = value.strip()
    return fields


def paragraphs(english, german):
    """The paragraphs of two values where both have as many."""
    ours, theirs = _parts(english), _parts(german)
    if len(ours) == len(theirs):
        yield from zip(ours, theirs)


def _parts(text):
    """A first line is a part of its own, and so is a list's item: its first line is indented or has a bullet."""
    first, _, rest = text.partition("\n")
    found = [[first], []]
    for line in rest.split("\n"):
        if line.strip() == ".":
            found.append([])
        elif line[:1] in BULLETS:
            found.append([line.lstrip(BULLETS)])
        else:
            found[-1].append(line)
    return [" ".join(part) for part in found if any(part)]
