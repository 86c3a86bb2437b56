#!/bin/sh
# Install what the system itself must bring, where it is missing and we may:
#   pdf       the libraries that PDF papers are made with
#   browser   the browser that the browser tests drive
#   postgres  the database server that the tests of larger councils start for themselves
# Never fails: what is missing is said, and the tests or papers that need it say so too.
set -eu

has_pdf() { ldconfig -p 2>/dev/null | grep -q 'libpangoft2-1\.0\.so' && ldconfig -p | grep -q 'libharfbuzz-subset\.so'; }
has_browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
has_postgres() { command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; }

packages_of() {
    case "$1" in
    pdf) echo "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation" ;;
    browser) echo "chromium" ;;
    postgres) echo "postgresql" ;;
    *)
        echo "Name pdf, browser or postgres, not $1." >&2
        exit 2
        ;;
    esac
}

missing=""
for wanted in "$@"; do
    packages="$(packages_of "$wanted")"
    if ! "has_$wanted" >/dev/null 2>&1; then
        missing="$missing $packages"
    fi
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "Some parts will be left out, because the system lacks:$missing" >&2
    echo "On Debian or Ubuntu, run as root: apt-get install$missing" >&2
    exit 0
fi

echo "Installing from Debian:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
# One word a package is meant here.
# shellcheck disable=SC2086
if ! { apt-get -qq update && apt-get -qq -y --no-install-recommends install $missing; } >/dev/null; then
    echo "They could not be installed; what needs them will be left out and say so." >&2
fi
