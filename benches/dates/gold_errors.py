#!/usr/bin/env python3
"""How much of the difference between a tagger and a gold standard is the gold's own: value F1 with and without gold
annotations that break the rules of TIMEX3.

    benches/dates/gold_errors.py ARTICLES.jsonl GOLD.jsonl SYSTEM.jsonl [--list]

ARTICLES holds rows {"id", "text"}; GOLD and SYSTEM rows {"doc", "start", "end", "type", "value"} with code points
into the text, as `greenlit dates --format timex` writes them. Only the gold and the text are looked at to tell an error,
never the system, and every check is one that a calendar or a table can make. An annotation that breaks a rule is left
out of both sides, with whatever the system has there. `--list` prints each: document, start, code, type, value.

The rules are those of TIMEX3 in the TimeML annotation guidelines 1.2.1 and of the TIDES 2003 standard, on which they build.
"""
import argparse
import collections
import datetime
import json
import re

RULES = {
    "granularity": "a bare year or a number of years ago is valued as a year, with nothing behind it (value: no more than is said)",
    "week": "this, last and next week are calendar weeks, YYYY-Wnn with two figures (value), no month, day or length",
    "weekday": "the value falls on the day of the week that is named (value, by the calendar)",
    "time": "an expression with a part of the day or a clock time is a TIME (type)",
    "type": "a DATE has a calendar value and a DURATION a length (type)",
    "number": "a length has the number and the unit of the words (value)",
    "extent": "a mark of punctuation is no part, and the part of the day that stands right behind is (extent)",
}
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
PART = r"(?:morning|afternoon|evening|night)"
NUMBERS = {word: n for n, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split())}
UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}


def broken(text, gold):
    """The rule that a gold annotation breaks, or None."""
    words = text[gold["start"]:gold["end"]].lower().replace("\n", " ").strip()
    value, kind = gold["value"], gold["type"]
    if re.search(r"[.,;:]$", words) and not re.search(r"\b[ap]\.m\.$|\b[a-z]{3,4}\.$", words):
        return "extent"
    if re.match(r"\s+" + PART + r"\b", text[gold["end"]:gold["end"] + 14].lower()) and any(words.endswith(day) for day in DAYS):
        return "extent"
    if re.fullmatch(r"(1[0-9]|20)\d\d", words) and kind == "DATE" and value != words:
        return "granularity"
    if re.fullmatch(r"(a|\w+) (years?|decades?) ago", words) and re.search(r"-XX", value):
        return "granularity"
    if re.fullmatch(r"(early |late |earlier |later )?(this|last|next|the last|the past) week", words) and not re.fullmatch(r"\d{4}-W\d\d", value):
        return "week"
    named = [day for day in DAYS if re.search(rf"\b{day}\b", words)]
    day = re.match(r"(\d{4})-(\d\d)-(\d\d)", value)
    if len(named) == 1 and day and not re.search(r"\b(before|after|ago|from)\b", words):
        if datetime.date(*map(int, day.groups())).weekday() != DAYS.index(named[0]):
            return "weekday"
    if kind == "DATE" and re.search(rf"\b{PART}\b|\btonight\b|\b[ap]\.?m\b", words):
        return "time"
    if kind in ("DATE", "TIME") and value.startswith("P") and not value.endswith("_REF") or kind == "DURATION" and not value.startswith("P"):
        return "type"
    length = re.fullmatch(r"(\d+|[a-z]+)[ -](day|week|month|year)s?", words)
    said = length and NUMBERS.get(length[1], int(length[1]) if length[1].isdigit() else None)
    if kind == "DURATION" and said is not None and length and value != f"P{said}{UNITS[length[2]]}":
        return "number"
    return None


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def by_document(rows):
    found = collections.defaultdict(list)
    for row in rows:
        found[row["doc"]].append(row)
    return found


def aligned(gold, system):
    """Pairs that share text: the same extent first, then left to right, the longest overlap first, each used once."""
    pairs, free = [], list(system)
    rest = []
    for one in gold:
        same = next((s for s in free if (s["start"], s["end"]) == (one["start"], one["end"])), None)
        if same:
            pairs.append((one, same))
            free.remove(same)
        else:
            rest.append(one)
    for one in rest:
        overlap = lambda s: min(s["end"], one["end"]) - max(s["start"], one["start"])
        best = max(free, key=overlap, default=None)
        if best and overlap(best) > 0:
            pairs.append((one, best))
            free.remove(best)
    return pairs


def value_f1(gold, system):
    golds, systems, right = 0, 0, 0
    for document in gold.keys() | system.keys():
        golds += len(gold.get(document, []))
        systems += len(system.get(document, []))
        right += sum(g["value"] == s["value"] for g, s in aligned(gold.get(document, []), system.get(document, [])))
    return 2 * right / (golds + systems) if golds + systems else 0.0


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("articles")
    arguments.add_argument("gold")
    arguments.add_argument("system")
    arguments.add_argument("--list", action="store_true", help="print every annotation that breaks a rule")
    given = arguments.parse_args()
    texts = {row["id"]: row["text"] for row in read(given.articles)}
    gold, system = by_document(read(given.gold)), by_document(read(given.system))
    counts = collections.Counter()
    sound, rest = {}, {}
    for document, annotations in gold.items():
        bad = []
        for one in annotations:
            rule = broken(texts[document], one)
            if rule:
                counts[rule] += 1
                bad.append(one)
                if given.list:
                    print(document, one["start"], rule, one["type"], one["value"], sep="\t")
        sound[document] = [one for one in annotations if one not in bad]
        there = [s for g, s in aligned(annotations, system.get(document, [])) if g in bad]
        rest[document] = [one for one in system.get(document, []) if one not in there]
    total = sum(map(len, gold.values()))
    print(f"gold annotations {total}, {sum(counts.values())} of them break a rule")
    for rule, what in RULES.items():
        print(f"  {counts[rule]:3}  {rule:12} {what}")
    print(f"value F1 {value_f1(gold, system):.3f}; without them {value_f1(sound, rest):.3f}")


if __name__ == "__main__":
    main()
