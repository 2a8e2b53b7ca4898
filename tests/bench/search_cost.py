"""Count what the commonest pairs of characters cost a reader: files, and bytes as gzip -6 sends them, code included.

    python tests/bench/search_cost.py SITE [--pairs 50] [--first 5]

SITE is a built paper, whose texts tell which pairs are commonest; its engine is asked in Node, a fresh one for each
pair, for the first hits with their snippets. A query of two characters needs no places, but has the longest postings.
"""

import argparse
import json
import re
import subprocess
from collections import Counter
from itertools import pairwise
from pathlib import Path
from statistics import median

ASK = Path(__file__).parents[1] / "search" / "ask.cjs"
TEXT = re.compile(r"\d{4}-\d\d-\d\d[^/]*\.\d+\.js")
HAN = re.compile("[\u4e00-\u9fff]+")


def commonest(site: Path, many: int) -> list[str]:
    """Return the commonest pairs of Han characters in the paper's texts."""
    pairs: Counter[str] = Counter()
    for path in site.glob("search/*/*.js"):
        if TEXT.fullmatch(path.name):
            for run in HAN.findall(path.read_text("utf-8")):
                pairs.update(map("".join, pairwise(run)))
    return [pair for pair, _ in pairs.most_common(many)]


def cost(site: Path, query: str, first: int) -> tuple[int, int]:
    """Return files and bytes of a first query."""
    asked = json.dumps([[query, {"limit": first, "budget": 170_000}]])
    done = subprocess.run(["node", ASK, site], input=asked, capture_output=True, encoding="utf-8", check=True)
    told = json.loads(done.stdout)
    files = [told["code"], *told["answers"][0]["files"]]
    return len(files), sum(size for _, size in files)


def main() -> None:
    """Print the dearest pair, and the middle of all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path)
    parser.add_argument("--pairs", type=int, default=50)
    parser.add_argument("--first", type=int, default=5)
    given = parser.parse_args()
    costs = {pair: cost(given.site, pair, given.first) for pair in commonest(given.site, given.pairs)}
    worst = max(costs, key=lambda pair: costs[pair][1])
    print(
        json.dumps(
            {
                "pairs": len(costs),
                "worst": worst,
                "worst_gzip_bytes": costs[worst][1],
                "median_gzip_bytes": round(median(size for _, size in costs.values())),
                "most_requests": max(files for files, _ in costs.values()),
            },
            ensure_ascii=False,
        )
    )


if __name__ == "__main__":
    main()
