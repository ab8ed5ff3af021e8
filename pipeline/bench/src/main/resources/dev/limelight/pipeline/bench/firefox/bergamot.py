"""Translates with bergamot 0.4.5 what each line of standard input asks for, and answers with a line.

The first line names the files of a model; each later one has lines and how they are batched.
"""
import importlib.util
import json
import os
import sys
import time

# The package itself looks up models on the network when it is imported; its native module does not.
sys.path.insert(0, os.path.dirname(importlib.util.find_spec("bergamot").origin))
import _bergamot as bergamot  # noqa: E402

OPTIONS = """models:
  - {model}
vocabs:
  - {source}
  - {target}
{shortlist}beam-size: 1
normalize: 1.0
word-penalty: 0
max-length-break: 128
mini-batch-words: {words}
workspace: 128
max-length-factor: 2.0
skip-cost: true
cpu-threads: 0
quiet: true
quiet-translation: true
gemm-precision: int8shiftAlphaAll
alignment: soft
ssplit-prefix-file: ""
ssplit-mode: sentence
"""


def options(files, words):
    lexicon = files["shortlist"]
    shortlist = f"shortlist:\n  - {lexicon}\n  - false\n" if lexicon else ""
    return OPTIONS.format(
        model=files["model"], source=files["source"], target=files["target"], shortlist=shortlist, words=words)


def answer(service, model, task):
    wanted = bergamot.ResponseOptions(alignment=False, qualityScores=False)
    calls = task["lines"]
    start, cpu = time.perf_counter(), time.process_time()
    texts = [
        response.target.text.replace("\n", " ")
        for call in calls
        for response in service.translate(model, bergamot.VectorString(call), wanted)
    ]
    return {"texts": texts, "seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}


def main():
    files, models = json.loads(sys.stdin.readline()), {}
    service = bergamot.Service(bergamot.ServiceConfig(1, 0, "off"))
    print(json.dumps({"version": importlib.metadata.version("bergamot")}), flush=True)
    for line in sys.stdin:
        task = json.loads(line)
        words = task["words"]
        if words not in models:
            models[words] = service.modelFromConfig(options(files, words))
        print(json.dumps(answer(service, models[words], task)), flush=True)


if __name__ == "__main__":
    import importlib.metadata

    main()
