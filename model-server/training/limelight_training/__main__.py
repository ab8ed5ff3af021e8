"""`python -m limelight_training STEP`: the recipe, one step at a time; see README.md."""

import argparse
import importlib
import os
import pathlib
import sys

STEPS = ("packages", "collect", "tokenizer", "align", "train", "export", "quantize", "evaluate", "card")

# glibc hands freed memory back to the system at once; kept, a training step on a CPU is a quarter faster.
KEEPING = {
    "MALLOC_MMAP_THRESHOLD_": str(1 << 32),
    "MALLOC_TRIM_THRESHOLD_": str(1 << 33),
    "MALLOC_TOP_PAD_": str(1 << 28),
}


def keep_memory():
    """Starts this process anew with the settings of the allocator, which are read at its start only."""
    if sys.platform == "linux" and "MALLOC_TRIM_THRESHOLD_" not in os.environ:
        arguments = [sys.executable, "-m", __package__, *sys.argv[1:]]
        os.execve(sys.executable, arguments, {**os.environ, **KEEPING})


def main():
    parser = argparse.ArgumentParser(prog="python -m limelight_training", description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    modules = {step: importlib.import_module(f".{step}", __package__) for step in STEPS}
    for step, module in modules.items():
        step_parser = steps.add_parser(step, help=module.__doc__, description=module.__doc__)
        step_parser.add_argument("--work", required=True, help="folder for what the steps make, outside the repository")
        step_parser.add_argument("--seed", type=int, default=20240601)
        module.arguments(step_parser)
    options = parser.parse_args()
    if options.step == "train":
        keep_memory()
    pathlib.Path(options.work).mkdir(parents=True, exist_ok=True)
    modules[options.step].run(options)


if __name__ == "__main__":
    main()
