"""`python -m limelight_training STEP`: the recipe, one step at a time; see README.md."""

import argparse
import importlib
import pathlib

STEPS = ("collect", "tokenizer", "align", "train", "export", "quantize", "evaluate", "card")


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
    pathlib.Path(options.work).mkdir(parents=True, exist_ok=True)
    modules[options.step].run(options)


if __name__ == "__main__":
    main()
