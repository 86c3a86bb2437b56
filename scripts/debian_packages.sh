#!/bin/sh
# Install the browser that the browser tests drive, where it is missing and we may.
# Never fails: without a browser those tests are skipped and say so.
set -eu

for browser in chromium chromium-browser google-chrome; do
    if command -v "$browser" >/dev/null 2>&1; then
        exit 0
    fi
done

if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "No Chromium was found, so the browser tests will be skipped." >&2
    echo "On Debian, run as root: apt-get install chromium" >&2
    exit 0
fi

echo "Installing Chromium for the browser tests." >&2
export DEBIAN_FRONTEND=noninteractive
if ! { apt-get -qq update && apt-get -qq -y --no-install-recommends install chromium; } >/dev/null; then
    echo "Chromium could not be installed, so the browser tests will be skipped." >&2
fi
