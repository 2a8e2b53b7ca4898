"""The whole chain: from three folders to the output, batch by batch.

A batch is a set of files made from the same sources. Its digest covers all of these sources, so a batch whose digest
is unchanged and whose files stand in the output as they were left is passed over: an incremental build is right
because nothing that could differ is left out of the digest, not because somebody listed what depends on what.
"""

import marshal
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import cast

from sitegen import pages, urls
from sitegen.addresses import (
    clashes,
    leads_of,
    published_addresses,
    read_record,
    vanished,
    write_record,
)
from sitegen.cache import Cache, pack, plain_bytes, unpack
from sitegen.catalog import spoken_language
from sitegen.cms.pages import SCRIPT as CMS_SCRIPT
from sitegen.darkroom import is_raster, sweep
from sitegen.deadlinks import dead_links, link_problems, part_problems, without_links
from sitegen.design import read_design
from sitegen.disk import RECORD, digest
from sitegen.gather import Known, Memory, gather_faults, gather_history, read_archive, sort_sources
from sitegen.left import Left, Stamps, differences, read_left, remember_left
from sitegen.model import Body, Link, Paper, Serials, Standing, Takeaway
from sitegen.options import Options, Run
from sitegen.output import Stage, merge, remove_stale
from sitegen.printing import Plan, pages_of_topics, print_all, slugs_among
from sitegen.problems import ContentError, Position, Problem, problem, with_levels
from sitegen.quickclass import dataclass, replace
from sitegen.reading import read_standing
from sitegen.reading.paperfile import PAPER_FILE, open_paper
from sitegen.righting import lost_corrections, put_right
from sitegen.searching import TOLD, YEAR
from sitegen.topics import STATE as TOPICS
from sitegen.works import Press, ReadTask, Record, load

PROOFS = "proofs"
"""Name of what the cache holds of the last check: the record of each batch that could be rendered."""

MENDED = (TOPICS, YEAR, TOLD)
"""Kinds of what the cache holds of batches that are mended, by their digest."""

KEYED = ("summary", "faults", "head", "rows", "teasers", "feed", "bodies", "terms")
"""Kinds of what the cache holds by the key of an issue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build came to."""

    problems: tuple[Problem, ...]
    """Sorted by place; with an error among them, the output is untouched."""

    more: tuple[tuple[str, int], ...] = ()
    """How many warnings of a code there are beside those in `problems`, where these are many."""

    history: str = ""
    """Mark of the history that is shown; empty where the paper shows none."""

    language: str = "en"
    issues: int = 0
    articles: int = 0
    files: int = 0
    """In the output."""

    written: int = 0
    removed: int = 0

    @property
    def failed(self) -> bool:
        """True where an error kept the output from being written."""
        return any(fault.level == "error" for fault in self.problems)


def plan(run: Run, memory: Memory) -> Plan:
    """Read the content folder; raises ContentError where there is no paper to speak of.

    An issue with errors is shown in its last good state, if `memory` holds one.
    """
    options = run.options
    paper, doubts = open_paper(options.content)
    if options.base_url:
        paper = replace(paper, base_url=options.base_url.rstrip("/") + "/")
    paper = _as_offered(paper, options)
    levels, paper = dict(paper.checks), replace(paper, checks=())
    sources = sort_sources(run.scanned.content)
    seen = _for_reading(paper)
    task = ReadTask(
        content=str(options.content),
        cache=str(run.cache.path),
        paper=seen,
        drafts=options.drafts,
        base=digest(run.version.encode(), repr((seen, options.drafts)).encode()),
        folders=(),
    )
    known = read_archive(run, sources, task, memory)
    others = {Path(source.path).name: str(options.content / source.path) for source in sources.beside}
    texts = ((source.path, (options.content / source.path).read_bytes()) for source in sources.standing)
    read = read_standing(texts, others, paper, drafts=options.drafts)
    files = {urls.standing_file_url(name): others[name] for name in read.files}
    faults = [*doubts, *sources.problems, *read.problems]
    if paper.cms and CMS_SCRIPT not in {source.path for source in run.scanned.static}:
        faults.append(problem(Position(PAPER_FILE), "cms-missing", name=CMS_SCRIPT))
    history, untold = gather_history(run, paper, memory)
    found, more = gather_faults(run, known, memory, levels)
    faults += [*untold, *found]
    shown = (memory.good.get(issue.folder, issue) if issue.summary.broken else issue for issue in known)
    published = tuple(issue for issue in shown if issue.summary.link)
    addresses = {url for issue in published for url in issue.summary.urls}
    addresses |= {urls.standing_url(text.slug) for text, _ in read.texts} | files.keys()
    links = [link for issue in published for link in issue.summary.links]
    links += [link for _, body in read.texts for link in body.links]
    dead = dead_links(links, addresses)
    # where files have errors their articles are missing, so links to them would seem dead
    if not any(issue.summary.broken for issue in known):
        faults += link_problems(dead, addresses, options.content)
        faults += part_problems(links, text_finder(run.cache, published, read.texts), options.content)
        if not published:
            faults.append(problem(Position(PAPER_FILE), "archive-empty", folder="issues"))
    standing = tuple((text, _unlinked(text, body, dead)) for text, body in read.texts)
    whole = not any(fault.kind.level == "error" for fault in faults)
    marks = published_addresses(published, (urls.standing_url(text.slug) for text, _ in standing))
    leads = leads_of(published)
    record = read_record(options.content, {*marks, *(lead.alias for lead in leads)})
    faults += record.problems
    # where files have errors their addresses are missing, so they would seem gone
    if whole:
        faults += clashes(leads, taken_addresses(paper, published, marks) if leads else (), options.content)
        faults += vanished(record, marks, leads, partial(former_marks, run.cache), run.scanned.content)
    righted = put_right(published, leads)
    if whole:
        faults += lost_corrections(righted.lost, marks, options.content)
    return Plan(
        paper=paper,
        standing=standing,
        files=files,
        issues=righted.issues,
        read=tuple(known),
        dead=dead,
        problems=tuple(with_levels(faults, levels)),
        levels=levels,
        more=more,
        leads=leads,
        related=righted.related,
        corrections=righted.lines,
        record="" if options.drafts or record.due == record.text else record.due,
        marks=marks,
        history=history,
    )


def text_finder(
    cache: Cache, issues: Iterable[Known], standing: Iterable[tuple[Standing, Body]]
) -> Callable[[str], str]:
    """Return a function that gives the HTML of the text at an address, empty where there is none."""
    texts = {urls.standing_url(text.slug): body.html for text, body in standing}
    keys = {issue.summary.name: issue.key for issue in issues}
    bodies = lru_cache(maxsize=8)(partial(_bodies, cache))

    def text_at(url: str) -> str:
        folder, _, name = url.partition("/")
        if folder in keys and name.endswith(".html"):
            body = bodies(keys[folder]).get(name.removesuffix(".html"))
            return body.html if body else ""
        return texts.get(url, "")

    return text_at


def _bodies(cache: Cache, key: str) -> dict[str, Body]:
    return dict(load(cache, f"bodies/{key}"))


def taken_addresses(paper: Paper, issues: Sequence[Known], own: Iterable[str]) -> set[str]:
    """Return every address of the output that ends in .html, but those of aliases."""
    years = (year.url for year in pages.year_links(issue.summary.link for issue in issues if issue.summary.link))
    fixed = (urls.FRONT, urls.ARCHIVE, urls.SEARCH, urls.MISSING, urls.DOWNLOADS, urls.KEPT, urls.CORRECTIONS)
    return {*own, *years, *fixed, *pages_of_topics(issues, slugs_among(paper, issues))}


def former_marks(cache: Cache) -> dict[str, str]:
    """Return the addresses of the last good build with the marks of their texts; empty where no build is remembered."""
    stored = cache.read("marks")
    return dict(marshal.loads(stored)) if stored else {}


def _as_offered(paper: Paper, options: Options) -> Paper:
    """Return the paper with what the command line says of downloads and of keeping issues."""
    downloads = paper.downloads if options.downloads is None else cast("tuple[Takeaway, ...]", options.downloads)
    if options.pdf:
        downloads = tuple(sorted({*downloads, "pdf"}))
    return replace(paper, downloads=downloads, offline=paper.offline if options.offline else None)


def _for_reading(paper: Paper) -> Paper:
    """Return the paper without what only pages show, so that a new tagline does not make ten thousand articles anew."""
    return replace(
        paper,
        tagline="",
        publisher="",
        serials=Serials(),
        license="",
        notices=(),
        nameplate="",
        accent="",
        edit_url="",
        history_url="",
        downloads=(),
        offline=None,
        cms=None,
    )


def _unlinked(text: Standing, body: Body, dead: Iterable[Link]) -> Body:
    own = [link for link in dead if link.at.path == f"pages/{text.slug}.md"]
    return replace(body, html=without_links(body.html, own))


def check(run: Run, doubts: Callable[[Plan], Iterable[Problem]]) -> Built:
    """Find every problem that a build would find and what `doubts` finds in its plan; write nothing.

    What no build and no check before has rendered is rendered and dropped, to see that it can be.
    """
    outcome, planned = _planned(run, doubts)
    if planned is None:
        return outcome
    rendered: dict[str, Record] = unpack(run.cache.read(PROOFS) or pack({}))
    left = read_left(run.cache, run.options.output, whole=True)
    proofs = {
        name: record
        for name, record in rendered.items()
        # a build may have removed what topics are mended by
        if name != TOPICS or run.cache.read(f"{TOPICS}/{record.digest}") is not None
    }
    left = replace(left, records={**left.records, **proofs})
    printed = _print(run, planned, Stage(folder="", output=str(run.options.output)), left)
    made = {name: _proof(name, record) for name, record in printed.records.items()}
    if made != rendered:
        run.cache.write([(PROOFS, pack(made))])
    return _with_faults(outcome, printed)


def _proof(name: str, record: Record) -> Record:
    """Return what is kept of a batch that could be rendered: its files only where it is mended file by file."""
    return Record(digest=record.digest, files=tuple(record.files) if name == TOPICS else ())


def build(run: Run, stage: Stage, untouched: Callable[[], bool]) -> Built:
    """Bring the output up to date; nothing in it changes where there is an error.

    `untouched` tells whether it stands as the last build left it; the stage was made before anybody looked.
    """
    outcome, planned = _planned(run, lambda _: ())
    if planned is None or outcome.failed:
        return outcome
    output = run.options.output
    printed = _print(run, planned, stage, read_left(run.cache, output, whole=untouched()))
    if printed.problems:
        return _with_faults(outcome, printed)
    found, wanted = differences(printed.left, printed.records)
    merge(stage)
    remove_stale(output, found, wanted)
    if planned.record and not write_record(run.options.content, planned.record):
        unwritten = problem(Position(RECORD), "address-record-unwritable", record=RECORD)
        outcome = replace(outcome, problems=(*outcome.problems, *placed([unwritten], run.options)))
    _remember(run.cache, planned, printed, found, wanted)
    return replace(
        outcome,
        files=sum(len(record.files) for record in printed.records.values()),
        written=sum(found.get(url) != stamp for url, stamp in wanted.items()),
        removed=len(found.keys() - wanted.keys()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printed:
    records: Mapping[str, Record]
    problems: tuple[Problem, ...]
    left: Left


def _planned(run: Run, doubts: Callable[[Plan], Iterable[Problem]]) -> tuple[Built, Plan | None]:
    try:
        planned = plan(run, Memory())
    except ContentError as error:
        language = spoken_language("", run.options.content)
        return Built(problems=placed(error.problems, run.options), language=language), None
    outcome = Built(
        problems=placed((*planned.problems, *with_levels(doubts(planned), planned.levels)), run.options),
        more=planned.more,
        history=planned.history.mark,
        language=planned.paper.language,
        issues=len(planned.issues),
        articles=sum(len(issue.summary.entries) for issue in planned.issues),
    )
    return outcome, planned


def _with_faults(outcome: Built, printed: _Printed) -> Built:
    faults = sorted(printed.problems, key=lambda fault: fault.at)
    return replace(outcome, problems=(*outcome.problems, *faults))


def _print(run: Run, planned: Plan, stage: Stage, left: Left) -> _Printed:
    design, assets = read_design(run, planned.paper)
    frame = pages.frame_of(planned.paper, (text for text, _ in planned.standing))
    design = pages.dressed(design, frame)
    press = Press(
        design=design, frame=frame, stage=stage, cache=str(run.cache.path), version=run.version, hands=run.options.jobs
    )
    records, faults = print_all(run, press, planned, assets, left)
    return _Printed(records=records, problems=tuple(faults), left=left)


def _remember(cache: Cache, planned: Plan, printed: _Printed, found: Stamps, wanted: Stamps) -> None:
    marks = plain_bytes(dict(planned.marks))
    if cache.read("marks") != marks:
        cache.write([("marks", marks)])
    remember_left(cache, printed.left, printed.records, found, wanted)
    cache.keep({issue.key for issue in planned.issues}, *KEYED)
    shown = {digest(Path(path).read_bytes()) for path in planned.files.values() if is_raster(path)}
    sweep(cache.path.parent, shown.union(*(issue.summary.pictures for issue in planned.issues)))
    for kind in MENDED:
        cache.keep({record.digest for record in printed.records.values()}, kind)


def placed(problems: Iterable[Problem], options: Options) -> tuple[Problem, ...]:
    """Return problems sorted by place, each once, their paths as the user would type them."""
    shown: list[Problem] = []
    here: list[Problem] = []
    # there may be tens of thousands: tuples sort, and new problems are made, far quicker than by the dataclasses' own
    for fault in sorted(problems, key=lambda fault: (fault.at.path, fault.at.line, fault.at.column)):
        if here and here[0].at != fault.at:
            here.clear()
        if fault not in here:
            here.append(fault)
            at = Position(f"{options.content}/{fault.at.path}", fault.at.line, fault.at.column)
            shown.append(
                Problem(
                    at=at,
                    code=fault.code,
                    excerpt=fault.excerpt,
                    facts=fault.facts,
                    mend=fault.mend,
                    chosen=fault.chosen,
                )
            )
    return tuple(shown)
