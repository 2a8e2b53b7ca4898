"""Inner links that lead to nothing we publish: found over the whole archive, reported, and left as plain text."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from html import escape
from pathlib import Path
from posixpath import dirname, relpath

from sitegen import urls
from sitegen.model import Link
from sitegen.problems import Position, Problem, problem

_HEADING = re.compile(r'<h[1-6] id="([^"]+)"')


def dead_links(links: Iterable[Link], addresses: Collection[str]) -> tuple[Link, ...]:
    """Return the links that lead to none of the `addresses`, in their order."""
    return tuple(link for link in links if _target(link) not in addresses)


def _target(link: Link) -> str:
    return urls.source_url(urls.link_path(link.at.path, link.target))


def link_problems(dead: Iterable[Link], addresses: Collection[str], content: Path) -> Iterator[Problem]:
    """Yield a problem for each dead link, with its line from the content folder and the nearest file."""
    dead = tuple(dead)
    # compared with its own folder only: over a whole archive the comparison would take longer than the build
    beside: dict[str, list[str]] = {dirname(_target(link)): [] for link in dead}
    for address in addresses if beside else ():
        folder = address.rpartition("/")[0]
        if folder in beside:
            beside[folder].append(address)
    for link in dead:
        target = _target(link)
        near = _nearest(target, tuple(sorted(beside[dirname(target)])))
        written = relpath(urls.source_of(near), dirname(link.at.path)) if near else "–"
        yield problem(link.at, "link-dead", _line(content, link.at), target=link.target, nearest=written)


@lru_cache(maxsize=1024)
def _nearest(target: str, addresses: tuple[str, ...]) -> str:
    return next(iter(get_close_matches(target, addresses, n=1, cutoff=0.0)), "")


def _line(content: Path, at: Position) -> str:
    lines = (content / at.path).read_text("utf-8-sig", errors="replace").splitlines()
    return lines[at.line - 1] if at.line <= len(lines) else ""


def part_problems(links: Iterable[Link], text_at: Callable[[str], str], content: Path) -> Iterator[Problem]:
    """Yield a problem for each link to a part that the text at its address does not have.

    `text_at` gives the HTML of the text at an address, empty where there is none of ours, such as a PDF.
    """
    for link in links:
        part = urls.link_part(link.target) if "#" in link.target else ""
        html = text_at(_target(link)) if part else ""
        if html and f' id="{escape(part)}"' not in html:
            near = ", ".join(_HEADING.findall(html)[:9]) or "–"
            line = _line(content, link.at)
            yield problem(link.at, "link-part", line, target=link.target, fragment=part, near=near)


def without_links(html: str, dead: Iterable[Link]) -> str:
    """Return the HTML of a body with the dead links of its text as plain text; other links stay."""
    for address in {urls.link_address(link.at.path, link.target) for link in dead}:
        # a body's links do not nest, and their markup is our own
        html = re.sub(rf'<a href="{re.escape(escape(address))}"[^>]*>(.*?)</a>', r"\1", html, flags=re.DOTALL)
    return html
