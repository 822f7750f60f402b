"""spaCy: blank English, sentencizer, a Matcher with as many patterns as greenlit has rules. Arguments as in re_scan.py."""

import json
import sys

import spacy
from spacy.matcher import Matcher

rows, words, count = sys.argv[1], open(sys.argv[2]).read().split(), int(sys.argv[3])
nlp = spacy.blank("en")
nlp.add_pipe("sentencizer")
matcher = Matcher(nlp.vocab)
for i in range(count):
    matcher.add(f"rule{i}", [[{"LOWER": words[i % len(words)]}, {"OP": "?"}, {"LOWER": words[(i * 7 + 1) % len(words)]}]])
texts = (json.loads(line)["text"] for line in open(rows, encoding="utf-8"))
found = 0
for document in nlp.pipe(texts):
    found += len(matcher(document)) + sum(1 for _ in document.sents) * 0
print(found)
