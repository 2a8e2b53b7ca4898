"""Which batches must be printed, and the printing of them over the pool.

A batch is a set of files made from the same sources. Its digest covers all of these sources, so a batch whose digest
is unchanged and whose files stand in the output as they were left is passed over.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, as_completed
from pathlib import Path
from posixpath import dirname

from sitegen import pages, urls
from sitegen.addresses import Lead
from sitegen.archive import KINDS, Slugs, taken_slugs
from sitegen.assets import Asset, lasting
from sitegen.cms.config import Shelves
from sitegen.cms.pages import SCRIPT, cms_files, shelves_of
from sitegen.contexts import Anchor, CorrectionLine
from sitegen.corrections import Relation
from sitegen.darkroom import publish
from sitegen.disk import digest
from sitegen.downloads.batches import Takeaway
from sitegen.downloads.offers import Supplies
from sitegen.errata import errata_years, plan_errata
from sitegen.gather import Known
from sitegen.headers import header_rules, render_headers
from sitegen.history import History
from sitegen.layouts import Sheet, render, warm
from sitegen.leads import render_leads
from sitegen.left import Left
from sitegen.model import Body, Link, Paper, Standing
from sitegen.options import Run
from sitegen.pool import Inline, chunks, open_pool
from sitegen.problems import ContentError, Problem
from sitegen.quickclass import dataclass, replace
from sitegen.searching import (
    DIRECTORY,
    ENGINE,
    LUNR,
    YearJob,
    batch_name,
    print_directory,
    print_year,
    year_digest,
    years_of,
)
from sitegen.sitemaps import render_robots, render_sitemaps
from sitegen.subscriptions.batches import FEEDS, feeds_job, month_jobs
from sitegen.subscriptions.work import FeedsJob, MonthJob, render_feeds, render_months
from sitegen.topics import TOPIC_LAYOUTS, TopicsJob, render_topics
from sitegen.works import IssueJob, Press, Printed, Record, digest_of, stage_files

Years = Mapping[str, tuple[tuple[str, str], ...]]
"""Folder and key of the issues of each year, oldest first."""

ISSUE_LAYOUTS = ("front.html", "issue.html", "page.html", "article.html")
LOOK_BACK = 60
"""Issues in which earlier stories of a column are looked for: more than a year of a weekly."""

SEARCHED = 20
"""Articles of a year whose search files are all printed that are as much work as one article to be rendered."""

MOST_EARLIER = 4
"""Earlier stories of a column that an article names."""

OTHER_LAYOUTS = ("archive.html", "corrections.html", "standing.html", "search.html", "404.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All that is known before anything is rendered."""

    paper: Paper
    standing: tuple[tuple[Standing, Body], ...]
    files: Mapping[str, str]
    """Addresses of the files that standing texts show, with their paths on this machine."""

    issues: tuple[Known, ...]
    """Those that can be published, oldest first."""

    read: tuple[Known, ...]
    """All as they stand in the content folder now, drafts and those with errors too, oldest first."""

    dead: tuple[Link, ...]
    """Inner links of all texts that lead nowhere."""

    problems: tuple[Problem, ...]
    levels: Mapping[str, str]
    """Level of problems by code where the paper has chosen one; `off` where it does not want to hear of them."""

    leads: tuple[Lead, ...]
    """Old addresses that lead on to stories."""

    related: Mapping[str, tuple[Relation, ...]]
    """What stories learn from others, by issue folder."""

    corrections: tuple[CorrectionLine, ...]
    """All that the paper put right, newest first."""

    record: str
    """The record of addresses as it shall stand in the content folder; empty where it is right already, or not kept."""

    marks: Mapping[str, str]
    """Every address to be recorded, with the mark of its text."""

    history: History
    """When files last changed; without a single day where the paper does not show that."""

    more: tuple[tuple[str, int], ...]
    """How many warnings of a code there are beside those in `problems`."""


def print_all(
    run: Run, press: Press, plan: Plan, assets: tuple[Asset, ...], left: Left
) -> tuple[dict[str, Record], list[Problem]]:
    """Print every batch that is not intact; return the records of all batches, and what the layouts got wrong."""
    records: dict[str, Record] = {}
    slugs = given_slugs(plan)
    feeds, months = _feeds_jobs(press, plan, left, records, slugs)
    topics = _topics_job(press, plan, left, records, slugs)
    away = Takeaway(press, Supplies(assets=lasting(assets), standing=plan.standing), left.intact, records)
    due = list(_issue_jobs(press, plan, left, records, slugs, away=away, content=run.options.content))
    sizes = {issue.folder: len(issue.summary.entries) for issue in plan.issues}
    total = sum(sizes[job.folder] for job in due)
    faults: list[Problem] = []
    done = 0
    if due or topics:
        warm(press.design)
    # no layout shapes the search files, so a check has nothing to see in them
    years = years_of(plan.issues) if press.stage.folder else {}
    year_jobs = _year_jobs(press, years, left, records)
    searched = sum(sizes[folder] for job in year_jobs if not job.former for folder, _ in job.keys)
    with open_pool(run.options.jobs, total + searched // SEARCHED) as pool:
        working = press if isinstance(pool, Inline) else replace(press, hands=1)
        waiting: dict[Future[Printed], int] = {}
        # what takes longest comes first
        for year in year_jobs:
            waiting[pool.submit(print_year, press, year)] = 0
        if topics:
            waiting[pool.submit(render_topics, press, topics)] = 0
        if feeds:
            waiting[pool.submit(render_feeds, press, feeds)] = 0
        if months:
            waiting[pool.submit(render_months, press, months)] = 0
        for copy in away.years():
            waiting[pool.submit(away.copy, press, copy)] = 0
        for part in chunks(due, lambda job: sizes[job.folder] + 1):
            waiting[pool.submit(away.render, working, part)] = sum(sizes[job.folder] for job in part)
        # what is left for this process is small, and is done while the pool is at work
        here, wrong = _print_here(press, plan, assets, left)
        here["sitemaps"] = _print_sitemaps(press, plan, left, slugs, drafts=run.options.drafts)
        records |= here
        faults += wrong
        for future in as_completed(waiting):
            printed = future.result()
            records |= dict(printed.records)
            faults += printed.problems
            done += waiting[future]
            run.progress("render", done, total)
    if press.stage.folder:
        records[DIRECTORY] = _print_directory(press, years, assets, left, records)
    if not faults:
        records |= away.finish(plan.issues, records)
    return records, list(dict.fromkeys(faults))


def print_search(press: Press, years: Years, assets: Iterable[Asset], left: Left) -> dict[str, Record]:
    """Print the search files of all years that are not intact, and their directory; return the records of all."""
    records: dict[str, Record] = {}
    for job in _year_jobs(press, years, left, records):
        records |= dict(print_year(press, job).records)
    records[DIRECTORY] = _print_directory(press, years, assets, left, records)
    return records


def print_for_machines(press: Press, plan: Plan, *, drafts: bool) -> list[Record]:
    """Print all feeds and sitemaps, whatever stands in the output."""
    nothing, slugs = Left(records={}, found={}), given_slugs(plan)
    feeds, months = _feeds_jobs(press, plan, nothing, {}, slugs)
    printed = [*(render_feeds(press, feeds).records if feeds else ()), *render_months(press, months).records]
    return [*(record for _, record in printed), _print_sitemaps(press, plan, nothing, slugs, drafts=drafts)]


def _issue_jobs(
    press: Press, plan: Plan, left: Left, records: dict[str, Record], slugs: Slugs, *, away: Takeaway, content: Path
) -> Iterator[IssueJob]:
    """Yield the issues to be printed; those that are intact go to the records."""
    shared = digest_of(press, ISSUE_LAYOUTS)
    dead = dead_by_folder(plan)
    for i, issue in enumerate(plan.issues):
        job = away.added(issue_job(plan, i, shared, slugs, dead=dead, content=content))
        record = left.intact(issue.folder, job.digest)
        if record and not job.makings:
            records[issue.folder] = record
        else:
            yield job


def issue_job(
    plan: Plan, place: int, shared: str, slugs: Slugs, *, dead: Mapping[str, Sequence[Link]], content: Path
) -> IssueJob:
    """Return the printing of the issue at a place of the plan.

    `shared` is the digest of what all issues are made with, `dead` has dead links by folder.
    """
    issue = plan.issues[place]
    previous = plan.issues[place - 1].summary.link if place else None
    following = plan.issues[place + 1].summary.link if place + 1 < len(plan.issues) else None
    near = pages.Neighbours(previous=previous, next=following, columns=_earlier(plan, place))
    own = tuple(((kind, name), slugs[kind, name]) for kind, name, _ in issue.summary.topics if (kind, name) in slugs)
    lost = tuple(dead.get(issue.folder, ()))
    related = plan.related.get(issue.folder, ())
    changed = plan.history.days.get(issue.folder, ())
    return IssueJob(
        folder=issue.folder,
        key=issue.key,
        near=near,
        slugs=own,
        dead=lost,
        related=related,
        changed=changed,
        digest=digest(shared.encode(), issue.key.encode(), repr((near, own, lost, related, changed)).encode()),
        content=str(content),
    )


def _earlier(plan: Plan, place: int) -> tuple[tuple[str, tuple[Anchor, ...]], ...]:
    """Return for each column of an issue the stories before it, newest first: those of the last LOOK_BACK issues."""
    found: dict[str, list[Anchor]] = {name: [] for name, _, _ in plan.issues[place].summary.columns}
    missing = set(found)
    for before in range(place - 1, max(-1, place - 1 - LOOK_BACK), -1):
        if not missing:
            break
        for name, url, headline in plan.issues[before].summary.columns:
            if name in missing:
                found[name].append(Anchor(text=headline, url=url))
        missing = {name for name in missing if len(found[name]) < MOST_EARLIER}
    return tuple((name, tuple(stories[:MOST_EARLIER])) for name, stories in found.items() if stories)


def dead_by_folder(plan: Plan) -> dict[str, list[Link]]:
    """Return the dead links of a plan by the folder of the text that they stand in."""
    dead: dict[str, list[Link]] = {}
    for link in plan.dead:
        dead.setdefault(dirname(link.at.path), []).append(link)
    return dead


def _feeds_jobs(
    press: Press, plan: Plan, left: Left, records: dict[str, Record], slugs: Slugs
) -> tuple[FeedsJob | None, tuple[MonthJob, ...]]:
    """Return the feeds to be printed; those that are intact go to the records."""
    job = feeds_job(press, plan.issues, slugs, dead_by_folder(plan), plan.related)
    months = {f"{FEEDS}/{month.month}": month for month in month_jobs(press, plan.issues, plan.related)}
    made_from = {FEEDS: job.digest, **{name: month.digest for name, month in months.items()}}
    kept = {name: record for name, digest in made_from.items() if (record := left.intact(name, digest))}
    records |= kept
    return None if FEEDS in kept else job, tuple(month for name, month in months.items() if name not in kept)


def _year_jobs(press: Press, years: Years, left: Left, records: dict[str, Record]) -> list[YearJob]:
    """Return the years whose search files are to be printed; those that are intact go to the records."""
    jobs = []
    for year, keys in years.items():
        name, made_from = batch_name(year), year_digest(press, keys)
        record = left.intact(name, made_from)
        if record:
            records[name] = record
            continue
        former, kept = left.former(name)
        jobs.append(YearJob(year=year, keys=keys, digest=made_from, kept=kept, former=former))
    return jobs


def _print_directory(
    press: Press, years: Years, assets: Iterable[Asset], left: Left, records: Mapping[str, Record]
) -> Record:
    digests = [records[batch_name(year)].digest for year in years]
    scripts = {asset.name: asset.content for asset in assets if asset.name in (LUNR, ENGINE)}
    language = press.frame.paper.language.encode()
    made_from = digest(language, *(made.encode() for made in digests), *scripts.values())
    return left.intact(DIRECTORY, made_from) or print_directory(press, digests, scripts, made_from)


def _topics_job(press: Press, plan: Plan, left: Left, records: dict[str, Record], slugs: Slugs) -> TopicsJob | None:
    heads = tuple(issue.summary.head_digest for issue in plan.issues)
    changed = tuple(sorted(slugs.items()))
    made_from = digest_of(press, TOPIC_LAYOUTS, heads, changed)
    record = left.intact("topics", made_from)
    if record:
        records["topics"] = record
        return None
    issues = tuple((issue.folder, issue.key) for issue in plan.issues)
    former, kept = left.former("topics")
    return TopicsJob(issues=issues, slugs=changed, digest=made_from, kept=kept, former=former)


def given_slugs(plan: Plan) -> dict[tuple[str, str], str]:
    """Return the slugs of the topics whose own slug another one took first."""
    return slugs_among(plan.paper, plan.issues)


def slugs_among(paper: Paper, issues: Sequence[Known]) -> dict[tuple[str, str], str]:
    """Return the slugs of the topics whose own slug another one took first; the paper's own come before all."""
    declared = [
        (kind, topic.name, topic.slug) for kind in ("sections", "columns", "people") for topic in getattr(paper, kind)
    ]
    return taken_slugs([*declared, *(topic for issue in issues for topic in issue.summary.topics)])


def pages_of_topics(issues: Sequence[Known], slugs: Slugs) -> set[str]:
    """Return the addresses of all indexes and topics."""
    return {urls.topics_url(kind) for kind in KINDS} | {url for _, url in _topic_urls(issues, slugs)}


def _topic_urls(issues: Sequence[Known], slugs: Slugs) -> set[tuple[str, str]]:
    """Return kind and address of every topic."""
    topics = {(kind, name): slug for issue in issues for kind, name, slug in issue.summary.topics}
    return {(kind, urls.topic_url(kind, slugs.get((kind, name), slug))) for (kind, name), slug in topics.items()}


def _print_here(
    press: Press, plan: Plan, assets: tuple[Asset, ...], left: Left
) -> tuple[dict[str, Record], tuple[Problem, ...]]:
    """Print the static files and the sheets that belong to no issue."""
    # what belongs to the CMS has no digest in its address
    plain = (asset.content for asset in assets if asset.url == asset.name)
    made_from = digest(*(asset.url.encode() for asset in assets), *plain)
    files = ((asset.url, asset.content) for asset in assets)
    records = {"assets": _printed(press, left, "assets", made_from, files)}
    records["cms"] = _print_cms(press, plan, assets, left)
    made_from = digest(press.version.encode(), repr((plan.paper, plan.leads)).encode())
    pages_that_lead = ((url, text.encode()) for url, text in render_leads(plan.paper, plan.leads))
    records["leads"] = _printed(press, left, "leads", made_from, pages_that_lead)
    made_from = digest_of(
        press, OTHER_LAYOUTS, plan.standing, [issue.summary.link for issue in plan.issues], plan.corrections
    )
    texts = ((sheet.url, render(press.design, sheet).encode()) for sheet in other_sheets(press, plan))
    try:
        records["others"] = _printed(press, left, "others", made_from, texts)
        records["shown"] = _print_shown(press, plan, left)
    except ContentError as error:
        return records, error.problems
    return records, ()


def _print_shown(press: Press, plan: Plan, left: Left) -> Record:
    """Print the files that standing texts show; raises ContentError where one is no picture after all."""
    paths = [Path(path) for path in plan.files.values()]
    made_from = digest(press.version.encode(), *(part for p in paths for part in (p.name.encode(), p.read_bytes())))
    folder = str(paths[0].parent) if paths else ""
    made = publish(Path(press.cache).parent, folder, [path.name for path in paths], press.hands)
    return _printed(press, left, "shown", made_from, ((urls.standing_file_url(name), data) for name, data in made))


def _print_cms(press: Press, plan: Plan, assets: Iterable[Asset], left: Left) -> Record:
    """Print the pages of the CMS; there are none without its script, which a warning has told."""
    ready = any(asset.name == SCRIPT for asset in assets)
    shelves = cms_shelves(plan) if ready else None
    made_from = digest(press.version.encode(), repr((plan.paper, shelves)).encode())
    return _printed(press, left, "cms", made_from, cms_files(plan.paper, shelves) if shelves else ())


def cms_shelves(plan: Plan) -> Shelves:
    """Return what the CMS must know of the issues; those that are drafts are there to be edited too."""
    return shelves_of((issue.summary.name, issue.summary.labels) for issue in plan.read)


def _print_sitemaps(press: Press, plan: Plan, left: Left, slugs: Slugs, *, drafts: bool) -> Record:
    """Print the sitemap of all pages, robots.txt and `_headers`; a build that shows drafts has none to be found by."""
    paper = plan.paper
    # a story counts as changed on the day on which another one corrects it
    listed = [(issue.summary.name, issue.summary.listed, plan.related.get(issue.folder)) for issue in plan.issues]
    made_from = digest(
        press.version.encode(),
        repr((press.frame, drafts, sorted(slugs.items()), plan.corrections, listed)).encode(),
    )

    def files() -> Iterator[tuple[str, bytes]]:
        yield urls.ROBOTS, render_robots(paper, drafts=drafts).encode()
        rules = header_rules(remote=paper.remote_images == "allow", drafts=drafts)
        yield urls.HEADERS, render_headers(rules).encode()
        if not drafts:
            for url, text in render_sitemaps(paper, plan.issues, _other_pages(press, plan, slugs)):
                yield url, text.encode()

    return _printed(press, left, "sitemaps", made_from, files())


def _other_pages(press: Press, plan: Plan, slugs: Slugs) -> Iterator[str]:
    """Yield the addresses of all pages that belong to no issue, sorted within their kind."""
    yield from (urls.FRONT, urls.ARCHIVE)
    yield from (year.url for year in pages.year_links(i.summary.link for i in plan.issues if i.summary.link))
    yield from (anchor.url for anchor in press.frame.standing)
    years = errata_years(plan.corrections)
    yield from (urls.CORRECTIONS, *(year.url for year in years)) if years else ()
    topics = _topic_urls(plan.issues, slugs)
    yield from (urls.topics_url(kind) for kind in sorted({kind for kind, _ in topics}))
    yield from sorted(url for _, url in topics)


def other_sheets(press: Press, plan: Plan) -> Iterator[Sheet]:
    """Yield the sheets that belong to no issue: calendars, search page, standing texts, the page for lost ways."""
    links = [issue.summary.link for issue in plan.issues if issue.summary.link]
    yield from pages.plan_archive(press.frame, links)
    yield pages.plan_search(press.frame, links)
    yield pages.plan_missing(press.frame)
    yield from plan_errata(press.frame, plan.corrections)
    for text, body in plan.standing:
        yield pages.plan_standing(press.frame, text, body)


def _printed(press: Press, left: Left, name: str, made_from: str, files: Iterable[tuple[str, bytes]]) -> Record:
    """Return the record of a batch, its `files` made and staged only where it is not intact."""
    return left.intact(name, made_from) or stage_files(press, made_from, files)
