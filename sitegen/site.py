"""The whole chain: from three folders to the output, batch by batch.

A batch is a set of files made from the same sources. Its digest covers all of these sources, so a batch whose digest
is unchanged and whose files stand in the output as they were left is passed over: an incremental build is right
because nothing that could differ is left out of the digest, not because somebody listed what depends on what.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from sitegen import checks, pages, urls
from sitegen.assets import Asset, assets_of
from sitegen.cache import Cache, pack, unpack
from sitegen.disk import digest
from sitegen.gather import Progress, Sources, read_archive, sort_sources
from sitegen.layouts import Design
from sitegen.model import Body, Paper, Standing
from sitegen.options import Options, Scanned
from sitegen.output import Stage, merge, remove_stale, scan_output, stage_beside
from sitegen.paper import read_paper
from sitegen.pool import open_pool
from sitegen.printing import Left, Plan, print_all
from sitegen.problems import ContentError, Position, Problem, problem
from sitegen.reading import read_standing
from sitegen.works import Press, ReadTask, Record

PAPER_FILE = "paper.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build came to."""

    problems: tuple[Problem, ...]
    """Sorted by place; with an error among them, the output is untouched."""

    language: str = "en"
    issues: int = 0
    articles: int = 0
    files: int = 0
    written: int = 0
    removed: int = 0

    @property
    def failed(self) -> bool:
        """True where an error kept the output from being written."""
        return any(fault.kind.level == "error" for fault in self.problems)


def plan(options: Options, scanned: Scanned, cache: Cache, version: str, progress: Progress) -> Plan:
    """Read the content folder; raises ContentError where there is no paper to speak of."""
    path = options.content / PAPER_FILE
    if not path.is_file():
        raise ContentError(problem(Position(PAPER_FILE), "paper-missing", folder=options.content))
    paper = read_paper(PAPER_FILE, path.read_bytes())
    if options.base_url:
        paper = replace(paper, base_url=options.base_url.rstrip("/") + "/")
    sources = sort_sources(scanned.content)
    task = ReadTask(
        content=str(options.content),
        cache=str(cache.path),
        paper=paper,
        drafts=options.drafts,
        base=digest(version.encode(), repr((paper, options.drafts)).encode()),
        folders=(),
    )
    known = read_archive(sources, task, cache, partial(open_pool, options.jobs), progress)
    standing, faults = _read_standing(options, sources, paper)
    faults += [fault for issue in known for fault in issue.summary.problems]
    faults += sources.problems
    published = tuple(issue for issue in known if issue.summary.link)
    if not any(fault.kind.level == "error" for fault in faults):
        addresses = {url for issue in published for url in issue.summary.urls}
        addresses |= {urls.standing_url(text.slug) for text, _ in standing}
        links = (link for issue in published for link in issue.summary.links)
        bodies = (link for _, body in standing for link in body.links)
        faults += checks.check_links((*links, *bodies), addresses, options.content)
        if not published:
            faults.append(problem(Position(PAPER_FILE), "archive-empty", folder="issues"))
    return Plan(paper=paper, standing=tuple(standing), issues=published, problems=tuple(faults))


def _read_standing(
    options: Options, sources: Sources, paper: Paper
) -> tuple[list[tuple[Standing, Body]], list[Problem]]:
    texts, faults = [], []
    for source in sources.standing:
        try:
            text, body, found = read_standing(source.path, (options.content / source.path).read_bytes(), paper)
        except ContentError as error:
            faults += error.problems
            continue
        faults += found
        if options.drafts or not text.draft:
            texts.append((text, body))
    return texts, faults


def check(options: Options, scanned: Scanned, cache: Cache, version: str, progress: Progress) -> Built:
    """Find every problem that a build would find, and write nothing: what is not up to date is rendered and dropped."""
    outcome, planned = _planned(options, scanned, cache, version, progress)
    if planned is None:
        return outcome
    printed = _print(options, scanned, planned, Stage(folder="", output=str(options.output)), cache, version, progress)
    return _with_faults(outcome, printed)


def build(options: Options, scanned: Scanned, cache: Cache, version: str, progress: Progress) -> Built:
    """Bring the output up to date; nothing in it changes where there is an error."""
    outcome, planned = _planned(options, scanned, cache, version, progress)
    if planned is None or outcome.failed:
        return outcome
    with stage_beside(options.output) as stage:
        printed = _print(options, scanned, planned, stage, cache, version, progress)
        if printed.problems:
            return _with_faults(outcome, printed)
        wanted = {url: stamp for record in printed.records.values() for url, _, stamp in record.files}
        merge(stage)
        remove_stale(options.output, printed.left.found, wanted)
    _remember(cache, planned, printed)
    return replace(
        outcome,
        files=len(wanted),
        written=sum(printed.left.found.get(url) != stamp for url, stamp in wanted.items()),
        removed=len(set(printed.left.found) - set(wanted)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printed:
    records: Mapping[str, Record]
    problems: tuple[Problem, ...]
    left: Left


def _planned(
    options: Options, scanned: Scanned, cache: Cache, version: str, progress: Progress
) -> tuple[Built, Plan | None]:
    try:
        planned = plan(options, scanned, cache, version, progress)
    except ContentError as error:
        return Built(problems=_placed(error.problems, options)), None
    outcome = Built(
        problems=_placed(planned.problems, options),
        language=planned.paper.language,
        issues=len(planned.issues),
        articles=sum(len(issue.summary.entries) for issue in planned.issues),
    )
    return outcome, planned


def _with_faults(outcome: Built, printed: _Printed) -> Built:
    faults = sorted(printed.problems, key=lambda fault: fault.at)
    return replace(outcome, problems=(*outcome.problems, *faults))


def _print(
    options: Options, scanned: Scanned, planned: Plan, stage: Stage, cache: Cache, version: str, progress: Progress
) -> _Printed:
    left = Left(
        records={name: unpack(content) for name, content in cache.read_kind("batch").items()},
        found=scan_output(options.output),
    )
    design, assets = read_design(options, scanned, planned.paper)
    frame = pages.frame_of(planned.paper, (text for text, _ in planned.standing))
    press = Press(design=design, frame=frame, stage=stage, cache=str(cache.path), version=version)
    records, faults = print_all(press, planned, assets, left, options, progress)
    return _Printed(records=records, problems=tuple(faults), left=left)


def _remember(cache: Cache, planned: Plan, printed: _Printed) -> None:
    changed = ((name, record) for name, record in printed.records.items() if printed.left.records.get(name) != record)
    cache.write((f"batch/{name}", pack(record)) for name, record in changed)
    cache.keep("batch", set(printed.records))
    keys = {issue.key for issue in planned.issues}
    for kind in ("summary", "head", "bodies"):
        cache.keep(kind, keys)


def _placed(problems: Iterable[Problem], options: Options) -> tuple[Problem, ...]:
    """Return problems sorted by place, each once, their paths as the user would type them."""
    return tuple(
        replace(fault, at=replace(fault.at, path=f"{options.content}/{fault.at.path}"))
        for fault in sorted(dict.fromkeys(problems), key=lambda fault: fault.at)
    )


def read_design(options: Options, scanned: Scanned, paper: Paper) -> tuple[Design, tuple[Asset, ...]]:
    """Return the design of a paper with its static files, from the layouts and static folders."""
    static = {source.path: (options.static / source.path).read_bytes() for source in scanned.static}
    nameplate = (paper.nameplate, (options.content / paper.nameplate).read_bytes()) if paper.nameplate else None
    assets = assets_of(static, paper.accent, nameplate)
    layouts = {source.path: (options.layouts / source.path).read_text("utf-8") for source in scanned.layouts}
    bytecode = options.cache / "layouts"
    bytecode.mkdir(parents=True, exist_ok=True)
    design = Design(
        layouts=tuple(layouts.items()),
        language=paper.language,
        assets=tuple((asset.name, asset.url) for asset in assets),
        folder=str(options.layouts),
        bytecode=str(bytecode),
    )
    return design, assets
