"""The command line: arguments, printing, exit codes. 0 good, 1 problems in the content, 2 wrong use."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

GOOD, FAULTY, MISUSED = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        chosen = parser().parse_args(arguments)
    except SystemExit as end:
        return MISUSED if end.code else GOOD
    try:
        run: Callable[[argparse.Namespace], int] = chosen.run
        return run(chosen)
    except KeyboardInterrupt:
        return 130


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    made = argparse.ArgumentParser(
        prog="sitegen", description="Static site generator for a newspaper's digital edition."
    )
    made.set_defaults(run=run_build)
    _add_folders(made)
    commands = made.add_subparsers(title="commands", metavar="COMMAND")
    build = commands.add_parser("build", help="write the whole archive (the default)")
    build.set_defaults(run=run_build)
    check = commands.add_parser("check", help="show every problem, write nothing")
    check.set_defaults(run=run_check)
    serve = commands.add_parser("serve", help="show the paper in a browser while you write")
    serve.set_defaults(run=run_serve)
    for command in (build, check, serve):
        _add_folders(command)
    _add_door(serve)
    return made


def _add_folders(command: argparse.ArgumentParser) -> None:
    for name, folder, text in (
        ("content", "content", "folder of the paper: paper.yaml, issues, pages"),
        ("layouts", "layouts", "folder of the Jinja layouts"),
        ("static", "static", "folder of styles and scripts"),
        ("output", "public", "folder to write; what is not the archive's is removed from it"),
        ("cache", ".sitegen", "folder for what later builds need not do again"),
    ):
        default = _design_folder(folder) if name in ("layouts", "static") else Path(folder)
        command.add_argument(f"--{name}", type=Path, default=default, metavar="DIR", help=f"{text} ({folder})")
    command.add_argument("--base-url", default="", metavar="URL", help="public address, in place of the paper's own")
    command.add_argument("--drafts", action="store_true", help="publish drafts too")
    command.add_argument("--jobs", type=_count, default=os.cpu_count() or 1, metavar="N", help="processes at most")
    command.add_argument("--format", choices=("text", "json", "github"), default="text", help="how problems are shown")
    command.add_argument("--lang", default="", metavar="TAG", help="language of messages: zh-CN, zh-TW, en")


def _design_folder(name: str) -> Path:
    """Return the folder of that name here, or the one of our own design where there is none."""
    here = Path(name)
    return here if here.is_dir() else Path(__file__).parent.parent / name


def _add_door(command: argparse.ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1", help="address to listen at (127.0.0.1: this machine only)")
    command.add_argument("--port", type=_port, default=8000, help="port, or the next one that is free (8000)")
    command.add_argument("--open", action="store_true", help="open the paper in the browser")
    command.add_argument(
        "--editor",
        default="",
        metavar="PATTERN",
        help="address that opens a file in your editor, such as vscode://file{path}:{line}:{column}",
    )


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number < 65536:
        raise ValueError(text)
    return number


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def run_build(chosen: argparse.Namespace) -> int:
    """Build the archive."""
    from sitegen.commands import build_archive  # noqa: PLC0415 - `--help` must not wait for half the package

    return build_archive(chosen)


def run_check(chosen: argparse.Namespace) -> int:
    """Check the archive."""
    from sitegen.commands import check_archive  # noqa: PLC0415

    return check_archive(chosen)


def run_serve(chosen: argparse.Namespace) -> int:
    """Serve the archive and keep it up to date."""
    from sitegen.serving import serve_paper  # noqa: PLC0415

    return serve_paper(chosen)


if __name__ == "__main__":
    sys.exit(main())
