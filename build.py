"""Run sitegen from a checkout: `python build.py [COMMAND]`."""

from sitegen.cli import run

if __name__ == "__main__":
    run()
