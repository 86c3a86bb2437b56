#!/bin/sh
# Make .venv with exactly what requirements.lock names, and JoinedUp itself in it.
# Does nothing where that has been done. PYTHON names the interpreter to use.
set -eu
cd "$(dirname "$0")/.."

least="3.11"
stamp=".venv/joinedup-setup"

say() { printf '%s\n' "$*" >&2; }

is_new_enough() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if is_new_enough "$candidate"; then
            printf '%s' "$candidate"
            return
        fi
    done
    say "JoinedUp needs Python $least or later; none was found."
    say "Install it (on Debian: apt-get install python3 python3-venv), or name it: PYTHON=/path/to/python3 make setup"
    exit 1
}

# The lock and the package's own declaration decide what is installed; a change of either sets up again.
wanted() { cat requirements.lock pyproject.toml | cksum; }

if [ -x .venv/bin/python ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(wanted)" ]; then
    exit 0
fi

if ! is_new_enough .venv/bin/python; then
    python="$(find_python)"
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        say "$python cannot make a virtual environment: its venv module is missing."
        say "On Debian or Ubuntu, run as root: apt-get install python3-venv"
        exit 1
    fi
    say "Making .venv with $("$python" --version)."
    "$python" -m venv --clear .venv
fi

say "Installing the packages that requirements.lock names; with pip this takes about a minute."
rm -f "$stamp"
if command -v uv >/dev/null 2>&1; then
    uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements.lock
    uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e .
else
    pip=".venv/bin/python -m pip --disable-pip-version-check --no-input"
    # Twice quiet: only errors. Modules are compiled when first imported; most of them never are.
    $pip install --quiet --quiet --no-compile --require-hashes -r requirements.lock
    $pip install --quiet --quiet --no-deps --no-build-isolation -e .
fi
wanted >"$stamp"
