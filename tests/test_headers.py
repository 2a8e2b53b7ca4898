"""The table of headers: as the build writes it, as Netlify reads it, as the examples for other servers have it."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from builds import ROOT, Desk, desk
from corpus import corpus
from tools import node_modules, node_path

from sitegen.headers import admin_headers, content_policy, header_rules, render_headers

RULES = header_rules(remote=False, drafts=False)
EVERYWHERE, ASSETS = (dict(headers) for _, headers in RULES)
HOSTS = ROOT / "docs" / "hosts"


@pytest.fixture
def work(tmp_path: Path) -> Desk:
    return desk(tmp_path, corpus(issues=1, articles=1))


def test_nothing_inline_may_run_and_no_other_host_is_asked() -> None:
    assert "unsafe" not in content_policy(remote=True)
    assert "https:" not in content_policy(remote=False)
    assert content_policy(remote=False).startswith("default-src 'none'; ")


def test_a_build_writes_the_table(work: Desk) -> None:
    assert work.build_here()["_headers"].decode() == render_headers(RULES)


def test_a_paper_that_allows_remote_pictures_says_so_in_its_policy(work: Desk) -> None:
    with (work.content / "paper.yaml").open("a", encoding="utf-8") as file:
        file.write("remote_images: allow\n")
    assert "img-src 'self' https:;" in work.build_here()["_headers"].decode()


def test_a_build_with_drafts_keeps_robots_away(work: Desk) -> None:
    tree = work.build_here("--drafts")
    assert "  X-Robots-Tag: noindex\n" in tree["_headers"].decode()
    assert b"Disallow: /" in tree["robots.txt"]
    assert b"X-Robots-Tag" not in work.build_here()["_headers"]


def test_what_may_be_kept_for_ever_has_a_name_of_its_own_bytes(work: Desk) -> None:
    assets = [path for path in work.build_here() if path.startswith("assets/")]
    assert assets
    assert [path for path in assets if not re.search(r"\.[0-9a-f]{10}\.\w+$", path)] == []


def read_by_netlify(folder: Path, context: str) -> dict[str, Any]:
    """Return how Netlify's own parser reads the folder of a site."""
    shutil.copy(ROOT / "netlify.toml", folder)
    assert node_modules()
    done = subprocess.run(
        [node_path(), str(ROOT / "tests" / "netlify.mjs"), str(folder), context],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def test_netlify_reads_the_whole_table_and_each_header_once(work: Desk) -> None:
    work.build_here()
    read = read_by_netlify(work.folder, "production")
    assert read["build"]["publish"] == str(work.output)
    assert [(rule["for"], rule["values"]) for rule in read["headers"]] == [(path, dict(own)) for path, own in RULES]


def test_netlify_shows_drafts_in_previews_only(work: Desk) -> None:
    line = "sh setup.sh && .venv/bin/python build.py"
    assert read_by_netlify(work.folder, "production")["build"]["command"] == line
    for context in ("deploy-preview", "branch-deploy"):
        shown = read_by_netlify(work.folder, context)["build"]["command"]
        assert shown == f"{line} --drafts --base-url $DEPLOY_PRIME_URL"


def test_the_example_for_nginx_says_the_same() -> None:
    text = (HOSTS / "nginx.conf").read_text("utf-8")
    maps = re.findall(r'map \$uri (\S+) \{\n +default +"(.*)";\n +~\^/admin/ +"(.*)";', text)
    said = dict(re.findall(r"add_header (\S+) (?:\"(.*)\"|\$paper_(?:policy|opener)) always;", text))
    for name, variable in re.findall(r"add_header (\S+) (\$paper_(?:policy|opener)) always;", text):
        said[name] = {found: default for found, default, _ in maps}[variable]
    assert said == EVERYWHERE
    assert [admin for *_, admin in maps] == [value for _, value in admin_headers()]
    assert f'~^/assets/ "{ASSETS["Cache-Control"]}"' in text


def test_the_example_for_caddy_says_the_same() -> None:
    text = (HOSTS / "Caddyfile").read_text("utf-8")
    whole, admin = re.findall(r"^\theader (?:/admin/\* )?\{\n(.*?)^\t\}", text, re.MULTILINE | re.DOTALL)
    assert re.findall(r'([A-Z][\w-]+) "(.*)"', admin) == list(admin_headers())
    said = dict(re.findall(r'^\t\t([A-Z][\w-]+) "(.*)"$', whole, re.MULTILINE))
    assert said.pop("Cache-Control") == "no-cache"
    assert said == EVERYWHERE
    assert f'header /assets/* Cache-Control "{ASSETS["Cache-Control"]}"' in text
