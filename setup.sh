#!/bin/sh
# Make .venv with sitegen in it; `sh setup.sh test` adds what the tests need. Runs again without harm.
set -eu
cd "$(dirname "$0")"

python=
for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        python=$name
        break
    fi
done
if [ -z "$python" ]; then
    echo "sitegen needs Python 3.11 or later, and there is none on the PATH" >&2
    exit 1
fi

if [ ! -x .venv/bin/pip ]; then
    # Debian keeps the half of venv that installs pip in a package of its own
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then
        if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
            echo "$python cannot make virtual environments: install Debian's package python3-venv" >&2
            exit 1
        fi
        apt-get update -qq && apt-get install -y -qq python3-venv
    fi
    "$python" -m venv --clear .venv
fi
.venv/bin/pip install --quiet --disable-pip-version-check --editable ".${1:+[$1]}"
