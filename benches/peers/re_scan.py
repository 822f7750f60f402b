"""Python's re: as many patterns as greenlit has rules, over every sentence. Arguments: rows, words, number of patterns."""

import json
import re
import sys

rows, words, count = sys.argv[1], open(sys.argv[2]).read().split(), int(sys.argv[3])
patterns = [re.compile(rf"\b{words[i % len(words)]}\b(?:\W+\w+)?\W+{words[(i * 7 + 1) % len(words)]}\b", re.I) for i in range(count)]
ends = re.compile(r"(?<=[.!?])\s+|\n+")
found = 0
for line in open(rows, encoding="utf-8"):
    for sentence in ends.split(json.loads(line)["text"]):
        for pattern in patterns:
            found += sum(1 for _ in pattern.finditer(sentence))
print(found)
