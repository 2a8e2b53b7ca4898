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
    _add_new(commands)
    return made


def _add_new(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command `new` with what it can make."""
    new = commands.add_parser("new", help="begin a paper, an issue or an article")
    things = new.add_subparsers(title="things", metavar="THING", required=True)
    paper = things.add_parser("paper", help="a folder with paper.yaml, a first issue and a first story")
    paper.set_defaults(run=run_new, make="paper")
    paper.add_argument("folder", type=Path, metavar="DIR", help="folder of the paper; content/ is made in it")
    paper.add_argument("--name", default="", help="name of the paper (the folder's name)")
    paper.add_argument("--language", default="zh-CN", metavar="TAG", help="language of the paper (zh-CN)")
    paper.add_argument("--timezone", default="Asia/Shanghai", metavar="NAME", help="where its days begin")
    issue = things.add_parser("issue", help="an issue with the next date, the next number and the last one's pages")
    issue.set_defaults(run=run_new, make="issue")
    issue.add_argument("date", nargs="?", default="", metavar="DATE", help="2026-11-06, or 2026-11-06-extra")
    issue.add_argument("--number", default="", help="number as printed (the last one's, counted on)")
    article = things.add_parser("article", help="a story in an issue")
    article.set_defaults(run=run_new, make="article")
    article.add_argument("issue", metavar="ISSUE", help="name of the issue, such as 2026-11-06")
    article.add_argument("slug", nargs="?", default="", metavar="SLUG", help="file name (from the headline)")
    article.add_argument("--headline", default="", help="headline of the story")
    article.add_argument("--page", default="", metavar="LABEL", help="page it stands on (the first one)")
    for thing in (issue, article):
        thing.add_argument("--content", type=Path, default=Path("content"), metavar="DIR", help="the paper (content)")
    for thing in (paper, issue, article):
        thing.add_argument("--lang", default="", metavar="TAG", help="language of messages: zh-CN, zh-TW, en")


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


def run_new(chosen: argparse.Namespace) -> int:
    """Begin a paper, an issue or an article."""
    from sitegen.adding import new_article, new_issue, new_paper  # noqa: PLC0415

    return {"paper": new_paper, "issue": new_issue, "article": new_article}[chosen.make](chosen)


if __name__ == "__main__":
    sys.exit(main())
