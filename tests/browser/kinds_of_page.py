"""A page of the sample paper of each kind that a reader meets, by a name for it."""

KINDS = {
    "front": "index.html",
    "issue-with-replica": "2026-10-30/index.html",
    "page-with-replica": "2026-10-30/page-4.html",
    "issue": "2025-11-07/index.html",
    "article": "2026-10-30/01-nanzhou-daqiao-helong.html",
    "column": "2026-10-30/09-qiao-yu-chuan.html",
    "english": "2026-10-30/15-night-boat.html",
    "archive": "archive/index.html",
    "year": "archive/2025.html",
    "index": "people/index.html",
    "topic": "columns/dukou-yehua.html",
    "search": "search.html",
    "found": "search.html?q=大桥",
    "standing": "pages/about.html",
    "missing": "404.html",
}
