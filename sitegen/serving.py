"""The command `serve`: show the paper in a browser and keep it up to date while people write."""

import argparse
import gc
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sitegen.bulletins import Desk
from sitegen.cache import Cache, DamagedCacheError, open_cache
from sitegen.catalog import LOCALES, Catalog, read_catalog, spoken_language
from sitegen.newsstand import Changes, Newsstand
from sitegen.options import Options
from sitegen.problems import Problem
from sitegen.progress import shown
from sitegen.report import report
from sitegen.sentences import damaged_cache, own_fault, system_fault
from sitegen.server.answering import LOOPBACK, Door
from sitegen.server.listening import Listener, listen
from sitegen.version import code_version
from sitegen.watch import Watch, folders_of

GOOD, MISUSED = 0, 2

LOOK_AGAIN = 10.0
"""Seconds after which all is looked at again, for changes that no event told of."""

LOOK_OFTEN = 1.0
"""The same where the system cannot tell of changes."""

SHARE = 20
"""The time for looking is at most one part in so many, however large the archive."""

RETRIES = 40
"""Times to look again where files come and go while they are looked at, a twentieth of a second apart."""


def serve_paper(chosen: argparse.Namespace) -> int:
    """Serve until the user ends it; return 0, or 2 where folders or port cannot be used."""
    options = Options(
        content=chosen.content,
        layouts=chosen.layouts,
        static=chosen.static,
        output=chosen.output,
        # apart from what builds keep: it holds drafts, and each throws away what it does not use
        cache=chosen.cache / "serve",
        base_url=chosen.base_url,
        drafts=True,
        jobs=chosen.jobs,
    )
    # a script that starts us in its background leaves SIGINT ignored: Ctrl-C ends us all the same
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    try:
        cache, _ = open_cache(options.cache, code_version())
        return _serve(options, chosen, cache)
    except KeyboardInterrupt:
        return GOOD
    except DamagedCacheError:
        _say([damaged_cache(_catalog(chosen), options.cache)])
        return MISUSED
    except OSError as error:
        _say([system_fault(_catalog(chosen), error, f"{chosen.host}:{chosen.port}")])
        return MISUSED


def _catalog(chosen: argparse.Namespace) -> Catalog:
    """Return the catalog of the language to speak where there is no paper to show."""
    return read_catalog(spoken_language(chosen.lang, chosen.content))


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _serve(options: Options, chosen: argparse.Namespace, cache: Cache) -> int:
    desk = Desk(content=options.content, editor=chosen.editor)
    stand = Newsstand(options, cache, code_version(), today=date.today, desk=desk, language=chosen.lang)
    teller = Teller(stand)
    stand.hear(teller.tell)
    with shown(spoken_language(chosen.lang, options.content)) as progress:
        stand.refresh(Changes(), time.time_ns(), progress)
    listener = open_door(stand, chosen.host, chosen.port)
    stand.tidy()
    # from here on there are threads, and a process with threads must not fork
    stand.open()
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    watch = Watch((options.content, options.layouts, options.static, LOCALES))
    whole = watch.start()
    translate = stand.translate
    host, port = listener.server_address[:2]
    address = f"http://{_shown_host(str(host))}:{port}/"
    if port != chosen.port and chosen.port:
        _say([translate("port {port} is in use; taking {other}").format(port=chosen.port, other=port)])
    if not listener.door.loopback:
        _say([translate("warning: everybody who reaches this machine can read the paper, drafts too")])
    if not whole:
        _say([translate("the system can watch no more folders; looking for changes every second instead")])
    # what was planned stays for as long as we do: to look it through for what is unused would slow every edit
    gc.freeze()
    teller.tell()
    _say([translate("The paper stands at {address} (end with Ctrl-C)").format(address=address)])
    if chosen.open:
        import webbrowser  # noqa: PLC0415 - half a browser's weight, and seldom asked for

        webbrowser.open(address)
    _follow(stand, watch, teller, LOOK_AGAIN if whole else LOOK_OFTEN)
    return GOOD


def open_door(stand: Newsstand, host: str, port: int) -> Listener:
    """Return the listener at a host and a free port, open to this machine only or to all, as the host says."""
    names = {host.lower(), *LOOPBACK}
    loopback = host.lower() in LOOPBACK or host.startswith("127.")
    if not loopback:
        name = socket.gethostname().lower()
        names |= {name, f"{name}.local"}
    door = Door(names=frozenset(names), loopback=loopback)
    return listen(host, port, stand, door, stand.events, regret=lambda error: _say([own_fault(stand.catalog, error)]))


def _shown_host(host: str) -> str:
    if host in ("0.0.0.0", "::"):
        return "localhost"
    return f"[{host}]" if ":" in host else host


def _follow(stand: Newsstand, watch: Watch, teller: "Teller", pause: float) -> None:
    """Keep the stand up to date, for ever, whatever goes wrong."""
    changes = Changes()
    while True:
        began = time.perf_counter()
        changed = look(stand, changes, teller)
        took = time.perf_counter() - began
        if changes.folders is None:
            pause = max(pause, took * SHARE)
        if changed:
            teller.tell()
        paths = watch.wait(pause)
        changes = changes_of(stand.content, paths) if paths else Changes()


def look(stand: Newsstand, changes: Changes, teller: "Teller") -> bool:
    """Bring the stand up to date and return whether anything changed; what makes that impossible is said once."""
    try:
        changed = refresh(stand, changes)
    except OSError as error:
        teller.regret(system_fault(stand.catalog, error, stand.content))
        return False
    except Exception as error:
        # this is the outermost loop: who writes keeps what stands, and is told
        teller.regret(own_fault(stand.catalog, error))
        return False
    teller.regret("")
    return changed


def changes_of(content: Path, paths: Iterable[str]) -> Changes:
    """Return what changed where these paths did."""
    locales = str(LOCALES.resolve())
    return Changes(folders=folders_of(content, paths), catalogs=any(path.startswith(locales) for path in paths))


def refresh(stand: Newsstand, changes: Changes) -> bool:
    """Bring the stand up to date; files that come and go meanwhile are waited for."""
    for _ in range(RETRIES):
        try:
            return stand.refresh(changes, time.time_ns())
        except FileNotFoundError:
            changes = Changes(catalogs=changes.catalogs)
            time.sleep(0.05)
    return stand.refresh(changes, time.time_ns())


class Teller:
    """Says on the terminal what changed among the problems."""

    def __init__(self, stand: Newsstand) -> None:
        self._stand = stand
        self._told: tuple[Problem, ...] = ()
        self._regret = ""

    def regret(self, text: str) -> None:
        """Say what keeps the paper from being looked at, where it is another thing than before; empty for nothing."""
        if text and text != self._regret:
            _say([text])
        self._regret = text

    def tell(self) -> None:
        """Say the problems that are new; where the last one went away, say that."""
        problems, translate = self._stand.problems, self._stand.translate
        fresh = [fault for fault in problems if fault not in self._told]
        more = self._stand.more if not self._told else ()
        _say(report(fresh, more, "text", translate))
        errors = [fault for fault in problems if fault.level == "error"]
        if not errors and any(fault.level == "error" for fault in self._told):
            _say([translate("All errors are mended.")])
        self._told = problems


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, file=sys.stderr, flush=True)
