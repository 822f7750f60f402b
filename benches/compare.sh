#!/usr/bin/env bash
# How fast greenlit is beside its peers, on text that is made here, the same each time.
#
#     benches/compare.sh                 # 100 MB, five rounds: some hours at today's speed
#     SIZE=10 ROUNDS=3 benches/compare.sh
#
# Rounds are interleaved and medians are taken, so that a busy moment of the machine hits everybody alike; what is compared is CPU time
# (user + sys), except where it says wall. Peers are installed into the folder of the run and go with it:
# Python packages from PyPI, chrono-node from npm; rg is taken from the PATH (apt-get install ripgrep). One that is not there
# is left out with a word.
#
#   SIZE     megabytes of text (100)        SLICE  megabytes for the slow peers (2)
#   FILES    files of 2 KB (40000)          ROUNDS (5)
#   GREENLIT the program (built with --release if it is not given)
#   MEMORY   megabytes of the larger corpus whose peak memory is held against SIZE; 0 to leave it out (10 x SIZE)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [[ -z ${GREENLIT:-} ]]; then
    cargo build --release --locked
    GREENLIT=$PWD/target/release/greenlit
fi

python=python3
if python3 -m venv "$work/venv" && "$work/venv/bin/pip" install --quiet spacy >"$work/pip.log" 2>&1; then
    python=$work/venv/bin/python
else
    echo "spaCy could not be installed and is left out" >&2
fi
if command -v npm >/dev/null && npm install --silent --no-audit --no-fund --prefix "$work/node" chrono-node >"$work/npm.log" 2>&1; then
    export NODE_PATH=$work/node/node_modules
else
    echo "chrono-node could not be installed and is left out" >&2
fi

GREENLIT=$GREENLIT "$python" benches/compare.py "$work"
