#!/usr/bin/env python3
"""Draws docs/terminal.svg: what a command of greenlit prints on a terminal, colours and all.

    cargo build --release && python3 docs/terminal.py [PATH-TO-GREENLIT]

Needs nothing but Python. Run it again when the annotated view changes.
"""

import html
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = 92
ARGUMENTS = ["extract", "--kind", "renewal", "corpus/articles/b11-wrenfield-final-series.txt"]

BACKGROUND, TEXT = "#11151c", "#d5dae3"
DARK = ["#11151c", "#e0606a", "#7cc77c", "#d8b35c", "#6f9fe8", "#c487d8", "#5fbfc7", "#b9c0cc"]
BRIGHT = ["#717d90", "#ff7a85", "#97e097", "#f0cc74", "#8ab4ff", "#dca2f0", "#7fdce3", "#ffffff"]
CELL, LINE, SIZE, MARGIN, BAR = 8.43, 18, 14, 18, 34


def style(codes, now):
    """The style after an escape sequence: colour, bold, dim, underline."""
    now = dict(now)
    for code in [int(c or 0) for c in codes.split(";")]:
        if code == 0:
            now = {}
        elif code in (1, 2, 4):
            now[code] = True
        elif code == 22:
            now.pop(1, None), now.pop(2, None)
        elif code == 39:
            now.pop("color", None)
        elif 30 <= code <= 37:
            now["color"] = DARK[code - 30]
        elif 90 <= code <= 97:
            now["color"] = BRIGHT[code - 90]
    return now


def runs(line):
    """Cuts a line into (column, text, style); blanks at the ends of a run are left out."""
    column, now = 0, {}
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        if code := re.fullmatch(r"\x1b\[([0-9;]*)m", part):
            now = style(code[1], now)
        elif part:
            if part.strip():
                yield column + len(part) - len(part.lstrip()), part.strip(), now
            column += len(part)


def tspan(column, text, now):
    weight = ' font-weight="bold"' if 1 in now else ""
    faint = ' fill-opacity="0.65"' if 2 in now else ""
    under = ' text-decoration="underline"' if 4 in now else ""
    # the width of every run is fixed, so that columns stay columns in whatever font there is
    length = f' textLength="{len(text) * CELL:.2f}" lengthAdjust="spacingAndGlyphs"'
    return f'<tspan x="{MARGIN + column * CELL:.2f}" fill="{now.get("color", TEXT)}"{weight}{faint}{under}{length}>{html.escape(text)}</tspan>'


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "target/release/greenlit")
    command = [str(Path(program).resolve()), *ARGUMENTS, "--color", "always", "--format", "annotated", "--width", str(COLUMNS)]
    printed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    lines = [f"\x1b[92m$\x1b[0m greenlit {' '.join(ARGUMENTS)}", *printed.rstrip("\n").split("\n")]
    width, height = COLUMNS * CELL + 2 * MARGIN, BAR + len(lines) * LINE + MARGIN
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}">',
        "<title>greenlit extract on a terminal</title>",
        f'<rect width="100%" height="100%" rx="8" fill="{BACKGROUND}"/>',
        *(f'<circle cx="{MARGIN + 6 + 18 * i}" cy="18" r="5.5" fill="{c}"/>' for i, c in enumerate(["#e0606a", "#d8b35c", "#7cc77c"])),
        f'<g font-family="\'DejaVu Sans Mono\', Menlo, Consolas, monospace" font-size="{SIZE}" xml:space="preserve">',
    ]
    for number, line in enumerate(lines):
        spans = "".join(tspan(*run) for run in runs(line))
        if spans:
            out.append(f'<text y="{BAR + LINE * (number + 0.8):.1f}">{spans}</text>')
    out += ["</g>", "</svg>", ""]
    (ROOT / "docs/terminal.svg").write_text("\n".join(out), encoding="utf-8")


if __name__ == "__main__":
    main()
