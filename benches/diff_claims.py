#!/usr/bin/env python3
"""Writes two files of claims of many articles, the second a later run in which some claims differ.

    python3 benches/diff_claims.py 1000000 /tmp/before.jsonl /tmp/after.jsonl

The same arguments give the same bytes. Ten claims an article; in every twentieth article of the second file one claim
is more certain, one is dropped and one answers otherwise. Ids are made of the question and the answer as a hash, which is
all that a comparison asks of them. Every row has all keys and is as long as those of real articles.
"""
import hashlib
import json
import sys

PER_ARTICLE = 10
SENTENCE = "The drama “{title}” has been picked up for season {season} by the network, a person who knows of the plans told the paper on Monday."


def digest(*parts):
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:12]


def claim(article, n, version, status, certainty):
    title = f"Show {article % 5000} of the {n}th Shore"
    season = n + 1
    question = (title, season, "decision")
    start = 200 * n
    exact = SENTENCE.format(title=title, season=season)
    spans = {key: [] for key in ("title season network person character replaced date trigger negation hedge speaker reporting".split())}
    spans["title"], spans["trigger"], spans["season"] = [[start + 11, start + 40]], [[start + 55, start + 64]], [[start + 69, start + 77]]
    return {
        "claim_id": "clm_" + digest(*question, status, "affirmed"), "slot_id": "slt_" + digest(*question), "kind": "renewal",
        "subject": {"title": title, "season": season, "from": "sentence"}, "status": status, "network": None, "relation": None, "person": None,
        "character": None, "replaced": None, "event": None, "value": None, "modifier": None, "polarity": "affirmed", "certainty": certainty,
        "attribution": {"source": "a person who knows of the plans", "quoted": False},
        "provenance": {
            "document": f"articles/{article // 1000:04}/{article:07}.txt", "sha256": hashlib.sha256(f"{article} {version}".encode()).hexdigest(),
            "title": f"News of the week, number {article}", "url": f"https://news.example/{article}", "outlet": "The Example",
            "published": "2024-05-15", "sentence": {"start": start, "end": start + len(exact)}, "bytes": {"start": start, "end": start + len(exact.encode())},
            "line": 2 * n + 3, "exact": exact, "prefix": "said on the day before.\n\n", "suffix": " Nothing more is known.", "spans": spans,
            "rule": "renewal/picked-up", "greenlit": "0.1.0", "key_scheme": "1"},
    }


def main():
    count, before, after = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    with open(before, "w") as old, open(after, "w") as new:
        for row in range(count):
            article, n = divmod(row, PER_ARTICLE)
            edited = article % 20 == 0
            old.write(json.dumps(claim(article, n, 0, "renewed", "probable"), ensure_ascii=False, separators=(",", ":")) + "\n")
            if edited and n == 2:
                continue
            later = claim(article, n, int(edited), "cancelled" if edited and n == 1 else "renewed", "certain" if edited and n == 0 else "probable")
            new.write(json.dumps(later, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
