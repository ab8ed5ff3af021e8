"""Step 0: downloads the Debian packages whose documentation is trained on, and unpacks them. Needs apt and dpkg."""

import pathlib
import subprocess

PACKAGES = {  # name: licence of the texts, from the packages' own copyright files
    "libreoffice-help-en-us": "MPL-2.0",
    "libreoffice-help-de": "MPL-2.0",
    "libreoffice-l10n-de": "MPL-2.0",
    "debian-handbook": "GPL-2.0+ or CC-BY-SA-3.0",
    "gnome-user-docs": "CC-BY-SA-3.0",
    "gimp-help-en": "GFDL-1.2+",
    "gimp-help-de": "GFDL-1.2+",
    "debian-reference-en": "GPL-2+",
    "debian-reference-de": "GPL-2+",
    "debian-faq": "GPL-2+",
    "debian-faq-de": "GPL-2+",
    "developers-reference": "GPL-2",
    "developers-reference-de": "GPL-2",
    "maint-guide": "GPL-2.0+",
    "maint-guide-de": "GPL-2.0+",
    "kicad-doc-en": "GPL-3+",
    "kicad-doc-de": "GPL-3+",
    "debian-edu-doc-en": "GPL-2+",
    "debian-edu-doc-de": "GPL-2+",
}


def arguments(parser):
    parser.add_argument("--packages", required=True, help="folder to unpack to")


def run(options):
    folder = pathlib.Path(options.packages)
    for name in PACKAGES:
        if not (folder / name).exists():
            fetch(name, folder)


def fetch(name, folder):
    """Unpacks a package to `folder/name`, whole or not at all."""
    archives = folder / "archives"
    archives.mkdir(parents=True, exist_ok=True)
    subprocess.run(["apt-get", "download", name], cwd=archives, check=True)
    archive = next(archives.glob(f"{name}_*.deb"))
    temporary = folder / f"{name}.part"
    subprocess.run(["dpkg-deb", "-x", str(archive), str(temporary)], check=True)
    temporary.rename(folder / name)
