#!/bin/bash
# How fast `greenlit dates` is beside chrono-node, the fastest peer that gives usable values.
#
#   benches/dates/run.sh [DUMP.jsonl] [ROUNDS]
#
# Installs chrono-node with npm into a temporary folder, reads the same rows with both, one thread each, in turns, and
# prints the CPU time (user and system, of whole processes) and the ratio of the medians. Without a dump the
# articles of corpus/ are taken, over and over, 4 MB in all.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
rounds=${2:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo build --release --quiet --manifest-path "$root/Cargo.toml"
npm install --silent --no-audit --no-fund --prefix "$work" chrono-node@2 >/dev/null
cp "$root/benches/dates/chrono.mjs" "$work/"
dump=${1:-}
if [ -z "$dump" ]; then
  dump=$work/dump.jsonl
  node "$work/chrono.mjs" --make "$root/corpus/articles" 4000000 > "$dump"
fi
greenlit=${CARGO_TARGET_DIR:-$root/target}/release/greenlit

# CPU seconds of a command; its output goes to a file.
cpu() {
  local out=$1; shift
  TIMEFORMAT='%U %S'
  { time "$@" > "$out" 2> /dev/null; } 2>&1 | awk '{ print $1 + $2 }'
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

: > "$work/ours"; : > "$work/theirs"
for _ in $(seq "$rounds"); do
  cpu "$work/ours.out" "$greenlit" dates --format timex "$dump" >> "$work/ours"
  cpu "$work/theirs.out" node "$work/chrono.mjs" "$dump" >> "$work/theirs"
done
bytes=$(node -e 'let n = 0; for (const l of require("fs").readFileSync(process.argv[1], "utf8").split("\n")) if (l) n += Buffer.byteLength(JSON.parse(l).text); console.log(n)' "$dump")
ours=$(median < "$work/ours"); theirs=$(median < "$work/theirs")
awk -v b="$bytes" -v a="$ours" -v c="$theirs" -v n="$(wc -l < "$work/ours.out")" -v m="$(wc -l < "$work/theirs.out")" 'BEGIN {
  printf "text         %.2f MB\n", b / 1e6
  printf "greenlit     %.3f CPU s  %6.1f MB/s  %d expressions\n", a, b / 1e6 / a, n
  printf "chrono-node  %.3f CPU s  %6.1f MB/s  %d expressions\n", c, b / 1e6 / c, m
  printf "ratio        %.1f\n", c / a
}'
