"""Answers each line {"language", "text"} with the sentences that pySBD finds; null where it has no rules."""
import json
import sys

import pysbd
from pysbd.languages import LANGUAGE_CODES

for line in sys.stdin:
    task = json.loads(line)
    if task["language"] in LANGUAGE_CODES:
        found = pysbd.Segmenter(language=task["language"], clean=False).segment(task["text"])
    else:
        found = None
    print(json.dumps({"sentences": found}), flush=True)
