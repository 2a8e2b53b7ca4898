"""The batches of feeds: which jobs there are, each with a digest over all that it is made of."""

from collections.abc import Mapping, Sequence

from sitegen.archive import Slugs
from sitegen.corrections import Relation
from sitegen.disk import digest
from sitegen.gather import Known
from sitegen.model import Link
from sitegen.quickclass import replace
from sitegen.subscriptions.choosing import choose_issues
from sitegen.subscriptions.work import FeedIssue, FeedsJob, MonthJob
from sitegen.works import Press

FEEDS = "feeds"
"""Name of the batch of the newest stories."""


def feeds_job(
    press: Press,
    issues: Sequence[Known],
    slugs: Slugs,
    dead: Mapping[str, Sequence[Link]],
    related: Mapping[str, tuple[Relation, ...]],
) -> FeedsJob:
    """Return the job of the newest stories; `issues` are oldest first, `dead` and `related` by issue folder."""
    choice = choose_issues(press.frame.paper, issues)
    chosen = [issues[i] for i in choice.all]
    months = list(_by_month(issues))
    own = {(kind, name) for issue in chosen for kind, name, _ in issue.summary.topics}
    job = FeedsJob(
        issues=tuple(
            FeedIssue(key=issue.key, dead=tuple(dead.get(issue.folder, ())), related=related.get(issue.folder, ()))
            for issue in chosen
        ),
        newest=len(choice.newest),
        slugs=tuple(sorted(item for item in slugs.items() if item[0] in own)),
        last_month=months[-1] if months else "",
        digest="",
    )
    return replace(job, digest=digest(press.version.encode(), repr((press.frame.paper, job)).encode()))


def month_jobs(press: Press, issues: Sequence[Known], related: Mapping[str, tuple[Relation, ...]]) -> list[MonthJob]:
    """Return the jobs of the archive of feeds, oldest month first; `related` is by issue folder."""
    months = _by_month(issues)
    names = ["", *months, ""]
    shared = digest(press.version.encode(), repr(press.frame.paper).encode())
    jobs = []
    for i, (month, found) in enumerate(months.items(), 1):
        around = (names[i - 1], names[i + 1])
        keys = tuple((issue.key, related.get(issue.folder, ())) for issue in found)
        jobs.append(
            MonthJob(
                month=month,
                previous=around[0],
                next=around[1],
                keys=keys,
                digest=digest(shared.encode(), repr((around, keys)).encode()),
            )
        )
    return jobs


def _by_month(issues: Sequence[Known]) -> dict[str, list[Known]]:
    months: dict[str, list[Known]] = {}
    for issue in issues:
        link = issue.summary.link
        if link and not link.draft:
            months.setdefault(link.date.isoformat()[:7], []).append(issue)
    return months
