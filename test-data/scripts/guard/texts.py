"""Collects clean texts for `limelight bench guard`: those of several kinds in which payloads are
planted (`hard`), and instructions that are innocent (`benign`); one folder a kind.

    python3 texts.py --data DATA --own test-data --out OUT

DATA has `ntrex/{en,de}.tsv` (document, sentence) and `injection/bipia-emails.jsonl`; manuals,
licences and READMEs are those of this machine, a Debian with man-db, git and nodejs. Nothing is
downloaded. The same input gives the same output.
"""

import argparse
import collections
import json
import os
import pathlib
import re
import shutil
import subprocess

MANUALS = """git-add git-am git-bisect git-branch git-checkout git-cherry-pick git-clean git-clone
git-commit git-diff git-fetch git-gc git-log git-merge git-mv git-push git-rebase git-reset
git-revert git-stash git-tag bash find grep gzip tar""".split()
CONTRACTS = "Apache-2.0 Artistic CC0-1.0 GFDL-1.3 GPL-2 GPL-3 LGPL-2.1 MPL-1.1 MPL-2.0".split()
READMES = [
    "/usr/lib/node_modules/npm/docs/content/using-npm",
    "/usr/lib/node_modules/npm/docs/content/configuring-npm",
    "/usr/share/doc/nodejs/contributing",
]
OWN = {
    "report": ["hallow-basin-report", "postmortem-queue-stall", "backup-guide"],
    "story": ["story-ferry-clock"],
    "minutes": ["meeting-notes-library-move"],
    "mail": ["mailing-list-charset-post", "support-thread-export-fails"],
    "contract": ["service-agreement-excerpt"],
    "news": ["seaside-heat-network-vote", "harbour-bridge-closure"],
}
MAILS_A_THREAD = 4
HOW_TOS = """gittutorial gittutorial-2 giteveryday gitworkflows gitcore-tutorial gitcvs-migration
gitglossary gitfaq""".split()
PAGES = 100


def write(out, kind, name, text):
    folder = out / kind
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text.strip() + "\n", encoding="utf-8")


def manuals(out, kind, names):
    plain = dict(os.environ, MANWIDTH="80", LC_ALL="C.UTF-8", MAN_KEEP_FORMATTING="")
    for name in names:
        page = subprocess.run(["man", "-P", "cat", name], capture_output=True, env=plain, text=True)
        text = re.sub(r"\x1b\[[0-9;]*m|.\x08", "", page.stdout)
        body = re.search(r"^DESCRIPTION$.*", text, re.M | re.S)
        if body:
            write(out, kind, name + ".txt", body.group(0)[:40_000])


def benign(own_texts, out):
    """Pages for administrators, tutorials of git, and recipes of our own."""
    pages = sorted({path.name.split(".")[0] for path in pathlib.Path("/usr/share/man/man8").iterdir()})
    manuals(out, "man-page", pages[:PAGES])
    manuals(out, "how-to", HOW_TOS)
    for path in sorted((own_texts / "guard" / "benign").glob("*/*.txt")):
        write(out, path.parent.name, path.name, path.read_text(encoding="utf-8"))


def news(data, out, language, kind):
    documents = collections.defaultdict(list)
    for line in (data / "ntrex" / f"{language}.tsv").read_text(encoding="utf-8").splitlines():
        name, sentence = line.split("\t", 1)
        documents[name].append(sentence)
    for name, sentences in documents.items():
        write(out, kind, f"ntrex-{name}.txt", " ".join(sentences))


def mails(data, out):
    lines = (data / "injection" / "bipia-emails.jsonl").read_text(encoding="utf-8").splitlines()
    contexts = [json.loads(line)["context"] for line in lines]
    unique = [text.replace("|", "\n") for text in dict.fromkeys(contexts) if len(text) < 3000]
    for i in range(0, len(unique) - MAILS_A_THREAD + 1, MAILS_A_THREAD):
        write(out, "mail", f"bipia-{i}.txt", "\n\n".join(unique[i : i + MAILS_A_THREAD]))


def files(out):
    for name in CONTRACTS:
        text = (pathlib.Path("/usr/share/common-licenses") / name).read_text(encoding="utf-8")
        write(out, "contract", name + ".txt", text[:60_000])
    for folder in READMES:
        for path in sorted(pathlib.Path(folder).glob("*.md")):
            text = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.S)
            write(out, "readme", path.name, text)


def own(folder, out):
    for kind, names in OWN.items():
        for name in names:
            path = folder / "documents" / "en" / (name + ".txt")
            write(out, kind, path.name, path.read_text(encoding="utf-8"))
    for path in sorted((folder / "guard" / "texts").glob("*/*.txt")):
        write(out, path.parent.name, path.name, path.read_text(encoding="utf-8"))
    for path in sorted((folder / "documents" / "de").glob("*.txt")):
        write(out, "german", path.name, path.read_text(encoding="utf-8"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--own", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    options = parser.parse_args()
    if options.out.exists():
        shutil.rmtree(options.out)
    hard = options.out / "hard"
    manuals(hard, "manual", MANUALS)
    news(options.data, hard, "en", "news")
    news(options.data, hard, "de", "german")
    mails(options.data, hard)
    files(hard)
    own(options.own, hard)
    benign(options.own, options.out / "benign")
    for kind in sorted(options.out.glob("*/*")):
        print(kind.relative_to(options.out), len(list(kind.iterdir())))


if __name__ == "__main__":
    main()
