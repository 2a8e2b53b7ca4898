#!/bin/sh
# Every check of the project: set up, lint, types, tests with browser and validators. Stops at the first that fails.
set -eu
cd "$(dirname "$0")/.."
sh setup.sh test
.venv/bin/ruff check
.venv/bin/mypy
.venv/bin/pytest "$@"
