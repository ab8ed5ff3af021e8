"""Step 0: downloads the Debian packages whose texts are trained on, and unpacks these. Needs apt and dpkg."""

import pathlib
import subprocess

TABLE = pathlib.Path(__file__).parent.parent / "data" / "packages.tsv"
TEXTS = (  # what the readers read; programs and pictures would take ten times the space
    "*.html *.page *.docbook */help/C/*.xml */help/de/*.xml */de/LC_MESSAGES/* */de_DE*/LC_MESSAGES/* */de.mo"
    " ./usr/share/man/man* ./usr/share/man/de/* ./usr/share/trans/* */copyright"
).split()
BATCH = 50


def arguments(parser):
    parser.add_argument("--packages", required=True, help="folder to unpack to")


def run(options):
    folder = pathlib.Path(options.packages).absolute()
    fetch_descriptions(folder)
    missing = [name for name, _, _ in table() if not (folder / name).exists()]
    for start in range(0, len(missing), BATCH):
        fetch(missing[start : start + BATCH], folder)


def table():
    """Name, kind, and the licence of the texts as the package's own copyright file has it."""
    return [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()]


def of_kind(kind):
    return [name for name, its, _ in table() if its == kind]


def fetch_descriptions(folder):
    """The descriptions of all packages in both languages: apt keeps them in lists of its own."""
    (folder / "lists" / "partial").mkdir(parents=True, exist_ok=True)
    subprocess.run(["apt-get", "update", "-o", f"Dir::State::lists={folder / 'lists'}", "-o", "Acquire::Languages=en,de"], check=True)


def fetch(names, folder):
    """Unpacks packages to `folder/NAME`, each whole or not at all."""
    archives = folder / "archives"
    archives.mkdir(parents=True, exist_ok=True)
    subprocess.run(["apt-get", "download", *names], cwd=archives, check=True)
    for name in names:
        archive = next(archives.glob(f"{name}_*.deb"))
        temporary = folder / f"{name}.part"
        unpack(archive, temporary)
        temporary.rename(folder / name)
        archive.unlink()


def unpack(archive, folder):
    """The texts of a package, and the questions that its installation asks."""
    (folder / "DEBIAN").mkdir(parents=True, exist_ok=True)
    _tar(archive, "--fsys-tarfile", folder, TEXTS)
    _tar(archive, "--ctrl-tarfile", folder / "DEBIAN", ["./templates"])


def _tar(archive, part, folder, wanted):
    """Patterns that match nothing make tar fail, which is no matter; what dpkg-deb cannot read is."""
    with subprocess.Popen(["dpkg-deb", part, str(archive)], stdout=subprocess.PIPE) as reader:
        subprocess.run(["tar", "-x", "-C", str(folder), "--wildcards", *wanted], stdin=reader.stdout, stderr=subprocess.DEVNULL)
    if reader.returncode:
        raise RuntimeError(f"{archive} cannot be unpacked")
