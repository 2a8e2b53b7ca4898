"""JSON Schemas of the files that people write, in Chinese and English, for their editors.

They lie in `docs/schemas`, where `.vscode/settings.json` and other editors find them; a test holds them to this code.
"""

import json
from collections.abc import Mapping as Pairs

from sitegen import paper
from sitegen.articles import fields as article
from sitegen.catalog import read_catalog
from sitegen.kinds import KINDS
from sitegen.reading import head, standing
from sitegen.schema import Mapping
from sitegen.schema.exporting import file_schema

FILES: Pairs[str, tuple[str, Mapping]] = {
    "paper": ("Fields of paper.yaml", paper.FIELDS),
    "issue": ("Fields of issue.md", head.FIELDS),
    "article": ("Fields of an article", article.FIELDS),
    "standing": ("Fields of a standing text", standing.FIELDS),
}
"""Title and table by the name of the schema's file."""


def editor_schemas() -> dict[str, str]:
    """Return the text of each schema by its file name."""
    made = {name: file_schema(table, title, in_both, level_texts) for name, (title, table) in FILES.items()}
    return {
        f"{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for name, schema in made.items()
    }


def in_both(text: str) -> str:
    """Return a text in Chinese and in English."""
    return f"{read_catalog('zh-CN').translate(text)} {text}"


def level_texts(code: str) -> str:
    """Return what a code of a problem means, in both languages; placeholders stay as they are."""
    return in_both(KINDS[code].message).replace("{{", "{").replace("}}", "}")
