"""The measuring part of compare.sh: runs every program in turn, several rounds, and prints medians and ratios."""

import importlib.util
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
WORK = pathlib.Path(sys.argv[1])
GREENLIT = os.environ["GREENLIT"]
SIZE = float(os.environ.get("SIZE", 100))
SLICE = float(os.environ.get("SLICE", min(2, SIZE)))
FILES = int(os.environ.get("FILES", 40_000))
ROUNDS = int(os.environ.get("ROUNDS", 5))
MEMORY = float(os.environ.get("MEMORY", 10 * SIZE))
UTF8 = {**os.environ, "LC_ALL": "C.UTF-8"}


class Run:
    """One program on one text: CPU seconds, wall seconds and peak memory of every round."""

    def __init__(self, name, command, megabytes):
        self.name, self.command, self.megabytes = name, [str(part) for part in command], megabytes
        self.cpu, self.wall, self.peak = [], [], []

    def go(self):
        started = time.monotonic()
        child = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=UTF8)
        message = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        # rg says 1 where a file has none of the words.
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            sys.exit(f"{' '.join(self.command)}: {message.decode()}")
        self.wall.append(time.monotonic() - started)
        self.cpu.append(usage.ru_utime + usage.ru_stime)
        self.peak.append(usage.ru_maxrss / 1024)

    def seconds(self):
        return statistics.median(self.cpu)

    def per_megabyte(self):
        return self.seconds() / self.megabytes


def generate(what, *arguments):
    subprocess.run([sys.executable, HERE / "generate.py", what, *map(str, arguments)], check=True)


def size(path):
    return path.stat().st_size / 1e6


def batch(path, *more):
    return [GREENLIT, "batch", "-q", path, *more]


def main():
    texts = {what: WORK / f"{what}.jsonl" for what in ("dense", "general", "ascii", "curly")}
    for what, path in texts.items():
        generate(what, path, SIZE)
    generate("general", WORK / "slice.jsonl", SLICE)
    generate("files", WORK / "files", FILES)
    generate("rules", WORK / "twins")
    generate("words", WORK / "words")
    (WORK / "short.txt").write_text("Saltmarsh\n\nInes Okafor will not be returning to “Saltmarsh”.\n", encoding="utf-8")
    rules = subprocess.run([GREENLIT, "rules", "list"], check=True, capture_output=True, text=True).stdout.count("\n")
    files = sum(path.stat().st_size for path in (WORK / "files").rglob("*.txt")) / 1e6

    one = ["-j", "1"]
    runs = {
        "dense": Run("greenlit, dense text", batch(texts["dense"], *one), size(texts["dense"])),
        "wc dense": Run("wc -w, the same", ["wc", "-w", texts["dense"]], size(texts["dense"])),
        "general": Run("greenlit, general news", batch(texts["general"], *one), size(texts["general"])),
        "wc general": Run("wc -w, the same", ["wc", "-w", texts["general"]], size(texts["general"])),
        "ascii": Run("greenlit, dense text in ASCII", batch(texts["ascii"], *one), size(texts["ascii"])),
        "curly": Run("greenlit, the same with curly quotes and accents", batch(texts["curly"], *one), size(texts["curly"])),
        "two": Run("greenlit, general news, two threads", batch(texts["general"], "-j", "2"), size(texts["general"])),
        "twins": Run("greenlit, general news, every rule twice", batch(texts["general"], *one, "--rules", WORK / "twins"), size(texts["general"])),
        "files": Run(f"greenlit, {FILES} files of 2 KB", batch(WORK / "files", *one), files),
        "slice": Run("greenlit, the slice for slow peers", batch(WORK / "slice.jsonl", *one), SLICE),
        "re": Run("Python re, as many patterns", [sys.executable, HERE / "peers/re_scan.py", WORK / "slice.jsonl", WORK / "words", rules], SLICE),
        "start": Run("greenlit extract, one short article", [GREENLIT, "extract", WORK / "short.txt"], 1),
    }  # fmt: skip
    if shutil.which("rg"):
        runs["rg"] = Run("rg -j1 -c -i -w, 200 words, the same files", ["rg", "-j1", "-c", "-i", "-w", "-f", WORK / "words", WORK / "files"], files)
    else:
        print("rg is not installed (apt-get install ripgrep) and is left out", file=sys.stderr)
    if importlib.util.find_spec("spacy"):
        runs["spacy"] = Run("spaCy sentencizer + Matcher, as many patterns", [sys.executable, HERE / "peers/spacy_matcher.py", WORK / "slice.jsonl", WORK / "words", rules], SLICE)  # fmt: skip
    if shutil.which("node"):
        runs["node"] = Run("node -e 0", ["node", "-e", "0"], 1)
        if "NODE_PATH" in os.environ:
            runs["chrono"] = Run("chrono-node, dates only", ["node", HERE / "peers/chrono.cjs", WORK / "slice.jsonl"], SLICE)

    for number in range(ROUNDS):
        for run in runs.values():
            run.go()
        print(f"round {number + 1} of {ROUNDS}", file=sys.stderr)

    print(f"{rules} rules; {SIZE:g} MB, slice {SLICE:g} MB, {FILES} files ({files:.1f} MB); medians of {ROUNDS}; {platform.processor() or platform.machine()}, {os.cpu_count()} processors\n")
    print("| program | CPU s | MB per CPU s | wall s | peak MiB |\n|---|--:|--:|--:|--:|")
    for run in runs.values():
        rate = f"{1 / run.per_megabyte():.2f}" if run.megabytes != 1 or run.name.startswith("greenlit, ") else "–"
        rate = "–" if run in (runs["start"], runs.get("node")) else rate
        print(f"| {run.name} | {run.seconds():.3f} | {rate} | {statistics.median(run.wall):.2f} | {max(run.peak):.0f} |")

    print("\n| what | measured | bar | goal | |\n|---|--:|--:|--:|---|")

    def row(what, value, bar, goal, most=True):
        held = value <= bar if most else value >= bar
        sign = "≤" if most else "≥"
        print(f"| {what} | {value:.2f} × | {sign} {bar} × | {sign} {goal} × | {'holds' if held else '**missed**'} |")

    cost = {name: run.per_megabyte() for name, run in runs.items()}
    row("dense text, CPU of `wc -w`", cost["dense"] / cost["wc dense"], 6, 4)
    row("general news, CPU of `wc -w`", cost["general"] / cost["wc general"], 4, 2)
    if "rg" in runs:
        row("files of 2 KB, CPU of `rg`", cost["files"] / cost["rg"], 3, 1.5)
    if "spacy" in runs:
        row("faster than spaCy's Matcher", cost["spacy"] / cost["slice"], 100, 400, most=False)
    row("curly text, speed of ASCII text", cost["ascii"] / cost["curly"], 0.85, 0.95, most=False)
    row("two threads, wall of one", statistics.median(runs["general"].wall) / statistics.median(runs["two"].wall), 1.7, 1.9, most=False)
    row("every rule twice, speed", cost["general"] / cost["twins"], 0.85, 0.95, most=False)
    if "node" in runs:
        row("start-up, CPU of `node -e 0`", runs["start"].seconds() / runs["node"].seconds(), 0.5, 0.2)
    if MEMORY:
        memory(row, texts["general"], runs["general"])
    print(f"\nWithout a bar: {cost['re'] / cost['slice']:.1f} × as fast as Python's re", end="")
    print(f", {cost['chrono'] / cost['slice']:.1f} × as chrono-node, which finds dates only." if "chrono" in runs else ".")


def memory(row, _, small):
    """Peak memory into a file, journal and all, of a corpus and of a larger one."""
    generate("general", WORK / "large.jsonl", MEMORY)
    large = Run("large", batch(WORK / "large.jsonl", "-j", "1", "-o", WORK / "large.out.jsonl", "--force"), MEMORY)
    small = Run("small", batch(WORK / "general.jsonl", "-j", "1", "-o", WORK / "small.out.jsonl", "--force"), SIZE)
    small.go()
    large.go()
    row(f"peak memory, {MEMORY:g} MB of {SIZE:g} MB ({small.peak[0]:.0f} and {large.peak[0]:.0f} MiB, one thread)", large.peak[0] / small.peak[0], 1.1, 1.0)


main()
