"""The settings of Decap (config.yml) from our own tables of fields.

A collection holds the stories of a year, another one its issues, a third the standing texts. Decap knows no schema of
ours: each type of value becomes the widget that gives such values.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sitegen.articles.fields import FIELDS as ARTICLE
from sitegen.model import Cms, Paper
from sitegen.quickclass import dataclass
from sitegen.reading.head import FIELDS as ISSUE
from sitegen.reading.standing import FIELDS as STANDING
from sitegen.schema import FILE_NAME, Choice, Day, Either, Field, Flag, List, Number, Pattern, Text, Type, Whole
from sitegen.schema import Mapping as Table

Translate = Callable[[str], str]
Widget = dict[str, Any]

LABELS = {
    "aliases": "Earlier addresses",
    "byline": "Byline",
    "column": "Column",
    "corrections": "Corrections",
    "corrects": "Corrects the story",
    "date": "Date",
    "dateline": "Dateline",
    "deck": "Deck",
    "draft": "Draft",
    "edition": "Edition",
    "editors": "Page editors",
    "feeds": "In feeds",
    "headline": "Headline",
    "image": "Page image",
    "issue": "In issue",
    "kicker": "Kicker",
    "label": "Page label",
    "name": "Name",
    "number": "Number",
    "order": "Place on the page",
    "page": "On page",
    "pages": "Pages",
    "pdf": "Page as PDF",
    "rank": "Rank",
    "retracted": "Retracted because",
    "role": "Role",
    "search": "In search",
    "section": "Section",
    "summary": "Summary",
    "tags": "Tags",
    "text": "Text",
    "title": "Title",
    "updated": "Updated",
    "body": "Text",
}
"""What the form calls each field."""

RANKS = {"lead": "Lead", "major": "Major", "normal": "Normal", "brief": "Brief"}

_LOCALES = {"zh_CN": "zh_Hans", "zh_TW": "zh_Hant", "en": "en"}
_UNSEEN = frozenset({"zones"})
"""Fields that no form can give: what stands in them stays as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelves:
    """What the archive has so far: the names of the issues of each year, oldest first, and all page labels in order."""

    issues: Mapping[str, Sequence[str]]
    labels: Sequence[str]


def decap_config(paper: Paper, cms: Cms, shelves: Shelves, catalog: str, translate: Translate) -> dict[str, Any]:
    """Return the settings as Decap reads them; `catalog` names the language of its own texts."""
    form = _Form(paper, shelves, translate)
    backend: dict[str, Any] = {"name": cms.backend, "repo": cms.repo, "branch": cms.branch}
    if cms.auth:
        backend["base_url"] = cms.auth
    root = cms.folder.strip("/")
    collections = [
        collection
        for year in _years(shelves)
        for collection in (_stories(form, root, year, shelves, translate), _issues(form, root, year, translate))
    ]
    return {
        "backend": backend,
        # used on this machine only, where `npx decap-server` runs beside `serve`
        "local_backend": True,
        "publish_mode": "editorial_workflow",
        "media_folder": f"{root}/pages",
        "public_folder": "",
        "locale": _LOCALES[catalog],
        "site_url": paper.base_url or "/",
        "slug": {"encoding": "ascii", "clean_accents": True},
        "collections": [*collections, _standing(form, root, translate)],
    }


def _years(shelves: Shelves) -> list[str]:
    """Return the years of collections, newest first; from November on the next one is there to be begun."""
    years = sorted(shelves.issues)
    if years and shelves.issues[years[-1]] and shelves.issues[years[-1]][-1][5:7] >= "11":
        years.append(str(int(years[-1]) + 1))
    return years[::-1]


def _stories(form: "_Form", root: str, year: str, shelves: Shelves, translate: Translate) -> dict[str, Any]:
    return {
        "name": f"articles-{year}",
        "label": translate("Articles {year}").format(year=year),
        "label_singular": translate("article"),
        "folder": f"{root}/issues/{year}",
        "create": True,
        "identifier_field": "headline",
        # a name of ASCII letters from any headline; whoever merges the story may give it a better one
        "slug": "{{day}}-{{hour}}{{minute}}{{second}}",
        "path": "{{issue}}/{{slug}}",
        # keeps entries that have no such field: issue.md lies beside the stories
        "filter": {"field": "pages"},
        "summary": "{{headline}}",
        "media_folder": "",
        "public_folder": "",
        "fields": [*form.article(shelves.issues.get(year, ())), form.body()],
    }


def _issues(form: "_Form", root: str, year: str, translate: Translate) -> dict[str, Any]:
    return {
        "name": f"issues-{year}",
        "label": translate("Issues {year}").format(year=year),
        "label_singular": translate("issue"),
        "folder": f"{root}/issues/{year}",
        "create": True,
        "identifier_field": "date",
        "slug": "{{fields.date}}",
        "path": "{{slug}}/issue",
        "filter": {"field": "headline"},
        "summary": "{{fields.date}} {{number}}",
        "media_folder": "",
        "public_folder": "",
        "fields": [*form.issue(), form.body(required=False)],
    }


def _standing(form: "_Form", root: str, translate: Translate) -> dict[str, Any]:
    return {
        "name": "standing",
        "label": translate("Standing texts"),
        "label_singular": translate("standing text"),
        "folder": f"{root}/pages",
        "create": True,
        "slug": "{{day}}-{{hour}}{{minute}}{{second}}",
        "media_folder": "",
        "public_folder": "",
        "fields": [*form.widgets(STANDING.fields), form.body()],
    }


class _Form:
    """Turns fields into widgets, in one language."""

    def __init__(self, paper: Paper, shelves: Shelves, translate: Translate) -> None:
        self._paper = paper
        self._labels = list(shelves.labels)
        self.translate = translate

    def article(self, issues: Sequence[str]) -> list[Widget]:
        """Return the widgets of a story; page, rank, section, column and issue are choices."""
        choices: dict[str, list[Widget]] = {
            "page": [_option(label, label) for label in self._labels],
            "rank": [_option(rank, self.translate(RANKS[rank])) for rank in RANKS],
            "section": [_option(topic.name, topic.name) for topic in self._paper.sections],
            "column": [_option(topic.name, topic.name) for topic in self._paper.columns],
            "issue": [_option(name, name) for name in reversed(issues)],
        }
        widgets = []
        for widget in self.widgets(ARTICLE.fields):
            options = choices.get(widget["name"], [])
            if options:
                widget |= {"widget": "select", "options": options}
                widget.pop("pattern", None)
            widgets.append(widget)
        newest = choices["issue"][0]["value"] if choices["issue"] else ""
        return [widget | {"default": newest} if widget["name"] == "issue" and newest else widget for widget in widgets]

    def issue(self) -> list[Widget]:
        """Return the widgets of an issue; its date is asked for, since it names the folder."""
        widgets = self.widgets(ISSUE.fields)
        return [widget | {"required": True} if widget["name"] == "date" else widget for widget in widgets]

    def widgets(self, fields: Iterable[Field]) -> list[Widget]:
        """Return the widgets of fields in their order."""
        return [self._widget(field) for field in fields]

    def body(self, *, required: bool = True) -> Widget:
        """Return the widget of the text: as Markdown, since a form that writes it anew would change all of it."""
        return {
            "name": "body",
            "label": self.translate(LABELS["body"]),
            "widget": "markdown",
            "modes": ["raw", "rich_text"],
            "required": required,
        }

    def _widget(self, field: Field) -> Widget:
        label = self.translate(LABELS[field.name]) if field.name in LABELS else field.name
        made: Widget = {"name": field.name, "label": label, "required": field.required}
        if field.name in _UNSEEN:
            return made | {"widget": "hidden", "required": False}
        hint = self.translate(field.summary)
        return made | {"hint": hint} | self._kind(field.type, field)

    def _kind(self, kind: Type, field: Field) -> Widget:  # noqa: PLR0911 - one line for each type
        if kind is FILE_NAME:
            return {"widget": "image" if field.name == "image" else "file"}
        if isinstance(kind, Either):
            return self._kind(kind.simple, field)
        if isinstance(kind, Choice):
            return {"widget": "select", "options": list(kind.options)}
        if isinstance(kind, Flag):
            # without this the form would write a value where the file has none
            return {"widget": "boolean", "required": False}
        if isinstance(kind, Day):
            return {"widget": "datetime", "format": "YYYY-MM-DD", "date_format": "YYYY-MM-DD", "time_format": False}
        if isinstance(kind, Whole | Number):
            return {"widget": "number", "value_type": "int" if isinstance(kind, Whole) else "float"}
        if isinstance(kind, List):
            inner = kind.item
            fields = {"fields": self.widgets(inner.fields)} if isinstance(inner, Table) else {}
            return {"widget": "list", **fields}
        if isinstance(kind, Pattern):
            return {"widget": "string", "pattern": [f"^(?:{kind.form.pattern})$", field.example]}
        return {"widget": "text" if type(kind) is Text else "string"}


def _option(value: str, label: str) -> Widget:
    return {"label": label, "value": value}
