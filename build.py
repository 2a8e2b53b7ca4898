"""Run sitegen from a checkout: `python build.py [COMMAND]`."""

import sys

from sitegen.cli import main

if __name__ == "__main__":
    sys.exit(main())
