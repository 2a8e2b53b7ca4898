"""All forms of citation: those of a story, and the files in which a reader takes a whole issue home."""

from collections.abc import Iterable, Iterator

from sitegen import urls
from sitegen.archive import Place
from sitegen.citations.cited import cited
from sitegen.citations.notes import render_gbt, render_plain
from sitegen.citations.records import render_bibtex, render_csl, render_ris
from sitegen.contexts import Citation
from sitegen.model import Paper


def citations_of(paper: Paper, place: Place) -> tuple[Citation, ...]:
    """Return a story's citation in all forms, first the one that readers of the paper's language know best.

    The last three are records, which can be had as files of the whole issue too.
    """
    story, issue = cited(paper, place), place.issue.name
    chinese = Citation(name="GB/T 7714", text=render_gbt(story))
    plain = Citation(name="", text=render_plain(story))
    return (
        *((chinese, plain) if paper.language.startswith("zh") else (plain, chinese)),
        Citation(name="BibTeX", text=render_bibtex(story), url=urls.issue_file_url(issue, urls.BIBTEX)),
        Citation(name="RIS", text=render_ris(story), url=urls.issue_file_url(issue, urls.RIS)),
        Citation(name="CSL-JSON", text=render_csl(story), url=urls.issue_file_url(issue, urls.CSL)),
    )


def citation_files(issue: str, stories: Iterable[tuple[Citation, ...]]) -> Iterator[tuple[str, str]]:
    """Yield address and text of the files with all stories of the issue with this name, in reading order."""
    records: dict[str, list[str]] = {urls.issue_file_url(issue, name): [] for name in (urls.BIBTEX, urls.RIS, urls.CSL)}
    for forms in stories:
        for form in forms:
            if form.url:
                records[form.url].append(form.text)
    bibtex, ris, csl = records
    yield bibtex, "\n".join(records[bibtex])
    # the lines of this format end in CR LF
    yield ris, "".join(records[ris]).replace("\n", "\r\n")
    yield csl, "[\n" + ",\n".join(records[csl]) + "\n]\n"
