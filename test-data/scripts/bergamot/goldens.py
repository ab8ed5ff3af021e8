"""Writes goldens.tsv of a model made by tiny_marian.py: its inputs and what Bergamot makes of each alone.

Usage: goldens.py FOLDER   (Python 3.10, bergamot==0.4.5; the folder is absolute or below the working directory)
"""
import importlib.util
import os
import sys

# The package itself looks up models on the network when it is imported; its native module does not.
sys.path.append(os.path.dirname(importlib.util.find_spec("bergamot").origin))
import _bergamot as bergamot  # noqa: E402


def config(folder):
    """config.yml with absolute paths: Bergamot takes them from where it runs."""
    lines = open(os.path.join(folder, "config.yml")).read().splitlines()
    lines = [line for line in lines if not line.startswith("relative-paths")]
    return "\n".join(absolute(folder, line) for line in lines) + '\nssplit-prefix-file: ""\n'


def absolute(folder, line):
    name = line.strip().removeprefix("- ")
    return f"  - {os.path.abspath(os.path.join(folder, name))}" if name.endswith((".bin", ".spm")) else line


def main(folder):
    service = bergamot.Service(bergamot.ServiceConfig(1, 0, "off"))
    model = service.modelFromConfig(config(folder))
    options = bergamot.ResponseOptions(alignment=False, qualityScores=False)
    inputs = open(os.path.join(folder, "inputs.txt")).read().splitlines()
    with open(os.path.join(folder, "goldens.tsv"), "w") as goldens:
        for line in inputs:
            response = list(service.translate(model, bergamot.VectorString([line]), options))[0]
            goldens.write(f"{line}\t{response.target.text}\n")


if __name__ == "__main__":
    main(sys.argv[1])
