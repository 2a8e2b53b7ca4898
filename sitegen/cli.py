"""The command line: arguments, printing, exit codes. 0 good, 1 problems in the content, 2 wrong use."""

import argparse
import os
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from sitegen.usage import MisusedError, Translate, Wordless, asked_catalog, our_words, whole

GOOD, FAULTY, MISUSED = 0, 1, 2


def run() -> NoReturn:
    """Run the command that this process was started for, and end it.

    Nothing is freed before, object by object, which takes a tenth of a second where many articles were planned. What
    still has others at work, as the server has, ends in Python's own way.
    """
    code = main()
    # where nobody reads on, there is nobody to tell
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    if threading.active_count() > 1:
        sys.exit(code)
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        chosen = parser(kind=Wordless).parse_args(arguments)
    except MisusedError:
        return explain(arguments)
    try:
        run: Callable[[argparse.Namespace], int] = chosen.run
        return run(chosen)
    except KeyboardInterrupt:
        return 130


def explain(arguments: Sequence[str]) -> int:
    """Say what is wrong with the arguments, or give the help that they ask for; return the exit code."""
    translate = asked_catalog(arguments).translate
    with our_words(translate):
        try:
            parser(translate).parse_args(arguments)
        except SystemExit as end:
            return MISUSED if end.code else GOOD
    return GOOD


def parser(
    translate: Translate = str, kind: type[argparse.ArgumentParser] = argparse.ArgumentParser
) -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    made = kind(prog="sitegen", description=translate("Static site generator for a newspaper's digital edition."))
    made.set_defaults(run=run_build)
    _add_folders(made, translate)
    commands = made.add_subparsers(title=translate("commands"), metavar="COMMAND")
    build = commands.add_parser("build", help=translate("write the whole archive (the default)"))
    build.set_defaults(run=run_build)
    check = commands.add_parser("check", help=translate("show every problem, write nothing"))
    check.set_defaults(run=run_check)
    serve = commands.add_parser("serve", help=translate("show the paper in a browser while you write"))
    serve.set_defaults(run=run_serve)
    site = translate("built archive to look through, in place of the content")
    check.add_argument("--site", type=Path, default=None, metavar="DIR", help=site)
    for command in (build, check, serve):
        _add_folders(command, translate)
    for command in (made, build, check):
        _add_downloads(command, translate)
    fix = translate("mend what is safe, and leave all else in the files as it is")
    check.add_argument("--fix", action="store_true", help=fix)
    difference = translate("show how --fix would change the files; nothing is written without --fix")
    check.add_argument("--diff", action="store_true", help=difference)
    _add_door(serve, translate)
    _add_new(commands, translate)
    _add_import(commands, translate)
    _add_cms(commands, translate)
    return made


def _add_cms(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", translate: Translate) -> None:
    """Add the command `cms`."""
    command = commands.add_parser("cms", help=translate("fetch the CMS for /admin/ into the static folder, by npm"))
    command.set_defaults(run=run_cms)
    content = translate("folder of the paper (content)")
    command.add_argument("--content", type=Path, default=Path("content"), metavar="DIR", help=content)
    static = translate("folder of styles and scripts")
    command.add_argument("--static", type=Path, default=_design_folder("static"), metavar="DIR", help=static)
    _add_language(command, translate)


def _add_import(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", translate: Translate) -> None:
    """Add the command `import`."""
    command = commands.add_parser("import", help=translate("turn files of other systems into drafts"))
    command.set_defaults(run=run_import)
    files = translate(
        "text of a page (.txt), Founder HTML, Word (.docx), Markdown of Hugo, Jekyll or Pelican, or folders; pictures "
        "are those of the captions, in their order"
    )
    command.add_argument("files", nargs="+", type=Path, metavar="FILE", help=files)
    issue = translate("issue to put them into (the source's date)")
    command.add_argument("--issue", default="", metavar="ISSUE", help=issue)
    page = translate("page they stand on (the source's page)")
    command.add_argument("--page", default="", metavar="LABEL", help=page)
    content = translate("folder of the paper (content)")
    command.add_argument("--content", type=Path, default=Path("content"), metavar="DIR", help=content)
    shown = translate("how the report is shown")
    command.add_argument("--format", choices=("text", "json"), default="text", help=shown)
    _add_language(command, translate)


def _add_new(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", translate: Translate) -> None:
    """Add the command `new` with what it can make."""
    new = commands.add_parser("new", help=translate("begin a paper, an issue or an article"))
    things = new.add_subparsers(title=translate("things"), metavar="THING", required=True)
    _add_new_paper(things.add_parser("paper", help=translate("begin a paper")), translate)
    issue = things.add_parser("issue", help=translate("begin an issue like the last one"))
    issue.set_defaults(run=run_new, make="issue")
    day = translate("2026-11-06, or 2026-11-06-extra (the next date)")
    issue.add_argument("date", nargs="?", default="", metavar="DATE", help=day)
    issue.add_argument("--number", default="", help=translate("number as printed (the last one's, counted on)"))
    article = things.add_parser("article", help=translate("begin a story in an issue"))
    article.set_defaults(run=run_new, make="article")
    article.add_argument("issue", metavar="ISSUE", help=translate("name of the issue, such as 2026-11-06"))
    slug = translate("file name (from the headline)")
    article.add_argument("slug", nargs="?", default="", metavar="SLUG", help=slug)
    article.add_argument("--headline", default="", help=translate("headline of the story"))
    article.add_argument("--page", default="", metavar="LABEL", help=translate("page it stands on (the first one)"))
    for thing in (issue, article):
        content = translate("folder of the paper (content)")
        thing.add_argument("--content", type=Path, default=Path("content"), metavar="DIR", help=content)
        _add_language(thing, translate)


def _add_new_paper(paper: argparse.ArgumentParser, translate: Translate) -> None:
    paper.set_defaults(run=run_new, make="paper")
    folder = translate("folder of the paper; content/ is made in it")
    paper.add_argument("folder", type=Path, metavar="DIR", help=folder)
    paper.add_argument("--name", default="", help=translate("name of the paper (the folder's name)"))
    language = translate("language of the paper (zh-CN)")
    paper.add_argument("--language", default="zh-CN", metavar="TAG", help=language)
    zone = translate("time zone in which its days begin (Asia/Shanghai)")
    paper.add_argument("--timezone", default="Asia/Shanghai", metavar="NAME", help=zone)
    _add_language(paper, translate)


def _add_language(command: argparse.ArgumentParser, translate: Translate) -> None:
    spoken = translate("language of messages: zh-CN, zh-TW, en")
    command.add_argument("--lang", default="", metavar="TAG", help=spoken)


def _add_folders(command: argparse.ArgumentParser, translate: Translate) -> None:
    for name, folder, text in (
        ("content", "content", translate("folder of the paper: paper.yaml, issues, pages")),
        ("layouts", "layouts", translate("folder of the Jinja layouts")),
        ("static", "static", translate("folder of styles and scripts")),
        ("output", "public", translate("folder to write; what is not the archive's is removed from it")),
        ("cache", ".sitegen", translate("folder for what later builds need not do again")),
    ):
        default = _design_folder(folder) if name in ("layouts", "static") else Path(folder)
        said = translate("{text} ({default})").format(text=text, default=folder)
        command.add_argument(f"--{name}", type=Path, default=default, metavar="DIR", help=said)
    public = translate("public address, in place of the paper's own")
    command.add_argument("--base-url", default="", metavar="URL", help=public)
    command.add_argument("--drafts", action="store_true", help=translate("publish drafts too"))
    count, cores = whole(translate, 1, 1000), os.cpu_count() or 1
    command.add_argument("--jobs", type=count, default=cores, metavar="N", help=translate("processes at most"))
    forms = ("text", "json", "github")
    command.add_argument("--format", choices=forms, default="text", help=translate("how problems are shown"))
    _add_language(command, translate)


def _add_downloads(command: argparse.ArgumentParser, translate: Translate) -> None:
    kinds = translate("what readers can take away, in place of the paper's own choice")
    choices = ("none", "epub", "zip", "epub,zip")
    command.add_argument("--downloads", choices=choices, default="", help=kinds)
    pdf = translate("make a PDF of each issue and article too")
    command.add_argument("--pdf", action="store_true", help=pdf)


def _design_folder(name: str) -> Path:
    """Return the folder of that name here, or the one of our own design where there is none.

    An installed package holds the design (`setup.py` puts it there); in a checkout it lies beside the package.
    """
    here, package = Path(name), Path(__file__).parent
    installed = package / "own" / name
    return here if here.is_dir() else installed if installed.is_dir() else package.parent / name


def _add_door(command: argparse.ArgumentParser, translate: Translate) -> None:
    host = translate("address to listen at (127.0.0.1: this machine only)")
    command.add_argument("--host", default="127.0.0.1", help=host)
    port = translate("port, or the next one that is free (8000)")
    command.add_argument("--port", type=whole(translate, 0, 65535), default=8000, help=port)
    command.add_argument("--open", action="store_true", help=translate("open the paper in the browser"))
    editor = translate("address that opens a file in your editor, such as vscode://file{path}:{line}:{column}")
    command.add_argument("--editor", default="", metavar="PATTERN", help=editor)


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


def run_import(chosen: argparse.Namespace) -> int:
    """Take in files of other systems."""
    from sitegen.intake import import_files  # noqa: PLC0415

    return import_files(chosen)


def run_cms(chosen: argparse.Namespace) -> int:
    """Fetch the CMS."""
    from sitegen.equipping import equip  # noqa: PLC0415

    return equip(chosen)


if __name__ == "__main__":
    run()
