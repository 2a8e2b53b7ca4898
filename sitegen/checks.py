"""Problems that no single file shows: links between texts, and what the whole archive must agree on."""

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from sitegen import urls
from sitegen.model import Link
from sitegen.problems import Position, Problem, problem


def check_links(links: Iterable[Link], addresses: Collection[str], content: Path) -> list[Problem]:
    """Return a problem for each inner link that leads to nothing we publish; `content` is read for its line."""
    return list(_dead_links(links, addresses, content))


def _dead_links(links: Iterable[Link], addresses: Collection[str], content: Path) -> Iterator[Problem]:
    for link in links:
        path = urls.link_path(link.at.path, link.target)
        if urls.source_url(path) in addresses:
            continue
        near = get_close_matches(urls.source_url(path), addresses, n=1, cutoff=0.0)
        yield problem(
            link.at, "link-dead", _line(content, link.at), target=link.target, nearest=near[0] if near else "-"
        )


def _line(content: Path, at: Position) -> str:
    lines = (content / at.path).read_text("utf-8-sig", errors="replace").splitlines()
    return lines[at.line - 1] if at.line <= len(lines) else ""
